package receivables

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// revalues is the document that an end revalues, or None.
func (b *Book) revalues(i int32) fact.Ref {
	if int(i) >= b.documents {
		return fact.None
	}
	return b.s.Documents.Revalued(fact.Ref(i))
}

// revaluations are what journals leave of each document that they revalue, and the
// last of them.
func (b *Book) revaluations(st *state) (sums map[fact.Ref]fact.Amount, last map[fact.Ref]int32) {
	sums, last = map[fact.Ref]fact.Amount{}, map[fact.Ref]int32{}
	for i := range int32(b.documents) {
		if st.company[i] == 0 {
			continue
		}
		of := b.revalues(i)
		if !of.Known() {
			continue
		}
		sums[of] = sums[of].Plus(st.company[i])
		if l, ok := last[of]; !ok || b.laterThan(i, l) {
			last[of] = i
		}
	}
	return sums, last
}

// appendRevaluations adds one item for each document that is revalued, on top of
// the document's own: month-ends revalue and revert again and again, and only
// what they leave is of interest.
func (b *Book) appendRevaluations(items []Item, st *state, day fact.Date, p Params) []Item {
	sums, last := b.revaluations(st)
	for _, of := range slices.Sorted(maps.Keys(last)) {
		if sums[of] != 0 {
			items = append(items, b.revaluation(last[of], int32(of), sums[of], day, p))
		}
	}
	return items
}

func (b *Book) laterThan(x, y int32) bool {
	return cmp.Or(cmp.Compare(b.end(x).posted, b.end(y).posted), strings.Compare(b.number(x), b.number(y))) > 0
}

// revaluation is the item of journal i, aged with the document that it revalues:
// a document that is worth less is no credit that the customer could claim.
func (b *Book) revaluation(i, of int32, company fact.Amount, day fact.Date, p Params) Item {
	owed := fact.Amount(1) // only the sign matters to where an item stands
	if b.end(of).gross < 0 {
		owed = -1
	}
	item := b.item(i, b.due[of], 0, owed, company, day, p)
	item.Open, item.CompanyAmount, item.Revaluation, item.PartPaid = 0, company, true, false
	item.DueAssumed = item.Class == OnInvoice && b.assumed[of] != asGiven
	if item.Class == OnInvoice && p.AgeBy == ByPostingDate {
		item.Age = day.Days(b.end(of).posted)
		item.Bucket = bucketOf(p.AgeBy, p.Limits, item.Age)
	}
	return item
}
