package receivables

import (
	"cmp"
	"math"
	"slices"

	"daybook/extract/fact"
)

// Book is the history of a receivable: every document and receipt as an end that
// amounts move to and from, and every moment at which one of them, or an
// allocation between two of them, begins or ceases to count.
type Book struct {
	s         *fact.Snapshot
	ends      []end            // documents first, then receipts
	documents int              // how many of them are documents
	slots     map[int32][]slot // of documents with several instalments
	revaluing []int32          // documents that revalue another
	// spans say when each allocation of the snapshot counts. What was inferred
	// instead stands in inferred, and spans is empty.
	spans    []span
	inferred []allocation
	moments  []moment // by date
	sellers  *fact.Sellers
	billing  daily   // gross of tax, by day
	sales    daily   // net of tax, by day
	decimals int     // of the company currency
	owedOnly bool    // nobody asks by what it was settled
	ranks    []int32 // of customers; see rankCustomers
}

// slot is one instalment of a document.
type slot struct {
	no     int
	due    fact.Date
	amount fact.Amount
}

// moment is when something begins or, with ceases, stops counting. There are
// millions: it is 8 bytes.
type moment struct {
	on   fact.Date
	what uint32
}

const (
	momentCeases     uint32 = 1 << 31
	momentAllocation uint32 = 1 << 30 // else of an end
)

func (m moment) ceases() bool       { return m.what&momentCeases != 0 }
func (m moment) isAllocation() bool { return m.what&momentAllocation != 0 }
func (m moment) index() int32       { return int32(m.what &^ (momentCeases | momentAllocation)) }

// span is when an allocation counts; the zero span is never.
type span struct{ starts, ends fact.Date }

// allocation is a fact.Allocation with its ends resolved. It is made when it is
// asked for: there are as many as rows.
type allocation struct {
	taker, giver int32 // giver −1 where there is none
	span
	instalment          int
	kind                fact.AllocationKind
	hasCompany          bool
	amount, giverAmount fact.Amount
	company             fact.Amount
}

// NewBook resolves due dates, allocations and salespeople of a snapshot. Where
// the source keeps no allocations they are inferred.
func NewBook(s *fact.Snapshot) *Book {
	b := &Book{s: s, ends: newEnds(s), documents: s.Documents.Len(), sellers: fact.NewSellers(s), decimals: s.Company.Currency.Decimals()}
	b.resolveInstalments()
	b.collectRevaluing()
	if s.Source.Supplies("allocations") {
		b.spans = make([]span, len(s.Allocations))
		for i := range s.Allocations {
			b.spans[i] = b.bounded(resolved(&s.Allocations[i], b.documents))
		}
	} else {
		b.inferAllocations()
	}
	b.collectMoments()
	b.collectBilling()
	return b
}

func resolved(a *fact.Allocation, documents int) allocation {
	giver := int32(-1)
	switch {
	case a.Kind == fact.AllocExchange: // moves company currency of its document only
	case a.FromReceipt.Known():
		giver = int32(documents) + int32(a.FromReceipt)
	case a.FromDocument.Known():
		giver = int32(a.FromDocument)
	}
	taker := int32(a.To)
	if a.ToMoney && a.To.Known() {
		taker += int32(documents)
	}
	return allocation{
		taker: taker, giver: giver, instalment: a.Instalment, kind: a.Kind,
		span:   span{a.On, a.CancelledOn},
		amount: a.Amount, giverAmount: a.FromAmount, company: a.CompanyAmount, hasCompany: a.HasCompany,
	}
}

// allocations is the number of allocations.
func (b *Book) allocations() int { return max(len(b.spans), len(b.inferred)) }

// allocation is the i-th, which counts in its span.
func (b *Book) allocation(i int32) allocation {
	if len(b.inferred) > 0 {
		return b.inferred[i]
	}
	a := resolved(&b.s.Allocations[i], b.documents)
	a.span = b.spans[i]
	return a
}

// spanOf says when the i-th allocation counts.
func (b *Book) spanOf(i int32) span {
	if len(b.inferred) > 0 {
		return b.inferred[i].span
	}
	return b.spans[i]
}

// infer adds an allocation that the source does not keep.
func (b *Book) infer(a allocation) {
	if a.span = b.bounded(a); a.span != (span{}) {
		b.inferred = append(b.inferred, a)
	}
}

