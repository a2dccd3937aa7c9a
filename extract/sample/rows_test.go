package sample_test

import (
	"testing"

	"daybook/extract/fact"
	"daybook/extract/reference"
	"daybook/extract/sample"
)

// ids collects the ids of a table and complains of doubles.
func ids[T any](t *testing.T, table string, rows []T, id func(T) string) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	for _, row := range rows {
		if known[id(row)] || id(row) == "" {
			t.Errorf("%s: id %q is empty or there twice", table, id(row))
		}
		known[id(row)] = true
	}
	return known
}

func TestReferencesResolve(t *testing.T) {
	b := write(t, sample.Options{Odd: true})
	customers := ids(t, "customers", b.customers, func(c reference.Customer) string { return c.ID })
	people := ids(t, "salespeople", b.salespeople, func(s reference.Salesperson) string { return s.ID })
	products := ids(t, "products", b.products, func(p reference.Product) string { return p.ID })
	documents := ids(t, "documents", b.documents, func(d reference.Document) string { return d.ID })
	receipts := ids(t, "receipts", b.receipts, func(r reference.Receipt) string { return r.ID })
	orders := ids(t, "orders", b.orders, func(o reference.Order) string { return o.ID })
	promotions := ids(t, "promotions", b.promotions, func(p reference.Promotion) string { return p.ID })
	numbers := ids(t, "order numbers", b.orders, func(o reference.Order) string { return o.Number })
	ids(t, "deliveries", b.deliveries, func(d reference.Delivery) string { return d.ID })
	ids(t, "receipt numbers", b.receipts, func(r reference.Receipt) string { return r.Number })
	customers["999999"] = true // the one that is meant not to exist

	check := func(known map[string]bool, id string, row any) {
		if id != "" && !known[id] {
			t.Errorf("%q is nowhere: %+v", id, row)
		}
	}
	for _, c := range b.customers {
		check(people, c.Salesperson, c)
		check(people, c.Collector, c)
		check(customers, c.Parent, c)
	}
	for _, s := range b.salespeople {
		check(people, s.Manager, s)
	}
	for _, d := range b.documents {
		check(customers, d.Customer, d)
		check(people, d.Salesperson, d)
		check(documents, d.Corrects, d)
		check(numbers, d.OrderNumber, d)
	}
	for _, l := range b.lines {
		check(documents, l.Document, l)
		check(products, l.Product, l)
		check(promotions, l.Promotion, l)
	}
	for _, s := range b.shares {
		check(documents, s.Document, s)
		check(people, s.Salesperson, s)
	}
	for _, r := range b.receipts {
		check(customers, r.Customer, r.Number)
	}
	for _, a := range b.allocations {
		check(documents, a.Document, a)
		check(map[string]map[string]bool{"receipt": receipts, "document": documents}[a.GiverKind], a.Giver, a)
	}
	for _, l := range b.orderLines {
		check(orders, l.OrderID, l)
	}
	for _, d := range b.deliveries {
		check(orders, d.OrderID, d)
	}
	ids(t, "quotations", b.quotations, func(q reference.Quotation) string { return q.ID })
	ids(t, "quotation numbers", b.quotations, func(q reference.Quotation) string { return q.Number })
	for _, q := range b.quotations {
		check(customers, q.Customer, q)
		check(people, q.Salesperson, q)
		check(orders, q.OrderID, q)
	}
	for _, x := range b.targets {
		check(people, x.Salesperson, x)
	}
}

// Lines add up to their document, instalments and shares to the whole, and tax is
// 13 percent at home and none abroad.
func TestPartsAddUp(t *testing.T) {
	b := write(t, sample.Options{Odd: true})
	type sums struct{ net, company, parts, shares fact.Amount }
	of := map[string]*sums{}
	at := func(id string) *sums {
		if of[id] == nil {
			of[id] = &sums{}
		}
		return of[id]
	}
	for _, l := range b.lines {
		at(l.Document).net += amount(t, l.Net)
		at(l.Document).company += amount(t, l.CompanyNet)
	}
	for _, i := range b.instalments {
		at(i.Document).parts += amount(t, i.Amount)
	}
	for _, s := range b.shares {
		at(s.Document).shares += amount(t, s.Share)
	}
	for _, d := range b.documents {
		if d.Gross == "" {
			continue
		}
		s, net, tax, gross := at(d.ID), amount(t, d.Net), amount(t, d.Tax), amount(t, d.Gross)
		if net+tax != gross || amount(t, d.CompanyNet)+amount(t, d.CompanyTax) != amount(t, d.CompanyGross) {
			t.Errorf("%s: net and tax are not gross", d.Number)
		}
		if d.Kind == "invoice" && (s.net != net || s.company != amount(t, d.CompanyNet)) {
			t.Errorf("%s: lines sum to %s (%s), not %s (%s)", d.Number, s.net, s.company, net, d.CompanyNet)
		}
		if s.parts != 0 && s.parts != gross || s.shares != 0 && s.shares != fact.AmountScale {
			t.Errorf("%s: instalments %s of %s, shares %s", d.Number, s.parts, gross, s.shares)
		}
		const halfCent = fact.AmountScale / 200
		if d.Kind == "invoice" && d.Currency == "CNY" && (100*tax-13*net).Abs() > 100*halfCent || d.Currency != "CNY" && tax != 0 {
			t.Errorf("%s: tax %s on %s %s", d.Number, tax, d.Currency, net)
		}
	}
}

// Nothing lies after the last day or before the opening balance.
func TestNothingLiesAhead(t *testing.T) {
	b := write(t, sample.Options{Odd: true})
	first := fact.NewDate(2024, 6, 30)
	within := func(s string, row any) {
		if d := day(t, s); d != 0 && (d < first || d > lastDay) {
			t.Errorf("%s lies outside the books: %+v", s, row)
		}
	}
	for _, d := range b.documents {
		within(d.Posted, d)
		within(d.CancelledOn, d)
	}
	for _, r := range b.receipts {
		within(r.Received, r.Number)
		within(r.BouncedOn, r.Number)
	}
	for _, a := range b.allocations {
		within(a.MatchedOn, a)
		within(a.CancelledOn, a)
	}
	for _, d := range b.deliveries { // those of orders carried over may be older
		if day(t, d.Shipped) > lastDay || day(t, d.Delivered) > lastDay {
			t.Errorf("delivered after %s: %+v", lastDay, d)
		}
	}
	for _, c := range b.control {
		within(c.Posted, c)
	}
	if first != day(t, b.control[0].Posted) {
		t.Errorf("the ledger opens on %s, not on %s", b.control[0].Posted, first)
	}
}

// The seller who left sells nothing after.
func TestLeaversSellNothing(t *testing.T) {
	b := write(t, sample.Options{})
	left := map[string]fact.Date{}
	for _, s := range b.salespeople {
		if s.LeftOn != "" {
			left[s.ID] = day(t, s.LeftOn)
		}
	}
	if len(left) != 1 {
		t.Fatalf("%d left, want 1", len(left))
	}
	posted := map[string]fact.Date{}
	for _, d := range b.documents {
		posted[d.ID] = day(t, d.Posted)
		if last := left[d.Salesperson]; last != 0 && posted[d.ID] > last {
			t.Errorf("%s of %s, by who left on %s", d.Number, d.Posted, last)
		}
	}
	for _, s := range b.shares {
		if last := left[s.Salesperson]; last != 0 && posted[s.Document] > last {
			t.Errorf("a share of %s, for who left on %s", posted[s.Document], last)
		}
	}
}
