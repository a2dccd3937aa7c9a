package sales

import (
	"fmt"
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
)

func TestExceptions(t *testing.T) {
	l := newLedger(t)
	ann, bob := l.salesperson("ANN"), l.salesperson("BOB")
	good, bad := l.customer("GOOD", ann), l.customer("BAD", bob, func(c *fact.Customer) { c.OnHold = true })
	p := l.product("P", "")
	lines := func(number string, customer fact.Ref, posted string, rows ...[4]string) {
		d := l.invoice(number, customer, posted, "100")
		for _, r := range rows {
			l.line(d, p, r[0], r[1], r[2], r[3])
		}
	}
	lines("PLAIN", good, "2025-06-10", [4]string{"1", "80.01", "100", "80.01"})
	lines("CHEAP", good, "2025-06-10", [4]string{"1", "80", "100", "50"})
	lines("LOSS", good, "2025-06-11", [4]string{"1", "60", "60", "75"}, [4]string{"2", "60", "30", "90"})
	lines("BACK", good, "2025-06-11", [4]string{"-1", "-60", "100", "-75"})
	lines("OLD", good, "2025-06-08", [4]string{"1", "1", "100", "75"})
	l.invoice("VOID", bad, "2025-06-10", "5", func(d *fact.Document) { d.CancelledOn = l.date("2025-06-12") })
	l.invoice("HELD", bad, "2025-06-12", "300")
	l.document(fact.CreditNote, "SMALL", good, "2025-06-12", "9999.99")
	large := l.document(fact.CreditNote, "LARGE", good, "2025-06-12", "10000")
	l.line(large, p, "1", "10000", "99999", "99999") // what comes back was sold long ago
	l.order("O", bad, "2025-06-01", "1", func(o *fact.Order) { o.Salesperson = ann })
	l.s.Deliveries = []fact.Delivery{
		{ID: "SHIPPED", Order: 0, Customer: bad, Shipped: l.date("2025-06-13"), NotInvoiced: l.amount("70")},
		{ID: "BILLED", Order: fact.None, Customer: bad, Shipped: l.date("2025-06-13")},
		{ID: "BEFORE", Order: fact.None, Customer: bad, Shipped: l.date("2025-06-08"), NotInvoiced: l.amount("70")},
	}
	r := l.at("2025-06-15", func(p *Params) { p.Standing.OverLimit = map[fact.Ref]fact.Amount{bad: 1} })
	var got []string
	for i := range r.Exceptions {
		e := &r.Exceptions[i]
		number := ""
		if e.Document.Known() {
			number = l.s.Documents.Number(e.Document)
		} else {
			number = l.s.Deliveries[e.Delivery].ID
		}
		got = append(got, fmt.Sprintf("%s %s %s by %s: %s of %s, %.2f", e.Kind, number, l.s.Customers[e.Customer].Code, l.s.Salespeople[e.Salesperson].Code, e.Amount, e.Net, e.Rate.Value))
		equal(t, number+" names a product", e.Product.Known(), e.Line > 0)
	}
	want := []string{
		"below_cost LOSS GOOD by ANN: 30.00 of 60.00, 0.33",
		"below_cost LOSS GOOD by ANN: 15.00 of 60.00, 0.20",
		"large_discount CHEAP GOOD by ANN: 20.00 of 80.00, 0.20",
		"large_credit LARGE GOOD by ANN: 10000.00 of 10000.00, 0.00",
		"over_limit HELD BAD by BOB: 300.00 of 300.00, 0.00",
		"over_limit SHIPPED BAD by ANN: 70.00 of 70.00, 0.00",
		"on_hold HELD BAD by BOB: 300.00 of 300.00, 0.00",
		"on_hold SHIPPED BAD by ANN: 70.00 of 70.00, 0.00",
		"negative_quantity BACK GOOD by ANN: -60.00 of -60.00, 0.00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
