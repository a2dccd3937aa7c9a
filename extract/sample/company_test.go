package sample_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daybook/extract/fact"
	"daybook/extract/reference"
	"daybook/extract/sample"
)

func count[T any](rows []T, is func(T) bool) (n int) {
	for _, row := range rows {
		if is(row) {
			n++
		}
	}
	return n
}

// The company is of the size and in the state that its workbooks are made for.
func TestCompanyIsPlausible(t *testing.T) {
	for _, o := range []sample.Options{
		{Odd: true, Until: lastDay}, {Seed: 1, Until: lastDay},
		{Seed: 3, Until: fact.NewDate(2026, 3, 1)}, {Until: fact.NewDate(2026, 11, 23)},
	} {
		t.Run(fmt.Sprintf("seed %d until %s", o.Seed, o.Until), func(t *testing.T) { plausible(t, o) })
	}
}

func plausible(t *testing.T, o sample.Options) {
	b := write(t, o)
	r := newReplay(t, b)
	net := r.net(o.Until, each)

	owed, open, items, overdue := map[string]fact.Amount{}, fact.Amount(0), 0, fact.Amount(0)
	for _, d := range b.documents {
		e := r.documents[d.ID]
		if e == nil || !e.counts(o.Until) || e.company == 0 {
			continue
		}
		owed[d.Customer] += e.sign() * e.company
		if e.sign() < 0 {
			continue
		}
		open, items = open+e.company, items+1
		if due, err := fact.ParseDate(d.Due); err == nil && due < o.Until {
			overdue += e.company
		}
	}
	over := count(b.customers, func(c reference.Customer) bool {
		return c.CreditLimit != "" && owed[c.ID] > amount(t, c.CreditLimit)
	})
	invoices := count(b.documents, func(d reference.Document) bool { return d.Kind == "invoice" })
	for _, band := range []struct {
		what       string
		got        int
		least, top int
	}{
		{"customers", len(b.customers), 110, 116},
		{"invoices", invoices, 5_500, 6_600},
		{"items open", items, 350, 580},
		{"net receivable, thousands", int(net / 1000 / fact.AmountScale), 14_000, 24_000},
		{"overdue, percent of open", int(100 * overdue / open), 18, 46},
		{"customers over limit", over, 4, 18},
		{"customers without limit", count(b.customers, func(c reference.Customer) bool { return c.CreditLimit == "" }), 4, 14},
		{"customers on hold", count(b.customers, func(c reference.Customer) bool { return c.OnHold == "1" }), 2, 10},
		{"branches", count(b.customers, func(c reference.Customer) bool { return c.Parent != "" }), 4, 4},
		{"salespeople", len(b.salespeople), 13, 13},
		{"promotions", len(b.promotions), 9, 9},
		{"exported, percent of invoices", 100 * count(b.documents, func(d reference.Document) bool { return d.Kind == "invoice" && d.Currency != "CNY" }) / invoices, 15, 45},
	} {
		if band.got < band.least || band.got > band.top {
			t.Errorf("%s: %d, want %d to %d", band.what, band.got, band.least, band.top)
		}
	}
}

// Seasons, growth and the holidays that the State Council announced for 2025:
// Spring Festival 28 January to 4 February (workdays of ours: from 28 January to
// 4 February none), National Day 1 to 8 October (ours 1 to 7).
func TestCalendarShowsInSales(t *testing.T) {
	b := write(t, sample.Options{})
	month := map[fact.Date]int{}
	for _, d := range b.documents {
		if d.Kind != "invoice" {
			continue
		}
		posted := day(t, d.Posted)
		month[posted.MonthStart()]++
		if w := posted.Weekday(); w == time.Saturday || w == time.Sunday {
			t.Errorf("%s posted on a %s", d.Number, w)
		}
		if posted >= fact.NewDate(2025, 1, 28) && posted <= fact.NewDate(2025, 2, 4) || posted >= fact.NewDate(2025, 10, 1) && posted <= fact.NewDate(2025, 10, 7) {
			t.Errorf("%s posted on holiday %s", d.Number, posted)
		}
	}
	december, february := month[fact.NewDate(2025, 12, 1)], month[fact.NewDate(2026, 2, 1)]
	if february*10 > december*7 {
		t.Errorf("%d invoices in February, %d in December: no dip at Spring Festival", february, december)
	}
	var first, second int
	for m := range 12 {
		first += month[fact.NewDate(2024, 7, 1).AddMonths(m)]
		second += month[fact.NewDate(2025, 7, 1).AddMonths(m)]
	}
	if second*100 < first*102 || second*100 > first*130 {
		t.Errorf("%d invoices in the first year, %d in the second", first, second)
	}
}

