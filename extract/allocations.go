package extract

import (
	"cmp"
	"slices"

	"daybook/extract/fact"
)

type allocationRow struct {
	giverKind, giver, document, kind   text
	takerKind                          text
	instalment                         whole
	matchedOn, cancelledOn             day
	amount, giverAmount, companyAmount money
}

var allocationsTable = table[allocationRow]{
	name:  "allocations",
	needs: []string{"documents", "receipts"},
	columns: []column[allocationRow]{
		{"giver_kind", required, func(r *allocationRow) cell { return &r.giverKind }},
		{"giver", required, func(r *allocationRow) cell { return &r.giver }},
		{"document", required, func(r *allocationRow) cell { return &r.document }},
		{"instalment", optional, func(r *allocationRow) cell { return &r.instalment }},
		{"matched_on", optional, func(r *allocationRow) cell { return &r.matchedOn }},
		{"amount", required, func(r *allocationRow) cell { return &r.amount }},
		{"giver_amount", optional, func(r *allocationRow) cell { return &r.giverAmount }},
		{"company_amount", optional, func(r *allocationRow) cell { return &r.companyAmount }},
		{"cancelled_on", optional, func(r *allocationRow) cell { return &r.cancelledOn }},
		{"kind", required, func(r *allocationRow) cell { return &r.kind }},
		{"taker_kind", optional, func(r *allocationRow) cell { return &r.takerKind }},
	},
	row:  (*reading).takeAllocation,
	done: (*reading).allocationsDone,
}

// allocationsDone brings the allocations into the order of what is settled: documents
// and then money.
func (rd *reading) allocationsDone() {
	documents := rd.snap.Documents.Len()
	taker := func(a *fact.Allocation) int {
		if a.ToMoney {
			return documents + int(a.To)
		}
		return int(a.To)
	}
	rd.snap.Allocations = rd.allocations.sorted(documents+rd.snap.Receipts.Len(), taker, func(a, b fact.Allocation) int {
		return cmp.Or(cmp.Compare(a.FromReceipt, b.FromReceipt), cmp.Compare(a.FromDocument, b.FromDocument),
			cmp.Compare(a.Instalment, b.Instalment), cmp.Compare(a.On, b.On), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Amount, b.Amount),
			cmp.Compare(a.FromAmount, b.FromAmount), cmp.Compare(a.CompanyAmount, b.CompanyAmount), cmp.Compare(a.CancelledOn, b.CancelledOn))
	})
}

func (rd *reading) takeAllocation(r *allocationRow) outcome {
	rd.about = about{number: r.document.raw, customer: fact.None, amount: &r.amount}
	if r.matchedOn.date > rd.scope.AsOf {
		return outside
	}
	kind := slices.Index(fact.AllocationKinds, r.kind.string())
	if kind < 0 {
		return rd.exclude(fact.UnknownKind, r.kind.string())
	}
	a := fact.Allocation{
		Kind: fact.AllocationKind(kind), Amount: r.amount.amount(), Instalment: r.instalment.n,
		On: r.matchedOn.date, CancelledOn: r.cancelledOn.by(rd.scope.AsOf),
		CompanyAmount: r.companyAmount.amount(), HasCompany: r.companyAmount.given(),
	}
	var o outcome
	if o = rd.taker(r, &a); o != used {
		return o
	}
	if o = rd.giver(r, &a); o != used {
		return o
	}
	if why := r.amount.fault(); why != "" && !(a.Kind == fact.AllocExchange && r.amount.null()) {
		return rd.exclude(why, string(r.amount.raw))
	}
	if err := rd.bookGiver(r, &a); err != nil {
		return rd.exclude(fact.BadNumber, err.Error())
	}
	turn(&a)
	rd.noteDates(&r.matchedOn, &r.cancelledOn)
	rd.noteAmounts(&r.amount, &r.giverAmount, &r.companyAmount)
	if r.instalment.bad {
		rd.note(fact.BadNumber, string(r.instalment.raw))
	}
	rd.allocations.add(a)
	return used
}

// taker resolves the end that is settled: a document, or money.
func (rd *reading) taker(r *allocationRow, a *fact.Allocation) (o outcome) {
	switch r.takerKind.string() {
	case "", "document":
		a.To, o = rd.document("document", &r.document)
		return o
	case "receipt":
	default:
		return rd.exclude(fact.UnknownKind, "taker_kind="+r.takerKind.string())
	}
	a.ToMoney, a.To = true, rd.receipts.at(r.document.raw)
	switch a.To {
	case later:
		return outside
	case fact.None:
		return rd.exclude(fact.UnknownReference, "document="+r.document.string())
	}
	rd.about.partOf(&rd.snap.Receipts, a.To)
	return used
}

