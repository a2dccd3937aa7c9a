package workbook

import (
	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// weekName is "week 38 of 2026", and whether it is over.
func (w *week) weekName(s sales.Span) string {
	return w.say("sales.week", "week", digits(s.ISOWeek), "year", digits(s.ISOYear)) + w.partial(s)
}

// weekShort is the week under an axis: "W38".
func (w *week) weekShort(s sales.Span) string {
	return w.say("sales.week.short", "week", digits(s.ISOWeek))
}

// partial marks a period that is not over: how many of its working days are in.
func (w *week) partial(s sales.Span) string {
	if !s.Partial() {
		return ""
	}
	return w.say("sales.partial", "days", s.Workdays, "whole", s.WholeWorkdays)
}

// lead is the subtitle that every sheet begins with.
func (w *week) lead() string {
	span := w.span(sales.Week)
	return w.say("sales.lead", "week", digits(span.ISOWeek), "span", w.l.Span(span.Period)) + w.partial(span)
}

// month names the month of the report.
func (w *week) month() string { return w.l.MonthName(w.span(sales.Month).From) }

// monthToDate names the month and whether it is over: "September to date".
func (w *week) monthToDate() string {
	key := "sales.month"
	if w.span(sales.Month).Partial() {
		key = "sales.month_to_date"
	}
	return w.say(key, "month", w.month())
}

// weekdays are the first and the last day of a week.
func (w *week) weekdays() string {
	whole := w.span(sales.Week).Whole
	return w.say("sales.weekdays", "first", w.l.Weekday(whole.From), "last", w.l.Weekday(whole.Until.AddDays(-1)))
}

// why is the cell of a figure that does not exist.
func (w *week) why(r sales.Reason) render.Cell {
	return render.Cell{Value: render.Missing(w.say("missing." + string(r)))}
}

// measure is a ratio or a statistic in a cell, or why there is none.
func (w *week) measure(m sales.Measure) render.Cell {
	if !m.Valid {
		return w.why(m.Reason)
	}
	return render.Cell{Value: render.Float(m.Value)}
}

// growthLimit is the change beyond which the base was next to nothing, and a
// figure would be too.
const growthLimit = 9.99

// growth is a change as a share in a cell.
func (w *week) growth(now, base fact.Amount) render.Cell {
	m := sales.Growth(now, base)
	switch {
	case !m.Valid && now == 0 && base == 0:
		return render.Cell{}
	case m.Valid && m.Value > growthLimit:
		return render.Cell{Value: render.Text("△ " + w.signedPercent(m.Value)), Tone: render.ToneBetter, Right: true}
	case m.Valid && m.Value < -growthLimit:
		return render.Cell{Value: render.Text("▼ " + w.signedPercent(m.Value)), Tone: render.ToneWorse, Strong: true, Right: true}
	}
	return w.measure(m)
}

// target is a target in a cell, or that there is none.
func (w *week) target(t sales.Target) render.Cell {
	if !t.Set {
		return w.why(sales.NoTarget)
	}
	return muted(money(t.Amount))
}

// against is what was sold beyond a target.
func (w *week) against(t sales.Target, actual fact.Amount) render.Cell {
	if !t.Set {
		return render.Cell{}
	}
	return money(actual.Minus(t.Amount))
}

// attained is what was sold as a part of a target; beside one that says that
// there is none it stays empty.
func (w *week) attained(t sales.Target, actual fact.Amount) render.Cell {
	m := t.Attainment(actual)
	if !m.Valid {
		return render.Cell{}
	}
	return w.measure(m)
}
