package extract

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// compareIDs orders ids the same whatever the database's collation: whole
// numbers by size, then all others byte by byte.
func compareIDs(a, b string) int {
	an, bn := isNumber(a), isNumber(b)
	switch {
	case an && bn:
		if len(a) != len(b) {
			return cmp.Compare(len(a), len(b))
		}
		return strings.Compare(a, b)
	case an:
		return -1
	case bn:
		return 1
	}
	return strings.Compare(a, b)
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// sortByID brings rows into the order of their ids and enters their places.
func sortByID[T any](rows *[]T, id func(*T) string, x *index) {
	permute(rows, func(a, b *T) int { return compareIDs(id(a), id(b)) })
	for i := range *rows {
		x.put(id(&(*rows)[i]), fact.Ref(i))
	}
	x.seal()
}

// rowStore is what facts of millions of rows are kept in.
type rowStore interface {
	Len() int
	ID(fact.Ref) string
	Sort(compare func(a, b fact.Ref) int)
}

// sortRowsByID is sortByID for them.
func sortRowsByID(rows rowStore, x *index) {
	rows.Sort(func(a, b fact.Ref) int { return compareIDs(rows.ID(a), rows.ID(b)) })
	for i := range fact.Ref(rows.Len()) {
		x.put(rows.ID(i), i)
	}
	x.seal()
}

// permute sorts rows stably, into a slice of just their number: what grew by
// appending is up to a quarter empty, of millions of rows. It sorts their places
// and then moves each row once, as rows are large.
func permute[T any](rows *[]T, compare func(a, b *T) int) {
	from := *rows
	places := make([]int32, len(from))
	for i := range places {
		places[i] = int32(i)
	}
	slices.SortFunc(places, func(a, b int32) int {
		if c := compare(&from[a], &from[b]); c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	})
	to := make([]T, len(from))
	for i, place := range places {
		to[i] = from[place]
	}
	*rows = to
}
