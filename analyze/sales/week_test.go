package sales

import (
	"fmt"
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
)

// shop is a ledger whose figures are worked out by hand in the tests beside it:
// the week of Monday 9 to Sunday 15 June 2025.
func shop(t testing.TB) *ledger {
	l := newLedger(t)
	ann, bob := l.salesperson("ANN"), l.salesperson("BOB", func(s *fact.Salesperson) { s.Left = l.date("2025-06-01") })
	east := func(c *fact.Customer) { c.Region, c.Group = "East", "Retail" }
	alpha, beta := l.customer("ALPHA", ann, east), l.customer("BETA", bob, func(c *fact.Customer) { c.Region = "West" })
	gauge := l.product("GAUGE", "Measuring")
	valve := l.product("VALVE", "Fittings", func(p *fact.Product) { p.StandardCost, p.HasCost = 3_000_000, true })

	// The week: 1,000 of gauges and valves, 30 of freight beyond the lines; 200 to
	// another who shares them 60:40; a debit note of no product; goods back.
	i1 := l.invoice("I1", alpha, "2025-06-09", "1030")
	l.line(i1, gauge, "10", "900", "100", "600")
	l.line(i1, valve, "20", "100", "", "")
	i2 := l.invoice("I2", beta, "2025-06-15", "200")
	l.line(i2, gauge, "2", "200", "100", "120")
	l.share(i2, ann, 600_000)
	l.share(i2, bob, 400_000)
	l.document(fact.DebitNote, "D1", alpha, "2025-06-10", "20")
	c1 := l.document(fact.CreditNote, "C1", alpha, "2025-06-11", "90")
	l.line(c1, gauge, "1", "90", "100", "60")
	// Not of the week, or of no week.
	l.invoice("VOID", alpha, "2025-06-10", "7", func(d *fact.Document) { d.CancelledOn = l.date("2025-06-10") })
	l.document(fact.Journal, "J", alpha, "2025-06-10", "999")
	l.document(fact.Opening, "O", beta, "2025-06-10", "999")
	l.invoice("TOMORROW", alpha, "2025-06-16", "999")
	// The week before, cancelled in this one: it is taken off now.
	l.invoice("UNDONE", alpha, "2025-06-02", "50", func(d *fact.Document) { d.CancelledOn = l.date("2025-06-12") })
	// The same weekdays of last year, and the day before them.
	l.invoice("LY", alpha, "2024-06-10", "500")
	l.invoice("LY-", alpha, "2024-06-09", "10000")
	return l
}

func TestWeek(t *testing.T) {
	r := shop(t).at("2025-06-15")
	week := r.Total[Week]
	for what, figures := range map[string][2]any{
		"gross":        {week.Gross.String(), "1200.00"}, // 1,030 + 200 + 20 − 50 undone
		"returns":      {week.Returns.String(), "90.00"},
		"net":          {week.Net().String(), "1110.00"},
		"costed":       {week.Costed.String(), "1110.00"},   // 900 + 100 + 200 − 90
		"cost":         {week.Cost.String(), "720.00"},      // 600 + 20 × 3 + 120 − 60
		"listed":       {week.Listed.String(), "1010.00"},   // 900 + 200 − 90
		"list":         {week.List.String(), "1100.00"},     // 10 + 2 − 1 at 100
		"discount":     {week.Discount().String(), "90.00"}, // 100 + 0 − 10
		"last week":    {r.Total[PreviousWeek].Net().String(), "50.00"},
		"last year":    {r.Total[WeekLastYear].Net().String(), "500.00"},
		"month":        {r.Total[Month].Net().String(), "1160.00"}, // what was undone within it is in neither
		"year":         {r.Total[Year].Net().String(), "1160.00"},
		"not on lines": {r.NotOnLines[Week].Net().String(), "30.00"},
	} {
		equal(t, what, figures[0], figures[1])
	}
	near(t, "margin", week.MarginRate(), 390.0/1110)
	near(t, "return rate", week.ReturnRate(), 90.0/1200)
	near(t, "realisation", week.Realisation(), 1010.0/1100)
	near(t, "growth on last year", Growth(week.Net(), r.Total[WeekLastYear].Net()), 1.22)
}

