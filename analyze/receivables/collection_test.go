package receivables

import (
	"slices"
	"testing"

	"daybook/extract/fact"
)

// Growfin (METHODS 1, BPDSO and ADD): sales of 30,000 in 30 days and a receivable
// of 10,000, of it 2,000 overdue: DSO 10, best possible 8, delinquent 2 days.
func TestDelinquentDays(t *testing.T) {
	l := newLedger(t)
	tempo := tempo{net: l.amount("10000"), current: l.amount("8000"), billing: l.amount("30000")}
	c := tempo.collection(30, 1, Measure{})
	near(t, "DSO", c.DSO, 10)
	near(t, "best possible DSO", c.BestPossible, 8)
	near(t, "average days delinquent", c.Delinquent, 2)
}

// METHODS 1, turnover and average collection period: sales of 6,205,000 over an
// average receivable of 335,000 are 18.5224 times, 19.7059 days of 365.
func TestTurnover(t *testing.T) {
	l := newLedger(t)
	got := turnover(l.amount("6205000"), l.amount("320000").Plus(l.amount("350000")), 2)
	near(t, "turnover", got, 18.5224)
	near(t, "average collection period", Measure{Value: 365 / got.Value, Valid: true}, 19.7059)
	for reason, m := range map[string]Measure{NoBilling: turnover(0, 1, 1), NoBalance: turnover(1, 0, 1)} {
		if m.Valid || m.Reason != reason {
			t.Errorf("turnover without reason %s: %+v", reason, m)
		}
	}
}

// settledBy sums rows of amount and days, both to pay and late.
func settledBy(t *testing.T, rows [][2]int) *paid {
	t.Helper()
	p := &paid{}
	for _, r := range rows {
		p.add(fact.Amount(r[0])*fact.AmountScale, r[1], r[1])
	}
	return p
}

// METHODS 1, days to pay: 100 in 10 days and 1,000 in 20 make 19.0909, not 15; days
// late with early payers (100:−10, 200:−5, 300:0, 400:+5, 500:+10) 3.3333, clamped
// 4.6667; clamped without early payers (4,000:0, 6,000:6, 2,000:8) 4.3333.
func TestDaysToPay(t *testing.T) {
	p := settledBy(t, [][2]int{{100, 10}, {1000, 20}})
	near(t, "days to pay", p.average(p.waited), 19.0909)
	p = settledBy(t, [][2]int{{100, -10}, {200, -5}, {300, 0}, {400, 5}, {500, 10}})
	near(t, "days late", p.average(p.late), 3.3333)
	near(t, "days late, early as 0", p.average(p.lateOnly), 4.6667)
	p = settledBy(t, [][2]int{{4000, 0}, {6000, 6}, {2000, 8}})
	near(t, "days late, early as 0", p.average(p.lateOnly), 4.3333)
	if m := (&paid{}).average(0); m.Valid || m.Reason != NoPayment {
		t.Errorf("nothing paid: %+v", m)
	}
}

// Months are chained by what could be collected: 50 of 100 and 300 of 300 are
// 87.5 %, not 75 %; a month in which nothing could be has no weight.
func TestChainedCEI(t *testing.T) {
	l := newLedger(t)
	var e effect
	for _, m := range [][2]string{{"50", "100"}, {"300", "300"}, {"-20", "0"}} {
		e.chain(effect{l.amount(m[0]), l.amount(m[1])})
	}
	near(t, "chained CEI", e.percent(), 87.5)
}

// april is a business of two months. March: invoices of 1,000 to A (due 30 April)
// and 600 to B (due 31 March). April: 400 to A (due 15 May), 300 received of A on
// the 20th and 200 of B on the 10th, a credit note of 100 and a write-off of 50
// for B.
func april(t *testing.T) *ledger {
	l := newLedger(t)
	l.s.Salespeople = []fact.Salesperson{{ID: "x", Code: "x", Name: "Xu"}}
	a := l.customer("A", func(c *fact.Customer) { c.Group, c.Salesperson = "Dealer", 0 })
	b := l.customer("B")
	a1 := l.invoice("A1", a, "2025-03-05", "2025-04-30", "1000")
	b1 := l.invoice("B1", b, "2025-03-10", "2025-03-31", "600")
	l.invoice("A2", a, "2025-04-12", "2025-05-15", "400")
	l.pay(l.receipt("R1", a, "2025-04-20", "300"), a1, "300")
	l.pay(l.receipt("R2", b, "2025-04-10", "200"), b1, "200")
	l.allocate(fact.AllocCredit, fact.None, l.document(fact.CreditNote, "C1", b, "2025-04-15", "", "100"), b1, "100")
	l.allocate(fact.AllocWriteOff, fact.None, fact.None, b1, "50", func(a *fact.Allocation) { a.On = l.date("2025-04-25") })
	return l
}

