package receivables

import (
	"maps"
	"slices"

	"daybook/extract/fact"
)

// eachOpen calls do for everything that is open at the end of a day, item by item
// as itemsOn lists it, and says what is on invoices that are not yet due. It makes
// no items: of dozens of month-ends they would cost more than all else.
func (b *Book) eachOpen(st *state, day fact.Date, do func(i int32, company fact.Amount, current bool)) {
	for i := range b.count() {
		switch {
		case !b.isOpen(st, i):
		case int(i) >= b.documents:
			do(i, st.company[i], false)
		case b.slots[i] != nil:
			b.eachSlot(st, i, day, do)
		default:
			do(i, st.company[i], isOwed(st.open[i], st.company[i]) && b.due[i] >= day)
		}
	}
	sums, last := b.revaluations(st)
	for _, of := range slices.Sorted(maps.Keys(last)) {
		if sums[of] != 0 {
			do(last[of], sums[of], b.end(int32(of)).gross >= 0 && b.due[of] >= day)
		}
	}
}

func (b *Book) eachSlot(st *state, i int32, day fact.Date, do func(i int32, company fact.Amount, current bool)) {
	slots := b.slots[i]
	open := st.openSlots(i, slots)
	for k, company := range fact.Spread(st.company[i], open, b.decimals) {
		if open[k] != 0 || company != 0 {
			do(i, company, isOwed(open[k], company) && slots[k].due >= day)
		}
	}
}

// isOwed says whether what is open of a document is owed to us: else it is a
// credit, which never falls due.
func isOwed(open, company fact.Amount) bool { return open > 0 || open == 0 && company >= 0 }
