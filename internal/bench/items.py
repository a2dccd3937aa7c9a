# The rows of write.go, written by XlsxWriter in its mode of constant memory.
import json
import os
import resource
import sys
import time

import xlsxwriter

path, rows = sys.argv[1], int(sys.argv[2])
CUSTOMERS = ["Marlwick Instruments (Suzhou) Co., Ltd.", "宁波远航进出口有限公司", "Smith & Sons <Trading> Ltd.", "Brackwater Flow", "上海恒信贸易有限公司", "Østergård Maskiner A/S", "Delmonte Farms, Inc."]
SELLERS = ["E. Hartley", "王敏", "M. Ferro", "申刚", "J. O'Neill"]
REGIONS = ["East China", "华南", "EMEA", "Americas"]
REMARKS = ["", "disputed: short shipment", "承诺月底付款", "see contract", "part paid"]
FIRST = 45658  # 2025-01-01 as a serial day: cheaper for it than a date
HEADER = ["Code", "Customer", "Document", "Posted", "Due", "Days late", "Currency", "Amount", "Open", "Salesperson", "Region", "Remark"]


def cpu():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime


began, used = time.time(), cpu()
book = xlsxwriter.Workbook(path, {"constant_memory": True})
sheet = book.add_worksheet("Open items")
money = book.add_format({"num_format": "#,##0.00"})
date = book.add_format({"num_format": "yyyy-mm-dd"})
text, number = sheet.write_string, sheet.write_number
for c, name in enumerate(HEADER):
    text(0, c, name)
for i in range(rows):
    h = (i * 2654435761) & 0xFFFFFFFF
    r, amount, day = i + 1, h % 9000000 + 1000, FIRST + (h >> 9) % 600
    text(r, 0, "C-%05d" % ((h >> 5) % 24000))
    text(r, 1, CUSTOMERS[(h >> 3) % 7])
    text(r, 2, "INV-%07d" % i)
    number(r, 3, day, date)
    number(r, 4, day + 30, date)
    number(r, 5, (h >> 8) % 400 - 120)
    text(r, 6, "CNY")
    number(r, 7, amount / 100, money)
    number(r, 8, amount // ((h >> 10) % 3 + 1) / 100, money)
    text(r, 9, SELLERS[(h >> 4) % 5])
    text(r, 10, REGIONS[(h >> 6) % 4])
    text(r, 11, REMARKS[(h >> 7) % 5])
book.close()
print(json.dumps({"Wall": int((time.time() - began) * 1e9), "CPU": int((cpu() - used) * 1e9), "Bytes": os.path.getsize(path)}))