// bounded lets an allocation count from the latest of its own date and both
// postings until the first of its own cancelling and that of either end.
func (b *Book) bounded(a allocation) span {
	if a.taker < 0 {
		return span{}
	}
	a.bound(&b.ends[a.taker])
	if a.giver >= 0 {
		a.bound(&b.ends[a.giver])
	}
	if !a.ends.IsZero() && a.ends <= a.starts {
		return span{}
	}
	return a.span
}

func (a *allocation) bound(e *end) {
	a.starts = max(a.starts, e.posted)
	if !e.ceased.IsZero() && (a.ends.IsZero() || e.ceased < a.ends) {
		a.ends = e.ceased
	}
}

// collectMoments sorts everything that happens by date. The order within a day
// does not matter: positions are taken at the end of days, and company amounts
// follow from the allocated total, not from the steps to it.
//
// There are millions of moments on a few thousand days, so they are counted by day,
// and then each is put where it goes.
func (b *Book) collectMoments() {
	first, last := fact.Date(math.MaxInt32), fact.Date(math.MinInt32)
	n := 0
	b.eachMoment(func(m moment) { first, last, n = min(first, m.on), max(last, m.on), n+1 })
	if n == 0 {
		return
	}
	places := make([]int32, last-first+2) // by day: where the next day's begin
	b.eachMoment(func(m moment) { places[m.on-first+1]++ })
	for day := range places[1:] {
		places[day+1] += places[day]
	}
	b.moments = make([]moment, n)
	b.eachMoment(func(m moment) {
		at := &places[m.on-first]
		b.moments[*at] = m
		*at++
	})
}

// eachMoment calls do for everything that happens, in no order that means anything.
func (b *Book) eachMoment(do func(moment)) {
	add := func(what uint32, from, until fact.Date) {
		if !until.IsZero() && until <= from {
			return
		}
		do(moment{from, what})
		if !until.IsZero() {
			do(moment{until, what | momentCeases})
		}
	}
	for i := range b.ends {
		add(uint32(i), b.ends[i].posted, b.ends[i].ceased)
	}
	for i := range b.allocations() {
		if s := b.spanOf(int32(i)); s != (span{}) {
			add(uint32(i)|momentAllocation, s.starts, s.ends)
		}
	}
}

// resolveInstalments keeps the instalments of documents that have several; a
// single one gives its document's due date.
func (b *Book) resolveInstalments() {
	b.slots = map[int32][]slot{}
	counts := b.instalments()
	for _, in := range b.s.Instalments {
		if !in.Document.Known() {
			continue
		}
		i := int32(in.Document)
		switch {
		case counts[i] > 1:
			b.slots[i] = append(b.slots[i], slot{in.No, in.Due, in.Amount * b.s.Documents.Kind(in.Document).Sign()})
		case !in.Due.IsZero():
			b.ends[i].due, b.ends[i].assumed = in.Due, asGiven
		}
	}
	for i, slots := range b.slots {
		slices.SortFunc(slots, func(x, y slot) int { return cmp.Or(cmp.Compare(x.due, y.due), cmp.Compare(x.no, y.no)) })
		b.slots[i] = b.completeSlots(i, slots)
		// What has several due dates needs none assumed.
		if e, last := &b.ends[i], slots[len(slots)-1].due; e.assumed != asGiven && !last.IsZero() {
			e.due, e.assumed = last, asGiven
		}
	}
}

// instalments counts those of each document. Some ERPs keep one for every
// document, so that a list for each would be a large thing.
func (b *Book) instalments() []int32 {
	counts := make([]int32, b.documents)
	for _, in := range b.s.Instalments {
		if in.Document.Known() {
			counts[in.Document]++
		}
	}
	return counts
}

// completeSlots adds what the instalments leave of the document's gross amount,
// so that splitting a document never changes its total.
func (b *Book) completeSlots(i int32, slots []slot) []slot {
	rest := b.ends[i].gross
	for _, s := range slots {
		rest = rest.Minus(s.amount)
	}
	if rest != 0 {
		slots[len(slots)-1].amount = slots[len(slots)-1].amount.Plus(rest)
	}
	return slots
}
