package receivables

import (
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
)

// Each case is one odd way in which money and documents meet; the expected open
// items were worked out by hand from the rules of figures.
func TestOpenItemsAsOf(t *testing.T) {
	type items = map[string]string
	tests := map[string]struct {
		build func(*ledger)
		want  map[string]items // by as-of day
	}{
		"a payment after the day does not count": {
			func(l *ledger) {
				c := l.customer("A")
				i := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100")
				l.pay(l.receipt("R1", c, "2025-03-01", "100"), i, "100")
			},
			map[string]items{"2025-01-09": {}, "2025-02-28": {"I1": "100.00"}, "2025-03-01": {}},
		},
		"a part payment leaves the rest": {
			func(l *ledger) {
				c := l.customer("A")
				i := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100")
				l.pay(l.receipt("R1", c, "2025-02-01", "40.01"), i, "40.01")
			},
			map[string]items{"2025-02-01": {"I1": "59.99"}},
		},
		"money matched later is an advance until then": {
			func(l *ledger) {
				c := l.customer("A")
				i := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100")
				l.pay(l.receipt("R1", c, "2025-01-20", "100"), i, "100", func(a *fact.Allocation) { a.On = l.date("2025-02-15") })
			},
			map[string]items{"2025-02-14": {"I1": "100.00", "R1": "-100.00"}, "2025-02-15": {}},
		},
		"money before its invoice is an advance until the invoice": {
			func(l *ledger) {
				c := l.customer("A")
				i := l.invoice("I1", c, "2025-02-10", "2025-03-10", "100")
				l.pay(l.receipt("R1", c, "2025-01-20", "150"), i, "100")
			},
			map[string]items{"2025-01-31": {"R1": "-150.00"}, "2025-02-10": {"R1": "-50.00"}},
		},
		"un-matching opens both ends again from its day": {
			func(l *ledger) {
				c := l.customer("A")
				i := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100")
				l.pay(l.receipt("R1", c, "2025-01-20", "100"), i, "100", func(a *fact.Allocation) { a.CancelledOn = l.date("2025-03-01") })
			},
			map[string]items{"2025-02-28": {}, "2025-03-01": {"I1": "100.00", "R1": "-100.00"}},
		},
		"a bounced receipt opens its invoice again": {
			func(l *ledger) {
				c := l.customer("A")
				i := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100")
				r := l.receipt("R1", c, "2025-01-20", "100", func(r *fact.Receipt) { r.BouncedOn = l.date("2025-01-25") })
				l.pay(r, i, "100")
			},
			map[string]items{"2025-01-24": {}, "2025-01-25": {"I1": "100.00"}},
		},
		"a cancelled invoice gives its money back": {
			func(l *ledger) {
				c := l.customer("A")
				i := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100", func(d *fact.Document) { d.CancelledOn = l.date("2025-02-01") })
				l.pay(l.receipt("R1", c, "2025-01-20", "60"), i, "60")
			},
			map[string]items{"2025-01-31": {"I1": "40.00"}, "2025-02-01": {"R1": "-60.00"}},
		},
		"a credit note stands alone until it is used, and its refund closes it": {
			func(l *ledger) {
				c := l.customer("A")
				i := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100")
				n := l.document(fact.CreditNote, "C1", c, "2025-01-15", "", "50")
				l.allocate(fact.AllocCredit, fact.None, n, i, "30", func(a *fact.Allocation) { a.On = l.date("2025-01-20") })
				back := l.receipt("R1", c, "2025-02-01", "-20")
				l.allocate(fact.AllocRefund, back, fact.None, n, "20")
			},
			map[string]items{
				"2025-01-19": {"I1": "100.00", "C1": "-50.00"},
				"2025-01-20": {"I1": "70.00", "C1": "-20.00"},
				"2025-02-01": {"I1": "70.00"},
			},
		},
		"discount and write-off need no giver": {
			func(l *ledger) {
				c := l.customer("A")
				i := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100")
				l.pay(l.receipt("R1", c, "2025-01-20", "90"), i, "90")
				l.allocate(fact.AllocDiscount, fact.None, fact.None, i, "2", func(a *fact.Allocation) { a.On = l.date("2025-01-20") })
				l.allocate(fact.AllocWriteOff, fact.None, fact.None, i, "8", func(a *fact.Allocation) { a.On = l.date("2025-06-30") })
			},
			map[string]items{"2025-01-20": {"I1": "8.00"}, "2025-06-30": {}},
		},
		"journals move both ways": {
			func(l *ledger) {
				c := l.customer("A")
				l.document(fact.Journal, "J1", c, "2025-01-10", "2025-01-10", "70")
				l.document(fact.Journal, "J2", c, "2025-01-11", "", "-20")
			},
			map[string]items{"2025-01-11": {"J1": "70.00", "J2": "-20.00"}},
		},
		"an over-allocated invoice is a credit": {
			func(l *ledger) {
				c := l.customer("A")
				i := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100")
				l.pay(l.receipt("R1", c, "2025-01-20", "130"), i, "130")
			},
			map[string]items{"2025-01-20": {"I1": "-30.00"}},
		},
		"unnamed money takes the oldest instalment first, named its own": {
			func(l *ledger) {
				c := l.customer("A")
				i := l.invoice("I1", c, "2025-01-10", "", "100")
				for no, due := range []string{"2025-02-10", "2025-03-10", "2025-04-10"} {
					l.s.Instalments = append(l.s.Instalments, fact.Instalment{Document: i, No: no + 1, Due: l.date(due), Amount: l.amount([]string{"30", "50", "20"}[no])})
				}
				l.pay(l.receipt("R1", c, "2025-01-20", "20"), i, "20", func(a *fact.Allocation) { a.Instalment = 3 })
				l.pay(l.receipt("R2", c, "2025-01-25", "35"), i, "35")
			},
			map[string]items{"2025-01-20": {"I1#1": "30.00", "I1#2": "50.00"}, "2025-01-25": {"I1#2": "45.00"}},
		},
		"a foreign invoice paid at another rate leaves nothing": {
			func(l *ledger) {
				c := l.customer("A")
				usd := func(gross, company string) func(*fact.Document) {
					return func(d *fact.Document) { d.Currency, d.CompanyGross = "USD", l.amount(company) }
				}
				i := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100", usd("100", "710"))
				r := l.receipt("R1", c, "2025-02-01", "40", func(r *fact.Receipt) { r.Currency, r.CompanyAmount = "USD", l.amount("288") })
				r2 := l.receipt("R2", c, "2025-03-01", "60", func(r *fact.Receipt) { r.Currency, r.CompanyAmount = "USD", l.amount("420") })
				l.pay(r, i, "40")
				l.pay(r2, i, "60")
			},
			map[string]items{"2025-02-01": {"I1": "426.00"}, "2025-03-01": {}},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			l := newLedger(t)
			test.build(l)
			for day, want := range test.want {
				if diff := cmp.Diff(want, open(l.at(day))); diff != "" {
					t.Errorf("as of %s (−want +got):\n%s", day, diff)
				}
			}
		})
	}
}

