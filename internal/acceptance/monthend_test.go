package acceptance

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"testing"

	"daybook/analyze/receivables"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/sample"
	"daybook/internal/mariadbtest"

	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/jmoiron/sqlx"

	gocmp "github.com/google/go-cmp/cmp"
)

//go:embed testdata/ageing.sql
var ageingSQL string

// aged is what one customer owes in one bucket and currency. Open is in that
// currency, Company in the company's. The bucket is also credit or advance.
type aged struct{ Customer, Currency, Bucket, Open, Company string }

// monthEnds are the month-ends of a span, both ends included.
func monthEnds(first, last fact.Date) []fact.Date {
	var out []fact.Date
	for d := first.MonthEnd(); d <= last; d = d.AddDays(1).MonthEnd() {
		out = append(out, d)
	}
	return out
}

// For the made-up company, with its foreign currencies, instalments, returned
// cheques, cancellations and odd rows, the ageing by customer, currency and bucket is
// that of one SQL query at every month-end of its history.
func TestMonthEndsOfReference(t *testing.T) {
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, "monthends")
	db := server.Open(t, dsn)
	company(t, db, sample.Options{Odd: true})
	for _, table := range []string{"documents", "receipts", "customers"} {
		if _, err := db.Exec("CREATE INDEX by_id ON " + table + " (id)"); err != nil {
			t.Fatal(err)
		}
	}
	source := readMonthEnds(t, dsn, "reference")
	ends := monthEnds(fact.NewDate(2024, 6, 30), fact.NewDate(2026, 9, 30))
	if len(ends) != 28 {
		t.Fatalf("%d month-ends", len(ends))
	}
	for _, day := range ends {
		want := agedBySQL(t, db, day)
		got, companyOnly := agedByUs(t, source, day)
		if diff := gocmp.Diff(want, got); diff != "" || len(want) < 100 {
			t.Errorf("%s: SQL has %d lines, we %d (SQL − ours):\n%s", day, len(want), len(got), diff)
		}
		if diff := gocmp.Diff(inCompanyCurrency(t, want), companyOnly, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: customers in company currency (SQL − ours):\n%s", day, diff)
		}
	}
}

func readMonthEnds(t *testing.T, dsn, preset string) *extract.Source {
	t.Helper()
	source, err := extract.Open(t.Context(), dsn, extract.Options{Preset: preset})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { source.Close() })
	return source
}

func agedBySQL(t *testing.T, db *sqlx.DB, day fact.Date) []aged {
	t.Helper()
	conn, err := db.Connx(t.Context()) // temporary tables are a connection's own
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	steps := strings.Split("SET @as_of = CAST('"+day.String()+"' AS DATE);\n"+ageingSQL, ";\n")
	var out []aged
	for i, step := range steps {
		if i < len(steps)-1 {
			_, err = conn.ExecContext(t.Context(), step)
		} else {
			err = conn.SelectContext(t.Context(), &out, step)
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, step)
		}
	}
	for i := range out {
		out[i].Open, out[i].Company = amount(t, out[i].Open).String(), amount(t, out[i].Company).String()
	}
	sortAged(out)
	return out
}

func amount(t *testing.T, s string) fact.Amount {
	t.Helper()
	a, rounded, err := fact.ParseAmount(s)
	if err != nil || rounded {
		t.Fatalf("amount %q: rounded %t, %v", s, rounded, err)
	}
	return a
}

func sortAged(lines []aged) {
	slices.SortFunc(lines, func(a, b aged) int {
		return cmp.Or(strings.Compare(a.Customer, b.Customer), strings.Compare(a.Currency, b.Currency), strings.Compare(a.Bucket, b.Bucket))
	})
}

// agedKey is where an amount of a customer stands.
type agedKey struct{ customer, bucket string }

// agedByUs reads a day and returns the ageing twice: summed from the open items, and
// as the report states it of customers, in company currency.
func agedByUs(t *testing.T, source *extract.Source, day fact.Date) (lines []aged, customers map[agedKey]fact.Amount) {
	t.Helper()
	snap, err := source.Snapshot(t.Context(), extract.Scope{AsOf: day}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := receivables.Analyze(snap, receivables.Params{AsOf: day})
	if err != nil {
		t.Fatal(err)
	}
	return linesOf(snap, r), statedOf(snap, r)
}

func linesOf(snap *fact.Snapshot, r *receivables.Result) []aged {
	type sum struct{ open, company fact.Amount }
	sums := map[aged]sum{}
	for _, i := range r.Items {
		key := aged{Customer: snap.Customers[i.Customer].ID, Currency: string(i.Currency), Bucket: bucketOf(r, i)}
		s := sums[key]
		sums[key] = sum{s.open.Plus(i.Open), s.company.Plus(i.Company)}
	}
	var out []aged
	for line, s := range sums {
		line.Open, line.Company = s.open.String(), s.company.String()
		out = append(out, line)
	}
	sortAged(out)
	return out
}

func bucketOf(r *receivables.Result, i receivables.Item) string {
	switch i.Class {
	case receivables.Credit:
		return "credit"
	case receivables.Advance:
		return "advance"
	}
	return r.Buckets[i.Bucket].Code
}

func statedOf(snap *fact.Snapshot, r *receivables.Result) map[agedKey]fact.Amount {
	out := map[agedKey]fact.Amount{}
	put := func(customer, bucket string, a fact.Amount) {
		if a != 0 {
			out[agedKey{customer, bucket}] = a
		}
	}
	for _, c := range r.Customers {
		id := snap.Customers[c.Ref].ID
		for k, a := range c.Aging {
			put(id, r.Buckets[k].Code, a)
		}
		put(id, "credit", c.Credits)
		put(id, "advance", c.Advances)
	}
	return out
}

// inCompanyCurrency adds up the lines of a customer's bucket over currencies.
func inCompanyCurrency(t *testing.T, lines []aged) map[agedKey]fact.Amount {
	t.Helper()
	out := map[agedKey]fact.Amount{}
	for _, l := range lines {
		key := agedKey{l.Customer, l.Bucket}
		if out[key] = out[key].Plus(amount(t, l.Company)); out[key] == 0 {
			delete(out, key)
		}
	}
	return out
}
