// Package acceptance holds Daybook to its promises from outside: the program's
// own commands on a real MariaDB and on SQLite, against figures that are known
// otherwise.
package acceptance

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook/extract/sample"
	"daybook/internal/cli"
	"daybook/internal/mariadbtest"
	"daybook/jobs"

	"github.com/jmoiron/sqlx"
	"github.com/xuri/excelize/v2"
	_ "modernc.org/sqlite"
)

// daybook runs one command in the folder and returns its output and exit code.
func daybook(t testing.TB, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, words bytes.Buffer
	code = cli.Run(context.Background(), args, cli.Env{Stdout: &out, Stderr: &words, Now: time.Now, User: "test"})
	return out.String(), words.String(), code
}

// figures are those of a receivables report, read back from the JSON contract.
type report struct {
	jobs.Report
	Figures jobs.ReceivablesFigures `json:"figures"`
}

// dryRun makes the workbook of a day and returns the report and the file.
func dryRun(t testing.TB, config, asOf string) (report, string) {
	t.Helper()
	stdout, stderr, code := daybook(t, "run", "receivables-daily", "--config", config, "--as-of", asOf, "--dry-run", "--json", "--out", t.TempDir())
	if code != 0 {
		t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
	}
	var r report
	if err := json.Unmarshal([]byte(stdout), &r); err != nil {
		t.Fatalf("%v\n%s", err, stdout)
	}
	return r, r.Files[0].Path
}

// configFor writes a configuration with init, as an operator would.
func configFor(t testing.TB, preset, dsn string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "daybook.yml")
	if stdout, stderr, code := daybook(t, "init", "--preset", preset, "--dsn", dsn, "--out", path); code != 0 {
		t.Fatalf("init: exit %d\n%s%s", code, stdout, stderr)
	}
	return path
}

func classicmodels(t testing.TB) string {
	dsn, _ := mariadbtest.Loaded(t, "classicmodels", "erp/classicmodels.sql")
	return configFor(t, "classicmodels", dsn)
}

// The figures of classicmodels as of 2005-05-31 are known: in the JSON contract,
// on the Ageing sheet and in the tie-out they are the same, to the cent.
func TestClassicmodels(t *testing.T) {
	config := classicmodels(t)
	r, file := dryRun(t, config, "2005-05-31")
	f := r.Figures
	got := fmt.Sprint(f.OpenInvoices, f.OnOpenInvoices, f.OpenCredits, f.Advances, f.NetReceivable, f.Aging)
	want := fmt.Sprint(10, "265739.33", "0.00", "0.00", "265739.33", []jobs.Bucket{
		{Bucket: "not_due", Amount: "150929.93"}, {Bucket: "1-30", Amount: "68152.46"}, {Bucket: "31-60", Amount: "46656.94"},
		{Bucket: "61-90", Amount: "0.00"}, {Bucket: "over_90", Amount: "0.00"},
	})
	if got != want {
		t.Errorf("figures %s\nwant    %s", got, want)
	}
	for _, c := range r.TieOut {
		switch {
		case c.Check == "gl":
			if c.Passed != nil {
				t.Errorf("classicmodels has no general ledger, and check gl says %v", *c.Passed)
			}
		case c.Passed == nil || !*c.Passed:
			t.Errorf("check %s did not pass: %+v", c.Check, c)
		}
	}
	totals := rowAbove(t, file, "Ageing", "Code")
	for _, amount := range []string{"265739.33", "150929.93", "68152.46", "46656.94"} {
		if !strings.Contains(totals, amount) {
			t.Errorf("the Ageing sheet's totals are %s, without %s", totals, amount)
		}
	}
	if april, _ := dryRun(t, config, "2005-04-30"); april.Figures.NetSales != "261498.35" {
		t.Errorf("net sales of 2005-04: %s, want 261498.35", april.Figures.NetSales)
	}
}

