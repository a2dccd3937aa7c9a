package receivables

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var firstDay = fact.NewDate(2024, 1, 1)

// size is of how many rows a generated ledger is; some allocations are left out.
type size struct{ customers, documents, receipts, allocations int }

// generated draws a small ledger of any shape.
func generated(t *rapid.T) *fact.Snapshot {
	return generatedOf(t, size{
		rapid.IntRange(1, 6).Draw(t, "customers"), rapid.IntRange(1, 60).Draw(t, "documents"),
		rapid.IntRange(0, 40).Draw(t, "receipts"), rapid.IntRange(0, 60).Draw(t, "allocations"),
	})
}

// generatedOf draws a ledger with several currencies, instalments, shares,
// cancellations, bounced receipts, un-matching, discounts, write-offs, exchange.
func generatedOf(t *rapid.T, n size) *fact.Snapshot {
	day := func(label string) fact.Date { return firstDay.AddDays(rapid.IntRange(0, 400).Draw(t, label)) }
	maybe := func(d fact.Date, label string) fact.Date {
		if rapid.IntRange(0, 5).Draw(t, label+"?") > 0 {
			return 0
		}
		return d.AddDays(rapid.IntRange(0, 90).Draw(t, label))
	}
	money := func(label string) fact.Amount { return fact.Amount(rapid.IntRange(0, 5_000_00).Draw(t, label)) * 100 }
	s := &fact.Snapshot{Company: fact.Company{Currency: "CNY", FiscalYearStart: 1}}
	if rapid.Bool().Draw(t, "inferred") {
		s.Source.Missing = []string{"allocations"}
	}
	for i := range 3 {
		s.Salespeople = append(s.Salespeople, fact.Salesperson{Code: fmt.Sprint(i), Name: fmt.Sprint("S", i)})
	}
	for i := range n.customers {
		s.Customers = append(s.Customers, fact.Customer{
			Code: fmt.Sprint("C", i), Salesperson: fact.Ref(rapid.IntRange(-1, 2).Draw(t, "salesperson")),
			Limit: money("limit"), HasLimit: rapid.Bool().Draw(t, "has limit"), Region: fmt.Sprint("R", i%2),
		})
	}
	customer := func() fact.Ref { return fact.Ref(rapid.IntRange(0, len(s.Customers)-1).Draw(t, "customer")) }
	foreign := func(a fact.Amount) (fact.Currency, fact.Amount) {
		if rapid.IntRange(0, 3).Draw(t, "foreign") > 0 {
			return "CNY", a
		}
		rate := rapid.IntRange(60, 80).Draw(t, "rate")
		return "USD", (a * fact.Amount(rate) / 10).Round(2)
	}
	for i := range n.documents {
		gross := money("gross")
		kind := fact.Kind(rapid.IntRange(0, 4).Draw(t, "kind"))
		if kind >= fact.Opening && rapid.Bool().Draw(t, "negative") {
			gross = gross.Neg()
		}
		currency, company := foreign(gross)
		d := fact.Document{
			ID: fmt.Sprint("D", i), Number: fmt.Sprint("D", i), Kind: kind, Customer: customer(), Salesperson: fact.None, Posted: day("posted"),
			Currency: currency, Gross: gross, CompanyGross: company, CompanyNet: company, Corrects: fact.None, Revalues: fact.None,
		}
		if kind == fact.Journal && i > 0 && rapid.Bool().Draw(t, "revalues") {
			d.Gross, d.Revalues = 0, fact.Ref(rapid.IntRange(0, i-1).Draw(t, "revalued"))
			d.Customer, d.Posted = s.Documents.At(d.Revalues).Customer, max(d.Posted, s.Documents.At(d.Revalues).Posted)
		}
		d.Due = d.Posted.AddDays(rapid.IntRange(-5, 90).Draw(t, "terms"))
		d.CancelledOn = maybe(d.Posted, "cancelled")
		s.Documents.Append(d)
		if rapid.IntRange(0, 4).Draw(t, "instalments") == 0 {
			for no := range 3 {
				s.Instalments = append(s.Instalments, fact.Instalment{Document: fact.Ref(i), No: no + 1, Due: d.Due.AddDays(30 * no), Amount: (gross / 3).Round(2)})
			}
		}
		if rapid.IntRange(0, 4).Draw(t, "shared") == 0 {
			s.Shares = append(s.Shares, fact.Share{Document: fact.Ref(i), Salesperson: 0, Millionths: 333_333}, fact.Share{Document: fact.Ref(i), Salesperson: 1, Millionths: 333_333})
		}
	}
	for i := range n.receipts {
		amount := money("received")
		if rapid.IntRange(0, 6).Draw(t, "refund") == 0 {
			amount = amount.Neg()
		}
		currency, company := foreign(amount)
		r := fact.Receipt{ID: fmt.Sprint("R", i), Number: fmt.Sprint("R", i), Customer: customer(), Received: day("received on"), Currency: currency, Amount: amount, CompanyAmount: company}
		r.BouncedOn = maybe(r.Received, "bounced")
		s.Receipts.Append(r)
	}
	for range n.allocations {
		a := fact.Allocation{
			Kind: fact.AllocationKind(rapid.IntRange(0, 5).Draw(t, "allocation kind")), FromReceipt: fact.None, FromDocument: fact.None,
			To: fact.Ref(rapid.IntRange(0, s.Documents.Len()-1).Draw(t, "to")), Amount: money("allocated"), Instalment: rapid.IntRange(0, 3).Draw(t, "instalment"),
		}
		a.FromAmount = a.Amount
		switch from := rapid.IntRange(0, 2).Draw(t, "from"); {
		case from == 0 && s.Receipts.Len() > 0:
			a.FromReceipt = fact.Ref(rapid.IntRange(0, s.Receipts.Len()-1).Draw(t, "receipt"))
		case from == 1:
			a.FromDocument = fact.Ref(rapid.IntRange(0, s.Documents.Len()-1).Draw(t, "giver"))
		}
		a.On = maybe(firstDay.AddDays(100), "matched")
		a.CancelledOn = maybe(firstDay.AddDays(200), "unmatched")
		if a.Kind == fact.AllocExchange {
			a.Amount, a.FromAmount, a.HasCompany, a.CompanyAmount = 0, 0, true, money("exchange")
		}
		if s.Receipts.Len() > 0 && rapid.IntRange(0, 5).Draw(t, "between money") == 0 {
			a.ToMoney, a.To, a.FromDocument, a.Instalment = true, fact.Ref(rapid.IntRange(0, s.Receipts.Len()-1).Draw(t, "taking receipt")), fact.None, 0
			if foreignMoney(s, a.To) || foreignMoney(s, a.FromReceipt) {
				continue // parts of what gave too much would be rounded apart
			}
		}
		if !a.ToMoney && revaluing(s, a.To) || revaluing(s, a.FromDocument) {
			continue // there is nothing in document currency to allocate
		}
		s.Allocations = append(s.Allocations, a)
	}
	return s
}

