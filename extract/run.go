package extract

import (
	"math/bits"

	"daybook/extract/fact"
)

// runNumbers is how many numbers a run is about.
const runNumbers = 64

// run is where the rows of 64 numbers in a row stand: mostly side by side, as they are
// sorted by their ids. So a million rows fit into a quarter of a megabyte, which stays
// in the processor's own cache, where an array of places would be fetched from memory
// for each of the millions of parts, which come in any order.
type run struct {
	// has says which of the numbers are those of a row.
	has uint64
	// first is the place of the lowest, and the others follow. Below zero nothing does,
	// and they stand in the series' loose places, of which it is the complement.
	first fact.Ref
}

// seal says that all rows of a fact are there.
func (x *index) seal() {
	x.read = true
	for i := range x.series {
		x.series[i].seal()
	}
}

func (s *series) seal() {
	s.runs = make([]run, 0, len(s.places)/runNumbers+1)
	for rest := s.places; len(rest) > 0; rest = rest[min(runNumbers, len(rest)):] {
		s.runs = append(s.runs, s.runOf(rest[:min(runNumbers, len(rest))]))
	}
	s.places = nil
}

// runOf makes a run of places plus one.
func (s *series) runOf(places []fact.Ref) (r run) {
	follow := true
	for i, place := range places {
		if place == 0 {
			continue
		}
		if r.has == 0 {
			r.first = place - 1
		}
		follow = follow && place-1 == r.first+fact.Ref(bits.OnesCount64(r.has)) && place > 0
		r.has |= 1 << i
	}
	if !follow {
		r.first = ^fact.Ref(len(s.loose))
		s.loose = append(s.loose, [runNumbers]fact.Ref{})
		copy(s.loose[len(s.loose)-1][:], places)
	}
	return r
}

// ofRun is the place of a number.
func (s *series) ofRun(n int) (fact.Ref, bool) {
	if n/runNumbers >= len(s.runs) {
		return fact.None, false
	}
	r, bit := &s.runs[n/runNumbers], uint64(1)<<(n%runNumbers)
	switch {
	case r.has&bit == 0:
		return fact.None, false
	case r.first < 0:
		return s.loose[^r.first][n%runNumbers] - 1, true
	}
	return r.first + fact.Ref(bits.OnesCount64(r.has&(bit-1))), true
}
