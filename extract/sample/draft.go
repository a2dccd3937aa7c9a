package sample

import "daybook/extract/fact"

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
