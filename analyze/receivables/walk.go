package receivables

import (
	"slices"

	"daybook/extract/fact"
)

// component says why the receivable moved.
type component uint8

const (
	invoiced component = iota
	credited
	journals
	received
	settled // by money that no receipt stands for
	discounts
	writtenOff
	exchange
	revalued
	components
)

// state is the receivable at one moment of the walk.
type state struct {
	b    *Book
	left []left // of each end
	// allocated is how much of each end allocations took at the end's own rate, toward
	// zero being positive. It is nil as long as the ERP booked every company amount.
	allocated []fact.Amount
	open      set                     // ends of which something is left
	named     map[slotKey]fact.Amount // allocated to an instalment by number
	// credited is what other documents settled of each document, and namedCredited of
	// an instalment that they named; credited is nil where nobody asks.
	credited      []credit
	namedCredited map[slotKey]fact.Amount
	totals        totals
	byCustomer    []totals
	net           []fact.Amount // by customer
	overSince     []fact.Date   // by customer; none while within the limit
	touched       []fact.Ref
	// payments, where they are wanted, are told of every allocation that begins to count.
	payments *payments
	// watch, where it is set, is told of every movement in company currency.
	watch func(i int32, why component, company fact.Amount)
}

// left is what is left of an end, signed, in its own and in company currency.
type left struct{ open, company fact.Amount }

// credit is an amount in an end's own and in company currency.
type credit struct{ own, company fact.Amount }

// totals are the movements since the beginning, by component.
type totals [components]fact.Amount

type slotKey struct {
	document int32
	no       int
}

// walk passes once over the book and calls visit at the end of each day, in
// order of time. Payments may follow it.
func (b *Book) walk(days []fact.Date, p *payments, visit func(fact.Date, *state)) {
	days = slices.Compact(slices.Sorted(slices.Values(days)))
	st := b.newState()
	st.payments = p
	next := 0
	for _, day := range days {
		for next < len(b.moments) && b.moments[next].on <= day {
			today := b.moments[next].on
			for next < len(b.moments) && b.moments[next].on == today {
				st.apply(b.moments[next])
				next++
			}
			st.closeDay(today)
		}
		visit(day, st)
	}
}

func (b *Book) newState() *state {
	n, customers := b.count(), len(b.s.Customers)
	st := &state{
		b: b, left: make([]left, n), open: newSet(n),
		named: map[slotKey]fact.Amount{}, namedCredited: map[slotKey]fact.Amount{},
		byCustomer: make([]totals, customers), net: make([]fact.Amount, customers), overSince: make([]fact.Date, customers),
	}
	if !b.owedOnly {
		st.credited = make([]credit, b.documents)
	}
	return st
}

func (st *state) apply(m moment) {
	if m.isAllocation() {
		a := st.b.allocation(m.index())
		st.match(&a, m.ceases())
		if st.payments != nil && !m.ceases() {
			st.payments.match(&a)
		}
		return
	}
	st.post(m.index(), m.ceases())
}

// post adds a document or receipt, or takes it off again.
func (st *state) post(i int32, ceases bool) {
	e := &st.b.ends[i]
	gross, company := e.gross, e.company
	if ceases {
		gross, company = gross.Neg(), company.Neg()
	}
	st.move(i, gross, company, e.why)
}

// match moves an allocation's amount between its ends, or back.
func (st *state) match(a *allocation, ceases bool) {
	amount, given, company := a.amount, a.giverAmount, a.company
	if ceases {
		amount, given, company = amount.Neg(), given.Neg(), company.Neg()
	}
	toward := direction(st.b.ends[a.taker].gross)
	why := exchange
	if a.giver < 0 {
		why = oneSided(a.kind)
	}
	if a.instalment > 0 {
		key := slotKey{a.taker, a.instalment}
		st.named[key] = st.named[key].Plus(toward * amount)
	}
	taken := st.settle(a.taker, toward*amount, toward*company, a.hasCompany, why)
	if st.b.credits(a) {
		st.credit(a.taker, a.instalment, toward*amount, taken)
	}
	if a.giver < 0 {
		return
	}
	gave := st.settle(a.giver, (toward * given).Neg(), (toward * company).Neg(), a.hasCompany, why)
	if !st.b.isReceipt(a.taker) {
		st.credit(a.giver, 0, (toward * given).Neg(), gave)
	}
}

