package sales

import "daybook/extract/fact"

// Result is the whole of the weekly report, without words or layout.
type Result struct {
	Company fact.Company
	Source  fact.Source
	Params  Params
	Spans   [PeriodCount]Span // what Periods of every row below are summed over
	Since   fact.Date         // the first sale that the source knows

	Scorecard []KPI
	Total     *Activities // of the whole company, summed by day
	Targets   *Targets
	Outlook   Outlook

	Salespeople []Salesperson // largest gap of the month first
	Customers   []Customer    // most sales of the year first
	Rankings    Rankings
	// Concentration is of net sales of twelve months.
	Concentration Concentration
	Products      []Product
	Categories    []Category
	// NotOnLines is what documents come to beyond their lines, such as freight
	// or rounding: Products and NotOnLines sum to Total.
	NotOnLines *ProductPeriods
	// Regions and Groups split the customers; each sums to Total.
	Regions, Groups []Area
	Weeks, Months   []TrendPoint // the oldest first; the last may be partial
	// Pace is every day of the month, each point the sum from the first day on.
	Pace []TrendPoint

	// Quotations is nil where the source has none.
	Quotations *Quotations

	Exceptions []Exception // in the order of ExceptionKinds, then the largest first
	Checks     fact.Checks
	Intake     []fact.Intake
	Findings   []fact.Finding // of this analysis; those of reading are the snapshot's
}

// Salesperson is what one sold. Ref is None for what nobody is named for.
type Salesperson struct {
	Ref     fact.Ref
	Periods *Activities
	Targets *Targets
	// MonthTarget is that of the whole month, and PerDay what each working day
	// left must bring to reach it.
	MonthTarget Target
	PerDay      fact.Amount
	Standings   Standings
	Left        bool // no longer with the company on the as-of day
}

// Attainment is net sales of a period as a part of its target.
func (s *Salesperson) Attainment(id PeriodID) Measure {
	return s.Targets[id].Attainment(s.Periods[id].Net())
}

// Gap is what lacks to the target of a period; 0 without one.
func (s *Salesperson) Gap(id PeriodID) fact.Amount { return s.Targets[id].Gap(s.Periods[id].Net()) }

// Customer is what one bought, and how it buys.
type Customer struct {
	Ref     fact.Ref
	Periods *Activities
	// First and Last are the days of the first and the last invoice that still
	// count; none where there are none. Older says that an opening balance shows
	// the customer to be older than the books.
	First, Last fact.Date
	Older       bool
	Purchases   int // distinct days of invoices
	Silent      int // days since the last
	// Interval is the usual number of days between purchases: the customer's
	// own, or where it has too few that of its group. Silence is Silent in
	// multiples of it, and State what that means.
	Interval    Measure
	OwnInterval bool
	Silence     Measure
	State       State // none where there is no interval
	RFM         RFM   // over 24 months
	Class       Class // over 12 months
	Share       Measure
}

// Rankings point into Result.Customers.
type Rankings struct {
	Top []*Customer // by net sales of the year
	// FourWeeks compares with the four before, Year with last year.
	FourWeeks, Year Moves
	// Lapsing are the slipping and the lapsing, who brought most first.
	Lapsing []*Customer
}

// Moves are who bought more and who bought less, the largest change first.
type Moves struct{ Gainers, Losers []Move }

// Move is a customer's change of net sales between two periods.
type Move struct {
	Customer          *Customer
	Now, Base, Change fact.Amount
}

// Product is what was sold of one. Ref is None for what is of no product.
type Product struct {
	Ref     fact.Ref
	Periods *ProductPeriods
	Class   Class // over 12 months
	Share   Measure
}

// Category is the products of one.
type Category struct {
	Name     string
	Products int
	Periods  *ProductPeriods
	Class    Class
	Share    Measure
}

// Area is the customers of a region or of a group.
type Area struct {
	Name    string
	Periods *Activities
	// Customers is how many were invoiced or credited in each period.
	Customers [PeriodCount]int
}

// TrendPoint is a week or a month beside the comparable one of a year before.
type TrendPoint struct {
	Span     Span
	LastYear Span
	Now      Activity
	Base     Activity // of LastYear
	Target   Target
}
