package sample

import (
	"slices"
	"strings"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// collect takes in what a customer pays on a day.
func (f *firm) collect(c *customer, day fact.Date) {
	if len(c.items) == 0 && len(c.credits) == 0 {
		return
	}
	f.refundCredits(c, day)
	if !c.runs || f.calendar.payRun(day) {
		f.useCredits(c, day)
		f.payDue(c, day)
	}
	c.items = slices.DeleteFunc(c.items, func(it item) bool { return it.open == 0 })
	c.credits = slices.DeleteFunc(c.credits, func(cr credit) bool { return cr.open == 0 })
}

// payDue pays all that the customer means to have paid by now.
func (f *firm) payDue(c *customer, day fact.Date) {
	var due []int
	for i := range c.items {
		if it := &c.items[i]; it.plan <= day && it.open > 0 {
			due = append(due, i)
		}
	}
	if c.runs && len(due) > 1 {
		f.payTogether(c, due, day)
		return
	}
	for _, i := range due {
		f.pay(c, i, day)
	}
}

// payTogether pays many invoices with one receipt.
func (f *firm) payTogether(c *customer, due []int, day fact.Date) {
	var total fact.Amount
	due = slices.DeleteFunc(due, func(i int) bool {
		it := &c.items[i]
		if it.lost {
			f.writeOff(it, it.open, day)
			return true
		}
		total = total.Plus(it.open)
		return false
	})
	if total == 0 {
		return
	}
	r := f.receive(c, total, day, receiptNotes{})
	for _, i := range due {
		f.settle(&r, &c.items[i], c.items[i].open, day)
	}
}

// pay settles one item in one of the [ways], mostly plainly.
func (f *firm) pay(c *customer, i int, day fact.Date) {
	it := &c.items[i]
	late := day.Days(it.due)
	switch {
	case it.lost:
		f.writeOff(it, it.open, day)
		return
	case c.early && it.instalment == 0 && !it.touched && day <= it.posted.AddDays(discountDays) && it.due > day:
		f.payEarly(c, it, day)
		return
	}
	f.wayOfPaying(c, it)(f, c, it, day)
	if late > 30 && c.market.domestic() && c.chance.percent(5) {
		f.chargeInterest(c, it.document, day) // moves c.items: it is not used after
	}
}

// Who pays within so many days keeps so many percent.
const (
	discountDays    = 10
	discountPercent = 2
)

func (f *firm) payEarly(c *customer, it *item, day fact.Date) {
	kept := roundTo(divided(int64(it.open)*discountPercent, 100), c.market.currency.Decimals())
	r := f.receive(c, it.open-kept, day, receiptNotes{})
	f.settle(&r, it, it.open-kept, day)
	f.allow(it, kept, day)
}

// receiptNotes is what is seldom known of a receipt.
type receiptNotes struct {
	bounced fact.Date
	method  string
}

// receive enters money that came in and returns it as not yet set against
// anything.
func (f *firm) receive(c *customer, amount fact.Amount, day fact.Date, n receiptNotes) credit {
	booked := f.convert(c.market.currency, amount, day)
	row := reference.Receipt{
		ID: f.id("receipts"), Number: f.number("RC", day), Customer: c.id, Received: day.String(), BouncedOn: n.bounced.String(),
		Currency: string(c.market.currency), Rate: f.rates.on(c.market.currency, day).text,
		Amount: amount.String(), CompanyAmount: booked.String(), Method: n.method,
	}
	if row.Method == "" {
		row.Method = f.method(c, &row, day)
	}
	f.enter(c, row)
	f.ledger.receipt(day, booked)
	if !n.bounced.IsZero() {
		f.ledger.bounced(n.bounced, booked)
	}
	return credit{kind: fromReceipt, giver: row.ID, balance: newBalance(amount, booked)}
}

// method draws how the customer pays; a bank acceptance matures months later.
func (f *firm) method(c *customer, row *reference.Receipt, day fact.Date) string {
	switch n := c.chance.below(100); {
	case !c.market.domestic():
		return "transfer"
	case n < 12:
		row.Matures = day.AddMonths(3 * c.chance.between(1, 2)).String()
		return "acceptance"
	case n < 17:
		return "cheque"
	}
	return "transfer"
}

// enter completes a receipt row and writes it.
func (f *firm) enter(c *customer, row reference.Receipt) {
	if !f.live {
		return
	}
	row.Reference = strings.ToUpper(row.Method[:2]) + " " + c.code + " " + row.Number
	row.CreatedBy, row.ApprovedBy = c.chance.sign()
	f.put(row)
}

// deposit takes three tenths of the first shipment's worth with the order.
func (f *firm) deposit(c *customer, s shipment, day fact.Date) {
	amount := roundTo(grossOf(c, s.lines)*3/10, c.market.currency.Decimals())
	r := f.receive(c, amount, day, receiptNotes{})
	r.order = s.order
	c.credits = append(c.credits, r)
}

// setDeposit sets the deposit of an order against its first invoice.
func (f *firm) setDeposit(c *customer, order string, it *item, day fact.Date) {
	for i := range c.credits {
		cr := &c.credits[i]
		if cr.order != order || cr.open == 0 || order == "" {
			continue
		}
		if amount := fit(c, cr, it); amount > 0 {
			f.settle(cr, it, amount, day)
		}
		cr.order, cr.use = "", day
	}
}

// useCredits deducts open credits from what is due.
func (f *firm) useCredits(c *customer, day fact.Date) {
	for i := range c.credits {
		cr := &c.credits[i]
		if cr.use.IsZero() || cr.use > day {
			continue
		}
		for k := range c.items {
			it := &c.items[k]
			if cr.open == 0 || it.plan > day || it.open == 0 || it.lost {
				continue
			}
			if amount := fit(c, cr, it); amount > 0 {
				f.settle(cr, it, amount, day)
			}
		}
	}
}

// refundCredits pays back what was agreed to be paid back.
func (f *firm) refundCredits(c *customer, day fact.Date) {
	for i := range c.credits {
		if cr := &c.credits[i]; !cr.refundOn.IsZero() && cr.refundOn <= day {
			f.refund(c, cr, day)
		}
	}
}

// refund pays a credit back. Against a credit note the payment is matched; money
// paid too much and its refund just stand side by side.
func (f *firm) refund(c *customer, cr *credit, day fact.Date) {
	amount := cr.open
	paid := f.convert(c.market.currency, amount, day)
	row := reference.Receipt{
		ID: f.id("receipts"), Number: f.number("RF", day), Customer: c.id, Received: day.String(),
		Currency: string(c.market.currency), Rate: f.rates.on(c.market.currency, day).text,
		Amount: amount.Neg().String(), CompanyAmount: paid.Neg().String(), Method: "transfer",
	}
	f.enter(c, row)
	f.ledger.refund(day, paid)
	taken := cr.take(amount)
	if cr.kind == fromDocument {
		giver := credit{kind: fromReceipt, giver: row.ID}
		f.put(allocation(fact.AllocRefund, &giver, &item{document: cr.giver}, amount, day))
		f.ledger.exchangeLoss(day, paid-taken)
	}
}
