package sample

import (
	"slices"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// How often an order comes of a quotation, by what it is worth, and how many more
// quotations come to nothing, both in percent of orders.
const (
	quotedFrom     = 40_000 // net worth in CNY of an order that most customers ask a price for
	quotedLarge    = 60
	quotedSmall    = 12
	unsuccessful   = 34
	stillUndecided = 30 // would become orders after the last day
	lostOutright   = 55 // percent of the unsuccessful; nobody answers the others
	toProspects    = 8  // percent of the unsuccessful
)

// longestBid is how many days may lie between a quotation and its order.
const longestBid = 45

// bids keeps quotations by their day until no order can come of an earlier one:
// then they are numbered, as a company numbers them, and written.
type bids map[fact.Date][]reference.Quotation

// bid keeps a quotation. One from before the books open is in no book.
func (f *firm) bid(day fact.Date, q reference.Quotation) {
	if day >= f.start && day <= f.Until {
		q.Quoted = day.String()
		f.bids[day] = append(f.bids[day], q)
	}
}

// writeBids writes the quotations of up to a day.
func (f *firm) writeBids(last fact.Date) {
	var days []fact.Date
	for day := range f.bids {
		if day <= last {
			days = append(days, day)
		}
	}
	slices.Sort(days)
	for _, day := range days {
		for _, q := range f.bids[day] {
			q.ID, q.Number = f.id("quotations"), f.number("QT", day)
			f.put(q)
		}
		delete(f.bids, day)
	}
}

// cameOfBid writes the quotation that an order came of, where there was one.
func (f *firm) cameOfBid(c *customer, lines []orderLine, day fact.Date, order string) {
	often := quotedSmall
	if f.worth(c, lines, day) >= yuan(quotedFrom) {
		often = quotedLarge
	}
	if !c.bids.percent(often) {
		return
	}
	on := f.calendar.next(day.AddDays(-c.bids.bell(2, longestBid)))
	q := f.offer(c, lines, on)
	q.Outcome, q.Decided, q.OrderID = fact.OutcomeOrdered.String(), day.String(), order
	f.bid(on, q)
}

// offer is a quotation for lines: mostly for what is ordered then, else for a little
// more, which was talked down.
func (f *firm) offer(c *customer, lines []orderLine, on fact.Date) reference.Quotation {
	amount := grossOf(c, lines)
	if c.bids.percent(30) {
		amount = roundTo(divided(int64(amount)*int64(1000+c.bids.between(5, 50)), 1000), c.market.currency.Decimals())
	}
	valid := []int{15, 30, 30, 30, 45, 60}
	return reference.Quotation{
		Customer: c.id, Salesperson: f.sellerOn(c.seller, on), ValidUntil: on.AddDays(valid[c.bids.below(len(valid))]).String(),
		Currency: string(c.market.currency), Amount: amount.String(), Outcome: fact.OutcomeOpen.String(),
	}
}

// quote makes the quotations of a day that come to nothing, or to an order after
// the last day.
func (f *firm) quote(c *customer, day fact.Date, demand int) {
	if day < c.joins || !c.leaves.IsZero() && day > c.leaves {
		return
	}
	ordersToday := c.monthly * demand / workdaysAMonth // in a million
	if c.bids.chance(ordersToday * unsuccessful / 100) {
		q := f.offer(c, f.drawn(c, day), day)
		if c.bids.percent(lostOutright) {
			if lost := f.calendar.after(day, c.bids.bell(3, longestBid)); lost <= f.Until {
				q.Outcome, q.Decided = fact.OutcomeLost.String(), lost.String()
			}
		}
		if c.market.domestic() && c.bids.percent(toProspects) {
			q.Customer, q.Prospect = "", f.prospect(c)
		}
		f.bid(day, q)
	}
	if c.bids.chance(ordersToday*stillUndecided/100) && day.AddDays(c.bids.bell(2, longestBid)) > f.Until {
		f.bid(day, f.offer(c, f.drawn(c, day), day))
	}
}

// drawn are the lines of an order that never was, by a chance of their own: what a
// customer does order does not depend on it.
func (f *firm) drawn(c *customer, day fact.Date) []orderLine {
	asking := *c
	asking.chance = c.bids
	lines := f.draft(&asking, day)
	c.bids = asking.chance
	return lines
}

// prospect is the name of somebody who is no customer, at no scale.
func (f *firm) prospect(c *customer) string {
	const customersInChina, others = MaxScale * 74, 600
	return domesticName(&c.bids, customersInChina+c.bids.below(others), c.market.city)
}
