package sample_test

import (
	"testing"

	"daybook/extract/fact"
	"daybook/extract/reference"
	"daybook/extract/sample"
)

// Quotations run through the books as a company's do: numbered by their day, decided
// after it, won by an order of the same customer and about the same amount.
func TestQuotationsLeadToOrders(t *testing.T) {
	b := write(t, sample.Options{})
	orders := map[string]reference.Order{}
	for _, o := range b.orders {
		orders[o.ID] = o
	}
	last := ""
	for _, q := range b.quotations {
		on := day(t, q.Quoted)
		if q.Quoted < last || on < fact.NewDate(2024, 7, 1) || day(t, q.ValidUntil) <= on || (q.Customer == "") != (q.Prospect != "") {
			t.Errorf("after %s: %+v", last, q)
		}
		last = q.Quoted
		if (q.Outcome == "open") != (q.Decided == "") || q.Decided != "" && (day(t, q.Decided) < on || day(t, q.Decided) > lastDay) {
			t.Errorf("decided %+v", q)
		}
		if (q.Outcome == "ordered") != (q.OrderID != "") {
			t.Errorf("of no order: %+v", q)
		}
		if o := orders[q.OrderID]; q.OrderID != "" {
			asked, had := amount(t, q.Amount), amount(t, o.Amount)
			if o.Customer != q.Customer || o.Ordered != q.Decided || o.Currency != q.Currency || asked < had || 100*asked > 106*had {
				t.Errorf("%+v became %+v", q, o)
			}
		}
	}
}

// A year's quotations are of the number and the outcomes that a trading company has,
// and as many are open at the end as at any time before.
func TestQuotationsArePlausible(t *testing.T) {
	b := write(t, sample.Options{})
	openOn := func(day string) int {
		return count(b.quotations, func(q reference.Quotation) bool {
			return q.Quoted <= day && q.ValidUntil >= day && (q.Decided == "" || q.Decided > day)
		})
	}
	outcome := func(o string) int {
		return count(b.quotations, func(q reference.Quotation) bool { return q.Outcome == o })
	}
	n := len(b.quotations)
	for _, band := range []struct {
		what       string
		got        int
		least, top int
	}{
		{"quotations for a hundred orders", 100 * n / len(b.orders), 45, 85},
		{"won, percent", 100 * outcome("ordered") / n, 40, 62},
		{"lost, percent", 100 * outcome("lost") / n, 15, 30},
		{"to prospects", count(b.quotations, func(q reference.Quotation) bool { return q.Prospect != "" }), 40, 160},
		{"open at the end", openOn("2026-09-24"), 100, 220},
		{"open a year before", openOn("2025-09-24"), 90, 220},
	} {
		if band.got < band.least || band.got > band.top {
			t.Errorf("%s: %d, want %d to %d", band.what, band.got, band.least, band.top)
		}
	}
}
