package receivables

import (
	"cmp"
	"strings"

	"daybook/extract/fact"
)

// collectRevaluing lists the documents that revalue another.
func (b *Book) collectRevaluing() {
	for i := range int32(b.documents) {
		if b.ends[i].why == revalued {
			b.revaluing = append(b.revaluing, i)
		}
	}
}

// revaluations are what journals leave of each document that they revalue, and the
// last of them.
func (b *Book) revaluations(st *state) (sums map[int32]fact.Amount, last map[int32]int32) {
	sums, last = map[int32]fact.Amount{}, map[int32]int32{}
	for _, i := range b.revaluing {
		if st.left[i].company == 0 {
			continue
		}
		of := int32(b.s.Documents.Revalued(fact.Ref(i)))
		sums[of] = sums[of].Plus(st.left[i].company)
		if l, ok := last[of]; !ok || b.laterThan(i, l) {
			last[of] = i
		}
	}
	return sums, last
}

func (b *Book) laterThan(x, y int32) bool {
	return cmp.Or(cmp.Compare(b.ends[x].posted, b.ends[y].posted), strings.Compare(b.number(x), b.number(y))) > 0
}