func foreignMoney(s *fact.Snapshot, r fact.Ref) bool {
	return r.Known() && s.Receipts.Currency(r) != s.Company.Currency
}

func revaluing(s *fact.Snapshot, r fact.Ref) bool {
	return r.Known() && s.Documents.At(r).Revalues.Known()
}

func analyzed(t *rapid.T, s *fact.Snapshot, asOf fact.Date) *Result {
	r, err := Analyze(s, Params{AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func someDay(t *rapid.T) fact.Date {
	return firstDay.AddDays(rapid.IntRange(0, 450).Draw(t, "as of"))
}

// Every identity of the tie-out holds on every ledger.
func TestTieOutHoldsOnAnyLedger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := generated(t)
		r := analyzed(t, s, someDay(t))
		for _, c := range r.Checks {
			if c.Supplied && !c.Passed {
				t.Errorf("%s: %s ≠ %s", c.ID, c.Left, c.Right)
			}
		}
		for name, groups := range map[string][]Group{"regions": r.Regions, "groups": r.Groups, "salespeople": r.Salespeople} {
			var sum fact.Amount
			for _, g := range groups {
				sum += g.Net
			}
			if sum != r.Now.Net {
				t.Errorf("%s sum to %s, not to %s", name, sum, r.Now.Net)
			}
		}
		var byCustomer RollForward
		for _, m := range r.CustomerMovements {
			if m.Sum() != m.Closing {
				t.Errorf("customer %d: movement %+v does not lead to its closing", m.Ref, m.RollForward)
			}
			byCustomer.Opening, byCustomer.Closing = byCustomer.Opening+m.Opening, byCustomer.Closing+m.Closing
		}
		if m := r.Movements[0]; byCustomer.Opening != m.Opening || byCustomer.Closing != m.Closing {
			t.Errorf("customers move from %s to %s, all from %s to %s", byCustomer.Opening, byCustomer.Closing, m.Opening, m.Closing)
		}
		if last := r.History[len(r.History)-1]; last.Net != r.Now.Net {
			t.Errorf("history ends with %s, not %s", last.Net, r.Now.Net)
		}
	})
}

