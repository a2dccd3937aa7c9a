package sample

import "daybook/extract/fact"

// comingBack is goods that the customer will send back.
type comingBack struct {
	on, posted fact.Date // posted: of the invoice
	document   string
	line       orderLine
	reason     string
}

var returnReasons = []string{"damaged in transit", "wrong size delivered", "failed on test", "ordered too many", "late, bought elsewhere"}

// foresee decides whether goods of an invoice will come back.
func (f *firm) foresee(c *customer, d document, lines []orderLine) {
	if !f.live || !c.chance.chance(28_000) {
		return
	}
	back := comingBack{
		on: f.calendar.after(d.posted, c.chance.between(8, 50)), posted: d.posted, document: d.id,
		line: lines[c.chance.below(len(lines))], reason: c.chance.pick(returnReasons),
	}
	if q := back.line.quantity; q >= 4000 && c.chance.percent(70) {
		whole := back.line
		back.line.quantity = max(1000, q/1000*int64(c.chance.between(10, 60))/100*1000)
		back.line.setAmounts(0, c.market.currency.Decimals())
		back.line.cost = whole.cost.Share(fact.Amount(back.line.quantity), fact.Amount(whole.quantity), 2)
	}
	c.returns = append(c.returns, back)
}

// takeReturns credits what came back.
func (f *firm) takeReturns(c *customer, day fact.Date) {
	kept := c.returns[:0]
	for _, back := range c.returns {
		if back.on > day {
			kept = append(kept, back)
			continue
		}
		f.creditReturn(c, back, day)
	}
	clear(c.returns[len(kept):])
	c.returns = kept
}

// creditReturn writes a credit note at the rate of the invoice that it corrects,
// and sets it against that where it is still open.
func (f *firm) creditReturn(c *customer, back comingBack, day fact.Date) {
	lines := []orderLine{back.line}
	d := f.newDocument(c, fact.CreditNote, day, back.posted, lines)
	d.corrects = back.document
	cr := f.issueCredit(c, d, lines, back.reason)
	for i := range c.items {
		it := &c.items[i]
		if it.document == back.document && day >= it.pledged && cr.open > 0 && cr.open <= it.open && fit(c, &cr, it) == cr.open {
			f.settle(&cr, it, cr.open, day)
		}
	}
	switch n := c.chance.below(100); {
	case cr.open == 0:
		return
	case n < 20:
		cr.refundOn = f.calendar.after(day, c.chance.between(5, 30))
	case n < 88:
		cr.use = f.calendar.after(day, c.chance.between(5, 45))
	}
	c.credits = append(c.credits, cr)
}

// issueCredit writes a credit note and returns it as not yet set against anything.
func (f *firm) issueCredit(c *customer, d document, lines []orderLine, reason string) credit {
	f.writeDocument(c, d, lines, reason)
	f.ledger.creditNote(d.posted, d.booked)
	return credit{kind: fromDocument, giver: d.id, balance: newBalance(d.gross(), d.booked)}
}

// rebate credits a bonus on last year's sales: a credit note that stands alone,
// or a journal by those who are short of time in January.
func (f *firm) rebate(c *customer, day fact.Date) {
	if !f.live || !c.chance.percent(60) {
		return
	}
	net := roundTo(abroad(yuan(1000*c.chance.between(4, 18)), c.market.currency), 0)
	var cr credit
	if c.market.domestic() && c.chance.percent(40) {
		d := f.journal(c, net.Neg(), 0, day)
		cr = credit{kind: fromDocument, giver: d.id, balance: newBalance(net, net)}
	} else {
		d := f.withAmounts(c, f.newDocument(c, fact.CreditNote, day, day, nil), net, taxOn(c, net))
		cr = f.issueCredit(c, d, nil, "")
	}
	cr.use = f.calendar.after(day, c.chance.between(5, 30))
	c.credits = append(c.credits, cr)
}

// chargeInterest debits a customer who paid late, by debit note or journal.
func (f *firm) chargeInterest(c *customer, document string, day fact.Date) {
	if !f.live {
		return
	}
	net := yuan(c.chance.bell(300, 2600))
	if c.chance.percent(40) {
		c.items = append(c.items, f.newItem(c, f.journal(c, net, day.AddDays(14), day)))
		return
	}
	d := f.withAmounts(c, f.newDocument(c, fact.DebitNote, day, day, nil), net, taxOn(c, net))
	d.corrects, d.due = document, day.AddDays(14)
	f.writeDocument(c, d, nil, "")
	f.ledger.debitNote(day, d.booked)
	c.items = append(c.items, f.newItem(c, d))
}

// transfer lets the head office take over what a branch owes: a journal credits
// the one and debits the other.
func (f *firm) transfer(c *customer, it *item, day fact.Date) {
	amount := it.open
	out := f.journal(c, amount.Neg(), 0, day)
	cr := credit{kind: fromDocument, giver: out.id, balance: newBalance(amount, amount)}
	f.settle(&cr, it, amount, day)
	in := f.journal(c.parent, amount, day.AddDays(30), day)
	c.parent.items = append(c.parent.items, f.newItem(c.parent, in))
}

// journal writes an entry that debits a domestic customer, or with a negative
// amount credits them.
func (f *firm) journal(c *customer, amount fact.Amount, due, day fact.Date) document {
	d := f.withAmounts(c, f.newDocument(c, fact.Journal, day, day, nil), amount, 0)
	d.due = due
	f.writeDocument(c, d, nil, "")
	f.ledger.journal(day, d.booked)
	return d
}

// withAmounts gives a document without lines its amounts.
func (f *firm) withAmounts(c *customer, d document, net, tax fact.Amount) document {
	d.net, d.tax = net, tax
	d.bookedNet = f.convert(c.market.currency, net, d.converted)
	d.booked = d.bookedNet + f.convert(c.market.currency, tax, d.converted)
	return d
}

// newItem makes a document an item to be paid.
func (f *firm) newItem(c *customer, d document) item {
	it := item{document: d.id, posted: d.posted, due: d.due, balance: newBalance(d.gross(), d.booked)}
	it.plan = f.intend(c, d.due, d.posted)
	if d.kind == fact.Invoice && c.chance.chance(c.loss(d.due)) {
		it.lost, it.plan = true, f.calendar.after(d.due, c.chance.between(210, 330))
	}
	return it
}

// intend returns the day on which a customer means to pay what is due on a day.
func (f *firm) intend(c *customer, due, posted fact.Date) fact.Date {
	plan := max(due.AddDays(c.late(due)), posted.AddDays(1))
	if c.runs { // and then waits for the next run
		plan = max(plan.AddDays(-6), posted.AddDays(1))
	}
	if c.early && due > posted.AddDays(discountDays) {
		plan = posted.AddDays(c.chance.between(6, discountDays))
	}
	return f.calendar.next(plan)
}

// loss returns the chance, in a million, that an invoice is never paid.
func (c *customer) loss(due fact.Date) int {
	switch {
	case c.habit == poor:
		return 45_000
	case c.habit == worsening && due > c.turns:
		return 70_000
	}
	return 700
}
