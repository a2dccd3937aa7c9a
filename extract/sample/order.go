package sample

import (
	"fmt"
	"strconv"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// shipment is a part of an order on its way to an invoice.
type shipment struct {
	order, contract              string // id or number, as they go on the invoice
	lines                        []orderLine
	shipped, delivered, invoiced fact.Date
	corrects                     string // the cancelled invoice that this one replaces
	first                        bool   // of its order: a deposit is set against it
}

// order takes an order and plans what becomes of it.
func (f *firm) order(c *customer, day fact.Date) {
	lines := f.draft(c, day)
	var parts []shipment
	cancelled := c.chance.chance(15_000)
	if !cancelled {
		parts = f.plan(c, lines, day)
	}
	if f.live || !cancelled && parts[len(parts)-1].invoiced >= f.start {
		f.cameOfBid(c, lines, day, f.writeOrder(c, lines, parts, day))
	}
	for i, p := range parts {
		p.first = i == 0
		if p.invoiced <= f.Until {
			c.pending = append(c.pending, p)
		}
	}
	if !cancelled && c.deposits && f.live && f.worth(c, lines, day) >= yuan(contractFrom) {
		f.deposit(c, parts[0], day)
	}
}

// plan says when an order is shipped, delivered and invoiced, in one part or two.
func (f *firm) plan(c *customer, lines []orderLine, day fact.Date) []shipment {
	lead := c.chance.between(1, 6)
	if c.chance.percent(55) {
		lead = c.chance.bell(10, 50)
	}
	parts := []shipment{f.ship(c, lines, f.calendar.after(day, lead))}
	if len(lines) > 1 && c.chance.percent(9) {
		parts = append(parts, f.ship(c, lines[1:], f.calendar.after(parts[0].shipped, c.chance.between(7, 28))))
		parts[0].lines = lines[:1]
	}
	return parts
}

func (f *firm) ship(c *customer, lines []orderLine, shipped fact.Date) shipment {
	transit := c.chance.between(1, 4)
	if !c.market.domestic() {
		transit = c.chance.between(8, 32)
	}
	return shipment{
		lines: lines, shipped: shipped, delivered: shipped.AddDays(transit),
		invoiced: f.calendar.after(shipped, c.chance.bell(0, 7)),
	}
}

// contractFrom is the net worth in CNY from which an order needs a contract.
const contractFrom = 60_000

// writeOrder writes an order as it stands on the last day, with its lines and
// deliveries, gives its parts their numbers, and returns its id.
func (f *firm) writeOrder(c *customer, lines []orderLine, parts []shipment, day fact.Date) string {
	// An order from before the books open is carried over into them.
	live := f.live
	f.live = true
	defer func() { f.live = live }()

	id, number := f.id("orders"), f.number("SO", day)
	row := reference.Order{
		ID: id, Number: number, Customer: c.id, Salesperson: f.sellerOn(c.seller, day), Ordered: day.String(),
		Currency: string(c.market.currency), Status: "cancelled",
	}
	if approved := f.calendar.after(day, c.chance.below(3)); approved <= f.Until {
		row.ApprovedOn, row.ApprovedBy = approved.String(), c.chance.pick(approvers)
	}
	contract := ""
	if f.worth(c, lines, day) >= yuan(contractFrom) {
		contract = fmt.Sprintf("HT%s-%s", day.Time().Format("06"), id)
		row.ContractSigned = atMost(f.calendar.after(day, c.chance.between(1, 8)), f.Until).String()
	}
	row.Amount = grossOf(c, lines).String()
	if len(parts) > 0 {
		f.progress(c, &row, parts, day)
	}
	f.put(row)
	f.writeOrderLines(id, lines, parts)
	for i := range parts {
		parts[i].order, parts[i].contract = number, contract
		f.writeDelivery(c, id, parts[i])
	}
	return id
}

// progress fills in how far an order has come by the last day.
func (f *firm) progress(c *customer, row *reference.Order, parts []shipment, ordered fact.Date) {
	last := parts[len(parts)-1]
	row.Promised = f.calendar.next(max(parts[0].shipped.AddDays(c.chance.between(-4, 6)), ordered)).String()
	row.Shipped = atMost(last.shipped, f.Until).String()
	row.Delivered = atMost(last.delivered, f.Until).String()
	row.Invoiced = atMost(last.invoiced, f.Until).String()
	unshipped := f.left(c, parts, func(p shipment) fact.Date { return p.shipped })
	uninvoiced := f.left(c, parts, func(p shipment) fact.Date { return p.invoiced })
	row.NotShipped, row.NotInvoiced = unshipped.String(), uninvoiced.String()
	switch {
	case parts[0].shipped > f.Until:
		row.Status = "open"
	case unshipped > 0:
		row.Status = "part shipped"
	case uninvoiced > 0:
		row.Status = "shipped"
	default:
		row.Status = "closed"
	}
}

// left is what of an order is still to come on the last day: all of it, less the
// parts that came. Tax is rounded for each, so that the parts to come may be a cent
// more than the order.
func (f *firm) left(c *customer, parts []shipment, came func(shipment) fact.Date) fact.Amount {
	var lines []orderLine
	var done fact.Amount
	open := false
	for _, p := range parts {
		lines = append(lines, p.lines...)
		if came(p) > f.Until {
			open = true
		} else {
			done += grossOf(c, p.lines)
		}
	}
	if !open {
		return 0
	}
	return grossOf(c, lines) - done
}

func (f *firm) writeOrderLines(id string, lines []orderLine, parts []shipment) {
	no := 0
	write := func(l orderLine, shipped, invoiced bool) {
		no++
		row := reference.OrderLine{
			OrderID: id, LineNo: strconv.Itoa(no), Product: f.products[l.product].id,
			Quantity: units(l.quantity), UnitPrice: l.price.String(), Net: l.net.String(),
			NotShipped: "0", NotInvoiced: "0",
		}
		if !shipped {
			row.NotShipped = row.Quantity
		}
		if !invoiced {
			row.NotInvoiced = row.Quantity
		}
		f.put(row)
	}
	if len(parts) == 0 { // cancelled: nothing is to come
		for _, l := range lines {
			write(l, true, true)
		}
	}
	for _, p := range parts {
		for _, l := range p.lines {
			write(l, p.shipped <= f.Until, p.invoiced <= f.Until)
		}
	}
}

func (f *firm) writeDelivery(c *customer, order string, p shipment) {
	if p.shipped > f.Until {
		return
	}
	row := reference.Delivery{
		ID: f.id("deliveries"), OrderID: order, Customer: c.id, Shipped: p.shipped.String(),
		Delivered: atMost(p.delivered, f.Until).String(), NotInvoiced: "0",
	}
	if p.invoiced > f.Until {
		row.NotInvoiced = f.convert(c.market.currency, grossOf(c, p.lines), p.shipped).String()
	}
	f.put(row)
}

// worth returns what lines are worth in CNY without tax.
func (f *firm) worth(c *customer, lines []orderLine, day fact.Date) fact.Amount {
	return f.convert(c.market.currency, netOf(lines), day)
}
