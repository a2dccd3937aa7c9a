package register

import (
	"iter"
	"slices"

	"daybook/extract/fact"
)

// List is the entries of a register in the order of [Compare], kept wherever they
// have room. An entry holds until the next.
type List interface {
	Len() int
	All() iter.Seq2[*Entry, error]
}

// Result is a register that was closed.
type Result struct {
	Params Params
	Months []Month // in the order of time
	Kinds  []Sum   // in the order of [Kinds]
	Total  Sum
	Checks fact.Checks
	Source fact.Source
	// Entries are as many as Total counts.
	Entries List
}

// CheckIDs lists every check in order: the entries as they are listed against those
// that were read, net and tax against gross, and net against what the general
// ledger has on its income accounts.
var CheckIDs = []string{"listed", "net_tax", "income"}

// Close sums the register up and reads its list through, which is to hold exactly
// what was entered, in order. The snapshot says what the ledger booked.
func (b *Book) Close(s *fact.Snapshot, entries List) (r *Result, err error) {
	if b.err != nil {
		return nil, b.err
	}
	defer fact.CatchOverflow(&err)
	r = &Result{Params: b.params, Months: b.months, Kinds: make([]Sum, len(Kinds)), Total: b.total, Source: s.Source, Entries: entries}
	slices.SortFunc(r.Months, func(x, y Month) int { return int(x.Start - y.Start) })
	for _, m := range r.Months {
		for i, k := range m.Kinds {
			r.Kinds[i] = r.Kinds[i].plus(k)
		}
	}
	listed, err := sumOf(entries)
	if err != nil {
		return nil, err
	}
	r.Checks = r.checks(listed, s)
	return r, nil
}

func (s Sum) plus(o Sum) Sum {
	return Sum{Entries: s.Entries + o.Entries, Net: s.Net.Plus(o.Net), Tax: s.Tax.Plus(o.Tax), Gross: s.Gross.Plus(o.Gross)}
}

func sumOf(entries List) (Sum, error) {
	var sum Sum
	for e, err := range entries.All() {
		if err != nil {
			return sum, err
		}
		sum.add(e)
	}
	return sum, nil
}

func (r *Result) checks(listed Sum, s *fact.Snapshot) fact.Checks {
	tolerance := r.Params.Tolerance
	out := fact.Checks{
		fact.NewCheck("listed", listed.Gross, r.Total.Gross, tolerance),
		fact.NewCheck("net_tax", r.Total.Net.Plus(r.Total.Tax), r.Total.Gross, tolerance),
		fact.Check{ID: "income", Left: r.Total.Net, Right: incomeOf(s), Supplied: s.Source.Supplies("income")}.Within(tolerance),
	}
	// The same money in another number of entries is not the same list.
	if listed.Entries != r.Total.Entries {
		out[0].Passed = false
	}
	return out
}

func incomeOf(s *fact.Snapshot) fact.Amount {
	var sum fact.Amount
	for _, i := range s.Income {
		sum = sum.Plus(i.Amount)
	}
	return sum
}
