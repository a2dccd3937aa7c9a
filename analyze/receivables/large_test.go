package receivables

import (
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// largeChecks is how many large ledgers are drawn, whatever -rapid.checks says: one
// is as good as hundreds of small ones.
const largeChecks = 8

// The properties hold on ledgers of up to 2,000 documents, with thousands of
// movements of one customer's account.
func TestPropertiesOfLargeLedgers(t *testing.T) {
	drawn, failed := 0, false
	rapid.Check(t, func(t *rapid.T) {
		if drawn++; drawn > largeChecks && !failed { // a failure is drawn again, to make it small
			return
		}
		defer func() { failed = failed || t.Failed() }()
		s := generatedOf(t, size{customers: 12, documents: rapid.IntRange(1000, 2000).Draw(t, "documents"), receipts: 1200, allocations: 2500})
		day := firstDay.AddDays(rapid.IntRange(200, 450).Draw(t, "as of"))
		r := analyzed(t, s, day)
		if r.Checks.Failed() {
			t.Errorf("checks %+v", r.Checks)
		}
		agreeByCurrency(t, s, r, day)
		if diff := cmp.Diff(r.Items, analyzed(t, cutAt(s, day), day).Items); diff != "" {
			t.Errorf("cut at the day (full − cut):\n%s", diff)
		}
		if diff := cmp.Diff(open(r), open(analyzed(t, shuffled(s, rapid.Int64().Draw(t, "seed")), day))); diff != "" {
			t.Errorf("shuffled:\n%s", diff)
		}
		more := *s
		more.Receipts = fact.ReceiptsOf(append(s.Receipts.List(), fact.Receipt{ID: "X", Number: "X", Received: day, Currency: "CNY", Amount: 7_0000, CompanyAmount: 7_0000})...)
		if after := analyzed(t, &more, day); after.Now.Net != r.Now.Net-7_0000 {
			t.Errorf("net %s after receiving 7.00 on %s", after.Now.Net, r.Now.Net)
		}
		whole := *s
		whole.Instalments = nil
		if plain := analyzed(t, &whole, day); plain.Now.Net != r.Now.Net {
			t.Errorf("net %s with instalments, %s without", r.Now.Net, plain.Now.Net)
		}
	})
}

// Buckets, open items, customers and the closing balance agree in every currency, on
// any ledger.
func TestCurrenciesCloseByThemselves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, day := generated(t), someDay(t)
		agreeByCurrency(t, s, analyzed(t, s, day), day)
	})
}

// agreeByCurrency compares, in document currency, what is in buckets, credits and
// advances, what customers owe, and what the rows themselves leave.
func agreeByCurrency(t *rapid.T, s *fact.Snapshot, r *Result, day fact.Date) {
	buckets, customers := map[fact.Currency]fact.Amount{}, map[fact.Currency]fact.Amount{}
	byBucket, byCustomer := map[[2]any]fact.Amount{}, map[[2]any]fact.Amount{}
	for _, i := range r.Items {
		byBucket[[2]any{i.Currency, [2]int{int(i.Class), i.Bucket}}] += i.Open
		byCustomer[[2]any{i.Currency, i.Customer}] += i.Open
	}
	for k, a := range byBucket {
		buckets[k[0].(fact.Currency)] += a
	}
	for k, a := range byCustomer {
		customers[k[0].(fact.Currency)] += a
	}
	closing := closingBalances(s, day)
	for _, c := range []fact.Currency{"CNY", "USD"} {
		if buckets[c] != closing[c] || customers[c] != closing[c] {
			t.Errorf("%s: buckets %s, customers %s, closing balance %s", c, buckets[c], customers[c], closing[c])
		}
	}
}

// closingBalances sums the rows that count on a day, by their currency. An
// allocation between two ends of one currency moves nothing between currencies; all
// others take from the one and give to the other.
func closingBalances(s *fact.Snapshot, day fact.Date) map[fact.Currency]fact.Amount {
	out := map[fact.Currency]fact.Amount{}
	on := func(from, until fact.Date) bool { return from <= day && (until == 0 || day < until) }
	document := func(r fact.Ref) (fact.Currency, fact.Amount, bool) {
		d := s.Documents.At(r)
		if d.Kind == fact.CreditNote {
			return d.Currency, -d.Gross, on(d.Posted, d.CancelledOn)
		}
		return d.Currency, d.Gross, on(d.Posted, d.CancelledOn)
	}
	receipt := func(r fact.Ref) (fact.Currency, fact.Amount, bool) {
		m := s.Receipts.At(r)
		return m.Currency, -m.Amount, on(m.Received, m.BouncedOn)
	}
	for i := range fact.Ref(s.Documents.Len()) {
		if c, a, counts := document(i); counts {
			out[c] += a
		}
	}
	for i := range fact.Ref(s.Receipts.Len()) {
		if c, a, counts := receipt(i); counts {
			out[c] += a
		}
	}
	if !s.Source.Supplies("allocations") {
		return out
	}
	for _, a := range s.Allocations {
		end := document
		if a.ToMoney {
			end = receipt
		}
		if !a.To.Known() || a.Kind == fact.AllocExchange || !on(a.On, a.CancelledOn) {
			continue
		}
		c, gross, counts := end(a.To)
		if !counts {
			continue
		}
		sign := fact.Amount(1)
		if gross < 0 {
			sign = -1
		}
		giver, counts := fact.Currency(""), true
		switch {
		case a.FromReceipt.Known():
			giver, _, counts = receipt(a.FromReceipt)
		case a.FromDocument.Known():
			giver, _, counts = document(a.FromDocument)
		}
		if !counts {
			continue
		}
		out[c] -= sign * a.Amount
		if giver != "" {
			out[giver] += sign * a.FromAmount
		}
	}
	return out
}
