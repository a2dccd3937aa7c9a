package receivables

import (
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
)

// The last money received is the latest that stands: of today too, but neither what
// was returned today nor what was paid back.
func TestTheLastMoneyReceived(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A")
	l.invoice("I1", c, "2025-01-01", "2025-02-01", "1000")
	l.receipt("R1", c, "2025-01-10", "10")
	l.receipt("R2", c, "2025-01-12", "20", func(r *fact.Receipt) { r.BouncedOn = l.date("2025-01-14") })
	l.receipt("R3", c, "2025-01-13", "-5")
	for day, want := range map[string]string{"2025-01-10": "10.00", "2025-01-11": "10.00", "2025-01-12": "20.00", "2025-01-13": "20.00", "2025-01-14": "10.00"} {
		if got := l.at(day).Customers[0].LastReceivedAmount.String(); got != want {
			t.Errorf("last received by %s: %s, want %s", day, got, want)
		}
	}
}

// A credit is no invoice, never overdue, and whom we owe is no debtor.
func TestCreditsAreNoDebts(t *testing.T) {
	l := newLedger(t)
	debtor, creditor := l.customer("A"), l.customer("B")
	l.invoice("I1", debtor, "2025-01-01", "2025-02-01", "1000")
	l.document(fact.CreditNote, "C1", debtor, "2024-01-01", "", "10")
	l.document(fact.CreditNote, "C2", creditor, "2024-01-01", "", "10")
	r := l.at("2025-01-31")
	if r.Now.Invoices != 1 || r.Now.Overdue != 0 {
		t.Errorf("%d invoices, overdue %s; want 1 and nothing", r.Now.Invoices, r.Now.Overdue)
	}
	if len(r.Top) != 1 || r.Top[0].Ref != debtor {
		t.Errorf("top debtors %+v, want A alone", r.Top)
	}
}

// A report is compared with the day before, the month-end before and the same day
// of the year before; its own day ends its history.
func TestDaysOfComparison(t *testing.T) {
	l := newLedger(t)
	l.customer("A")
	r := l.at("2025-03-31")
	got := []string{r.Previous.AsOf.String(), r.MonthEnd.AsOf.String(), r.LastYear.AsOf.String(), r.History[len(r.History)-1].AsOf.String()}
	if diff := cmp.Diff([]string{"2025-03-30", "2025-02-28", "2024-03-31", "2025-03-31"}, got); diff != "" {
		t.Error(diff)
	}
}

