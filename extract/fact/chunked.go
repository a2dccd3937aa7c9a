package fact

import (
	"cmp"
	"iter"
	"slices"
)

// Rows of a chunk. What grows by chunks copies nothing as it grows and is nowhere
// half empty: of a million rows a slice that doubles would hold three million for
// a moment.
const (
	chunkBits = 14
	chunkRows = 1 << chunkBits
	chunkMask = chunkRows - 1
)

// chunked is a list of rows in chunks. Where T has no pointers the garbage
// collector looks at none of them. The zero value is empty and ready.
type chunked[T any] struct{ chunks [][]T }

// append adds a row. The first chunk begins small: most parts of a sliced report
// hold few rows.
func (c *chunked[T]) append(row T) {
	n := len(c.chunks)
	if n == 0 || len(c.chunks[n-1]) == chunkRows {
		var chunk []T
		if n > 0 {
			chunk = make([]T, 0, chunkRows)
		}
		c.chunks = append(c.chunks, chunk)
		n++
	}
	c.chunks[n-1] = append(c.chunks[n-1], row)
}

func (c *chunked[T]) len() int {
	n := len(c.chunks)
	if n == 0 {
		return 0
	}
	return (n-1)<<chunkBits + len(c.chunks[n-1])
}

func (c *chunked[T]) at(i Ref) *T { return &c.chunks[i>>chunkBits][i&chunkMask] }

// sort brings the rows into the order of compare, which is given places, stably.
// What a database answers is mostly in order already, and costs one look then.
func (c *chunked[T]) sort(compare func(a, b Ref) int) {
	n := Ref(c.len())
	sorted := true
	for i := Ref(1); sorted && i < n; i++ {
		sorted = compare(i-1, i) <= 0
	}
	if sorted {
		return
	}
	places := make([]Ref, n)
	for i := range places {
		places[i] = Ref(i)
	}
	slices.SortFunc(places, func(a, b Ref) int { return cmp.Or(compare(a, b), cmp.Compare(a, b)) })
	var out chunked[T]
	for _, place := range places {
		out.append(*c.at(place))
	}
	*c = out
}

// all yields what read makes of every row, with its place, in order: each in the
// place of the one before.
func all[R, T any](rows *chunked[R], read func(*T, *R)) iter.Seq2[Ref, *T] {
	return func(yield func(Ref, *T) bool) {
		var out T
		for i := range Ref(rows.len()) {
			read(&out, rows.at(i))
			if !yield(i, &out) {
				return
			}
		}
	}
}

// list copies what is yielded into a slice.
func list[T any](all iter.Seq2[Ref, *T]) (out []T) {
	for _, v := range all {
		out = append(out, *v)
	}
	return out
}
