package sales

import "daybook/extract/fact"

// addReceipts adds cash: a bounced receipt is taken off on the day it bounced,
// and money paid back is negative as it stands.
func (b *book) addReceipts() {
	for _, r := range b.s.Receipts.All() {
		if r.BouncedOn.IsZero() || r.BouncedOn > r.Received {
			b.post(Activity{Cash: r.CompanyAmount}, r.Customer, b.sellers.Of(fact.None, r.Customer), r.Received, r.BouncedOn)
		}
	}
}

// post adds an activity on a day, and takes it off again on another, which may
// be none.
func (b *book) post(a Activity, customer fact.Ref, sellers []fact.Seller, on, off fact.Date) {
	m := move{plus: b.masks.at(on), minus: b.masks.at(off)}
	if day := b.day(on); day != nil {
		day.add(&a)
	}
	if day := b.day(off); day != nil {
		back := a.negated()
		day.add(&back)
	}
	if m.plus == m.minus {
		return
	}
	activities(b.byCustomer, customer).post(&a, m)
	if len(sellers) == 1 {
		activities(b.bySeller, sellers[0].Who).post(&a, m)
		return
	}
	for i, part := range a.spread(sellers, b.decimals) {
		activities(b.bySeller, sellers[i].Who).post(&part, m)
	}
}

// activities are those of one of a dimension; none stands in front.
func activities(list []*Activities, r fact.Ref) *Activities {
	i := max(r, fact.None) + 1
	if list[i] == nil {
		list[i] = new(Activities)
	}
	return list[i]
}

func (a *Activities) post(what *Activity, m move) {
	(m.plus &^ m.minus).each(func(id PeriodID) { a[id].add(what) })
	if off := m.minus &^ m.plus; off != 0 {
		back := what.negated()
		off.each(func(id PeriodID) { a[id].add(&back) })
	}
}

func (b *book) product(r fact.Ref) *ProductPeriods {
	i := max(r, fact.None) + 1
	if b.byProduct[i] == nil {
		b.byProduct[i] = new(ProductPeriods)
	}
	return b.byProduct[i]
}
