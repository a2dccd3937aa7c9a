package register

import (
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook/extract/fact"
)

// listed is a list in memory.
type listed []Entry

var _ List = listed(nil)

func (l listed) Len() int { return len(l) }

func (l listed) All() iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		for i := range l {
			if !yield(&l[i], nil) {
				return
			}
		}
	}
}

func units(n int64) fact.Amount { return fact.Amount(n * fact.AmountScale) }

func invoice(number string, kind fact.Kind, posted fact.Date, net, tax int64) fact.Document {
	return fact.Document{
		Number: number, Kind: kind, Posted: posted, Currency: "USD", Net: units(net), Tax: units(tax), Gross: units(net + tax),
		CompanyNet: units(net), CompanyTax: units(tax), CompanyGross: units(net + tax),
	}
}

// closed passes documents through a register of May and June 2025.
func closed(t *testing.T, s *fact.Snapshot, documents ...fact.Document) (*Result, listed) {
	t.Helper()
	b := NewBook(Params{From: fact.NewDate(2025, 5, 1), AsOf: fact.NewDate(2025, 6, 30)})
	var kept listed
	for i := range documents {
		b.Enter(&documents[i], func(e *Entry) { kept = append(kept, *e) })
	}
	slices.SortStableFunc(kept, func(x, y Entry) int { return Compare(&x, &y) })
	r, err := b.Close(s, kept)
	if err != nil {
		t.Fatal(err)
	}
	return r, kept
}

// However numbers are written, their order is one: the list is sorted in parts.
func TestNumbersHaveAnOrder(t *testing.T) {
	want := []string{"1", "9", "00", "10", "", "0A", "A", "A1", "A10", "A9"}
	for i, a := range want {
		for j, b := range want {
			if got := Compare(&Entry{Number: a}, &Entry{Number: b}); got != min(1, max(-1, i-j)) {
				t.Errorf("%q and %q: %d", a, b, got)
			}
		}
	}
}

// By hand: May has 100 + 20; June 300 − 50, and takes off 40 of April that was
// cancelled in June. 70 came and went in June; openings and July are no part of it.
func TestRegister(t *testing.T) {
	d := fact.NewDate
	april, june := invoice("4", fact.Invoice, d(2025, 4, 30), 40, 4), invoice("8", fact.Invoice, d(2025, 6, 2), 70, 7)
	april.CancelledOn, june.CancelledOn = d(2025, 6, 1), d(2025, 6, 3)
	r, kept := closed(t, &fact.Snapshot{Income: []fact.Income{{Amount: units(300)}, {Amount: units(30)}}},
		invoice("10", fact.Invoice, d(2025, 6, 30), 300, 30), april, june,
		invoice("9", fact.CreditNote, d(2025, 6, 30), 50, 5),
		invoice("5", fact.Invoice, d(2025, 5, 1), 100, 10), invoice("6", fact.DebitNote, d(2025, 5, 31), 20, 2),
		invoice("1", fact.Opening, d(2025, 5, 1), 900, 0), invoice("2", fact.Journal, d(2025, 5, 1), 900, 0),
		invoice("11", fact.Invoice, d(2025, 7, 1), 900, 0), invoice("3", fact.Invoice, d(2025, 4, 30), 900, 0),
	)
	var order []string
	for _, e := range kept {
		order = append(order, e.Posted.String()+" "+e.Number+" "+e.Net.String())
	}
	want := []string{
		"2025-05-01 5 100.00", "2025-05-31 6 20.00", "2025-06-01 4 -40.00", "2025-06-02 8 70.00", "2025-06-03 8 -70.00",
		"2025-06-30 9 -50.00", "2025-06-30 10 300.00",
	}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("entries (want − got):\n%s", diff)
	}
	sum := func(n int, net, tax int64) Sum { return Sum{n, units(net), units(tax), units(net + tax)} }
	months := []Month{
		{d(2025, 5, 1), []Sum{sum(1, 100, 10), sum(1, 20, 2), {}}, sum(2, 120, 12)},
		{d(2025, 6, 1), []Sum{sum(4, 260, 26), {}, sum(1, -50, -5)}, sum(5, 210, 21)},
	}
	if diff := cmp.Diff(months, r.Months); diff != "" {
		t.Errorf("months (want − got):\n%s", diff)
	}
	if diff := cmp.Diff([]Sum{sum(5, 360, 36), sum(1, 20, 2), sum(1, -50, -5)}, r.Kinds); diff != "" {
		t.Errorf("kinds (want − got):\n%s", diff)
	}
	if r.Total != sum(7, 330, 33) || r.Checks.Failed() {
		t.Errorf("total %v, checks %v", r.Total, r.Checks)
	}
}