func TestMovementNamesExchange(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A")
	i := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100", func(d *fact.Document) { d.Currency, d.CompanyGross = "USD", l.amount("710") })
	r := l.receipt("R1", c, "2025-02-03", "100", func(r *fact.Receipt) { r.Currency, r.CompanyAmount = "USD", l.amount("705") })
	l.pay(r, i, "100")
	m := l.at("2025-02-10").Movements[1]
	want := RollForward{
		From: l.date("2025-01-31"), To: l.date("2025-02-10"), Opening: l.amount("710"),
		Received: l.amount("-705"), Exchange: l.amount("-5"),
	}
	if m != want {
		t.Errorf("got %+v\nwant %+v", m, want)
	}
}

func TestBucketBoundaries(t *testing.T) {
	limits := []int{30, 60, 90}
	tests := []struct {
		by   AgeBy
		days int
		want string
	}{
		{ByDueDate, -400, "not_due"}, {ByDueDate, 0, "not_due"}, {ByDueDate, 1, "1-30"}, {ByDueDate, 30, "1-30"},
		{ByDueDate, 31, "31-60"}, {ByDueDate, 60, "31-60"}, {ByDueDate, 61, "61-90"}, {ByDueDate, 90, "61-90"}, {ByDueDate, 91, "over_90"},
		{ByPostingDate, 0, "0-30"}, {ByPostingDate, 30, "0-30"}, {ByPostingDate, 31, "31-60"}, {ByPostingDate, 91, "over_90"},
	}
	for _, test := range tests {
		got := Buckets(test.by, limits)[bucketOf(test.by, limits, test.days)].Code
		if got != test.want {
			t.Errorf("%v days by %v: %s, want %s", test.days, test.by, got, test.want)
		}
	}
}