// The headline figures, which no item is made for, are the sums of the customers',
// which come from the items.
func TestFiguresAreTheCustomers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := generated(t)
		r := analyzed(t, s, someDay(t))
		want := Figures{AsOf: r.Now.AsOf, Balance: newBalance(r.Params), DSO: r.Now.DSO, Customers: len(r.Customers)}
		for _, c := range r.Customers {
			want.Invoices, want.Items, want.OverdueItems = want.Invoices+c.Invoices, want.Items+c.Items, want.OverdueItems+c.OverdueItems
			want.OnInvoices, want.Credits, want.Advances = want.OnInvoices+c.OnInvoices, want.Credits+c.Credits, want.Advances+c.Advances
			want.Net, want.Overdue, want.Oldest = want.Net+c.Net, want.Overdue+c.Overdue, max(want.Oldest, c.Oldest)
			for k := range c.Aging {
				want.Aging[k], want.AgingItems[k] = want.Aging[k]+c.Aging[k], want.AgingItems[k]+c.AgingItems[k]
				want.AgingHolders[k] += min(c.AgingItems[k], 1)
			}
			want.OverLimit, want.OverLimitCustomers = want.OverLimit+c.OverLimit, want.OverLimitCustomers+int(min(c.OverLimit, 1))
		}
		if diff := cmp.Diff(want, r.Now); diff != "" {
			t.Error(diff)
		}
	})
}

// A day's figures do not depend on what happened later.
func TestLaterHistoryDoesNotChangeADay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := generated(t)
		day := someDay(t)
		full, cut := analyzed(t, s, day), analyzed(t, cutAt(s, day), day)
		if diff := cmp.Diff(full.Items, cut.Items); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(full.Movements, cut.Movements); diff != "" {
			t.Error(diff)
		}
	})
}

// cutAt forgets what was not yet known on a day. Rows keep their places, so that
// references stay valid: a row of later is emptied.
func cutAt(s *fact.Snapshot, day fact.Date) *fact.Snapshot {
	cut := *s
	documents, receipts := s.Documents.List(), s.Receipts.List()
	far := day.AddDays(10_000)
	for i := range documents {
		d := &documents[i]
		if d.CancelledOn > day {
			d.CancelledOn = 0
		}
		if d.Posted > day {
			*d = fact.Document{ID: d.ID, Customer: d.Customer, Posted: far, Currency: d.Currency, Salesperson: fact.None}
		}
	}
	for i := range receipts {
		r := &receipts[i]
		if r.BouncedOn > day {
			r.BouncedOn = 0
		}
		if r.Received > day {
			*r = fact.Receipt{ID: r.ID, Customer: r.Customer, Received: far, Currency: r.Currency}
		}
	}
	cut.Documents, cut.Receipts, cut.Allocations = fact.DocumentsOf(documents...), fact.ReceiptsOf(receipts...), nil
	for _, a := range s.Allocations {
		if a.CancelledOn > day {
			a.CancelledOn = 0
		}
		if a.On <= day {
			cut.Allocations = append(cut.Allocations, a)
		}
	}
	return &cut
}

