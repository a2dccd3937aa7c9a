package sales

import (
	"testing"

	"daybook/extract/fact"
)

// ledger writes a small snapshot by hand, row by row. Its references are by name.
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

func (l *ledger) period(from, last string) fact.Period {
	return fact.Period{From: l.date(from), Until: l.date(last).AddDays(1)}
}

func changed[T any](row T, change []func(*T)) T {
	for _, f := range change {
		f(&row)
	}
	return row
}

func (l *ledger) salesperson(code string, change ...func(*fact.Salesperson)) fact.Ref {
	l.s.Salespeople = append(l.s.Salespeople, changed(fact.Salesperson{ID: code, Code: code, Name: code, Manager: fact.None}, change))
	return fact.Ref(len(l.s.Salespeople) - 1)
}

func (l *ledger) customer(code string, seller fact.Ref, change ...func(*fact.Customer)) fact.Ref {
	l.s.Customers = append(l.s.Customers, changed(fact.Customer{ID: code, Code: code, Name: code, Salesperson: seller, Collector: fact.None, Parent: fact.None}, change))
	return fact.Ref(len(l.s.Customers) - 1)
}

func (l *ledger) product(code, category string, change ...func(*fact.Product)) fact.Ref {
	l.s.Products = append(l.s.Products, changed(fact.Product{ID: code, Code: code, Name: code, Category: category}, change))
	return fact.Ref(len(l.s.Products) - 1)
}

func (l *ledger) document(kind fact.Kind, number string, customer fact.Ref, posted, net string, change ...func(*fact.Document)) fact.Ref {
	n := l.amount(net)
	l.s.Documents.Append(changed(fact.Document{
		ID: number, Number: number, Kind: kind, Customer: customer, Salesperson: fact.None, Posted: l.date(posted),
		Currency: "CNY", Net: n, Gross: n, CompanyNet: n, CompanyGross: n, Corrects: fact.None, Revalues: fact.None,
	}, change))
	return fact.Ref(l.s.Documents.Len() - 1)
}

func (l *ledger) invoice(number string, customer fact.Ref, posted, net string, change ...func(*fact.Document)) fact.Ref {
	return l.document(fact.Invoice, number, customer, posted, net, change...)
}

// line adds a line; an empty list price or cost is not known.
func (l *ledger) line(document, product fact.Ref, quantity, net, list, cost string, change ...func(*fact.Line)) {
	row := fact.Line{Document: document, Product: product, No: uint16(l.s.Lines.Len() + 1), Net: l.amount(net), CompanyNet: l.amount(net)}
	row.Quantity, _, _ = fact.ParseQuantityBytes([]byte(quantity))
	if list != "" {
		row.ListPrice, _, _ = fact.ParseUnitPriceBytes([]byte(list))
		row.HasListPrice = true
	}
	if cost != "" {
		row.Cost, row.HasCost = l.amount(cost), true
	}
	l.s.Lines.Append(changed(row, change))
}

func (l *ledger) receipt(customer fact.Ref, received, amount string, change ...func(*fact.Receipt)) {
	a := l.amount(amount)
	l.s.Receipts.Append(changed(fact.Receipt{Customer: customer, Received: l.date(received), Currency: "CNY", Amount: a, CompanyAmount: a}, change))
}

func (l *ledger) order(number string, customer fact.Ref, ordered, amount string, change ...func(*fact.Order)) {
	l.s.Orders.Append(changed(fact.Order{
		ID: number, Number: number, Customer: customer, Salesperson: fact.None, Ordered: l.date(ordered), Currency: "CNY", Amount: l.amount(amount),
	}, change))
}

func (l *ledger) target(who fact.Ref, month, net string) {
	l.s.Targets = append(l.s.Targets, fact.Target{Salesperson: who, Month: l.date(month), NetSales: l.amount(net)})
}

func (l *ledger) share(document, who fact.Ref, millionths int32) {
	l.s.Shares = append(l.s.Shares, fact.Share{Document: document, Salesperson: who, Millionths: millionths})
}

func (l *ledger) at(asOf string, change ...func(*Params)) *Result {
	l.t.Helper()
	r, err := Analyze(l.s, changed(Params{AsOf: l.date(asOf)}, change))
	if err != nil {
		l.t.Fatal(err)
	}
	for _, c := range r.Checks {
		if c.Supplied && !c.Passed {
			l.t.Errorf("as of %s: check %s of the %s: %s ≠ %s", asOf, c.ID, c.Period, c.Left, c.Right)
		}
	}
	return r
}

// equal compares figures by what is written of them.
func equal(t testing.TB, what string, got, want any) {
	t.Helper()
	if got != want {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

func near(t testing.TB, what string, got Measure, want float64) {
	t.Helper()
	if diff := got.Value - want; !got.Valid || diff > 5e-5 || diff < -5e-5 {
		t.Errorf("%s = %+v, want %.4f", what, got, want)
	}
}
