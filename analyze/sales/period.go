package sales

import (
	"math/bits"

	"daybook/extract/fact"
)

// PeriodID names a span of days that figures are summed over.
type PeriodID uint8

// The periods. Those without another word end on the as-of day: an unfinished
// week, month, quarter or year is one to date.
const (
	Week PeriodID = iota
	PreviousWeek
	WeekLastYear
	FourWeeks
	PreviousFourWeeks
	FourWeeksLastYear
	Month
	MonthLastYear
	Quarter
	QuarterLastYear
	Year
	YearLastYear
	TwelveMonths
	TwentyFourMonths
	PeriodCount
)

// Periods lists the code of every period.
var Periods = [PeriodCount]string{
	Week: "week", PreviousWeek: "previous_week", WeekLastYear: "week_last_year",
	FourWeeks: "four_weeks", PreviousFourWeeks: "previous_four_weeks", FourWeeksLastYear: "four_weeks_last_year",
	Month: "month", MonthLastYear: "month_last_year", Quarter: "quarter", QuarterLastYear: "quarter_last_year",
	Year: "year", YearLastYear: "year_last_year", TwelveMonths: "twelve_months", TwentyFourMonths: "twenty_four_months",
}

// String returns the code of the period.
func (id PeriodID) String() string { return Periods[id] }

// Rule says how a period was chosen to be comparable with another.
type Rule string

// The rules of comparison.
const (
	DaysBefore   Rule = "days_before"   // as many weeks before
	SameWeekdays Rule = "same_weekdays" // 364 days before
	SameWorkdays Rule = "same_workdays" // last year's month after as many working days
	SameDates    Rule = "same_dates"    // the same dates a year before
)

// Span is a period with what a reader needs to know of it.
type Span struct {
	fact.Period
	// Whole is the full week, month, quarter or year that Period is, or is the
	// beginning of. Of several weeks and of compared periods it is Period.
	Whole fact.Period
	Rule  Rule // none of a period that is not a comparison
	// ISOYear and ISOWeek number single weeks.
	ISOYear, ISOWeek int
	// Workdays of Period are Mondays to Fridays; so are those of Whole.
	Workdays, WholeWorkdays int
	// BeforeBooks says that the period ended before the first sale that the
	// source knows: its zeros say nothing.
	BeforeBooks bool
}

// Partial says that the period is not over.
func (s Span) Partial() bool { return s.Until < s.Whole.Until }

func newSpan(p, whole fact.Period, rule Rule) Span {
	return Span{Period: p, Whole: whole, Rule: rule, Workdays: workdays(p), WholeWorkdays: workdays(whole)}
}

func (s Span) numbered() Span {
	s.ISOYear, s.ISOWeek = isoWeek(fact.Period{From: s.From, Until: s.From.AddDays(7)})
	return s
}

func shifted(p fact.Period, days int) fact.Period {
	return fact.Period{From: p.From.AddDays(days), Until: p.Until.AddDays(days)}
}

// yearOfWeeks is how far back the same weekday of last year lies.
const yearOfWeeks = 364

// spans are the periods of a report.
func (c calendar) spans(asOf fact.Date) [PeriodCount]Span {
	toDate := func(whole fact.Period) Span {
		return newSpan(fact.Period{From: whole.From, Until: asOf.AddDays(1)}, whole, "")
	}
	compared := func(p fact.Period, rule Rule) Span { return newSpan(p, p, rule) }
	week, month, quarter, year := toDate(c.week(asOf)), toDate(c.month(asOf)), toDate(c.quarter(asOf)), toDate(c.year(asOf))
	four := fact.Period{From: week.From.AddDays(-21), Until: week.Until}
	twelve, twentyFour := c.trailing(asOf, 12), c.trailing(asOf, 24)
	return [PeriodCount]Span{
		Week:              week.numbered(),
		PreviousWeek:      compared(shifted(week.Period, -7), DaysBefore).numbered(),
		WeekLastYear:      compared(shifted(week.Period, -yearOfWeeks), SameWeekdays).numbered(),
		FourWeeks:         newSpan(four, fact.Period{From: four.From, Until: week.Whole.Until}, ""),
		PreviousFourWeeks: compared(shifted(four, -28), DaysBefore),
		FourWeeksLastYear: compared(shifted(four, -yearOfWeeks), SameWeekdays),
		Month:             month,
		MonthLastYear:     compared(c.sameWorkdays(month.Period), SameWorkdays),
		Quarter:           quarter,
		QuarterLastYear:   compared(c.sameDates(quarter.Period), SameDates),
		Year:              year,
		YearLastYear:      compared(c.sameDates(year.Period), SameDates),
		TwelveMonths:      newSpan(twelve, twelve, ""),
		TwentyFourMonths:  newSpan(twentyFour, twentyFour, ""),
	}
}

// mask is the set of periods that a day falls into.
type mask uint16

// masks says for each day which periods it falls into.
type masks struct {
	first fact.Date
	days  []mask
}

func newMasks(spans [PeriodCount]Span, first, last fact.Date) masks {
	m := masks{first, make([]mask, last.Days(first)+1)}
	for id, span := range spans {
		for d := max(span.From, first); d < span.Until && d <= last; d++ {
			m.days[d.Days(first)] |= 1 << id
		}
	}
	return m
}

func (m masks) at(d fact.Date) mask {
	i := d.Days(m.first)
	if i < 0 || i >= len(m.days) {
		return 0
	}
	return m.days[i]
}

// each calls f for every period of the set.
func (m mask) each(f func(PeriodID)) {
	for ; m != 0; m &= m - 1 {
		f(PeriodID(bits.TrailingZeros16(uint16(m))))
	}
}
