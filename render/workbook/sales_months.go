package workbook

import (
	"iter"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// point is one week or month of a trend.
type point = *sales.TrendPoint

// ownMonths adds to a salesperson's own sheet the months against the target.
func (w *week) ownMonths(sheet *render.Sheet, row, paper int) {
	from := w.span(sales.Year).From
	columns := append([]column[point]{
		label("month_name", 18, render.RoleBody, w.monthLabel),
		col("from_day", 11, render.RoleDate, func(p point) render.Cell { return day(p.Span.From) }),
	}, w.trendColumns()...)
	list := table(w.base, "own_months", row+1, columns, w.monthsFrom(from))
	list.TotalLabel = w.say("total.year")
	w.trendTotals(&list)
	sheet.Cells = append(sheet.Cells, w.section(row, "own_months"))
	sheet.Lists = append(sheet.Lists, list)
	for i, c := range list.Columns {
		if i < len(sheet.Columns) {
			sheet.Columns[i] = max(sheet.Columns[i], c.Width)
		}
	}
	sheet.FreezeRow = rowList
	sheet.Print = render.Print{Area: area(paper, afterList(list)-1), OnePage: true}
}

// monthsFrom yields the months of the trend from a day on.
func (w *week) monthsFrom(from fact.Date) iter.Seq[point] {
	return func(yield func(point) bool) {
		for i := range w.r.Months {
			if p := &w.r.Months[i]; p.Span.From >= from && !yield(p) {
				return
			}
		}
	}
}

// monthLabel is "2026-09", and whether the month is over.
func (w *week) monthLabel(p point) string {
	return p.Span.From.String()[:len("2026-09")] + w.partial(p.Span)
}

// weekLabel is "W38", and whether the week is over.
func (w *week) weekLabel(p point) string { return w.weekShort(p.Span) + w.partial(p.Span) }

// trendColumns are what weeks and months have in common.
func (w *week) trendColumns() []column[point] {
	f := sold[point](func(p point, _ sales.PeriodID) *sales.Sales { return &p.Now.Sales })
	target := sum("target", 13, render.RoleWhole, func(p point) fact.Amount { return p.Target.Amount })
	target.cell = func(p point) render.Cell { return w.target(p.Target) }
	net := sum("net", 13, render.RoleWhole, func(p point) fact.Amount { return p.Now.Net() })
	return []column[point]{
		strong(net),
		w.ifBase(sum("last_year", 13, render.RoleWhole, func(p point) fact.Amount { return p.Base.Net() })),
		w.ifBase(sum("change_last_year", 13, render.RoleDeltaWholeBetter, func(p point) fact.Amount { return p.Now.Net().Minus(p.Base.Net()) })),
		w.ifBase(col("growth", 10, render.RoleGrowthBetter, func(p point) render.Cell { return w.growth(p.Now.Net(), p.Base.Net()) })),
		known(w.r.Targets[sales.Month].Set, target),
		col("attained", 8, render.RoleShare, func(p point) render.Cell { return w.attained(p.Target, p.Now.Net()) }),
		f.rate(w, "margin", sales.Week, sales.Sales.MarginRate),
		f.rate(w, "returns", sales.Week, sales.Sales.ReturnRate),
		sum("orders", 13, render.RoleWhole, func(p point) fact.Amount { return p.Now.Orders }).from("orders"),
		sum("cash", 13, render.RoleWhole, func(p point) fact.Amount { return p.Now.Cash }).from("receipts"),
	}
}

// ifBase leaves a column's cells out where the history does not reach back to
// what they compare with.
func (w *week) ifBase(c column[point]) column[point] {
	cell, amount := c.cell, c.amount
	c.cell = func(p point) render.Cell {
		if !w.reaches(p.LastYear) {
			return w.noChange("missing.no_history").Cell
		}
		return cell(p)
	}
	if amount != nil {
		c.amount = func(p point) fact.Amount {
			if !w.reaches(p.LastYear) {
				return 0
			}
			return amount(p)
		}
	}
	return c
}

func (w *week) trendTotals(list *render.List) {
	if totalOf(list, "change_last_year") == totalOf(list, "net").Minus(totalOf(list, "last_year")) {
		ratio(list, "growth", "change_last_year", "last_year") // every row has its base
	}
	if w.r.Targets[sales.Month].Set {
		ratio(list, "attained", "net", "target")
	}
}
