package extract_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/analyze/receivables"
	"daybook/extract"
	"daybook/internal/mariadbtest"
)

// jshERP's demo, on the tables of two years, whose bills nobody approved: what is
// owed is the foot of its statement of customers, and the balance that it keeps with a
// customer is told to be another.
func TestJshERPDemos(t *testing.T) {
	for _, dump := range []string{"erp/jsherp-2024-demo.sql", "erp/jsherp-2026-demo.sql"} {
		t.Run(filepath.Base(dump), func(t *testing.T) {
			path := mariadbtest.Data(t, dump)
			server := mariadbtest.Start(t)
			dsn := server.DSN(t, "jsherp")
			server.Load(t, dsn, path)
			db := server.Open(t, dsn)
			source := openSource(t, readOnly(t, db, dsn), extract.Options{Preset: "jsherp", Parameters: map[string]string{"approved_only": "0"}})
			for day, want := range map[string]string{
				"2021-06-02": "0.00",  // a bill of 44 and a return of 22, both paid at once
				"2021-07-05": "0.00",  //
				"2021-07-06": "10.00", // a bill of 28, of which 8 were paid on it and 10 by a receipt
				"2026-11-30": "10.00",
			} {
				r, snap := report(t, source, "", day, receivables.ByPostingDate)
				tied(t, r, "erp")
				if r.Now.Net.String() != want {
					t.Errorf("%s: net %s, want %s", day, r.Now.Net, want)
				}
				// getStatementAccount, without what the demo has not: openings, deposits, fees.
				statement := money(t, db, `SELECT COALESCE((SELECT SUM(IF(sub_type = '销售', 1, -1) * (discount_last_money - ABS(change_amount)))
						FROM jsh_depot_head WHERE sub_type IN ('销售', '销售退货') AND oper_time < ? + INTERVAL 1 DAY), 0)
					- COALESCE((SELECT SUM(each_amount) FROM jsh_account_item i JOIN jsh_account_head h ON h.id = i.header_id
						WHERE h.type = '收款' AND bill_time < ? + INTERVAL 1 DAY), 0)`, day, day)
				if r.Now.Net != statement {
					t.Errorf("%s: net %s, statement %s", day, r.Now.Net, statement)
				}
				if c := snap.Company; c.ID != "63" || c.Name != "公司test" || c.Currency != "CNY" {
					t.Errorf("company %+v", c)
				}
			}
			_, snap := report(t, source, "", "2026-11-30", receivables.ByPostingDate)
			// −100 is kept for 客户1, who owes 10.
			if diff := cmp.Diff([]string{"control all_need_get × 1 not_counted all_need_get -110.00"}, excluded(snap)); diff != "" {
				t.Errorf("excluded (want − got):\n%s", diff)
			}
			if n := len(snap.Customers); n != 3 || snap.Receipts.Len() != 4 {
				t.Errorf("%d customers, %d receipts", n, snap.Receipts.Len())
			}
		})
	}
}

// A bill that was approved by nobody counts only where the operator says so.
func TestJshERPDemoApproved(t *testing.T) {
	source, _ := native(t, "jsherp", "erp/jsherp-2026-demo.sql")
	r, snap := report(t, source, "", "2026-11-30", receivables.ByPostingDate)
	tied(t, r, "erp")
	if snap.Documents.Len() != 0 || r.Now.Net != 0 {
		t.Errorf("%d documents, net %s", snap.Documents.Len(), r.Now.Net)
	}
}