// The order in which rows arrive is irrelevant.
func TestOrderOfInputDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := generated(t)
		day := someDay(t)
		want := open(analyzed(t, s, day))
		if diff := cmp.Diff(want, open(analyzed(t, shuffled(s, rapid.Int64().Draw(t, "seed")), day))); diff != "" {
			t.Error(diff)
		}
	})
}

func shuffled(s *fact.Snapshot, seed int64) *fact.Snapshot {
	rng, out := rand.New(rand.NewSource(seed)), *s
	documents, receipts := rng.Perm(s.Documents.Len()), rng.Perm(s.Receipts.Len())
	move := func(r fact.Ref, perm []int) fact.Ref {
		if !r.Known() {
			return r
		}
		return fact.Ref(perm[r])
	}
	movedDocuments, movedReceipts := make([]fact.Document, len(documents)), make([]fact.Receipt, len(receipts))
	for from, d := range s.Documents.All() {
		d.Revalues = move(d.Revalues, documents)
		movedDocuments[documents[from]] = *d
	}
	for from, r := range s.Receipts.All() {
		movedReceipts[receipts[from]] = *r
	}
	out.Documents, out.Receipts = fact.DocumentsOf(movedDocuments...), fact.ReceiptsOf(movedReceipts...)
	out.Allocations, out.Instalments, out.Shares = slices.Clone(s.Allocations), slices.Clone(s.Instalments), slices.Clone(s.Shares)
	for i := range out.Allocations {
		a := &out.Allocations[i]
		takers := documents
		if a.ToMoney {
			takers = receipts
		}
		a.To, a.FromDocument, a.FromReceipt = move(a.To, takers), move(a.FromDocument, documents), move(a.FromReceipt, receipts)
	}
	for i := range out.Instalments {
		out.Instalments[i].Document = move(out.Instalments[i].Document, documents)
	}
	for i := range out.Shares {
		out.Shares[i].Document = move(out.Shares[i].Document, documents)
	}
	rng.Shuffle(len(out.Allocations), func(i, j int) { out.Allocations[i], out.Allocations[j] = out.Allocations[j], out.Allocations[i] })
	rng.Shuffle(len(out.Instalments), func(i, j int) { out.Instalments[i], out.Instalments[j] = out.Instalments[j], out.Instalments[i] })
	return &out
}

// Money received never raises what is owed.
func TestAReceiptNeverRaisesTheBalance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := generated(t)
		s.Source.Missing = []string{"allocations"}
		day := someDay(t)
		before := analyzed(t, s, day)
		more := *s
		amount := fact.Amount(rapid.IntRange(1, 9_000_00).Draw(t, "more")) * 100
		more.Receipts = fact.ReceiptsOf(append(s.Receipts.List(), fact.Receipt{ID: "X", Number: "X", Customer: 0, Received: day, Currency: "CNY", Amount: amount, CompanyAmount: amount})...)
		after := analyzed(t, &more, day)
		if after.Now.Net != before.Now.Net-amount {
			t.Errorf("net %s after receiving %s on %s", after.Now.Net, amount, before.Now.Net)
		}
		if after.Now.OnInvoices > before.Now.OnInvoices || after.Now.Overdue > before.Now.Overdue {
			t.Errorf("open invoices rose from %s to %s", before.Now.OnInvoices, after.Now.OnInvoices)
		}
	})
}

// Splitting an invoice into instalments keeps its total.
func TestInstalmentsKeepTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := generated(t)
		day := someDay(t)
		whole := *s
		whole.Instalments = nil
		split, plain := analyzed(t, s, day), analyzed(t, &whole, day)
		if split.Now.Net != plain.Now.Net || split.Now.Invoices > plain.Now.Invoices+s.Documents.Len() {
			t.Errorf("net %s with instalments, %s without", split.Now.Net, plain.Now.Net)
		}
	})
}
