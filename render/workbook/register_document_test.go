package workbook

import (
	"errors"
	"iter"
	"strings"
	"testing"

	"daybook/analyze/register"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

// entries is a register's list in memory; after the last comes what went wrong.
type entries struct {
	rows []register.Entry
	err  error
}

func (l entries) Len() int { return len(l.rows) }

func (l entries) All() iter.Seq2[*register.Entry, error] {
	return func(yield func(*register.Entry, error) bool) {
		for i := range l.rows {
			if !yield(&l.rows[i], nil) {
				return
			}
		}
		if l.err != nil {
			yield(nil, l.err)
		}
	}
}

// registered is the register of September 2026, made by hand: net 1,000 − 200, tax
// 130 − 26, gross 1,130 − 226; the ledger has 700 of income, so that a check fails.
func registered() (*fact.Snapshot, *register.Result) {
	s := snapshot()
	s.Intake = []fact.Intake{{Fact: "documents", Read: 3, Used: 2, Excluded: 1}}
	rows := []register.Entry{
		{Number: "INV-7", Kind: fact.Invoice, Customer: 0, Posted: fact.NewDate(2026, 9, 1), Due: fact.NewDate(2026, 10, 1), Currency: "USD", Amount: units(157), Net: units(1000), Tax: units(130), Gross: units(1130)},
		{Number: "CN-1", Kind: fact.CreditNote, Cancels: true, Customer: fact.None, Posted: asOf, Currency: "CNY", Amount: units(-226), Net: units(-200), Tax: units(-26), Gross: units(-226)},
	}
	sum := func(n int, net, tax int64) register.Sum {
		return register.Sum{Entries: n, Net: units(net), Tax: units(tax), Gross: units(net + tax)}
	}
	kinds := []register.Sum{sum(1, 1000, 130), {}, sum(1, -200, -26)}
	return s, &register.Result{
		Params: register.Params{From: fact.NewDate(2026, 9, 1), AsOf: asOf}, Kinds: kinds, Total: sum(2, 800, 104), Source: s.Source,
		Months: []register.Month{{Start: fact.NewDate(2026, 9, 1), Kinds: kinds, Total: sum(2, 800, 104)}},
		Checks: fact.Checks{
			{ID: "listed", Left: units(904), Right: units(904), Passed: true, Supplied: true},
			{ID: "net_tax", Left: units(904), Right: units(904), Passed: true, Supplied: true},
			{ID: "income", Left: units(800), Right: units(700), Supplied: true},
		},
		Entries: entries{rows: rows},
	}
}

func registerDocument(t testing.TB, tag string) *render.Document {
	s, r := registered()
	return Register(s, r, language(t, tag), Options{})
}

// emptyRegister is one of a span in which nothing was posted, of a source that
// supplies no ledger.
func emptyRegister(t testing.TB, tag string) *render.Document {
	s := snapshot()
	s.Source.Missing = []string{"income", "customers.region", "documents.due"}
	return Register(s, &register.Result{
		Params: register.Params{AsOf: asOf}, Kinds: make([]register.Sum, len(register.Kinds)), Source: s.Source, Entries: entries{},
		Checks: fact.Checks{{ID: "listed", Supplied: true, Passed: true}, {ID: "net_tax", Supplied: true, Passed: true}, {ID: "income"}},
	}, language(t, tag), Options{})
}

func TestRegisterDocument(t *testing.T) {
	for _, tag := range locale.Tags() {
		for name, d := range map[string]*render.Document{"a month": registerDocument(t, tag), "nothing": emptyRegister(t, tag)} {
			t.Run(name+"/"+tag, func(t *testing.T) {
				audit(t, d)
				write(t, d)
			})
		}
	}
}

// A register whose entries cannot be read is no workbook with fewer rows.
func TestRegisterThatBreaks(t *testing.T) {
	s, r := registered()
	r.Entries = entries{rows: r.Entries.(entries).rows[:1], err: errors.New("the disk is gone")}
	for _, err := range Register(s, r, language(t, "en"), Options{}).Sheets[1].Lists[0].Rows {
		if err != nil {
			if !strings.Contains(err.Error(), "the disk is gone") {
				t.Errorf("got %v", err)
			}
			return
		}
	}
	t.Error("the rows ended without a word")
}
