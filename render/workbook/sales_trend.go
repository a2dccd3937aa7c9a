package workbook

import (
	"iter"
	"slices"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// listWeeks is the native table of the weeks, from which the Scorecard's
// sparklines are drawn.
const listWeeks = "weeks"

// The rows of Trend: a chart above each of its lists.
const (
	rowTrend      = 4
	trendRows     = 11 // of a chart with its title
	trendHeight   = 170
	rowWeeks      = rowTrend + trendRows
	axisLabels    = "axis_label"
	chartNow      = "chart_now"
	chartLastYear = "chart_last_year"
)

// weekState is a week with what customers owed at its end.
type weekState struct {
	point
	state sales.Receivable
}

// trend is the sheet of the last weeks and months beside last year's.
func (w *week) trend() render.Sheet {
	weeks := w.weekList()
	paper := printed(w.weekColumns())
	next := afterList(weeks) + 1
	months := w.monthList(next + trendRows)

	c := newCanvas()
	w.trendHead(c, rowTrend, paper, "sales.trend.weeks", w.r.Weeks)
	w.trendHead(c, next, paper, "sales.trend.months", w.r.Months)
	sheet := w.frame(SheetTrend, paper, w.lead(), w.weekdays(), w.say("subtitle.whole", "currency", string(w.currency)), w.say("sales.comparable"))
	sheet.Cells = append(sheet.Cells, c.placed()...)
	sheet.Lists, sheet.Columns = []render.List{weeks, months}, widths(weeks)
	sheet.Charts = slices.Concat(
		w.trendChart("weeks", rowTrend+2, weeks, paper, "sales.trend.weeks", w.r.Weeks),
		w.trendChart("months", next+2, months, paper, "sales.trend.months", w.r.Months),
	)
	sheet.FreezeRow = rowList
	sheet.Print = render.Print{Area: area(paper, afterList(months)-2), RepeatRows: "1:2", BreakBefore: []int{next}}
	return sheet
}

func (w *week) trendHead(c *canvas, row, paper int, key string, points []sales.TrendPoint) {
	c.text(row, 1, render.RoleSection, w.trendFinding(key, points))
	c.rule(row, 1, paper, render.EdgeRule)
	c.text(row+1, 1, render.RoleCaption, w.say("sales.trend.caption", "unit", w.scale.ChartUnit(w.currency)))
}

// trendFinding says how many of the points beat last year, and by how much they
// do together.
func (w *week) trendFinding(key string, points []sales.TrendPoint) string {
	beat, n, now, base := 0, 0, fact.Amount(0), fact.Amount(0)
	for i := range points {
		p := &points[i]
		if !w.reaches(p.LastYear) {
			continue
		}
		n++
		now, base = now.Plus(p.Now.Net()), base.Plus(p.Base.Net())
		if p.Now.Net() > p.Base.Net() {
			beat++
		}
	}
	growth := sales.Growth(now, base)
	if !growth.Valid {
		return w.say(key+".first", "n", len(points))
	}
	return w.say(key, "beat", beat, "n", n, "growth", w.signedPercent(growth.Value))
}

// unstated is the tail of a trend's list: what its chart draws, in the unit of
// the chart.
func (w *week) unstated(label string) []column[point] {
	thousand := func(id string, amount func(point) fact.Amount) column[point] {
		c := col(id, 24, render.RoleThousand, func(p point) render.Cell { return w.thousand(amount(p)) })
		c.Header = w.say("column."+id, "unit", w.scale.Unit(w.currency))
		return c
	}
	axis := col(axisLabels, 8, render.RoleBody, func(p point) render.Cell {
		return render.Cell{Value: render.Text(w.axisLabel(p, label)), Role: render.RoleBody}
	})
	return onScreen(axis,
		thousand(chartNow, func(p point) fact.Amount { return p.Now.Net() }),
		w.ifBase(thousand(chartLastYear, func(p point) fact.Amount { return p.Base.Net() })),
	)
}

// axisLabel is the week, or the month with its year where that begins.
func (w *week) axisLabel(p point, label string) string {
	if label == listWeeks {
		return w.weekShort(p.Span)
	}
	month := w.l.Month(p.Span.From)
	if p.Span.From == w.r.Months[0].Span.From || p.Span.From.Time().Month() == 1 {
		month += "\n" + digits(p.Span.From.Time().Year())
	}
	return month
}

// weekColumns are the weeks' columns: those of the months, and what was owed.
func (w *week) weekColumns() []column[weekState] {
	owed := col("overdue", 12, render.RoleWhole, func(s weekState) render.Cell {
		if !s.state.Known {
			return w.unsupplied()
		}
		return money(s.state.Overdue)
	})
	days := col("dso", 8, render.RoleNumber, func(s weekState) render.Cell {
		if !s.state.Known {
			return render.Cell{}
		}
		return w.measure(s.state.DSO)
	})
	return slices.Concat(
		lifted([]column[point]{
			label("week_name", 18, render.RoleBody, w.weekLabel),
			col("from_day", 11, render.RoleDate, func(p point) render.Cell { return day(p.Span.From) }),
		}),
		lifted(w.trendColumns()),
		[]column[weekState]{owed, days},
		lifted(w.unstated(listWeeks)),
	)
}

// lifted makes columns of points columns of weeks.
func lifted(columns []column[point]) []column[weekState] {
	out := make([]column[weekState], len(columns))
	for i, c := range columns {
		out[i] = column[weekState]{Column: c.Column, screen: c.screen, needs: c.needs, cell: func(s weekState) render.Cell { return c.cell(s.point) }}
		if c.amount != nil {
			out[i].amount = func(s weekState) fact.Amount { return c.amount(s.point) }
		}
	}
	return out
}

// weekRows are the weeks, with the state of the receivable where it was handed
// over for as many.
func (w *week) weekRows() iter.Seq[weekState] {
	states := w.r.Params.Standing.Company.Weeks
	return func(yield func(weekState) bool) {
		for i := range w.r.Weeks {
			row := weekState{point: &w.r.Weeks[i]}
			if from := len(w.r.Weeks) - len(states); i >= from && i-from < len(states) {
				row.state = states[i-from]
			}
			if !yield(row) {
				return
			}
		}
	}
}

func (w *week) weekList() render.List {
	list := table(w.base, listWeeks, rowWeeks, w.weekColumns(), w.weekRows())
	list.TotalLabel, list.Empty = w.say("total.weeks", "n", len(w.r.Weeks)), w.say("empty.sales")
	w.trendTotals(&list)
	return list
}

func (w *week) monthList(row int) render.List {
	columns := slices.Concat(
		[]column[point]{
			label("month_name", 18, render.RoleBody, w.monthLabel),
			col("from_day", 11, render.RoleDate, func(p point) render.Cell { return day(p.Span.From) }),
		},
		w.trendColumns(),
		[]column[point]{
			sum("gross", 12, render.RoleWhole, func(p point) fact.Amount { return p.Now.Gross }),
			col("discount", 8, render.RolePercent, func(p point) render.Cell { return w.rate(p.Now.DiscountRate()) }),
		},
		w.unstated("months"),
	)
	list := table(w.base, "months", row, columns, pointers(w.r.Months))
	list.TotalLabel, list.Empty = w.say("total.months", "n", len(w.r.Months)), w.say("empty.sales")
	w.trendTotals(&list)
	return list
}

// trendChart draws net sales as bars and last year as a dashed line.
func (w *week) trendChart(id string, row int, list render.List, paper int, key string, points []sales.TrendPoint) []render.Chart {
	if len(points) == 0 {
		return nil
	}
	peak := fact.Amount(0)
	for i := range points {
		peak = max(peak, points[i].Now.Net(), points[i].Base.Net())
	}
	top, step := moneyAxis(peak)
	first := list.Row + 3
	values := func(id string) string {
		at := 1 + slices.IndexFunc(list.Columns, func(c render.Column) bool { return c.ID == id })
		return columnRange(at, first, first+list.Count-1)
	}
	return []render.Chart{{
		ID: id, Row: row, Column: 1, Width: pixels(list, paper), Height: trendHeight, Gap: 40, EveryLabel: true,
		Series: []render.Series{
			{Kind: render.SeriesBar, Shade: render.ShadeContext, Name: w.say("column.net"), Categories: values(axisLabels), Values: values(chartNow)},
			{Kind: render.SeriesLine, Shade: render.ShadeInk, Name: w.say("column.last_year"), Categories: values(axisLabels), Values: values(chartLastYear)},
		},
		Max: w.scale.Shown(top), Step: w.scale.Shown(step), Gridlines: true, ShowAxis: true,
		Format: w.scale.AxisFormat(step), Alt: w.trendFinding(key, points),
	}}
}
