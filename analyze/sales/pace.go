package sales

import "daybook/extract/fact"

// pace is the month's way to its target, day by day: what had been sold from its
// first day to each, beside the target of those days and last year's month after
// as many working days. Days to come have a target and a base, and no sales yet.
func (b *book) pace() []TrendPoint {
	whole := b.spans[Month].Whole
	var out []TrendPoint
	for d := whole.From; d < whole.Until; d++ {
		soFar := fact.Period{From: whole.From, Until: d.AddDays(1)}
		last := b.cal.sameWorkdays(soFar)
		out = append(out, b.point(newSpan(soFar, whole, ""), newSpan(last, last, SameWorkdays)))
	}
	return out
}
