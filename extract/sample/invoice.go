package sample

import (
	"strconv"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// document is what a document row is written from. Net and tax are in the
// customer's currency, booked is the gross amount in CNY.
type document struct {
	id, number                string
	kind                      fact.Kind
	posted, due, cancelled    fact.Date
	net, tax                  fact.Amount
	bookedNet, booked         fact.Amount
	rate                      string
	corrects, order, contract string
	disputed                  bool
	converted                 fact.Date // the day whose rate it was booked at
}

func (d document) gross() fact.Amount { return d.net + d.tax }

// invoiceShipments invoices what is due to be invoiced on a day.
func (f *firm) invoiceShipments(c *customer, day fact.Date) {
	kept := c.pending[:0]
	for _, s := range c.pending {
		if s.invoiced > day {
			kept = append(kept, s)
			continue
		}
		if again, ok := f.invoice(c, s, day); ok {
			kept = append(kept, again)
		}
	}
	clear(c.pending[len(kept):])
	c.pending = kept
}

// invoice makes a shipment out to the customer. Where the invoice is wrong and
// will be cancelled, it returns the shipment to be invoiced again.
func (f *firm) invoice(c *customer, s shipment, day fact.Date) (again shipment, ok bool) {
	d := f.newDocument(c, fact.Invoice, day, day, s.lines)
	d.corrects, d.order, d.contract = s.corrects, s.order, s.contract
	d.due, _ = c.terms.Due(day)
	if s.corrects == "" && c.chance.chance(8_000) {
		d.cancelled = atMost(f.calendar.after(day, c.chance.between(1, 6)), f.Until)
	}
	f.ledger.invoice(day, d.booked)
	if !d.cancelled.IsZero() {
		f.writeDocument(c, d, s.lines, "")
		f.ledger.cancelled(d.cancelled, d.booked)
		s.corrects, s.invoiced = d.id, d.cancelled
		return s, true
	}
	f.claim(c, d, s)
	f.foresee(c, d, s.lines)
	return shipment{}, false
}

// claim writes an invoice that stands, and has the customer pay it.
func (f *firm) claim(c *customer, d document, s shipment) {
	it := f.newItem(c, d)
	parts := f.instalments(c, d, it)
	if parts == nil {
		parts = []item{it}
		d.disputed = f.dispute(c, &parts[0])
	} else {
		d.due = parts[len(parts)-1].due
	}
	f.writeDocument(c, d, s.lines, "")
	f.writeInstalments(parts)
	f.share(c, d)
	c.items = append(c.items, parts...)
	if s.first {
		f.setDeposit(c, s.order, &c.items[len(c.items)-1], d.posted)
	}
}

// prefixes begin the numbers of documents.
var prefixes = []string{fact.Invoice: "INV", fact.CreditNote: "CN", fact.DebitNote: "DN", fact.Opening: "OB", fact.Journal: "JV"}

// newDocument computes a document from its lines, at the rate of the second day;
// without lines its amounts are left to the caller.
func (f *firm) newDocument(c *customer, kind fact.Kind, day, converted fact.Date, lines []orderLine) document {
	d := document{
		id: f.id("documents"), number: f.number(prefixes[kind], day), kind: kind, posted: day,
		converted: converted, rate: f.rates.on(c.market.currency, converted).text,
	}
	for _, l := range lines {
		d.net = d.net.Plus(l.net)
		d.bookedNet = d.bookedNet.Plus(f.convert(c.market.currency, l.net, converted))
	}
	d.tax = taxOn(c, d.net)
	d.booked = d.bookedNet + f.convert(c.market.currency, d.tax, converted)
	return d
}

func (f *firm) writeDocument(c *customer, d document, lines []orderLine, reason string) {
	if !f.live {
		return
	}
	createdBy, approvedBy := c.chance.sign()
	f.put(reference.Document{
		ID: d.id, Number: d.number, Kind: d.kind.String(), Customer: c.id, Posted: d.posted.String(), Due: d.due.String(),
		Currency: string(c.market.currency), Rate: d.rate,
		Net: d.net.String(), Tax: d.tax.String(), Gross: d.gross().String(),
		CompanyNet: d.bookedNet.String(), CompanyTax: (d.booked - d.bookedNet).String(), CompanyGross: d.booked.String(),
		Salesperson: f.sellerOn(c.seller, d.posted), Corrects: d.corrects, OrderNumber: d.order, Contract: d.contract,
		Disputed: flag(d.disputed), CancelledOn: d.cancelled.String(), CreatedBy: createdBy, ApprovedBy: approvedBy,
	})
	for i, l := range lines {
		f.put(reference.Line{
			Document: d.id, LineNo: strconv.Itoa(i + 1), Product: f.products[l.product].id, Quantity: units(l.quantity),
			ListPrice: l.list.String(), UnitPrice: l.price.String(), Discount: l.discount.String(),
			Net: l.net.String(), CompanyNet: f.convert(c.market.currency, l.net, d.converted).String(), Cost: l.cost.String(),
			Promotion: l.promotion, ReturnReason: reason,
		})
	}
}

// dispute lets the customer refuse to pay for a while. The flag is current: it
// stands only where the quarrel has not ended by the last day.
func (f *firm) dispute(c *customer, it *item) bool {
	if !c.chance.percent(2) {
		return false
	}
	it.plan = f.calendar.after(it.plan, c.chance.between(30, 110))
	return it.plan > f.Until
}

// instalments splits a large domestic invoice into three parts a month apart, and
// returns nil for all others.
func (f *firm) instalments(c *customer, d document, whole item) []item {
	if !c.market.domestic() || d.gross() < yuan(80_000) || !c.chance.percent(4) {
		return nil
	}
	third := roundTo(d.gross()/3, 2)
	parts := make([]item, 3)
	for i := range parts {
		amount := third
		if i == 2 {
			amount = d.gross() - 2*third
		}
		part := whole
		part.instalment = i + 1
		part.due = d.posted.AddMonths(i + 1)
		part.plan = f.intend(c, part.due, d.posted)
		part.balance = newBalance(amount, amount)
		parts[i] = part
	}
	return parts
}

func (f *firm) writeInstalments(parts []item) {
	for _, p := range parts {
		if p.instalment > 0 {
			f.put(reference.Instalment{Document: p.document, No: strconv.Itoa(p.instalment), Due: p.due.String(), Amount: p.open.String()})
		}
	}
}

// share divides some invoices between two salespeople.
func (f *firm) share(c *customer, d document) {
	if c.second < 0 || !c.chance.percent(6) {
		return
	}
	first, second := f.sellerOn(c.seller, d.posted), f.sellerOn(c.second, d.posted)
	if first == second {
		return
	}
	f.put(reference.Share{Document: d.id, Salesperson: first, Share: "0.6"})
	f.put(reference.Share{Document: d.id, Salesperson: second, Share: "0.4"})
}

// openBooks turns what is unpaid on the eve of the first day into the opening
// balance.
func (f *firm) openBooks() {
	f.live, f.ledger.live = true, true
	eve := f.start.AddDays(-1)
	for _, c := range f.customers {
		for i := range c.items {
			it := &c.items[i]
			it.document, it.instalment = f.bringForward(c, it.balance, 1, it.due, eve), 0
			it.posted, it.balance = eve, newBalance(it.open, it.booked)
		}
		for i := range c.credits {
			cr := &c.credits[i]
			cr.kind, cr.giver, cr.refundOn = fromDocument, f.bringForward(c, cr.balance, -1, 0, eve), 0
			cr.balance = newBalance(cr.open, cr.booked)
		}
	}
}

// bringForward writes one opening balance and returns its id. It keeps the amount
// as once booked and no rate: what is left is not a multiple of any.
func (f *firm) bringForward(c *customer, b balance, sign fact.Amount, due, eve fact.Date) string {
	d := document{
		id: f.id("documents"), number: f.number(prefixes[fact.Opening], eve), kind: fact.Opening, posted: eve, due: due,
		net: sign * b.open, bookedNet: sign * b.booked, booked: sign * b.booked,
	}
	if c.market.domestic() {
		d.rate = "1"
	}
	f.writeDocument(c, d, nil, "")
	f.ledger.opening(eve, d.booked)
	return d.id
}
