package sales

import (
	"fmt"
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
)

// buys invoices a customer on a day and after each of the gaps.
func buys(l *ledger, c fact.Ref, first string, gaps ...int) fact.Date {
	day := l.date(first)
	l.invoice(fmt.Sprint(c, day), c, day.String(), "100")
	for _, gap := range gaps {
		day = day.AddDays(gap)
		l.invoice(fmt.Sprint(c, day), c, day.String(), "100")
	}
	return day
}

// METHODS 6: gaps of 30, 28, 35 and 31 days, silent for 70: the median is 30.5,
// the silence 2.295 times that, which is slipping.
func TestLapsingByOwnInterval(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A", fact.None)
	last := buys(l, c, "2024-10-01", 30, 28, 35, 31)
	l.invoice("same day", c, last.String(), "5")                       // no gap of its own
	l.document(fact.CreditNote, "R", c, last.AddDays(9).String(), "5") // no purchase
	l.invoice("void", c, last.AddDays(10).String(), "5", func(d *fact.Document) { d.CancelledOn = last.AddDays(11) })
	got := l.at(last.AddDays(70).String()).Customers[0]
	near(t, "interval", got.Interval, 30.5)
	near(t, "silence", got.Silence, 70/30.5)
	equal(t, "own, state, purchases, silent", fmt.Sprintf("%v %s %d %d", got.OwnInterval, got.State, got.Purchases, got.Silent), "true slipping 5 70")
}

func TestStates(t *testing.T) {
	p := Params{}.withDefaults().Lapsing
	for multiple, want := range map[float64]State{0: Active, 1.5: Active, 1.51: Slipping, 2.5: Slipping, 2.51: Lapsed, 4: Lapsed, 4.01: Lost} {
		equal(t, fmt.Sprint(multiple), p.state(multiple), want)
	}
}

// Who has bought too seldom is measured by the group, and without one by all.
func TestIntervalOfOthers(t *testing.T) {
	l := newLedger(t)
	group := func(name string) func(*fact.Customer) { return func(c *fact.Customer) { c.Group = name } }
	buys(l, l.customer("KEEN", fact.None, group("retail")), "2025-05-01", 10, 10, 10)
	buys(l, l.customer("SLOW", fact.None, group("state")), "2025-01-01", 30, 30, 30)
	buys(l, l.customer("NEW", fact.None, group("retail")), "2025-05-31")
	buys(l, l.customer("OTHER", fact.None, group("abroad")), "2025-05-31", 3)
	got := map[string]string{}
	for _, c := range l.at("2025-06-15").Customers {
		got[l.s.Customers[c.Ref].Code] = fmt.Sprintf("%v %v %s", c.Interval.Value, c.OwnInterval, c.State)
	}
	// KEEN bought last on the 31st of May, SLOW on the 1st of April, 75 days ago.
	// OTHER has been silent for 12 days, of a median of 10 and 30.
	want := map[string]string{"KEEN": "10 true active", "SLOW": "30 true slipping", "NEW": "10 false active", "OTHER": "20 false active"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	alone := newLedger(t)
	buys(alone, alone.customer("A", fact.None), "2025-05-01", 10)
	if c := alone.at("2025-06-15").Customers[0]; c.Silence.Valid || c.Silence.Reason != TooFew || c.State != "" {
		t.Errorf("without any habit known: %+v", c)
	}
}

func TestNewCustomers(t *testing.T) {
	l := newLedger(t)
	buys(l, l.customer("WEEK", fact.None), "2025-06-10")
	buys(l, l.customer("YEAR", fact.None), "2025-01-10", 151)
	buys(l, l.customer("LAST", fact.None), "2024-12-31", 161)
	brought := l.customer("BROUGHT", fact.None)
	l.document(fact.Opening, "O", brought, "2024-12-31", "10")
	buys(l, brought, "2025-06-11")
	r := l.at("2025-06-15")
	for id, want := range map[PeriodID]string{Week: "[WEEK]", Year: "[YEAR WEEK]"} {
		var got []string
		for _, c := range r.NewIn(id) {
			got = append(got, l.s.Customers[c.Ref].Code)
		}
		equal(t, id.String(), fmt.Sprint(got), want)
	}
}