// What is cancelled is billing until its day, and takes itself off on it; tax is in
// billing and not in sales.
func TestCancelledBilling(t *testing.T) {
	l := newLedger(t)
	l.s.Salespeople = []fact.Salesperson{{ID: "x", Code: "x"}}
	c := l.customer("A", func(c *fact.Customer) { c.Salesperson = 0 })
	net := func(amount string) func(*fact.Document) {
		return func(d *fact.Document) { d.Net, d.CompanyNet = l.amount(amount), l.amount(amount) }
	}
	l.invoice("I1", c, "2025-01-10", "2025-02-09", "119", net("100"))
	l.invoice("I2", c, "2025-01-10", "2025-02-09", "238", net("200"), func(d *fact.Document) { d.CancelledOn = l.date("2025-01-20") })
	for day, want := range map[string][2]string{"2025-01-19": {"357.00", "300.00"}, "2025-01-20": {"119.00", "100.00"}} {
		r := l.at(day)
		if got := [2]string{r.Collection().Billing.String(), r.Sales.Month.String()}; got != want {
			t.Errorf("%s: billing and sales %v, want %v", day, got, want)
		}
	}
	day := l.date("2025-01-31")
	got, err := StandingsOn(l.s, []fact.Date{day}, Params{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "DSO of x: 119 of 119 in November to January", got.Salespeople[0][day].DSO, 92)
}

// A cheque that came back is told of once, in the report of its day.
func TestReturnedChequesAreToldOnce(t *testing.T) {
	l := newLedger(t)
	l.receipt("R1", l.customer("A"), "2025-01-10", "10", func(r *fact.Receipt) { r.BouncedOn = l.date("2025-01-15") })
	for day, want := range map[string]bool{"2025-01-14": false, "2025-01-15": true, "2025-01-16": false} {
		told := false
		for _, e := range l.at(day).Exceptions {
			told = told || e.Kind == Bounced
		}
		if told != want {
			t.Errorf("%s: told %t, want %t", day, told, want)
		}
	}
}

// Half of the receivable is a concentration where half is the threshold.
func TestConcentrationBeginsAtItsThreshold(t *testing.T) {
	l := newLedger(t)
	l.invoice("I1", l.customer("A"), "2025-01-01", "2025-02-01", "50")
	l.invoice("I2", l.customer("B"), "2025-01-01", "2025-02-01", "49")
	l.invoice("I3", l.customer("C"), "2025-01-01", "2025-02-01", "1")
	for threshold, want := range map[float64]int{0.5: 1, 0.51: 0, 0.49: 2} {
		r, err := Analyze(l.s, Params{AsOf: l.date("2025-01-31"), Concentration: threshold})
		if err != nil {
			t.Fatal(err)
		}
		customers := 0
		for _, e := range r.Exceptions {
			if e.Kind == Concentration {
				customers = e.Customers
			}
		}
		if customers != want {
			t.Errorf("from %g on: %d customers, want %d", threshold, customers, want)
		}
	}
}

// The ledger counts up to and with the as-of day, and a difference fails in whichever
// direction once it is more than the tolerance.
func TestToleranceOfTheLedger(t *testing.T) {
	for _, test := range []struct {
		ledger, tolerance string
		want              bool
	}{
		{"100", "0", true}, {"100.01", "0", false}, {"99.99", "0", false},
		{"100.01", "0.01", true}, {"99.99", "0.01", true}, {"100.02", "0.01", false}, {"99.98", "0.01", false},
	} {
		l := newLedger(t)
		l.invoice("I1", l.customer("A"), "2025-01-31", "2025-02-28", "100")
		l.s.Control = []fact.Control{
			{Basis: fact.ControlLedger, Account: "1122", Posted: l.date("2025-01-31"), Amount: l.amount(test.ledger)},
			{Basis: fact.ControlLedger, Account: "1122", Posted: l.date("2025-02-01"), Amount: l.amount("7")},
		}
		r, err := Analyze(l.s, Params{AsOf: l.date("2025-01-31"), Tolerance: l.amount(test.tolerance)})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Checks {
			if c.ID == "gl" && c.Passed != test.want {
				t.Errorf("ledger %s, tolerance %s: passed %t", test.ledger, test.tolerance, c.Passed)
			}
		}
		if r.Checks.Failed() == test.want {
			t.Errorf("ledger %s, tolerance %s: failed %t", test.ledger, test.tolerance, r.Checks.Failed())
		}
	}
}

// A month that has ended is compared with a whole month, leap day included.
func TestSalesOfLastFebruary(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A")
	l.invoice("I1", c, "2024-02-29", "2024-03-31", "10")
	l.invoice("I2", c, "2024-03-01", "2024-03-31", "5")
	l.invoice("I3", c, "2025-02-28", "2025-03-31", "7")
	if got := l.at("2025-02-28").Sales; got.Month != l.amount("7") || got.MonthLastYear != l.amount("10") {
		t.Errorf("February %s, a year before %s; want 7.00 and 10.00", got.Month, got.MonthLastYear)
	}
	if got := l.at("2025-02-27").Sales; got.Month != 0 || got.MonthLastYear != 0 {
		t.Errorf("to the 27th %s, a year before %s; want nothing", got.Month, got.MonthLastYear)
	}
}

// What was written off in January is no part of February's cash: of 900 owed, nothing
// came.
func TestForgivenInItsOwnMonth(t *testing.T) {
	l := newLedger(t)
	inv := l.invoice("I1", l.customer("A"), "2025-01-05", "2025-01-20", "1000")
	l.allocate(fact.AllocWriteOff, fact.None, fact.None, inv, "100", func(a *fact.Allocation) { a.On = l.date("2025-01-10") })
	months := l.at("2025-02-28").Months
	if c := months[len(months)-1].Collection.CashCEI; !c.Valid || c.Value != 0 {
		t.Errorf("cash CEI of February %+v, want 0", c)
	}
}

// What is un-matched on a day was not paid at its end.
func TestUnmatchedIsNotPaid(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A")
	inv := l.invoice("I1", c, "2025-01-05", "2025-01-20", "1000")
	l.pay(l.receipt("R1", c, "2025-01-10", "1000"), inv, "1000", func(a *fact.Allocation) { a.CancelledOn = l.date("2025-01-31") })
	for day, want := range map[string]string{"2025-01-30": "1000.00", "2025-01-31": "0.00"} {
		months := l.at(day).Months
		if got := months[len(months)-1].Collection.Settled.String(); got != want {
			t.Errorf("settled by %s: %s, want %s", day, got, want)
		}
	}
}