func TestSplits(t *testing.T) {
	l := shop(t)
	r := l.at("2025-06-15")
	got := map[string]string{}
	for _, s := range r.Salespeople {
		got["seller "+l.s.Salespeople[s.Ref].Code] = fmt.Sprintf("%s left %v", s.Periods[Week].Net(), s.Left)
	}
	for _, c := range r.Customers {
		got["customer "+l.s.Customers[c.Ref].Code] = fmt.Sprintf("%s %s", c.Periods[Week].Net(), c.Class)
	}
	for _, p := range r.Products {
		name := "none"
		if p.Ref.Known() {
			name = l.s.Products[p.Ref].Code
		}
		got["product "+name] = fmt.Sprintf("%s × %s %s", p.Periods[Week].Net(), p.Periods[Week].Quantity, p.Class)
	}
	for _, a := range append(r.Regions, r.Groups...) {
		got["area "+a.Name] = fmt.Sprintf("%s of %d", a.Periods[Week].Net(), a.Customers[Week])
	}
	for _, c := range r.Categories {
		got["category "+c.Name] = fmt.Sprintf("%s of %d", c.Periods[Week].Net(), c.Products)
	}
	want := map[string]string{
		"seller ANN":         "1030.00 left false", // 1,030 + 20 − 90 − 50 + 120
		"seller BOB":         "80.00 left true",
		"customer ALPHA":     "910.00 A",
		"customer BETA":      "200.00 B", // 960 of 1,160 come before
		"product GAUGE":      "1010.00 × 11 A",
		"product VALVE":      "100.00 × 20 B", // 1,010 of 1,110 come before
		"product none":       "-30.00 × 0 ",   // 20 − 50
		"area East":          "910.00 of 1",
		"area West":          "200.00 of 1",
		"area Retail":        "910.00 of 1",
		"area ":              "200.00 of 1",
		"category ":          "-30.00 of 1",
		"category Fittings":  "100.00 of 1",
		"category Measuring": "1010.00 of 1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	gauge := r.Products[0].Periods[Week]
	near(t, "price of a gauge", gauge.Price(), 1010.0/11)
	near(t, "return rate of gauges", gauge.ReturnRate(), 90.0/1100)
}

// A cancelled document is taken off on the day of its cancelling: no past week
// changes by it.
func TestCancellingLeavesThePastAlone(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A", fact.None)
	l.invoice("I", c, "2025-06-02", "50", func(d *fact.Document) { d.CancelledOn = l.date("2025-06-12") })
	equal(t, "in its week", l.at("2025-06-08").Total[Week].Net().String(), "50.00")
	later := l.at("2025-06-15")
	equal(t, "a week later", later.Total[Week].Net().String(), "-50.00")
	equal(t, "its week seen later", later.Total[PreviousWeek].Net().String(), "50.00")
	equal(t, "the month", later.Total[Month].Net().String(), "0.00")
}

func TestCash(t *testing.T) {
	l := newLedger(t)
	ann := l.salesperson("ANN")
	c, nobodys := l.customer("A", ann), l.customer("B", fact.None)
	l.receipt(c, "2025-06-09", "100")
	l.receipt(c, "2025-06-10", "-30") // paid back
	l.receipt(c, "2025-06-02", "40", func(r *fact.Receipt) { r.BouncedOn = l.date("2025-06-11") })
	l.receipt(c, "2025-06-10", "7", func(r *fact.Receipt) { r.BouncedOn = l.date("2025-06-10") })
	l.receipt(nobodys, "2025-06-15", "5")
	r := l.at("2025-06-15")
	equal(t, "week", r.Total[Week].Cash.String(), "35.00") // 100 − 30 − 40 + 5
	equal(t, "week before", r.Total[PreviousWeek].Cash.String(), "40.00")
	equal(t, "hers", r.Salespeople[0].Periods[Week].Cash.String(), "30.00")
	equal(t, "nobody is last", r.Salespeople[1].Ref, fact.None)
}

func TestOrderIntake(t *testing.T) {
	l := newLedger(t)
	rate := func(day, text string) {
		r, err := fact.ParseRate(text, false)
		if err != nil {
			t.Fatal(err)
		}
		l.s.Rates = append(l.s.Rates, fact.DailyRate{Currency: "USD", Date: l.date(day), Rate: r})
	}
	rate("2025-06-12", "8") // after the order
	rate("2025-06-01", "7.2")
	rate("2025-05-01", "7")
	l.s.Intake = []fact.Intake{{Fact: "orders", Read: 4, Used: 4}}
	ann, bob := l.salesperson("ANN"), l.salesperson("BOB")
	c := l.customer("A", ann)
	foreign := func(currency fact.Currency) func(*fact.Order) { return func(o *fact.Order) { o.Currency = currency } }
	l.order("O1", c, "2025-06-09", "100")
	l.order("O2", c, "2025-06-11", "10", foreign("USD"), func(o *fact.Order) { o.Salesperson = bob })
	l.order("O3", c, "2025-06-11", "9", foreign("EUR"))
	l.order("O4", c, "2025-06-16", "999")
	r := l.at("2025-06-15")
	equal(t, "week", r.Total[Week].Orders.String(), "172.00")
	for _, s := range r.Salespeople {
		want := map[fact.Ref]string{ann: "100.00", bob: "72.00"}[s.Ref]
		equal(t, l.s.Salespeople[s.Ref].Code, s.Periods[Week].Orders.String(), want)
	}
	want := []fact.Finding{{
		Treatment: fact.Excluded, Fact: "orders", Reason: fact.MissingRate, Value: "EUR",
		Amount: l.amount("9"), HasAmount: true, Currency: "EUR", Count: 1,
	}}
	if diff := cmp.Diff(want, r.Findings); diff != "" {
		t.Error(diff)
	}
	equal(t, "intake", r.Intake[0], fact.Intake{Fact: "orders", Read: 4, Used: 3, Excluded: 1})
	equal(t, "intake of the snapshot", l.s.Intake[0].Used, 4)
}

// The list price of a foreign document is taken at the rate that it was booked at.
func TestForeignListPrice(t *testing.T) {
	l := newLedger(t)
	c, p := l.customer("A", fact.None), l.product("P", "")
	d := l.invoice("I", c, "2025-06-10", "80", func(d *fact.Document) { d.Currency, d.CompanyNet = "USD", l.amount("576") })
	l.line(d, p, "1", "80", "100", "", func(l *fact.Line) { l.CompanyNet = 576 * fact.AmountScale })
	week := l.at("2025-06-15").Total[Week]
	equal(t, "list", week.List.String(), "720.00")
	near(t, "discount", week.DiscountRate(), 0.2)
	if m := week.MarginRate(); m.Valid || m.Reason != NoCost {
		t.Errorf("margin without a cost = %+v", m)
	}
}

func TestRankings(t *testing.T) {
	l := newLedger(t)
	for code, sales := range map[string][2]string{"UP": {"10", "100"}, "DOWN": {"100", "10"}, "SAME": {"50", "50"}, "GONE": {"70", ""}, "CAME": {"", "60"}} {
		c := l.customer(code, fact.None)
		for i, day := range []string{"2025-05-01", "2025-06-01"} {
			if sales[i] != "" {
				l.invoice(fmt.Sprint(code, i), c, day, sales[i])
			}
		}
	}
	r := l.at("2025-06-15", func(p *Params) { p.Top = 2 })
	say := func(moves []Move) (out []string) {
		for _, m := range moves {
			out = append(out, fmt.Sprintf("%s %s", l.s.Customers[m.Customer.Ref].Code, m.Change))
		}
		return out
	}
	if diff := cmp.Diff([]string{"UP 90.00", "CAME 60.00"}, say(r.Rankings.FourWeeks.Gainers)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"DOWN -90.00", "GONE -70.00"}, say(r.Rankings.FourWeeks.Losers)); diff != "" {
		t.Error(diff)
	}
	equal(t, "top", len(r.Rankings.Top), 2)
	equal(t, "losers on last year", len(r.Rankings.Year.Losers), 0)
}

func TestTrend(t *testing.T) {
	l := shop(t)
	r := l.at("2025-06-11")
	equal(t, "weeks and months", fmt.Sprint(len(r.Weeks), len(r.Months)), "13 24")
	week := r.Weeks[12]
	equal(t, "this week", week.Span.Period, l.period("2025-06-09", "2025-06-11"))
	equal(t, "is partial", week.Span.Partial(), true)
	equal(t, "so far", week.Now.Net().String(), "960.00") // 1,030 + 20 − 90
	equal(t, "last year", week.Base.Net().String(), "500.00")
	equal(t, "the week before", fmt.Sprint(r.Weeks[11].Span.ISOWeek, r.Weeks[11].Now.Net()), "23 50.00")
	equal(t, "first month", r.Months[0].Span.Period, l.period("2023-07-01", "2023-07-31"))
	june := r.Months[11]
	equal(t, "June of last year", june.Span.Period, l.period("2024-06-01", "2024-06-30"))
	equal(t, "its sales", june.Now.Net().String(), "10500.00")
	if _, err := Analyze(l.s, Params{}); err == nil {
		t.Error("no as-of date was accepted")
	}
}
