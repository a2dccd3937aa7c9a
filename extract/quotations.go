package extract

import "daybook/extract/fact"

type quotationRow struct {
	id, number, customer, prospect, salesperson, currency, outcome, order text
	quoted, validUntil, decided                                           day
	amount                                                                money
}

var quotationsTable = table[quotationRow]{
	name:  "quotations",
	needs: []string{"salespeople", "customers", "orders"},
	columns: []column[quotationRow]{
		{"id", required, func(r *quotationRow) cell { return &r.id }},
		{"number", required, func(r *quotationRow) cell { return &r.number }},
		{"customer", required, func(r *quotationRow) cell { return &r.customer }},
		{"prospect", optional, func(r *quotationRow) cell { return &r.prospect }},
		{"salesperson", optional, func(r *quotationRow) cell { return &r.salesperson }},
		{"quoted", required, func(r *quotationRow) cell { return &r.quoted }},
		{"valid_until", optional, func(r *quotationRow) cell { return &r.validUntil }},
		{"currency", required, func(r *quotationRow) cell { return &r.currency }},
		{"amount", required, func(r *quotationRow) cell { return &r.amount }},
		{"outcome", required, func(r *quotationRow) cell { return &r.outcome }},
		{"decided", optional, func(r *quotationRow) cell { return &r.decided }},
		{"order_id", optional, func(r *quotationRow) cell { return &r.order }},
	},
	row: (*reading).takeQuotation,
	done: func(rd *reading) {
		sortRowsByID(&rd.snap.Quotations, &rd.quotations)
	},
}

func (rd *reading) takeQuotation(r *quotationRow) outcome {
	rd.about = about{number: r.number.raw, id: r.id.raw, customer: rd.customers.at(r.customer.raw), amount: &r.amount, currency: rd.currency(&r.currency)}
	if o := rd.fits(&rd.quotations, &r.id, &r.quoted, &r.amount); o != used {
		return o
	}
	became, known := fact.ParseOutcome(r.outcome.or(fact.OutcomeOpen.String()))
	if !known {
		return rd.exclude(unknownKind(r.outcome.string()))
	}
	rd.noteDates(&r.validUntil, &r.decided)
	rd.noteAmounts(&r.amount)
	id := r.id.string()
	rd.quotations.put(id, 0)
	q := fact.Quotation{
		ID: id, Number: r.number.or(id), Customer: rd.offeredTo(r), Prospect: r.prospect.string(),
		Salesperson: rd.reference(&rd.salespeople, "salesperson", &r.salesperson),
		Quoted:      r.quoted.date, ValidUntil: r.validUntil.date, Currency: rd.about.currency, Amount: r.amount.amount(),
		Order: fact.None,
	}
	if became != fact.OutcomeOpen {
		rd.decide(r, &q, became)
	}
	rd.noteOffer(r, &q)
	rd.snap.Quotations.Append(q)
	return used
}

// offeredTo is the customer of a quotation; a prospect with a name is none.
func (rd *reading) offeredTo(r *quotationRow) fact.Ref {
	if r.customer.null() && !r.prospect.null() {
		return fact.None
	}
	return rd.customer(&r.customer)
}

// decide enters what became of a quotation, unless that was after the as-of date: then
// it was open on it. So was one whose order came later.
func (rd *reading) decide(r *quotationRow, q *fact.Quotation, became fact.Outcome) {
	order := rd.reference(&rd.orders, "order_id", &r.order)
	on := r.decided.date
	if rd.orders.at(r.order.raw) == later || on > rd.scope.AsOf {
		return
	}
	switch {
	case !on.IsZero() && on < q.Quoted:
		on = q.Quoted
		rd.assume(fact.DecidedBefore, on.String())
	case on.IsZero():
		on = q.Quoted
		if order.Known() {
			on = max(on, rd.snap.Orders.At(order).Ordered)
		}
		rd.assume(fact.UndatedOutcome, on.String())
	}
	q.Outcome, q.Decided, q.Order = became, on, order
}

// noteOffer notes what is odd about an offer by itself.
func (rd *reading) noteOffer(r *quotationRow, q *fact.Quotation) {
	if q.Amount < 0 {
		rd.note(fact.NegativeAmount, plain(r.amount.raw))
	}
	if !q.ValidUntil.IsZero() && q.ValidUntil < q.Quoted {
		rd.note(fact.ValidBeforeQuoted, q.ValidUntil.String())
	}
}
