package sample_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"daybook/extract/fact"
	"daybook/extract/reference"
	"daybook/extract/sample"
)

// Each odd row is there when asked for, and none of them otherwise.
func TestOddRows(t *testing.T) {
	for _, odd := range []bool{true, false} {
		b := write(t, sample.Options{Odd: odd})
		for what, n := range oddities(t, b) {
			if (n > 0) != odd {
				t.Errorf("Odd %v: %d of %s", odd, n, what)
			}
		}
	}
}

func oddities(t *testing.T, b *books) map[string]int {
	t.Helper()
	byID, terms := map[string]reference.Document{}, map[string]string{}
	given, taken, numbers := map[string]fact.Amount{}, map[string]fact.Amount{}, map[string]int{}
	for _, c := range b.customers {
		terms[c.ID] = c.TermsRule
	}
	for _, d := range b.documents {
		byID[d.ID] = d
		numbers[d.Number]++
	}
	bounced := map[string]bool{}
	for _, r := range b.receipts {
		bounced[r.ID] = r.BouncedOn != ""
	}
	for _, a := range b.allocations {
		if a.CancelledOn == "" && !(a.GiverKind == "receipt" && bounced[a.Giver]) {
			given[a.GiverKind+a.Giver] += amount(t, a.Amount)
			taken[a.Document] += amount(t, a.Amount)
		}
	}
	named := func(is func(string) bool) int {
		return count(b.customers, func(c reference.Customer) bool { return is(c.Name) })
	}
	doc := func(is func(reference.Document) bool) int { return count(b.documents, is) }
	receipt := func(is func(reference.Receipt) bool) int { return count(b.receipts, is) }
	undue := func(rule string) int {
		return doc(func(d reference.Document) bool {
			return d.Kind == "invoice" && d.Due == "" && terms[d.Customer] == rule
		})
	}
	return map[string]int{
		"a name that is a formula":      named(func(s string) bool { return s == `=HYPERLINK("x")` }),
		"a name with emoji":             named(func(s string) bool { return strings.ContainsRune(s, '🚚') }),
		"a name of 300 characters":      named(func(s string) bool { return utf8.RuneCountInString(s) == 300 }),
		"99,999,999,999.99 dong":        doc(func(d reference.Document) bool { return d.Gross == "99999999999.99" && d.Currency == "VND" }),
		"a rate of 18 decimals":         doc(func(d reference.Document) bool { return len(d.Rate) == len("0.")+18 }),
		"a due date before posting":     doc(func(d reference.Document) bool { return d.Kind == "invoice" && d.Due > "0001" && d.Due < d.Posted }),
		"no due date, with terms":       undue("days"),
		"no due date and no terms":      undue(""),
		"the due date 0000-00-00":       doc(func(d reference.Document) bool { return d.Due == "0000-00-00" }),
		"a document number there twice": doc(func(d reference.Document) bool { return numbers[d.Number] > 1 }),
		"an invoice without amounts":    doc(func(d reference.Document) bool { return d.Gross == "" && d.Net == "" && d.CompanyGross == "" }),
		"a line of negative quantity":   count(b.lines, func(l reference.Line) bool { return l.Quantity[0] == '-' }),
		"a receipt of nobody":           receipt(func(r reference.Receipt) bool { return r.Customer == "999999" }),
		"a text of 40,000 characters":   receipt(func(r reference.Receipt) bool { return len(r.Reference) == 40_000 }),
		"a receipt that gives more":     receipt(func(r reference.Receipt) bool { return given["receipt"+r.ID] > amount(t, r.Amount).Abs() }),
		"an invoice that takes more": doc(func(d reference.Document) bool {
			return d.Gross != "" && taken[d.ID] > amount(t, d.Gross).Abs() && d.CancelledOn == ""
		}),
		"money matched before its invoice":     matchedEarly(b, byID),
		"a cancelled invoice that was paid":    doc(func(d reference.Document) bool { return d.CancelledOn != "" && taken[d.ID] > 0 }),
		"a receipt larger than its invoice":    largerThanItsInvoice(t, b, byID),
		"a customer without terms of any rule": count(b.customers, func(c reference.Customer) bool { return c.TermsRule == "" }),
	}
}

func matchedEarly(b *books, byID map[string]reference.Document) int {
	received := map[string]string{}
	for _, r := range b.receipts {
		received[r.ID] = r.Received
	}
	return count(b.allocations, func(a reference.Allocation) bool {
		return a.GiverKind == "receipt" && a.MatchedOn < byID[a.Document].Posted && received[a.Giver] < byID[a.Document].Posted
	})
}

// largerThanItsInvoice finds imported receipts that pay one invoice in full and
// have something left.
func largerThanItsInvoice(t *testing.T, b *books, byID map[string]reference.Document) int {
	t.Helper()
	amounts := map[string]fact.Amount{}
	for _, r := range b.receipts {
		if strings.HasPrefix(r.Number, "IMP-") {
			amounts[r.ID] = amount(t, r.Amount)
		}
	}
	return count(b.allocations, func(a reference.Allocation) bool {
		full := a.Amount == byID[a.Document].Gross
		return full && a.GiverKind == "receipt" && amounts[a.Giver] > amount(t, a.Amount)
	})
}

// What is odd does not swamp the picture: the huge amount is all but settled.
func TestHugeAmountIsSettled(t *testing.T) {
	b := write(t, sample.Options{Odd: true})
	r := newReplay(t, b)
	r.net(lastDay, each)
	for _, d := range b.documents {
		if d.Gross != "99999999999.99" {
			continue
		}
		// 99,999,999,999.99 × 0.000281347203158964 = 28,134,720.32 by hand.
		if d.CompanyGross != "28134720.32" {
			t.Errorf("booked at %s, want 28134720.32", d.CompanyGross)
		}
		if left := r.documents[d.ID].company; left < 50_000*fact.AmountScale || left > 100_000*fact.AmountScale {
			t.Errorf("CNY %s left of it, want 50,000 to 100,000", left)
		}
	}
}
