package receivables

import (
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
)

func TestExceptions(t *testing.T) {
	l := newLedger(t)
	big := l.customer("BIG", func(c *fact.Customer) { c.HasLimit, c.Limit = true, l.amount("500") })
	held := l.customer("HELD", func(c *fact.Customer) { c.OnHold = true })
	l.invoice("I1", big, "2025-01-01", "2025-05-30", "900")
	l.invoice("I2", held, "2024-12-01", "2024-12-31", "50")
	l.invoice("I3", held, "2025-05-01", "2025-06-30", "30", func(d *fact.Document) { d.Disputed = true })
	l.receipt("R1", held, "2025-05-02", "5")
	l.receipt("R2", held, "2025-05-03", "40", func(r *fact.Receipt) { r.BouncedOn = l.date("2025-05-31") })
	l.s.Intake = []fact.Intake{{Fact: "documents", Read: 5, Used: 3, Excluded: 2}}
	r, err := Analyze(l.s, Params{AsOf: l.date("2025-05-31"), Stored: l.amount("900"), HasStored: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []Exception{
		{Kind: OverCreditLimit, Act: true, Amount: l.amount("400"), Customers: 1, Since: l.date("2025-01-01"), Worst: big, Share: 1.8},
		{Kind: NewOverdue, Act: true, Amount: l.amount("900"), Items: 1, Customers: 1, Since: l.date("2025-05-31"), Worst: big},
		{Kind: OldestBucket, Act: true, Amount: l.amount("50"), Items: 1, Customers: 1, Since: l.date("2025-04-01"), Worst: held},
		{Kind: Bounced, Act: true, Amount: l.amount("40"), Items: 1, Customers: 1, Since: l.date("2025-05-31"), Worst: held},
		{Kind: Concentration, Act: true, Amount: l.amount("900"), Customers: 1, Worst: big, Share: 900.0 / 975},
		{Kind: HistoryChanged, Amount: l.amount("35"), Items: 1, Since: l.date("2025-05-30"), Worst: fact.None},
		{Kind: RowsExcluded, Act: true, Items: 2, Worst: fact.None},
		{Kind: DisputedItems, Amount: l.amount("30"), Items: 1, Customers: 1, Since: l.date("2025-05-01"), Worst: held},
		{Kind: HeldCustomers, Amount: l.amount("75"), Customers: 1, Worst: held},
		{Kind: UnmatchedCredits, Amount: l.amount("-5"), Items: 1, Customers: 1, Since: l.date("2025-05-02"), Worst: held},
	}
	if diff := cmp.Diff(want, r.Exceptions); diff != "" {
		t.Error(diff)
	}
}

// Where the ERP does not count a row that was left out either, there is nothing to do.
func TestRowsThatNobodyCounts(t *testing.T) {
	for second, want := range map[fact.Reason]int{fact.NotCounted: 0, fact.BadNumber: 1} {
		l := newLedger(t)
		l.invoice("I1", l.customer("A"), "2025-01-01", "2025-03-01", "900")
		l.s.Intake = []fact.Intake{{Fact: "documents", Read: 3, Used: 1, Excluded: 2}}
		for _, reason := range []fact.Reason{fact.NotCounted, second} {
			l.s.Findings = append(l.s.Findings, fact.Finding{Treatment: fact.Excluded, Fact: "documents", Reason: reason})
		}
		r, err := Analyze(l.s, Params{AsOf: l.date("2025-02-01")})
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		for _, e := range r.Exceptions {
			if e.Kind == RowsExcluded {
				got = e.Items
			}
		}
		if got != want {
			t.Errorf("with %s: %d rows to act on, want %d", second, got, want)
		}
	}
}

func TestControlTotals(t *testing.T) {
	l := newLedger(t)
	l.invoice("I1", l.customer("A"), "2025-01-01", "2025-01-31", "900")
	l.s.Control = []fact.Control{
		{Basis: fact.ControlLedger, Account: "1122", Posted: l.date("2025-01-01"), Amount: l.amount("900.01")},
		{Basis: fact.ControlLedger, Account: "1122", Posted: l.date("2025-03-01"), Amount: l.amount("77")},
	}
	find := func(p Params, id string) fact.Check {
		p.AsOf = l.date("2025-02-01")
		r, err := Analyze(l.s, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Checks {
			if c.ID == id {
				return c
			}
		}
		t.Fatalf("no check %s", id)
		return fact.Check{}
	}
	if c := find(Params{}, "gl"); c.Passed || c.Difference() != l.amount("-0.01") || c.Account != "1122" {
		t.Errorf("a cent off: %+v", c)
	}
	if c := find(Params{Tolerance: l.amount("0.01")}, "gl"); !c.Passed {
		t.Errorf("within tolerance: %+v", c)
	}
	if c := find(Params{}, "erp"); c.Supplied || c.Passed {
		t.Errorf("not supplied: %+v", c)
	}
}

func TestChecksStandInOrder(t *testing.T) {
	l := newLedger(t)
	l.customer("A")
	var ids []string
	for _, c := range l.at("2025-01-01").Checks {
		ids = append(ids, c.ID)
	}
	if diff := cmp.Diff(CheckIDs, ids); diff != "" {
		t.Error(diff)
	}
}

func TestOverflowIsAnError(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A")
	for _, n := range []string{"I1", "I2"} {
		l.invoice(n, c, "2025-01-01", "2025-01-31", "900000000000000")
	}
	if _, err := Analyze(l.s, Params{AsOf: l.date("2025-01-01")}); err != fact.ErrOverflow {
		t.Errorf("got %v", err)
	}
}
