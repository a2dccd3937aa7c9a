package sales

import (
	"fmt"
	"testing"

	"daybook/extract/fact"
)

// large is a company of n documents with three lines each, over three years; one
// in twenty is shared, one in ten foreign, one in thirty a credit note.
func large(n int) *fact.Snapshot {
	s := &fact.Snapshot{Company: fact.Company{Currency: "CNY", FiscalYearStart: 1}}
	for i := range 50 {
		s.Salespeople = append(s.Salespeople, fact.Salesperson{Code: fmt.Sprint("S", i)})
	}
	for i := range max(n/100, 50) {
		s.Customers = append(s.Customers, fact.Customer{Code: fmt.Sprint("C", i), Salesperson: fact.Ref(i % 50), Region: fmt.Sprint(i % 7)})
	}
	for i := range 2000 {
		s.Products = append(s.Products, fact.Product{Code: fmt.Sprint("P", i), Category: fmt.Sprint(i % 20)})
	}
	for i := range n {
		net := fact.Amount(3*(i%9973)) * fact.AmountScale
		d := fact.Document{
			Number: fmt.Sprint(i), Customer: fact.Ref(i * 31 % len(s.Customers)), Salesperson: fact.None, Posted: firstDay.AddDays(i * 1095 / n),
			Currency: "CNY", Net: net, CompanyNet: net,
		}
		if i%30 == 0 {
			d.Kind = fact.CreditNote
		}
		if i%10 == 0 {
			d.Currency = "USD"
		}
		if i%20 == 0 {
			s.Shares = append(s.Shares, fact.Share{Document: fact.Ref(i), Salesperson: fact.Ref(i % 50), Millionths: 600_000}, fact.Share{Document: fact.Ref(i), Salesperson: fact.Ref(i % 49), Millionths: 400_000})
		}
		s.Documents.Append(d)
		for k := range 3 {
			s.Lines.Append(fact.Line{
				Document: fact.Ref(i), Product: fact.Ref((i*7 + k) % 2000), No: uint16(k), Quantity: 2_000_000, ListPrice: 900_000_000, HasListPrice: true,
				Net: net / 3, CompanyNet: net / 3, Cost: net / 5, HasCost: true,
			})
		}
	}
	return s
}

// BenchmarkAnalyze shows time in proportion to rows, and what is allocated for
// each.
func BenchmarkAnalyze(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		s := large(n)
		b.Run(fmt.Sprint(n, " documents"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Analyze(s, Params{AsOf: firstDay.AddDays(1094)}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/document")
		})
	}
}
