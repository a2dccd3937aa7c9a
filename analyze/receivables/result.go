package receivables

import (
	"fmt"

	"daybook/extract/fact"
)

// Result is the whole of the daily report, without words or layout.
type Result struct {
	Company fact.Company
	Source  fact.Source
	Params  Params
	Buckets []Bucket
	// Now and the three earlier days that it is compared with.
	Now, Previous, MonthEnd, LastYear Figures
	// History holds the month-ends before and, last, the as-of day.
	History   []Figures
	Items     []Item     // by customer code, then due date and number
	Customers []Customer // most overdue first
	Top       []Customer // who owe most, at most Params.Top
	// Salespeople, Regions and Groups split the same receivable; each sums to it.
	Salespeople, Regions, Groups []Group
	// Movements are since the previous report and since the last month-end.
	Movements []RollForward
	// CustomerMovements part Movements[0]; by customer code, without those whom
	// nothing moved and who owe nothing.
	CustomerMovements []CustomerMovement
	Changes           []Change
	// Window is the span up to the as-of day that billing and payments are of.
	Window fact.Period
	// Months are MovementMonths, rising, the last to date.
	Months     []Month
	Collected  CollectedBy
	Sales      Sales
	Exceptions []Exception
	Checks     fact.Checks
	Intake     []fact.Intake
	Findings   []fact.Finding
}

// Collection is that of the as-of day: the last month's.
func (r *Result) Collection() Collection {
	if len(r.Months) == 0 {
		return Collection{}
	}
	return r.Months[len(r.Months)-1].Collection
}

// Bucket is one class of age, both limits included, in days.
type Bucket struct {
	Code     string // "not_due", "1-30", "over_90"
	From, To int    // To is −1 for the last
}

// Buckets returns the classes that the rising upper limits make. By due date the
// first is not_due, which the due day itself belongs to; by posting date it
// begins with day 0.
func Buckets(by AgeBy, limits []int) []Bucket {
	var buckets []Bucket
	from := 0
	if by == ByDueDate {
		buckets = append(buckets, Bucket{Code: "not_due", From: -1 << 31, To: 0})
		from = 1
	}
	for _, to := range limits {
		buckets = append(buckets, Bucket{Code: fmt.Sprintf("%d-%d", from, to), From: from, To: to})
		from = to + 1
	}
	return append(buckets, Bucket{Code: fmt.Sprintf("over_%d", from-1), From: from, To: -1})
}

// bucketOf returns the index of the class that an age in days belongs to.
func bucketOf(by AgeBy, limits []int, days int) int {
	first := 0
	if by == ByDueDate {
		if days <= 0 {
			return 0
		}
		first = 1
	}
	for i, to := range limits {
		if days <= to {
			return first + i
		}
	}
	return first + len(limits)
}

// Class says to which of the three parts of the receivable an item belongs.
type Class uint8

// The parts of the net receivable.
const (
	OnInvoice Class = iota
	Credit
	Advance
)

// Item is one open item: a document, one of its instalments, or money on account.
type Item struct {
	Class       Class
	Kind        fact.Kind // of a document
	Document    fact.Ref
	Receipt     fact.Ref
	Instalment  int // 0 where the document has none
	Customer    fact.Ref
	Number      string
	Posted, Due fact.Date
	DueAssumed  bool
	// DaysLate is as-of minus due date: negative is not yet due. Of an item
	// without due date (credits, advances) it is its age since posting.
	DaysLate int
	Age      int // days since posting
	Bucket   int // into Result.Buckets, −1 for credits and advances
	Currency fact.Currency
	// Amount and Open are in document currency, signed; CompanyAmount and Company
	// are the same in company currency.
	Amount, Open           fact.Amount
	CompanyAmount, Company fact.Amount
	// Credited is what other documents settled of Amount, and CompanyCredited in
	// company currency; what else is settled is money, discount or write-off. Of
	// instalments the first is taken to be paid in money.
	Credited, CompanyCredited fact.Amount
	PartPaid, Disputed        bool
	// Revaluation is all that revalues one document: Open is 0, and Class, Due and
	// Bucket are those of the document. Document is the last that did so.
	Revaluation     bool
	Order, Contract string
	Salesperson     fact.Ref // the one with the largest share
}

// Balance is a receivable in its parts. The zero Balance is empty.
type Balance struct {
	Invoices                 int // documents with something open
	OnInvoices               fact.Amount
	Credits, Advances        fact.Amount // negative
	Net                      fact.Amount
	Overdue                  fact.Amount
	OverdueItems, Items      int
	Aging                    []fact.Amount // by bucket; sums to OnInvoices
	AgingItems, AgingHolders []int         // items and customers by bucket
	Oldest                   int           // days past due of the oldest item
}

// OverdueShare is overdue of open invoices, 0…1.
func (b Balance) OverdueShare() (float64, bool) { return b.Overdue.Ratio(b.OnInvoices) }

