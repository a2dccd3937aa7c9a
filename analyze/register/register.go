// Package register is the register of invoices, or sales day book: every invoice,
// credit note and debit note of a span, in the order of posting, and what they come
// to by month and kind.
//
// A register may be longer than memory. Documents therefore pass through a [Book]
// one by one; what becomes of their entries, whoever lists them decides.
package register

import (
	"cmp"
	"slices"

	"daybook/extract/fact"
)

// Kinds are those of the register, in the order of its columns. Openings and
// journals move the receivable and are no sales.
var Kinds = []fact.Kind{fact.Invoice, fact.DebitNote, fact.CreditNote}

// Entry is one line of the register. Amounts bear the sign of their kind: a credit
// note is below zero. A document that is cancelled later has a second entry on that
// day, which takes it off again.
type Entry struct {
	Number      string
	Kind        fact.Kind
	Cancels     bool
	Customer    fact.Ref
	Posted, Due fact.Date
	Currency    fact.Currency
	Amount      fact.Amount // gross, in Currency
	// Net, Tax and Gross are in company currency: Net + Tax = Gross.
	Net, Tax, Gross fact.Amount
}

// Compare orders entries as the register lists them: by day, then by number.
func Compare(a, b *Entry) int {
	if a.Posted != b.Posted {
		return cmp.Compare(a.Posted, b.Posted)
	}
	return cmp.Or(compareNumbers(a.Number, b.Number), cmp.Compare(a.Kind, b.Kind), fact.TrueFirst(b.Cancels, a.Cancels))
}

// compareNumbers puts whole numbers in the order of their size, before all others:
// among them there would be no order, as 1 < 00 < 0A < 1.
func compareNumbers(a, b string) int {
	whole := digits(a)
	if whole != digits(b) {
		return fact.TrueFirst(whole, !whole)
	}
	if whole && len(a) != len(b) {
		return cmp.Compare(len(a), len(b))
	}
	return cmp.Compare(a, b)
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Params are what the operator chose.
type Params struct {
	// From and AsOf are the first and the last day of the register.
	From, AsOf fact.Date
	// Tolerance is the difference up to which a check passes.
	Tolerance fact.Amount
}

// Sum is what entries come to, in company currency.
type Sum struct {
	Entries         int
	Net, Tax, Gross fact.Amount
}

func (s *Sum) add(e *Entry) {
	s.Entries++
	s.Net, s.Tax, s.Gross = s.Net.Plus(e.Net), s.Tax.Plus(e.Tax), s.Gross.Plus(e.Gross)
}

// Month is a calendar month of the register; the first and the last may be cut.
type Month struct {
	Start fact.Date
	// Kinds are the sums in the order of [Kinds], cancellations among them.
	Kinds []Sum
	Total Sum
}

// Book sums entries as they pass.
type Book struct {
	params Params
	months []Month // every month that has an entry, in any order
	total  Sum
	err    error
}

// NewBook opens a register.
func NewBook(p Params) *Book { return &Book{params: p} }

// Enter passes a document's entries in the span to keep: none, one, or where it was
// cancelled in the span too, two.
func (b *Book) Enter(d *fact.Document, keep func(*Entry)) {
	if !d.Kind.Sale() || b.err != nil {
		return
	}
	sign := d.Kind.Sign()
	e := Entry{
		Number: d.Number, Kind: d.Kind, Customer: d.Customer, Posted: d.Posted, Due: d.Due, Currency: d.Currency,
		Amount: sign * d.Gross, Net: sign * d.CompanyNet, Tax: sign * d.CompanyTax, Gross: sign * d.CompanyGross,
	}
	b.enter(&e, keep)
	if d.CancelledOn.IsZero() {
		return
	}
	e.Posted, e.Cancels = d.CancelledOn, true
	e.Amount, e.Net, e.Tax, e.Gross = -e.Amount, -e.Net, -e.Tax, -e.Gross
	b.enter(&e, keep)
}

func (b *Book) enter(e *Entry, keep func(*Entry)) {
	if e.Posted < b.params.From || e.Posted > b.params.AsOf {
		return
	}
	defer fact.CatchOverflow(&b.err)
	m := b.month(e.Posted.MonthStart())
	m.Kinds[slices.Index(Kinds, e.Kind)].add(e)
	m.Total.add(e)
	b.total.add(e)
	keep(e)
}

// month finds a month from the end: sources mostly answer in the order of time.
func (b *Book) month(start fact.Date) *Month {
	for i := range slices.Backward(b.months) {
		if b.months[i].Start == start {
			return &b.months[i]
		}
	}
	b.months = append(b.months, Month{Start: start, Kinds: make([]Sum, len(Kinds))})
	return &b.months[len(b.months)-1]
}
