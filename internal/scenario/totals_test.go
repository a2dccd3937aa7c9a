package scenario

import (
	"maps"
	"slices"
	"strings"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
)

// sums adds up rows of ours, by the names of the form, and where they are wanted
// their buckets.
func (c *checker) sums(of func(*receivables.Item) bool, wanted bool) (v map[string]fact.Amount, buckets []fact.Amount) {
	v, buckets = map[string]fact.Amount{"outstanding": 0, "advance": 0, "alone": 0}, make([]fact.Amount, len(c.r.now.Buckets))
	for _, key := range slices.Sorted(maps.Keys(c.now)) {
		l := line{key: key, now: c.now[key]}
		if !of(&l.now) {
			continue
		}
		l.later, _ = c.find(c.later, key)
		l.alone = standsAlone(&l.now)
		row := c.view(&l, c.documentCurrency())
		switch {
		case l.now.Class == receivables.Advance:
			v["advance"] -= row["outstanding"]
			row["paid"] = 0
		case l.alone:
			v["alone"] += row["outstanding"]
		}
		for name, amount := range row {
			v[name] += amount
		}
		if !wanted {
			continue
		}
		for at, amount := range c.itemBuckets(&l, c.documentCurrency()) {
			buckets[at] += amount
		}
	}
	return v, buckets
}

func (c *checker) totals(want figures) {
	if len(want) == 0 {
		return
	}
	v, buckets := c.sums(func(*receivables.Item) bool { return true }, want["buckets"] != nil)
	m := c.r.now.Movements[0]
	v["discount"], v["write_off"], v["surcharge"] = -m.Discounts, -m.WrittenOff, m.WrittenOff
	v["exchange_gain"], v["exchange_loss"] = m.Exchange, -m.Exchange
	if _, both := want["exchange_loss"]; both && want["exchange_gain"] != nil {
		loss := c.amount("totals.exchange_loss", want["exchange_loss"])
		v["exchange_gain"], v["exchange_loss"] = m.Exchange+loss, loss // what the movement has is the two together
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		currency, isOutstanding := strings.CutPrefix(key, "outstanding_")
		got, known := v[key]
		switch {
		case key == "buckets":
			c.buckets("totals", want[key], buckets)
		case isOutstanding:
			c.equal("totals."+key, want[key], c.inCurrency(fact.Currency(strings.ToUpper(currency))))
		case key == "overdue" && c.amount("totals.overdue", want[key]) == got+c.dueToday() && c.dueToday() != 0:
			c.differ(dueDayIsNotDue, "totals.overdue", "theirs %s, ours %s", got+c.dueToday(), got)
		case known:
			c.equal("totals."+key, want[key], got)
		case notChecked["totals."+key] == "":
			c.t.Errorf("totals.%s is neither checked nor in the list of what is not", key)
		}
	}
}

// dueToday is what falls due on the day, where the peer counts it as late.
func (c *checker) dueToday() (sum fact.Amount) {
	for key, i := range c.now {
		if i.Class == receivables.OnInvoice && i.DaysLate == 0 && !c.r.s.oca() && c.r.now.Params.AgeBy == receivables.ByDueDate {
			sum += c.view(&line{key: key, now: i}, c.documentCurrency())["outstanding"]
		}
	}
	return sum
}

// inCurrency is what is open in documents and money of one currency.
func (c *checker) inCurrency(currency fact.Currency) (sum fact.Amount) {
	for _, i := range c.now {
		if i.Currency == currency {
			sum += i.Open
		}
	}
	return sum
}

// customers compares customer by customer; without a period there are no others.
func (c *checker) customers(want []figures) {
	listed := map[string]bool{}
	for _, w := range want {
		listed[w.key()] = true
		c.customer(w)
	}
	for _, row := range c.r.now.Customers {
		if code := c.r.customer(c.r.now, row.Ref); !listed[code] && c.r.period == nil {
			c.t.Errorf("customer %s is listed with %s, and not expected", code, row.Net)
		}
	}
}

func (c *checker) customer(want figures) {
	id := want.key()
	mine := func(i *receivables.Item) bool { return c.r.customer(c.r.now, i.Customer) == id }
	v, buckets := c.sums(mine, want["buckets"] != nil || want["overdue_or_due"] != nil)
	c.balanced(id, v)
	c.standing(id, v, buckets)
	if c.r.period != nil {
		c.moved(id, v)
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		got, known := v[key]
		switch {
		case key == "key":
		case key == "buckets":
			c.buckets(id, want[key], buckets)
		case !known:
			c.t.Errorf("customers.%s is neither checked nor in the list of what is not", key)
		case (key == "paid" || key == "credited") && v["alone"] != 0 && c.r.period == nil:
			// Who shows what stands alone as paid and who as credited is theirs; what
			// is open of it is compared.
		default:
			c.equal(id+" "+key, want[key], got)
		}
	}
}

// balanced holds a customer's rows against the customer's own figures.
func (c *checker) balanced(id string, v map[string]fact.Amount) {
	for _, row := range c.r.now.Customers {
		if c.r.customer(c.r.now, row.Ref) != id || c.documentCurrency() {
			continue
		}
		if row.Net != v["outstanding"] || -row.Advances != v["advance"] {
			c.t.Errorf("%s: net %s and advances %s, by items %s and %s", id, row.Net, row.Advances, v["outstanding"], v["advance"])
		}
	}
}

// standing adds what the ledger says of a customer.
func (c *checker) standing(id string, v map[string]fact.Amount, buckets []fact.Amount) {
	v["ledger_balance"] = balance(c.r.postings, id, c.r.s.AsOf.Date)
	v["difference"] = v["outstanding"] - v["ledger_balance"]
	due := buckets
	if c.r.now.Params.AgeBy == receivables.ByDueDate {
		due = buckets[1:]
	}
	v["overdue_or_due"] = 0
	for _, amount := range due {
		v["overdue_or_due"] += amount
	}
}

// moved replaces what rows say by what moved in the scenario's period. Refunds
// lower what is paid.
func (c *checker) moved(id string, v map[string]fact.Amount) {
	for _, name := range []string{"invoiced", "paid", "credited", "opening_balance", "closing_balance"} {
		v[name] = 0
	}
	for _, m := range c.r.period.CustomerMovements {
		if c.r.customer(c.r.period, m.Ref) == id {
			v["invoiced"], v["paid"], v["credited"] = m.Invoiced+m.Journals, -m.Received, -m.Credited
			v["opening_balance"], v["closing_balance"] = m.Opening, m.Closing
		}
	}
}

// movement compares the roll-forward of the scenario's period, or of all its time.
func (c *checker) movement(want figures) {
	m := c.r.now.Movements[0]
	if c.r.period != nil {
		m = c.r.period.Movements[0]
	}
	got := map[string]fact.Amount{
		"opening": m.Opening, "invoiced": m.Invoiced, "credited": m.Credited, "journals": m.Journals, "received": m.Received,
		"discounts": m.Discounts, "written_off": m.WrittenOff, "exchange": m.Exchange, "closing": m.Closing,
	}
	if len(want) == 0 {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if _, known := got[key]; !known {
			c.t.Errorf("movement.%s is no component of ours", key)
		}
	}
	for name, amount := range got {
		wanted := fact.Amount(0)
		if raw, given := want[name]; given {
			wanted = c.amount("movement."+name, raw)
		}
		if amount != wanted {
			c.t.Errorf("movement.%s is %s, not %s", name, amount, wanted)
		}
	}
}
