package sales

import (
	"slices"
	"strings"

	"daybook/extract/fact"
)

// purchases are the distinct days on which a customer was invoiced, rising.
type purchases struct {
	days []fact.Date
	// brought says that an opening balance stands before them: the customer is
	// older than the books.
	brought bool
}

// collectPurchases lists every customer's days of invoices that still count, in
// one flat slice.
func (b *book) collectPurchases() []purchases {
	out := make([]purchases, len(b.s.Customers)+1)
	counts := make([]int, len(out))
	each := func(f func(d *fact.Document, customer int)) {
		for _, d := range b.s.Documents.All() {
			if d.Posted <= b.p.AsOf && (d.CancelledOn.IsZero() || d.CancelledOn > b.p.AsOf) {
				f(d, int(max(d.Customer, fact.None))+1)
			}
		}
	}
	total := 0
	each(func(d *fact.Document, customer int) {
		switch d.Kind {
		case fact.Invoice:
			counts[customer]++
			total++
		case fact.Opening:
			out[customer].brought = true
		}
	})
	flat := make([]fact.Date, total)
	for i, n := range counts {
		out[i].days, flat = flat[:0:n], flat[n:]
	}
	each(func(d *fact.Document, customer int) {
		if d.Kind == fact.Invoice {
			out[customer].days = append(out[customer].days, d.Posted)
		}
	})
	for i := range out {
		slices.Sort(out[i].days)
		out[i].days = slices.Compact(out[i].days)
	}
	return out
}

// since counts the days of purchase from a day on.
func (p purchases) since(d fact.Date) int {
	i, _ := slices.BinarySearch(p.days, d)
	return len(p.days) - i
}

// interval is the median of the gaps between purchases.
func (p purchases) interval() float64 {
	gaps := make([]float64, len(p.days)-1)
	for i := range gaps {
		gaps[i] = float64(p.days[i+1].Days(p.days[i]))
	}
	return median(gaps)
}

// median sorts its argument; of an even number it is the mean of the middle two.
func median(v []float64) float64 {
	slices.Sort(v)
	n := len(v)
	if n%2 == 1 {
		return v[n/2]
	}
	return (v[n/2-1] + v[n/2]) / 2
}

// State is how a customer stands by its own habit of buying.
type State string

// The states, by silence in multiples of the usual interval.
const (
	Active   State = "active"
	Slipping State = "slipping"
	Lapsed   State = "lapsing"
	Lost     State = "lost"
)

// States lists every state.
var States = []State{Active, Slipping, Lapsed, Lost}

func (l Lapsing) state(multiple float64) State {
	switch {
	case multiple <= l.Active:
		return Active
	case multiple <= l.Slipping:
		return Slipping
	case multiple <= l.Lapsing:
		return Lapsed
	}
	return Lost
}

// judge says of each customer how long its silence is by its usual interval, or
// where it has bought too seldom to have one, by that of its group, else of all.
// Source: METHODS 6.
func (b *book) judge(customers []Customer) {
	groups, all := map[string][]float64{}, []float64{}
	for i := range customers {
		c := &customers[i]
		if p := b.purchases[c.Ref+1]; len(p.days) >= max(b.p.Lapsing.Purchases, 2) {
			c.Interval, c.OwnInterval = measured(p.interval()), true
			groups[b.groupOf(c.Ref)] = append(groups[b.groupOf(c.Ref)], c.Interval.Value)
			all = append(all, c.Interval.Value)
		}
	}
	usual := map[string]Measure{}
	for name, intervals := range groups {
		usual[name] = measured(median(intervals))
	}
	standard := undefined(TooFew)
	if len(all) > 0 {
		standard = measured(median(all))
	}
	for i := range customers {
		c := &customers[i]
		if !c.OwnInterval {
			c.Interval = standard
			if m, known := usual[b.groupOf(c.Ref)]; known {
				c.Interval = m
			}
		}
		c.Silence = undefined(TooFew)
		if c.Interval.Valid && !c.Last.IsZero() {
			c.Silence = measured(float64(c.Silent) / c.Interval.Value)
			c.State = b.p.Lapsing.state(c.Silence.Value)
		}
	}
}

func (b *book) groupOf(c fact.Ref) string {
	if !c.Known() {
		return ""
	}
	return strings.TrimSpace(b.s.Customers[c].Group)
}