// rowAbove returns the raw cells of the row above the one that begins with head.
func rowAbove(t testing.TB, file, sheet, head string) string {
	t.Helper()
	f, err := excelize.OpenFile(file, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if len(row) > 0 && row[0] == head && i > 0 {
			return strings.Join(rows[i-1], " ")
		}
	}
	t.Fatalf("sheet %s of %s has no row that begins with %s", sheet, file, head)
	return ""
}

// company is the made-up company in an empty database of either engine.
func company(t testing.TB, db *sqlx.DB, o sample.Options) {
	t.Helper()
	if err := sample.Fill(context.Background(), db, o); err != nil {
		t.Fatal(err)
	}
}

func sqliteCompany(t testing.TB, o sample.Options) (config string, db *sqlx.DB) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "company.db")
	db, err := sqlx.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	company(t, db, o)
	return configFor(t, "reference", "sqlite://"+path), db
}

func mariadbCompany(t testing.TB, server *mariadbtest.Server, o sample.Options) string {
	t.Helper()
	dsn := server.DSN(t, "company")
	company(t, server.Open(t, dsn), o)
	return configFor(t, "reference", dsn)
}

// The same facts, configuration and previous figures give the same bytes, from
// whichever database and however often.
func TestSameFactsSameBytes(t *testing.T) {
	odd := sample.Options{Odd: true}
	lite, _ := sqliteCompany(t, odd)
	first, _ := dryRun(t, lite, "2026-09-24")
	again, _ := dryRun(t, lite, "2026-09-24")
	if first.Files[0].SHA256 != again.Files[0].SHA256 {
		t.Errorf("the same day twice: %s and %s", first.Files[0].SHA256, again.Files[0].SHA256)
	}
	maria := mariadbCompany(t, mariadbtest.Start(t), odd)
	other, file := dryRun(t, maria, "2026-09-24")
	if first.Files[0].SHA256 != other.Files[0].SHA256 {
		t.Errorf("from SQLite %s, from MariaDB %s\n%s", first.Files[0].SHA256, other.Files[0].SHA256, difference(t, first.Files[0].Path, file))
	}
}

// difference names the cells in which two workbooks differ, for whoever has to
// find out why.
func difference(t testing.TB, one, other string) string {
	t.Helper()
	a, b := cells(t, one), cells(t, other)
	var out []string
	for place, value := range a {
		if b[place] != value && len(out) < 20 {
			out = append(out, fmt.Sprintf("%s: %q and %q", place, value, b[place]))
		}
	}
	return strings.Join(out, "\n")
}

func cells(t testing.TB, file string) map[string]string {
	t.Helper()
	f, err := excelize.OpenFile(file, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c, value := range row {
				out[fmt.Sprintf("%s %d,%d", sheet, r+1, c+1)] = value
			}
		}
	}
	return out
}

