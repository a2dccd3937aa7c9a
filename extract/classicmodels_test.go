package extract_test

import (
	"testing"

	"github.com/jmoiron/sqlx"

	"daybook/extract"
	"daybook/extract/extracttest"
	"daybook/extract/fact"
	"daybook/internal/mariadbtest"
)

func classicmodels(t *testing.T) *extract.Source {
	source, _ := classicmodelsFilled(t)
	return source
}

// classicmodelsFilled returns the source and the database behind it.
func classicmodelsFilled(t *testing.T) (*extract.Source, *sqlx.DB) {
	t.Helper()
	dsn, db := mariadbtest.Loaded(t, "classicmodels", "erp/classicmodels.sql")
	return openSource(t, dsn, extract.Options{Preset: "classicmodels"}), db
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

// What the snapshot sums to is what the database itself says, and what is known
// of it: 122 customers, 310 invoices, 273 payments, and 265,739.33 owed on
// 2005-05-31, of which 61,158.78 is disputed.
func TestClassicmodels(t *testing.T) {
	source, db := classicmodelsFilled(t)
	last, err := source.Snapshot(t.Context(), extract.Scope{AsOf: date("2005-12-31")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if c, d, r := len(last.Customers), last.Documents.Len(), last.Receipts.Len(); c != 122 || d != 310 || r != 273 {
		t.Errorf("%d customers, %d invoices, %d receipts", c, d, r)
	}
	for _, asOf := range []string{"2003-12-31", "2004-11-30", "2005-05-31", "2005-12-31"} {
		snap, err := source.Snapshot(t.Context(), extract.Scope{AsOf: date(asOf)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var invoiced, received, lines fact.Amount
		for _, d := range snap.Documents.All() {
			invoiced += d.CompanyGross
		}
		for _, r := range snap.Receipts.All() {
			received += r.CompanyAmount
		}
		for l := range snap.Lines.All() {
			lines += l.CompanyNet
		}
		shipped := money(t, db, `SELECT SUM(quantityOrdered * priceEach) FROM orders NATURAL JOIN orderdetails
			WHERE status NOT IN ('Cancelled', 'On Hold', 'In Process') AND shippedDate <= ?`, asOf)
		paid := money(t, db, `SELECT SUM(amount) FROM payments WHERE paymentDate <= ?`, asOf)
		if invoiced != shipped || lines != shipped || received != paid {
			t.Errorf("%s: invoiced %s, lines %s, SQL %s; received %s, SQL %s", asOf, invoiced, lines, shipped, received, paid)
		}
		if len(snap.Control) != 1 || snap.Control[0].Basis != fact.ControlSource || snap.Control[0].Amount != shipped-paid {
			t.Errorf("%s: control %v, SQL %s", asOf, snap.Control, shipped-paid)
		}
		if asOf == "2005-05-31" && invoiced-received != 265_739_3300 {
			t.Errorf("%s: receivable %s", asOf, invoiced-received)
		}
	}
}

func TestClassicmodelsDescribes(t *testing.T) {
	source, _ := classicmodelsFilled(t)
	snap, err := source.Snapshot(t.Context(), extract.Scope{AsOf: date("2005-05-31")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	disputed := 0
	for _, d := range snap.Documents.All() {
		if d.Disputed {
			disputed++
		}
	}
	// SELECT COUNT(*) FROM orders WHERE status = 'Disputed': 3
	if disputed != 3 || snap.Source.Supplies("allocations") || snap.Source.Supplies("documents.due") || len(snap.Findings) != 0 {
		t.Errorf("%d disputed, missing %v, findings %v", disputed, snap.Source.Missing, snap.Findings)
	}
	c := snap.Customers[0] // (103,'Atelier graphique','Schmitt','Carine ',…,'France',1370,'21000.00')
	if c.ID != "103" || c.Name != "Atelier graphique" || c.Contact != "Carine Schmitt" || c.Region != "France" ||
		c.Limit != 21_000_0000 || c.Terms != (fact.Terms{Rule: fact.TermsDays, Days: 30}) || snap.Salespeople[c.Salesperson].Code != "1370" {
		t.Errorf("customer 103: %+v", c)
	}
}

// money asks the database for an amount.
func money(t *testing.T, db *sqlx.DB, query string, args ...any) fact.Amount {
	t.Helper()
	var s string
	if err := db.Get(&s, query, args...); err != nil {
		t.Fatal(err)
	}
	a, _, err := fact.ParseAmount(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestClassicmodelsConforms(t *testing.T) {
	extracttest.Exercise(t, classicmodels, extract.Scope{AsOf: date("2005-05-31")})
}
