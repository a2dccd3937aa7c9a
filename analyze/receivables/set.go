package receivables

import "math/bits"

// set is a set of ends, a bit for each.
type set []uint64

func newSet(n int32) set { return make(set, (n+63)/64) }

// put adds or with in false takes away.
func (s set) put(i int32, in bool) {
	bit := uint64(1) << (i % 64)
	if in {
		s[i/64] |= bit
		return
	}
	s[i/64] &^= bit
}

// len is the number of members.
func (s set) len() (n int) {
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// each calls do for the members, rising.
func (s set) each(do func(int32)) {
	for k, word := range s {
		for ; word != 0; word &= word - 1 {
			do(int32(k*64 + bits.TrailingZeros64(word)))
		}
	}
}