// Each check fails for what it is there for, and only it.
func TestChecks(t *testing.T) {
	document := invoice("1", fact.Invoice, fact.NewDate(2025, 6, 1), 100, 10)
	skewed := document
	skewed.CompanyTax = units(11)
	for name, test := range map[string]struct {
		document fact.Document
		income   int64
		lose     bool
		failed   []string
	}{
		"all right":         {document, 100, false, nil},
		"an entry was lost": {document, 100, true, []string{"listed"}},
		"tax does not fit":  {skewed, 100, false, []string{"net_tax"}},
		"ledger says other": {document, 99, false, []string{"income"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := NewBook(Params{From: fact.NewDate(2025, 6, 1), AsOf: fact.NewDate(2025, 6, 30)})
			var kept listed
			b.Enter(&test.document, func(e *Entry) {
				if !test.lose {
					kept = append(kept, *e)
				}
			})
			r, err := b.Close(&fact.Snapshot{Income: []fact.Income{{Amount: units(test.income)}}}, kept)
			if err != nil {
				t.Fatal(err)
			}
			var failed, ids []string
			for _, c := range r.Checks {
				ids = append(ids, c.ID)
				if c.Failed() {
					failed = append(failed, c.ID)
				}
			}
			if !slices.Equal(failed, test.failed) || !slices.Equal(ids, CheckIDs) || r.Checks.Failed() != (failed != nil) {
				t.Errorf("failed %v of %v, want %v", failed, ids, test.failed)
			}
		})
	}
	b := NewBook(Params{AsOf: fact.NewDate(2025, 6, 30)})
	r, err := b.Close(&fact.Snapshot{Source: fact.Source{Missing: []string{"income"}}}, listed{})
	if err != nil || r.Checks[2].Supplied || r.Checks.Failed() {
		t.Errorf("a ledger that is not supplied: %v, %v", r.Checks, err)
	}
}

// An amount that cannot be added is an error, never another amount.
func TestRegisterOverflows(t *testing.T) {
	const most = fact.Amount(1<<63 - 1)
	huge := fact.Document{Number: "1", Posted: fact.NewDate(2025, 6, 1), Gross: most, CompanyNet: most, CompanyGross: most}
	b := NewBook(Params{AsOf: fact.NewDate(2025, 6, 30)})
	for range 2 {
		b.Enter(&huge, func(*Entry) {})
	}
	if _, err := b.Close(&fact.Snapshot{}, listed{}); err == nil {
		t.Error("the sum of two largest amounts is an amount")
	}
}

// Whatever the order in which documents come, a register of months adds up to that
// of all their days, and what was cancelled within them leaves nothing.
func TestRegistersAddUp(t *testing.T) {
	first := fact.NewDate(2025, 1, 1)
	rapid.Check(t, func(t *rapid.T) {
		documents := rapid.SliceOf(rapid.Custom(func(t *rapid.T) fact.Document {
			d := invoice(rapid.StringMatching(`[0-9]{1,2}|[A-Z]`).Draw(t, "number"), fact.Kind(rapid.IntRange(0, 4).Draw(t, "kind")),
				first.AddDays(rapid.IntRange(0, 89).Draw(t, "posted")), rapid.Int64Range(0, 1000).Draw(t, "net"), rapid.Int64Range(0, 99).Draw(t, "tax"))
			if rapid.Bool().Draw(t, "cancelled") {
				d.CancelledOn = d.Posted.AddDays(rapid.IntRange(0, 120).Draw(t, "later"))
			}
			return d
		})).Draw(t, "documents")
		total := func(from, until fact.Date, documents []fact.Document) Sum {
			b := NewBook(Params{From: from, AsOf: until})
			for i := range documents {
				b.Enter(&documents[i], func(*Entry) {})
			}
			return b.total
		}
		whole := total(first, first.AddDays(400), documents)
		cut := first.AddDays(rapid.IntRange(0, 399).Draw(t, "cut"))
		shuffled := rapid.Permutation(documents).Draw(t, "order")
		if parts := total(first, cut, shuffled).plus(total(cut.AddDays(1), first.AddDays(400), shuffled)); parts != whole {
			t.Errorf("parts %v, whole %v", parts, whole)
		}
		var left fact.Amount
		for i := range documents {
			if d := &documents[i]; d.Kind.Sale() && d.CancelledOn.IsZero() {
				left += d.Kind.Sign() * d.CompanyGross
			}
		}
		if whole.Gross != left {
			t.Errorf("gross %v, of what was not cancelled %v", whole.Gross, left)
		}
	})
}
