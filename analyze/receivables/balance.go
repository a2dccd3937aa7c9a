package receivables

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// newBalance is an empty balance with its buckets.
func newBalance(p Params) Balance {
	n := len(Buckets(p.AgeBy, p.Limits))
	return Balance{Aging: make([]fact.Amount, n), AgingItems: make([]int, n), AgingHolders: make([]int, n)}
}

// add counts amount of an item; amount is the item's company amount, or a
// salesperson's share of it.
func (b *Balance) add(i *Item, amount fact.Amount) {
	b.Items++
	b.Net = b.Net.Plus(amount)
	switch i.Class {
	case Credit:
		b.Credits = b.Credits.Plus(amount)
		return
	case Advance:
		b.Advances = b.Advances.Plus(amount)
		return
	}
	b.OnInvoices = b.OnInvoices.Plus(amount)
	b.Aging[i.Bucket] = b.Aging[i.Bucket].Plus(amount)
	b.AgingItems[i.Bucket]++
	if i.DaysLate > 0 {
		b.Overdue = b.Overdue.Plus(amount)
		b.OverdueItems++
		b.Oldest = max(b.Oldest, i.DaysLate)
	}
}

// countInvoices counts documents, not instalments; items of one document are
// told apart by the set.
func countInvoices(items []Item) map[fact.Ref]int {
	seen := map[fact.Ref]map[fact.Ref]bool{}
	for _, i := range items {
		if i.Class != OnInvoice || i.Revaluation {
			continue
		}
		if seen[i.Customer] == nil {
			seen[i.Customer] = map[fact.Ref]bool{}
		}
		seen[i.Customer][i.Document] = true
	}
	out := map[fact.Ref]int{}
	for c, documents := range seen {
		out[c] = len(documents)
	}
	return out
}

// balances sums the items of a position by customer.
func (b *Book) balances(pos *Position, p Params) map[fact.Ref]*Balance {
	out := map[fact.Ref]*Balance{}
	for k := range pos.Items {
		i := &pos.Items[k]
		if out[i.Customer] == nil {
			balance := newBalance(p)
			out[i.Customer] = &balance
		}
		out[i.Customer].add(i, i.Company)
	}
	for c, n := range countInvoices(pos.Items) {
		out[c].Invoices = n
	}
	return out
}

// figures are the headline figures of a position.
func (b *Book) figures(pos *Position, p Params) Figures {
	f := Figures{AsOf: pos.AsOf, Balance: newBalance(p)}
	byCustomer := b.balances(pos, p)
	for k := range pos.Items {
		f.add(&pos.Items[k], pos.Items[k].Company)
	}
	for c, balance := range byCustomer {
		f.Invoices += balance.Invoices
		for bucket, n := range balance.AgingItems {
			if n > 0 {
				f.AgingHolders[bucket]++
			}
		}
		if c.Known() {
			if over := overLimit(&b.s.Customers[c], balance.Net); over > 0 {
				f.OverLimit = f.OverLimit.Plus(over)
				f.OverLimitCustomers++
			}
		}
	}
	f.Customers = len(byCustomer)
	f.DSO = b.dso(f.Net, pos.AsOf, p)
	return f
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
			if r, ok := last[c]; ok {
				row.LastReceived, row.LastReceivedAmount = r.Received, r.CompanyAmount
			}
		}
		out = append(out, row)
	}
	slices.SortFunc(out, func(x, y Customer) int {
		return cmp.Or(
			cmp.Compare(y.Overdue, x.Overdue), cmp.Compare(y.Net, x.Net),
			strings.Compare(b.customerCode(x.Ref), b.customerCode(y.Ref)), cmp.Compare(x.Ref, y.Ref),
		)
	})
	return out
}

// lastReceipts finds each customer's latest receipt up to a day; refunds and
// bounced ones are none. Of several on one day the largest is named.
func (b *Book) lastReceipts(asOf fact.Date) map[fact.Ref]fact.Receipt {
	out := map[fact.Ref]fact.Receipt{}
	for _, r := range b.s.Receipts.All() {
		bounced := !r.BouncedOn.IsZero() && r.BouncedOn <= asOf
		if r.Received > asOf || r.Amount <= 0 || bounced {
			continue
		}
		if l, found := out[r.Customer]; !found || cmp.Or(cmp.Compare(r.Received, l.Received), cmp.Compare(r.CompanyAmount, l.CompanyAmount)) > 0 {
			out[r.Customer] = *r
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
