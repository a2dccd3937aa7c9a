package fact

import "iter"

// Orders keeps orders compactly, as [Documents] does documents: 40 bytes each,
// their texts, and as much again for how far an order has come, where that was
// read. The zero value is empty and ready.
type Orders struct {
	rows       chunked[orderRow]
	stages     chunked[orderStages]
	texts      texts
	currencies numbered[Currency]
	handling   numbered[[2]Name]
}

// orderRow is what every order has.
type orderRow struct {
	amount                Amount
	customer, salesperson Ref
	ordered               Date
	id, number            uint32 // in texts
	currency              uint32 // by number
	stages                uint32 // 1 + place in stages; 0 is none
}

// orderStages say how far an order has come.
type orderStages struct {
	notShipped, notInvoiced      Amount
	approved, signed, promised   Date
	shipped, delivered, invoiced Date
	handled                      uint32 // by number: approved by, and status
}

// OrdersOf keeps the given orders, in their order.
func OrdersOf(list ...Order) Orders {
	var o Orders
	for i := range list {
		o.Append(list[i])
	}
	return o
}

// Len returns the number of orders.
func (o *Orders) Len() int { return o.rows.len() }

// Append adds an order at the end.
func (o *Orders) Append(order Order) {
	row := orderRow{
		amount: order.Amount, customer: order.Customer, salesperson: order.Salesperson, ordered: order.Ordered,
		currency: o.currencies.number(order.Currency),
	}
	row.id, row.number = o.texts.addPair(order.ID, order.Number)
	stages := orderStages{
		order.NotShipped, order.NotInvoiced, order.Approved, order.Signed, order.Promised,
		order.Shipped, order.Delivered, order.Invoiced, o.handling.number([2]Name{order.ApprovedBy, order.Status}),
	}
	if stages != (orderStages{handled: stages.handled}) || o.handling.values[stages.handled] != [2]Name{} {
		o.stages.append(stages)
		row.stages = uint32(o.stages.len())
	}
	o.rows.append(row)
}

// At returns the order at a place.
func (o *Orders) At(i Ref) (order Order) {
	o.read(&order, o.rows.at(i))
	return order
}

func (o *Orders) read(order *Order, row *orderRow) {
	*order = Order{
		ID: o.texts.at(row.id), Number: o.texts.at(row.number), Customer: row.customer, Salesperson: row.salesperson,
		Ordered: row.ordered, Currency: o.currencies.values[row.currency], Amount: row.amount,
	}
	if row.stages == 0 {
		return
	}
	s := o.stages.at(Ref(row.stages - 1))
	order.NotShipped, order.NotInvoiced = s.notShipped, s.notInvoiced
	order.Approved, order.Signed, order.Promised = s.approved, s.signed, s.promised
	order.Shipped, order.Delivered, order.Invoiced = s.shipped, s.delivered, s.invoiced
	order.ApprovedBy, order.Status = o.handling.values[s.handled][0], o.handling.values[s.handled][1]
}

// All yields every order with its place, in order. The order is valid until the
// next step.
func (o *Orders) All() iter.Seq2[Ref, *Order] {
	return all(&o.rows, o.read)
}

// List returns the orders as a slice of their own; for few.
func (o *Orders) List() []Order { return list(o.All()) }

// Sort brings the orders into the order of compare, which is given places; equal
// ones stay as they are.
func (o *Orders) Sort(compare func(a, b Ref) int) { o.rows.sort(compare) }

// ID returns the id of the order at a place.
func (o *Orders) ID(i Ref) string { return o.texts.at(o.rows.at(i).id) }

// Salesperson returns the salesperson of the order at a place.
func (o *Orders) Salesperson(i Ref) Ref { return o.rows.at(i).salesperson }
