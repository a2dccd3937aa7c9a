package receivables

import (
	"cmp"
	"slices"

	"daybook/extract/fact"
)

// newBalance is an empty balance with its buckets.
func newBalance(p Params) Balance {
	n := len(Buckets(p.AgeBy, p.Limits))
	return Balance{Aging: make([]fact.Amount, n), AgingItems: make([]int, n), AgingHolders: make([]int, n)}
}

// add counts an amount that stands somewhere: an item's company amount, or a
// salesperson's share of it.
func (b *Balance) add(at place, amount fact.Amount) {
	b.Items++
	b.Net = b.Net.Plus(amount)
	switch at.class {
	case Credit:
		b.Credits = b.Credits.Plus(amount)
		return
	case Advance:
		b.Advances = b.Advances.Plus(amount)
		return
	}
	b.OnInvoices = b.OnInvoices.Plus(amount)
	b.Aging[at.bucket] = b.Aging[at.bucket].Plus(amount)
	b.AgingItems[at.bucket]++
	if at.pastDue() {
		b.Overdue = b.Overdue.Plus(amount)
		b.OverdueItems++
		b.Oldest = max(b.Oldest, at.late)
	}
}

// place is where an item stands.
func (i *Item) place() place { return place{i.Class, i.Bucket, i.DaysLate, i.Age} }

// countInvoices counts documents by customer, not instalments.
func countInvoices(items []Item) map[fact.Ref]int {
	counts, seen := map[fact.Ref]int{}, map[fact.Ref]bool{}
	for k := range items {
		i := &items[k]
		if i.Class != OnInvoice || i.Revaluation || i.Instalment > 0 && seen[i.Document] {
			continue
		}
		counts[i.Customer]++
		if i.Instalment > 0 {
			seen[i.Document] = true
		}
	}
	return counts
}

// balances sums the items of a position by customer.
func (b *Book) balances(pos *Position, p Params) map[fact.Ref]*Balance {
	out := map[fact.Ref]*Balance{}
	for k := range pos.Items {
		i := &pos.Items[k]
		balance := out[i.Customer]
		if balance == nil {
			empty := newBalance(p)
			balance = &empty
			out[i.Customer] = balance
		}
		balance.add(i.place(), i.Company)
	}
	for c, n := range countInvoices(pos.Items) {
		out[c].Invoices = n
	}
	return out
}

// holdings are what customers hold of what is open at the end of a day, each by
// the place of the customer, and of what belongs to none at 0.
type holdings struct {
	net     []fact.Amount
	any     []bool
	buckets [][]bool
}

// figures are the headline figures at the end of a day.
func (b *Book) figures(st *state, day fact.Date, p *Params) Figures {
	f := Figures{AsOf: day, Balance: newBalance(*p)}
	held, last := b.newHoldings(len(f.Aging)), int32(-1)
	b.eachOpen(st, func(o *openItem) {
		at := b.place(o, day, p)
		f.add(at, o.company)
		held.add(int(b.ends[o.end].customer)+1, at, o.company)
		// A document counts once, and its instalments stand side by side.
		if at.class == OnInvoice && !o.revaluation && o.end != last {
			f.Invoices++
			last = o.end
		}
	})
	b.countHolders(&f, held)
	f.DSO = b.dso(f.Net, day, *p)
	return f
}

func (b *Book) newHoldings(buckets int) *holdings {
	n := len(b.s.Customers) + 1
	h := &holdings{make([]fact.Amount, n), make([]bool, n), make([][]bool, buckets)}
	for k := range h.buckets {
		h.buckets[k] = make([]bool, n)
	}
	return h
}

func (h *holdings) add(customer int, at place, amount fact.Amount) {
	h.net[customer] = h.net[customer].Plus(amount)
	h.any[customer] = true
	if at.bucket >= 0 {
		h.buckets[at.bucket][customer] = true
	}
}

// countHolders counts the customers who have something open, in each bucket, and
// above their limit.
func (b *Book) countHolders(f *Figures, held *holdings) {
	f.Customers = count(held.any)
	for k, holders := range held.buckets {
		f.AgingHolders[k] = count(holders)
	}
	for c := range b.s.Customers {
		if over := overLimit(&b.s.Customers[c], held.net[c+1]); over > 0 {
			f.OverLimit = f.OverLimit.Plus(over)
			f.OverLimitCustomers++
		}
	}
}

func count(flags []bool) (n int) {
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}

// customers lists who has something open, most overdue first.
func (b *Book) customers(pos *Position, p Params) []Customer {
	last := b.lastReceipts(pos.AsOf)
	var out []Customer
	for c, balance := range b.balances(pos, p) {
		row := Customer{Ref: c, Balance: *balance}
		if c.Known() {
			customer := &b.s.Customers[c]
			row.OverLimit, row.OverSince = overLimit(customer, balance.Net), pos.over[c]
			if use, ok := balance.Net.Ratio(customer.Limit); ok && customer.HasLimit {
				row.LimitUse = use
			}
			if e := last[c]; e != nil {
				row.LastReceived, row.LastReceivedAmount = e.posted, e.company.Neg()
			}
		}
		out = append(out, row)
	}
	slices.SortFunc(out, func(x, y Customer) int {
		return cmp.Or(
			cmp.Compare(y.Overdue, x.Overdue), cmp.Compare(y.Net, x.Net),
			b.compareCustomers(x.Ref, y.Ref),
		)
	})
	return out
}

// lastReceipts finds each customer's latest receipt up to a day; refunds and
// bounced ones are none. Of several on one day the largest is named.
func (b *Book) lastReceipts(asOf fact.Date) []*end {
	out := make([]*end, len(b.s.Customers))
	for i := b.documents; i < len(b.ends); i++ {
		e := &b.ends[i]
		if !e.customer.Known() || e.gross >= 0 || !e.countsOn(asOf) {
			continue
		}
		last := out[e.customer]
		if last == nil || cmp.Or(cmp.Compare(e.posted, last.posted), cmp.Compare(last.company, e.company)) > 0 {
			out[e.customer] = e
		}
	}
	return out
}

func topDebtors(customers []Customer, n int) []Customer {
	top := slices.Clone(customers)
	slices.SortStableFunc(top, func(x, y Customer) int { return cmp.Compare(y.Net, x.Net) })
	top = top[:min(n, len(top))]
	return slices.DeleteFunc(top, func(c Customer) bool { return c.Net <= 0 })
}