// settle takes an amount off an end, at the company amount that was booked or
// else at the end's own rate, and returns what that is in company currency.
func (st *state) settle(i int32, amount, company fact.Amount, booked bool, why component) fact.Amount {
	before := st.left[i].company
	if booked {
		st.move(i, amount.Neg(), company.Neg(), why)
	} else {
		st.take(i, amount, why)
	}
	return before.Minus(st.left[i].company)
}

// credits says whether an allocation settles by a document, not by money. In a
// part of a company the crediting document may be another's.
func (b *Book) credits(a *allocation) bool {
	if a.giver < 0 {
		return a.kind == fact.AllocCredit
	}
	return !b.isReceipt(a.giver)
}

// credit notes what another document settled of a document, or of its instalment.
func (st *state) credit(i int32, instalment int, amount, company fact.Amount) {
	if st.credited == nil || st.b.isReceipt(i) {
		return
	}
	sofar := st.credited[i]
	st.credited[i] = credit{sofar.own.Plus(amount), sofar.company.Plus(company)}
	if instalment > 0 {
		key := slotKey{i, instalment}
		st.namedCredited[key] = st.namedCredited[key].Plus(amount)
	}
}

// creditedOf is what other documents settled of an end.
func (st *state) creditedOf(i int32) credit {
	if st.credited == nil || st.b.isReceipt(i) {
		return credit{}
	}
	return st.credited[i]
}

// direction is +1 for an end that is owed to us and −1 for one that we owe.
func direction(gross fact.Amount) fact.Amount {
	if gross < 0 {
		return -1
	}
	return 1
}

// oneSided says why an allocation without a giving end moves the receivable.
func oneSided(kind fact.AllocationKind) component {
	switch kind {
	case fact.AllocDiscount:
		return discounts
	case fact.AllocWriteOff:
		return writtenOff
	case fact.AllocExchange:
		return exchange
	}
	return settled
}

// take takes amount off an end at the end's own rate. The company amount is the
// end's share by all that is allocated so far, so that an end that is allocated
// in full is left with exactly nothing, however many steps it took.
func (st *state) take(i int32, amount fact.Amount, why component) {
	e := &st.b.ends[i]
	if e.gross == 0 {
		company := fact.Amount(0) // nothing says at which rate
		if st.b.currency(i) == st.b.s.Company.Currency {
			company = amount
		}
		st.move(i, amount.Neg(), company.Neg(), why)
		return
	}
	if st.allocated == nil {
		st.allocated = make([]fact.Amount, len(st.left))
	}
	before := e.company.Share(st.allocated[i], e.gross, st.b.decimals)
	st.allocated[i] = st.allocated[i].Plus(amount)
	after := e.company.Share(st.allocated[i], e.gross, st.b.decimals)
	st.move(i, amount.Neg(), before.Minus(after), why)
}

func (st *state) move(i int32, amount, company fact.Amount, why component) {
	l := &st.left[i]
	l.open, l.company = l.open.Plus(amount), l.company.Plus(company)
	st.open.put(i, l.open != 0 || l.company != 0)
	st.totals[why] = st.totals[why].Plus(company)
	if st.watch != nil {
		st.watch(i, why, company)
	}
	if c := st.b.ends[i].customer; c.Known() {
		st.net[c] = st.net[c].Plus(company)
		st.byCustomer[c][why] = st.byCustomer[c][why].Plus(company)
		st.touched = append(st.touched, c)
	}
}

// closeDay notes who went over or came back under the limit on this day, and has
// payments part what was allocated on it.
func (st *state) closeDay(day fact.Date) {
	for _, c := range st.touched {
		over := overLimit(&st.b.s.Customers[c], st.net[c]) > 0
		switch {
		case !over:
			st.overSince[c] = 0
		case st.overSince[c].IsZero():
			st.overSince[c] = day
		}
	}
	st.touched = st.touched[:0]
	if st.payments != nil {
		st.payments.closeDay()
	}
}

// overLimit is what a customer owes above the limit as it is now.
func overLimit(c *fact.Customer, net fact.Amount) fact.Amount {
	if !c.HasLimit || net <= c.Limit || net <= 0 {
		return 0
	}
	return net.Minus(c.Limit)
}
