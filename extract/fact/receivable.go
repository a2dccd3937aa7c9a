package fact

// Kind says what a document is, and with it the sign of its amounts.
type Kind uint8

// The kinds of documents. Opening and journal carry their own sign: a positive
// amount is a debit, a negative one a credit.
const (
	Invoice Kind = iota
	CreditNote
	DebitNote
	Opening
	Journal
)

// Kinds lists every kind by the code that a preset's SQL answers with.
var Kinds = []string{Invoice: "invoice", CreditNote: "credit_note", DebitNote: "debit_note", Opening: "opening", Journal: "journal"}

// String returns the code of the kind.
func (k Kind) String() string { return Kinds[k] }

// Sign is −1 for a credit note and +1 for all others.
func (k Kind) Sign() Amount {
	if k == CreditNote {
		return -1
	}
	return 1
}

// Sale says whether documents of the kind are sales: openings and journals move
// the receivable only.
func (k Kind) Sale() bool { return k == Invoice || k == CreditNote || k == DebitNote }

// Document is anything but money that changes what a customer owes.
type Document struct {
	ID, Number  string
	Kind        Kind
	Disputed    bool
	Customer    Ref // into Snapshot.Customers
	Salesperson Ref // the document's own; shares stand in Snapshot.Shares
	Posted, Due Date
	// CancelledOn is when the document ceased to count; none while it counts.
	CancelledOn Date
	Currency    Currency
	Rate        Rate
	// Net, Tax and Gross are in document currency, the Company… in company
	// currency as the ERP booked them, else converted at Rate.
	Net, Tax, Gross                      Amount
	CompanyNet, CompanyTax, CompanyGross Amount
	Corrects, Revalues                   Ref // into Snapshot.Documents
	Order, Contract                      string
	CreatedBy, ApprovedBy                Name
}

// Revalued is the document whose company amount this one adjusts to another
// exchange rate, or None. Such a journal moves company currency only.
func (d *Document) Revalued() Ref {
	if d.Kind != Journal || d.Gross != 0 {
		return None
	}
	return d.Revalues
}

// Instalment is one part of a document's gross amount with a due date of its own.
type Instalment struct {
	Document Ref
	No       int
	Due      Date
	Amount   Amount // document currency
}

// ShareScale is a salesperson's whole share: one hundred percent.
const ShareScale = 1_000_000

// Share is a salesperson's part of a document, in millionths.
type Share struct {
	Document, Salesperson Ref
	Millionths            int32
}

// Receipt is money received, or with a negative amount money paid back.
type Receipt struct {
	ID, Number string
	Customer   Ref
	Received   Date
	// Matures is when a bill or post-dated cheque becomes money.
	Matures Date
	// BouncedOn is when the money was taken back; none while it stands.
	BouncedOn             Date
	Currency              Currency
	Rate                  Rate
	Amount, CompanyAmount Amount
	Reference             string
	Method                Name
	CreatedBy, ApprovedBy Name
}

// AllocationKind says what an allocation does to the document it is set against.
type AllocationKind uint8

// The kinds of allocations. A receipt, a credit and a refund move between two
// ends; a discount and a write-off without a giving end lower the receivable
// itself; an exchange moves company currency only, a positive amount being a loss.
const (
	AllocReceipt AllocationKind = iota
	AllocCredit
	AllocDiscount
	AllocWriteOff
	AllocExchange
	AllocRefund
)

// AllocationKinds lists every kind by the code that a preset's SQL answers with.
var AllocationKinds = []string{
	AllocReceipt: "receipt", AllocCredit: "credit", AllocDiscount: "discount",
	AllocWriteOff: "write_off", AllocExchange: "exchange", AllocRefund: "refund",
}

// String returns the code of the kind.
func (k AllocationKind) String() string { return AllocationKinds[k] }

// Allocation sets money or credit against a document.
type Allocation struct {
	// At most one of FromReceipt and FromDocument is known.
	FromReceipt, FromDocument Ref
	// To is into Snapshot.Documents, or with ToMoney into Snapshot.Receipts: a
	// refund set against the deposit it returns, or without a giving end a small
	// overpayment that is written off.
	To Ref
	// On is the ERP's own date of the matching, none where it keeps none.
	On, CancelledOn Date
	ToMoney         bool
	Kind            AllocationKind
	HasCompany      bool
	Inferred        bool
	Instalment      int    // 0 where none is named
	Amount          Amount // currency of To
	// FromAmount is in the currency of the giving end; equal to Amount where
	// the ERP keeps none and the currencies are the same.
	FromAmount Amount
	// CompanyAmount is what the ERP booked, meaningful where HasCompany.
	CompanyAmount Amount
}

// document is the document that takes, or None where money does.
func (a *Allocation) document() Ref {
	if a.ToMoney {
		return None
	}
	return a.To
}

// Order is what a customer ordered, and how far it has come.
type Order struct {
	ID, Number                             string
	Customer, Salesperson                  Ref
	Ordered, Approved, Signed              Date
	Promised, Shipped, Delivered, Invoiced Date
	ApprovedBy                             Name
	Currency                               Currency
	Amount, NotShipped, NotInvoiced        Amount // document currency
	Status                                 Name
}

// Delivery is goods shipped, as far as they are not invoiced.
type Delivery struct {
	ID                 string
	Order, Customer    Ref // Order into Snapshot.Orders
	Shipped, Delivered Date
	NotInvoiced        Amount // company currency
}

// DailyRate is a currency's rate of a day.
type DailyRate struct {
	Currency Currency
	Date     Date
	Rate     Rate
}

// Target is what a salesperson should sell in a month, in company currency.
type Target struct {
	Salesperson Ref
	Month       Date // its first day
	NetSales    Amount
}

// Promotion is a campaign that lines name.
type Promotion struct {
	ID, Name    string
	From, Until Date // both included
}

// ControlBasis says who states a control total.
type ControlBasis string

// The bases of control totals.
const (
	ControlLedger ControlBasis = "gl"  // the general ledger's receivables account
	ControlSource ControlBasis = "erp" // the ERP's own way of totalling
)

// Control is one statement of the receivable from outside the documents.
// Statements of one basis add up: a source may give one total at the as-of date
// or the postings of an account.
type Control struct {
	Basis   ControlBasis
	Account string
	Posted  Date // none where the amount is the total at the as-of date
	Amount  Amount
}
