package extract

import "slices"

// pile gathers rows of which nobody knows how many will come, in pieces: a slice
// that grows copies all that it holds, over and over.
type pile[T any] struct{ pieces [][]T }

// pieceRows is how many rows lie side by side.
const pieceRows = 1 << 12

func (p *pile[T]) add(row T) {
	n := len(p.pieces)
	if n == 0 || len(p.pieces[n-1]) == pieceRows {
		p.pieces, n = append(p.pieces, make([]T, 0, pieceRows)), n+1
	}
	last := &p.pieces[n-1]
	*last = append(*last, row)
}

// sorted empties the pile into a slice, in the order of the rows that its own are
// parts of, given as a number below heads, and the parts of one head by compare,
// stably. A head has few parts: they are counted, and each goes where it belongs,
// so that nothing is compared but parts of one head.
func (p *pile[T]) sorted(heads int, head func(*T) int, compare func(a, b T) int) []T {
	at := p.starts(heads, head)
	out := make([]T, at[heads])
	for n, piece := range p.pieces {
		for i := range piece {
			place := &at[head(&piece[i])]
			out[*place] = piece[i]
			*place++
		}
		p.pieces[n] = nil
	}
	p.pieces = nil
	from := int32(0)
	for _, to := range at[:heads] { // each has come to the end of its head's parts
		if to-from > 1 {
			slices.SortStableFunc(out[from:to], compare)
		}
		from = to
	}
	return out
}

// starts says where the parts of each head begin, and behind the last one how many
// there are.
func (p *pile[T]) starts(heads int, head func(*T) int) []int32 {
	at := make([]int32, heads+1)
	for _, piece := range p.pieces {
		for i := range piece {
			at[head(&piece[i])+1]++
		}
	}
	for h := range heads {
		at[h+1] += at[h]
	}
	return at
}
