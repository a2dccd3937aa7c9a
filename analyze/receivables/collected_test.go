package receivables

import (
	"math"
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// On any ledger the months follow each other, the last is the position of the
// day, sums of every split are the company's, and no measure is without a value
// and a reason, or no number.
func TestMonthsAndSplitsOfAnyLedger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := grouped(generated(t))
		r := analyzed(t, s, someDay(t))
		for i, m := range r.Months {
			if i > 0 && (m.Movement.Opening != r.Months[i-1].Movement.Closing || m.Movement.From != r.Months[i-1].Movement.To) {
				t.Errorf("%s opens with %s after %s", m.Movement.To, m.Movement.Opening, r.Months[i-1].Movement.Closing)
			}
			sound(t, m.Collection)
		}
		last := r.Months[MovementMonths-1]
		if diff := cmp.Diff(r.Movements[1], last.Movement); diff != "" {
			t.Error(diff)
		}
		if got := last.Collection; got.Net != r.Now.Net || got.Current != r.Now.OnInvoices-r.Now.Overdue || got.Overdue != r.Now.Overdue || got.DSO != r.Now.DSO {
			t.Errorf("the last month has %+v, the day %+v", got, r.Now)
		}
		for k, f := range r.History {
			m := r.Months[MovementMonths-len(r.History)+k].Collection
			if m.Net != f.Net || m.Current != f.OnInvoices-f.Overdue || m.DSO != f.DSO {
				t.Errorf("%s: net %s, current %s and DSO %v, in history %s, %s and %v", f.AsOf, m.Net, m.Current, m.DSO, f.Net, f.OnInvoices-f.Overdue, f.DSO)
			}
		}
		for name, rows := range map[string][]Collected{"customers": r.Collected.Customers, "salespeople": r.Collected.Salespeople, "groups": r.Collected.Groups} {
			var sum Collection
			for _, c := range rows {
				sound(t, c.Collection)
				sum.Net, sum.Current, sum.Overdue = sum.Net+c.Net, sum.Current+c.Current, sum.Overdue+c.Overdue
				sum.Billing, sum.Settled = sum.Billing+c.Billing, sum.Settled+c.Settled
			}
			if c := last.Collection; sum.Net != c.Net || sum.Current != c.Current || sum.Overdue != c.Overdue || sum.Billing != c.Billing || sum.Settled != c.Settled {
				t.Errorf("%s sum to %+v, not to %+v", name, sum, c)
			}
		}
	})
}

func grouped(s *fact.Snapshot) *fact.Snapshot {
	for i := range s.Customers {
		s.Customers[i].Group = []string{"Dealer", "Works", ""}[i%3]
	}
	return s
}

func sound(t *rapid.T, c Collection) {
	for _, m := range measuresOf(c) {
		if math.IsNaN(m.Value) || math.IsInf(m.Value, 0) || !m.Valid && m.Reason == "" {
			t.Errorf("%+v in %+v", m, c)
		}
	}
}

func measuresOf(c Collection) []Measure {
	return []Measure{
		c.DSO, c.CountBack, c.BestPossible, c.Delinquent, c.CEI, c.CashCEI, c.ChainedCEI, c.ChainedCashCEI,
		c.Turnover, c.DaysToPay, c.DaysLate, c.DaysLateOnly,
	}
}

// A group's part of a company, analysed alone, has the figures that the group has
// in the whole.
func TestAGroupAloneIsItsPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := grouped(atHome(generated(t)))
		for i := range s.Allocations { // money of one customer for another's document belongs to two groups
			a := &s.Allocations[i]
			if crosses(s, a) {
				*a = fact.Allocation{To: fact.None, FromReceipt: fact.None, FromDocument: fact.None}
			}
		}
		day := someDay(t)
		whole := analyzed(t, s, day)
		p := fact.NewPartition(s, fact.Dimension{Customer: func(c *fact.Customer) string { return c.Group }})
		for _, group := range whole.Collected.Groups {
			alone := analyzed(t, p.Part(group.Name), day).Months[MovementMonths-1].Collection
			want := group.Collection
			if want.CountBack.AtLeast || alone.CountBack.AtLeast {
				alone.CountBack = want.CountBack // alone the history is its own
			}
			if diff := cmp.Diff(want, alone, cmp.Comparer(close)); diff != "" {
				t.Errorf("group %q: %s", group.Name, diff)
			}
		}
	})
}

// So has a salesperson's in all that documents make, where nobody shares one. Money
// goes other ways: in the whole what is on account is the customer's salesperson's,
// in a part whatever was ever set against the part's documents.
func TestASalespersonAloneIsTheirPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := atHome(generated(t))
		s.Shares, s.Source.Missing = nil, nil // what is inferred is inferred of what there is
		for i := range s.Allocations {        // a credit note of one salesperson for another's invoice is in both parts
			if a := &s.Allocations[i]; a.FromDocument.Known() || a.ToMoney {
				*a = fact.Allocation{To: fact.None, FromReceipt: fact.None, FromDocument: fact.None}
			}
		}
		day := someDay(t)
		whole := analyzed(t, s, day)
		p := fact.NewPartition(s, fact.Dimension{Seller: func(s *fact.Salesperson) string { return s.Code }})
		for _, who := range whole.Collected.Salespeople {
			if !who.Ref.Known() {
				continue
			}
			alone := analyzed(t, p.Part(s.Salespeople[who.Ref].Code), day).Months[MovementMonths-1].Collection
			if diff := cmp.Diff(ofDocuments(who.Collection), ofDocuments(alone), cmp.Comparer(close)); diff != "" {
				t.Errorf("%s: %s", who.Name, diff)
			}
		}
	})
}

func ofDocuments(c Collection) Collection {
	return Collection{
		Current: c.Current, Overdue: c.Overdue, Billing: c.Billing, BestPossible: c.BestPossible,
		Settled: c.Settled, DaysToPay: c.DaysToPay, DaysLate: c.DaysLate, DaysLateOnly: c.DaysLateOnly,
	}
}

// close takes days summed in another order for the same.
func close(x, y float64) bool { return math.Abs(x-y) <= 1e-6*math.Max(1, math.Abs(x)) }

func crosses(s *fact.Snapshot, a *fact.Allocation) bool {
	if a.ToMoney || !a.To.Known() {
		return true
	}
	to := s.Documents.At(a.To).Customer
	return a.FromReceipt.Known() && s.Receipts.At(a.FromReceipt).Customer != to || a.FromDocument.Known() && s.Documents.At(a.FromDocument).Customer != to
}

// A day's months do not depend on what happened later.
func TestLaterHistoryDoesNotChangeTheMonths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := generated(t)
		day := someDay(t)
		if diff := cmp.Diff(analyzed(t, s, day).Months, analyzed(t, cutAt(s, day), day).Months, cmp.Comparer(close)); diff != "" {
			t.Error(diff)
		}
	})
}

// Nor on the order of rows; foreign money settled in parts on one day may round a
// cent into one movement or another.
func TestOrderOfInputDoesNotChangeTheMonths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := atHome(generated(t))
		day := someDay(t)
		mixed := shuffled(s, rapid.Int64().Draw(t, "seed"))
		if diff := cmp.Diff(analyzed(t, s, day).Months, analyzed(t, mixed, day).Months, cmp.Comparer(close)); diff != "" {
			t.Error(diff)
		}
	})
}
