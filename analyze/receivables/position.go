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
	sum     fact.Amount // of all items, in company currency
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
	b.walk(slices.Concat(at, c.points), func(day fact.Date, st *state) {
		c.visit(day, st)
		if _, wanted := out[day]; !wanted {
			return
		}
		pos := &Position{AsOf: day, totals: st.totals, net: slices.Clone(st.net), over: slices.Clone(st.overSince)}
		pos.Items = b.itemsOn(st, day, p)
		pos.figures, pos.sum = b.figures(pos, p), sumItems(pos.Items)
		if day == p.AsOf || day == p.Previous {
			pos.byCustomer = slices.Clone(st.byCustomer)
			b.sortItems(pos.Items)
		} else {
			pos.Items = nil
		}
		out[day] = pos
	})
	return out
}

// itemsOn lists everything that is open at the end of a day, in no order that
// means anything.
func (b *Book) itemsOn(st *state, day fact.Date, p Params) []Item {
	n := 0
	for i := range b.count() {
		if b.isOpen(st, i) {
			n += max(1, len(b.slots[i]))
		}
	}
	items := make([]Item, 0, n)
	for i := range b.count() {
		if b.isOpen(st, i) {
			items = b.appendItems(items, i, st, day, p)
		}
	}
	return b.appendRevaluations(items, st, day, p)
}

// isOpen says whether an end is an item by itself.
func (b *Book) isOpen(st *state, i int32) bool {
	return (st.open[i] != 0 || st.company[i] != 0) && !b.revalues(i).Known()
}

// sortItems orders by customer code, due date, number and instalment.
func (b *Book) sortItems(items []Item) {
	code := func(i *Item) string { return b.customerCode(i.Customer) }
	slices.SortFunc(items, func(x, y Item) int {
		return cmp.Or(
			strings.Compare(code(&x), code(&y)), cmp.Compare(x.Customer, y.Customer),
			cmp.Compare(x.Due, y.Due), strings.Compare(x.Number, y.Number),
			cmp.Compare(x.Instalment, y.Instalment), cmp.Compare(x.Posted, y.Posted), cmp.Compare(x.Company, y.Company),
		)
	})
}

// appendItems adds what is open of one end: one item, or one for each instalment.
func (b *Book) appendItems(items []Item, i int32, st *state, day fact.Date, p Params) []Item {
	if int(i) >= b.documents {
		return append(items, b.advance(i, st, day))
	}
	slots := b.slots[i]
	if slots == nil {
		item := b.item(i, b.due[i], b.end(i).gross, st.open[i], st.company[i], day, p)
		item.CompanyAmount, item.Credited, item.CompanyCredited = b.end(i).company, st.credited[i].own, st.credited[i].company
		return append(items, item)
	}
	return b.appendSlots(items, i, slots, st, day, p)
}

// appendSlots adds one item for each instalment with something open. Company
// amounts are spread to the cent, so that they add up to the document's.
func (b *Book) appendSlots(items []Item, i int32, slots []slot, st *state, day fact.Date, p Params) []Item {
	open, amounts, credited := st.openSlots(i, slots), make([]fact.Amount, len(slots)), make([]fact.Amount, len(slots))
	for k, uncredited := range st.uncreditedSlots(i, slots) {
		amounts[k], credited[k] = slots[k].amount, uncredited.Minus(open[k])
	}
	companies := fact.Spread(st.company[i], open, b.decimals)
	booked := fact.Spread(b.end(i).company, amounts, b.decimals)
	companyCredited := fact.Spread(st.credited[i].company, credited, b.decimals)
	for k, s := range slots {
		if open[k] == 0 && companies[k] == 0 {
			continue
		}
		item := b.item(i, s.due, s.amount, open[k], companies[k], day, p)
		item.Instalment = s.no
		item.CompanyAmount, item.Credited, item.CompanyCredited = booked[k], credited[k], companyCredited[k]
		items = append(items, item)
	}
	return items
}

// openSlots is what is left of each instalment: allocations that name one lower
// that one, all others the oldest first.
func (st *state) openSlots(i int32, slots []slot) []fact.Amount {
	open := make([]fact.Amount, len(slots))
	for k, s := range slots {
		open[k] = s.amount.Minus(st.named[slotKey{i, s.no}])
	}
	return oldestFirst(open, st.open[i])
}

// uncreditedSlots is what would be left had no document settled anything.
func (st *state) uncreditedSlots(i int32, slots []slot) []fact.Amount {
	open := make([]fact.Amount, len(slots))
	for k, s := range slots {
		key := slotKey{i, s.no}
		open[k] = s.amount.Minus(st.named[key]).Plus(st.namedCredited[key])
	}
	return oldestFirst(open, st.open[i].Plus(st.credited[i].own))
}

// oldestFirst lowers instalments until they sum to whole, the oldest first; the
// last takes what is too much.
func oldestFirst(open []fact.Amount, whole fact.Amount) []fact.Amount {
	rest := whole
	for _, o := range open {
		rest = rest.Minus(o)
	}
	// rest is what unnamed allocations took, with their sign.
	for k := range open {
		if k == len(open)-1 {
			open[k] = open[k].Plus(rest)
			break
		}
		take := clampToward(rest, open[k])
		open[k], rest = open[k].Plus(take), rest.Minus(take)
	}
	return open
}

// clampToward returns as much of rest as brings open to zero and not beyond.
func clampToward(rest, open fact.Amount) fact.Amount {
	switch {
	case rest < 0 && open > 0:
		return max(rest, open.Neg())
	case rest > 0 && open < 0:
		return min(rest, open.Neg())
	}
	return 0
}

func (b *Book) item(i int32, due fact.Date, amount, open, company fact.Amount, day fact.Date, p Params) Item {
	d := b.s.Documents.At(fact.Ref(i))
	item := Item{
		Kind: d.Kind, Document: fact.Ref(i), Receipt: fact.None, Customer: d.Customer, Number: d.Number,
		Posted: d.Posted, Due: due, Age: day.Days(d.Posted), DaysLate: day.Days(due), Bucket: -1,
		Currency: d.Currency, Amount: amount, Open: open, Company: company,
		PartPaid: open != amount, Disputed: d.Disputed, Order: d.Order, Contract: d.Contract,
		Salesperson: b.mainSeller(i), DueAssumed: b.assumed[i] != asGiven,
	}
	if !isOwed(open, company) {
		item.Class, item.Due, item.DueAssumed, item.DaysLate = Credit, 0, false, item.Age
		return item
	}
	age := item.DaysLate
	if p.AgeBy == ByPostingDate {
		age = item.Age
	}
	item.Bucket = bucketOf(p.AgeBy, p.Limits, age)
	return item
}

func (b *Book) advance(i int32, st *state, day fact.Date) Item {
	r := b.s.Receipts.At(b.receipt(i))
	return Item{
		Class: Advance, Document: fact.None, Receipt: b.receipt(i), Customer: r.Customer, Number: r.Number,
		Posted: r.Received, Age: day.Days(r.Received), DaysLate: day.Days(r.Received), Bucket: -1,
		Currency: r.Currency, Amount: r.Amount.Neg(), Open: st.open[i], CompanyAmount: r.CompanyAmount.Neg(), Company: st.company[i],
		PartPaid: st.open[i] != r.Amount.Neg(), Salesperson: b.mainSeller(i),
	}
}
