package receivables

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// finish adds billing, which needs no walk, and reckons the measures of every month.
func (c *collector) finish() {
	c.collectBilled()
	for m := range c.months {
		t, end, w := &c.tempos[m], c.ends()[m], c.windows[m]
		t.nets, t.billing, t.paid = 0, c.b.billing.in(w), c.paid[m]
		for k := c.opening + 1 + m - c.p.DSOMonths; k <= c.opening+1+m; k++ {
			t.nets = t.nets.Plus(c.nets[k])
		}
		c.months[m].Collection = t.collection(w.Days(), c.p.DSOMonths+1, c.b.countBack(t.net, end))
	}
}

// collectBilled sums billing by month, and that of the window, for everyone.
func (c *collector) collectBilled() {
	ends, w := c.ends(), c.windows[MovementMonths-1]
	c.b.eachBilling(func(i int32, on fact.Date, gross, _ fact.Amount) {
		if on <= c.points[c.opening] || on > c.p.AsOf {
			return
		}
		month, _ := slices.BinarySearch(ends, on)
		c.each(i, gross, func(key int, part fact.Amount) {
			at := &c.billed[key*MovementMonths+month]
			*at = at.Plus(part)
			if w.Contains(on) {
				c.all[key].billing = c.all[key].billing.Plus(part)
			}
		})
	})
}

// pays adds a payment to the months in whose window it counts, and one of the
// as-of day's window to everyone's.
func (c *collector) pays(p *payment) {
	last := MovementMonths - 1
	for m, end := range c.ends() {
		if c.windows[m].Contains(p.starts) && p.countsOn(end) {
			c.paid[m].add(p.amount, p.waited, p.late)
		}
	}
	if c.windows[last].Contains(p.starts) && p.countsOn(c.p.AsOf) {
		c.each(p.document, p.amount, func(key int, part fact.Amount) { c.all[key].paid.add(part, p.waited, p.late) })
	}
}

// collected splits the collection of the as-of day.
func (c *collector) collected() CollectedBy {
	var by CollectedBy
	for n := range len(c.b.s.Customers) + 1 {
		ref := fact.Ref(n - 1)
		name := ""
		if ref.Known() {
			name = cmp.Or(c.b.s.Customers[ref].Name, c.b.s.Customers[ref].Code)
		}
		by.Customers = c.appendTo(by.Customers, c.customers+n, ref, name)
	}
	for n := range len(c.b.s.Salespeople) + 1 {
		by.Salespeople = c.appendTo(by.Salespeople, c.sellers+n, fact.Ref(n-1), c.b.sellerName(fact.Ref(n-1)))
	}
	for name, key := range c.groups {
		by.Groups = c.appendTo(by.Groups, key, fact.None, name)
	}
	sortCollected(by.Customers)
	sortCollected(by.Salespeople)
	sortCollected(by.Groups)
	return by
}

// appendTo adds whoever has anything to measure.
func (c *collector) appendTo(rows []Collected, key int, ref fact.Ref, name string) []Collected {
	t := &c.all[key]
	// Net is nothing, too, of who owes as much as they paid on account.
	if t.net == 0 && t.current == 0 && t.overdue == 0 && t.billing == 0 && t.paid.amount == 0 && t.month.all == (effect{}) {
		return rows
	}
	days := c.windows[MovementMonths-1].Days()
	return append(rows, Collected{ref, name, t.collection(days, c.p.DSOMonths+1, c.countBack(key))})
}

// countBack goes back as far as the months do.
func (c *collector) countBack(key int) Measure {
	billed, next := c.billed[key*MovementMonths:(key+1)*MovementMonths], MovementMonths
	first := max(c.points[c.opening].AddDays(1), c.b.firstBilling(c.p.AsOf))
	return countBack(c.all[key].net, c.p.AsOf, first, func(fact.Period) fact.Amount {
		next--
		return billed[next]
	})
}

// sortCollected puts the largest receivable first, and nobody's last.
func sortCollected(rows []Collected) {
	slices.SortFunc(rows, func(x, y Collected) int {
		return cmp.Or(
			fact.TrueFirst(x.Name != "", y.Name != ""), cmp.Compare(y.Net, x.Net), cmp.Compare(y.Billing, x.Billing),
			strings.Compare(x.Name, y.Name), cmp.Compare(x.Ref, y.Ref),
		)
	})
}
