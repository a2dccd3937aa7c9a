package sample

import (
	"strconv"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// balance is an amount in the customer's currency and in CNY, and what is left
// of both.
type balance struct {
	gross, company fact.Amount
	open, booked   fact.Amount
	touched        bool
}

func newBalance(gross, company fact.Amount) balance {
	return balance{gross: gross, company: company, open: gross, booked: company}
}

// take lowers the balance and returns by how much in CNY: the part that the
// amount is of the whole, or with the last of it all that is left.
func (b *balance) take(amount fact.Amount) fact.Amount {
	booked := b.booked
	if amount != b.open {
		booked = b.company.Share(amount, b.gross, 2)
	}
	b.open, b.booked, b.touched = b.open-amount, b.booked-booked, true
	return booked
}

// item is an invoice, or an instalment of one, that is to be paid.
type item struct {
	document          string // id
	instalment        int
	posted, due, plan fact.Date // plan: when the customer means to pay
	pledged           fact.Date // until when a cheque that will come back seems to pay it
	lost              bool      // it never will, and the claim is written off then
	balance
}

// What gives, as the allocations table names it.
const (
	fromReceipt  = "receipt"
	fromDocument = "document"
)

// credit is money or a credit note that is not yet set against anything.
type credit struct {
	kind, giver string
	order       string    // a deposit waits for this order's invoice
	use         fact.Date // from when it may be set against what is due; none: not at all
	refundOn    fact.Date
	balance
}

// allocationKind is what setting the credit against an item is called.
func (cr *credit) allocationKind() fact.AllocationKind {
	if cr.kind == fromReceipt {
		return fact.AllocReceipt
	}
	return fact.AllocCredit
}

// fit returns how much of the credit may be set against the item. In foreign
// currency an end that was touched once is settled whole the next time: its CNY
// are then split in two at most, and no two ways of rounding parts can differ.
func fit(c *customer, cr *credit, it *item) fact.Amount {
	amount := min(cr.open, it.open)
	if !c.market.domestic() && (cr.touched && amount < cr.open || it.touched && amount < it.open) {
		return 0
	}
	return amount
}

// settle sets a credit against an item. What both ends were booked at differs in
// foreign currency: the rest is an exchange difference.
func (f *firm) settle(cr *credit, it *item, amount fact.Amount, day fact.Date) {
	taken, given := it.take(amount), cr.take(amount)
	f.put(allocation(cr.allocationKind(), cr, it, amount, day))
	f.ledger.exchangeLoss(day, taken-given)
}

// allocation writes what settles what; without a credit nothing gives.
func allocation(kind fact.AllocationKind, cr *credit, it *item, amount fact.Amount, day fact.Date) reference.Allocation {
	row := reference.Allocation{Document: it.document, MatchedOn: day.String(), Amount: amount.String(), Kind: kind.String()}
	if cr != nil {
		row.GiverKind, row.Giver = cr.kind, cr.giver
	}
	if it.instalment > 0 {
		row.Instalment = strconv.Itoa(it.instalment)
	}
	return row
}

// allow lets the customer keep a part of what is due: a discount for paying early.
func (f *firm) allow(it *item, amount fact.Amount, day fact.Date) {
	f.ledger.discount(day, it.take(amount))
	f.put(allocation(fact.AllocDiscount, nil, it, amount, day))
}

// writeOff gives a part or all of an item up.
func (f *firm) writeOff(it *item, amount fact.Amount, day fact.Date) {
	f.ledger.writeOff(day, it.take(amount))
	f.put(allocation(fact.AllocWriteOff, nil, it, amount, day))
}
