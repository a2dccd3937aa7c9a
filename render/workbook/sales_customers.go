package workbook

import (
	"slices"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// buyer is one row of Customers.
type buyer = *sales.Customer

// listBuyers is the native table of all customers, to which links lead.
const listBuyers = "customers"

// lapsingShown is the number of lapsing customers listed apart; all have their
// state in the list of all.
const lapsingShown = 15

func soldTo(c buyer, id sales.PeriodID) *sales.Sales { return &c.Periods[id].Sales }

// customers is the sheet of who bought more, less, for the first time, and not
// again; below them all, most sales of the year first.
func (w *week) customers() render.Sheet {
	row := 4
	var lists []render.List
	var heads []render.Placed
	add := func(id, note string, list render.List) {
		heads = append(heads, w.section(row, id))
		if note != "" {
			heads = append(heads, render.Placed{Row: row, Column: 4, Cell: render.Cell{Value: render.Text(note), Role: render.RoleCaption}})
		}
		lists = append(lists, list)
		row = afterList(list)
	}
	moves := w.r.Rankings.FourWeeks
	add("gainers", w.say("sales.moves"), w.moveList("gainers", row+1, moves.Gainers))
	add("losers", w.say("sales.moves"), w.moveList("losers", row+1, moves.Losers))
	fresh := w.r.NewIn(sales.FourWeeks)
	add("new_customers", w.cut(len(fresh), lapsingShown), w.newList(row+1, fresh[:min(len(fresh), lapsingShown)]))
	lapsing := w.r.Rankings.Lapsing
	add("lapsing", w.cut(len(lapsing), lapsingShown), w.lapsingList(row+1, lapsing[:min(len(lapsing), lapsingShown)]))

	columns := w.buyerColumns()
	paper := printed(columns)
	all := table(w.base, listBuyers, row+1, columns, pointers(w.r.Customers))
	all.TotalLabel, all.TotalIn, all.Filter, all.Empty = w.say("total.rows"), 1, true, w.say("empty.customers")
	w.periodTotals(&all)
	add("customers", w.say("sales.most_of_year"), all)

	sheet := w.frame(SheetCustomers, paper, w.lead(), w.say("subtitle.whole", "currency", string(w.currency)), w.concentration())
	sheet.Cells = append(sheet.Cells, heads...)
	sheet.Lists, sheet.Columns = lists, widths(all)
	sheet.FreezeRow = rowList
	sheet.Print = render.Print{Area: area(paper, all.Row+2+max(all.Count, 1)), RepeatRows: "1:2"}
	return sheet
}

// cut says that a list shows only its first rows.
func (w *week) cut(n, shown int) string {
	if n <= shown {
		return ""
	}
	return w.say("sales.cut", "shown", shown, "n", n)
}

// concentration says how much hangs on the largest customer.
func (w *week) concentration() string {
	c := w.r.Concentration
	if !c.Largest.Known() {
		return ""
	}
	return w.say("sales.largest", "name", w.cutName(c.Largest, 30), "share", w.l.Percent(c.LargestShare, 0))
}

// periodTotals are the totals of the columns that compare periods.
func (w *week) periodTotals(list *render.List) {
	relative(list, "growth_four_weeks", "net_four_weeks", "net_previous_four_weeks", "net_previous_four_weeks")
	relative(list, "growth_month", "net_month", "net_month_last_year", "net_month_last_year")
	relative(list, "growth_year", "net_year", "net_year_last_year", "net_year_last_year")
}

// buyerName are the columns that every list of customers begins with.
func buyerName[T any](w *week, of func(T) fact.Ref, link bool) []column[T] {
	return []column[T]{
		col("code", 9, render.RoleCode, func(row T) render.Cell { return w.codeCell(of(row)) }),
		col("customer", 33, render.RoleBody, func(row T) render.Cell {
			cell := words(w.buyer(of(row)))
			if link {
				cell.Link = w.customerLink(of(row))
			}
			return cell
		}),
		label("salesperson", 14, render.RoleBody, func(row T) string { return w.person(w.customer(of(row)).Salesperson) }).from("customers.salesperson"),
	}
}

func (w *week) moveList(id string, row int, moves []sales.Move) render.List {
	type move = *sales.Move
	columns := append(buyerName(w, func(m move) fact.Ref { return m.Customer.Ref }, true),
		sum("now", 12, render.RoleWhole, func(m move) fact.Amount { return m.Now }),
		sum("before", 12, render.RoleWhole, func(m move) fact.Amount { return m.Base }),
		sum("difference_now", 12, render.RoleDeltaWholeBetter, func(m move) fact.Amount { return m.Change }),
		col("growth", 9.5, render.RoleGrowthBetter, func(m move) render.Cell { return w.growth(m.Now, m.Base) }),
	)
	list := table(w.base, id, row, columns, pointers(moves))
	list.Empty = w.say("empty." + id)
	return list
}

func (w *week) newList(row int, customers []*sales.Customer) render.List {
	columns := append(buyerName(w, func(c buyer) fact.Ref { return c.Ref }, true),
		col("first_purchase", 12, render.RoleDate, func(c buyer) render.Cell { return day(c.First) }),
		sold[buyer](soldTo).net(12, sales.FourWeeks),
	)
	list := table(w.base, "new_customers", row, columns, slices.Values(customers))
	list.Empty = w.say("empty.new_customers")
	return list
}

func (w *week) lapsingList(row int, customers []*sales.Customer) render.List {
	columns := append(buyerName(w, func(c buyer) fact.Ref { return c.Ref }, true),
		col("last_purchase", 12, render.RoleDate, func(c buyer) render.Cell { return day(c.Last) }),
		col("interval", 12, render.RoleCount, w.interval),
		col("silent", 12, render.RoleCount, func(c buyer) render.Cell { return count(c.Silent) }),
		col("silence", 9.5, render.RoleNumber, func(c buyer) render.Cell { return w.measure(c.Silence) }),
		sold[buyer](soldTo).net(13, sales.TwelveMonths),
		col("state", 9.5, render.RoleBody, w.state),
	)
	list := table(w.base, "lapsing", row, columns, slices.Values(customers))
	list.Empty = w.say("empty.lapsing")
	return list
}

// interval is the usual number of days between purchases, grey where it is not
// the customer's own.
func (w *week) interval(c buyer) render.Cell {
	cell := w.measure(c.Interval)
	if !c.OwnInterval {
		cell.Tone = render.ToneMuted
	}
	return cell
}

// state says in a word how long the silence is.
func (w *week) state(c buyer) render.Cell {
	if c.State == "" {
		return render.Cell{}
	}
	cell := render.Cell{Value: render.Text(w.say("state." + string(c.State))), Indent: true}
	switch c.State {
	case sales.Lapsed:
		cell.Tone, cell.Strong = render.ToneWorse, true
	case sales.Slipping:
		cell.Tone = render.ToneSoon
	case sales.Lost:
		cell.Tone = render.ToneMuted
	}
	return cell
}

func (w *week) buyerColumns() []column[buyer] {
	f := sold[buyer](soldTo)
	return slices.Concat(
		buyerName(w, func(c buyer) fact.Ref { return c.Ref }, false),
		[]column[buyer]{f.net(12, sales.Week)},
		grouped(w.say("bracket.four_weeks_before"), f.net(12, sales.FourWeeks), f.growth(w, sales.FourWeeks, sales.PreviousFourWeeks)),
		grouped(w.say("bracket.year"), f.net(13, sales.Year), f.net(13, sales.YearLastYear), f.growth(w, sales.Year, sales.YearLastYear)),
		grouped(w.say("bracket.twelve_months"),
			col("share", 8, render.RolePercent, func(c buyer) render.Cell { return w.rate(c.Share) }),
			col("class", 6, render.RoleBody, func(c buyer) render.Cell { return class(c.Class) }),
		),
		[]column[buyer]{label("rfm", 7, render.RoleBody, func(c buyer) string { return rfm(c.RFM) })},
		grouped(w.say("bracket.habit"),
			col("last_purchase", 11, render.RoleDate, func(c buyer) render.Cell { return day(c.Last) }),
			col("interval", 8.5, render.RoleCount, w.interval),
			col("silent", 8, render.RoleCount, w.silent),
			col("state", 10, render.RoleBody, w.state),
		),
		onScreen(w.buyerScreenColumns()...),
	)
}

func (w *week) buyerScreenColumns() []column[buyer] {
	f := sold[buyer](soldTo)
	return slices.Concat(
		[]column[buyer]{
			label("region", 12, render.RoleBody, func(c buyer) string { return w.customer(c.Ref).Region }).from("customers.region"),
			label("group", 14, render.RoleBody, func(c buyer) string { return w.customer(c.Ref).Group }).from("customers.customer_group"),
			col("first_purchase", 11, render.RoleDate, func(c buyer) render.Cell { return day(c.First) }),
			col("purchases", 10, render.RoleCount, func(c buyer) render.Cell { return count(c.Purchases) }),
			f.net(13, sales.PreviousFourWeeks), f.net(13, sales.Month), f.net(13, sales.Quarter), f.net(13, sales.TwelveMonths),
			sum("orders_week", 13, render.RoleWhole, func(c buyer) fact.Amount { return c.Periods[sales.Week].Orders }).from("orders"),
			sum("cash_week", 13, render.RoleWhole, func(c buyer) fact.Amount { return c.Periods[sales.Week].Cash }).from("receipts"),
		},
		f.rates(w, sales.Year),
	)
}

// silent is the number of days since the last purchase.
func (w *week) silent(c buyer) render.Cell {
	if c.Last.IsZero() {
		return render.Cell{}
	}
	return count(c.Silent)
}

// rfm writes three scores: "5-4-5".
func rfm(r sales.RFM) string {
	if !r.Given() {
		return ""
	}
	return digits(r.Recency) + "-" + digits(r.Frequency) + "-" + digits(r.Money)
}
