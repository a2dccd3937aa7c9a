package sample

import (
	"math/bits"
	"math/rand/v2"
)

// The streams of chance. Customers and sellers have one each, so that more of
// them do not change what happens to the others.
const (
	streamRates     = 1
	streamOffers    = 2
	streamSellers   = 1 << 16
	streamCustomers = 1 << 32
	streamBids      = 1 << 40
)

// dice is a source of chance whose every throw is the same on every machine and
// in every version of Go, which the functions of math/rand/v2 do not promise.
type dice struct{ pcg rand.PCG }

func newDice(seed, stream uint64) dice {
	var d dice
	d.pcg.Seed(seed^0x9e3779b97f4a7c15, stream*0xbf58476d1ce4e5b9+1)
	return d
}

// below returns a number in [0, n).
func (d *dice) below(n int) int {
	hi, _ := bits.Mul64(d.pcg.Uint64(), uint64(n))
	return int(hi)
}

// between returns a number in [lo, hi].
func (d *dice) between(lo, hi int) int { return lo + d.below(hi-lo+1) }

// bell returns a number in [lo, hi] that lies in the middle more often than not.
func (d *dice) bell(lo, hi int) int {
	return (d.between(lo, hi) + d.between(lo, hi) + d.between(lo, hi)) / 3
}

// chance comes true in so many of a million cases.
func (d *dice) chance(ppm int) bool { return d.below(1_000_000) < ppm }

// percent comes true in so many of a hundred cases.
func (d *dice) percent(n int) bool { return d.below(100) < n }

// pick returns one of the words.
func (d *dice) pick(words []string) string { return words[d.below(len(words))] }
