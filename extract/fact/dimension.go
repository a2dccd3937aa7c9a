package fact

// Ref points at an element of one of the snapshot's slices; None points nowhere.
type Ref int32

// None is the reference to nothing.
const None Ref = -1

// Known says whether r points at something.
func (r Ref) Known() bool { return r >= 0 }

// Company is the one company, entity or tenant that a snapshot is about.
type Company struct {
	ID, Name string
	Currency Currency
	// FiscalYearStart is the first month of the fiscal year, 1…12.
	FiscalYearStart int
	// TimeZone is an IANA name; it says when a day ends.
	TimeZone string
}

// Customer is who owes.
type Customer struct {
	ID, Code, Name         string
	Group, Region, Country string
	Salesperson, Collector Ref // into Snapshot.Salespeople
	Parent                 Ref // into Snapshot.Customers
	Currency               Currency
	Terms                  Terms
	// Limit is the credit limit in company currency, meaningful where HasLimit.
	Limit                Amount
	HasLimit, OnHold     bool
	Contact, Mail, Phone string
	Since                Date
	Inactive             bool
	// Missing marks a customer that facts name and the ERP does not have. It
	// exists so that the amounts are not lost.
	Missing bool
}

// TermsRule says how a due date follows from a posting date.
type TermsRule uint8

// The rules that the ERPs know.
const (
	TermsUnknown    TermsRule = iota
	TermsDays                 // Days after posting
	TermsEndOfMonth           // the end of the month that Days after posting fall into
	TermsDayOfMonth           // the next Day of a month after Days from posting
)

// Terms are a customer's terms of payment.
type Terms struct {
	Rule TermsRule
	Days int
	Day  int // of the month, for TermsDayOfMonth
}

// Due returns the due date of a document posted on the given day, and false
// where the terms are unknown.
func (t Terms) Due(posted Date) (Date, bool) {
	base := posted.AddDays(t.Days)
	switch t.Rule {
	case TermsDays:
		return base, true
	case TermsEndOfMonth:
		return base.MonthEnd(), true
	case TermsDayOfMonth:
		due := min(base.MonthStart().AddDays(t.Day-1), base.MonthEnd())
		if due < base {
			next := base.MonthEnd().AddDays(1)
			due = min(next.AddDays(t.Day-1), next.MonthEnd())
		}
		return due, true
	}
	return 0, false
}

// Salesperson sells, and may collect.
type Salesperson struct {
	ID, Code, Name     string
	Team, Region, Mail string
	Manager            Ref // into Snapshot.Salespeople
	Joined, Left       Date
	Inactive           bool // left, or does not sell any more, since nobody knows when
}

// Product is what is sold.
type Product struct {
	ID, Code, Name          string
	Category, Brand, Unit   string
	ListPrice, StandardCost UnitPrice
	HasListPrice, HasCost   bool
}
