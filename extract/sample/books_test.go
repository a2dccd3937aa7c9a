package sample_test

import (
	"context"
	"fmt"
	"hash"
	"sync"
	"testing"

	"daybook/extract/fact"
	"daybook/extract/reference"
	"daybook/extract/sample"
)

// books is a sink that keeps every row by type.
type books struct {
	companies   []reference.Company
	customers   []reference.Customer
	salespeople []reference.Salesperson
	products    []reference.Product
	documents   []reference.Document
	instalments []reference.Instalment
	shares      []reference.Share
	lines       []reference.Line
	receipts    []reference.Receipt
	allocations []reference.Allocation
	orders      []reference.Order
	orderLines  []reference.OrderLine
	deliveries  []reference.Delivery
	quotations  []reference.Quotation
	rates       []reference.Rate
	targets     []reference.Target
	promotions  []reference.Promotion
	control     []reference.Control
	hash        hash.Hash // of all rows, where set
}

func (b *books) Write(rows ...any) error {
	for _, row := range rows {
		if b.hash != nil {
			fmt.Fprintf(b.hash, "%T%q\n", row, row)
		}
		if err := b.keep(row); err != nil {
			return err
		}
	}
	return nil
}

func (b *books) keep(row any) error {
	switch r := row.(type) {
	case reference.Company:
		b.companies = append(b.companies, r)
	case reference.Customer:
		b.customers = append(b.customers, r)
	case reference.Salesperson:
		b.salespeople = append(b.salespeople, r)
	case reference.Product:
		b.products = append(b.products, r)
	case reference.Document:
		b.documents = append(b.documents, r)
	case reference.Instalment:
		b.instalments = append(b.instalments, r)
	case reference.Share:
		b.shares = append(b.shares, r)
	case reference.Line:
		b.lines = append(b.lines, r)
	case reference.Receipt:
		b.receipts = append(b.receipts, r)
	case reference.Allocation:
		b.allocations = append(b.allocations, r)
	case reference.Order:
		b.orders = append(b.orders, r)
	case reference.OrderLine:
		b.orderLines = append(b.orderLines, r)
	case reference.Delivery:
		b.deliveries = append(b.deliveries, r)
	case reference.Quotation:
		b.quotations = append(b.quotations, r)
	case reference.Rate:
		b.rates = append(b.rates, r)
	case reference.Target:
		b.targets = append(b.targets, r)
	case reference.Promotion:
		b.promotions = append(b.promotions, r)
	case reference.Control:
		b.control = append(b.control, r)
	default:
		return fmt.Errorf("a row of type %T", row)
	}
	return nil
}

// written keeps what was written for each options: tests only read it.
var written sync.Map

func write(t testing.TB, o sample.Options) *books {
	t.Helper()
	if b, ok := written.Load(o); ok {
		return b.(*books)
	}
	b := &books{}
	if err := sample.Write(context.Background(), b, o); err != nil {
		t.Fatalf("Write(%+v): %v", o, err)
	}
	written.Store(o, b)
	return b
}

func amount(t testing.TB, s string) fact.Amount {
	t.Helper()
	a, rounded, err := fact.ParseAmount(s)
	if err != nil || rounded {
		t.Fatalf("amount %q: rounded %v, %v", s, rounded, err)
	}
	return a
}

func day(t testing.TB, s string) fact.Date {
	t.Helper()
	if s == "" {
		return 0
	}
	d, err := fact.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
