package sales

import (
	"fmt"
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
)

// METHODS 6: frequencies 1 1 1 1 2 2 3 5 8 13 score 1 1 1 1 3 3 4 4 5 5, where
// NTILE would split the ties by chance.
func TestScores(t *testing.T) {
	if diff := cmp.Diff([]int{1, 1, 1, 1, 3, 3, 4, 4, 5, 5}, scores([]int64{1, 1, 1, 1, 2, 2, 3, 5, 8, 13})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{4, 1, 3, 1}, scores([]int64{13, 1, 2, 1})); diff != "" {
		t.Errorf("in another order: %s", diff)
	}
}

// METHODS 6: 500 250 100 50 40 25 15 10 6 4 are A for the first three, which the
// crossing one belongs to, B for the next three, C for the rest.
func TestClasses(t *testing.T) {
	tests := map[string]struct {
		net  []fact.Amount
		want []Class
	}{
		"worked example": {[]fact.Amount{500, 250, 100, 50, 40, 25, 15, 10, 6, 4}, []Class{"A", "A", "A", "B", "B", "B", "C", "C", "C", "C"}},
		"any order":      {[]fact.Amount{4, 500, 15, 250, 100, 50, 40, 25, 10, 6}, []Class{"C", "A", "C", "A", "A", "B", "B", "B", "C", "C"}},
		"negative ones":  {[]fact.Amount{100, -50, 0}, []Class{"A", "", ""}},
		"ties":           {[]fact.Amount{20, 20, 20, 20, 20}, []Class{"A", "A", "A", "A", "A"}},
		"none":           {nil, []Class{}},
	}
	for name, test := range tests {
		if diff := cmp.Diff(test.want, classes(test.net)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// 3g.network: shares of 30, 30, 20 and 20 percent have an HHI of 2,600, as of
// 3.85 equal ones (METHODS 6, source 37).
func TestConcentration(t *testing.T) {
	var customers []Customer
	for i, net := range []fact.Amount{30, 30, 20, 20, -5} {
		periods := new(Activities)
		periods[TwelveMonths].Gross = net
		customers = append(customers, Customer{Ref: fact.Ref(i), Periods: periods})
	}
	c := concentration(customers)
	near(t, "HHI", c.HHI, 2600)
	near(t, "effective number", c.Effective, 10_000.0/2600)
	equal(t, "largest", fmt.Sprint(c.Largest, c.LargestShare, c.Alarm), "0 0.3 true")
	if none := concentration(nil); none.HHI.Valid || none.HHI.Reason != NoSales || none.Largest.Known() {
		t.Errorf("of nobody: %+v", none)
	}
}

// Below twenty customers a fifth means nothing; from there on everybody who
// bought within 24 months is scored.
func TestRFM(t *testing.T) {
	l := newLedger(t)
	for i := range fewToScore {
		c := l.customer(fmt.Sprintf("C%02d", i), fact.None)
		for k := range i + 1 { // the higher the number, the later, more often and more
			l.invoice(fmt.Sprint(i, "/", k), c, l.date("2025-01-01").AddDays(7*k).String(), "100")
		}
		if i == fewToScore-2 {
			scored := l.at("2025-06-15").Customers
			equal(t, "scores of too few", scored[0].RFM.Given(), false)
		}
	}
	lost := l.customer("LOST", fact.None)
	l.invoice("old", lost, "2020-01-01", "1")
	byCode := map[string]RFM{}
	for _, c := range l.at("2025-06-15").Customers {
		byCode[l.s.Customers[c.Ref].Code] = c.RFM
	}
	equal(t, "best", byCode["C19"], RFM{5, 5, 5})
	equal(t, "middle", byCode["C10"], RFM{3, 3, 3}) // 10 of 20 are worse: 1 + 50/20
	equal(t, "worst", byCode["C00"], RFM{1, 1, 1})
	equal(t, "lost", byCode["LOST"], RFM{})
}

func TestRFMOfWhoReturnedMoreThanBought(t *testing.T) {
	l := newLedger(t)
	for i := range fewToScore {
		c := l.customer(fmt.Sprintf("C%02d", i), fact.None)
		l.invoice(fmt.Sprint(i), c, "2025-05-01", "100")
		l.document(fact.CreditNote, fmt.Sprint("R", i), c, "2025-05-02", fmt.Sprint(200-i))
	}
	for _, c := range l.at("2025-06-15").Customers {
		equal(t, l.s.Customers[c.Ref].Code, c.RFM, RFM{1, 1, 1})
	}
}
