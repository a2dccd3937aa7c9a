package extract_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/reference"
)

// overlaid is a small company whose ERP knows little of its customers.
func overlaid(t *testing.T, file *extract.CustomerFile) *extract.Source {
	t.Helper()
	dsn := onSQLite(t,
		reference.Company{ID: "1", Name: "Example", Currency: "EUR"},
		reference.Salesperson{ID: "10", Code: "S10", Name: "Ann"},
		reference.Salesperson{ID: "11", Code: "S11", Name: "Bob"},
		reference.Customer{ID: "1", Code: "A", Name: "Alpha", TermsRule: "day_of_month", TermsDay: "25", Mail: "old@a.example", Salesperson: "11"},
		reference.Customer{ID: "2", Code: "B", Name: "Beta", TermsDays: "7"},
		reference.Customer{ID: "3", Code: "C", Name: "Gamma"},
		reference.Document{ID: "1", Number: "1", Kind: "invoice", Customer: "1", Posted: "2025-01-01", Currency: "EUR", Net: "1", Tax: "0", Gross: "1"},
		reference.Document{ID: "2", Number: "2", Kind: "invoice", Customer: "1", Posted: "2025-02-01", Currency: "EUR", Net: "1", Tax: "0", Gross: "1"},
	)
	return openSource(t, dsn, extract.Options{Preset: "reference", Customers: func() (*extract.CustomerFile, error) { return file, nil }})
}

func operatorsFile() *extract.CustomerFile {
	return &extract.CustomerFile{
		Name:    "customers.csv",
		Columns: []string{"customer_group", "salesperson", "collector", "parent", "terms_days", "credit_limit", "mail"},
		Rows: []extract.CustomerRow{
			{Code: "A", Place: "line 2", Values: []string{"Dealer", "", "Ann", "", "30", "1000.5", "new@a.example"}},
			{Code: "3", Place: "line 3", Values: []string{"", "S10", "nobody", "A", "", "", ""}},
			{Code: "B", Place: "line 4", Values: []string{"", "", "", "Z", "", "", ""}},
			{Code: "Y", Place: "line 5", Values: []string{"", "", "", "", "60", "", ""}},
		},
		Faults: []extract.CustomerFault{
			{Code: "A", Reason: fact.DuplicateID, Problem: "line 6: the code stands in line 2", WholeRow: true},
			{Code: "B", Reason: fact.BadNumber, Problem: "line 4, column terms_days: no number"},
		},
	}
}

