package workbook

import (
	"slices"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// person is one row of Salespeople.
type person = *sales.Salesperson

// soldBy reads what a salesperson sold.
func soldBy(p person, id sales.PeriodID) *sales.Sales { return &p.Periods[id].Sales }

// The rows of Salespeople above its list: a chart under its finding.
const (
	rowChart      = 4
	rowChartDrawn = rowChart + 2
	rowAfterChart = 19
	chartHeight   = 230
)

// crowd is the number of salespeople whose bars can still be told apart.
const crowd = 24

// salespeople is the sheet of who sold what against which target, the largest gap
// first. Of one salesperson alone it shows the months instead of a ranking.
func (w *week) salespeople() render.Sheet {
	columns := w.personColumns()
	paper := printed(columns)
	sheet := w.frame(SheetSalespeople, paper, w.lead(), w.say("subtitle.whole", "currency", string(w.currency)), w.targetRule())
	row := rowList
	if !w.lone && w.withTarget() > 0 {
		row = rowAfterChart
	}
	list := table(w.base, SheetSalespeople, row, columns, pointers(w.r.Salespeople))
	list.TotalLabel, list.Filter, list.Empty = w.say("total.rows"), true, w.say("empty.salespeople")
	w.personTotals(&list)
	sheet.Lists, sheet.Columns = []render.List{list}, widths(list)
	switch {
	case w.lone:
		w.ownMonths(&sheet, afterList(list)+1, paper)
		return sheet
	case row == rowAfterChart:
		w.attainmentChart(&sheet, list, paper)
	}
	sheet.FreezeRow, sheet.FreezeColumn = row+3, 2
	sheet.Print = render.Print{Area: area(paper, row+2+max(list.Count, 1)), RepeatRows: digits(row) + ":" + digits(row+2), RepeatColumns: "A:A"}
	if row == rowAfterChart {
		// Nothing above the list is to stay in sight: it would fill the screen.
		sheet.FreezeRow = 0
	}
	return sheet
}

// targetRule says how a target to date follows from that of the month.
func (w *week) targetRule() string {
	m := w.span(sales.Month)
	if !w.r.Targets[sales.Month].Set {
		return ""
	}
	return w.say("sales.target_rule", "days", m.Workdays, "whole", m.WholeWorkdays)
}

func (w *week) personColumns() []column[person] {
	f := sold[person](soldBy)
	return slices.Concat(
		[]column[person]{
			col("salesperson", 18, render.RoleBody, func(p person) render.Cell {
				cell := words(w.seller(p))
				if p.Left || !p.Ref.Known() {
					cell.Tone = render.ToneMuted
				}
				return cell
			}),
			label("team", 10, render.RoleBody, func(p person) string { return w.team(p.Ref) }).from("salespeople.team"),
		},
		grouped(w.say("bracket.week"),
			f.net(11, sales.Week),
			sum("cash_week", 11, render.RoleWhole, func(p person) fact.Amount { return p.Periods[sales.Week].Cash }).from("receipts"),
		),
		grouped(w.say("bracket.four_weeks"), f.net(12, sales.FourWeeks), f.growth(w, sales.FourWeeks, sales.FourWeeksLastYear)),
		grouped(w.monthToDate(), slices.Concat(
			[]column[person]{strong(f.net(12, sales.Month))},
			targetColumns(w, "month", sales.Month),
			[]column[person]{f.growth(w, sales.Month, sales.MonthLastYear)},
			f.rates(w, sales.Month),
		)...),
		grouped(w.say("bracket.receivable"), w.personStandings()...),
		onScreen(w.personScreenColumns()...),
	)
}

// targetColumns are a period's target, what was sold beyond it, and its part.
func targetColumns(w *week, name string, id sales.PeriodID) []column[person] {
	against := col("against_"+name, 12.5, render.RoleDeltaWholeBetter, func(p person) render.Cell { return w.against(p.Targets[id], p.Periods[id].Net()) })
	target := sum("target_"+name, 12, render.RoleWhole, func(p person) fact.Amount { return p.Targets[id].Amount })
	target.cell = func(p person) render.Cell { return w.target(p.Targets[id]) }
	return []column[person]{known(w.r.Targets[id].Set, target), against, col("attained_"+name, 8, render.RoleShare, func(p person) render.Cell { return w.attained(p.Targets[id], p.Periods[id].Net()) })}
}

func (w *week) personStandings() []column[person] {
	overdue := sum("overdue", 12, render.RoleWhole, func(p person) fact.Amount { return p.Standings.Now.Overdue })
	overdue.cell = func(p person) render.Cell {
		if !p.Standings.Now.Known {
			return w.unsupplied()
		}
		return money(p.Standings.Now.Overdue)
	}
	return []column[person]{known(w.r.Params.Standing.Company.Now.Known, overdue), col("dso", 7, render.RoleCount, func(p person) render.Cell {
		if !p.Standings.Now.Known || !p.Standings.Now.DSO.Valid {
			return render.Cell{} // nothing billed
		}
		return w.measure(p.Standings.Now.DSO)
	})}
}

func (w *week) personScreenColumns() []column[person] {
	f := sold[person](soldBy)
	whole := col("month_target", 13, render.RoleWhole, func(p person) render.Cell { return w.target(p.MonthTarget) })
	return slices.Concat(
		[]column[person]{
			whole,
			col("per_day", 12, render.RoleWhole, func(p person) render.Cell {
				if !p.MonthTarget.Set {
					return render.Cell{}
				}
				return money(p.PerDay)
			}),
			f.net(13, sales.Quarter),
		},
		targetColumns(w, "quarter", sales.Quarter),
		[]column[person]{f.growth(w, sales.Quarter, sales.QuarterLastYear), f.net(14, sales.Year)},
		targetColumns(w, "year", sales.Year),
		[]column[person]{
			f.growth(w, sales.Year, sales.YearLastYear), f.net(12, sales.MonthLastYear), f.net(12, sales.FourWeeksLastYear),
		},
		f.parts(sales.Month),
	)
}

func (w *week) personTotals(list *render.List) {
	rateTotals(list)
	for _, name := range []string{"month", "quarter", "year"} {
		if !w.r.Targets[sales.Month].Set {
			continue
		}
		difference(list, "against_"+name, "net_"+name, "target_"+name)
		ratio(list, "attained_"+name, "net_"+name, "target_"+name)
	}
	relative(list, "growth_month", "net_month", "net_month_last_year", "net_month_last_year")
	relative(list, "growth_four_weeks", "net_four_weeks", "net_four_weeks_last_year", "net_four_weeks_last_year")
}

func (w *week) team(r fact.Ref) string {
	if !r.Known() || int(r) >= len(w.s.Salespeople) {
		return ""
	}
	return w.s.Salespeople[r].Team
}

// withTarget counts the salespeople who have a target.
func (w *week) withTarget() int { return len(w.byAttainment()) }

// pixels is the width of a list's first columns.
func pixels(list render.List, columns int) int {
	px := 0.0
	for _, c := range list.Columns[:columns] {
		px += c.Width*7 + 5
	}
	return int(px)
}
