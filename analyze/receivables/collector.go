package receivables

import "daybook/extract/fact"

// collector follows one walk from month-end to month-end and gathers what the
// movement of the months and the DSO family are made of: for the company at each,
// and at the last for every customer, salesperson and customer group.
type collector struct {
	b *Book
	p Params
	// points are month-ends, rising, the last the as-of day. The first month opens
	// at points[opening]; those before serve the first month's turnover.
	points  []fact.Date
	opening int
	seen    int
	windows []fact.Period // of each month

	// all holds what belongs to the company, then to each customer, salesperson and
	// group; customers and sellers are where theirs begin, each with one for nobody.
	all                []tempo
	customers, sellers int
	groupOf            []int // by customer + 1
	groups             map[string]int
	billed             []fact.Amount // MovementMonths for each of all

	nets   []fact.Amount // of the company, by point
	totals totals        // at the last point
	months []Month
	tempos []tempo // of the company, by month
	paid   []paid  // likewise
}

func (b *Book) newCollector(p Params) *collector {
	c := &collector{b: b, p: p, opening: p.DSOMonths - 1, groups: map[string]int{}}
	c.points = append(monthEndsBefore(p.AsOf, MovementMonths+p.DSOMonths-1), p.AsOf)
	for _, end := range c.ends() {
		c.windows = append(c.windows, window(end, p.DSOMonths))
	}
	c.customers = 1
	c.sellers = c.customers + len(b.s.Customers) + 1
	n := c.sellers + len(b.s.Salespeople) + 1
	group := func(name string) int {
		if _, ok := c.groups[name]; !ok {
			c.groups[name] = n
			n++
		}
		return c.groups[name]
	}
	c.groupOf = append(c.groupOf, group(""))
	for i := range b.s.Customers {
		c.groupOf = append(c.groupOf, group(b.s.Customers[i].Group))
	}
	c.all, c.billed, c.paid = make([]tempo, n), make([]fact.Amount, n*MovementMonths), make([]paid, MovementMonths)
	return c
}

// ends are the last days of the months.
func (c *collector) ends() []fact.Date { return c.points[c.opening+1:] }

// each calls do for everyone whom an amount of an end belongs to, with their part
// of it.
func (c *collector) each(i int32, amount fact.Amount, do func(key int, part fact.Amount)) {
	customer := int(c.b.ends[i].customer)
	do(0, amount)
	do(c.customers+customer+1, amount)
	do(c.groupOf[customer+1], amount)
	sellers := c.b.sellersOf(i)
	if len(sellers) == 1 {
		do(c.sellers+int(sellers[0].Who)+1, amount)
		return
	}
	for n, part := range fact.SpreadSellers(amount, sellers, c.b.decimals) {
		do(c.sellers+int(sellers[n].Who)+1, part)
	}
}

// payments follow the same walk.
func (c *collector) payments() *payments {
	return &payments{b: c.b, asOf: c.p.AsOf, pays: c.pays, left: map[int32][]fact.Amount{}}
}

// visit is called at the end of days of a walk, of which it takes its own.
func (c *collector) visit(day fact.Date, st *state) {
	if c.seen == len(c.points) || day != c.points[c.seen] {
		return
	}
	k := c.seen
	c.seen++
	st.watch = c.note
	ahead := len(c.points) - 1 - k
	c.takeStock(day, st, ahead)
	for key := range c.all {
		c.all[key].endMonth(ahead < ChainedMonths)
	}
	c.nets = append(c.nets, c.all[0].net)
	if k > c.opening {
		c.months, c.tempos = append(c.months, Month{Movement: c.movement(k, st)}), append(c.tempos, c.all[0])
	}
	c.totals = st.totals
}

// note gathers what counts as charged in a month, and what was credited or
// written off. What was owed when the books opened counts as charged then: it was
// there to be collected.
func (c *collector) note(i int32, why component, company fact.Amount) {
	switch {
	case why == invoiced, why == journals && c.b.s.Documents.Kind(fact.Ref(i)) == fact.Opening:
		c.each(i, company, func(key int, part fact.Amount) { c.all[key].charged = c.all[key].charged.Plus(part) })
	case why == credited, why == writtenOff:
		c.each(i, company, func(key int, part fact.Amount) { c.all[key].forgiven = c.all[key].forgiven.Plus(part) })
	}
}

// takeStock sums what is open at the end of a day, so many points before the last:
// for the company always, for all others where a measure needs it.
func (c *collector) takeStock(day fact.Date, st *state, ahead int) {
	for key := range c.all {
		t := &c.all[key]
		t.begin, t.net, t.current, t.overdue = t.net, 0, 0, 0
	}
	c.b.eachOpen(st, func(o *openItem) {
		at := c.b.place(o, day, &c.p)
		if ahead > max(ChainedMonths, c.p.DSOMonths) {
			c.all[0].add(o.company, at)
			return
		}
		c.each(o.end, o.company, func(key int, part fact.Amount) { c.all[key].add(part, at) })
	})
	if ahead <= c.p.DSOMonths {
		for key := range c.all {
			c.all[key].nets = c.all[key].nets.Plus(c.all[key].net)
		}
	}
}

func (t *tempo) add(amount fact.Amount, at place) {
	t.net = t.net.Plus(amount)
	switch {
	case at.pastDue():
		t.overdue = t.overdue.Plus(amount)
	case at.class == OnInvoice:
		t.current = t.current.Plus(amount)
	}
}

// movement is the month that ends at a point. Opening and closing are sums of what
// was open, the movements of what was posted and allocated in between.
func (c *collector) movement(k int, st *state) RollForward {
	r := moved(&c.totals, &st.totals)
	r.From, r.To, r.Opening, r.Closing = c.points[k-1], c.points[k], c.nets[k-1], c.nets[k]
	return r
}
