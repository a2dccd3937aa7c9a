package fact

import (
	"cmp"
	"slices"
	"strings"
)

// Seller is a salesperson's part of a document, in millionths; see [ShareScale].
type Seller struct {
	Who  Ref // None for what nobody is named for
	Part Amount
}

// Sellers says who sold each document of a snapshot. Its slices are not to be
// changed.
type Sellers struct {
	s *Snapshot
	// singles[1+who] is who alone, so that asking allocates nothing.
	singles []Seller
	shares  []Seller // of shared documents, side by side
	// starts says, by document, where its shares begin; the next document's is
	// their end. It is empty where no document is shared.
	starts []int32
}

// NewSellers resolves the shares of a snapshot.
func NewSellers(s *Snapshot) *Sellers {
	x := &Sellers{s: s}
	for who := None; int(who) < len(s.Salespeople); who++ {
		x.singles = append(x.singles, Seller{who, ShareScale})
	}
	if len(s.Shares) > 0 {
		x.resolve(s.Shares)
	}
	return x
}

// resolve puts the shares of a document side by side, the largest first. There are
// millions, mostly one of a document, so they are counted by document, and then
// each is put where it goes.
func (x *Sellers) resolve(shares []Share) {
	counts, rests := make([]int32, x.s.Documents.Len()), make([]Amount, x.s.Documents.Len())
	for i := range rests {
		rests[i] = ShareScale
	}
	for _, r := range shares {
		if r.Document.Known() {
			counts[r.Document]++
			rests[r.Document] -= Amount(r.Millionths)
		}
	}
	places := x.begin(counts, rests)
	put := func(document Ref, seller Seller) {
		x.shares[places[document]] = seller
		places[document]++
	}
	for _, r := range shares {
		if r.Document.Known() {
			put(r.Document, Seller{r.Salesperson, Amount(r.Millionths)})
		}
	}
	for i, n := range counts {
		if n == 0 {
			continue
		}
		if n > 1 {
			slices.SortFunc(x.shares[x.starts[i]:x.starts[i]+n], x.larger)
		}
		if rests[i] > 0 {
			put(Ref(i), Seller{None, rests[i]})
		}
	}
}

// begin makes room for so many shares of each document, and for what they leave of
// it, and returns where each document's begin.
func (x *Sellers) begin(counts []int32, rests []Amount) []int32 {
	x.starts = make([]int32, len(counts)+1)
	for i, n := range counts {
		if n > 0 && rests[i] > 0 {
			n++
		}
		x.starts[i+1] = x.starts[i] + n
	}
	x.shares = make([]Seller, x.starts[len(counts)])
	return slices.Clone(x.starts)
}

// larger orders the larger part first.
func (x *Sellers) larger(a, b Seller) int {
	return cmp.Or(cmp.Compare(b.Part, a.Part), strings.Compare(x.code(a.Who), x.code(b.Who)), cmp.Compare(a.Who, b.Who))
}

func (x *Sellers) code(who Ref) string {
	if !who.Known() {
		return ""
	}
	return x.s.Salespeople[who].Code
}

// OfDocument returns who sold a document, the largest part first: its shares,
// else its own salesperson, else the customer's. What shares leave of the whole
// is nobody's. A revaluation is of whoever sold the document that it revalues.
func (x *Sellers) OfDocument(document Ref) []Seller {
	if of := x.s.Documents.Revalued(document); of.Known() && !x.s.Documents.Revalued(of).Known() {
		document = of
	}
	if len(x.starts) > 0 {
		if from, to := x.starts[document], x.starts[document+1]; from < to {
			return x.shares[from:to:to]
		}
	}
	return x.Of(x.s.Documents.sold(document))
}

// Of returns a salesperson, or where none is known the customer's, as one who
// has the whole.
func (x *Sellers) Of(who, customer Ref) []Seller {
	if !who.Known() && customer.Known() {
		who = x.s.Customers[customer].Salesperson
	}
	who = max(who, None)
	return x.singles[who+1 : who+2 : who+2]
}

// SpreadSellers splits a total over sellers, to the cent, without losing any.
func SpreadSellers(total Amount, sellers []Seller, decimals int) []Amount {
	parts := make([]Amount, len(sellers))
	for i, s := range sellers {
		parts[i] = s.Part
	}
	return Spread(total, parts, decimals)
}
