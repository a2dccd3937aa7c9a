package sales

import "daybook/extract/fact"

// StandingDays are the days that a [Standing] speaks of.
type StandingDays struct {
	Now, LastWeek, LastYear fact.Date
	Weeks                   []fact.Date // the oldest first; the last is Now
}

// StandingDays returns the days for which the receivables analysis is asked.
func (p Params) StandingDays() StandingDays {
	p = p.withDefaults()
	cal := calendar{weekStart: *p.WeekStart}
	spans := cal.spans(p.AsOf)
	last := func(of fact.Period) fact.Date { return of.Until.AddDays(-1) }
	d := StandingDays{Now: p.AsOf, LastWeek: last(spans[PreviousWeek].Period), LastYear: last(spans[WeekLastYear].Period)}
	for back := p.Weeks - 1; back > 0; back-- {
		d.Weeks = append(d.Weeks, last(shifted(spans[Week].Whole, -7*back)))
	}
	d.Weeks = append(d.Weeks, p.AsOf)
	return d
}

// All lists every day once or more, in no order.
func (d StandingDays) All() []fact.Date {
	return append([]fact.Date{d.Now, d.LastWeek, d.LastYear}, d.Weeks...)
}

// Of puts together the standings of one, given what is known of each day.
func (d StandingDays) Of(known map[fact.Date]Receivable) Standings {
	s := Standings{Now: known[d.Now], LastWeek: known[d.LastWeek], LastYear: known[d.LastYear]}
	for _, day := range d.Weeks {
		s.Weeks = append(s.Weeks, known[day])
	}
	return s
}
