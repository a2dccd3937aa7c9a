package fact

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestQuotationsComeBackAsGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Quotation {
			return Quotation{
				ID: drawText(t, "id"), Number: drawText(t, "number"), Customer: drawRef(t, "customer"), Prospect: drawText(t, "prospect"),
				Salesperson: drawRef(t, "salesperson"), Order: drawRef(t, "order"), Quoted: drawDate(t, "quoted"), ValidUntil: drawDate(t, "valid until"),
				Decided: drawDate(t, "decided"), Currency: drawCurrency(t), Amount: drawAmount(t, "amount"), Outcome: Outcome(rapid.IntRange(0, 2).Draw(t, "outcome")),
			}
		}), 0, 12).Draw(t, "quotations")
		kept := QuotationsOf(want...)
		for i, q := range want {
			if kept.ID(Ref(i)) != q.ID || kept.Number(Ref(i)) != q.Number || kept.At(Ref(i)) != q {
				t.Errorf("quotation %d: %+v", i, kept.At(Ref(i)))
			}
		}
		if diff := cmp.Diff(want, kept.List()); diff != "" && len(want) > 0 {
			t.Error(diff)
		}
	})
}

// A part has its own quotations: by their own salesperson, else the customer's; those to
// prospects too, and of what they became only an order that is in the part.
func TestQuotationsArePartedAsOrdersAre(t *testing.T) {
	s := &Snapshot{
		Salespeople: []Salesperson{{Code: "A"}, {Code: "B"}, {Code: "C"}},
		Customers:   []Customer{{Code: "1", Salesperson: 0}, {Code: "2", Salesperson: 1}},
		Orders:      OrdersOf(Order{ID: "o0", Customer: 0, Salesperson: 1}, Order{ID: "o1", Customer: 0, Salesperson: None}),
		Quotations: QuotationsOf(
			Quotation{ID: "customer's", Customer: 0, Salesperson: None, Order: 1},
			Quotation{ID: "another's", Customer: 0, Salesperson: 1, Order: 1},
			Quotation{ID: "won by another", Customer: 0, Salesperson: 0, Order: 0},
			Quotation{ID: "prospect", Customer: None, Prospect: "P", Salesperson: 2, Order: None},
			Quotation{ID: "nobody's", Customer: None, Prospect: "Q", Salesperson: None, Order: None},
		),
		Intake: []Intake{{Fact: "quotations", Read: 5, Used: 5}},
	}
	p := NewPartition(s, Dimension{Seller: func(s *Salesperson) string { return s.Code }})
	got := map[string][]string{}
	for _, value := range p.Values() {
		part := p.Part(value)
		for _, q := range part.Quotations.All() {
			became := ""
			if q.Order.Known() {
				became = " " + part.Orders.ID(q.Order)
			}
			if q.Salesperson.Known() && q.Salesperson != 0 || q.Customer.Known() && part.Customers[q.Customer].Code != "1" {
				t.Errorf("%s: %+v", value, q)
			}
			got[value] = append(got[value], q.ID+became)
		}
		if in := part.Intake[0]; in.Used != part.Quotations.Len() {
			t.Errorf("%s: %+v", value, in)
		}
	}
	want := map[string][]string{"A": {"customer's o1", "won by another"}, "B": {"another's"}, "C": {"prospect"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("parts (want − got):\n%s", diff)
	}
}
