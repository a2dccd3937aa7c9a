package acceptance

import (
	"archive/zip"
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"daybook/extract/sample"
	"daybook/jobs"

	"github.com/jmoiron/sqlx"
)

// ownSlices is a configuration in which every salesperson gets their own part of
// both reports.
const ownSlices = `company:
  time_zone: Asia/Shanghai
source:
  preset: reference
  dsn: sqlite://%s
state: state.db
slices:
  - name: own
    by: salesperson
    each: true
jobs:
  - name: sales-weekly
    report: sales
    recipients: [{slice: own}, {to: boss@example.com, slice: all}]
  - name: receivables-daily
    report: receivables
    recipients: [{slice: own}, {to: boss@example.com, slice: all}]
`

// A salesperson's file holds nothing of others: every part of every workbook of a
// company of some fifty salespeople is searched for what is not theirs, as plain
// SQL tells it from the tables.
func TestSlicesHoldNothingOfOthers(t *testing.T) {
	_, db := sqliteCompany(t, sample.Options{Scale: 4})
	var path string
	if err := db.Get(&path, "SELECT file FROM pragma_database_list WHERE name = 'main'"); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(t.TempDir(), "daybook.yml")
	if err := os.WriteFile(config, fmt.Appendf(nil, ownSlices, path), 0o600); err != nil {
		t.Fatal(err)
	}
	if n := len(rows(t, db, "SELECT code FROM salespeople")); n < 48 {
		t.Fatalf("only %d salespeople", n)
	}
	may := entitled(t, db)
	var customers []string
	for _, r := range rows(t, db, "SELECT name FROM customers UNION SELECT prospect || ' (prospect)' FROM quotations WHERE prospect IS NOT NULL") {
		customers = append(customers, r[0])
	}
	for job, asOf := range map[string]string{"sales-weekly": "2026-09-20", "receivables-daily": "2026-09-24"} {
		out := t.TempDir()
		stdout, stderr, code := daybook(t, "run", job, "--config", config, "--as-of", asOf, "--dry-run", "--json", "--out", out)
		if code != 0 {
			t.Fatalf("%s: exit %d\n%s", job, code, stderr)
		}
		var r jobs.Report
		if err := json.Unmarshal([]byte(stdout), &r); err != nil {
			t.Fatal(err)
		}
		if len(r.Files) < 40 {
			t.Fatalf("%s: %d files", job, len(r.Files))
		}
		totals := totalsOf(t, r)
		for _, f := range r.Files {
			if strings.HasSuffix(f.Path, "_all.xlsx") {
				continue
			}
			text := everyPart(t, f.Path)
			for what, amount := range totals {
				if strings.Contains(text, amount) {
					t.Errorf("%s holds the company's %s, %s", filepath.Base(f.Path), what, amount)
				}
			}
			who := strings.TrimSuffix(f.Path[strings.LastIndex(f.Path, "-")+1:], ".xlsx")
			searched(t, db, f.Path, who, may, customers)
		}
	}
}

var documentNumber = regexp.MustCompile(`\b[A-Z]{2,3}-\d{4}-\d{3,}\b`)

// totalsOf are figures of the whole company that no part may show.
func totalsOf(t *testing.T, r jobs.Report) map[string]string {
	t.Helper()
	out := map[string]string{}
	for key, value := range r.Figures.(map[string]any) {
		if amount, ok := value.(string); ok && len(amount) > 8 {
			out[key] = amount
		}
	}
	if len(out) < 4 {
		t.Fatalf("totals: %v", out)
	}
	return out
}

// theirs are the numbers and customer names that each salesperson may see, by id,
// told from the tables alone: documents that they share, else their own, else of
// their customers; orders and quotations alike; and all receipts, which carry nobody's name.
type theirs struct{ numbers, customers map[string]map[string]bool }

func entitled(t *testing.T, db *sqlx.DB) theirs {
	out := theirs{map[string]map[string]bool{}, map[string]map[string]bool{}}
	see := func(m map[string]map[string]bool, who, what string) {
		if m[who] == nil {
			m[who] = map[string]bool{}
		}
		m[who][what] = true
	}
	sellers := map[string][]string{}
	for _, r := range rows(t, db, "SELECT document, salesperson FROM document_salespeople") {
		sellers[r[0]] = append(sellers[r[0]], r[1])
	}
	names, of := map[string]string{}, map[string]string{}
	for _, r := range rows(t, db, "SELECT id, name, salesperson FROM customers") {
		names[r[0]], of[r[0]] = r[1], r[2]
		see(out.customers, r[2], r[1])
	}
	for _, r := range rows(t, db, `SELECT id, number, customer, salesperson, order_number FROM documents
		UNION ALL SELECT 'order', number, customer, salesperson, NULL FROM orders
		UNION ALL SELECT 'quotation', number, customer, salesperson, NULL FROM quotations`) {
		who := sellers[r[0]]
		if len(who) == 0 {
			who = []string{cmp.Or(r[3], of[r[2]])}
		}
		for _, w := range who {
			see(out.numbers, w, r[1])
			see(out.numbers, w, r[4])
			see(out.customers, w, names[r[2]])
		}
	}
	for _, r := range rows(t, db, "SELECT salesperson, prospect || ' (prospect)' FROM quotations WHERE prospect IS NOT NULL") {
		see(out.customers, r[0], r[1])
	}
	for _, r := range rows(t, db, "SELECT s.id, r.number FROM receipts r, (SELECT id FROM salespeople) s") {
		see(out.numbers, r[0], r[1])
	}
	return out
}

// searched looks through every part of a workbook for what is not who's.
func searched(t *testing.T, db *sqlx.DB, path, code string, may theirs, customers []string) {
	t.Helper()
	text := everyPart(t, path)
	self := rows(t, db, "SELECT id, name FROM salespeople WHERE code = ?", code)[0]
	// Some people of customers bear the name of a salesperson, as happens.
	for _, other := range rows(t, db, "SELECT name, mail FROM salespeople WHERE code <> ? AND name NOT IN (SELECT contact FROM customers WHERE contact IS NOT NULL)", code) {
		if other[0] != self[1] && strings.Contains(text, other[0]) || strings.Contains(text, other[1]) {
			t.Errorf("%s names the salesperson %s", filepath.Base(path), other[0])
		}
	}
	for _, n := range documentNumber.FindAllString(text, -1) {
		if !may.numbers[self[0]][n] {
			t.Errorf("%s holds %s of others", filepath.Base(path), n)
		}
	}
	for _, name := range customers {
		if !may.customers[self[0]][name] && strings.Contains(text, ">"+name+"<") {
			t.Errorf("%s names the customer %s of others", filepath.Base(path), name)
		}
	}
}

// rows reads columns of text; NULL is empty.
func rows(t *testing.T, db *sqlx.DB, query string, args ...any) [][]string {
	t.Helper()
	found, err := db.Query(query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	names, err := found.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for found.Next() {
		cells, to := make([]sql.NullString, len(names)), make([]any, len(names))
		for i := range cells {
			to[i] = &cells[i]
		}
		if err := found.Scan(to...); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(names))
		for i, c := range cells {
			row[i] = c.String
		}
		out = append(out, row)
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// everyPart is the text of all parts of a workbook, one after another.
func everyPart(t *testing.T, path string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return all.String()
}
