package receivables

import (
	"fmt"
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The parts of a snapshot add up to it, by whatever dimension: here by
// salesperson, with documents and credits that several share, and by region.
func TestPartsAddUpToTheWhole(t *testing.T) {
	dimensions := map[string]fact.Dimension{
		"salesperson": {Seller: func(s *fact.Salesperson) string { return s.Code }},
		"region":      {Customer: func(c *fact.Customer) string { return c.Region }},
	}
	rapid.Check(t, func(t *rapid.T) {
		s := atHome(generated(t))
		day := someDay(t)
		whole := analyzed(t, s, day)
		for name, d := range dimensions {
			p := fact.NewPartition(s, d)
			var net, sales fact.Amount
			for _, value := range append(p.Values(), "") {
				part := analyzed(t, p.Part(value), day)
				net, sales = net+part.Now.Net, sales+part.Sales.Year
				for _, c := range part.Checks {
					if c.Supplied && !c.Passed {
						t.Errorf("%s %s: check %s: %s ≠ %s", name, value, c.ID, c.Left, c.Right)
					}
				}
			}
			if sales != whole.Sales.Year || net != whole.Now.Net {
				t.Errorf("by %s sales are %s and the receivable %s, as a whole %s and %s", name, sales, net, whole.Sales.Year, whole.Now.Net)
			}
		}
	})
}

// atHome makes everything of the company's currency, where nothing is rounded
// twice, and forgets matchings that were undone: their money stays where it was.
func atHome(s *fact.Snapshot) *fact.Snapshot {
	for i, d := range s.Documents.All() {
		if d.Gross.Abs() < fact.AmountScale {
			d.Gross = fact.AmountScale // a third of a cent is nothing, and nothing has no sign
		}
		d.Currency, d.CompanyGross, d.CompanyNet = "CNY", d.Gross, d.Gross
		s.Documents.Set(i, *d)
	}
	receipts := s.Receipts.List()
	for i := range receipts {
		receipts[i].Currency, receipts[i].CompanyAmount = "CNY", receipts[i].Amount
	}
	s.Receipts = fact.ReceiptsOf(receipts...)
	for i := range s.Allocations {
		s.Allocations[i].CancelledOn = 0
	}
	return s
}

// A shared foreign invoice, paid in two parts at other rates, and a credit note of
// one of the two: each has a share to the cent, and both together the whole.
func TestPartsOfASharedForeignInvoice(t *testing.T) {
	l := newLedger(t)
	l.s.Salespeople = []fact.Salesperson{{ID: "x", Code: "x"}, {ID: "y", Code: "y"}}
	c := l.customer("A", func(c *fact.Customer) { c.Salesperson = 1 })
	usd := func(company string) func(*fact.Document) {
		return func(d *fact.Document) {
			d.Currency, d.CompanyGross, d.CompanyNet = "USD", l.amount(company), l.amount(company)
		}
	}
	i := l.invoice("I1", c, "2025-01-10", "2025-02-09", "100.01", usd("710.07"))
	l.s.Shares = []fact.Share{{Document: i, Salesperson: 0, Millionths: 600_000}, {Document: i, Salesperson: 1, Millionths: 400_000}}
	r := l.receipt("R1", c, "2025-01-20", "50", func(r *fact.Receipt) { r.Currency, r.CompanyAmount = "USD", l.amount("360") })
	l.pay(r, i, "50")
	n := l.document(fact.CreditNote, "C1", c, "2025-01-25", "", "10", usd("71"), func(d *fact.Document) { d.Salesperson = 0 })
	l.allocate(fact.AllocCredit, fact.None, n, i, "10")
	whole := l.at("2025-01-31")

	p := fact.NewPartition(l.s, fact.Dimension{Seller: func(s *fact.Salesperson) string { return s.Code }})
	got := map[string]string{}
	for _, value := range p.Values() {
		part, err := Analyze(p.Part(value), Params{AsOf: l.date("2025-01-31")})
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range part.Items {
			got[value+" "+item.Number] = item.Open.String() + " " + item.Company.String()
		}
	}
	// I1: 60.01 and 40.00 of 100.01, booked at 426.04 and 284.03; of the 60.00
	// allocated 36.00 and 24.00, at 255.58 and 170.42. The credit note is x's alone:
	// it gave 4.00 to y's share.
	want := map[string]string{"x I1": "24.01 170.46", "y I1": "16.00 113.61"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if whole.Now.OnInvoices != l.amount("284.07") {
		t.Errorf("as a whole %s", whole.Now.OnInvoices)
	}
}

// A part names nothing of others.
func TestPartHoldsNothingOfOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := generated(t)
		p := fact.NewPartition(s, fact.Dimension{Seller: func(s *fact.Salesperson) string { return s.Code }})
		for _, value := range p.Values() {
			part := p.Part(value)
			mine := map[string]bool{}
			for i := range fact.Ref(s.Documents.Len()) {
				for _, seller := range NewBook(s).sellersOf(int32(i)) {
					if seller.Who.Known() && s.Salespeople[seller.Who].Code == value {
						mine[s.Documents.Number(i)] = true
					}
				}
			}
			for _, d := range part.Documents.All() {
				if !mine[d.Number] {
					t.Errorf("part %s holds document %s of others", value, d.Number)
				}
			}
			if len(part.Salespeople) != 1 || len(part.Control) != 0 {
				t.Errorf("part %s names %d salespeople and %d controls", value, len(part.Salespeople), len(part.Control))
			}
			// All of one's own part is one's own: nothing in it is nobody's.
			for _, g := range analyzed(t, part, someDay(t)).Salespeople {
				if g.Ref != 0 {
					t.Errorf("part %s: %s is of salesperson %d", value, g.Net, g.Ref)
				}
			}
			if part.Documents.Len() != len(mine) {
				t.Errorf("part %s has %d documents, want %d", value, part.Documents.Len(), len(mine))
			}
		}
	})
}

func BenchmarkParts(b *testing.B) {
	for _, parts := range []int{10, 300} {
		b.Run(fmt.Sprint(parts), func(b *testing.B) {
			s := &fact.Snapshot{Company: fact.Company{Currency: "CNY"}}
			for i := range parts {
				s.Salespeople = append(s.Salespeople, fact.Salesperson{Code: fmt.Sprint(i)})
				s.Customers = append(s.Customers, fact.Customer{Code: fmt.Sprint(i), Salesperson: fact.Ref(i)})
			}
			for i := range 100_000 {
				s.Documents.Append(fact.Document{
					Number: fmt.Sprint(i), Customer: fact.Ref(i % parts), Salesperson: fact.None, Posted: firstDay, Currency: "CNY", Gross: 100, CompanyGross: 100,
				})
				s.Lines.Append(fact.Line{Document: fact.Ref(i)})
			}
			for b.Loop() {
				p := fact.NewPartition(s, fact.Dimension{Seller: func(s *fact.Salesperson) string { return s.Code }})
				for _, value := range p.Values() {
					p.Part(value)
				}
			}
		})
	}
}