// Figures are the headline figures of one day.
type Figures struct {
	AsOf fact.Date
	Balance
	Customers int // with something open
	DSO       Measure
	// OverLimit is what customers owe above their limit as it is now.
	OverLimit          fact.Amount
	OverLimitCustomers int
}

// Measure is a statistic that may not exist.
type Measure struct {
	Value   float64
	Valid   bool
	AtLeast bool   // the history ends before the measure does
	Reason  string // code, where not Valid
}

// Customer is one customer's receivable.
type Customer struct {
	Ref fact.Ref
	Balance
	LastReceived       fact.Date
	LastReceivedAmount fact.Amount
	OverLimit          fact.Amount // 0 where within the limit or without one
	OverSince          fact.Date
	LimitUse           float64 // net receivable of limit; 0 without one
}

// Group is the receivable of a salesperson, a region or a customer group. Ref is
// None where the split is by name, or for what nobody is named for.
type Group struct {
	Ref       fact.Ref
	Name      string
	Customers int
	Balance
}

// RollForward explains the way from one day's net receivable to another's.
type RollForward struct {
	From, To fact.Date
	Opening  fact.Amount
	// The movements, signed as they move the receivable.
	Invoiced, Credited, Journals    fact.Amount
	Received, Discounts, WrittenOff fact.Amount
	Exchange                        fact.Amount // realised, and by revaluation
	Closing                         fact.Amount
}

// CustomerMovement is the part of a roll-forward that is one customer's.
type CustomerMovement struct {
	Ref fact.Ref
	RollForward
}

// Sum is the opening plus every movement: it must equal Closing.
func (r RollForward) Sum() fact.Amount {
	sum := r.Opening
	for _, m := range []fact.Amount{r.Invoiced, r.Credited, r.Journals, r.Received, r.Discounts, r.WrittenOff, r.Exchange} {
		sum = sum.Plus(m)
	}
	return sum
}

// ChangeKind is what happened to an item or a customer since the last report.
type ChangeKind string

// The changes, in the order in which they are listed.
const (
	NewlyOverdue ChangeKind = "newly_overdue"
	NewOverLimit ChangeKind = "new_over_limit"
	MovedBucket  ChangeKind = "moved_bucket"
	Reopened     ChangeKind = "reopened"
	Cleared      ChangeKind = "cleared"
	Cancelled    ChangeKind = "cancelled"
	PartPaid     ChangeKind = "part_paid"
	NewInvoice   ChangeKind = "new_invoice"
	NewCredit    ChangeKind = "new_credit"
	NewAdvance   ChangeKind = "new_advance"
	AdvanceUsed  ChangeKind = "advance_used"
)

// ChangeKinds lists every change in order.
var ChangeKinds = []ChangeKind{
	NewlyOverdue, NewOverLimit, MovedBucket, Reopened, Cleared, Cancelled, PartPaid, NewInvoice, NewCredit, NewAdvance, AdvanceUsed,
}

// Change is one difference between two reports. Item is as it is now, or as it
// was where it is cleared; of NewOverLimit only the customer is set.
type Change struct {
	Kind     ChangeKind
	Item     Item
	From, To int         // buckets; −1 where there is none
	Amount   fact.Amount // what the change is about: open for bucket moves, the difference else
}

// Sales is turnover net of tax, returns and credit notes.
type Sales struct {
	Month, MonthLastYear fact.Amount // month to date; the same days a year earlier
	Year, YearLastYear   fact.Amount // fiscal year to date
}

// ExceptionKind is what needs attention.
type ExceptionKind string

// The exceptions, most urgent first.
const (
	OverCreditLimit  ExceptionKind = "over_limit"
	NewOverdue       ExceptionKind = "newly_overdue"
	OldestBucket     ExceptionKind = "oldest_bucket"
	Bounced          ExceptionKind = "bounced"
	Concentration    ExceptionKind = "concentration"
	HistoryChanged   ExceptionKind = "history_changed"
	RowsExcluded     ExceptionKind = "rows_excluded"
	DisputedItems    ExceptionKind = "disputed"
	HeldCustomers    ExceptionKind = "on_hold"
	UnmatchedCredits ExceptionKind = "unmatched"
)

// ExceptionKinds lists every exception in order.
var ExceptionKinds = []ExceptionKind{
	OverCreditLimit, NewOverdue, OldestBucket, Bounced, Concentration, HistoryChanged, RowsExcluded, DisputedItems, HeldCustomers, UnmatchedCredits,
}

// Exception is one thing to act on, or with Act false to watch.
type Exception struct {
	Kind      ExceptionKind
	Act       bool
	Amount    fact.Amount
	Items     int
	Customers int
	Since     fact.Date // none where it is not kept
	// Worst is the customer that weighs most, with its Share: of its limit for
	// OverCreditLimit, of the net receivable for Concentration.
	Worst fact.Ref
	Share float64
}

// CheckIDs lists every check in order; the last two come from outside.
var CheckIDs = []string{
	"buckets", "parts", "items", "customers", "salespeople", "movement_previous", "movement_month", "movement_months", "erp", "gl",
}
