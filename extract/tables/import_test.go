package tables_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"daybook/extract"
	"daybook/extract/tables"
)

// files are texts by file name.
type files map[string]string

const (
	company   = "id,name,currency\n1,Example,EUR\n"
	customers = "id,code,name\n1,C1,One\n"
	documents = "id,number,kind,customer,posted,currency,net,tax,gross\n"
)

// write puts files into a folder.
func write(t testing.TB, fs files) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range fs {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// take imports a folder into a new file beside it, which it returns.
func take(t testing.TB, q tables.Request) (*tables.Summary, string, error) {
	t.Helper()
	q.Into = filepath.Join(t.TempDir(), "books.db")
	s, err := tables.Import(t.Context(), q)
	left, e := filepath.Glob(filepath.Join(filepath.Dir(q.Into), "*"))
	hidden, _ := filepath.Glob(filepath.Join(filepath.Dir(q.Into), ".*"))
	if left = append(left, hidden...); err != nil && len(left) > 0 || err == nil && len(left) != 1 || e != nil {
		t.Errorf("after %v there is %v", err, left)
	}
	return s, q.Into, err
}

// rows are the rows of an answer, cells parted by a bar and NULL as a dash.
func rows(t testing.TB, file, query string) []string {
	t.Helper()
	db := sqlx.MustOpen("sqlite", file)
	defer db.Close()
	answer, err := db.Queryx(query)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Close()
	out := []string{}
	for answer.Next() {
		values, err := answer.SliceScan()
		if err != nil {
			t.Fatal(err)
		}
		cells := make([]string, len(values))
		for i, v := range values {
			if cells[i] = "–"; v != nil {
				cells[i] = fmt.Sprint(v)
			}
		}
		out = append(out, strings.Join(cells, "|"))
	}
	if err := answer.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func same(t testing.TB, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(want − got):\n%s", diff)
	}
}

func TestImport(t *testing.T) {
	folder := write(t, files{
		"company.csv":   "\ufeff" + company,
		"customers.tsv": "id\tcode\tname\tcredit_limit\ton_hold\tsince\n1\t007\t\"A \"\"B\"\", C\"\t1,000.00\tyes\t2020/1/31\n\n2\tC2\t两\t\tN\t\n",
		"documents.csv": "number;id;kind;customer;posted;due;currency;net;tax;gross;company_gross\n" +
			"R-1;1; invoice ;1;20250503;;EUR;100.00;19.00;119.00;\n" +
			";2;credit_note;2;2025-05-04 10:00;2025-06-03;USD;1,234.5;0;1234.5;1.100,00\n;;;;;;;;;;\n",
		"notes.md":      "no table",
		"~$company.csv": "a lock",
	})
	_, _, err := take(t, tables.Request{Paths: []string{folder}})
	if want := "nothing was imported, as one thing is wrong:\n" +
		`documents.csv, line 3, column company_gross: "1.100,00" has a decimal comma: write a point, or name the decimal mark`; err == nil || err.Error() != want {
		t.Fatalf("got  %v\nwant %s", err, want)
	}
	mend(t, filepath.Join(folder, "documents.csv"), "1.100,00", "1100")
	s, file, err := take(t, tables.Request{Paths: []string{folder}})
	if err != nil {
		t.Fatal(err)
	}
	same(t, rows(t, file, "SELECT id, number, kind, customer, posted, due, currency, rate, net, tax, gross, company_gross FROM documents"),
		"1|R-1|invoice|1|2025-05-03|–|EUR|–|100.00|19.00|119.00|–",
		"2|–|credit_note|2|2025-05-04|2025-06-03|USD|–|1234.5|0|1234.5|1100")
	same(t, rows(t, file, "SELECT id, code, name, credit_limit, on_hold, since, active FROM customers"),
		`1|007|A "B", C|1000.00|1|2020-01-31|–`, "2|C2|两|–|0|–|–")
	same(t, rows(t, file, "PRAGMA integrity_check"), "ok")
	var got []string
	for _, in := range s.Tables {
		line := fmt.Sprintf("%s %d %v", in.Table, in.Rows, in.Files)
		for _, sum := range in.Sums {
			line += fmt.Sprintf(" %s %s%s", sum.Column, sum.Amount, sum.Currency)
		}
		got = append(got, line)
	}
	same(t, got, "company 1 [company.csv]", "customers 2 [customers.tsv] credit_limit 1000.00",
		"documents 2 [documents.csv] net 100.00EUR net 1234.50USD tax 19.00EUR tax 0.00USD gross 119.00EUR gross 1234.50USD company_gross 1100.00")
}

func mend(t *testing.T, file, from, to string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(string(text), from, to)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// What is wrong with files, word for word.
func TestFaults(t *testing.T) {
	for name, test := range map[string]struct {
		files files
		want  string
	}{
		"no company": {files{"customers.csv": customers}, `company: no file supplies it: add a company.csv of two lines, such as
    id,name,currency,time_zone
    1,Example Ltd,EUR,Europe/Berlin`},
		"unknown table":    {files{"documents_2025.csv": documents}, `documents_2025.csv: there is no table documents_2025; did you mean documents?`},
		"no table at all":  {files{"x.csv": "id\n1\n"}, `x.csv: there is no table x; the tables are company, customers, salespeople, products, documents, instalments, document_salespeople, lines, receipts, allocations, orders, deliveries, quotations, rates, targets, promotions, control`},
		"a table twice":    {files{"company.csv": company, "company.txt": company}, `company.txt: supplies company, and so does company.csv: import one of them`},
		"unread table":     {files{"company.csv": company, "order_lines.csv": "order_id\n1\n"}, `order_lines.csv: order_lines is stored and read by no report yet: leave it out`},
		"empty":            {files{"company.csv": ""}, `company.csv: is empty: the first row must name the columns`},
		"unknown column":   {files{"company.csv": "id,name,curency\n1,E,EUR\n"}, `company.csv, line 1, column curency: company has no column curency; did you mean currency?`},
		"unlike column":    {files{"company.csv": "id,name,Stammkapital\n1,E,5\n"}, `company.csv, line 1, column Stammkapital: company has no column Stammkapital; it has id, name, currency, fiscal_year_start, time_zone`},
		"missing columns":  {files{"company.csv": company, "receipts.csv": "id,customer\n1,1\n"}, `receipts.csv: receipts needs also the columns number, received, currency, amount`},
		"header twice":     {files{"company.csv": "id,name,name\n1,E,F\n"}, `company.csv, line 1, column name: stands twice among the headers`},
		"short row":        {files{"company.csv": "id,name,currency\n1,E\n"}, `company.csv, line 2: has 2 cells, and the header 3`},
		"long row":         {files{"company.csv": "id,name,currency\n1,E,EUR,x\n"}, `company.csv, line 2: has 4 cells, and the header 3`},
		"no header":        {files{"company.csv": "id,name,\n1,E,EUR\n"}, `company.csv, line 2: "EUR" stands in a column without a header`},
		"bare quote":       {files{"company.csv": "id,name\n1,a 5\" pipe\n"}, `company.csv, line 2: a quote stands inside a cell: put the whole cell in quotes, and write "" for each in it`},
		"shifted row":      {files{"company.csv": "id,name,currency\n1,E,F,EUR\n"}, `company.csv, line 2: has 4 cells, and the header 3`},
		"quote in header":  {files{"company.csv": "id,\"name\n"}, `company.csv, line 1: a cell that begins with a quote here is not closed by one that stands before a separator`},
		"open quote":       {files{"company.csv": "id,name\n1,ok\n2,\"a\n3,b\n"}, `company.csv, line 3: a cell that begins with a quote here is not closed by one that stands before a separator`},
		"encoding":         {files{"company.csv": "id,name\n1,M\xfc\xff\n"}, `company.csv, line 2, column name: is no text in the encoding gb18030: name the file's encoding`},
		"currency":         {files{"company.csv": "id,name,currency\n1,E,Euro\n"}, `company.csv, line 2, column currency: "Euro" is no ISO 4217 code such as EUR`},
		"whole":            {files{"company.csv": "id,name,fiscal_year_start\n1,E,4.5\n"}, `company.csv, line 2, column fiscal_year_start: "4.5" is no whole number`},
		"flag":             {files{"company.csv": company, "customers.csv": "id,code,name,active\n1,C,N,maybe\n"}, `customers.csv, line 2, column active: "maybe" is neither yes nor no: write 1 or 0`},
		"rate":             {files{"company.csv": company, "rates.csv": "currency,day,rate\nUSD,2025-05-03,0\n"}, `rates.csv, line 2, column rate: rate "0" is not positive`},
		"too large":        {files{"company.csv": company, "targets.csv": "salesperson,month,net_sales\n1,2025-05-01,922337203685478\n"}, `targets.csv, line 2, column net_sales: "922337203685478": amount exceeds ±922,337,203,685,477.5807`},
		"kind":             {files{"company.csv": company, "documents.csv": documents + "1,R-1,Invoice,1,2025-05-03,EUR,1,0,1\n"}, `documents.csv, line 2, column kind: "Invoice" is none of invoice, credit_note, debit_note, opening, journal`},
		"line after break": {files{"company.csv": "id,name,currency\n1,\"two\nlines\",EUR\n2,E,eur\n"}, `company.csv, line 4, column currency: "eur" is no ISO 4217 code such as EUR`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := take(t, tables.Request{Paths: []string{write(t, test.files)}})
			if want := "nothing was imported, as one thing is wrong:\n" + test.want; err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
}

// All that is wrong is told, of every file; beyond a hundred it is counted.
func TestEveryFaultIsTold(t *testing.T) {
	folder := write(t, files{
		"company.csv":   "id,name,currency\n1,E,x\n",
		"documents.csv": documents + "1,R-1,bill,1,3/5/2025,EUR,a,0,1\n2,R-2,invoice,1,2025-05-03,EUR,1,0,b\n",
	})
	_, _, err := take(t, tables.Request{Paths: []string{folder}})
	want := `nothing was imported, as 5 things are wrong:
company.csv, line 2, column currency: "x" is no ISO 4217 code such as EUR
documents.csv, line 2, column kind: "bill" is none of invoice, credit_note, debit_note, opening, journal
documents.csv, line 2, column posted: "3/5/2025" may be day first or month first: say which with the date format, such as D/M/YYYY or M/D/YYYY
documents.csv, line 2, column net: "a" is no number such as 1234.50
documents.csv, line 3, column gross: "b" is no number such as 1234.50`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}

	many := documents + strings.Repeat("1,R-1,bill,1,2025-05-03,EUR,1,0,1\n", 120)
	_, _, err = take(t, tables.Request{Paths: []string{write(t, files{"company.csv": company, "documents.csv": many})}})
	var faults *tables.Faults
	if !errors.As(err, &faults) || faults.Count != 120 || len(faults.List) != 100 {
		t.Fatalf("got %v", err)
	}
	if text := err.Error(); !strings.HasPrefix(text, "nothing was imported, as 120 things are wrong:\n") || !strings.HasSuffix(text, "\nand 20 more") {
		t.Errorf("got %s", text)
	}
}

// What is asked wrongly, word for word.
func TestRefusals(t *testing.T) {
	folder := write(t, files{"company.csv": company, "customers.csv": customers, "books.xls": "x", "books.xlsx": "x"})
	empty := t.TempDir()
	in := func(name string) []string { return []string{filepath.Join(folder, name)} }
	for name, test := range map[string]struct {
		q          tables.Request
		want, hint string
	}{
		"no file":      {tables.Request{Paths: in("nothing.csv")}, in("nothing.csv")[0] + " cannot be read: no such file or directory", ""},
		"empty folder": {tables.Request{Paths: []string{empty}}, empty + " holds no CSV or XLSX file", ""},
		"old Excel":    {tables.Request{Paths: in("books.xls")}, in("books.xls")[0] + " is neither a CSV nor an XLSX file", "save it as CSV (UTF-8) or as .xlsx"},
		"no Excel":     {tables.Request{Paths: in("books.xlsx")}, in("books.xlsx")[0] + " is no XLSX file: zip: not a valid zip file", "save it as .xlsx, without a password"},
		"table":        {tables.Request{Paths: in("company.csv"), Table: "receipt"}, "there is no table receipt; did you mean receipts?", ""},
		"two files":    {tables.Request{Paths: append(in("company.csv"), in("customers.csv")...), Table: "receipts"}, "a table is named for one file, without a map", "name the files after their tables instead"},
		"date format":  {tables.Request{Paths: in("company.csv"), DateFormat: "%d"}, `"%d" is no form of a date: write D, M and YYYY between / . or -, such as D/M/YYYY`, ""},
		"decimal":      {tables.Request{Paths: in("company.csv"), Decimal: ";"}, `the decimal mark is point or comma, not ";"`, ""},
		"encoding":     {tables.Request{Paths: in("company.csv"), Encoding: "latin"}, `there is no encoding "latin"`, "name one of utf-8, gb18030, utf-16, windows-1252"},
		"map":          {tables.Request{Paths: in("company.csv"), Map: folder + "/map.yml"}, "the map cannot be read: open " + folder + "/map.yml: no such file or directory", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := take(t, test.q)
			var refusal *tables.Refusal
			if !errors.As(err, &refusal) || refusal.Message != test.want || refusal.Hint != test.hint {
				t.Errorf("got  %v (%+v)\nwant %s", err, refusal, test.want)
			}
		})
	}
}

// A file is replaced only when told so, and only one that an import wrote.
func TestReplace(t *testing.T) {
	folder := write(t, files{"company.csv": company, "records.db": "records"})
	records, books := filepath.Join(folder, "records.db"), filepath.Join(folder, "books #1?.db")
	into := func(file string, replace bool) error {
		_, err := tables.Import(t.Context(), tables.Request{Paths: []string{folder}, Into: file, Replace: replace})
		return err
	}
	if err := into(books, false); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(books); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v, %v", info.Mode(), err)
	}
	if err, want := into(books, false), books+" exists already"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	mend(t, filepath.Join(folder, "company.csv"), "Example", "Changed")
	if err := into(books, true); err != nil {
		t.Fatal(err)
	}
	same(t, rows(t, "file:"+strings.NewReplacer("#", "%23", "?", "%3f").Replace(books), "SELECT name FROM company"), "Changed")

	other := filepath.Join(folder, "other.db")
	sqlx.MustOpen("sqlite", other).MustExec("CREATE TABLE runs (id)")
	for _, file := range []string{records, other, folder} {
		if err, want := into(file, true), file+" is no file that an import wrote, and is not replaced"; err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	// A failure leaves what was there.
	mend(t, filepath.Join(folder, "company.csv"), "EUR", "?")
	if err := into(books, true); err == nil {
		t.Error("a bad file was imported")
	}
	same(t, rows(t, "file:"+strings.NewReplacer("#", "%23", "?", "%3f").Replace(books), "SELECT name FROM company"), "Changed")
}

// Who stops an import, at once or in the middle, finds nothing of it.
func TestStopped(t *testing.T) {
	for _, late := range []bool{false, true} {
		ctx, stop := context.WithCancel(t.Context())
		folder := t.TempDir()
		q := tables.Request{
			Paths: []string{write(t, files{"company.csv": company, "customers.csv": customers})}, Into: filepath.Join(folder, "books.db"),
			Progress: func(extract.Progress) { stop() },
		}
		if !late {
			stop()
		}
		if _, err := tables.Import(ctx, q); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if left, _ := os.ReadDir(folder); len(left) > 0 {
			t.Errorf("there is %v", left)
		}
		stop()
	}
}

func TestEncodings(t *testing.T) {
	for _, test := range []struct {
		encoding encoding.Encoding
		say      string
		name     string
		notes    []string
	}{
		{encoding.Nop, "", "上海贸易 Müller", nil},
		{unicode.UTF8BOM, "", "上海贸易 Müller", nil},
		{simplifiedchinese.GB18030, "", "上海贸易有限公司", []string{"company.csv is not UTF-8 and was read as gb18030"}},
		{simplifiedchinese.GB18030, "gb18030", "上海贸易有限公司", nil},
		{unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "", "上海贸易 Müller", nil},
		{unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "", "上海贸易 Müller", nil},
		{charmap.Windows1252, "windows-1252", "Müller & Söhne", nil},
	} {
		text, err := test.encoding.NewEncoder().String("id\tname\n1\t" + test.name + "\n")
		if err != nil {
			t.Fatal(err)
		}
		s, file, err := take(t, tables.Request{Paths: []string{write(t, files{"company.csv": text})}, Encoding: test.say})
		if err != nil {
			t.Errorf("%v: %v", test.encoding, err)
			continue
		}
		same(t, rows(t, file, "SELECT name FROM company"), test.name)
		same(t, s.Notes, test.notes...)
	}
}

func TestFormsThatAreNamed(t *testing.T) {
	folder := write(t, files{
		"company.csv":  company,
		"receipts.csv": "id;number;customer;received;currency;amount\n1;B-1;1;31.05.2025;EUR;1.234,50\n2;B-2;1;01.06.2025;EUR;1.234\n",
	})
	_, file, err := take(t, tables.Request{Paths: []string{folder}, DateFormat: "DD.MM.YYYY", Decimal: "comma"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, rows(t, file, "SELECT received, amount FROM receipts"), "2025-05-31|1234.50", "2025-06-01|1234")
}

func TestTableOfOneFile(t *testing.T) {
	folder := write(t, files{"firma.csv": company})
	_, file, err := take(t, tables.Request{Paths: []string{filepath.Join(folder, "firma.csv")}, Table: "company"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, rows(t, file, "SELECT id, name, currency FROM company"), "1|Example|EUR")
}

// A sum that no amount can hold is an error of the import, not its end.
func TestSumOverflows(t *testing.T) {
	large := "1,2025-05-01,900000000000000\n"
	_, _, err := take(t, tables.Request{Paths: []string{write(t, files{"company.csv": company, "targets.csv": "salesperson,month,net_sales\n" + large + large})}})
	if want := "adding up a money column: amount exceeds ±922,337,203,685,477.5807"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
