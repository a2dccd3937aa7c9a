package scenario

import (
	"cmp"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"daybook/extract/fact"
)

// posting is what an entry moves on the receivables account of one customer, of
// the reported company or of another.
type posting struct {
	company  string
	on       fact.Date
	customer string
	amount   fact.Amount
}

// ledger is the general ledger's side of the tie-out, and knows nothing of our
// analysis: a scenario of ours writes its journal out, any other says what was
// posted by its documents, its money, and what was settled without either.
func ledger(t *testing.T, s *scenario) []posting {
	if len(s.Journal) > 0 {
		return s.journal(t)
	}
	var out []posting
	for _, d := range s.Documents {
		if !d.Order.is {
			out = append(out, life(d.PostedOn.Date, d.Cancelled, d.Customer, d.home(t))...)
		}
	}
	for _, r := range s.Receipts {
		out = append(out, life(r.ReceivedOn.Date, r.Cancelled, r.Customer, -r.home(t))...)
	}
	for _, a := range s.Allocations {
		out = append(out, s.settled(t, &a)...)
	}
	return out
}

// life is a posting, and its reversal where it ended.
func life(on fact.Date, end ended, customer string, amount fact.Amount) []posting {
	if end.never {
		return nil
	}
	out := []posting{{on: on, customer: customer, amount: amount}}
	if !end.on.IsZero() {
		out = append(out, posting{on: end.on, customer: customer, amount: -amount})
	}
	return out
}

// home is what a document moves, in company currency.
func (d *document) home(t *testing.T) fact.Amount {
	home := times(t, d.Gross.Amount, d.FxRate)
	if d.CompanyGross != nil {
		home = d.CompanyGross.Amount
	}
	if d.Kind == "credit_note" {
		return -home
	}
	return home
}

func (r *receipt) home(t *testing.T) fact.Amount {
	if r.CompanyAmount != nil {
		return r.CompanyAmount.Amount
	}
	return times(t, r.Amount.Amount, r.FxRate)
}

// settled is what an allocation without a second end posts: a discount, a
// write-off, and every exchange difference. It lowers what stands on the account,
// be that a debit or a credit.
func (s *scenario) settled(t *testing.T, a *allocation) []posting {
	if a.From != "" && a.To != "" && a.Kind != "exchange" {
		return nil
	}
	of := s.account(t, cmp.Or(a.To, a.From))
	home := times(t, a.Amount.Amount, of.rate)
	if a.CompanyAmount != nil {
		home = a.CompanyAmount.Amount
	}
	if of.home > 0 {
		home = -home
	}
	return life(max(a.AllocatedOn.Date, of.on), cmp.Or(a.Cancelled, of.end), of.customer, home)
}

// account is a document or receipt as it stands in the ledger.
type account struct {
	customer, rate string
	on             fact.Date
	end            ended
	home           fact.Amount // debit positive
}

func (s *scenario) account(t *testing.T, id string) account {
	if d := s.document(id); d != nil {
		return account{d.Customer, d.FxRate, d.PostedOn.Date, d.Cancelled, d.home(t)}
	}
	r := s.receipt(id)
	if r == nil {
		t.Fatalf("an allocation names %q, which is neither a document nor a receipt", id)
	}
	return account{r.Customer, r.FxRate, r.ReceivedOn.Date, r.Cancelled, -r.home(t)}
}

// times is amount × rate, rounded half away from zero to the cent.
func times(t *testing.T, a fact.Amount, rate string) fact.Amount {
	if rate == "" {
		return a
	}
	r, ok := new(big.Rat).SetString(rate)
	if !ok {
		t.Fatalf("%q is no rate", rate)
	}
	r.Mul(r, big.NewRat(int64(a), 1))
	rounded, _, err := fact.ParseAmount(r.Quo(r, big.NewRat(fact.AmountScale, 1)).FloatString(2))
	if err != nil {
		t.Fatal(err)
	}
	return rounded
}

// entry is a line of a journal: "2025-03-01 Dr Receivables:A 119.00, Cr Sales
// 100.00, Cr Output tax 19.00 | what it is".
var entry = regexp.MustCompile(`^(\d{4}-\d\d-\d\d) ((?:[DC]r [^,|]+, )*[DC]r [^,|]+) \| .+$`)

var side = regexp.MustCompile(`^([DC]r) (.+) (\d+(?:\.\d+)?)$`)

// journal reads the entries that are written out beside a scenario: each must
// balance, and those on Receivables:CUSTOMER are the ledger; 2/Receivables:CUSTOMER
// is the account in company 2.
func (s *scenario) journal(t *testing.T) []posting {
	t.Helper()
	var out []posting
	for _, line := range s.Journal {
		parts := entry.FindStringSubmatch(line)
		if parts == nil {
			t.Fatalf("%q is no journal entry", line)
		}
		on, err := fact.ParseDate(parts[1])
		if err != nil {
			t.Fatal(err)
		}
		var sum fact.Amount
		for _, part := range strings.Split(parts[2], ", ") {
			account, moved := postingOf(t, part)
			sum += moved
			if company, customer, ok := strings.Cut(account, "Receivables:"); ok {
				out = append(out, posting{strings.TrimSuffix(company, "/"), on, customer, moved})
			}
		}
		if sum != 0 {
			t.Fatalf("%q does not balance: %s", line, sum)
		}
	}
	return out
}

func postingOf(t *testing.T, text string) (account string, moved fact.Amount) {
	t.Helper()
	parts := side.FindStringSubmatch(text)
	if parts == nil {
		t.Fatalf("%q is no posting", text)
	}
	moved, _, err := fact.ParseAmount(parts[3])
	if err != nil {
		t.Fatal(err)
	}
	if parts[1] == "Cr" {
		moved = -moved
	}
	return parts[2], moved
}

// balance is a customer's balance in the ledger at the end of a day; of all where
// no customer is named.
func balance(postings []posting, customer string, on fact.Date) fact.Amount {
	var sum fact.Amount
	for _, p := range postings {
		if p.company == "" && p.on <= on && (customer == "" || p.customer == customer) {
			sum += p.amount
		}
	}
	return sum
}
