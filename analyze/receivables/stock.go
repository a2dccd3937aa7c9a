package receivables

import (
	"maps"
	"slices"

	"daybook/extract/fact"
)

// standing says where something open stands on a day.
type standing uint8

const (
	onAccount standing = iota // a credit or money: it never falls due
	notDue                    // on an invoice, not past its due date
	pastDue
)

// eachOpen calls do for everything that is open at the end of a day, item by item
// as itemsOn lists it. It makes no items: of dozens of month-ends they would cost
// more than all else.
func (b *Book) eachOpen(st *state, day fact.Date, do func(i int32, company fact.Amount, where standing)) {
	for i := range b.count() {
		switch {
		case !b.isOpen(st, i):
		case int(i) >= b.documents:
			do(i, st.company[i], onAccount)
		case b.slots[i] != nil:
			b.eachSlot(st, i, day, do)
		default:
			do(i, st.company[i], stands(isOwed(st.open[i], st.company[i]), b.due[i], day))
		}
	}
	sums, last := b.revaluations(st)
	for _, of := range slices.Sorted(maps.Keys(last)) {
		if sums[of] != 0 {
			do(last[of], sums[of], stands(b.end(int32(of)).gross >= 0, b.due[of], day))
		}
	}
}

func (b *Book) eachSlot(st *state, i int32, day fact.Date, do func(i int32, company fact.Amount, where standing)) {
	slots := b.slots[i]
	open := st.openSlots(i, slots)
	for k, company := range fact.Spread(st.company[i], open, b.decimals) {
		if open[k] != 0 || company != 0 {
			do(i, company, stands(isOwed(open[k], company), slots[k].due, day))
		}
	}
}

// isOwed says whether what is open of a document is owed to us; else it is a
// credit.
func isOwed(open, company fact.Amount) bool { return open > 0 || open == 0 && company >= 0 }

func stands(owed bool, due, day fact.Date) standing {
	switch {
	case !owed:
		return onAccount
	case due >= day:
		return notDue
	}
	return pastDue
}
