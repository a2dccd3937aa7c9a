// Package sales says what was sold, by whom, to whom and of what, against
// targets, the weeks before and last year.
//
// The way through it: a [book] makes one pass over the lines, which leaves each
// document with what its lines say of cost and list price, and one over the
// documents, which adds each to its customer, its salespeople and its day, for
// every [PeriodID] that it falls into. Orders and receipts are added the same
// way. Every figure of [Result] is read from these sums.
//
// Sales are invoices and debit notes less credit notes, net of tax, in company
// currency, by posting date; a document that was cancelled is taken off on the
// day of its cancelling, so that no past week changes afterwards.
package sales

import (
	"fmt"
	"time"

	"daybook/extract/fact"
)

// CalendarRule names how a year is divided.
type CalendarRule string

// CalendarMonths divides the fiscal year into calendar months and quarters; weeks
// bear ISO 8601 numbers.
const CalendarMonths CalendarRule = "calendar_months"

// Params are what the operator chose, and what other analyses found.
type Params struct {
	AsOf fact.Date
	// WeekStart is the first day of the week; nil is Monday, for Go's zero
	// weekday is a Sunday.
	WeekStart *time.Weekday
	Calendar  CalendarRule
	Standing  Standing
	// LargeDiscount is the share of the list price from which a discount is an
	// exception; default 0.2.
	LargeDiscount float64
	// LargeCredit is the net amount from which a credit note is an exception;
	// default 10,000.
	LargeCredit fact.Amount
	Top         int // length of rankings; default 10
	Lapsing     Lapsing
	Weeks       int // of trend; default 13
	Months      int // of trend; default 24
	// Tolerance is the difference that a check may show and still pass.
	Tolerance fact.Amount
}

// Lapsing says when silence is more than a pause: METHODS 6, by own interval.
type Lapsing struct {
	// Active, Slipping and Lapsing are the upper limits of silence in multiples
	// of a customer's usual interval; default 1.5, 2.5, 4.
	Active, Slipping, Lapsing float64
	// Purchases is how many it takes to have an interval of one's own; default 4.
	Purchases int
}

func (p Params) withDefaults() Params {
	p.WeekStart = orElse(p.WeekStart, new(time.Monday))
	p.Calendar = orElse(p.Calendar, CalendarMonths)
	p.LargeDiscount = orElse(p.LargeDiscount, 0.2)
	p.LargeCredit = orElse(p.LargeCredit, 10_000*fact.AmountScale)
	p.Top = orElse(p.Top, 10)
	p.Lapsing.Active = orElse(p.Lapsing.Active, 1.5)
	p.Lapsing.Slipping = orElse(p.Lapsing.Slipping, 2.5)
	p.Lapsing.Lapsing = orElse(p.Lapsing.Lapsing, 4)
	p.Lapsing.Purchases = orElse(p.Lapsing.Purchases, 4)
	p.Weeks = orElse(p.Weeks, 13)
	p.Months = orElse(p.Months, 24)
	return p
}

func orElse[T comparable](v, standard T) T {
	var none T
	if v == none {
		return standard
	}
	return v
}

// Analyze computes the whole report of the week that ends on p.AsOf. It returns
// [fact.ErrOverflow] where a sum leaves the range of an amount.
func Analyze(s *fact.Snapshot, p Params) (r *Result, err error) {
	defer fact.CatchOverflow(&err)
	p = p.withDefaults()
	if p.AsOf.IsZero() || p.Calendar != CalendarMonths {
		return nil, fmt.Errorf("sales need an as-of date and the calendar %s, not %q as of %q", CalendarMonths, p.Calendar, p.AsOf)
	}
	b := newBook(s, p)
	b.addLines()
	b.addDocuments()
	b.addReceipts()
	b.addOrders()
	quotations := b.quotations()

	r = &Result{
		Company: s.Company, Source: s.Source, Params: p, Spans: b.spans, Since: b.since,
		Total: b.total(), Targets: b.targets.of(b.spans), Outlook: b.outlook(),
		Weeks: b.weeks(), Months: b.months(), Pace: b.pace(),
		Salespeople: b.salespeople(), Customers: b.customers(),
		Products: b.products(), NotOnLines: b.notOnLines,
		Quotations: quotations,
		Exceptions: b.sortedExceptions(),
		Findings:   b.sortedFindings(), Intake: b.intake(),
	}
	r.Rankings = rankings(r.Customers, p)
	r.Concentration = concentration(r.Customers)
	r.Regions, r.Groups = b.areas(r.Customers)
	r.Categories = b.categories(r.Products)
	r.Scorecard = scorecard(r)
	r.Checks = checks(r)
	return r, nil
}
