package workbook

import (
	"slices"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// odd is one row of Exceptions.
type odd = *sales.Exception

// oddKinds says of each kind of exception whether to act on it, and without what
// of the source it cannot be found.
var oddKinds = map[sales.ExceptionKind]struct {
	act   bool
	needs string
}{
	sales.BelowCost:        {true, "lines"},
	sales.LargeDiscount:    {false, "lines.list_price"},
	sales.LargeCredit:      {false, "documents"},
	sales.OverLimit:        {true, "customers.credit_limit"},
	sales.OnHold:           {true, "customers.on_hold"},
	sales.NegativeQuantity: {false, "lines"},
}

// oddSum is a kind of exception with what it comes to.
type oddSum struct {
	kind   sales.ExceptionKind
	rows   int
	amount fact.Amount
	buyers int
	worst  odd // the largest
}

// oddSums are the kinds that the source lets us look for, in order.
func (w *week) oddSums() []oddSum {
	var out []oddSum
	for _, kind := range sales.ExceptionKinds {
		if !w.s.Source.Supplies(oddKinds[kind].needs) {
			continue
		}
		one, seen := oddSum{kind: kind}, map[fact.Ref]bool{}
		for i := range w.r.Exceptions {
			e := &w.r.Exceptions[i]
			if e.Kind != kind {
				continue
			}
			if one.worst == nil {
				one.worst = e
			}
			one.rows++
			one.amount = one.amount.Plus(e.Amount)
			seen[e.Customer] = true
		}
		one.buyers = len(seen)
		out = append(out, one)
	}
	return out
}

// exceptions is the sheet of documents, lines and deliveries of the week that
// need a look: what was looked for, then each.
func (w *week) exceptions() render.Sheet {
	kinds := table(w.base, "exception_kinds", 5, w.oddSumColumns(), slices.Values(w.oddSums()))
	row := afterList(kinds)
	columns := w.oddColumns()
	paper := printed(columns)
	list := table(w.base, SheetExceptions, row+1, columns, pointers(w.r.Exceptions))
	list.Filter, list.Empty = true, w.say("sales.exceptions.none")

	sheet := w.frame(SheetExceptions, paper, w.lead(), string(w.currency), w.say("sales.exceptions.order"))
	sheet.Cells = append(sheet.Cells, w.section(4, "exception_kinds"), w.section(row, SheetExceptions))
	sheet.Lists, sheet.Columns = []render.List{kinds, list}, widths(list)
	sheet.FreezeRow = rowList
	sheet.Print = render.Print{Area: area(paper, row+1+max(list.Count, 1)), RepeatRows: "1:2"}
	return sheet
}

func (w *week) oddSumColumns() []column[oddSum] {
	return []column[oddSum]{
		label("what", 26, render.RoleBody, func(o oddSum) string { return w.oddName(o.kind) }),
		col("rows", 11, render.RoleCount, func(o oddSum) render.Cell { return count(o.rows) }),
		col("amount", 15, render.RoleMoney, func(o oddSum) render.Cell { return money(o.amount) }),
		label("meaning", 16, render.RoleBody, func(o oddSum) string { return w.say("sales.exception."+string(o.kind)+".meaning", w.limits()...) }),
	}
}

// limits are the parameters from which something is an exception.
func (w *week) limits() []any {
	p := w.r.Params
	return []any{"discount", w.l.Percent(p.LargeDiscount, 0), "credit", w.exact(p.LargeCredit), "currency", string(w.currency)}
}

func (w *week) oddName(k sales.ExceptionKind) string {
	return w.say("sales.exception." + string(k) + ".what")
}

func (w *week) oddColumns() []column[odd] {
	return []column[odd]{
		col("what", 26, render.RoleBody, func(e odd) render.Cell {
			cell := words(w.oddName(e.Kind))
			if oddKinds[e.Kind].act {
				cell.Tone, cell.Strong = render.ToneWorse, true
			}
			return cell
		}),
		col("on", 11, render.RoleDate, func(e odd) render.Cell { return day(e.On) }),
		col("exception_amount", 15, render.RoleMoney, func(e odd) render.Cell {
			return render.Cell{Value: render.Money(e.Amount), Strong: true}
		}),
		col("number", 16, render.RoleBody, func(e odd) render.Cell {
			return render.Cell{Value: words(w.oddNumber(e)).Value, Link: w.documentLink(e.Document), Indent: true}
		}).fitted(),
		col("line", 6, render.RoleCount, func(e odd) render.Cell {
			if e.Line == 0 {
				return render.Cell{}
			}
			return count(int(e.Line))
		}),
		col("code", 9, render.RoleCode, func(e odd) render.Cell { return w.codeCell(e.Customer) }),
		col("customer", 28, render.RoleBody, func(e odd) render.Cell {
			return render.Cell{Value: words(w.buyer(e.Customer)).Value, Link: w.customerLink(e.Customer)}
		}),
		label("product", 30, render.RoleBody, func(e odd) string {
			if !e.Product.Known() {
				return ""
			}
			return w.product(e.Product).Name
		}),
		label("salesperson", 14, render.RoleBody, func(e odd) string { return w.person(e.Salesperson) }),
		col("line_net", 15, render.RoleMoney, func(e odd) render.Cell { return muted(money(e.Net)) }),
		col("exception_rate", 9, render.RolePercent, func(e odd) render.Cell {
			if !e.Rate.Valid {
				return render.Cell{}
			}
			return w.measure(e.Rate)
		}),
	}
}

// oddNumber is the number of the document or the id of the delivery.
func (w *week) oddNumber(e odd) string {
	switch {
	case e.Document.Known() && int(e.Document) < w.s.Documents.Len():
		return w.s.Documents.Number(e.Document)
	case e.Delivery.Known() && int(e.Delivery) < len(w.s.Deliveries):
		return w.s.Deliveries[e.Delivery].ID
	}
	return ""
}

// briefExceptions words what needs attention for the mail, acts first: the kinds
// that occurred, then quotations that expire and customers that stay away.
func (w *week) briefExceptions() render.Exceptions {
	out := render.Exceptions{
		Head: []string{w.scale.Unit(w.currency), w.say("exceptions.customers"), w.say("exceptions.since"), w.say("exceptions.where")},
		None: w.say("sales.exceptions.none"),
	}
	acts := 0
	for _, act := range []bool{true, false} {
		for _, o := range w.oddSums() {
			if o.rows > 0 && oddKinds[o.kind].act == act {
				out.Rows = append(out.Rows, w.briefException(o))
			}
		}
		if act {
			acts = len(out.Rows)
		}
	}
	for _, found := range []func() (render.Exception, bool){w.expiringException, w.lapsingException} {
		if e, any := found(); any {
			out.Rows = append(out.Rows, e)
		}
	}
	out.Title = w.say("exceptions.title", "acts", acts, "watches", len(out.Rows)-acts)
	if len(out.Rows) == 0 {
		out.Title = w.say("exceptions.title.none")
	}
	return out
}

func (w *week) briefException(o oddSum) render.Exception {
	key := "exceptions.watch"
	if oddKinds[o.kind].act {
		key = "exceptions.act"
	}
	return render.Exception{
		Act: oddKinds[o.kind].act, Mark: w.say(key), What: w.oddName(o.kind),
		Why:       w.say("sales.exception.why", "rows", o.rows, "name", w.cutBuyer(o.worst.Customer, whyName)),
		Amount:    render.Cell{Value: render.Money(w.scale.Cell(o.amount)), Role: render.RoleThousand, Strong: true},
		Short:     w.shortAmount(o.amount),
		Customers: o.buyers, CustomersText: w.say("count.customers", "n", o.buyers), Since: o.worst.On,
		Link: render.Link{Sheet: SheetExceptions}, LinkText: w.say("forward", "sheet", w.say("sheet."+SheetExceptions)),
	}
}

// shortAmount is an amount in the unit of the report, or in full where that would
// show none of it.
func (w *week) shortAmount(a fact.Amount) string {
	if w.scale.Change(a) == "–" {
		return w.exact(a)
	}
	return w.scale.Short(a)
}

// lapsingException is the line of customers who are silent for too long.
func (w *week) lapsingException() (render.Exception, bool) {
	list := w.r.Rankings.Lapsing
	if len(list) == 0 {
		return render.Exception{}, false
	}
	brought := fact.Amount(0)
	for _, c := range list {
		brought = brought.Plus(c.Periods[sales.TwelveMonths].Net())
	}
	return render.Exception{
		Mark: w.say("exceptions.watch"), What: w.say("section.lapsing"),
		Why:       w.say("sales.lapsing.why", "name", w.cutBuyer(list[0].Ref, whyName)),
		Amount:    render.Cell{Value: render.Money(w.scale.Cell(brought)), Role: render.RoleThousand, Strong: true},
		Short:     w.scale.Short(brought),
		Customers: len(list), CustomersText: w.say("count.customers", "n", len(list)), Since: list[0].Last,
		Link: render.Link{Sheet: SheetCustomers}, LinkText: w.say("forward", "sheet", w.say("sheet."+SheetCustomers)),
	}, true
}
