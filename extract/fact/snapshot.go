package fact

// Snapshot is everything that one extraction read, inside one read-only
// transaction, about one company. It is never changed after extraction.
type Snapshot struct {
	Company     Company
	Source      Source
	Customers   []Customer
	Salespeople []Salesperson
	Products    []Product
	Documents   Documents
	Instalments []Instalment
	Shares      []Share
	Lines       Lines
	Receipts    Receipts
	Allocations []Allocation
	Orders      Orders
	Deliveries  []Delivery
	Quotations  Quotations
	Rates       []DailyRate
	Targets     []Target
	Promotions  []Promotion
	Control     []Control
	Income      []Income
	// Intake counts the rows of each fact that was read, in reading order.
	Intake []Intake
	// Findings are the rows that were excluded, or used under an assumption.
	Findings []Finding
}

// Source says where a snapshot came from and what the source can supply.
type Source struct {
	Preset string
	// Missing names the facts ("allocations") and columns ("documents.due") that
	// the preset cannot supply.
	Missing []string
	// Known says why the ERP's own total may differ from the facts.
	Known []KnownDifference
}

// KnownDifference is a reason for which an ERP's own total of what customers owe may
// differ from what they do owe.
type KnownDifference string

// The known differences. Some of them a preset's control takes off by itself.
const (
	UnapprovedCounted KnownDifference = "unapproved_counted" // it counts what nobody approved
	OrderDeposits     KnownDifference = "order_deposits"     // it leaves deposits on orders out
	UnsettledMoney    KnownDifference = "unsettled_money"    // it leaves money out that settles nothing
	HeadsAndItems     KnownDifference = "heads_and_items"    // the items of a receipt need not sum to its head
	ClosedUnpaid      KnownDifference = "closed_unpaid"      // it forgets what was missing when an invoice was closed
	OrphanPayments    KnownDifference = "orphan_payments"    // payments on no invoice are in nobody's account
	CancelledRows     KnownDifference = "cancelled_rows"     // rows of what was cancelled stay, and must be left out
	MatchedSince      KnownDifference = "matched_since"      // it is today's, and knows of what was matched since
)

// KnownDifferences lists them all.
var KnownDifferences = []KnownDifference{
	UnapprovedCounted, OrderDeposits, UnsettledMoney, HeadsAndItems, ClosedUnpaid, OrphanPayments, CancelledRows, MatchedSince,
}

// Supplies says whether the source supplies a fact or a column.
func (s Source) Supplies(what string) bool {
	for _, m := range s.Missing {
		if m == what {
			return false
		}
	}
	return true
}

// Intake counts the rows of one fact: Read = Used + Excluded, and Assumed is
// part of Used.
type Intake struct {
	Fact                          string
	Read, Used, Excluded, Assumed int
}

// LeftOut counts the rows that are in no figure, but for those of which the preset
// says why the ERP does not count them either: there is nothing to be done about them.
func LeftOut(read []Intake, findings []Finding) int {
	n := 0
	for _, in := range read {
		n += in.Excluded
	}
	for _, f := range findings {
		if f.Treatment == Excluded && f.Reason == NotCounted {
			n -= f.Rows()
		}
	}
	return n
}

// Treatment says what became of a row that is not as it should be.
type Treatment string

// The treatments of odd rows.
const (
	Excluded Treatment = "excluded" // not in any figure
	Assumed  Treatment = "assumed"  // used, with a value that the row lacks
	Noted    Treatment = "noted"    // used as it stands, but odd
)

// Finding is one odd row, or a group of them that share a reason. Reason is a
// code that render/locale words, together with how to mend it in the ERP.
type Finding struct {
	Treatment Treatment
	Fact      string // "documents"
	Row       string // the row's number or id
	Customer  string // code, where the row has one
	Reason    Reason
	Value     string // the offending value or the assumed one
	Amount    Amount
	HasAmount bool
	Currency  Currency
	// Count is the number of rows that the finding stands for; 0 and 1 are one.
	Count int
}

// Rows is the number of rows that the finding stands for.
func (f Finding) Rows() int { return max(f.Count, 1) }

// Reason is the code of a finding.
type Reason string

// The reasons, each with a wording and a remedy in every language.
const (
	NullAmount        Reason = "null_amount"         // an amount is NULL
	BadNumber         Reason = "bad_number"          // a value is not a number, or out of range
	BadDate           Reason = "bad_date"            // a date is '0000-00-00' or not a date
	NullDate          Reason = "null_date"           // a posting date is NULL
	UnknownKind       Reason = "unknown_kind"        // a kind that the contract does not know
	NotCounted        Reason = "not_counted"         // the preset knows why it counts in no figure
	DuplicateID       Reason = "duplicate_id"        // a second row of the same id
	DuplicateNumber   Reason = "duplicate_number"    // another document bears the number
	UnknownCustomer   Reason = "unknown_customer"    // the ERP has no such customer
	UnknownReference  Reason = "unknown_reference"   // a row names one that does not exist
	MissingRate       Reason = "missing_rate"        // foreign currency without a rate or booked amount
	AmountRounded     Reason = "amount_rounded"      // more than four decimals
	DueFromTerms      Reason = "due_from_terms"      // no due date: taken from the customer's terms
	DueFromPosting    Reason = "due_from_posting"    // no due date and no terms: the posting date
	DueBeforePosting  Reason = "due_before_posting"  // due earlier than posted
	ValidBeforeQuoted Reason = "valid_before_quoted" // an offer that expired before it was made
	DecidedBefore     Reason = "decided_before"      // decided earlier than offered: taken as decided on that day
	UndatedOutcome    Reason = "undated_outcome"     // decided, and nobody knows when: the order's day, else that of the offer
	InferredMatch     Reason = "inferred_allocation" // the ERP matches nothing: inferred
	OverAllocated     Reason = "over_allocated"      // more allocated than there is
	ReceiptBeforeItem Reason = "receipt_before_item" // money received before its invoice was posted
	NegativeAmount    Reason = "negative_amount"     // an amount below zero where the kind gives the sign
	NegativeQuantity  Reason = "negative_quantity"
	LongText          Reason = "long_text"   // a text longer than a cell holds
	LongNumber        Reason = "long_number" // more digits than a cell holds
)

// Reasons lists every reason, for the completeness test of the locales.
var Reasons = []Reason{
	NullAmount, BadNumber, BadDate, NullDate, UnknownKind, NotCounted, DuplicateID, DuplicateNumber, UnknownCustomer,
	UnknownReference, MissingRate, AmountRounded, DueFromTerms, DueFromPosting, DueBeforePosting, InferredMatch,
	ValidBeforeQuoted, DecidedBefore, UndatedOutcome, OverAllocated, ReceiptBeforeItem, NegativeAmount, NegativeQuantity, LongText, LongNumber,
}
