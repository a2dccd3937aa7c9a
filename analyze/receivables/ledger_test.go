package receivables

import (
	"testing"

	"daybook/extract/fact"
)

// ledger writes a small snapshot by hand, row by row.
type ledger struct {
	t testing.TB
	s *fact.Snapshot
}

func newLedger(t testing.TB) *ledger {
	return &ledger{t, &fact.Snapshot{
		Company: fact.Company{ID: "1", Name: "Test", Currency: "CNY", FiscalYearStart: 1, TimeZone: "UTC"},
	}}
}

func (l *ledger) amount(s string) fact.Amount {
	a, _, err := fact.ParseAmount(s)
	if err != nil {
		l.t.Fatal(err)
	}
	return a
}

func (l *ledger) date(s string) fact.Date {
	if s == "" {
		return 0
	}
	d, err := fact.ParseDate(s)
	if err != nil {
		l.t.Fatal(err)
	}
	return d
}

func (l *ledger) customer(code string, change ...func(*fact.Customer)) fact.Ref {
	c := fact.Customer{ID: code, Code: code, Name: "Customer " + code, Salesperson: fact.None, Collector: fact.None, Parent: fact.None, Currency: "CNY"}
	for _, f := range change {
		f(&c)
	}
	l.s.Customers = append(l.s.Customers, c)
	return fact.Ref(len(l.s.Customers) - 1)
}

func (l *ledger) document(kind fact.Kind, number string, customer fact.Ref, posted, due, gross string, change ...func(*fact.Document)) fact.Ref {
	g := l.amount(gross)
	d := fact.Document{
		ID: number, Number: number, Kind: kind, Customer: customer, Salesperson: fact.None, Posted: l.date(posted), Due: l.date(due),
		Currency: "CNY", Net: g, Gross: g, CompanyNet: g, CompanyGross: g, Corrects: fact.None, Revalues: fact.None,
	}
	for _, f := range change {
		f(&d)
	}
	l.s.Documents.Append(d)
	return fact.Ref(l.s.Documents.Len() - 1)
}

func (l *ledger) invoice(number string, customer fact.Ref, posted, due, gross string, change ...func(*fact.Document)) fact.Ref {
	return l.document(fact.Invoice, number, customer, posted, due, gross, change...)
}

func (l *ledger) receipt(number string, customer fact.Ref, received, amount string, change ...func(*fact.Receipt)) fact.Ref {
	a := l.amount(amount)
	r := fact.Receipt{ID: number, Number: number, Customer: customer, Received: l.date(received), Currency: "CNY", Amount: a, CompanyAmount: a}
	for _, f := range change {
		f(&r)
	}
	l.s.Receipts.Append(r)
	return fact.Ref(l.s.Receipts.Len() - 1)
}

// pay allocates money of a receipt to a document.
func (l *ledger) pay(receipt, to fact.Ref, amount string, change ...func(*fact.Allocation)) {
	l.allocate(fact.AllocReceipt, receipt, fact.None, to, amount, change...)
}

func (l *ledger) allocate(kind fact.AllocationKind, receipt, document, to fact.Ref, amount string, change ...func(*fact.Allocation)) {
	a := fact.Allocation{
		Kind: kind, FromReceipt: receipt, FromDocument: document, To: to, Amount: l.amount(amount), FromAmount: l.amount(amount),
	}
	for _, f := range change {
		f(&a)
	}
	l.s.Allocations = append(l.s.Allocations, a)
}

func (l *ledger) at(asOf string) *Result {
	l.t.Helper()
	r, err := Analyze(l.s, Params{AsOf: l.date(asOf)})
	if err != nil {
		l.t.Fatal(err)
	}
	for _, c := range r.Checks {
		if c.Supplied && !c.Passed {
			l.t.Errorf("as of %s: check %s: %s ≠ %s", asOf, c.ID, c.Left, c.Right)
		}
	}
	return r
}

// open returns number → open amount in company currency, instalments as n#i.
func open(r *Result) map[string]string {
	out := map[string]string{}
	for _, i := range r.Items {
		key := i.Number
		if i.Instalment > 0 {
			key += "#" + string(rune('0'+i.Instalment))
		}
		out[key] = i.Company.String()
	}
	return out
}
