package extract

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daybook/extract/fact"
)

// An index says of any ids, in any order, what a map says.
func TestIndexIsAMap(t *testing.T) {
	part := rapid.SampledFrom([]string{"", "0", "00", "7", "9", "10", "A", "A-", "ACC-SINV-2025-", "12345678", "999999999", "é", "|x"})
	id := rapid.OneOf(
		rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(part, 0, 4).Draw(t, "parts"), "") }),
		rapid.StringMatching(`[1-9][0-9]{4,11}`), rapid.StringMatching(`-?[0-9a-z/]{0,4}`),
	)
	rapid.Check(t, func(t *rapid.T) {
		var x index
		want := map[string]fact.Ref{}
		for i, id := range rapid.SliceOf(id).Draw(t, "ids") {
			if rapid.Bool().Draw(t, "later") {
				x.putLater(id)
				if _, found := want[id]; !found {
					want[id] = later
				}
				continue
			}
			x.put(id, fact.Ref(i))
			want[id] = fact.Ref(i)
		}
		if rapid.Bool().Draw(t, "seal") {
			x.seal()
			for i, id := range rapid.SliceOf(id).Draw(t, "behind") {
				if _, found := want[id]; !found {
					x.put(id, fact.Ref(i))
					want[id] = fact.Ref(i)
				}
			}
		}
		for _, id := range append(append(rapid.SliceOf(id).Draw(t, "others"), ""), keys(want)...) {
			ref, found := want[id]
			if !found {
				ref = fact.None
			}
			if got := x.at([]byte(id)); got != ref || x.has([]byte(id)) != found {
				t.Errorf("%q is at %d, want %d", id, got, ref)
			}
		}
	})
}

func keys(m map[string]fact.Ref) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

// Numbers behind a prefix are places in an array, and what leads to too many
// arrays or to one that is mostly empty is not.
func TestIndexKeepsNumbersInArrays(t *testing.T) {
	for name, test := range map[string]struct {
		id     func(int) string
		series int
		mapped int
	}{
		"plain":    {func(i int) string { return fmt.Sprint(1 + i) }, 1, 0},
		"a prefix": {func(i int) string { return fmt.Sprintf("ACC-SINV-%d-%05d", 2023+i%3, i) }, 3, 0},
		"hashes":   {func(i int) string { return fmt.Sprintf("%x-7", 1<<40+i*7919) }, mostSeries, 1000 - mostSeries},
		"sparse":   {func(i int) string { return fmt.Sprint(100_000_000 + i) }, 1, 1000},
		"names":    {func(i int) string { return fmt.Sprintf("%d|Customer|Debtors", i) }, 0, 1000},
	} {
		t.Run(name, func(t *testing.T) {
			var x index
			for i := range 1000 {
				x.put(test.id(i), fact.Ref(i))
			}
			if len(x.series) != test.series || len(x.refs) != test.mapped {
				t.Errorf("%d series and %d in the map, want %d and %d", len(x.series), len(x.refs), test.series, test.mapped)
			}
			for i := range 1000 {
				if got := x.at([]byte(test.id(i))); got != fact.Ref(i) {
					t.Fatalf("%s is at %d, want %d", test.id(i), got, i)
				}
			}
			x.seal()
			for i := range 2000 {
				if got, found := x.find([]byte(test.id(i))); found != (i < 1000) || found && got != fact.Ref(i) {
					t.Fatalf("sealed, %s is at %d, %v", test.id(i), got, found)
				}
			}
		})
	}
}

// Of rows that do not stand side by side, as a later one lies between them or they are
// not sorted by number, the places are kept, and only theirs.
func TestSealedIndexKeepsLoosePlaces(t *testing.T) {
	var x index
	const loose = 3*runNumbers + 5
	for i := range 10 * runNumbers {
		x.put(fmt.Sprint("A", i), fact.Ref(1000+i))
	}
	x.put(fmt.Sprint("A", loose), later)
	x.put("A1", 5)
	x.seal()
	if n := len(x.series[0].loose); n != 2 {
		t.Errorf("%d runs are loose, want 2", n)
	}
	for i := range 10 * runNumbers {
		want := map[int]fact.Ref{loose: later, 1: 5}[i]
		if want == 0 {
			want = fact.Ref(1000 + i)
		}
		if got := x.at([]byte(fmt.Sprint("A", i))); got != want {
			t.Errorf("A%d is at %d, want %d", i, got, want)
		}
	}
}