func TestMonthsByHand(t *testing.T) {
	l := april(t)
	r := l.at("2025-04-30")
	if len(r.Months) != MovementMonths {
		t.Fatalf("%d months", len(r.Months))
	}
	march, month := r.Months[MovementMonths-2], r.Months[MovementMonths-1]
	want := RollForward{
		From: l.date("2025-03-31"), To: l.date("2025-04-30"), Opening: l.amount("1600"), Invoiced: l.amount("400"), Credited: l.amount("-100"),
		Received: l.amount("-500"), WrittenOff: l.amount("-50"), Closing: l.amount("1350"),
	}
	if month.Movement != want {
		t.Errorf("April moved %+v, want %+v", month.Movement, want)
	}
	if march.Movement.Opening != 0 || march.Movement.Closing != want.Opening || march.Collection.Net != want.Opening {
		t.Errorf("March: %+v", march)
	}
	c := month.Collection
	// 1,350 of 1,900 billed in 89 days since 1 February; 1,100 of A is not yet due.
	near(t, "DSO", c.DSO, 1350.0/1900*89)
	near(t, "best possible", c.BestPossible, 1100.0/1900*89)
	near(t, "delinquent", c.Delinquent, 250.0/1900*89)
	// April billed 300 in 30 days, March 1,600 in 31.
	near(t, "count-back", c.CountBack, 30+1050.0/1600*31)
	// 1,600 and 400 could be collected but for 1,100; 650 of 900 were, 500 of them money.
	near(t, "CEI", c.CEI, 650.0/900*100)
	near(t, "CEI of money", c.CashCEI, 500.0/750*100)
	// March: 1,600 less 1,600 not yet due could be collected: nothing.
	if march.Collection.CEI.Reason != NoBalance {
		t.Errorf("CEI of March %+v", march.Collection.CEI)
	}
	near(t, "chained CEI", c.ChainedCEI, 650.0/900*100)
	// Net receivable 0 in January and February, 1,600 and 1,350 in March and April.
	near(t, "turnover", c.Turnover, 1900/(2950.0/4))
	near(t, "days to pay", c.DaysToPay, (300*46+200*31)/500.0)
	near(t, "days late", c.DaysLate, (300*-10+200*10)/500.0)
	near(t, "days late, early as 0", c.DaysLateOnly, 200*10/500.0)
}

