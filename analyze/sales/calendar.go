package sales

import (
	"time"

	"daybook/extract/fact"
)

// calendar divides time. What knows how a year is divided stands in its methods
// and nowhere else: a year of 4-4-5 weeks is another calendar with the same ones.
type calendar struct {
	weekStart time.Weekday
	yearStart int // first month of the fiscal year, 1…12
}

func (c calendar) week(d fact.Date) fact.Period {
	from := d.AddDays(-(int(d.Weekday()-c.weekStart) + 7) % 7)
	return fact.Period{From: from, Until: from.AddDays(7)}
}

func (c calendar) month(d fact.Date) fact.Period {
	return fact.Period{From: d.MonthStart(), Until: d.MonthEnd().AddDays(1)}
}

func (c calendar) quarter(d fact.Date) fact.Period {
	year := c.year(d).From
	from := year
	for from.AddMonths(3) <= d {
		from = from.AddMonths(3)
	}
	return fact.Period{From: from, Until: from.AddMonths(3)}
}

// year is the fiscal year; a company that states no start begins in January.
func (c calendar) year(d fact.Date) fact.Period {
	start := c.yearStart
	if start < 1 || start > 12 {
		start = 1
	}
	y, m, _ := d.Time().Date()
	if int(m) < start {
		y--
	}
	from := fact.NewDate(y, time.Month(start), 1)
	return fact.Period{From: from, Until: from.AddMonths(12)}
}

// sameDates moves a span that ends on a day a year back: the last of a month
// stays the last.
func (c calendar) sameDates(p fact.Period) fact.Period {
	last := p.Until.AddDays(-1)
	moved := last.AddMonths(-12)
	if last == last.MonthEnd() {
		moved = moved.MonthEnd()
	}
	return fact.Period{From: p.From.AddMonths(-12), Until: moved.AddDays(1)}
}

// sameWorkdays is last year's month up to the day on which as many working days
// had passed (METHODS 11), so that a month with a weekend more does not look
// weak; a whole month is compared with a whole one.
func (c calendar) sameWorkdays(toDate fact.Period) fact.Period {
	whole := c.month(toDate.From)
	last := c.month(whole.From.AddMonths(-12))
	if toDate == whole {
		return last
	}
	until := last.From
	for left := workdays(toDate); left > 0 && until < last.Until; until++ {
		if workday(until) {
			left--
		}
	}
	return fact.Period{From: last.From, Until: until}
}

// trailing is the whole months up to and including a day.
func (c calendar) trailing(asOf fact.Date, months int) fact.Period {
	from := asOf.AddMonths(-months)
	if asOf == asOf.MonthEnd() {
		from = from.MonthEnd()
	}
	return fact.Period{From: from.AddDays(1), Until: asOf.AddDays(1)}
}

// isoWeek is the ISO 8601 number of the week in whose middle p lies, with the
// year that it is counted in. Source: METHODS 11.
func isoWeek(p fact.Period) (year, week int) { return p.From.AddDays(3).Time().ISOWeek() }

func workday(d fact.Date) bool { return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday }

// workdays counts Mondays to Fridays: no ERP says which holidays a company keeps.
func workdays(p fact.Period) int {
	n := max(p.Days(), 0) / 7 * 5
	for d := p.From.AddDays(max(p.Days(), 0) / 7 * 7); d < p.Until; d++ {
		if workday(d) {
			n++
		}
	}
	return n
}

func overlap(a, b fact.Period) fact.Period {
	from := max(a.From, b.From)
	return fact.Period{From: from, Until: max(from, min(a.Until, b.Until))}
}
