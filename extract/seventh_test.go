package extract_test

import (
	"os"
	"testing"

	"daybook/analyze/receivables"
	"daybook/extract"
	"daybook/extract/extracttest"
	"daybook/internal/mariadbtest"
)

// An ERP that nobody here knows is a folder: its preset, tables with some rows, and the
// suite, called once. All else below is to see that the suite was called on something.
func TestASeventhERPIsAFolder(t *testing.T) {
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, "seventh")
	fixture, err := os.ReadFile("testdata/seventh/fixture.sql")
	if err != nil {
		t.Fatal(err)
	}
	db := server.Open(t, dsn)
	if _, err := db.Exec(string(fixture)); err != nil {
		t.Fatal(err)
	}
	dsn = readOnly(t, db, dsn)
	open := func(t *testing.T) *extract.Source {
		return openSource(t, dsn, extract.Options{Preset: "smallbooks", Overlay: "testdata/seventh/smallbooks"})
	}

	extracttest.Exercise(t, open, extract.Scope{Company: "1", AsOf: date("2025-03-31")})

	// 120 less 80 and 12; 60; 36; and 10 of the money that nothing was settled with.
	r, _ := report(t, open(t), "1", "2025-03-31", receivables.ByDueDate)
	tied(t, r, "erp")
	if got, want := r.Now.Net.String(), "114.00"; got != want || r.Now.Invoices != 3 || r.Now.Advances.String() != "-10.00" {
		t.Errorf("owed %s on %d invoices, advances %s; want %s, 3, -10.00", got, r.Now.Invoices, r.Now.Advances, want)
	}
}
