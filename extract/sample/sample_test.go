package sample_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite"

	"daybook/extract/fact"
	"daybook/extract/reference"
	"daybook/extract/sample"
)

// lastDay is the default last day.
var lastDay = fact.NewDate(2026, 9, 24)

func TestSameSeedSameRows(t *testing.T) {
	o := sample.Options{Seed: 42, Odd: true}
	sum := func(o sample.Options) string {
		b := &books{hash: sha256.New()}
		if err := sample.Write(t.Context(), b, o); err != nil {
			t.Fatal(err)
		}
		return hex.EncodeToString(b.hash.Sum(nil))
	}
	first := sum(o)
	if sum(o) != first {
		t.Errorf("the same options gave different rows")
	}
	if sum(sample.Options{Seed: 43, Odd: true}) == first {
		t.Errorf("another seed gave the same rows")
	}
}

// trade is what a document says beside its id and number.
type trade struct{ Customer, Kind, Posted, Due, Gross, CompanyGross, CancelledOn string }

func TestScaleAddsOfficesAndChangesNothingElse(t *testing.T) {
	one, two := write(t, sample.Options{}), write(t, sample.Options{Scale: 2})
	if n, want := len(two.customers), 2*len(one.customers); n != want {
		t.Fatalf("%d customers at scale 2, want %d", n, want)
	}
	known := map[string]bool{}
	for i, c := range one.customers {
		known[c.ID] = true
		if diff := cmp.Diff(c, two.customers[i]); diff != "" {
			t.Errorf("customer changed with scale:\n%s", diff)
		}
	}
	trades := func(b *books) (out []trade) {
		for _, d := range b.documents {
			if known[d.Customer] {
				out = append(out, trade{d.Customer, d.Kind, d.Posted, d.Due, d.Gross, d.CompanyGross, d.CancelledOn})
			}
		}
		return out
	}
	if diff := cmp.Diff(trades(one), trades(two)); diff != "" {
		t.Errorf("documents of the first office changed with scale:\n%.2000s", diff)
	}
	if n := float64(len(two.documents)) / float64(len(one.documents)); n < 1.8 || n > 2.2 {
		t.Errorf("scale 2 gave %.2f times the documents", n)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for _, c := range []struct {
		o    sample.Options
		want string
	}{
		{sample.Options{Scale: -1}, "sample: scale -1 is not between 1 and 250"},
		{sample.Options{Scale: 251}, "sample: scale 251 is not between 1 and 250"},
		{sample.Options{Until: fact.NewDate(1999, 12, 31)}, "sample: last day 1999-12-31 is before 2000-01-01"},
	} {
		if err := sample.Write(t.Context(), sinkFunc(nil), c.o); err == nil || err.Error() != c.want {
			t.Errorf("%+v: %v, want %s", c.o, err, c.want)
		}
	}
}

type sinkFunc func(rows ...any) error

func (f sinkFunc) Write(rows ...any) error { return f(rows...) }

func TestStopsAtTheFirstError(t *testing.T) {
	full, writes := errors.New("disk full"), 0
	err := sample.Write(t.Context(), sinkFunc(func(...any) error { writes++; return full }), sample.Options{})
	if !errors.Is(err, full) || writes != 1 {
		t.Errorf("%d writes, error %v; want 1 and %v", writes, err, full)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = sample.Write(ctx, sinkFunc(func(...any) error { t.Error("written after the end"); return nil }), sample.Options{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestNamesAreDistinctAtTheLargestScale(t *testing.T) {
	names, codes, enough := map[string]int{}, map[string]int{}, errors.New("enough")
	customers := 0
	err := sample.Write(t.Context(), sinkFunc(func(rows ...any) error {
		for _, row := range rows {
			switch r := row.(type) {
			case reference.Customer:
				customers++
				names[r.Name]++
				codes[r.Code]++
			case reference.Rate:
				return enough
			}
		}
		return nil
	}), sample.Options{Scale: sample.MaxScale})
	if !errors.Is(err, enough) {
		t.Fatal(err)
	}
	if want := 110 * sample.MaxScale; customers != want || len(names) != want || len(codes) != want {
		t.Errorf("%d customers, %d names, %d codes; want %d of each", customers, len(names), len(codes), want)
	}
}

// The rows go through the reference tables' own writer unharmed.
func TestWritesReferenceTables(t *testing.T) {
	db, err := sqlx.Open("sqlite", filepath.Join(t.TempDir(), "sample.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	o := sample.Options{Odd: true}
	if err := sample.Fill(t.Context(), db, o); err != nil {
		t.Fatal(err)
	}
	b := write(t, o)
	for table, want := range map[string]int{
		"company": 1, "customers": len(b.customers), "salespeople": len(b.salespeople), "products": len(b.products),
		"documents": len(b.documents), "instalments": len(b.instalments), "document_salespeople": len(b.shares), "lines": len(b.lines),
		"receipts": len(b.receipts), "allocations": len(b.allocations), "orders": len(b.orders), "order_lines": len(b.orderLines),
		"deliveries": len(b.deliveries), "quotations": len(b.quotations), "rates": len(b.rates), "targets": len(b.targets), "promotions": len(b.promotions), "control": len(b.control),
	} {
		var n int
		if err := db.Get(&n, "SELECT COUNT(*) FROM `"+table+"`"); err != nil {
			t.Fatal(err)
		}
		if n != want || n == 0 {
			t.Errorf("%s: %d rows, want %d", table, n, want)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	for b.Loop() {
		rows := 0
		if err := sample.Write(b.Context(), sinkFunc(func(r ...any) error { rows += len(r); return nil }), sample.Options{Odd: true}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(rows), "rows/op")
	}
}
