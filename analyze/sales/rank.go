package sales

import (
	"cmp"
	"slices"

	"daybook/extract/fact"
)

// RFM scores recency, frequency and money, each 1 (low) to 5; the zero RFM says
// that none could be given.
type RFM struct{ Recency, Frequency, Money int }

// Given says whether scores exist.
func (r RFM) Given() bool { return r.Recency > 0 }

// fewToScore is the number of customers below which a fifth means nothing.
const fewToScore = 20

// scores grades values by how many are strictly worse: 1 + ⌊5 × worse / n⌋. Equal
// values have equal grades and their order does not matter (METHODS 6).
func scores(values []int64) []int {
	sorted := slices.Sorted(slices.Values(values))
	out := make([]int, len(values))
	for i, v := range values {
		worse, _ := slices.BinarySearch(sorted, v)
		out[i] = 1 + 5*worse/len(values)
	}
	return out
}

// score gives RFM scores to those who bought within 24 months.
func (b *book) score(customers []Customer) {
	from := b.spans[TwentyFourMonths].From
	var scored []*Customer
	var recency, frequency, money []int64
	for i := range customers {
		c := &customers[i]
		n := b.purchases[c.Ref+1].since(from)
		if n == 0 {
			continue
		}
		scored = append(scored, c)
		recency = append(recency, -int64(c.Silent))
		frequency = append(frequency, int64(n))
		money = append(money, int64(c.Periods[TwentyFourMonths].Net()))
	}
	if len(scored) < fewToScore {
		return
	}
	r, f, m := scores(recency), scores(frequency), scores(money)
	for i, c := range scored {
		c.RFM = RFM{r[i], f[i], m[i]}
		if money[i] <= 0 {
			c.RFM.Money = 1
		}
	}
}

// Class is A, B or C by share of net sales; none of what sold nothing or less.
type Class string

// The classes.
const (
	ClassA Class = "A"
	ClassB Class = "B"
	ClassC Class = "C"
)

// The cumulative shares before which classes A and B end.
const (
	shareA = 0.80
	shareB = 0.95
)

// classes sorts amounts into A, B and C by the cumulative share before each: what
// crosses a limit belongs to the better class, and equal amounts to the same
// (METHODS 6).
func classes(net []fact.Amount) []Class {
	order := make([]int, 0, len(net))
	var whole fact.Amount
	for i, a := range net {
		if a > 0 {
			order, whole = append(order, i), whole.Plus(a)
		}
	}
	slices.SortFunc(order, func(x, y int) int { return cmp.Compare(net[y], net[x]) })
	out := make([]Class, len(net))
	var before fact.Amount
	for k, i := range order {
		share, _ := before.Ratio(whole)
		switch {
		case k > 0 && net[i] == net[order[k-1]]:
			out[i] = out[order[k-1]]
		case share < shareA:
			out[i] = ClassA
		case share < shareB:
			out[i] = ClassB
		default:
			out[i] = ClassC
		}
		before = before.Plus(net[i])
	}
	return out
}

// shares are the parts of the whole that amounts make up.
func shares(net []fact.Amount) []Measure {
	var whole fact.Amount
	for _, a := range net {
		whole = whole.Plus(a)
	}
	out := make([]Measure, len(net))
	for i, a := range net {
		out[i] = ratio(a, whole, NoSales)
	}
	return out
}

// Concentration is how much sales of twelve months hang on few customers.
type Concentration struct {
	// HHI is the Herfindahl-Hirschman index, 0…10,000; Effective the number of
	// equally large customers that would give it.
	HHI, Effective Measure
	Largest        fact.Ref
	LargestShare   float64
	// Alarm is raised at an HHI of 2,500, or by one with more than a fifth.
	Alarm bool
}

const (
	alarmHHI   = 2500
	alarmShare = 0.2
)

// concentration is Σ (share in percent)² over those with positive sales (METHODS
// 6).
func concentration(customers []Customer) Concentration {
	var whole fact.Amount
	for i := range customers {
		whole = whole.Plus(max(customers[i].Periods[TwelveMonths].Net(), 0))
	}
	c := Concentration{Largest: fact.None, HHI: undefined(NoSales), Effective: undefined(NoSales)}
	if whole == 0 {
		return c
	}
	hhi := 0.0
	for i := range customers {
		share, _ := max(customers[i].Periods[TwelveMonths].Net(), 0).Ratio(whole)
		hhi += share * 100 * share * 100
		if share > c.LargestShare {
			c.Largest, c.LargestShare = customers[i].Ref, share
		}
	}
	c.HHI, c.Effective = measured(hhi), measured(10_000/hhi)
	c.Alarm = hhi >= alarmHHI || c.LargestShare > alarmShare
	return c
}
