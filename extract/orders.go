package extract

import "daybook/extract/fact"

type orderRow struct {
	id, number, customer, salesperson, approvedBy, currency, status     text
	ordered, approvedOn, signed, promised, shipped, delivered, invoiced day
	amount, notShipped, notInvoiced                                     money
}

var ordersTable = table[orderRow]{
	name:  "orders",
	needs: []string{"salespeople", "customers"},
	columns: []column[orderRow]{
		{"id", required, func(r *orderRow) cell { return &r.id }},
		{"number", required, func(r *orderRow) cell { return &r.number }},
		{"customer", required, func(r *orderRow) cell { return &r.customer }},
		{"salesperson", optional, func(r *orderRow) cell { return &r.salesperson }},
		{"ordered", required, func(r *orderRow) cell { return &r.ordered }},
		{"approved_on", optional, func(r *orderRow) cell { return &r.approvedOn }},
		{"approved_by", optional, func(r *orderRow) cell { return &r.approvedBy }},
		{"contract_signed", optional, func(r *orderRow) cell { return &r.signed }},
		{"promised", optional, func(r *orderRow) cell { return &r.promised }},
		{"shipped", optional, func(r *orderRow) cell { return &r.shipped }},
		{"delivered", optional, func(r *orderRow) cell { return &r.delivered }},
		{"invoiced", optional, func(r *orderRow) cell { return &r.invoiced }},
		{"currency", required, func(r *orderRow) cell { return &r.currency }},
		{"amount", required, func(r *orderRow) cell { return &r.amount }},
		{"not_shipped", optional, func(r *orderRow) cell { return &r.notShipped }},
		{"not_invoiced", optional, func(r *orderRow) cell { return &r.notInvoiced }},
		{"status", optional, func(r *orderRow) cell { return &r.status }},
	},
	row: (*reading).takeOrder,
	done: func(rd *reading) {
		sortRowsByID(&rd.snap.Orders, &rd.orders)
	},
}

func (rd *reading) takeOrder(r *orderRow) outcome {
	rd.about = about{number: r.number.raw, id: r.id.raw, customer: rd.customers.at(r.customer.raw), amount: &r.amount, currency: rd.currency(&r.currency)}
	if o := rd.fits(&rd.orders, &r.id, &r.ordered, &r.amount); o != used {
		return o
	}
	rd.noteDates(&r.approvedOn, &r.signed, &r.promised, &r.shipped, &r.delivered, &r.invoiced)
	rd.noteAmounts(&r.amount, &r.notShipped, &r.notInvoiced)
	id := r.id.string()
	rd.orders.put(id, 0)
	o := fact.Order{
		ID: id, Number: r.number.or(id), Customer: rd.customer(&r.customer),
		Salesperson: rd.reference(&rd.salespeople, "salesperson", &r.salesperson),
		Ordered:     r.ordered.date, Currency: rd.about.currency, Amount: r.amount.amount(),
	}
	if rd.brief {
		o.Number = o.ID
	} else {
		rd.stages(r, &o)
	}
	rd.snap.Orders.Append(o)
	return used
}

// fits says what becomes of a row that lies before its invoice, by its id, its day
// and its amount. One of after the as-of date is remembered, as others may refer to it.
func (rd *reading) fits(known *index, id *text, on *day, amount *money) outcome {
	if !on.bad && on.date > rd.scope.AsOf {
		known.putLater(id.string())
		return outside
	}
	if why := on.fault(); why != "" {
		return rd.exclude(why, string(on.raw))
	}
	if why := amount.fault(); why != "" {
		return rd.exclude(why, string(amount.raw))
	}
	if known.has(id.raw) {
		return rd.exclude(fact.DuplicateID, id.string())
	}
	return used
}

// stages fills in how far an order has come.
func (rd *reading) stages(r *orderRow, o *fact.Order) {
	o.Approved, o.Signed, o.Promised = r.approvedOn.date, r.signed.date, r.promised.date
	o.Shipped, o.Delivered, o.Invoiced = r.shipped.date, r.delivered.date, r.invoiced.date
	o.ApprovedBy, o.Status = rd.name(&r.approvedBy), rd.name(&r.status)
	o.NotShipped, o.NotInvoiced = r.notShipped.amount(), r.notInvoiced.amount()
}

type deliveryRow struct {
	id, order, customer text
	shipped, delivered  day
	notInvoiced         money
}

var deliveriesTable = table[deliveryRow]{
	name:  "deliveries",
	needs: []string{"customers", "orders"},
	columns: []column[deliveryRow]{
		{"id", required, func(r *deliveryRow) cell { return &r.id }},
		{"order_id", optional, func(r *deliveryRow) cell { return &r.order }},
		{"customer", required, func(r *deliveryRow) cell { return &r.customer }},
		{"shipped", required, func(r *deliveryRow) cell { return &r.shipped }},
		{"delivered", optional, func(r *deliveryRow) cell { return &r.delivered }},
		{"not_invoiced", required, func(r *deliveryRow) cell { return &r.notInvoiced }},
	},
	row: (*reading).takeDelivery,
	done: func(rd *reading) {
		sortByID(&rd.snap.Deliveries, func(d *fact.Delivery) string { return d.ID }, &rd.deliveries)
	},
}

func (rd *reading) takeDelivery(r *deliveryRow) outcome {
	rd.about = about{id: r.id.raw, customer: rd.customers.at(r.customer.raw), amount: &r.notInvoiced, currency: rd.snap.Company.Currency}
	if o := rd.fits(&rd.deliveries, &r.id, &r.shipped, &r.notInvoiced); o != used {
		return o
	}
	rd.noteDates(&r.delivered)
	rd.noteAmounts(&r.notInvoiced)
	rd.deliveries.put(r.id.string(), 0)
	rd.snap.Deliveries = append(rd.snap.Deliveries, fact.Delivery{
		ID: r.id.string(), Customer: rd.customer(&r.customer), Order: rd.reference(&rd.orders, "order_id", &r.order),
		Shipped: r.shipped.date, Delivered: r.delivered.date, NotInvoiced: r.notInvoiced.amount(),
	})
	return used
}
