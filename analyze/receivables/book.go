package receivables

import (
	"cmp"
	"maps"
	"slices"

	"daybook/extract/fact"
)

// Book is the history of a receivable: every document and receipt as an end that
// amounts move to and from, and every moment at which one of them, or an
// allocation between two of them, begins or ceases to count.
type Book struct {
	s *fact.Snapshot
	// ends: documents first, then receipts.
	documents int
	due       []fact.Date      // by document
	assumed   []assumption     // likewise
	slots     map[int32][]slot // of documents with several instalments
	// spans say when each allocation of the snapshot counts. What was inferred
	// instead stands in inferred, and spans is empty.
	spans    []span
	inferred []allocation
	moments  []moment // by date
	sellers  *fact.Sellers
	billing  daily // gross of tax, by day
	sales    daily // net of tax, by day
	decimals int   // of the company currency
	owedOnly bool  // nobody asks by what it was settled
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
	b := &Book{s: s, documents: s.Documents.Len(), sellers: fact.NewSellers(s), decimals: s.Company.Currency.Decimals()}
	b.resolveDue()
	b.resolveInstalments()
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

// end is one document or receipt, signed as it moves the receivable.
type end struct {
	customer       fact.Ref
	posted, ceased fact.Date
	gross, company fact.Amount
}

func (b *Book) end(i int32) end {
	var s fact.Stake
	if int(i) < b.documents {
		s = b.s.Documents.Stake(fact.Ref(i))
	} else {
		s = b.s.Receipts.Stake(b.receipt(i))
	}
	return end{s.Customer, s.Posted, s.Ceased, s.Amount, s.Company}
}

// receipt is the receipt that an end is.
func (b *Book) receipt(i int32) fact.Ref { return fact.Ref(int(i) - b.documents) }

func (b *Book) count() int32 { return int32(b.documents + b.s.Receipts.Len()) }

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
	b.bound(&a, b.end(a.taker))
	if a.giver >= 0 {
		b.bound(&a, b.end(a.giver))
	}
	if !a.ends.IsZero() && a.ends <= a.starts {
		return span{}
	}
	return a.span
}

func (b *Book) bound(a *allocation, e end) {
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
	places, sum := map[fact.Date]int{}, 0
	b.eachMoment(func(m moment) { places[m.on]++ })
	for _, day := range slices.Sorted(maps.Keys(places)) {
		places[day], sum = sum, sum+places[day]
	}
	b.moments = make([]moment, sum)
	b.eachMoment(func(m moment) {
		b.moments[places[m.on]] = m
		places[m.on]++
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
	for i := range b.count() {
		e := b.end(i)
		add(uint32(i), e.posted, e.ceased)
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
			b.due[i], b.assumed[i] = in.Due, asGiven
		}
	}
	for i, slots := range b.slots {
		slices.SortFunc(slots, func(x, y slot) int { return cmp.Or(cmp.Compare(x.due, y.due), cmp.Compare(x.no, y.no)) })
		b.slots[i] = b.completeSlots(i, slots)
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
	rest := b.end(i).gross
	for _, s := range slots {
		rest = rest.Minus(s.amount)
	}
	if rest != 0 {
		slots[len(slots)-1].amount = slots[len(slots)-1].amount.Plus(rest)
	}
	return slots
}
