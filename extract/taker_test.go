package extract_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// Money may take as a document does; where a document gives to money the two
// change places, so that money takes from money only.
func TestMoneyTakes(t *testing.T) {
	receipt := func(id, amount string) reference.Receipt {
		return reference.Receipt{ID: id, Number: id, Customer: "A", Received: "2025-05-02", Currency: "EUR", Amount: amount}
	}
	takes := func(giverKind, giver, taker, kind string) reference.Allocation {
		return reference.Allocation{GiverKind: giverKind, Giver: giver, Document: taker, Amount: "10", GiverAmount: "12", Kind: "refund", TakerKind: kind}
	}
	snap := snapshot(t, onSQLite(t,
		reference.Company{ID: "1", Name: "One", Currency: "EUR"}, reference.Customer{ID: "A", Code: "A", Name: "A"},
		reference.Document{ID: "C", Number: "C", Kind: "credit_note", Customer: "A", Posted: "2025-05-01", Currency: "EUR", Net: "10", Tax: "0", Gross: "10"},
		receipt("P", "-10"), receipt("R", "200"),
		takes("receipt", "P", "R", "receipt"), takes("document", "C", "P", "receipt"), takes("", "", "C", "document"),
		takes("receipt", "P", "nowhere", "receipt"), takes("receipt", "P", "R", "purse"),
	))
	var got []string
	for _, a := range snap.Allocations {
		got = append(got, fmt.Sprintf("money %v: %s of %d to %d, gives %s", a.ToMoney, a.Amount, a.FromReceipt, a.To, a.FromAmount))
	}
	for _, f := range snap.Findings {
		if f.Fact == "allocations" && f.Treatment == fact.Excluded {
			got = append(got, fmt.Sprintf("%s %s", f.Reason, f.Value))
		}
	}
	want := []string{
		"money false: 12.00 of 0 to 0, gives 10.00",
		"money true: 10.00 of 0 to 1, gives 12.00",
		"unknown_reference giver=",
		"unknown_kind taker_kind=purse",
		"unknown_reference document=nowhere",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("allocations and findings (want − got):\n%s", diff)
	}
}
