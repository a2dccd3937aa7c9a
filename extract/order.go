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
		return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
	case an:
		return -1
	case bn:
		return 1
	}
	return strings.Compare(a, b)
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// sortByID brings rows into the order of their ids and enters their places.
func sortByID[T any](rows []T, id func(*T) string, x *index) {
	permute(rows, func(a, b *T) int { return compareIDs(id(a), id(b)) })
	for i := range rows {
		x.put(id(&rows[i]), fact.Ref(i))
	}
	x.read = true
}

// permute sorts rows stably. It sorts their places and then moves each row once,
// as rows are large and there may be a million.
func permute[T any](rows []T, compare func(a, b *T) int) {
	places := make([]int32, len(rows))
	for i := range places {
		places[i] = int32(i)
	}
	slices.SortFunc(places, func(a, b int32) int {
		return cmp.Or(compare(&rows[a], &rows[b]), cmp.Compare(a, b))
	})
	for start := range places {
		if places[start] < 0 {
			continue
		}
		first, at := rows[start], start
		for {
			from := int(places[at])
			places[at] = -1
			if from == start {
				rows[at] = first
				break
			}
			rows[at] = rows[from]
			at = from
		}
	}
}