// turn makes the document the taker where money is said to take from it.
func turn(a *fact.Allocation) {
	if a.ToMoney && a.FromDocument.Known() {
		a.FromReceipt, a.To, a.FromDocument, a.ToMoney = a.To, a.FromDocument, fact.None, false
		a.Amount, a.FromAmount = a.FromAmount, a.Amount
	}
}

// giver resolves the giving end. A discount, a write-off and an exchange need
// none; without the end that the others move money from they mean nothing.
func (rd *reading) giver(r *allocationRow, a *fact.Allocation) outcome {
	a.FromReceipt, a.FromDocument = fact.None, fact.None
	ref := fact.None
	switch r.giverKind.string() {
	case "receipt":
		ref = rd.receipts.at(r.giver.raw)
		a.FromReceipt = ref
	case "document":
		ref = rd.documents.at(r.giver.raw)
		a.FromDocument = ref
	case "":
	default:
		return rd.exclude(fact.UnknownKind, "giver_kind="+r.giverKind.string())
	}
	switch {
	case ref == later:
		return outside
	case ref.Known():
		return used
	}
	alone := a.Kind == fact.AllocDiscount || a.Kind == fact.AllocWriteOff || a.Kind == fact.AllocExchange
	if !alone {
		return rd.exclude(fact.UnknownReference, "giver="+r.giver.string())
	}
	if !r.giver.null() {
		rd.note(fact.UnknownReference, "giver="+r.giver.string())
	}
	return used
}

// bookGiver fills what the giving end gives, in its own currency. Where the
// currencies differ and the ERP keeps the one amount only, it follows from what
// both ends were booked at, which is an assumption.
func (rd *reading) bookGiver(r *allocationRow, a *fact.Allocation) (err error) {
	defer fact.CatchOverflow(&err)
	giver, taker := end{a.FromReceipt, a.FromDocument}, end{fact.None, a.To}
	if a.ToMoney {
		taker = end{a.To, fact.None}
	}
	switch {
	case r.giverAmount.given():
		a.FromAmount = r.giverAmount.amount()
		return nil
	case !giver.known() || rd.isHome(giver) && rd.isHome(taker) || giver.currency(rd.snap) == taker.currency(rd.snap):
		a.FromAmount = a.Amount
		return nil
	}
	gives, takes := giver.booked(rd.snap), taker.booked(rd.snap)
	if takes.amount == 0 || gives.company == 0 {
		return nil
	}
	atHome := takes.company.Share(a.Amount, takes.amount, rd.snap.Company.Currency.Decimals())
	a.FromAmount = gives.amount.Share(atHome, gives.company, giver.currency(rd.snap).Decimals())
	rd.assume(fact.MissingRate, a.FromAmount.String())
	return nil
}

// end is one of the two that an allocation moves money between: of receipt and
// document at most one is known.
type end struct{ receipt, document fact.Ref }

func (e end) known() bool { return e.receipt.Known() || e.document.Known() }

func (e end) currency(s *fact.Snapshot) fact.Currency {
	if e.receipt.Known() {
		return s.Receipts.Currency(e.receipt)
	}
	return s.Documents.Currency(e.document)
}

// isHome says whether an end is in company currency.
func (rd *reading) isHome(e end) bool {
	if e.receipt.Known() {
		return !rd.foreignReceipts.has(e.receipt)
	}
	return !rd.foreignDocuments.has(e.document)
}

// marks are a property that some of a fact's rows have: a bit each, which is found in the
// processor's own cache where the row would be fetched from memory.
type marks []uint64

func (m marks) has(i fact.Ref) bool { return m[i/64]>>(i%64)&1 != 0 }

// foreign marks the rows that are not in company currency.
func (rd *reading) foreign(rows interface {
	heads
	Len() int
}) marks {
	m := make(marks, rows.Len()/64+1)
	for i := range fact.Ref(rows.Len()) {
		if rows.Currency(i) != rd.snap.Company.Currency {
			m[i/64] |= 1 << (i % 64)
		}
	}
	return m
}

// booked is what an end amounts to, in its own and in company currency.
type booked struct{ amount, company fact.Amount }

func (e end) booked(s *fact.Snapshot) booked {
	if e.receipt.Known() {
		m := s.Receipts.At(e.receipt)
		return booked{m.Amount, m.CompanyAmount}
	}
	d := s.Documents.At(e.document)
	return booked{d.Gross, d.CompanyGross}
}
