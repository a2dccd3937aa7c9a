package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/reference"
)

// A fact may have several queries: their rows are one fact, each is left out by itself
// where it may be, and one that must be there is not.
func TestPartsOfAFact(t *testing.T) {
	dsn := onSQLite(t,
		reference.Company{ID: "1", Name: "Example", Currency: "EUR"},
		reference.Customer{ID: "1", Code: "A", Name: "Alpha"},
		reference.Document{ID: "1", Number: "1", Kind: "invoice", Customer: "1", Posted: "2025-01-01", Currency: "EUR", Net: "7", Tax: "0", Gross: "7"},
		reference.Control{Basis: "erp", Amount: "7"},
	)
	const second = "SELECT 'gl' AS basis, '1200' AS account, 7.00 AS amount FROM company"
	const absent = "SELECT 'gl' AS basis, 1 AS amount FROM ledger JOIN accounts"
	for name, test := range map[string]struct {
		files   map[string]string
		total   fact.Amount // of both bases
		missing string
		err     string
	}{
		"both":                   {files: map[string]string{"control.gl.sql": second}, total: 14_0000},
		"none":                   {files: map[string]string{"control.sql": ""}, missing: "control"},
		"without the first":      {files: map[string]string{"control.sql": "\n", "control.gl.sql": second}, total: 7_0000},
		"a table is not there":   {files: map[string]string{"control.gl.sql": absent}, err: "control.gl.sql reads the table ledger, which is not there"},
		"that may be left out":   {files: map[string]string{"control.gl.sql": absent, "preset.yml": mayLack("control.gl")}, total: 7_0000, missing: "control.gl"},
		"nothing of it is there": {files: map[string]string{"control.sql": absent, "control.gl.sql": absent, "preset.yml": mayLack("control, control.gl")}, missing: "control"},
		"a column is not there":  {files: map[string]string{"control.gl.sql": "SELECT 1 AS amount FROM company"}, err: "control.gl.sql: column basis is missing from the answer"},
		"named as a column":      {files: map[string]string{"control.posted.sql": second}, err: "control.posted.sql names a part of control as one of its columns: give it another name"},
		"of no fact":             {files: map[string]string{"controls.gl.sql": second}, err: "controls.gl.sql answers no fact of the contract"},
	} {
		t.Run(name, func(t *testing.T) {
			snap, err := snapshotOf(t, dsn, overlay(t, test.files))
			if test.err != "" || err != nil {
				if fmt.Sprint(err) != test.err {
					t.Errorf("got %v, want %s", err, test.err)
				}
				return
			}
			var total fact.Amount
			for _, c := range snap.Control {
				total = total.Plus(c.Amount)
			}
			counted := 0
			for _, in := range snap.Intake {
				if in.Fact == "control" {
					counted += in.Used
				}
			}
			if total != test.total || counted != len(snap.Control) {
				t.Errorf("control of %s, %d rows counted: %v", total, counted, snap.Control)
			}
			if test.missing != "" && snap.Source.Supplies(test.missing) {
				t.Errorf("%s is not named missing: %v", test.missing, snap.Source.Missing)
			}
			if (test.missing == "control") == snap.Source.Supplies("control") {
				t.Errorf("control is supplied: %v", snap.Source.Supplies("control"))
			}
		})
	}
}

// mayLack is a preset.yml of the reference tables, in which queries may be left out.
func mayLack(queries string) string {
	return "{name: reference, title: Ours, versions: ['1'], reads: [company], optional: [" + queries + "]}"
}

func snapshotOf(t *testing.T, dsn string, o extract.Options) (*fact.Snapshot, error) {
	t.Helper()
	source, err := extract.Open(t.Context(), dsn, o)
	if err != nil {
		return nil, err
	}
	defer source.Close()
	return source.Snapshot(t.Context(), extract.Scope{AsOf: date("2025-05-31")}, nil)
}

// What the preset names missing, and a query of the operator's answers, is supplied.
func TestOverlaySuppliesWhatIsMissing(t *testing.T) {
	dsn := onSQLite(t,
		reference.Company{ID: "1", Name: "Example", Currency: "EUR"},
		reference.Customer{ID: "1", Code: "A", Name: "Alpha"},
	)
	for _, test := range []struct {
		file, query string
		supplied    []string
		missing     []string
	}{
		{"income.sql", "SELECT '4000' AS account, 1 AS amount FROM company", []string{"income", "income.account"}, nil},
		{"targets.sql", "SELECT 'x' AS salesperson, '2025-01-01' AS month, 1 AS net_sales FROM company", []string{"targets"}, []string{"income"}},
		{"promotions.sql", "SELECT 'p' AS id, 'P' AS name, '2025-01-01' AS valid_from FROM company",
			[]string{"promotions", "promotions.valid_from"}, []string{"promotions.valid_until"}},
	} {
		o := overlay(t, map[string]string{
			test.file:    test.query,
			"preset.yml": "{name: reference, title: Ours, versions: ['1'], reads: [company], missing: [income, promotions, promotions.valid_from, targets]}",
		})
		snap, err := snapshotOf(t, dsn, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, what := range test.supplied {
			if !snap.Source.Supplies(what) {
				t.Errorf("%s: %s is missing", test.file, what)
			}
		}
		for _, what := range test.missing {
			if snap.Source.Supplies(what) {
				t.Errorf("%s: %s is supplied", test.file, what)
			}
		}
		if !slices.IsSortedFunc(snap.Source.Missing, strings.Compare) {
			t.Errorf("missing is not sorted: %v", snap.Source.Missing)
		}
	}
}
