SELECT r.voucher AS document, r.no AS line_no, r.item AS product, r.quantity, r.net / r.quantity AS unit_price, r.net
FROM voucher_row r JOIN voucher v ON v.no = r.voucher WHERE v.firm = :company