// Whatever the figures are about to tell apart happens in every history.
func TestEveryMovementHappens(t *testing.T) {
	for seed := range uint64(2) {
		b := write(t, sample.Options{Seed: seed})
		kind := func(k string) int {
			return count(b.documents, func(d reference.Document) bool { return d.Kind == k })
		}
		alloc := func(k, from string) int {
			return count(b.allocations, func(a reference.Allocation) bool { return a.Kind == k && a.GiverKind == from })
		}
		doc := func(is func(reference.Document) bool) int { return count(b.documents, is) }
		line := func(is func(reference.Line) bool) int { return count(b.lines, is) }
		receipt := func(is func(reference.Receipt) bool) int { return count(b.receipts, is) }
		order := func(status string) int {
			return count(b.orders, func(o reference.Order) bool { return o.Status == status })
		}
		givers, takers := map[string]int{}, map[string]int{}
		for _, a := range b.allocations {
			if a.Kind == "receipt" && a.CancelledOn == "" {
				givers[a.Giver]++
				takers[a.Document+"/"+a.Instalment]++
			}
		}
		most := func(m map[string]int) (n int) {
			for _, v := range m {
				n = max(n, v)
			}
			return n
		}
		for what, n := range map[string]int{
			"opening balance":            kind("opening"),
			"credit note":                kind("credit_note"),
			"debit note":                 kind("debit_note"),
			"journal debiting":           doc(func(d reference.Document) bool { return d.Kind == "journal" && d.Gross[0] != '-' }),
			"journal crediting":          doc(func(d reference.Document) bool { return d.Kind == "journal" && d.Gross[0] == '-' }),
			"credit note standing alone": doc(func(d reference.Document) bool { return d.Kind == "credit_note" && d.Corrects == "" }),
			"cancelled":                  doc(func(d reference.Document) bool { return d.CancelledOn != "" }),
			"made out again":             doc(func(d reference.Document) bool { return d.Kind == "invoice" && d.Corrects != "" }),
			"disputed":                   doc(func(d reference.Document) bool { return d.Disputed == "1" }),
			"with contract":              doc(func(d reference.Document) bool { return d.Contract != "" }),
			"approved by its clerk":      doc(func(d reference.Document) bool { return d.CreatedBy == d.ApprovedBy }),
			"instalment 3":               count(b.instalments, func(i reference.Instalment) bool { return i.No == "3" }),
			"share":                      len(b.shares),
			"receipt matched":            alloc("receipt", "receipt"),
			"credit matched":             alloc("credit", "document"),
			"discount":                   alloc("discount", ""),
			"write-off":                  alloc("write_off", ""),
			"exchange row":               alloc("exchange", ""),
			"refund of a credit note":    alloc("refund", "receipt"),
			"unmatched":                  count(b.allocations, func(a reference.Allocation) bool { return a.CancelledOn != "" }),
			"matched to an instalment":   count(b.allocations, func(a reference.Allocation) bool { return a.Instalment != "" }),
			"receipt over five":          max(0, most(givers)-4),
			"three receipts on one":      max(0, most(takers)-2),
			"bounced":                    receipt(func(r reference.Receipt) bool { return r.BouncedOn != "" }),
			"paid back":                  receipt(func(r reference.Receipt) bool { return r.Amount[0] == '-' }),
			"acceptance":                 receipt(func(r reference.Receipt) bool { return r.Matures != "" }),
			"in dong":                    receipt(func(r reference.Receipt) bool { return r.Currency == "VND" }),
			"in euros":                   receipt(func(r reference.Receipt) bool { return r.Currency == "EUR" }),
			"in dollars":                 receipt(func(r reference.Receipt) bool { return r.Currency == "USD" }),
			"line on promotion":          line(func(l reference.Line) bool { return l.Promotion != "" }),
			"line returned":              line(func(l reference.Line) bool { return l.ReturnReason != "" }),
			"line below cost":            line(func(l reference.Line) bool { return amount(t, l.CompanyNet) < amount(t, l.Cost) }),
			"line with a discount":       line(func(l reference.Line) bool { return l.Discount != "0.00" }),
			"half a metre":               line(func(l reference.Line) bool { return strings.HasSuffix(l.Quantity, ".5") }),
			"order open":                 order("open"),
			"order part shipped":         order("part shipped"),
			"order shipped":              order("shipped"),
			"order cancelled":            order("cancelled"),
			"delivery not invoiced":      count(b.deliveries, func(d reference.Delivery) bool { return d.NotInvoiced != "0" }),
			"target":                     len(b.targets),
			"terms end of month":         count(b.customers, func(c reference.Customer) bool { return c.TermsRule == "end_of_month" }),
			"terms day of month":         count(b.customers, func(c reference.Customer) bool { return c.TermsRule == "day_of_month" }),
			"terms at once":              count(b.customers, func(c reference.Customer) bool { return c.TermsDays == "0" }),
			"customer gone":              count(b.customers, func(c reference.Customer) bool { return c.Active == "0" }),
		} {
			if n == 0 {
				t.Errorf("seed %d: no %s", seed, what)
			}
		}
		if n := advances(t, b, newReplay(t, b)); n == 0 {
			t.Errorf("seed %d: no advance on account", seed)
		}
	}
}

// advances counts receipts of which something is left on the last day.
func advances(t *testing.T, b *books, r *replay) int {
	t.Helper()
	r.net(lastDay, each)
	return count(b.receipts, func(x reference.Receipt) bool {
		e := r.receipts[x.ID]
		return e.counts(lastDay) && e.company > 0
	})
}