// A run as of last month gives the same workbook today and after later payments,
// matchings and credit notes.
func TestLastMonthStands(t *testing.T) {
	config, db := sqliteCompany(t, sample.Options{})
	before, _ := dryRun(t, config, "2026-08-31")
	for _, statement := range []string{
		`INSERT INTO receipts (id, number, customer, received, currency, amount, company_amount)
			SELECT 'late-' || d.id, 'late-' || d.id, d.customer, '2026-09-01', d.currency, d.gross, d.company_gross FROM documents d WHERE d.kind = 'invoice' AND d.posted BETWEEN '2026-08-01' AND '2026-08-31'`,
		`INSERT INTO allocations (giver_kind, giver, document, matched_on, amount, kind)
			SELECT 'receipt', 'late-' || d.id, d.id, '2026-09-02', d.gross, 'receipt' FROM documents d WHERE d.kind = 'invoice' AND d.posted BETWEEN '2026-08-01' AND '2026-08-31'`,
		`INSERT INTO documents (id, number, kind, customer, posted, currency, net, tax, gross, company_net, company_tax, company_gross)
			SELECT 'credit-' || d.id, 'credit-' || d.id, 'credit_note', d.customer, '2026-09-03', d.currency, d.net, d.tax, d.gross, d.company_net, d.company_tax, d.company_gross FROM documents d WHERE d.kind = 'invoice' AND d.posted BETWEEN '2026-07-01' AND '2026-07-31'`,
		`UPDATE allocations SET cancelled_on = '2026-09-04' WHERE cancelled_on IS NULL AND matched_on BETWEEN '2026-06-01' AND '2026-06-30'`,
		`UPDATE documents SET cancelled_on = '2026-09-05' WHERE cancelled_on IS NULL AND posted BETWEEN '2026-05-01' AND '2026-05-15'`,
	} {
		result, err := db.Exec(statement)
		if err != nil {
			t.Fatal(err)
		}
		if n, _ := result.RowsAffected(); n == 0 {
			t.Fatalf("changed nothing: %s", statement)
		}
	}
	after, file := dryRun(t, config, "2026-08-31")
	if before.Files[0].SHA256 != after.Files[0].SHA256 {
		t.Errorf("2026-08-31 changed afterwards:\n%s", difference(t, before.Files[0].Path, file))
	}
	// The later bookings are in no general ledger, so the day after them does not
	// tie out: they do count, and only where they should.
	if _, _, code := daybook(t, "run", "receivables-daily", "--config", config, "--as-of", "2026-09-05", "--dry-run", "--out", t.TempDir()); code != 2 {
		t.Errorf("2026-09-05 exits with %d, want 2: the later bookings change nothing, and this test proves nothing", code)
	}
}

// A database that stops answering in mid-read ends the run with exit 69 and a
// message that says which query, and leaves no half workbook behind.
func TestDatabaseStopsInMidRead(t *testing.T) {
	server := mariadbtest.StartOwn(t)
	config := mariadbCompany(t, server, sample.Options{})
	slowDocuments(t, config)
	watch := server.Open(t, server.DSN(t, "watch"))
	out := t.TempDir()
	type ending struct {
		stdout, stderr string
		code           int
	}
	done := make(chan ending)
	go func() {
		stdout, stderr, code := daybook(t, "run", "receivables-daily", "--config", config, "--as-of", "2026-09-24", "--dry-run", "--out", out)
		done <- ending{stdout, stderr, code}
	}()
	waitFor(t, watch, "%FROM documents%SLEEP(%")
	server.Kill(t)
	end := <-done
	if end.code != jobs.ExitUnreachable {
		t.Fatalf("exit %d, want %d\n%s%s", end.code, jobs.ExitUnreachable, end.stdout, end.stderr)
	}
	if !strings.Contains(end.stderr, "reading documents") {
		t.Errorf("the message does not name the query: %s", end.stderr)
	}
	if left, _ := os.ReadDir(out); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// slowDocuments overlays the preset's query of documents with one that takes
// seconds.
func slowDocuments(t testing.TB, config string) {
	t.Helper()
	query, err := os.ReadFile("../../extract/preset/reference/documents.sql")
	if err != nil {
		t.Fatal(err)
	}
	overlay := t.TempDir()
	slow := bytes.Replace(query, []byte("WHERE"), []byte("WHERE SLEEP(0.001) = 0 AND"), 1)
	if bytes.Equal(slow, query) {
		t.Fatalf("the query has no WHERE to slow down:\n%s", query)
	}
	if err := os.WriteFile(filepath.Join(overlay, "documents.sql"), slow, 0o644); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte("source:\n"), []byte("source:\n  overlay: "+overlay+"\n"), 1)
	if err := os.WriteFile(config, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// waitFor waits until the server runs a statement like the pattern, and then a
// moment longer, so that it is in the middle.
func waitFor(t testing.TB, db *sqlx.DB, like string) {
	t.Helper()
	for range 500 {
		var n int
		if err := db.Get(&n, "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE ? AND id <> CONNECTION_ID()", like); err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			time.Sleep(200 * time.Millisecond)
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("no statement like %s was run", like)
}
