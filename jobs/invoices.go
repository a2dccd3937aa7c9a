package jobs

import (
	"errors"
	"fmt"

	"daybook/analyze/register"
	"daybook/extract/fact"
	"daybook/jobs/spool"
	"daybook/render/locale"
	"daybook/render/workbook"
)

// invoicesFacts are the facts that the register of invoices reads. The documents
// among them pass through its detail.
var invoicesFacts = []string{"company", "customers", "documents", "income"}

// invoicesBrief are those of them of which no more is read than the register lists.
var invoicesBrief = []string{"documents"}

// detail is where a run's documents go that may be more than memory holds: they are
// summed as they pass, and their entries kept on disk.
type detail struct {
	from  fact.Date
	book  *register.Book
	spool *spool.Spool
}

func registerInvoices(set settings) (*detail, error) {
	tolerance, err := set.tolerance()
	if err != nil {
		return nil, err
	}
	kept, err := spool.New("")
	if err != nil {
		return nil, err
	}
	from := spanStart(set.job.Invoices.Span, set.asOf)
	return &detail{
		from: from, spool: kept,
		book: register.NewBook(register.Params{From: from, AsOf: set.asOf, Tolerance: tolerance}),
	}, nil
}

// spanStart is the first day of a register; none where it goes back to the first
// document.
func spanStart(span string, asOf fact.Date) fact.Date {
	month := asOf.MonthStart()
	switch span {
	case "quarter":
		return month.AddMonths(-(int(month.Time().Month()) - 1) % 3)
	case "year":
		return month.AddMonths(1 - int(month.Time().Month()))
	case "all":
		return 0
	}
	return month
}

func (d *detail) enter(document *fact.Document) { d.book.Enter(document, d.spool.Add) }

// close gives the entries up; it is harmless where there are none.
func (d *detail) close() error {
	if d == nil {
		return nil
	}
	return d.spool.Close()
}

// buildInvoices closes the register and lays it out.
func buildInvoices(s *fact.Snapshot, set settings) (*book, error) {
	words, err := locale.Get(set.job.Language)
	if err != nil {
		return nil, err
	}
	if set.detail == nil {
		return nil, errors.New("a register of invoices without its entries")
	}
	if err := set.detail.spool.Finish(); err != nil {
		return nil, err
	}
	result, err := set.detail.book.Close(s, set.detail.spool)
	if err != nil {
		return nil, fmt.Errorf("the register of invoices as of %s: %w", set.asOf, err)
	}
	return &book{
		document: workbook.Register(s, result, words, workbook.Options{Pages: set.pages}),
		currency: s.Company.Currency,
		figures:  invoicesFigures(result),
		checks:   identities(result.Checks),
		data:     dataOf(s.Intake),
		empty:    result.Total.Entries == 0,
	}, nil
}

// InvoicesFigures are the figures of the register in the JSON contract.
type InvoicesFigures struct {
	From    *string           `json:"from"` // null where the register goes back to the first document
	Entries int               `json:"entries"`
	Net     string            `json:"net"`
	Tax     string            `json:"tax"`
	Gross   string            `json:"gross"`
	Months  []InvoicesOfMonth `json:"months"`
	Kinds   []InvoicesOfKind  `json:"kinds"`
}

// InvoicesOfMonth is what a calendar month comes to.
type InvoicesOfMonth struct {
	Month string `json:"month"` // "2025-06"
	InvoicesOf
}

// InvoicesOfKind is what invoices, debit notes or credit notes come to.
type InvoicesOfKind struct {
	Kind string `json:"kind"`
	InvoicesOf
}

// InvoicesOf are the sums of some entries; credit notes are below zero.
type InvoicesOf struct {
	Entries int    `json:"entries"`
	Net     string `json:"net"`
	Tax     string `json:"tax"`
	Gross   string `json:"gross"`
}

func invoicesFigures(r *register.Result) InvoicesFigures {
	f := InvoicesFigures{
		Entries: r.Total.Entries, Net: r.Total.Net.String(), Tax: r.Total.Tax.String(), Gross: r.Total.Gross.String(),
		Months: []InvoicesOfMonth{}, Kinds: []InvoicesOfKind{},
	}
	if from := r.Params.From; !from.IsZero() {
		text := from.String()
		f.From = &text
	}
	for _, m := range r.Months {
		f.Months = append(f.Months, InvoicesOfMonth{m.Start.Time().Format("2006-01"), invoicesOf(m.Total)})
	}
	for i, k := range register.Kinds {
		f.Kinds = append(f.Kinds, InvoicesOfKind{k.String(), invoicesOf(r.Kinds[i])})
	}
	return f
}

func invoicesOf(s register.Sum) InvoicesOf {
	return InvoicesOf{s.Entries, s.Net.String(), s.Tax.String(), s.Gross.String()}
}
