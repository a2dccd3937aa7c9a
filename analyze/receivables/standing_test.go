package receivables

import (
	"testing"

	"daybook/extract/fact"

	"pgregory.net/rapid"
)

func TestStandings(t *testing.T) {
	l := newLedger(t)
	l.s.Salespeople = []fact.Salesperson{{ID: "x", Code: "x"}, {ID: "y", Code: "y"}}
	c := l.customer("A", func(c *fact.Customer) { c.Salesperson, c.HasLimit, c.Limit = 1, true, l.amount("100") })
	shared := l.invoice("I1", c, "2025-04-01", "2025-05-01", "100.01")
	l.s.Shares = []fact.Share{{Document: shared, Salesperson: 0, Millionths: 500_000}, {Document: shared, Salesperson: 1, Millionths: 500_000}}
	l.invoice("I2", c, "2025-05-10", "2025-07-01", "50")
	days := []fact.Date{l.date("2025-04-30"), l.date("2025-05-31")}
	got, err := StandingsOn(l.s, days, Params{})
	if err != nil {
		t.Fatal(err)
	}
	april, may := got.Company[days[0]], got.Company[days[1]]
	if april.Net != l.amount("100.01") || april.Overdue != 0 || may.Net != l.amount("150.01") || may.Overdue != l.amount("100.01") {
		t.Errorf("April %+v, May %+v", april, may)
	}
	y := got.Salespeople[1][days[1]]
	if y.Net != l.amount("100") || y.Overdue != l.amount("50") {
		t.Errorf("y owes %+v", y)
	}
	// 100.00 open on 100.00 billed in March to May, 92 days.
	near(t, "y's DSO", y.DSO, 92)
	if over := got.OverLimit[c]; over != l.amount("50.01") {
		t.Errorf("over limit by %s", over)
	}
}

// Standings are the report's own figures, on any ledger and day.
func TestStandingsAgreeWithTheReport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, day := generated(t), someDay(t)
		r := analyzed(t, s, day)
		got, err := StandingsOn(s, []fact.Date{day.AddDays(-7), day}, Params{})
		if err != nil {
			t.Fatal(err)
		}
		whole := got.Company[day]
		if whole.Net != r.Now.Net || whole.Overdue != r.Now.Overdue || whole.DSO != r.Now.DSO {
			t.Errorf("standing %+v, report %s overdue %s %+v", whole, r.Now.Net, r.Now.Overdue, r.Now.DSO)
		}
		for _, g := range r.Salespeople {
			if part := got.Salespeople[g.Ref][day]; part.Net != g.Net || part.Overdue != g.Overdue {
				t.Errorf("salesperson %d: standing %+v, report %s overdue %s", g.Ref, part, g.Net, g.Overdue)
			}
		}
		for _, c := range r.Collected.Salespeople {
			if part, owed := got.Salespeople[c.Ref][day]; owed && part.DSO != c.DSO {
				t.Errorf("salesperson %d: DSO %+v, on the Collection sheet %+v", c.Ref, part.DSO, c.DSO)
			}
		}
	})
}
