package receivables

import "daybook/extract/fact"

// monthsCheck compares the opening of the first month and all that moved since
// with the closing of the last; where a month by itself does not lead to its
// closing, it is the one that misses by most, lest two errors hide each other.
func monthsCheck(months []Month, tolerance fact.Amount) fact.Check {
	var sum, closing, worst fact.Amount
	for i := range months {
		m := &months[i].Movement
		if i == 0 {
			sum = m.Opening
		}
		sum, closing = sum.Plus(m.Sum().Minus(m.Opening)), m.Closing
	}
	left, right := sum, closing
	for i := range months {
		m := &months[i].Movement
		if miss := m.Sum().Minus(m.Closing).Abs(); miss > worst {
			worst, left, right = miss, m.Sum(), m.Closing
		}
	}
	return fact.NewCheck("movement_months", left, right, tolerance)
}