func TestCollectedByHand(t *testing.T) {
	r := april(t).at("2025-04-30")
	rows := func(list []Collected) (names []string) {
		for _, c := range list {
			names = append(names, c.Name+" "+c.Net.String()+" "+c.Overdue.String()+" "+c.Billing.String()+" "+c.Settled.String())
		}
		return names
	}
	a, b := " 1100.00 0.00 1400.00 300.00", " 250.00 250.00 500.00 200.00"
	for _, test := range []struct{ got, want []string }{
		{rows(r.Collected.Customers), []string{"Customer A" + a, "Customer B" + b}},
		{rows(r.Collected.Salespeople), []string{"Xu" + a, b}},
		{rows(r.Collected.Groups), []string{"Dealer" + a, b}},
	} {
		if !slices.Equal(test.got, test.want) {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
	second := r.Collected.Customers[1]
	near(t, "CEI of B", second.CEI, 350.0/600*100)
	near(t, "CEI of B in money", second.CashCEI, 200.0/450*100)
	// B: −100 in April gives 30 days and leaves 350 for March's 600.
	near(t, "count-back of B", second.CountBack, 30+350.0/600*31)
	near(t, "turnover of B", second.Turnover, 500/((600+250)/4.0))
}

// Who owes as much as they paid on account long ago nets to nothing and is listed.
func TestCollectedOfWhoNetsToNothing(t *testing.T) {
	l := newLedger(t)
	a := l.customer("A")
	l.invoice("A1", a, "2022-03-05", "2022-04-30", "653")
	l.receipt("R1", a, "2022-04-20", "653")
	got := l.at("2025-04-30").Collected.Customers
	if len(got) != 1 || got[0].Net != 0 || got[0].Overdue != l.amount("653") {
		t.Errorf("got %+v", got)
	}
}

// A window of one month averages two month-ends, one of twelve thirteen; the split
// by customer has the same windows.
func TestWindowsOfTheTurnover(t *testing.T) {
	l := april(t)
	for months, want := range map[int][2]float64{1: {300 / (2950.0 / 2), 400 / (2100.0 / 2)}, 12: {1900 / (2950.0 / 13), 1400 / (2100.0 / 13)}} {
		r, err := Analyze(l.s, Params{AsOf: l.date("2025-04-30"), DSOMonths: months})
		if err != nil {
			t.Fatal(err)
		}
		near(t, "turnover", r.Months[MovementMonths-1].Collection.Turnover, want[0])
		near(t, "turnover of A", r.Collected.Customers[0].Turnover, want[1])
	}
}

// Before anything happened there are months, and no measure.
func TestMonthsOfNothing(t *testing.T) {
	r := newLedger(t).at("2025-04-30")
	c := r.Months[MovementMonths-1].Collection
	for want, m := range map[string]Measure{NoBilling: c.DSO, NoBalance: c.CEI, NoPayment: c.DaysToPay} {
		if m.Valid || m.Reason != want {
			t.Errorf("%+v, want the reason %s", m, want)
		}
	}
	if len(r.Collected.Customers)+len(r.Collected.Groups)+len(r.Collected.Salespeople) > 0 {
		t.Errorf("%+v", r.Collected)
	}
}

// Balances brought forward were there to be collected: 100 of 400 was.
func TestOpeningEntriesCountAsOwed(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A")
	l.document(fact.Opening, "O", c, "2025-04-01", "2025-03-01", "400")
	l.receipt("R", c, "2025-04-20", "100")
	near(t, "CEI", l.at("2025-04-30").Collection().CEI, 25)
}

// Money that names no instalment pays the oldest that is open; what was undone
// does not count from the day of its undoing.
func TestPaymentsOfInstalments(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A")
	i := l.invoice("I", c, "2025-01-01", "2025-01-31", "300")
	for no, due := range []string{"2025-01-31", "2025-02-28", "2025-03-31"} {
		l.s.Instalments = append(l.s.Instalments, fact.Instalment{Document: i, No: no + 1, Due: l.date(due), Amount: l.amount("100")})
	}
	l.pay(l.receipt("R1", c, "2025-01-31", "150"), i, "150")
	l.pay(l.receipt("R2", c, "2025-03-31", "60"), i, "60", func(a *fact.Allocation) { a.Instalment = 3 })
	l.pay(l.receipt("R3", c, "2025-02-10", "90"), i, "90", func(a *fact.Allocation) { a.CancelledOn = l.date("2025-03-05") })
	// 100 on the day, 50 a month (28 days) early, 60 on the day.
	near(t, "days late", l.at("2025-03-31").Months[MovementMonths-1].Collection.DaysLate, -28*50/210.0)
	// At the end of February the 90 still counted: 50 of the second 18 days early, 40
	// of the third 49 days early.
	near(t, "days late in February", l.at("2025-03-31").Months[MovementMonths-2].Collection.DaysLate, -(28*50+18*50+49*40)/240.0)
}

// A month that misses its closing is found even where the next makes up for it.
func TestMonthsCheckFindsOneMonth(t *testing.T) {
	months := []Month{
		{Movement: RollForward{Opening: 10, Invoiced: 5, Closing: 16}},
		{Movement: RollForward{Opening: 16, Received: -1, Closing: 14}},
		{Movement: RollForward{Opening: 14, Closing: 14}},
	}
	if c := monthsCheck(months, 0); c.Passed || c.Left != 15 || c.Right != 16 {
		t.Errorf("%+v", c)
	}
	months[0].Movement.Invoiced, months[1].Movement.Received = 6, -2
	if c := monthsCheck(months, 0); !c.Passed || c.Left != 14 || c.Right != 14 {
		t.Errorf("%+v", c)
	}
}