// What a file gives overrules the ERP, customer by customer; what it leaves empty
// is the ERP's, and nothing of one row shows in the next.
func TestFileOverrulesTheERP(t *testing.T) {
	snap, err := overlaid(t, operatorsFile()).Snapshot(t.Context(), extract.Scope{AsOf: date("2025-05-31")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []fact.Customer{
		{
			ID: "1", Code: "A", Name: "Alpha", Group: "Dealer", Currency: "EUR", Salesperson: 1, Collector: 0, Parent: fact.None, Mail: "new@a.example",
			Terms: fact.Terms{Rule: fact.TermsDays, Days: 30}, Limit: 1000_5000, HasLimit: true,
		},
		{ID: "2", Code: "B", Name: "Beta", Currency: "EUR", Salesperson: fact.None, Collector: fact.None, Parent: fact.None, Terms: fact.Terms{Rule: fact.TermsDays, Days: 7}},
		{ID: "3", Code: "C", Name: "Gamma", Currency: "EUR", Salesperson: 0, Collector: fact.None, Parent: 0},
	}
	if diff := cmp.Diff(want, snap.Customers); diff != "" {
		t.Errorf("want − got:\n%s", diff)
	}
}

// Every row of the file is counted, and what is not used is said with its place.
func TestFileIsCounted(t *testing.T) {
	snap, err := overlaid(t, operatorsFile()).Snapshot(t.Context(), extract.Scope{AsOf: date("2025-05-31")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := fact.Intake{Fact: "customers.csv", Read: 5, Used: 3, Excluded: 2}
	if !slices.Contains(snap.Intake, want) {
		t.Errorf("intake %v lacks %v", snap.Intake, want)
	}
	var got []string
	for _, f := range snap.Findings {
		got = append(got, strings.Join([]string{string(f.Treatment), f.Fact, f.Row, string(f.Reason), f.Value}, " | "))
	}
	if diff := cmp.Diff([]string{
		"noted | customers.csv | 3 | unknown_reference | line 3: collector nobody: no such salesperson",
		"excluded | customers.csv | A | duplicate_id | line 6: the code stands in line 2",
		"noted | customers.csv | B | bad_number | line 4, column terms_days: no number",
		"noted | customers.csv | B | unknown_reference | line 4: parent Z: no such customer",
		"excluded | customers.csv | Y | unknown_reference | line 5: no such customer",
	}, got); diff != "" {
		t.Errorf("findings (want − got):\n%s", diff)
	}
}

// What a file supplies is missing no longer; a column without a value supplies
// nothing.
func TestFileSupplies(t *testing.T) {
	file := &extract.CustomerFile{
		Name: "customers.xlsx", Columns: []string{"credit_limit", "collector"},
		Rows: []extract.CustomerRow{{Code: "A", Place: "row 2", Values: []string{"5", ""}}},
	}
	options := overlay(t, map[string]string{"customers.sql": "SELECT id, code, name FROM customers"})
	options.Customers = func() (*extract.CustomerFile, error) { return file, nil }
	dsn := onSQLite(t,
		reference.Company{ID: "1", Name: "Example", Currency: "EUR"},
		reference.Customer{ID: "1", Code: "A", Name: "Alpha"}, reference.Customer{ID: "2", Code: "B", Name: "Beta"},
	)
	snap, err := openSource(t, dsn, options).Snapshot(t.Context(), extract.Scope{AsOf: date("2025-05-31")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if s := snap.Source; !s.Supplies("customers.credit_limit") || s.Supplies("customers.collector") || s.Supplies("customers.mail") {
		t.Errorf("missing %v", s.Missing)
	}
	if a, b := snap.Customers[0], snap.Customers[1]; a.Limit != 5_0000 || b.HasLimit {
		t.Errorf("%+v, %+v", a, b)
	}
}

func TestFileIsChecked(t *testing.T) {
	remarks, err := overlaid(t, operatorsFile()).Check(t.Context(), extract.Scope{AsOf: date("2025-05-31")})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range remarks {
		if r.Subject == "customers.csv" {
			got = append(got, string(r.Level)+" "+r.Text)
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{
		"warning 3, line 3: collector nobody: no such salesperson",
		"warning A, line 6: the code stands in line 2",
		"warning B, line 4, column terms_days: no number",
		"warning B, line 4: parent Z: no such customer",
		"warning Y, line 5: no such customer",
	}, got); diff != "" {
		t.Errorf("want − got:\n%s", diff)
	}
	whole := &extract.CustomerFile{Name: "customers.csv", Columns: []string{"mail"}, Rows: []extract.CustomerRow{{Code: "A", Place: "line 2", Values: []string{"x"}}}}
	remarks, err = overlaid(t, whole).Check(t.Context(), extract.Scope{AsOf: date("2025-05-31")})
	if last := remarks[len(remarks)-1]; err != nil || last.Level != extract.OK || last.Text != "mail for 1 of the customers" {
		t.Errorf("%+v, %v", last, err)
	}
}

// A file that cannot be read stops the reading before the ERP is asked.
func TestFileThatCannotBeRead(t *testing.T) {
	wrong := errors.New("no such column")
	dsn := onSQLite(t, reference.Company{ID: "1", Name: "Example", Currency: "EUR"})
	source := openSource(t, dsn, extract.Options{Preset: "reference", Customers: func() (*extract.CustomerFile, error) { return nil, wrong }})
	if _, err := source.Snapshot(t.Context(), extract.Scope{AsOf: date("2025-05-31")}, nil); !errors.Is(err, wrong) {
		t.Errorf("snapshot: %v", err)
	}
	if _, err := source.Check(t.Context(), extract.Scope{AsOf: date("2025-05-31")}); !errors.Is(err, wrong) {
		t.Errorf("check: %v", err)
	}
}
