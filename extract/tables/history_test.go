package tables_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"

	"daybook/analyze/receivables"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/tables"
	"daybook/internal/mariadbtest"
)

// history is a file of real receivables, and the independent question to it:
// plain SQL over the file's own columns, which our code has no part in.
type history struct {
	file, mapping   string
	from, until     fact.Date // month-ends
	posted, settled string    // SQL of the file's columns as YYYY-MM-DD; settled may be empty
	due             string
	customer, cents string
}

// americanDay is the SQL that turns M/D/YYYY into YYYY-MM-DD.
func americanDay(column string) string {
	rest := fmt.Sprintf("substr(%[1]s, instr(%[1]s, '/') + 1)", column)
	return fmt.Sprintf("CASE %[1]s WHEN '' THEN '' ELSE substr(%[1]s, -4) || '-' || substr('0' || substr(%[1]s, 1, instr(%[1]s, '/') - 1), -2) || '-' || substr('0' || substr(%[2]s, 1, instr(%[2]s, '/') - 1), -2) END", column, rest)
}

var histories = []history{
	{
		file: "receivables/ibm-receivables.csv", mapping: "testdata/ibm.yml",
		from: fact.NewDate(2011, 12, 31), until: fact.NewDate(2014, 1, 31),
		posted: americanDay("InvoiceDate"), due: americanDay("DueDate"), settled: americanDay("SettledDate"),
		customer: "customerID", cents: "CAST(ROUND(InvoiceAmount * 100) AS INTEGER)",
	},
	{
		file: "receivables/highradius-receivables-to-2019-10.csv", mapping: "testdata/highradius.yml",
		from: fact.NewDate(2018, 10, 31), until: fact.NewDate(2019, 12, 31),
		posted: "posted_on", due: "due_on", settled: "cleared_on",
		customer: "customer", cents: "CAST(ROUND(amount_usd * 100) AS INTEGER)",
	},
}

// At every month-end what is open per customer and per bucket, and what was paid
// in advance, is what SQL says of the file itself.
func TestAgeingOfRealReceivables(t *testing.T) {
	for _, h := range histories {
		t.Run(filepath.Base(h.file), func(t *testing.T) {
			t.Parallel()
			file := mariadbtest.Data(t, h.file)
			books := filepath.Join(t.TempDir(), "books.db")
			if _, err := tables.Import(t.Context(), tables.Request{Into: books, Paths: []string{file}, Map: h.mapping}); err != nil {
				t.Fatal(err)
			}
			source, err := extract.Open(t.Context(), "sqlite://"+books, extract.Options{Preset: "reference"})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { source.Close() })
			raw := loadRaw(t, file)
			open := 0
			for day := h.from; day <= h.until; day = day.AddDays(1).MonthEnd() {
				want := h.ask(t, raw, day)
				if diff := cmp.Diff(want, ageing(t, source, day)); diff != "" {
					t.Fatalf("%s (SQL − ours):\n%s", day, diff)
				}
				open += len(want)
			}
			if open < 1000 {
				t.Errorf("only %d cells were compared", open)
			}
		})
	}
}

// ageing is ours: cents by customer and bucket.
func ageing(t *testing.T, source *extract.Source, day fact.Date) map[string]int64 {
	t.Helper()
	snap, err := source.Snapshot(t.Context(), extract.Scope{AsOf: day}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(snap.Findings) > 0 {
		t.Fatalf("%s: %v", day, snap.Findings[0])
	}
	result, err := receivables.Analyze(snap, receivables.Params{AsOf: day, Months: 1})
	if err != nil {
		t.Fatal(err)
	}
	if result.Checks.Failed() {
		t.Errorf("%s: the tie-out failed: %v", day, result.Checks)
	}
	out := map[string]int64{}
	put := func(customer, bucket string, a fact.Amount) {
		if a != 0 {
			out[customer+" "+bucket] = int64(a) / (fact.AmountScale / 100)
		}
	}
	for _, c := range result.Customers {
		code := snap.Customers[c.Ref].Code
		for i, a := range c.Aging {
			put(code, result.Buckets[i].Code, a)
		}
		put(code, "advances", c.Advances)
	}
	return out
}

// ask is the independent query.
func (h history) ask(t *testing.T, raw *sqlx.DB, day fact.Date) map[string]int64 {
	t.Helper()
	rows, err := raw.Queryx(fmt.Sprintf(`
		WITH items AS (SELECT %s AS customer, %s AS posted, %s AS due, %s AS settled, %s AS cents FROM raw)
		SELECT customer, CASE WHEN due >= ?1 THEN 'not_due'
		                      WHEN julianday(?1) - julianday(due) <= 30 THEN '1-30'
		                      WHEN julianday(?1) - julianday(due) <= 60 THEN '31-60'
		                      WHEN julianday(?1) - julianday(due) <= 90 THEN '61-90'
		                      ELSE 'over_90' END AS bucket, SUM(cents)
		FROM items WHERE posted <= ?1 AND (settled = '' OR settled > ?1) GROUP BY 1, 2
		UNION ALL
		SELECT customer, 'advances', -SUM(cents) FROM items WHERE posted > ?1 AND settled <> '' AND settled <= ?1 GROUP BY 1`,
		h.customer, h.posted, h.due, h.settled, h.cents), day.String())
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	out := map[string]int64{}
	for rows.Next() {
		var customer, bucket string
		var cents int64
		if err := rows.Scan(&customer, &bucket, &cents); err != nil {
			t.Fatal(err)
		}
		out[customer+" "+bucket] = cents
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// loadRaw puts a CSV file as it stands into one table of text.
func loadRaw(t *testing.T, file string) *sqlx.DB {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	lines, err := csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	db := sqlx.MustOpen("sqlite", filepath.Join(t.TempDir(), "raw.db"))
	t.Cleanup(func() { db.Close() })
	db.MustExec("CREATE TABLE raw (" + strings.Join(lines[0], " TEXT, ") + " TEXT)")
	tx := db.MustBegin()
	insert, err := tx.Prepare("INSERT INTO raw VALUES (?" + strings.Repeat(", ?", len(lines[0])-1) + ")")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		values := make([]any, len(line))
		for i := range line {
			values[i] = line[i]
		}
		if _, err := insert.Exec(values...); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	return db
}
