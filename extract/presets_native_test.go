package extract_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/jmoiron/sqlx"

	"daybook/analyze/receivables"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/internal/mariadbtest"
)

// native loads an ERP's own demo and returns it as a source.
func native(t *testing.T, presetName, dump string) (*extract.Source, *sqlx.DB) {
	t.Helper()
	path := mariadbtest.Data(t, dump)
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, presetName)
	server.Load(t, dsn, path)
	db := server.Open(t, dsn)
	return openSource(t, readOnly(t, db, dsn), extract.Options{Preset: presetName}), db
}

// Dolibarr's demo, on the tables of two versions: today's total is what Dolibarr
// itself calls outstanding, and money that stands on no invoice is told apart.
func TestDolibarrDemos(t *testing.T) {
	for _, dump := range []string{"erp/dolibarr-9.0-demo.sql", "erp/dolibarr-22-demo.sql"} {
		t.Run(filepath.Base(dump), func(t *testing.T) {
			source, db := native(t, "dolibarr", dump)
			r, snap := report(t, source, "", "2026-11-30", receivables.ByDueDate)
			tied(t, r, "erp")
			// Societe::getOutstandingBills of all customers; there are no credits to be had.
			outstanding := money(t, db, `SELECT ROUND(SUM(f.total_ttc - COALESCE(
					(SELECT SUM(p.amount) FROM llx_paiement_facture p WHERE p.fk_facture = f.rowid), 0)), 2)
				FROM llx_facture f WHERE f.entity = 1 AND f.fk_statut = 1 AND f.paye = 0`)
			if r.Now.Net != outstanding || outstanding != -1825_3000 {
				t.Errorf("net %s, outstanding %s", r.Now.Net, outstanding)
			}
			// SELECT COUNT(*) FROM llx_paiement less those wholly on invoices: 9 without any, 2 in part.
			var orphans int
			var amount fact.Amount
			for _, f := range snap.Findings {
				if f.Fact == "receipts" && f.Treatment == fact.Excluded {
					orphans++
					amount += f.Amount
				}
			}
			// Invoices that were abandoned, and not for a bad customer.
			var abandoned, told int
			if err := db.Get(&abandoned, "SELECT COUNT(*) FROM llx_facture WHERE fk_statut = 3 AND COALESCE(close_code, '') <> 'badcustomer'"); err != nil {
				t.Fatal(err)
			}
			for _, f := range snap.Findings {
				if f.Fact == "documents" && f.Reason == fact.NotCounted {
					told++
				}
			}
			if told != abandoned || told == 0 {
				t.Errorf("%d invoices were abandoned, %d are told of", abandoned, told)
			}
			unused := money(t, db, `SELECT ROUND((SELECT SUM(amount) FROM llx_paiement) - (SELECT SUM(amount) FROM llx_paiement_facture), 2)`)
			if orphans != 11 || amount != unused {
				t.Errorf("%d orphans of %s, and %s stands on no invoice", orphans, amount, unused)
			}
			// One shipment of order 5, of which a line of 10.00 was sent; the other is a draft.
			if d := snap.Deliveries; len(d) != 1 || d[0].Shipped != date("2015-02-17") || d[0].NotInvoiced != 10_0000 {
				t.Errorf("deliveries %+v", d)
			}
			transplant{preset: "dolibarr", company: "1"}.isStrict(t, db)
			for _, month := range []string{"2017-08-31", "2017-12-31", "2018-01-31", "2018-03-15", "2018-07-31"} {
				then, _ := report(t, source, "", month, receivables.ByDueDate)
				tied(t, then, "erp")
			}
		})
	}
}

// FrontAccounting's demo: its general ledger says the same; one invoice is due before it
// was written.
func TestFrontAccountingDemo(t *testing.T) {
	source, db := native(t, "frontaccounting", "erp/frontaccounting-2.4-demo.sql")
	for _, day := range []string{"2021-05-08", "2021-12-31", "2022-12-31"} {
		r, _ := report(t, source, "", day, receivables.ByDueDate)
		tied(t, r, "erp", "gl")
		ledger := money(t, db, `SELECT ROUND(SUM(amount), 2) FROM 0_gl_trans WHERE account = '1200' AND tran_date <= ?`, day)
		if r.Now.Net != ledger {
			t.Errorf("%s: net %s, ledger %s", day, r.Now.Net, ledger)
		}
	}
	transplant{preset: "frontaccounting"}.isStrict(t, db)
	r, snap := report(t, source, "", "2022-12-31", receivables.ByDueDate)
	early := 0
	for _, f := range r.Findings {
		if f.Reason == fact.DueBeforePosting {
			early++
		}
	}
	if early != 1 || snap.Company.Currency != "USD" || snap.Documents.Currency(2) != "EUR" {
		t.Errorf("%d due early, company %+v, third document %+v", early, snap.Company, snap.Documents.At(2))
	}
}

