package fact

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A deposit of 200 of customer A in the north, of which 50 are paid back to A and
// 30 handed on to B in the south: the north's part keeps the refund as it is, and
// each part moves its own end of what crosses.
func TestMoneyAgainstMoneyIsParted(t *testing.T) {
	units := func(n int) Amount { return Amount(n) * AmountScale }
	receipt := func(number string, customer Ref, n int) Receipt {
		return Receipt{ID: number, Number: number, Customer: customer, Received: 100, Currency: "EUR", Amount: units(n), CompanyAmount: units(n)}
	}
	between := func(from, to Ref, n int) Allocation {
		return Allocation{FromReceipt: from, FromDocument: None, To: to, ToMoney: true, On: 101, Kind: AllocRefund, Amount: units(n), FromAmount: units(n)}
	}
	s := &Snapshot{
		Company:     Company{Currency: "EUR"},
		Customers:   []Customer{{Code: "A", Region: "north", Salesperson: None}, {Code: "B", Region: "south", Salesperson: None}},
		Receipts:    ReceiptsOf(receipt("deposit", 0, 200), receipt("refund", 0, -50), receipt("handed on", 1, -30)),
		Allocations: []Allocation{between(1, 0, 50), between(0, 2, 30)},
	}
	p := NewPartition(s, Dimension{Customer: func(c *Customer) string { return c.Region }})
	var got []string
	for _, value := range p.Values() {
		part := p.Part(value)
		for _, a := range part.Allocations {
			from := "nothing"
			if a.FromReceipt.Known() {
				from = part.Receipts.Number(a.FromReceipt)
			}
			got = append(got, fmt.Sprintf("%s: %s from %s to %s", value, a.Amount, from, part.Receipts.Number(a.To)))
		}
	}
	want := []string{
		"north: 50.00 from refund to deposit",
		"north: 30.00 from nothing to deposit",
		"south: 30.00 from nothing to handed on",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("allocations (want − got):\n%s", diff)
	}
}

// A receipt of 10 is set in full against documents of the north and of the south:
// nothing is left to its customer's own north, and both still say that it gave.
func TestMoneyThatGaveTooMuchIsInEachPart(t *testing.T) {
	ten := Amount(10 * AmountScale)
	document := func(number string, customer Ref) Document {
		return Document{ID: number, Number: number, Customer: customer, Salesperson: None, Posted: 90, Currency: "EUR", Gross: ten, CompanyGross: ten, Corrects: None, Revalues: None}
	}
	s := &Snapshot{
		Company:   Company{Currency: "EUR"},
		Customers: []Customer{{Code: "A", Region: "north", Salesperson: None}, {Code: "B", Region: "south", Salesperson: None}},
		Documents: DocumentsOf(document("I1", 0), document("I2", 1)),
		Receipts:  ReceiptsOf(Receipt{Number: "R1", Customer: 0, Received: 100, Currency: "EUR", Amount: ten, CompanyAmount: ten}),
	}
	for to := range Ref(2) {
		s.Allocations = append(s.Allocations, Allocation{FromReceipt: 0, FromDocument: None, To: to, Amount: ten, FromAmount: ten})
	}
	p := NewPartition(s, Dimension{Customer: func(c *Customer) string { return c.Region }})
	for value, want := range map[string]Amount{"north": 0, "south": ten} {
		part := p.Part(value)
		if part.Receipts.Len() != 1 || part.Receipts.At(0).Amount != want || len(part.Allocations) != 1 || !part.Allocations[0].FromReceipt.Known() {
			t.Errorf("%s: receipts %+v, allocations %+v", value, part.Receipts.At(0), part.Allocations)
		}
	}
}
