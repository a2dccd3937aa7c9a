package fact

import "slices"

// Outcome is what became of a quotation.
type Outcome uint8

// The outcomes. That one expires is no outcome: whoever offered may still take the
// order, and an analysis says so of the day that it looks at.
const (
	OutcomeOpen    Outcome = iota // nobody has decided
	OutcomeOrdered                // the customer ordered, all of it or a part
	OutcomeLost                   // the customer declined, or bought elsewhere
)

// Outcomes lists every outcome by the code that a preset's SQL answers with.
var Outcomes = []string{OutcomeOpen: "open", OutcomeOrdered: "ordered", OutcomeLost: "lost"}

// String returns the code of the outcome.
func (o Outcome) String() string { return Outcomes[o] }

// ParseOutcome returns the outcome of a code, false where there is no such code.
func ParseOutcome(code string) (Outcome, bool) {
	i := slices.Index(Outcomes, code)
	return Outcome(max(i, 0)), i >= 0
}

// Quotation is what was offered to a customer, and what had become of it by the
// as-of date of the snapshot.
type Quotation struct {
	ID, Number string
	// Customer is None of a prospect: somebody who has a name and is no customer.
	Customer    Ref
	Prospect    string
	Salesperson Ref
	Quoted      Date
	ValidUntil  Date // included; none where the offer does not expire
	Currency    Currency
	Amount      Amount // document currency, with or without tax as the source's orders are
	Outcome     Outcome
	Decided     Date // none while open
	Order       Ref  // into Snapshot.Orders; None where there is none, or it is not known
}
