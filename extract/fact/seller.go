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
	// of says, by document, whose it is by its shares: 1 + a salesperson who has the
	// whole, −1 − the number of a group of several, or 0 where it has none. It is empty
	// where no document has any.
	of     []int32
	groups []groupOfSellers
	parts  []Seller // of groups
}

// groupOfSellers is where the parts of a document begin and end.
type groupOfSellers struct{ from, to int32 }

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
// millions, and most are the whole of a document, so that they are not sorted: the
// parts of groups are counted, and then each is put where it goes.
func (x *Sellers) resolve(shares []Share) {
	x.of = make([]int32, x.s.Documents.Len())
	sizes, sum := x.number(shares), int32(0)
	for _, n := range sizes {
		x.groups = append(x.groups, groupOfSellers{sum, sum})
		sum += n + 1 // one more for nobody
	}
	x.parts = make([]Seller, sum)
	for _, r := range shares {
		if r.Document.Known() && x.of[r.Document] < 0 {
			x.groups[-1-x.of[r.Document]].add(x.parts, Seller{r.Salesperson, Amount(r.Millionths)})
		}
	}
	for g := range x.groups {
		x.finish(&x.groups[g])
	}
}

// number enters who has the whole of a document, numbers the groups of all others
// and returns how many parts each has.
func (x *Sellers) number(shares []Share) (sizes []int32) {
	for _, r := range shares {
		if !r.Document.Known() {
			continue
		}
		of := &x.of[r.Document]
		if *of == 0 && r.Millionths == ShareScale && r.Salesperson.Known() {
			*of = 1 + int32(r.Salesperson)
			continue
		}
		if *of >= 0 {
			// Who seemed to have the whole is one of them.
			sizes = append(sizes, min(*of, 1))
			*of = -int32(len(sizes))
		}
		sizes[-1-*of]++
	}
	return sizes
}

func (g *groupOfSellers) add(parts []Seller, s Seller) {
	parts[g.to] = s
	g.to++
}

// finish sorts a group and gives nobody what it leaves of the whole.
func (x *Sellers) finish(g *groupOfSellers) {
	parts, rest := x.parts[g.from:g.to], Amount(ShareScale)
	slices.SortFunc(parts, x.larger)
	for _, s := range parts {
		rest -= s.Part
	}
	if rest > 0 {
		g.add(x.parts, Seller{None, rest})
	}
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
	if len(x.of) > 0 {
		switch n := x.of[document]; {
		case n > 0:
			return x.singles[n : n+1 : n+1]
		case n < 0:
			g := x.groups[-1-n]
			return x.parts[g.from:g.to:g.to]
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
