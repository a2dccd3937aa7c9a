package scenario

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
)

// checker compares what a scenario expects with a report.
type checker struct {
	t     *testing.T
	r     *report
	now   map[string]receivables.Item
	later map[string]receivables.Item
	notes []string // where the peer's convention is not ours
}

func newChecker(t *testing.T, r *report) *checker {
	return &checker{t: t, r: r, now: r.items(r.now), later: r.items(r.later)}
}

func (c *checker) check() {
	e := &c.r.s.Expect
	if e.Rows != nil {
		c.rows(e.Rows)
	}
	if e.Customers != nil {
		c.customers(e.Customers)
	}
	c.totals(e.Totals)
	for _, key := range e.Absent {
		if _, found := c.find(c.now, key); found {
			c.t.Errorf("%s is listed", key)
		}
	}
	for key, want := range e.InstalmentsPaid {
		c.paid(key, want.Amount)
	}
	c.movement(e.Movement)
	for key := range e.others {
		if _, known := notChecked[key]; !known {
			c.t.Errorf("expect.%s is neither checked nor in the list of what is not", key)
		}
	}
}

// find looks a row's key up: a document with one instalment has no parts.
func (c *checker) find(items map[string]receivables.Item, key string) (receivables.Item, bool) {
	if i, found := items[key]; found {
		return i, true
	}
	if id, no := splitKey(key); no == 1 {
		i, found := items[id]
		return i, found
	}
	return receivables.Item{}, false
}

// line is one row of ours. A row that is not open any more is empty.
type line struct {
	key        string
	now, later receivables.Item
	// alone is a credit note or a revaluation by itself, of which the form does not
	// say what stands in which column.
	alone bool
}

// rows compares row by row, and that there are no others where the expected ones
// add up to the expected total.
func (c *checker) rows(want []figures) {
	listed, sum := map[string]bool{}, fact.Amount(0)
	for _, w := range want {
		l := line{key: w.key()}
		if c.revaluation(l.key, want) {
			listed[l.key] = true
			sum += c.amount(l.key, w["outstanding"])
			continue
		}
		now, open := c.find(c.now, l.key)
		l.later, _ = c.find(c.later, l.key)
		if l.now = now; !open {
			if l.later.Posted <= c.r.s.AsOf.Date || !c.r.s.Options.ShowFuturePayments {
				c.t.Errorf("%s is not listed", l.key)
				continue
			}
			l.now = l.later
			c.differ(laterNotListed, l.key, "theirs %s, ours none", l.later.Company)
		}
		l.alone = standsAlone(&l.now)
		listed[l.key] = true
		sum += c.view(&l, c.documentCurrency())["outstanding"]
		c.row(&l, w)
	}
	total, given := c.r.s.Expect.Totals["outstanding"]
	if given && c.amount("totals.outstanding", total) != sum {
		return
	}
	for key := range c.now {
		if id, _ := splitKey(key); !listed[key] && !listed[id] && !listed[id+"#1"] {
			c.t.Errorf("%s is listed with %s, and not expected", key, c.now[key].Company)
		}
	}
}

func (c *checker) documentCurrency() bool {
	switch c.r.s.Options.ReportCurrency {
	case "", "company":
		return false
	case "document":
		return true
	}
	c.t.Fatalf("report_currency %q is not known", c.r.s.Options.ReportCurrency)
	return false
}

// view is a row by the names of the form, in one of the currencies. What is paid
// is all that is settled otherwise than by credit; of money on account it is the
// money. What is still to come is what the last day has settled more.
func (c *checker) view(l *line, documentCurrency bool) map[string]fact.Amount {
	now, later := &l.now, &l.later
	v := map[string]fact.Amount{"invoiced": now.CompanyAmount, "credited": now.CompanyCredited, "outstanding": now.Company, "remaining_balance": later.Company}
	if documentCurrency {
		v = map[string]fact.Amount{"invoiced": now.Amount, "credited": now.Credited, "outstanding": now.Open, "remaining_balance": later.Open}
	}
	if now.Class == receivables.Advance || l.alone {
		v["invoiced"], v["credited"] = 0, 0
	}
	v["paid"] = v["invoiced"] - v["credited"] - v["outstanding"]
	v["future_amount"] = v["outstanding"] - v["remaining_balance"]
	v["overdue"] = 0
	if now.Class == receivables.OnInvoice && now.DaysLate > 0 {
		v["overdue"] = v["outstanding"]
	}
	return v
}

func standsAlone(i *receivables.Item) bool {
	return i.Revaluation || i.Class == receivables.Credit && i.Kind == fact.CreditNote
}

