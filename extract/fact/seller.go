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
	rows := slices.DeleteFunc(slices.Clone(s.Shares), func(r Share) bool { return !r.Document.Known() })
	slices.SortFunc(rows, func(a, b Share) int {
		return cmp.Or(
			cmp.Compare(a.Document, b.Document), cmp.Compare(b.Millionths, a.Millionths),
			strings.Compare(x.code(a.Salesperson), x.code(b.Salesperson)), cmp.Compare(a.Salesperson, b.Salesperson),
		)
	})
	if len(rows) > 0 {
		x.starts = make([]int32, s.Documents.Len()+1)
	}
	for len(rows) > 0 {
		document, rest := rows[0].Document, Amount(ShareScale)
		for ; len(rows) > 0 && rows[0].Document == document; rows = rows[1:] {
			part := Amount(rows[0].Millionths)
			x.shares = append(x.shares, Seller{rows[0].Salesperson, part})
			rest -= part
		}
		if rest > 0 {
			x.shares = append(x.shares, Seller{None, rest})
		}
		x.starts[document+1] = int32(len(x.shares))
	}
	for i := 1; i < len(x.starts); i++ { // what is not shared ends where it begins
		x.starts[i] = max(x.starts[i], x.starts[i-1])
	}
	return x
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
