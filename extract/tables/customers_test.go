package tables_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/tables"
)

// An operator's file of customers, saved as a European Excel does: what is wrong
// with a cell is said with its place, and the rest is used.
func TestCustomers(t *testing.T) {
	folder := write(t, files{"customers.csv": `Code;Group;terms_days;terms_rule;terms_day;credit_limit;mail

112;Dealer;14;;;12000.50;a@b.example
113;;3O;;;1.234,50;
112;;15;;;;
;;7;;;;
114;;;net;;;
115;;;day_of_month;20;;
116;;30;day_of_month;;100;
117;;-3;;;;
`})
	got, err := tables.Customers(folder)
	if err != nil {
		t.Fatal(err)
	}
	want := &extract.CustomerFile{
		Name:    "customers.csv",
		Columns: []string{"customer_group", "terms_days", "terms_rule", "terms_day", "credit_limit", "mail"},
		Rows: []extract.CustomerRow{
			{Code: "112", Place: "line 3", Values: []string{"Dealer", "14", "", "", "12000.50", "a@b.example"}},
			{Code: "113", Place: "line 4", Values: []string{"", "", "", "", "", ""}},
			{Code: "114", Place: "line 7", Values: []string{"", "", "", "", "", ""}},
			{Code: "115", Place: "line 8", Values: []string{"", "", "day_of_month", "20", "", ""}},
			{Code: "116", Place: "line 9", Values: []string{"", "", "", "", "100", ""}},
			{Code: "117", Place: "line 10", Values: []string{"", "", "", "", "", ""}},
		},
		Faults: []extract.CustomerFault{
			{Code: "113", Reason: fact.BadNumber, Problem: `line 4, column terms_days: "3O" is no number such as 1234.50`},
			{Code: "113", Reason: fact.BadNumber, Problem: `line 4, column credit_limit: "1.234,50" has a decimal comma: write a point`},
			{Code: "112", Reason: fact.DuplicateID, Problem: "line 5: the code stands in line 3", WholeRow: true},
			{Reason: fact.UnknownReference, Problem: "line 6: no code", WholeRow: true},
			{Code: "114", Reason: fact.UnknownKind, Problem: `line 7, column terms_rule: "net" is none of days, end_of_month, day_of_month`},
			{Code: "116", Reason: fact.BadNumber, Problem: "line 9: terms_rule day_of_month wants a terms_day from 1 to 31"},
			{Code: "117", Reason: fact.BadNumber, Problem: "line 10: terms_days -3 is below zero"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want − got:\n%s", diff)
	}
}

// In a workbook a code is often a number, and other sheets are the operator's.
func TestCustomersOfWorkbook(t *testing.T) {
	path := workbook(t, "customers.xlsx", map[string][][]any{
		"customers": {{"code", "terms_days", "credit_limit"}, {112, 30, 1000.5}, {"C-1", "x", nil}},
		"remarks":   {{"anything"}, {"else"}},
	}, nil)
	got, err := tables.Customers(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	want := &extract.CustomerFile{
		Name: "customers.xlsx", Columns: []string{"terms_days", "credit_limit"},
		Rows: []extract.CustomerRow{
			{Code: "112", Place: "row 2", Values: []string{"30", "1000.5"}},
			{Code: "C-1", Place: "row 3", Values: []string{"", ""}},
		},
		Faults: []extract.CustomerFault{
			{Code: "C-1", Reason: fact.BadNumber, Problem: `cell B3, column terms_days: "x" is no number such as 1234.50`},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want − got:\n%s", diff)
	}
}

// A Chinese Excel saves GB18030.
func TestCustomersInGB18030(t *testing.T) {
	folder := write(t, files{"customers.csv": "code,region\n58,\xbb\xaa\xb6\xab\n"})
	got, err := tables.Customers(folder)
	if err != nil || len(got.Rows) != 1 || got.Rows[0].Values[0] != "华东" {
		t.Errorf("%+v, %v", got, err)
	}
}

// Headers that cannot be used are refused: a column would be missing unnoticed.
func TestCustomersRefused(t *testing.T) {
	for name, test := range map[string]struct {
		files files
		want  string
	}{
		"a column that nobody reads": {
			files{"customers.csv": "code,term_days\n1,2\n"},
			"customers.csv, line 1, column term_days: customers has no column term_days; did you mean terms_days?",
		},
		"no code":       {files{"customers.csv": "terms_days\n2\n"}, "customers.csv: customers needs also the columns code"},
		"a twin":        {files{"customers.csv": "code,mail,mail\n1,a,b\n"}, "customers.csv, line 1, column mail: stands twice among the headers"},
		"nothing":       {files{"customers.csv": "\n"}, "customers.csv is empty: the first row must name the columns"},
		"no workbook":   {files{"customers.xlsx": "code\n"}, "customers.xlsx is no XLSX file"},
		"two files":     {files{"customers.csv": "code\n", "customers.xlsx": ""}, "there are both customers.csv and customers.xlsx"},
		"a quote alone": {files{"customers.csv": "code,mail\n1,\"a\n"}, "customers.csv, line 2: a cell that begins with a quote here is not closed"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tables.Customers(write(t, test.files))
			var refusal *tables.Refusal
			if !errors.As(err, &refusal) || !strings.Contains(err.Error(), test.want) || refusal.Hint == "" {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
	if file, err := tables.Customers(t.TempDir()); file != nil || err != nil {
		t.Errorf("an empty folder: %v, %v", file, err)
	}
}

// Nothing that stands in a file makes its reading panic or part with its columns.
func FuzzCustomers(f *testing.F) {
	f.Add("code;terms_days\n1;2\n")
	f.Add("code,group,terms_rule,terms_day\n1,x,day_of_month,31\n1,,,\n,,,\n")
	f.Add("\xff\xfec\x00o\x00d\x00e\x00")
	f.Fuzz(func(t *testing.T, text string) {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "customers.csv"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := tables.Customers(folder)
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, row := range file.Rows {
			if row.Code == "" || seen[row.Code] || row.Place == "" || len(row.Values) != len(file.Columns) {
				t.Errorf("%+v of columns %v", row, file.Columns)
			}
			seen[row.Code] = true
		}
	})
}
