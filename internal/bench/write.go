package main

import (
	_ "embed" // the Python script is a file, to be read as such
	"errors"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/xuri/excelize/v2"

	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/xlsx"
)

// writtenRows is the length of the list that every writer writes.
const writtenRows = 1_000_000

// python is Debian's own: python3-xlsxwriter installs for no other.
const python = "/usr/bin/python3"

//go:embed items.py
var pythonScript string

// writers write the same million rows.
func writers(self, folder string) []contender {
	file := func(name string) string { return filepath.Join(folder, name+".xlsx") }
	theirs := contender{name: "XlsxWriter, constant_memory (Python)", command: []string{python, "-c", pythonScript, file("python"), strconv.Itoa(writtenRows)}}
	if err := exec.Command(python, "-c", "import xlsxwriter").Run(); err != nil {
		theirs.absent = "python3-xlsxwriter is not installed"
	}
	return []contender{
		{name: "Daybook", command: []string{self, "-do", "write", file("daybook")}},
		{name: "excelize StreamWriter", command: []string{self, "-do", "stream", file("excelize")}},
		theirs,
	}
}

// openItem is one row: seven texts and five numbers, as on the Open items sheet.
type openItem struct {
	code, customer, number, currency, seller, region, remark string
	posted, due                                              fact.Date
	daysLate                                                 int
	amount, open                                             int64 // cents
}

var (
	customers = []string{"Marlwick Instruments (Suzhou) Co., Ltd.", "宁波远航进出口有限公司", "Smith & Sons <Trading> Ltd.", "Brackwater Flow", "上海恒信贸易有限公司", "Østergård Maskiner A/S", "Delmonte Farms, Inc."}
	sellers   = []string{"E. Hartley", "王敏", "M. Ferro", "申刚", "J. O'Neill"}
	regions   = []string{"East China", "华南", "EMEA", "Americas"}
	remarks   = []string{"", "disputed: short shipment", "承诺月底付款", "see contract", "part paid"}
	firstDay  = fact.NewDate(2025, 1, 1)
)

// item makes row i; a multiplier spreads what would otherwise repeat in step.
func item(i int) openItem {
	h := uint32(i) * 2654435761
	amount := int64(h%9_000_000) + 1_000
	late := int(h>>8%400) - 120
	return openItem{
		code: fmt.Sprintf("C-%05d", h>>5%24_000), customer: customers[h>>3%7], number: fmt.Sprintf("INV-%07d", i),
		currency: "CNY", seller: sellers[h>>4%5], region: regions[h>>6%4], remark: remarks[h>>7%5],
		posted: firstDay.AddDays(int(h >> 9 % 600)), due: firstDay.AddDays(int(h>>9%600) + 30),
		daysLate: late, amount: amount, open: amount / int64(h>>10%3+1),
	}
}

// columns of the list, in the order of cells.
var columns = []render.Column{
	{ID: "code", Header: "Code", Role: render.RoleCode}, {ID: "customer", Header: "Customer"}, {ID: "number", Header: "Document"},
	{ID: "posted", Header: "Posted", Role: render.RoleDate}, {ID: "due", Header: "Due", Role: render.RoleDate},
	{ID: "late", Header: "Days late", Role: render.RoleCount}, {ID: "currency", Header: "Currency"},
	{ID: "amount", Header: "Amount", Role: render.RoleMoney}, {ID: "open", Header: "Open", Role: render.RoleMoney},
	{ID: "seller", Header: "Salesperson"}, {ID: "region", Header: "Region"}, {ID: "remark", Header: "Remark"},
}

// itemRows yields the rows as the workbook's lists do, in one slice.
func itemRows(n int) iter.Seq2[[]render.Cell, error] {
	return func(yield func([]render.Cell, error) bool) {
		row := make([]render.Cell, len(columns))
		for i := range n {
			it := item(i)
			for c, v := range []render.Value{
				render.Text(it.code), render.Text(it.customer), render.Text(it.number), render.Day(it.posted), render.Day(it.due),
				render.Int(it.daysLate), render.Text(it.currency), render.Money(fact.Amount(it.amount * 100)), render.Money(fact.Amount(it.open * 100)),
				render.Text(it.seller), render.Text(it.region), render.Text(it.remark),
			} {
				row[c] = render.Cell{Value: v}
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

func writeDaybook(path string, rows int) error {
	c := startClock()
	list := render.List{ID: "open_items", Row: 1, Columns: columns, Filter: true, Rows: itemRows(rows), Count: rows}
	doc := &render.Document{Title: "Open items", Language: "en", Sheets: []render.Sheet{{ID: "items", Name: "Open items", FreezeRow: 2, Lists: []render.List{list}}}}
	a, err := xlsx.WriteFile(path, doc)
	return errors.Join(err, c.stop(a.Bytes))
}

// writeStream is excelize as its documentation has it.
func writeStream(path string, rows int) error {
	c := startClock()
	f := excelize.NewFile()
	defer f.Close()
	money, err1 := f.NewStyle(&excelize.Style{NumFmt: 4})
	date, err2 := f.NewStyle(&excelize.Style{NumFmt: 14})
	w, err3 := f.NewStreamWriter("Sheet1")
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	header := make([]any, len(columns))
	for i, col := range columns {
		header[i] = col.Header
	}
	if err := w.SetRow("A1", header); err != nil {
		return err
	}
	for i := range rows {
		it := item(i)
		err := w.SetRow("A"+strconv.Itoa(i+2), []any{
			it.code, it.customer, it.number, excelize.Cell{StyleID: date, Value: it.posted.Time()}, excelize.Cell{StyleID: date, Value: it.due.Time()},
			it.daysLate, it.currency, excelize.Cell{StyleID: money, Value: float64(it.amount) / 100}, excelize.Cell{StyleID: money, Value: float64(it.open) / 100},
			it.seller, it.region, it.remark,
		})
		if err != nil {
			return err
		}
	}
	if err := errors.Join(w.Flush(), f.SaveAs(path)); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return c.stop(info.Size())
}
