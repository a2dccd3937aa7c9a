package receivables

import (
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
)

// revaluedTwice is a ledger with an invoice of 100 USD at 7.00 and its revaluations:
// at the end of April to 7.20 (+20), reverted on 1 May (−20), at the end of May to
// 6.90 (−10).
func revaluedTwice(t *testing.T) *ledger {
	l := newLedger(t)
	c := l.customer("A")
	usd := func(company string) func(*fact.Document) {
		return func(d *fact.Document) { d.Currency, d.CompanyGross = "USD", l.amount(company) }
	}
	inv := l.invoice("I1", c, "2024-04-10", "2024-05-10", "100", usd("700"))
	revalue := func(number, posted, company string) {
		l.document(fact.Journal, number, c, posted, "", "0", usd(company), func(d *fact.Document) { d.Revalues = inv })
	}
	revalue("V1", "2024-04-30", "20")
	revalue("V2", "2024-05-01", "-20")
	revalue("V3", "2024-05-31", "-10")
	return l
}

func TestRevaluationIsALineOfItsOwn(t *testing.T) {
	l := revaluedTwice(t)
	for _, want := range []struct {
		asOf             string
		open             map[string]string
		invoices         fact.Amount
		overdue, journal string
	}{
		{"2024-04-30", map[string]string{"I1": "700.00", "V1": "20.00"}, 1, "0.00", "20.00"},
		{"2024-05-01", map[string]string{"I1": "700.00"}, 1, "0.00", "-20.00"},
		{"2024-05-31", map[string]string{"I1": "700.00", "V3": "-10.00"}, 1, "690.00", "-10.00"},
	} {
		r := l.at(want.asOf)
		if diff := cmp.Diff(want.open, open(r)); diff != "" {
			t.Errorf("%s: open (want − got):\n%s", want.asOf, diff)
		}
		if r.Now.Invoices != 1 || r.Now.Credits != 0 || r.Now.Overdue.String() != want.overdue {
			t.Errorf("%s: %d invoices, credits %s, overdue %s, not %s", want.asOf, r.Now.Invoices, r.Now.Credits, r.Now.Overdue, want.overdue)
		}
		if m := r.Movements[0]; m.Exchange.String() != want.journal || m.Journals != 0 {
			t.Errorf("%s: exchange %s, journals %s; want %s and none", want.asOf, m.Exchange, m.Journals, want.journal)
		}
		for _, c := range r.Changes {
			if c.Item.Revaluation {
				t.Errorf("%s: revaluation is listed as %s", want.asOf, c.Kind)
			}
		}
	}
}

// A revaluation ages with its document, not from the day it was booked.
func TestRevaluationAgesWithItsDocument(t *testing.T) {
	l := revaluedTwice(t)
	for _, by := range []AgeBy{ByDueDate, ByPostingDate} {
		r, err := Analyze(l.s, Params{AsOf: l.date("2024-05-31"), AgeBy: by})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Items) != 2 || r.Items[0].Bucket != r.Items[1].Bucket || r.Items[0].Due != r.Items[1].Due {
			t.Errorf("aged by %d: %+v", by, r.Items)
		}
	}
}

// Every customer's movement is a part of the whole: 10 invoiced before, then for
// A 100 invoiced, 20 credited, 50 received, and for B 5 written off.
func TestMovementsByCustomer(t *testing.T) {
	l := newLedger(t)
	a, b, c := l.customer("A"), l.customer("B"), l.customer("C")
	l.invoice("I0", b, "2024-03-01", "2024-03-31", "10")
	l.invoice("I1", a, "2024-05-30", "2024-06-30", "100")
	l.document(fact.CreditNote, "N1", a, "2024-05-31", "", "20")
	l.receipt("R1", a, "2024-05-31", "50")
	l.allocate(fact.AllocWriteOff, fact.None, fact.None, 0, "5", func(a *fact.Allocation) { a.On = l.date("2024-05-31") })
	paid := l.invoice("I2", c, "2024-03-01", "2024-03-31", "7")
	l.pay(l.receipt("R2", c, "2024-03-02", "7"), paid, "7")
	r, err := Analyze(l.s, Params{AsOf: l.date("2024-05-31"), Previous: l.date("2024-05-29")})
	if err != nil {
		t.Fatal(err)
	}
	day := func(from, to string) (fact.Date, fact.Date) { return l.date(from), l.date(to) }
	from, to := day("2024-05-29", "2024-05-31")
	want := []CustomerMovement{
		{a, RollForward{From: from, To: to, Invoiced: l.amount("100"), Credited: l.amount("-20"), Received: l.amount("-50"), Closing: l.amount("30")}},
		{b, RollForward{From: from, To: to, Opening: l.amount("10"), WrittenOff: l.amount("-5"), Closing: l.amount("5")}},
	}
	if diff := cmp.Diff(want, r.CustomerMovements); diff != "" {
		t.Errorf("movements (want − got):\n%s", diff)
	}
}

// Three instalments of 60, 100 and 40: 40 received and 100 credited settle the
// first with all the money and 20 of the credit, and 80 of the second.
func TestInstalmentsTellMoneyFromCredit(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A")
	inv := l.invoice("I1", c, "2024-05-01", "2024-07-30", "200")
	for no, amount := range []string{"60", "100", "40"} {
		l.s.Instalments = append(l.s.Instalments, fact.Instalment{Document: inv, No: no + 1, Due: l.date("2024-05-31").AddDays(30 * no), Amount: l.amount(amount)})
	}
	l.pay(l.receipt("R1", c, "2024-05-02", "40"), inv, "40")
	l.allocate(fact.AllocCredit, fact.None, l.document(fact.CreditNote, "N1", c, "2024-05-02", "", "100"), inv, "100")
	var got []string
	for _, i := range l.at("2024-05-31").Items {
		got = append(got, i.CompanyAmount.String()+" credited "+i.CompanyCredited.String()+"/"+i.Credited.String()+" open "+i.Company.String())
	}
	want := []string{"100.00 credited 80.00/80.00 open 20.00", "40.00 credited 0.00/0.00 open 40.00"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("instalments (want − got):\n%s", diff)
	}
}
