package extract_test

import (
	"testing"

	"daybook/extract"
	"daybook/extract/extracttest"
	"daybook/extract/fact"
	"daybook/internal/mariadbtest"
)

func classicmodels(t *testing.T) *extract.Source {
	t.Helper()
	dump := mariadbtest.Data(t, "erp/classicmodels.sql")
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, "classicmodels")
	server.Load(t, dsn, dump)
	return openSource(t, dsn, extract.Options{Preset: "classicmodels"})
}

func openSource(t *testing.T, dsn string, o extract.Options) *extract.Source {
	t.Helper()
	s, err := extract.Open(t.Context(), dsn, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func date(s string) fact.Date {
	d, err := fact.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// The counts and totals are those of SQL run by hand on the database:
//
//	SELECT COUNT(*) FROM orders WHERE status IN ('Shipped','Resolved','Disputed')        310
//	SELECT SUM(quantityOrdered*priceEach) … of these                                     9119590.94 …
func TestClassicmodels(t *testing.T) {
	snap, err := classicmodels(t).Snapshot(t.Context(), extract.Scope{AsOf: date("2005-05-31")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(len(snap.Customers), len(snap.Documents), len(snap.Receipts), snap.Lines.Len(), snap.Findings, snap.Source, snap.Intake, snap.Company, snap.Control)
}

func TestClassicmodelsConforms(t *testing.T) {
	extracttest.Exercise(t, classicmodels, extract.Scope{AsOf: date("2005-05-31")})
}
