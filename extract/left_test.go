package extract_test

import (
	"testing"

	"daybook/extract"
)

// Of an order no more is left than was ordered, though what came of it after the day, or
// was sent and waits for its invoice, cost more than the order says.
func TestNoMoreIsLeftThanWasOrdered(t *testing.T) {
	for _, test := range []struct{ erp, company, dearer string }{
		{"weberp", "", "UPDATE debtortrans SET ovamount = 100 * ovamount WHERE type = 10 AND trandate > '2025-03-31'"},
		{"frontaccounting", "", "UPDATE 0_debtor_trans SET ov_amount = 100 * ov_amount WHERE type = 13"},
		{"jsherp", "7", "UPDATE jsh_depot_head SET oper_time = '2025-04-02', discount_last_money = 3000 WHERE id = 402; UPDATE jsh_depot_head SET status = '2' WHERE id = 401"},
	} {
		t.Run(test.erp, func(t *testing.T) {
			source := refilled(t, test.erp, "transplant/"+test.erp+".sql", "presets", test.dearer, nil)
			snap, err := source.Snapshot(t.Context(), extract.Scope{Company: test.company, AsOf: date("2025-03-31")}, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range snap.Orders.All() {
				if max(o.NotShipped, o.NotInvoiced) > o.Amount {
					t.Errorf("of order %s over %s, %s is to be shipped and %s to be invoiced", o.ID, o.Amount, o.NotShipped, o.NotInvoiced)
				}
			}
		})
	}
}
