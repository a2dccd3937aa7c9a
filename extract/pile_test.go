package extract

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A pile comes out as the library's stable sort would order it, and is empty then.
func TestPileIsAStableSort(t *testing.T) {
	type row struct{ head, key, place int }
	const heads = 5
	rapid.Check(t, func(t *rapid.T) {
		var p pile[row]
		want := []row{}
		number := rapid.IntRange(0, heads-1)
		for i := range rapid.OneOf(rapid.IntRange(0, 9), rapid.IntRange(pieceRows-1, pieceRows+1)).Draw(t, "rows") {
			r := row{i * 7 % heads, i * 3 % 4, i}
			if i < 20 {
				r.head, r.key = number.Draw(t, "head"), number.Draw(t, "key")
			}
			p.add(r)
			want = append(want, r)
		}
		slices.SortStableFunc(want, func(a, b row) int {
			if a.head != b.head {
				return a.head - b.head
			}
			return a.key - b.key
		})
		take := func() []row {
			return p.sorted(heads, func(r *row) int { return r.head }, func(a, b row) int { return a.key - b.key })
		}
		if got := take(); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
		if left := take(); len(left) != 0 {
			t.Fatalf("%v are left", left)
		}
	})
}
