package receivables

import (
	"slices"
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
)

// reasons counts the findings of a ledger as of a day by their reason.
func reasons(r *Result) map[fact.Reason]int {
	out := map[fact.Reason]int{}
	for _, f := range r.Findings {
		out[f.Reason]++
	}
	return out
}

// What is only just as it should be is not odd.
func TestFindingsBeginBeyondTheLimit(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A")
	cash := l.invoice("I1", c, "2025-01-10", "2025-01-10", "100")  // cash on delivery
	l.pay(l.receipt("R1", c, "2025-01-10", "100"), cash, "100")    // paid the same day, in full
	twice := l.invoice("I2", c, "2025-01-10", "2025-02-09", "100") // matched, un-matched,
	first := l.receipt("R2", c, "2025-01-11", "100")               // and matched again
	l.pay(first, twice, "100", func(a *fact.Allocation) { a.CancelledOn = l.date("2025-01-20") })
	l.pay(l.receipt("R3", c, "2025-01-20", "100"), twice, "100")
	if diff := cmp.Diff(map[fact.Reason]int{}, reasons(l.at("2025-01-31"))); diff != "" {
		t.Errorf("nothing here is odd (want − got):\n%s", diff)
	}

	l.invoice("I3", c, "2025-01-10", "2025-01-09", "100")        // due the day before
	early := l.invoice("I4", c, "2025-01-12", "2025-02-09", "1") // paid the day before
	l.pay(l.receipt("R4", c, "2025-01-11", "100"), early, "1.01")
	want := map[fact.Reason]int{fact.DueBeforePosting: 1, fact.ReceiptBeforeItem: 1, fact.OverAllocated: 1}
	if diff := cmp.Diff(want, reasons(l.at("2025-01-31"))); diff != "" {
		t.Errorf("findings (want − got):\n%s", diff)
	}
}

// A credit note in instalments is a credit in each of them, and a single instalment
// gives its document's due date.
func TestInstalmentsOfCreditsAndAlone(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A")
	note := l.document(fact.CreditNote, "C1", c, "2025-01-10", "", "100")
	alone := l.invoice("I1", c, "2025-01-10", "2025-06-30", "70")
	l.s.Instalments = []fact.Instalment{
		{Document: note, No: 1, Due: l.date("2025-02-10"), Amount: l.amount("60")},
		{Document: note, No: 2, Due: l.date("2025-03-10"), Amount: l.amount("40")},
		{Document: alone, No: 1, Due: l.date("2025-01-21"), Amount: l.amount("70")},
	}
	r := l.at("2025-01-31")
	if diff := cmp.Diff(map[string]string{"C1#1": "-60.00", "C1#2": "-40.00", "I1": "70.00"}, open(r)); diff != "" {
		t.Error(diff)
	}
	if r.Now.Overdue != l.amount("70") || r.Now.Oldest != 10 {
		t.Errorf("overdue %s since %d days, want 70.00 since 10", r.Now.Overdue, r.Now.Oldest)
	}
}

// Three thirds of what was booked at 1.00 leave nothing, and not a cent: 0.33, 0.34
// and 0.33.
func TestPartsLeaveNothing(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A")
	inv := l.invoice("I1", c, "2025-01-10", "2025-02-09", "3", func(d *fact.Document) { d.Currency, d.CompanyGross = "USD", l.amount("1") })
	money := l.receipt("R1", c, "2025-01-20", "3", func(r *fact.Receipt) { r.Currency, r.CompanyAmount = "USD", l.amount("1") })
	for _, day := range []string{"2025-01-20", "2025-01-21", "2025-01-22"} {
		l.pay(money, inv, "1", func(a *fact.Allocation) { a.On = l.date(day) })
	}
	for day, want := range map[string]map[string]string{
		"2025-01-20": {"I1": "0.67", "R1": "-0.67"}, "2025-01-21": {"I1": "0.33", "R1": "-0.33"}, "2025-01-22": {},
	} {
		if diff := cmp.Diff(want, open(l.at(day))); diff != "" {
			t.Errorf("%s: %s", day, diff)
		}
	}
}

// Un-matching gives back what was booked in company currency, to both ends.
func TestUnmatchingGivesBackWhatWasBooked(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A")
	inv := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100", func(d *fact.Document) { d.Currency, d.CompanyGross = "USD", l.amount("700") })
	money := l.receipt("R1", c, "2025-01-20", "40", func(r *fact.Receipt) { r.Currency, r.CompanyAmount = "USD", l.amount("290") })
	l.pay(money, inv, "40", func(a *fact.Allocation) {
		a.HasCompany, a.CompanyAmount, a.CancelledOn = true, l.amount("285"), l.date("2025-03-01")
	})
	for day, want := range map[string]map[string]string{
		"2025-01-19": {"I1": "700.00"}, "2025-01-20": {"I1": "415.00", "R1": "-5.00"}, "2025-03-01": {"I1": "700.00", "R1": "-290.00"},
	} {
		if diff := cmp.Diff(want, open(l.at(day))); diff != "" {
			t.Errorf("%s: %s", day, diff)
		}
	}
}