// 20,000 invoices in ERPNext's real tables: two companies, drafts and cancelled
// documents, credit notes of both kinds, exchange differences by journal, advances.
// The figures were taken by another program, and by another road from the invoices,
// payments and the general ledger.
func TestERPNextFilled(t *testing.T) {
	source := filledERPNext(t)
	for _, want := range []struct{ day, figures string }{
		{"2025-06-30", "956 5302476.99 -57475.01 -159630.19 5085371.79 [3991889.58 601632.18 247946.71 135063.72 325944.80]"},
		{"2025-05-31", "922 5203227.54 -48670.33 -156807.01 4997750.20 [3996804.04 435406.15 310603.20 97377.40 363036.75]"},
		{"2024-02-14", "783 4419390.55 -26652.40 -60132.46 4332605.69 [3572039.18 378363.64 216645.08 142911.28 109431.37]"},
	} {
		r, snap := report(t, source, "Demo Trading", want.day, receivables.ByDueDate)
		if got := headline(r); got != want.figures {
			t.Errorf("%s: got  %s\nwant %s", want.day, got, want.figures)
		}
		tied(t, r, "erp", "gl")
		for _, in := range snap.Intake {
			if in.Excluded > 0 || in.Assumed > 0 {
				t.Errorf("%s: %+v", want.day, in)
			}
		}
		if want.day != "2025-06-30" {
			continue
		}
		if r.Sales.Month.String() != "4313131.35" || lineSales(snap, date(want.day)).String() != "4313131.35" {
			t.Errorf("net sales %s, of lines %s", r.Sales.Month, lineSales(snap, date(want.day)))
		}
	}
}

// A register of invoices of ERPNext's tables: June 2025 has the net sales of the
// peer's README, and the general ledger's income equals the invoices from the
// beginning, row by row.
func TestERPNextRegister(t *testing.T) {
	source := filledERPNext(t)
	for _, span := range []struct{ from, net string }{{"2025-06-01", "4313131.35"}, {"2025-01-01", "25954555.84"}, {"0001-01-01", ""}} {
		var net fact.Amount
		rows := 0
		snap, err := source.Snapshot(t.Context(), extract.Scope{
			Company: "Demo Trading", AsOf: date("2025-06-30"), From: date(span.from), Facts: []string{"documents", "income"},
			Each: func(d *fact.Document) {
				if d.Posted < date(span.from) || d.Posted > date("2025-06-30") {
					t.Fatalf("%+v is not of the span", d)
				}
				if d.Kind.Sale() {
					net, rows = net.Plus(d.Kind.Sign()*d.CompanyNet), rows+1
				}
			},
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var income fact.Amount
		for _, i := range snap.Income {
			income = income.Plus(i.Amount)
		}
		if net != income || span.net != "" && net.String() != span.net || rows == 0 {
			t.Errorf("from %s: net %s of %d, income %s, want %s", span.from, net, rows, income, span.net)
		}
		if n := snap.Documents.Len(); n > 0 {
			t.Errorf("from %s: %d documents were kept all the same", span.from, n)
		}
	}
}

func filledERPNext(t *testing.T) *extract.Source {
	t.Helper()
	schema := mariadbtest.Data(t, "erp/erpnext-15-schema.sql")
	fill, err := os.ReadFile(mariadbtest.Data(t, "../peer/erpnext-fill.sql"))
	if err != nil {
		t.Fatal(err)
	}
	sized := filepath.Join(t.TempDir(), "fill.sql")
	if err := os.WriteFile(sized, append([]byte("SET @invoices=20000;\n"), fill...), 0o600); err != nil {
		t.Fatal(err)
	}
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, "erpnext")
	server.Load(t, dsn, schema)
	server.Load(t, dsn, sized)
	return openSource(t, readOnly(t, server.Open(t, dsn), dsn), extract.Options{Preset: "erpnext"})
}
