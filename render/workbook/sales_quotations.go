package workbook

import (
	"slices"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

// The rows of Quotations: an open one, what became of those of a period, and those of
// a salesperson.
type (
	offer       = *sales.Offer
	offerPeriod = *sales.OfferPeriod
	offerSeller = *sales.SellerOffers
)

// validity is the column without which nothing is known to expire.
const validity = "quotations.valid_until"

// quotations is the sheet of what was offered: first whom to call, then what became of
// quotations and whose they were, then all others that are open.
func (w *week) quotations() render.Sheet {
	q := w.r.Quotations
	row := 4
	var heads []render.Placed
	var lists []render.List
	add := func(id, note string, list render.List) {
		heads = append(heads, w.section(row, id), render.Placed{
			Row: row, Column: 4, Cell: render.Cell{Value: render.Text(note), Role: render.RoleCaption},
		})
		lists = append(lists, list)
		row = afterList(list)
	}
	expiring, none := splitBy(w.base, validity, q.Expiring, w.say("empty.expiring"))
	add("expiring", w.say("sales.largest_first"), w.offerList("expiring", row+1, expiring, none))
	add("offer_periods", w.made(), table(w.base, "offer_periods", row+1, w.offerPeriodColumns(), pointers(q.Periods)))
	if !w.lone {
		add("offer_sellers", w.say("sales.most_open"), w.offerSellerList(row+1))
	}
	waiting := w.offerList("waiting", row+1, q.Waiting, w.say("empty.waiting"))
	waiting.Filter = true
	add("waiting", w.say("sales.largest_first"), waiting)

	paper := printed(w.offerColumns())
	sheet := w.frame(SheetQuotations, paper, w.lead(), w.say("sales.offers.amounts", "currency", string(w.currency)), w.openOffers())
	sheet.Cells = append(sheet.Cells, heads...)
	sheet.Lists = lists
	for _, list := range lists {
		sheet.Columns = wider(sheet.Columns, widths(list))
	}
	sheet.FreezeRow = rowList
	sheet.Print = render.Print{Area: area(paper, row-2), RepeatRows: "1:2"}
	return sheet
}

// openOffers says what is open in all.
func (w *week) openOffers() string {
	open := w.r.Quotations.Open()
	return w.say("sales.offers.open", "n", open.Number, "amount", w.exact(open.Amount))
}

// made says what the quotations of twelve weeks have come to.
func (w *week) made() string {
	p, key := w.r.Quotations.TwelveWeeks(), "sales.offers.made"
	if !w.s.Source.Supplies(validity) {
		key = "sales.offers.made.endless"
	}
	return w.say(key, "n", p.Quoted.Number, "won", p.Made.Won.Number, "lost", p.Made.Lost.Number,
		"expired", p.Made.Expired.Number, "open", p.Made.Open.Number)
}

func (w *week) offerList(id string, row int, rows []sales.Offer, none string) render.List {
	list := table(w.base, id, row, w.offerColumns(), pointers(rows))
	list.TotalLabel, list.Empty = w.say("total.rows"), none
	return list
}

func (w *week) offerColumns() []column[offer] {
	of := func(o offer) fact.Quotation { return w.s.Quotations.At(o.Ref) }
	amount := sum("offer_company", 14, render.RoleMoney, func(o offer) fact.Amount { return o.Amount })
	return slices.Concat(
		[]column[offer]{
			col("customer", 30, render.RoleBody, w.offeredTo),
			col("offer_number", 14.5, render.RoleBody, func(o offer) render.Cell {
				q := of(o)
				return render.Cell{Value: words(q.Number).Value, Link: w.o.Pages.link(PageQuotation, q.ID, q.Number)}
			}).fitted(),
			label("salesperson", 14, render.RoleBody, func(o offer) string { return w.person(o.Salesperson) }),
			col("quoted", 11.5, render.RoleDate, func(o offer) render.Cell { return day(of(o).Quoted) }),
			col("valid_until", 11.5, render.RoleDate, func(o offer) render.Cell { return day(of(o).ValidUntil) }).from(validity),
			col("expires", 9, render.RoleDays, daysLeft).from(validity),
			col("offer_age", 9, render.RoleCount, func(o offer) render.Cell { return count(o.Age) }),
			label("item_currency", 9, render.RoleBody, func(o offer) string { return string(of(o).Currency) }),
			col("item_amount", 14, render.RoleMoney, func(o offer) render.Cell { return muted(money(of(o).Amount)) }),
			strong(amount),
		},
		onScreen(
			label("region", 12, render.RoleBody, func(o offer) string { return w.customer(of(o).Customer).Region }).from("customers.region"),
			label("group", 14, render.RoleBody, func(o offer) string { return w.customer(of(o).Customer).Group }).from("customers.customer_group"),
		),
	)
}

// offeredTo names a customer, or in grey a prospect.
func (w *week) offeredTo(o offer) render.Cell {
	q := w.s.Quotations.At(o.Ref)
	if !q.Customer.Known() && q.Prospect != "" {
		return muted(words(w.say("sales.prospect", "name", q.Prospect)))
	}
	cell := words(w.buyer(q.Customer))
	cell.Link = w.customerLink(q.Customer)
	return cell
}

// daysLeft is when an offer expires: within a week it is due soon.
func daysLeft(o offer) render.Cell {
	if !o.Expires {
		return render.Cell{}
	}
	cell := count(-o.Left)
	cell.Tone = render.ToneMuted
	if o.Left <= soon {
		cell.Tone = render.ToneSoon
	}
	return cell
}

// offersIn reads what happened to quotations.
type offersIn[T any] func(T) *sales.Offers

// amounts, rates and numbers are columns of what happened to quotations.
func (f offersIn[T]) amounts() []column[T] {
	amount := func(id string, width float64, of func(*sales.Offers) sales.Tally) column[T] {
		return sum(id, width, render.RoleWhole, func(row T) fact.Amount { return of(f(row)).Amount })
	}
	return []column[T]{
		amount("offers_quoted", 14.5, func(o *sales.Offers) sales.Tally { return o.Quoted }),
		amount("offers_won", 14, func(o *sales.Offers) sales.Tally { return o.Won }),
		amount("offers_lost", 11.5, func(o *sales.Offers) sales.Tally { return o.Lost }),
		amount("offers_expired", 11.5, func(o *sales.Offers) sales.Tally { return o.Expired }).from(validity),
	}
}

func (f offersIn[T]) rates(w *week) []column[T] {
	measure := func(id string, role render.Role, of func(*sales.Offers) sales.Measure) column[T] {
		return col(id, 9, role, func(row T) render.Cell {
			m := of(f(row))
			if m.Reason == sales.NoneDecided {
				return render.Cell{}
			}
			return w.measure(m)
		})
	}
	return []column[T]{
		measure("hit_value", render.RolePercent, func(o *sales.Offers) sales.Measure { return o.HitRateValue }),
		measure("hit_number", render.RolePercent, func(o *sales.Offers) sales.Measure { return o.HitRate }),
		measure("days_to_order", render.RoleNumber, func(o *sales.Offers) sales.Measure { return o.DaysToOrder }),
	}
}

// numbered is a column of the number of quotations.
func (f offersIn[T]) numbered(id string, width float64, of func(*sales.Offers) sales.Tally) column[T] {
	return col(id, width, render.RoleCount, func(row T) render.Cell { return count(of(f(row)).Number) })
}

func (w *week) offerPeriodColumns() []column[offerPeriod] {
	f := offersIn[offerPeriod](func(p offerPeriod) *sales.Offers { return &p.Offers })
	columns := slices.Concat(
		[]column[offerPeriod]{label("period", 30, render.RoleBody, func(p offerPeriod) string { return w.say("period." + p.Code) })},
		f.amounts(), f.rates(w),
		[]column[offerPeriod]{
			f.numbered("number_quoted", 14, func(o *sales.Offers) sales.Tally { return o.Quoted }),
			f.numbered("number_won", 14, func(o *sales.Offers) sales.Tally { return o.Won }),
		},
		onScreen(
			f.numbered("number_lost", 12, func(o *sales.Offers) sales.Tally { return o.Lost }),
			f.numbered("number_expired", 14, func(o *sales.Offers) sales.Tally { return o.Expired }).from(validity),
		),
	)
	for i := range columns {
		plain := columns[i].cell
		columns[i].Total, columns[i].amount = render.TotalNone, nil // periods overlap
		if i > 0 {
			columns[i].cell = func(p offerPeriod) render.Cell {
				if p.Span.BeforeBooks {
					return w.why(sales.NoHistory)
				}
				return plain(p)
			}
		}
	}
	return columns
}

// offerSellerList is whose quotations of twelve weeks came to what, and what is open.
func (w *week) offerSellerList(row int) render.List {
	f := offersIn[offerSeller](func(s offerSeller) *sales.Offers { return s.TwelveWeeks() })
	columns := slices.Concat(
		[]column[offerSeller]{label("salesperson", 30, render.RoleBody, func(s offerSeller) string {
			if n := w.person(s.Ref); n != "" {
				return n
			}
			return w.say("none.salespeople")
		})},
		f.amounts(), f.rates(w),
		[]column[offerSeller]{
			sum("offers_open", 14, render.RoleWhole, func(s offerSeller) fact.Amount { return s.Open.Amount }),
			sum("offers_expiring", 14, render.RoleWhole, func(s offerSeller) fact.Amount { return s.Expiring.Amount }).from(validity),
		},
		onScreen(
			f.numbered("number_quoted", 12, func(o *sales.Offers) sales.Tally { return o.Quoted }),
			f.numbered("number_won", 14, func(o *sales.Offers) sales.Tally { return o.Won }),
		),
	)
	list := table(w.base, "offer_sellers", row, columns, pointers(w.r.Quotations.Salespeople))
	list.TotalLabel = w.say("total")
	w.hitRateTotal(&list)
	return list
}

// hitRateTotal totals the rate by value from the amounts beside it.
func (w *week) hitRateTotal(list *render.List) {
	if w.r.Quotations.TwelveWeeks().HitRateValue.Reason == sales.NotSupplied {
		return
	}
	won := totalOf(list, "offers_won")
	all := won.Plus(totalOf(list, "offers_lost")).Plus(totalOf(list, "offers_expired"))
	share, ok := won.Ratio(all)
	const decided = "({offers_won}+{offers_lost}+{offers_expired})"
	totalled(list, "hit_value", "IF("+decided+"<=0,\"\",{offers_won}/"+decided+")", share, ok && all > 0)
}

// expiringException is the line of quotations that expire within a fortnight.
func (w *week) expiringException() (render.Exception, bool) {
	q := w.r.Quotations
	if q == nil || len(q.Expiring) == 0 {
		return render.Exception{}, false
	}
	soon, largest := q.Soon(), w.s.Quotations.At(q.Expiring[0].Ref)
	name := largest.Prospect
	if largest.Customer.Known() {
		name = w.buyer(largest.Customer)
	}
	asked := w.asked(q.Expiring)
	return render.Exception{
		Mark: w.say("exceptions.watch"), What: w.say("sales.expiring.what"),
		Why:       w.say("sales.expiring.why", "n", soon.Number, "name", locale.Cut(name, whyName)),
		Amount:    render.Cell{Value: render.Money(w.scale.Cell(soon.Amount)), Role: render.RoleThousand, Strong: true},
		Short:     w.shortAmount(soon.Amount),
		Customers: asked, CustomersText: w.say("count.customers", "n", asked), Since: largest.Quoted,
		Link: render.Link{Sheet: SheetQuotations}, LinkText: w.say("forward", "sheet", w.say("sheet."+SheetQuotations)),
	}, true
}

// asked is how many customers and prospects were made the offers of a list.
func (w *week) asked(list []sales.Offer) int {
	customers, prospects := map[fact.Ref]bool{}, map[string]bool{}
	for i := range list {
		if q := w.s.Quotations.At(list[i].Ref); q.Customer.Known() {
			customers[q.Customer] = true
		} else {
			prospects[q.Prospect] = true
		}
	}
	return len(customers) + len(prospects)
}
