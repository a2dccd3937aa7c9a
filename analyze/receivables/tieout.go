package receivables

import "daybook/extract/fact"

// checks states the identities that the report rests on, in the order of
// CheckIDs. Each left side is added up another way than its right side.
func (b *Book) checks(r *Result, now *Position) fact.Checks {
	var aging, items, customers, sellers fact.Amount
	for _, a := range r.Now.Aging {
		aging = aging.Plus(a)
	}
	for _, c := range r.Customers {
		customers = customers.Plus(c.Net)
	}
	for _, g := range r.Salespeople {
		sellers = sellers.Plus(g.Net)
	}
	items = sumItems(r.Items)
	parts := r.Now.OnInvoices.Plus(r.Now.Credits).Plus(r.Now.Advances)
	net, tolerance := r.Now.Net, r.Params.Tolerance
	previous, month := r.Movements[0], r.Movements[1]
	return fact.Checks{
		fact.NewCheck("buckets", aging, r.Now.OnInvoices, tolerance),
		fact.NewCheck("parts", parts, net, tolerance),
		fact.NewCheck("items", items, b.posted(now), tolerance),
		fact.NewCheck("customers", customers, net, tolerance),
		fact.NewCheck("salespeople", sellers, net, tolerance),
		fact.NewCheck("movement_previous", previous.Sum(), previous.Closing, tolerance),
		fact.NewCheck("movement_month", month.Sum(), month.Closing, tolerance),
		monthsCheck(r.Months, tolerance),
		b.control("erp", fact.ControlSource, net, r.Params),
		b.control("gl", fact.ControlLedger, net, r.Params),
	}
}

// posted is the net receivable by a road that knows no open items: every
// document and receipt that counts on the day, straight from the facts, and what
// allocations settled without a receipt, wrote off, discounted or lost in exchange.
func (b *Book) posted(pos *Position) fact.Amount {
	var sum fact.Amount
	count := func(s fact.Stake) {
		if s.Posted <= pos.AsOf && (s.Ceased.IsZero() || s.Ceased > pos.AsOf) {
			sum = sum.Plus(s.Company)
		}
	}
	for i := range b.s.Documents.Len() {
		count(b.s.Documents.Stake(fact.Ref(i)))
	}
	for i := range b.s.Receipts.Len() {
		count(b.s.Receipts.Stake(fact.Ref(i)))
	}
	for _, c := range []component{settled, discounts, writtenOff, exchange} {
		sum = sum.Plus(pos.totals[c])
	}
	return sum
}

// control compares with a total from outside, where the source gives one.
func (b *Book) control(id string, basis fact.ControlBasis, net fact.Amount, p Params) fact.Check {
	c := fact.Check{ID: id, Left: net}
	for _, row := range b.s.Control {
		if row.Basis != basis || row.Posted > p.AsOf {
			continue
		}
		c.Right, c.Supplied = c.Right.Plus(row.Amount), true
		if c.Account == "" {
			c.Account = row.Account
		}
	}
	return c.Within(p.Tolerance)
}
