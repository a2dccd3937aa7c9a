package tables_test

import (
	"archive/zip"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"daybook/extract/tables"
)

// workbook saves a workbook whose sheets hold rows, after dress has had its way.
func workbook(t testing.TB, name string, sheets map[string][][]any, dress func(*excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for _, sheet := range slices.Sorted(maps.Keys(sheets)) {
		rows := sheets[sheet]
		if _, err := f.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			at, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := f.SetSheetRow(sheet, at, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if sheets["Sheet1"] == nil {
		f.DeleteSheet("Sheet1")
	}
	if dress != nil {
		dress(f)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func style(f *excelize.File, sheet, cell string, s excelize.Style) {
	id, err := f.NewStyle(&s)
	if err == nil {
		err = f.SetCellStyle(sheet, cell, cell, id)
	}
	if err != nil {
		panic(err)
	}
}

var companySheet = [][]any{{"id", "name", "currency"}, {1, "Example", "EUR"}}

// A cell holds what the spreadsheet shows, whatever it is stored as.
func TestWorkbook(t *testing.T) {
	last := time.Date(2025, 5, 31, 23, 30, 0, 0, time.UTC)
	file := workbook(t, "books.xlsx", map[string][][]any{
		"company": companySheet,
		"documents": {
			{"id", "number", "kind", "customer", "posted", "due", "currency", "net", "tax", "gross", "disputed"},
			{17, 42, "invoice", 7, last, "2025-06-30", "EUR", 55.94, "1,234.50", 1e14, true},
			{},
			{"18", 3, "invoice", 7, 20250531, 45808, "EUR", 0.1 + 0.2, -1e-4, 100, 0},
		},
		"notes": {},
	}, func(f *excelize.File) {
		zeros, cn := "00000", `yyyy"年"m"月"d"日";@`
		style(f, "documents", "D2", excelize.Style{CustomNumFmt: &zeros})
		style(f, "documents", "F4", excelize.Style{CustomNumFmt: &cn})
		f.SetCellRichText("documents", "B2", []excelize.RichTextRun{{Text: "R-"}, {Text: "42"}})
	})
	s, books, err := take(t, tables.Request{Paths: []string{file}})
	if err != nil {
		t.Fatal(err)
	}
	same(t, rows(t, books, "SELECT id, number, customer, posted, due, net, tax, gross, disputed FROM documents"),
		"17|R-42|00007|2025-05-31|2025-06-30|55.94|1234.50|100000000000000|1",
		"18|3|7|2025-05-31|2025-05-31|0.3|-0.0001|100|0")
	same(t, s.Tables[1].Files, "books.xlsx, sheet documents")
}

// Where a spreadsheet does not hold what a table needs, its cell is named.
func TestWorkbookFaults(t *testing.T) {
	file := workbook(t, "books.xlsx", map[string][][]any{
		"company": companySheet,
		"receipts": {
			{"id", "number", "customer", "received", "currency", "amount", "matures", "", "reference"},
			{1234567890123456, time.Date(2025, 3, 12, 0, 0, 0, 0, time.UTC), true, 45808, "EUR", time.Date(2025, 5, 31, 0, 0, 0, 0, time.UTC), true, "x", "y"},
			{2, "B", 1, "31/5/2025", "EUR", nil, 12.5, nil, nil, "beyond"},
		},
	}, func(f *excelize.File) {
		f.SetCellFormula("receipts", "F3", "1+1")
		date := 14
		style(f, "receipts", "G3", excelize.Style{NumFmt: date})
	})
	// An error as a spreadsheet program stores it.
	file = rewrite(t, file, "xl/worksheets/sheet3.xml", `<c r="E3" t="s"><v>`, `<c r="E3" t="e"><v>#N/A</v></c><c r="XFE3"><v>`)
	_, _, err := take(t, tables.Request{Paths: []string{file}})
	want := `nothing was imported, as 12 things are wrong:
books.xlsx, sheet receipts, cell H2: "x" stands in a column without a header
books.xlsx, sheet receipts, cell A2, column id: holds a number of more than 15 digits, of which a spreadsheet keeps 15: format the column as text and enter it anew
books.xlsx, sheet receipts, cell B2, column number: holds the date 2025-03-12 where text is expected, and what was typed may be lost: format the column as text and enter it anew
books.xlsx, sheet receipts, cell C2, column customer: holds true or false where text is expected: format the column as text and enter it anew
books.xlsx, sheet receipts, cell D2, column received: holds the number 45808, not a date: format the cell as a date
books.xlsx, sheet receipts, cell G2, column matures: holds true or false where a date is expected
books.xlsx, sheet receipts, cell F2, column amount: holds the date 2025-05-31 where a number is expected: format the cell as a number
books.xlsx, sheet receipts, cell J3: "beyond" stands in a column without a header
books.xlsx, sheet receipts, cell D3, column received: "31/5/2025" may be day first or month first: say which with the date format, such as D/M/YYYY or M/D/YYYY
books.xlsx, sheet receipts, cell G3, column matures: holds 12.5, formatted as a date: it is before March 1900 or no date at all
books.xlsx, sheet receipts, cell E3, column currency: holds the error #N/A
books.xlsx, sheet receipts, cell F3, column amount: holds a formula without its result: open the file in a spreadsheet program and save it`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

// rewrite changes a part of a workbook.
func rewrite(t *testing.T, file, part, from, to string) string {
	t.Helper()
	in, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var all strings.Builder
	out := zip.NewWriter(&all)
	found := false
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			found = strings.Contains(string(text), from)
			text = []byte(strings.ReplaceAll(string(text), from, to))
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil || !found {
		t.Fatalf("%s holds no %s, %v", part, from, err)
	}
	if err := os.WriteFile(file, []byte(all.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// Macs counted days from 1904.
func TestWorkbookOf1904(t *testing.T) {
	file := workbook(t, "rates.xlsx", map[string][][]any{
		"company": companySheet, "rates": {{"currency", "day", "rate"}, {"USD", 44346, 7.1}},
	}, func(f *excelize.File) {
		on := true
		f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &on})
		style(f, "rates", "B2", excelize.Style{NumFmt: 14})
	})
	_, books, err := take(t, tables.Request{Paths: []string{file}})
	if err != nil {
		t.Fatal(err)
	}
	same(t, rows(t, books, "SELECT * FROM rates"), "USD|2025-05-31|7.1")
}

// The only sheet with anything on it may go by the name of the file; of several
// each must be a table.
func TestNamesOfSheets(t *testing.T) {
	one := workbook(t, "company.xlsx", map[string][][]any{"Sheet1": companySheet, "Sheet2": {}}, nil)
	if _, books, err := take(t, tables.Request{Paths: []string{one}}); err != nil {
		t.Error(err)
	} else {
		same(t, rows(t, books, "SELECT id, name, currency FROM company"), "1|Example|EUR")
	}
	two := workbook(t, "company.xlsx", map[string][][]any{"Sheet1": companySheet, "customer": {{"id"}}}, nil)
	none := workbook(t, "company.xlsx", map[string][][]any{"Sheet1": {}}, nil)
	for file, want := range map[string]string{
		two: `nothing was imported, as 2 things are wrong:
company.xlsx, sheet Sheet1: there is no table Sheet1; the tables are company, customers, salespeople, products, documents, instalments, document_salespeople, lines, receipts, allocations, orders, deliveries, quotations, rates, targets, promotions, control
company.xlsx, sheet customer: there is no table customer; did you mean customers?`,
		none: `nothing was imported, as one thing is wrong:
company.xlsx: holds no sheet with anything on it`,
	} {
		if _, _, err := take(t, tables.Request{Paths: []string{file}}); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
	_, _, err := take(t, tables.Request{Paths: []string{two}, Table: "company"})
	if want := two + " has 2 sheets, and a table is named for one"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
