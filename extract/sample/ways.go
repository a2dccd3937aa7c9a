package sample

import (
	"daybook/extract/fact"
)

// way is a way of paying an item that is not the plain one, how often in a
// thousand it happens, and to whom it can.
type way struct {
	permille int
	can      func(f *firm, c *customer, it *item) bool
	pay      func(f *firm, c *customer, it *item, day fact.Date)
}

// ways lists them from the commonest on. All others pay plainly.
var ways = []way{
	{90, foreign, (*firm).payLessCharges},
	{60, always, (*firm).payUnmatched},
	{60, branch, (*firm).transfer},
	{55, splittable, (*firm).payPart},
	{50, untouchedForeign, (*firm).payWithDifference},
	{9, domestic, (*firm).payReturned},
	{9, domestic, (*firm).payTooMuch},
	{7, domestic, (*firm).payRematched},
}

func always(*firm, *customer, *item) bool            { return true }
func domestic(_ *firm, c *customer, _ *item) bool    { return c.market.domestic() }
func foreign(_ *firm, c *customer, _ *item) bool     { return !c.market.domestic() }
func splittable(_ *firm, c *customer, it *item) bool { return c.market.domestic() || !it.touched }
func branch(f *firm, c *customer, it *item) bool {
	return f.live && c.parent != nil && it.instalment == 0
}
func untouchedForeign(_ *firm, c *customer, it *item) bool {
	return !c.market.domestic() && !it.touched
}

// wayOfPaying draws one of the ways for an item.
func (f *firm) wayOfPaying(c *customer, it *item) func(*firm, *customer, *item, fact.Date) {
	n := c.chance.below(1000)
	for _, w := range ways {
		if !w.can(f, c, it) {
			continue
		}
		if n < w.permille {
			return w.pay
		}
		n -= w.permille
	}
	return (*firm).payPlain
}

func (f *firm) payPlain(c *customer, it *item, day fact.Date) {
	r := f.receive(c, it.open, day, receiptNotes{})
	f.settle(&r, it, it.open, day)
}

// payPart pays about half now and the rest some weeks later.
func (f *firm) payPart(c *customer, it *item, day fact.Date) {
	part := roundTo(divided(int64(it.open)*int64(c.chance.between(35, 70)), 100), 0)
	if part == 0 || part >= it.open {
		f.payPlain(c, it, day)
		return
	}
	r := f.receive(c, part, day, receiptNotes{})
	f.settle(&r, it, part, day)
	it.plan = f.calendar.after(day, c.chance.between(12, 40))
}

// payUnmatched pays without saying what for: finding out takes some days.
func (f *firm) payUnmatched(c *customer, it *item, day fact.Date) {
	r := f.receive(c, it.open, day, receiptNotes{})
	r.use = f.calendar.after(day, c.chance.between(1, 6))
	it.plan = r.use
	c.credits = append(c.credits, r)
}

// payTooMuch rounds up; the rest waits on account or is paid back.
func (f *firm) payTooMuch(c *customer, it *item, day fact.Date) {
	r := f.receive(c, it.open+yuan(100*c.chance.between(1, 60)), day, receiptNotes{})
	f.settle(&r, it, it.open, day)
	later := f.calendar.after(day, c.chance.between(10, 70))
	if c.chance.percent(30) {
		r.refundOn = later
	} else {
		r.use = later
	}
	c.credits = append(c.credits, r)
}

// payReturned pays with a cheque that comes back: the item stays open, and the
// customer promises better.
func (f *firm) payReturned(c *customer, it *item, day fact.Date) {
	bounced := f.calendar.after(day, c.chance.between(3, 10))
	if bounced > f.Until {
		f.payPlain(c, it, day)
		return
	}
	r := f.receive(c, it.open, day, receiptNotes{bounced: bounced, method: "cheque"})
	f.put(allocation(fact.AllocReceipt, &r, it, it.open, day))
	it.pledged, it.plan = bounced, f.calendar.after(bounced, c.chance.between(5, 25))
}

// payRematched is matched, taken apart and matched again, as happens when a
// statement is cleared up.
func (f *firm) payRematched(c *customer, it *item, day fact.Date) {
	again := f.calendar.after(day, c.chance.between(3, 8))
	if again > f.Until {
		f.payPlain(c, it, day)
		return
	}
	r := f.receive(c, it.open, day, receiptNotes{})
	row := allocation(fact.AllocReceipt, &r, it, it.open, day)
	row.CancelledOn = again.String()
	f.put(row)
	f.settle(&r, it, it.open, again)
}

// payLessCharges arrives less what banks on the way kept, which is given up.
func (f *firm) payLessCharges(c *customer, it *item, day fact.Date) {
	charges := roundTo(abroad(yuan(c.chance.between(90, 320)), c.market.currency), 0)
	if it.open < 20*charges {
		f.payPlain(c, it, day)
		return
	}
	r := f.receive(c, it.open-charges, day, receiptNotes{})
	f.settle(&r, it, r.open, day)
	f.writeOff(it, charges, day)
}

// payWithDifference is booked by hand: the allocation at what came in, the
// exchange difference in a row of its own.
func (f *firm) payWithDifference(c *customer, it *item, day fact.Date) {
	r := f.receive(c, it.open, day, receiptNotes{})
	row := allocation(fact.AllocReceipt, &r, it, it.open, day)
	row.CompanyAmount = r.booked.String()
	f.put(row)
	loss := it.booked - r.booked
	if loss != 0 {
		row = allocation(fact.AllocExchange, nil, it, 0, day)
		row.CompanyAmount = loss.String()
		f.put(row)
	}
	f.ledger.exchangeLoss(day, loss)
	it.take(it.open)
}
