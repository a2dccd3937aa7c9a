package workbook

import (
	"slices"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// territory is one row of Regions.
type territory = *sales.Area

func soldIn(a territory, id sales.PeriodID) *sales.Sales { return &a.Periods[id].Sales }

// territories are the ways in which customers are split, in their order.
var territories = []struct {
	id, needs string
	rows      func(*sales.Result) []sales.Area
}{
	{"regions", "customers.region", func(r *sales.Result) []sales.Area { return r.Regions }},
	{"customer_groups", "customers.customer_group", func(r *sales.Result) []sales.Area { return r.Groups }},
}

// regions is the sheet of sales by region and by group of customers.
func (w *week) regions() render.Sheet {
	row := 4
	var lists []render.List
	var heads []render.Placed
	for _, split := range territories {
		rows, empty := splitBy(w.base, split.needs, split.rows(w.r), w.say("empty.sales"))
		list := w.territoryList(split.id, row+1, rows)
		list.Empty = empty
		lists, heads = append(lists, list), append(heads, w.section(row, split.id))
		row = afterList(list)
	}
	paper := printed(w.territoryColumns("regions"))
	sheet := w.frame(SheetRegions, paper, w.lead(), w.say("subtitle.whole", "currency", string(w.currency)), w.say("sales.most_of_year"))
	sheet.Cells = append(sheet.Cells, heads...)
	sheet.Lists, sheet.Columns = lists, widths(lists[0])
	sheet.FreezeRow = rowList
	sheet.Print = render.Print{Area: area(paper, row-2), OnePage: row <= groupsOnePage, RepeatRows: "1:2"}
	return sheet
}

func (w *week) territoryList(id string, row int, rows []sales.Area) render.List {
	list := table(w.base, id, row, w.territoryColumns(id), pointers(rows))
	list.TotalLabel = w.say("total")
	w.periodTotals(&list)
	relative(&list, "growth_four_weeks", "net_four_weeks", "net_four_weeks_last_year", "net_four_weeks_last_year")
	rateTotals(&list)
	return list
}

func (w *week) territoryColumns(id string) []column[territory] {
	f := sold[territory](soldIn)
	return slices.Concat(
		[]column[territory]{
			label("name_"+id, 24, render.RoleBody, func(a territory) string {
				if a.Name == "" {
					return w.say("none." + id)
				}
				return a.Name
			}),
			col("customers_month", 10, render.RoleCount, func(a territory) render.Cell { return count(a.Customers[sales.Month]) }),
			f.net(12, sales.Week),
		},
		grouped(w.say("bracket.four_weeks"), f.net(12, sales.FourWeeks), f.growth(w, sales.FourWeeks, sales.FourWeeksLastYear)),
		grouped(w.monthToDate(), slices.Concat(
			[]column[territory]{f.net(12, sales.Month), f.growth(w, sales.Month, sales.MonthLastYear)},
			f.rates(w, sales.Month),
			[]column[territory]{
				sum("orders_month", 12, render.RoleWhole, func(a territory) fact.Amount { return a.Periods[sales.Month].Orders }).from("orders"),
				sum("cash_month", 12, render.RoleWhole, func(a territory) fact.Amount { return a.Periods[sales.Month].Cash }).from("receipts"),
			},
		)...),
		grouped(w.say("bracket.year"), f.net(13, sales.Year), f.net(13, sales.YearLastYear), f.growth(w, sales.Year, sales.YearLastYear)),
		onScreen(f.net(13, sales.FourWeeksLastYear), f.net(13, sales.MonthLastYear), f.net(13, sales.Quarter)),
		f.parts(sales.Month),
	)
}
