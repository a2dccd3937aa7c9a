// Package receivables says what is owed at the end of a day, by whom and since
// when, what moved it there, and whether it ties out.
//
// The way through it: [NewBook] turns a snapshot into dated events, each moving
// one end – a document or a receipt – by an amount in its own and in company
// currency. A walk over the sorted events gives the [Position] at any day; every
// figure of [Result] is a sum over positions or over events. Nothing that an ERP
// stores as outstanding today is used, so a past day gives the same amounts
// whenever it is computed.
//
// Signs: what a customer owes is positive; open credits and advances are
// negative. Amounts without another word are in company currency.
package receivables

import (
	"slices"

	"daybook/extract/fact"
)

// AgeBy says from which date an item ages.
type AgeBy uint8

// Items age from their due date or from their posting date.
const (
	ByDueDate AgeBy = iota
	ByPostingDate
)

// Params are what the operator chose.
type Params struct {
	AsOf fact.Date
	// Previous is the day of the last report; none is the day before AsOf.
	Previous fact.Date
	// Stored is the net receivable that the last report stated for Previous,
	// meaningful where HasStored.
	Stored    fact.Amount
	HasStored bool
	AgeBy     AgeBy
	Limits    []int // upper limits of the buckets in days, rising; default 30, 60, 90
	DSOMonths int   // window of DSO: 1, 3 or 12 months; default 3
	// Concentration is the share of the net receivable from which one customer
	// is an exception; default 0.1.
	Concentration float64
	Top           int // number of top debtors; default 10
	// Tolerance is the difference that a check may show and still pass.
	Tolerance fact.Amount
	Months    int // of history; default 12
}

func (p Params) withDefaults() Params {
	if p.Previous.IsZero() {
		p.Previous = p.AsOf.AddDays(-1)
	}
	if len(p.Limits) == 0 {
		p.Limits = []int{30, 60, 90}
	}
	if p.DSOMonths == 0 {
		p.DSOMonths = 3
	}
	if p.Concentration == 0 {
		p.Concentration = 0.1
	}
	if p.Top == 0 {
		p.Top = 10
	}
	if p.Months == 0 {
		p.Months = 12
	}
	return p
}

// monthEndBefore is the month-end that a day is compared with.
func monthEndBefore(d fact.Date) fact.Date { return d.MonthStart().AddDays(-1) }

// monthEndsBefore are the last n of them, rising.
func monthEndsBefore(d fact.Date, n int) []fact.Date {
	var ends []fact.Date
	for ; n > 0; n-- {
		ends = append(ends, monthEndBefore(d.MonthStart().AddMonths(1-n)))
	}
	return ends
}

// Analyze computes the whole report for the day p.AsOf. It returns
// [fact.ErrOverflow] where a sum leaves the range of an amount.
func Analyze(s *fact.Snapshot, p Params) (*Result, error) {
	begun, err := Begin(s, p)
	if err != nil {
		return nil, err
	}
	return begun.End(s)
}

// Begun is a report that still lacks what compares it with the ERP's own totals.
type Begun struct {
	book     *Book
	r        *Result
	now, was *Position
}

// Begin computes all that needs no control totals of the snapshot, which may still
// be read: it takes longest.
func Begin(s *fact.Snapshot, p Params) (begun *Begun, err error) {
	defer fact.CatchOverflow(&err)
	p = p.withDefaults()
	book := NewBook(s)
	book.rankCustomers()
	days := reportDays(p)
	collector := book.newCollector(p)
	positions := book.positions(days.all(), p, collector)
	collector.finish()

	now, previous := positions[p.AsOf], positions[p.Previous]
	r := &Result{
		Company: s.Company, Params: p, Buckets: Buckets(p.AgeBy, p.Limits),
		Now:       now.figures,
		Previous:  previous.figures,
		MonthEnd:  positions[days.monthEnd].figures,
		LastYear:  positions[days.lastYear].figures,
		Items:     now.Items,
		Customers: book.customers(now, p),
		Movements: []RollForward{book.rollForward(previous, now), book.rollForward(positions[days.monthEnd], now)},
		Changes:   book.changes(previous, now),
		Window:    window(p.AsOf, p.DSOMonths),
		Months:    collector.months,
		Collected: collector.collected(),
		Sales:     book.netSales(p.AsOf),
		Findings:  book.findings(p.AsOf),
	}
	r.CustomerMovements = book.customerMovements(previous, now)
	r.Salespeople, r.Regions, r.Groups = book.groupings(now, p)
	for _, day := range days.history {
		r.History = append(r.History, positions[day].figures)
	}
	r.Top = topDebtors(r.Customers, p.Top)
	return &Begun{book, r, now, previous}, nil
}

// End adds the tie-out, and what reading found odd. The snapshot is that of the
// beginning, read to its end.
func (x *Begun) End(s *fact.Snapshot) (r *Result, err error) {
	defer fact.CatchOverflow(&err)
	r, x.book.s = x.r, s
	r.Source = s.Source
	r.Findings = slices.Concat(s.Findings, r.Findings)
	r.Intake = x.book.intake(r.Params.AsOf)
	r.Exceptions = x.book.exceptions(r, x.now, x.was)
	r.Checks = x.book.checks(r, x.now)
	return r, nil
}

// days are the as-of days that one report looks at.
type days struct {
	asOf, previous, monthEnd, lastYear fact.Date
	history                            []fact.Date // rising, the last is the as-of day
}

func reportDays(p Params) days {
	d := days{
		asOf: p.AsOf, previous: p.Previous,
		monthEnd: monthEndBefore(p.AsOf), lastYear: p.AsOf.AddMonths(-12),
	}
	d.history = append(monthEndsBefore(p.AsOf, p.Months-1), p.AsOf)
	return d
}

func (d days) all() []fact.Date {
	return append([]fact.Date{d.asOf, d.previous, d.monthEnd, d.lastYear}, d.history...)
}
