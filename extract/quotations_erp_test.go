package extract_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/extract"
	"daybook/extract/fact"
)

// Quotations of each ERP that has them, as of a day after which some were decided. The
// rows of testdata/quotations say what is particular about each.
func TestQuotationsInEachERP(t *testing.T) {
	dolibarr := func(signed string) string {
		return `
1 12.00 to Alpha, until 2025-04-10: open
2 24.00 to Maybe, until : open
3 36.00 to Alpha, until 2025-04-10: ordered ` + signed + `
4 48.00 to Was Invoiced, until 2025-04-10: ordered 2025-03-22 as 70
5 60.00 to Alpha, until 2025-04-10: lost 2025-03-25
6 72.00 to Alpha, until 2025-04-10: open
10 120.00 to Alpha, until 2025-04-10: open`
	}
	for _, erp := range []struct{ name, preset, tables, company, then, want string }{
		{"erpnext", "erpnext", "erp/erpnext-15-schema.sql", "Mill", "", `
Q-BACK 140.00 to Alpha, until 2025-04-10: open
Q-EXPIRED 170.00 to Alpha, until 2025-03-01: open
Q-LATER 130.00 to Alpha, until 2025-04-10: open
Q-LEAD 50.00 to New Mill, until : open
Q-LOST 150.00 to Alpha, until 2025-04-10: lost 2025-03-15
Q-LOSTLATER 160.00 to Alpha, until 2025-04-10: open
Q-OPEN 110.00 to Alpha, until 2025-04-10: open
Q-WON 120.00 to Alpha, until 2025-04-10: ordered 2025-03-20 as SO-1`},
		{
			"dolibarr 9", "dolibarr", "erp/dolibarr-9.0-demo.sql", "1", "UPDATE llx_propal SET total = 12 * rowid", dolibarr("2025-03-20"),
		},
		{
			"dolibarr 22", "dolibarr", "transplant/dolibarr.sql", "1",
			"UPDATE llx_propal SET total_ttc = 12 * rowid, date_signature = IF(fk_statut = 2, '2025-03-18 10:00:00', NULL)", dolibarr("2025-03-18"),
		},
		{"frontaccounting", "frontaccounting", "transplant/frontaccounting.sql", "", "", `
4 40.00 to Alpha, until 2025-04-05: open
5 50.00 to Alpha, until 2025-04-05: ordered 2025-03-20 as 10
6 60.00 to Alpha, until 2025-04-05: open
7 70.00 to Alpha, until 2025-03-15: open
8 80.00 to Beta, until 2025-04-05: open`},
		{"weberp", "weberp", "transplant/weberp.sql", "", "", `
1 75.00 to Alpha, until : open
2 21.00 to Alpha, until : ordered 2025-03-12 as 2
4 7.00 to Alpha, until : open
6 8.00 to Alpha, until : open`},
	} {
		t.Run(erp.name, func(t *testing.T) {
			source := refilled(t, erp.preset, erp.tables, "quotations", erp.then, nil)
			snap, err := source.Snapshot(t.Context(), extract.Scope{Company: erp.company, AsOf: date("2025-03-31")}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(strings.TrimSpace(erp.want), "\n"), quotations(snap)); diff != "" {
				t.Errorf("quotations (want − got):\n%s", diff)
			}
			ordered := map[string]bool{}
			for _, o := range snap.Orders.All() {
				ordered[o.ID] = true
			}
			for _, q := range snap.Quotations.All() {
				if q.Order.Known() && snap.Orders.At(q.Order).Ordered != q.Decided {
					t.Errorf("%s was decided on %s, and its order is of %s", q.ID, q.Decided, snap.Orders.At(q.Order).Ordered)
				}
				// In webERP the order has the quotation's number, and was none before.
				if erp.preset == "weberp" && q.Outcome == fact.OutcomeOpen && ordered[q.ID] {
					t.Errorf("%s is open, and an order", q.ID)
				}
			}
			for _, f := range snap.Findings {
				if f.Fact == "quotations" {
					t.Errorf("%+v", f)
				}
			}
			sold := map[string]bool{"weberp": true, "frontaccounting": true, "dolibarr": true}[erp.preset]
			if q := snap.Quotations.At(0); sold != q.Salesperson.Known() {
				t.Errorf("salesperson %d", q.Salesperson)
			}
			if !sold && snap.Source.Supplies("quotations.salesperson") {
				t.Errorf("missing %v", snap.Source.Missing)
			}
		})
	}
}
