package workbook

import (
	"daybook/analyze/sales"
	"daybook/extract/fact"
)

// finding is the week in one sentence: where sales went, how they stand against
// the target, and where the month is heading. A failed check comes first.
func (w *week) finding() string {
	if c, failed := w.r.Checks.FirstFailed(); failed {
		return w.say("sales.finding.failed", "check", w.say("sales.check."+c.ID), "difference", w.exact(c.Difference())) + w.weekFinding() + w.say("stop")
	}
	return w.weekFinding() + w.monthFinding() + w.say("stop")
}

func (w *week) weekFinding() string {
	now, before := w.net(sales.Week), w.net(sales.PreviousWeek)
	week := w.r.Total[sales.Week]
	if week.Gross == 0 && week.Returns == 0 {
		return w.say("sales.finding.nothing")
	}
	args := []any{"amount", w.scale.Money(now, w.currency)}
	text := w.say("sales.finding.first", args...)
	if change := sales.Growth(now, before); change.Valid && w.kept(sales.PreviousWeek) {
		args = append(args, "change", w.share(change.Value))
		switch {
		case w.share(change.Value) == w.l.Percent(0, 1):
			text = w.say("sales.finding.same", args...)
		case change.Value > 0:
			text = w.say("sales.finding.rose", args...)
		default:
			text = w.say("sales.finding.fell", args...)
		}
	}
	if m := w.r.Targets[sales.Week].Attainment(now); m.Valid {
		text += w.say("sales.finding.target", "share", w.l.Percent(m.Value, 0))
	}
	return text
}

// share writes the size of a change, whatever its direction.
func (w *week) share(f float64) string {
	switch {
	case f > growthLimit || f < -growthLimit:
		return ">999%"
	case f < 0:
		f = -f
	}
	return w.l.Percent(f, 1)
}

// monthFinding is the second half of the sentence: where the month is heading, or
// how it closed.
func (w *week) monthFinding() string {
	o := w.r.Outlook
	if !o.Target.Set {
		return ""
	}
	args := []any{"month", w.month(), "left", o.WorkdaysLeft}
	if o.WorkdaysLeft == 0 {
		share := o.Target.Attainment(o.Actual)
		if !share.Valid {
			return ""
		}
		return w.say("sales.finding.closed", append(args, "share", w.l.Percent(share.Value, 0))...)
	}
	key := "sales.finding.pace"
	if o.Method == sales.ByLastYear {
		if !w.kept(sales.MonthLastYear) {
			return ""
		}
		key = "sales.finding.last_year"
	}
	gap := o.Target.Gap(o.RunRate)
	args = append(args, "gap", w.scale.Bare(gap.Abs(), w.currency))
	switch {
	case w.scale.Change(gap) == "–":
		return w.say(key+".on", args...)
	case gap > 0:
		return w.say(key+".behind", args...)
	}
	return w.say(key+".ahead", args...)
}

// paceFinding is the title of the month's chart: how far sales are from the line
// of the target, or without one from last year's.
func (w *week) paceFinding() string {
	now := w.net(sales.Month)
	target, base := w.r.Targets[sales.Month], w.net(sales.MonthLastYear)
	key, gap := "sales.pace.target", target.Gap(now)
	if !target.Set {
		key, gap = "sales.pace.last_year", base.Minus(now)
		if !w.kept(sales.MonthLastYear) {
			return w.say("sales.pace", "month", w.month(), "amount", w.scale.Money(now, w.currency))
		}
	}
	args := []any{"month", w.month(), "gap", w.scale.Bare(gap.Abs(), w.currency)}
	switch {
	case w.scale.Change(gap) == "–":
		return w.say(key+".on", args...)
	case gap > 0:
		return w.say(key+".behind", args...)
	}
	return w.say(key+".ahead", args...)
}

// rankFinding is the title of the panel of salespeople: who is furthest below
// target.
func (w *week) rankFinding() string {
	below, with := []string(nil), w.withTarget()
	for i := range w.r.Salespeople {
		p := &w.r.Salespeople[i]
		if p.Targets[sales.Month].Set && p.Gap(sales.Month) > 0 && len(below) < 2 {
			below = append(below, w.shortName(p))
		}
	}
	switch {
	case w.plainRank():
		return w.say("sales.rank.plain")
	case with == 0:
		return w.say("sales.rank.last_year")
	case len(below) == 2:
		return w.say("sales.rank.two", "first", below[0], "second", below[1])
	case len(below) == 1:
		return w.say("sales.rank.one", "first", below[0])
	}
	return w.say("sales.rank.all", "n", with)
}

// movesFinding is the title of the panel of customers by change.
func (w *week) movesFinding() string {
	m := w.r.Rankings.FourWeeks
	total := func(list []sales.Move) fact.Amount {
		sum := fact.Amount(0)
		for i := range list {
			sum = sum.Plus(list[i].Change)
		}
		return sum
	}
	if len(m.Gainers)+len(m.Losers) == 0 {
		return w.say("sales.moves.none")
	}
	return w.say("sales.moves.finding", "more", w.scale.Change(total(m.Gainers)), "less", w.scale.Change(total(m.Losers)))
}
