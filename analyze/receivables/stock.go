package receivables

import (
	"maps"
	"slices"

	"daybook/extract/fact"
)

// openItem is what is open of an end, or of one of its instalments, at the end of
// a day: an [Item] without words.
type openItem struct {
	end int32
	// aged is the end whose dates it ages by: of a revaluation the document that is
	// revalued.
	aged        int32
	instalment  int // 0 where there is none
	revaluation bool
	class       Class
	due         fact.Date // on an invoice
	// In the end's own and in company currency, signed.
	amount, open           fact.Amount
	companyAmount, company fact.Amount
	credited               credit
}

// place says where something open stands on a day.
type place struct {
	class  Class
	bucket int // −1 for credits and advances
	// late is days past due, and of what never falls due its age, in days.
	late, age int
}

// pastDue says whether it is on an invoice and past its due date.
func (at place) pastDue() bool { return at.class == OnInvoice && at.late > 0 }

// place is where an open item stands on a day.
func (b *Book) place(o *openItem, day fact.Date, p *Params) place {
	age := day.Days(b.ends[o.end].posted)
	if o.class != OnInvoice {
		return place{o.class, -1, age, age}
	}
	late := day.Days(o.due)
	by := late
	if p.AgeBy == ByPostingDate {
		age = day.Days(b.ends[o.aged].posted)
		by = age
	}
	return place{o.class, bucketOf(p.AgeBy, p.Limits, by), late, age}
}

// eachOpen calls do for everything that is open at the moment of the walk, the
// instalments of a document side by side. The item is valid until do returns.
func (b *Book) eachOpen(st *state, do func(*openItem)) {
	st.open.each(func(i int32) {
		e, l := &b.ends[i], &st.left[i]
		switch {
		case e.why == revalued:
		case b.slots[i] != nil:
			b.eachSlot(st, i, do)
		default:
			do(&openItem{
				end: i, aged: i, class: b.class(i, l.open, l.company), due: e.due,
				amount: e.gross, open: l.open, companyAmount: e.company, company: l.company, credited: st.creditedOf(i),
			})
		}
	})
	b.eachRevaluation(st, do)
}

// eachSlot calls do for each instalment with something open. Company amounts are
// spread to the cent, so that they add up to the document's.
func (b *Book) eachSlot(st *state, i int32, do func(*openItem)) {
	slots, whole := b.slots[i], st.creditedOf(i)
	open, amounts, credits := st.openSlots(i, slots), make([]fact.Amount, len(slots)), make([]fact.Amount, len(slots))
	for k, uncredited := range st.uncreditedSlots(i, slots) {
		amounts[k], credits[k] = slots[k].amount, uncredited.Minus(open[k])
	}
	companies := fact.Spread(st.left[i].company, open, b.decimals)
	booked := fact.Spread(b.ends[i].company, amounts, b.decimals)
	companyCredits := fact.Spread(whole.company, credits, b.decimals)
	for k, s := range slots {
		if open[k] == 0 && companies[k] == 0 {
			continue
		}
		do(&openItem{
			end: i, aged: i, instalment: s.no, class: b.class(i, open[k], companies[k]), due: s.due,
			amount: s.amount, open: open[k], companyAmount: booked[k], company: companies[k], credited: credit{credits[k], companyCredits[k]},
		})
	}
}

// eachRevaluation calls do for each document that is revalued, on top of the
// document's own item: month-ends revalue and revert again and again, and only what
// they leave is of interest. It ages with the document: one that is worth less is no
// credit that the customer could claim.
func (b *Book) eachRevaluation(st *state, do func(*openItem)) {
	sums, last := b.revaluations(st)
	for _, of := range slices.Sorted(maps.Keys(last)) {
		if sums[of] == 0 {
			continue
		}
		document := &b.ends[of]
		do(&openItem{
			end: last[of], aged: of, revaluation: true, class: b.class(of, document.gross, 0), due: document.due,
			companyAmount: sums[of], company: sums[of],
		})
	}
}

// class says to which part of the receivable what is open of an end belongs.
func (b *Book) class(i int32, open, company fact.Amount) Class {
	switch {
	case b.isReceipt(i):
		return Advance
	case open > 0, open == 0 && company >= 0:
		return OnInvoice
	}
	return Credit
}

// openSlots is what is left of each instalment: allocations that name one lower
// that one, all others the oldest first.
func (st *state) openSlots(i int32, slots []slot) []fact.Amount {
	open := make([]fact.Amount, len(slots))
	for k, s := range slots {
		open[k] = s.amount.Minus(st.named[slotKey{i, s.no}])
	}
	return oldestFirst(open, st.left[i].open)
}

// uncreditedSlots is what would be left had no document settled anything.
func (st *state) uncreditedSlots(i int32, slots []slot) []fact.Amount {
	open := make([]fact.Amount, len(slots))
	for k, s := range slots {
		key := slotKey{i, s.no}
		open[k] = s.amount.Minus(st.named[key]).Plus(st.namedCredited[key])
	}
	return oldestFirst(open, st.left[i].open.Plus(st.creditedOf(i).own))
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