// What exchange leaves of a document stands where the document stood: of an invoice
// among what is owed, of a credit note among the credits.
func TestWhatExchangeLeaves(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A")
	usd := func(company string) func(*fact.Document) {
		return func(d *fact.Document) { d.Currency, d.CompanyGross = "USD", l.amount(company) }
	}
	inv := l.invoice("I1", c, "2025-01-10", "2025-01-21", "100", usd("700"))
	note := l.document(fact.CreditNote, "C1", c, "2025-01-10", "", "10", usd("70"))
	booked := func(company string) func(*fact.Allocation) {
		return func(a *fact.Allocation) { a.HasCompany, a.CompanyAmount = true, l.amount(company) }
	}
	l.allocate(fact.AllocWriteOff, fact.None, fact.None, inv, "100", booked("695"))
	l.allocate(fact.AllocWriteOff, fact.None, fact.None, note, "10", booked("69"))
	r := l.at("2025-01-31")
	if r.Now.OnInvoices != l.amount("5") || r.Now.Overdue != l.amount("5") || r.Now.Credits != l.amount("-1") {
		t.Errorf("on invoices %s, overdue %s, credits %s; want 5.00, 5.00, -1.00", r.Now.OnInvoices, r.Now.Overdue, r.Now.Credits)
	}
}

// Over the limit counts from the day on which it was passed, whatever is added, and
// anew after a day within it.
func TestOverTheLimitSince(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A", func(c *fact.Customer) { c.HasLimit, c.Limit = true, l.amount("100") })
	l.invoice("I1", c, "2025-01-10", "2025-02-09", "100")
	inv := l.invoice("I2", c, "2025-01-12", "2025-02-09", "1")
	l.invoice("I3", c, "2025-01-14", "2025-02-09", "5")
	l.pay(l.receipt("R1", c, "2025-01-16", "6"), inv, "1")
	l.invoice("I4", c, "2025-01-18", "2025-02-09", "1")
	for day, want := range map[string]string{"2025-01-11": "", "2025-01-12": "2025-01-12", "2025-01-15": "2025-01-12", "2025-01-16": "", "2025-01-20": "2025-01-18"} {
		if got := l.at(day).Customers[0].OverSince.String(); got != want {
			t.Errorf("on %s over since %q, want %q", day, got, want)
		}
	}
}

// What is left of inference: the older of two alike is paid, and what a returned
// cheque had paid is there to be paid again.
func TestInferenceTakesTheOlderAndTheReturned(t *testing.T) {
	l := newLedger(t)
	l.s.Source.Missing = []string{"allocations"}
	c := l.customer("A")
	l.invoice("I1", c, "2025-01-01", "2025-02-01", "100")
	l.invoice("I2", c, "2025-01-02", "2025-02-01", "100")
	l.receipt("R1", c, "2025-01-10", "60", func(r *fact.Receipt) { r.BouncedOn = l.date("2025-01-15") })
	l.receipt("R2", c, "2025-01-20", "100")
	for day, want := range map[string]map[string]string{
		"2025-01-14": {"I1": "40.00", "I2": "100.00"}, "2025-01-15": {"I1": "100.00", "I2": "100.00"}, "2025-01-20": {"I2": "100.00"},
	} {
		if diff := cmp.Diff(want, open(l.at(day))); diff != "" {
			t.Errorf("%s: %s", day, diff)
		}
	}
}

// changeKinds are the kinds of change between two days, in their order.
func changeKinds(l *ledger, from, to string) []ChangeKind {
	r, err := Analyze(l.s, Params{AsOf: l.date(to), Previous: l.date(from)})
	if err != nil {
		l.t.Fatal(err)
	}
	var out []ChangeKind
	for _, c := range r.Changes {
		out = append(out, c.Kind)
	}
	return out
}

// Each change between two days is told on its own day, once.
func TestChangesOfTheirOwnDay(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A", func(c *fact.Customer) { c.HasLimit, c.Limit = true, l.amount("99") })
	paid := l.invoice("I1", c, "2025-01-10", "2025-01-20", "100", func(d *fact.Document) { d.CancelledOn = l.date("2025-01-25") })
	money := l.receipt("R1", c, "2025-01-10", "100", func(r *fact.Receipt) { r.BouncedOn = l.date("2025-01-15") })
	l.pay(money, paid, "100")
	for _, test := range []struct {
		from, to string
		want     []ChangeKind
	}{
		{"2025-01-09", "2025-01-10", nil},                                  // paid as it was posted
		{"2025-01-10", "2025-01-15", []ChangeKind{NewOverLimit, Reopened}}, // of the last report's own day
		{"2025-01-15", "2025-01-16", nil},                                  // over the limit still
		{"2025-01-19", "2025-01-20", nil},                                  // due
		{"2025-01-20", "2025-01-21", []ChangeKind{NewlyOverdue}},           // and a day later late
		{"2025-01-24", "2025-01-25", []ChangeKind{Cancelled}},              // on the day of the as-of
	} {
		if got := changeKinds(l, test.from, test.to); !slices.Equal(got, test.want) {
			t.Errorf("%s to %s: %v, want %v", test.from, test.to, got, test.want)
		}
	}
}