func TestDueDateIsAssumedAndReported(t *testing.T) {
	l := newLedger(t)
	with := l.customer("A", func(c *fact.Customer) { c.Terms = fact.Terms{Rule: fact.TermsDays, Days: 45} })
	without := l.customer("B")
	l.invoice("I1", with, "2025-01-10", "", "100")
	l.invoice("I2", without, "2025-01-10", "", "100")
	l.invoice("I3", without, "2025-01-10", "2025-01-01", "100")
	l.document(fact.Opening, "O1", without, "2025-01-10", "2024-11-30", "100")
	parted := l.invoice("I5", with, "2025-01-10", "", "100")
	for no, due := range []string{"2025-02-10", "2025-03-10"} {
		l.s.Instalments = append(l.s.Instalments, fact.Instalment{Document: parted, No: no + 1, Due: l.date(due), Amount: l.amount("50")})
	}
	over := l.invoice("I4", without, "2025-01-10", "2025-01-20", "100")
	l.pay(l.receipt("R1", without, "2025-01-20", "30"), over, "130")
	r := l.at("2025-01-31")
	got := map[string]string{}
	for _, f := range r.Findings {
		got[f.Row] = string(f.Treatment) + " " + string(f.Reason) + " " + f.Value
	}
	want := map[string]string{
		"I1": "assumed due_from_terms 2025-02-24", "I2": "assumed due_from_posting 2025-01-10",
		"I3": "noted due_before_posting 2025-01-01", "I4": "noted over_allocated 30.00", "R1": "noted over_allocated 100.00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestChangesSinceLastReport(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A", func(c *fact.Customer) { c.HasLimit, c.Limit = true, l.amount("400") })
	l.invoice("due yesterday", c, "2025-01-01", "2025-01-30", "10")
	l.invoice("thirty days late", c, "2024-12-01", "2024-12-31", "20")
	paid := l.invoice("paid today", c, "2025-01-02", "2025-02-20", "30")
	part := l.invoice("part paid today", c, "2025-01-03", "2025-02-20", "40")
	l.invoice("new today", c, "2025-01-31", "2025-02-28", "500")
	l.invoice("cancelled today", c, "2025-01-04", "2025-02-20", "60", func(d *fact.Document) { d.CancelledOn = l.date("2025-01-31") })
	r := l.receipt("R", c, "2025-01-31", "45")
	l.pay(r, paid, "30")
	l.pay(r, part, "5")
	var got []string
	for _, ch := range l.at("2025-01-31").Changes {
		got = append(got, string(ch.Kind)+" "+ch.Item.Number+" "+ch.Amount.String())
	}
	want := []string{
		"newly_overdue due yesterday 10.00", "new_over_limit  155.00", "moved_bucket thirty days late 20.00",
		"cleared paid today -30.00", "cancelled cancelled today -60.00", "part_paid part paid today -5.00",
		"new_invoice new today 500.00", "new_advance R -10.00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOverLimitSince(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A", func(c *fact.Customer) { c.HasLimit, c.Limit = true, l.amount("100") })
	first := l.invoice("I1", c, "2025-01-10", "2025-02-09", "150")
	l.pay(l.receipt("R1", c, "2025-01-15", "100"), first, "100")
	l.invoice("I2", c, "2025-01-20", "2025-02-19", "60")
	r := l.at("2025-01-31")
	if got := r.Customers[0]; got.OverLimit != l.amount("10") || got.OverSince != l.date("2025-01-20") {
		t.Errorf("over by %s since %s, want 10.00 since 2025-01-20", got.OverLimit, got.OverSince)
	}
}

func TestSharesSplitToTheCent(t *testing.T) {
	l := newLedger(t)
	l.s.Salespeople = []fact.Salesperson{{ID: "x", Code: "x", Name: "X"}, {ID: "y", Code: "y", Name: "Y"}, {ID: "z", Code: "z", Name: "Z"}}
	c := l.customer("A", func(c *fact.Customer) { c.Salesperson = 2 })
	i := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100.01")
	for who, part := range map[fact.Ref]int32{0: 333_333, 1: 333_333} {
		l.s.Shares = append(l.s.Shares, fact.Share{Document: i, Salesperson: who, Millionths: part})
	}
	l.invoice("I2", c, "2025-01-11", "2025-02-09", "7")
	got := map[string]string{}
	for _, g := range l.at("2025-01-31").Salespeople {
		got[g.Name] = g.Net.String()
	}
	want := map[string]string{"X": "33.34", "Y": "33.33", "": "33.34", "Z": "7.00"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
