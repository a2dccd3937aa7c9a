package sales

// weeks are the last weeks, each beside the one 364 days before.
func (b *book) weeks() []TrendPoint {
	now := b.spans[Week]
	var out []TrendPoint
	for back := b.p.Weeks - 1; back >= 0; back-- {
		whole := shifted(now.Whole, -7*back)
		week := newSpan(whole, whole, "")
		if back == 0 {
			week = now
		}
		last := shifted(week.Period, -yearOfWeeks)
		out = append(out, b.point(week.numbered(), newSpan(last, last, SameWeekdays).numbered()))
	}
	return out
}

// months are the last months, each beside the same of last year: an unfinished
// one after as many working days.
func (b *book) months() []TrendPoint {
	now := b.spans[Month]
	var out []TrendPoint
	for back := b.p.Months - 1; back >= 0; back-- {
		whole := b.cal.month(now.From.AddMonths(-back))
		month := newSpan(whole, whole, "")
		if back == 0 {
			month = now
		}
		last := b.cal.sameWorkdays(month.Period)
		out = append(out, b.point(month, newSpan(last, last, SameWorkdays)))
	}
	return out
}

func (b *book) point(now, last Span) TrendPoint {
	return TrendPoint{Span: b.dated(now), LastYear: b.dated(last), Now: b.in(now.Period), Base: b.in(last.Period), Target: b.targets.all(now.Period)}
}