func (c *checker) row(l *line, want figures) {
	_, quirk := want["peer_column_quirk"]
	for _, key := range slices.Sorted(maps.Keys(want)) {
		switch raw := want[key]; {
		case key == "key" || string(raw) == "null":
		case quirk && key != "outstanding":
		case key == "age_days":
			c.age(l, raw)
		case key == "buckets":
			c.buckets(l.key, raw, c.itemBuckets(l, c.documentCurrency()))
		case key == "salesperson":
			c.salesperson(l, want.text(key))
		case key == "disputed":
			c.same(l.key+" disputed", string(raw), strconv.FormatBool(l.now.Disputed))
		case key == "overdue" && raw[0] != '"':
			c.same(l.key+" overdue", string(raw), strconv.FormatBool(l.now.Class == receivables.OnInvoice && l.now.DaysLate > 0))
		default:
			c.figure(l, key, raw)
		}
	}
}

// figure compares an amount of a row, in the currency that its name ends with.
func (c *checker) figure(l *line, key string, raw json.RawMessage) {
	name, inDocument := strings.CutSuffix(key, "_document_currency")
	if name == "remaining" {
		name = "remaining_balance"
	}
	got, known := c.view(l, inDocument || c.documentCurrency())[name]
	switch {
	case !known && notChecked["rows."+key] != "":
	case !known:
		c.t.Errorf("rows.%s is neither checked nor in the list of what is not", key)
	case l.alone && (name == "paid" || name == "credited" || name == "invoiced"):
		// Who shows it as invoiced, who as paid and who as credited is theirs; what
		// is open of it is compared.
	default:
		c.equal(l.key+" "+key, raw, got)
	}
}

func (c *checker) age(l *line, raw json.RawMessage) {
	got := l.now.DaysLate
	switch {
	case l.now.Class != receivables.OnInvoice || l.now.Revaluation:
		got = c.peerAge(l.key, &l.now)
	case c.r.now.Params.AgeBy == receivables.ByPostingDate:
		got = l.now.Age
	}
	c.same(l.key+" age_days", string(raw), strconv.Itoa(got))
}

func (c *checker) salesperson(l *line, want string) {
	who := "none"
	if l.now.Salesperson.Known() {
		who = c.r.snaps[c.r.now].Salespeople[l.now.Salesperson].ID
	}
	c.same(l.key+" salesperson", want, who)
}

func (c *checker) itemBuckets(l *line, documentCurrency bool) []fact.Amount {
	sums := make([]fact.Amount, len(c.r.now.Buckets))
	sums[c.peerBucket(l.key, &l.now)] += c.view(l, documentCurrency)["outstanding"]
	return sums
}

// buckets compares amounts by the peer's buckets with ours at the same places.
func (c *checker) buckets(what string, raw json.RawMessage, got []fact.Amount) {
	var want map[string]amount
	if err := json.Unmarshal(raw, &want); err != nil {
		c.t.Fatalf("%s buckets: %v", what, err)
	}
	named := map[int]bool{}
	for key, w := range want {
		at, known := c.placeOf(key)
		var sum fact.Amount
		switch {
		case !known:
			c.t.Errorf("%s: the bucket %s is none of the limits %v", what, key, c.r.s.Options.Buckets)
			continue
		case at >= 0:
			sum, named[at] = got[at], true
		}
		if w.Amount != sum {
			c.t.Errorf("%s: bucket %s has %s, not %s", what, key, sum, w)
		}
	}
	for at, sum := range got {
		if sum != 0 && !named[at] {
			c.t.Errorf("%s: bucket %s has %s, and is not expected", what, c.r.now.Buckets[at].Code, sum)
		}
	}
}

// paid compares what was paid of an instalment, or of a document.
func (c *checker) paid(key string, want fact.Amount) {
	id, no := splitKey(key)
	d := c.r.s.document(id)
	if d == nil || no > len(d.Instalments) {
		c.t.Errorf("instalments_paid: there is no %s", key)
		return
	}
	whole := d.Gross.Amount
	if no > 0 {
		whole = d.Instalments[no-1].Amount.Amount
	}
	open, _ := c.find(c.now, key)
	if got := whole - open.Open; got != want {
		c.t.Errorf("%s: %s is paid, not %s", key, got, want)
	}
}

func (c *checker) amount(what string, raw json.RawMessage) fact.Amount {
	var a amount
	if err := a.UnmarshalJSON(bytes.TrimSpace(raw)); err != nil {
		c.t.Fatalf("%s: %v", what, err)
	}
	return a.Amount
}

func (c *checker) equal(what string, raw json.RawMessage, got fact.Amount) {
	if want := c.amount(what, raw); got != want {
		c.t.Errorf("%s is %s, not %s", what, got, want)
	}
}

func (c *checker) same(what, want, got string) {
	if got != want {
		c.t.Errorf("%s is %s, not %s", what, got, want)
	}
}
