package receivables

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// Position is the receivable at the end of one day.
type Position struct {
	AsOf    fact.Date
	figures Figures
	// Items are kept of the days between which changes are wanted: of a year of
	// month-ends they would take more memory than all else.
	Items []Item
	net   []fact.Amount // by customer, from the walk
	over  []fact.Date
	// totals are the movements since the beginning; byCustomer parts them, on the
	// days that movements are wanted between.
	totals     totals
	byCustomer []totals
}

// positions walks the book once and returns the position at each day. On the same
// way the collector takes what it needs.
func (b *Book) positions(at []fact.Date, p Params, c *collector) map[fact.Date]*Position {
	out := map[fact.Date]*Position{}
	for _, day := range at {
		out[day] = nil
	}
	b.walk(slices.Concat(at, c.points), c.payments(), func(day fact.Date, st *state) {
		c.visit(day, st)
		if _, wanted := out[day]; !wanted {
			return
		}
		pos := &Position{AsOf: day, figures: b.figures(st, day, &p), totals: st.totals, net: slices.Clone(st.net), over: slices.Clone(st.overSince)}
		if day == p.AsOf || day == p.Previous {
			pos.byCustomer, pos.Items = slices.Clone(st.byCustomer), b.sortItems(b.itemsOn(st, day, &p))
		}
		out[day] = pos
	})
	return out
}

// itemsOn lists everything that is open at the end of a day, in no order that
// means anything.
func (b *Book) itemsOn(st *state, day fact.Date, p *Params) []Item {
	items := make([]Item, 0, st.open.len())
	b.eachOpen(st, func(o *openItem) { items = append(items, b.item(o, day, p)) })
	return items
}

// sortItems orders by customer code, due date, number and instalment.
func (b *Book) sortItems(items []Item) []Item {
	order := make([]*Item, len(items))
	for k := range items {
		order[k] = &items[k]
	}
	slices.SortFunc(order, func(x, y *Item) int {
		return cmp.Or(
			b.compareCustomers(x.Customer, y.Customer),
			cmp.Compare(x.Due, y.Due), strings.Compare(x.Number, y.Number),
			cmp.Compare(x.Instalment, y.Instalment), cmp.Compare(x.Posted, y.Posted), cmp.Compare(x.Company, y.Company),
		)
	})
	sorted := make([]Item, len(items))
	for k, i := range order {
		sorted[k] = *i
	}
	return sorted
}

// rankCustomers finds the places of customers by code, and first that of none, so that
// nothing that is listed by customer need compare codes.
func (b *Book) rankCustomers() {
	order := make([]fact.Ref, len(b.s.Customers)+1)
	for k := range order {
		order[k] = fact.Ref(k - 1)
	}
	slices.SortFunc(order, func(x, y fact.Ref) int {
		return cmp.Or(strings.Compare(b.customerCode(x), b.customerCode(y)), cmp.Compare(x, y))
	})
	b.ranks = make([]int32, len(order))
	for rank, c := range order {
		b.ranks[c+1] = int32(rank)
	}
}

// compareCustomers orders customers by code, and those of one code as they stand.
func (b *Book) compareCustomers(x, y fact.Ref) int { return cmp.Compare(b.ranks[x+1], b.ranks[y+1]) }

// item is an open item as it stands on a day, with what is written on it.
func (b *Book) item(o *openItem, day fact.Date, p *Params) Item {
	item, at := b.written(o.end), b.place(o, day, p)
	item.Class, item.Bucket, item.DaysLate, item.Age = at.class, at.bucket, at.late, at.age
	if at.class == OnInvoice {
		item.Due, item.DueAssumed = o.due, b.ends[o.aged].assumed != asGiven
	}
	item.Instalment, item.Revaluation = o.instalment, o.revaluation
	item.Amount, item.Open, item.CompanyAmount, item.Company = o.amount, o.open, o.companyAmount, o.company
	item.Credited, item.CompanyCredited = o.credited.own, o.credited.company
	item.PartPaid = o.open != o.amount
	item.Salesperson = b.mainSeller(o.end)
	return item
}

// written is what a document or receipt says of itself.
func (b *Book) written(i int32) Item {
	if b.isReceipt(i) {
		r := b.s.Receipts.At(b.receipt(i))
		return Item{
			Document: fact.None, Receipt: b.receipt(i), Customer: r.Customer, Number: r.Number, Posted: r.Received, Currency: r.Currency,
		}
	}
	d := b.s.Documents.At(fact.Ref(i))
	return Item{
		Kind: d.Kind, Document: fact.Ref(i), Receipt: fact.None, Customer: d.Customer, Number: d.Number, Posted: d.Posted,
		Currency: d.Currency, Disputed: d.Disputed, Order: d.Order, Contract: d.Contract,
	}
}
