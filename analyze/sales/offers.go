package sales

import (
	"slices"

	"daybook/extract/fact"
)

// Tally counts quotations and adds up their amounts, in company currency.
type Tally struct {
	Number int
	Amount fact.Amount
}

func (t *Tally) add(a fact.Amount) {
	t.Number++
	t.Amount = t.Amount.Plus(a)
}

func (t Tally) plus(o Tally) Tally { return Tally{t.Number + o.Number, t.Amount.Plus(o.Amount)} }

// offerState is what a quotation is on a day.
type offerState uint8

const (
	stateOpen offerState = iota
	stateWon
	stateLost
	stateExpired // undecided, and past the last day of its validity
)

// on is the state at the end of a day, on which it had been made.
func (o *offer) on(day fact.Date) offerState {
	switch {
	case o.decided.IsZero() || o.decided > day:
		if o.expires() && o.ValidUntil < day {
			return stateExpired
		}
		return stateOpen
	case o.Outcome == fact.OutcomeOrdered:
		return stateWon
	}
	return stateLost
}

func (o *offer) expires() bool { return !o.ValidUntil.IsZero() }

// ceases is the day from which it is past its validity: at the earliest that on which
// it was made.
func (o *offer) ceases() fact.Date { return max(o.ValidUntil.AddDays(1), o.Quoted) }

// over says that nothing comes of an offer from a day on: it was decided before, or had
// expired and nobody decided.
func (o *offer) over(day fact.Date) bool {
	if !o.decided.IsZero() {
		return o.decided < day
	}
	return o.expires() && o.ceases() < day
}

// Offers is what happened to quotations in a period.
type Offers struct {
	Quoted Tally // made in the period
	// Won and Lost were decided in the period, Expired reached the end of their
	// validity in it and were undecided at its end; all of them whenever made.
	Won, Lost, Expired Tally
	// Made are those quoted in the period, by what they were at its end.
	Made MadeOffers
	// Before and After are those undecided, valid or not, at its beginning and end.
	Before, After Tally
	// DaysToOrder is the median of the days from quotation to order of those won.
	DaysToOrder Measure
	// HitRate is by number, HitRateValue by amount. Both are
	//
	//	won ÷ (won + lost + expired)
	//
	// of what was decided in the period, an offer that expired without an answer
	// counting as lost: the Quote Win/Loss Percentage of Infor CPQ, which counts
	// Ordered and Partial Order as won and Expired as loss. Who orders after all is
	// won in the period of the order.
	HitRate, HitRateValue Measure

	days []int // from quotation to order
}

// MadeOffers parts the quotations of a period.
type MadeOffers struct{ Open, Won, Lost, Expired Tally }

// Sum is all of them.
func (m MadeOffers) Sum() Tally { return m.Open.plus(m.Won).plus(m.Lost).plus(m.Expired) }

// take adds one quotation to a period.
func (s *Offers) take(o *offer, p fact.Period) {
	if o.Quoted >= p.Until {
		return
	}
	last := p.Until.AddDays(-1)
	state := o.on(last)
	if o.Quoted >= p.From {
		s.Quoted.add(o.amount)
		s.Made.at(state).add(o.amount)
	} else if o.decided.IsZero() || o.decided >= p.From {
		s.Before.add(o.amount)
	}
	switch state {
	case stateOpen:
		s.After.add(o.amount)
	case stateExpired:
		s.After.add(o.amount)
		if p.Contains(o.ceases()) {
			s.Expired.add(o.amount)
		}
	default:
		s.decided(o, p, state)
	}
}

func (s *Offers) decided(o *offer, p fact.Period, state offerState) {
	switch {
	case !p.Contains(o.decided):
	case state == stateWon:
		s.Won.add(o.amount)
		s.days = append(s.days, o.decided.Days(o.Quoted))
	default:
		s.Lost.add(o.amount)
	}
}

func (m *MadeOffers) at(state offerState) *Tally {
	return [...]*Tally{stateOpen: &m.Open, stateWon: &m.Won, stateLost: &m.Lost, stateExpired: &m.Expired}[state]
}

// close works out what needs all of them.
func (s *Offers) close(knowsLosses bool) {
	s.DaysToOrder = medianDays(s.days)
	s.days = nil
	if !knowsLosses {
		s.HitRate, s.HitRateValue = undefined(NotSupplied), undefined(NotSupplied)
		return
	}
	all := s.Won.plus(s.Lost).plus(s.Expired)
	s.HitRateValue = ratio(s.Won.Amount, all.Amount, NoneDecided)
	s.HitRate = undefined(NoneDecided)
	if all.Number > 0 {
		s.HitRate = measured(float64(s.Won.Number) / float64(all.Number))
	}
}

func medianDays(days []int) Measure {
	if len(days) == 0 {
		return undefined(NoneDecided)
	}
	slices.Sort(days)
	return measured(float64(days[(len(days)-1)/2]+days[len(days)/2]) / 2)
}
