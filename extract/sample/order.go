package sample

import (
	"fmt"
	"strconv"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// What an order is like on average: lines in thousandths, CNY of a line at the
// list price. Targets and limits are drawn from them.
const (
	meanLines = 2500
	meanLine  = 19_000
)

// orderLine is one line of an order, later of an invoice. Prices and amounts are
// in the customer's currency, the cost in CNY.
type orderLine struct {
	product     int   // into firm.products
	quantity    int64 // thousandths
	list, price fact.Amount
	discount    fact.Amount // of the line
	net         fact.Amount
	cost        fact.Amount
	promotion   string
}

// shipment is a part of an order on its way to an invoice.
type shipment struct {
	order, contract, delivery    string // id or number, as they go on the invoice
	lines                        []orderLine
	shipped, delivered, invoiced fact.Date
	corrects                     string // the cancelled invoice that this one replaces
	first                        bool   // of its order: a deposit is set against it
}

// order takes an order and plans what becomes of it.
func (f *firm) order(c *customer, day fact.Date) {
	lines := f.draft(c, day)
	var parts []shipment
	called := c.chance.chance(15_000)
	if !called {
		parts = f.plan(c, lines, day)
	}
	if f.live || !called && parts[len(parts)-1].invoiced >= f.start {
		f.writeOrder(c, lines, parts, day)
	}
	for i, p := range parts {
		p.first = i == 0
		if p.invoiced >= day && p.invoiced <= f.Until {
			c.pending = append(c.pending, p)
		}
	}
	if !called && c.deposits && f.live {
		f.deposit(c, parts[0], day)
	}
}

// draft draws the lines of an order.
func (f *firm) draft(c *customer, day fact.Date) []orderLine {
	lines := make([]orderLine, c.chance.between(1, 4))
	for i := range lines {
		lines[i] = f.draftLine(c, day)
	}
	return lines
}

func (f *firm) draftLine(c *customer, day fact.Date) orderLine {
	l := orderLine{product: c.chance.below(len(f.products))}
	p := f.products[l.product]
	list := p.priceOn(day, f.start)
	l.list = abroad(list, c.market.currency)
	worth := yuan(meanLine*c.size/100*c.chance.bell(20, 180)/100) * 1000
	l.quantity = max(1, int64(worth/list)/1000) * 1000
	if p.divisible && c.chance.percent(30) {
		l.quantity += 500
	}
	off := c.discount
	if o, ok := f.offerFor(p.category, day); ok {
		off, l.promotion = off+o.off, o.id
	}
	switch n := c.chance.below(1000); {
	case n < 6: // below cost, to win or keep somebody
		off = c.chance.between(580, 680)
	case n < 90: // what the salesperson gave on top
		off += c.chance.between(10, 60)
	}
	decimals := c.market.currency.Decimals()
	l.price = roundTo(divided(int64(l.list)*int64(1000-off), 1000), decimals)
	l.setAmounts(p.costOn(day, f.start), decimals)
	return l
}

// setAmounts computes what follows from quantity and prices.
func (l *orderLine) setAmounts(cost fact.Amount, decimals int) {
	l.net = roundTo(divided(int64(l.price)*l.quantity, 1000), decimals)
	l.discount = roundTo(divided(int64(l.list)*l.quantity, 1000), decimals) - l.net
	l.cost = roundTo(divided(int64(cost)*l.quantity, 1000), 2)
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
// deliveries, and gives its parts their numbers.
func (f *firm) writeOrder(c *customer, lines []orderLine, parts []shipment, day fact.Date) {
	// An order from before the books is carried over when its last part is not
	// invoiced yet.
	open := f.live
	f.live = true
	defer func() { f.live = open }()

	id, number := f.id("orders"), f.number("SO", day)
	row := reference.Order{
		ID: id, Number: number, Customer: c.id, Salesperson: f.sellerOn(c, day), Ordered: day.String(),
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
}

// progress fills in how far an order has come by the last day.
func (f *firm) progress(c *customer, row *reference.Order, parts []shipment, ordered fact.Date) {
	last := parts[len(parts)-1]
	row.Promised = f.calendar.next(max(parts[0].shipped.AddDays(c.chance.between(-4, 6)), ordered)).String()
	row.Shipped = atMost(last.shipped, f.Until).String()
	row.Delivered = atMost(last.delivered, f.Until).String()
	row.Invoiced = atMost(last.invoiced, f.Until).String()
	var unshipped, uninvoiced fact.Amount
	for _, p := range parts {
		if p.shipped > f.Until {
			unshipped += grossOf(c, p.lines)
		}
		if p.invoiced > f.Until {
			uninvoiced += grossOf(c, p.lines)
		}
	}
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
		row.NotInvoiced = f.worth(c, p.lines, p.shipped).String()
	}
	f.put(row)
}

// worth returns what lines are worth in CNY without tax.
func (f *firm) worth(c *customer, lines []orderLine, day fact.Date) fact.Amount {
	return f.convert(c.market.currency, netOf(lines), day)
}

func netOf(lines []orderLine) (net fact.Amount) {
	for _, l := range lines {
		net = net.Plus(l.net)
	}
	return net
}

// grossOf adds the tax to the lines' net.
func grossOf(c *customer, lines []orderLine) fact.Amount {
	net := netOf(lines)
	return net + taxOn(c, net)
}

// vat is the rate of value-added tax on goods in China, in percent. Exports are
// taxed at zero.
const vat = 13

func taxOn(c *customer, net fact.Amount) fact.Amount {
	if !c.market.domestic() {
		return 0
	}
	return roundTo(divided(int64(net)*vat, 100), 2)
}

// units writes a quantity that is kept in thousandths.
func units(thousandths int64) string { return fact.Quantity(thousandths * 1000).String() }
