package extract_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"

	"daybook/analyze/receivables"
	"daybook/extract"
	"daybook/extract/extracttest"
	"daybook/extract/fact"
	"daybook/extract/preset"
	"daybook/internal/mariadbtest"
)

// transplant is one ERP's tables with the one business in them that was written
// into several: 122 customers, 310 invoices, and rows that must not count.
type transplant struct {
	preset, company string
	parameters      map[string]string
	ageBy           receivables.AgeBy
	// told are the findings, as fact and reason, that the ERP cannot do without.
	told []string
}

var transplants = []transplant{
	{preset: "erpnext", company: "Demo Trading"},
	{preset: "dolibarr", company: "1", told: []string{"documents not_counted"}},
	{preset: "frontaccounting"},
	{preset: "jsherp", company: "63", ageBy: receivables.ByPostingDate, told: []string{"documents due_from_terms", "control not_counted"}},
	{preset: "yudao", company: "1", ageBy: receivables.ByPostingDate, told: []string{"documents due_from_terms"}},
	{preset: "weberp"},
}

// database loads the ERP's tables and returns the source as an account sees it
// that may only read, and the database for whoever may do all.
func (tr transplant) database(t *testing.T) (dsn string, db *sqlx.DB) {
	t.Helper()
	whole, db := mariadbtest.Loaded(t, tr.preset, "transplant/"+tr.preset+".sql")
	return readOnly(t, db, whole), db
}

// readOnly makes an account that may only read the source's database.
func readOnly(t *testing.T, db *sqlx.DB, dsn string) string {
	t.Helper()
	_, database, _ := strings.Cut(dsn, ")/")
	for _, statement := range []string{
		"CREATE USER IF NOT EXISTS reader@localhost",
		"GRANT SELECT ON `" + database + "`.* TO reader@localhost",
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	return strings.Replace(dsn, "root@", "reader@", 1)
}

// report reads a source and analyses what it says at the end of a day.
func report(t *testing.T, source *extract.Source, company, asOf string, by receivables.AgeBy) (*receivables.Result, *fact.Snapshot) {
	t.Helper()
	snap, err := source.Snapshot(t.Context(), extract.Scope{Company: company, AsOf: date(asOf)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := receivables.Analyze(snap, receivables.Params{AsOf: date(asOf), AgeBy: by})
	if err != nil {
		t.Fatal(err)
	}
	return r, snap
}

// headline puts the figures of a report into the words of a table: open invoices,
// on them, credits, advances, net, and the ageing.
func headline(r *receivables.Result) string {
	f := r.Now
	return fmt.Sprint(f.Invoices, f.OnInvoices, f.Credits, f.Advances, f.Net, f.Aging)
}

// tied holds that every check passed, those from outside included that are named.
func tied(t *testing.T, r *receivables.Result, outside ...string) {
	t.Helper()
	for _, c := range r.Checks {
		if c.Supplied && !c.Passed || slices.Contains(outside, c.ID) && !c.Supplied {
			t.Errorf("%s: check %s: %s against %s", r.Params.AsOf, c.ID, c.Left, c.Right)
		}
	}
}

var lastDigits = regexp.MustCompile(`[0-9]+$`)

// byNumber returns the net receivable of every customer who has something open, by
// the number that all ERPs share.
func byNumber(r *receivables.Result, snap *fact.Snapshot) map[string]string {
	out := map[string]string{}
	for _, c := range r.Customers {
		if c.Net != 0 {
			out[strings.TrimLeft(lastDigits.FindString(snap.Customers[c.Ref].ID), "0")] = c.Net.String()
		}
	}
	return out
}

// One business, known to the cent, in each ERP's own tables.
func TestTransplants(t *testing.T) {
	byMonth := map[string]map[string]view{}
	for _, tr := range transplants {
		t.Run(tr.preset, func(t *testing.T) {
			dsn, db := tr.database(t)
			open := func(t *testing.T) *extract.Source {
				return openSource(t, dsn, extract.Options{Preset: tr.preset, Parameters: tr.parameters})
			}
			t.Run("truth", func(t *testing.T) { tr.isTrue(t, open(t)) })
			t.Run("month-ends", func(t *testing.T) { byMonth[tr.preset] = tr.monthEnds(t, open(t)) })
			t.Run("conforms", func(t *testing.T) {
				extracttest.Exercise(t, open, extract.Scope{Company: tr.company, AsOf: date("2025-05-31")})
			})
			t.Run("strict", func(t *testing.T) { tr.isStrict(t, db) })
		})
	}
	// What a business is owed does not depend on the ERP that keeps it.
	first := transplants[0].preset
	for _, tr := range transplants[1:] {
		if byMonth[first] == nil || byMonth[tr.preset] == nil {
			continue // not among the subtests that were asked for
		}
		if diff := cmp.Diff(byMonth[first], byMonth[tr.preset]); diff != "" {
			t.Errorf("by month-end (%s − %s):\n%s", first, tr.preset, diff)
		}
	}
}

// isTrue holds the figures of 2025-05-31 and of 2025-04 to what is known of the
// business.
func (tr transplant) isTrue(t *testing.T, source *extract.Source) {
	aging := map[receivables.AgeBy]string{
		receivables.ByDueDate:     "139984.67 63257.29 59089.26 0.00 0.00",
		receivables.ByPostingDate: "150929.93 64744.35 46656.94 0.00",
	}
	customers := map[string]string{
		"382": "52420.07", "353": "46656.94", "386": "35362.26", "450": "31755.34", "141": "23878.05", "412": "23627.44", "145": "18500.20",
		"242": "12432.32", "471": "10945.26", "112": "-2500.00", "452": "-2712.19", "205": "-3958.06", "103": "-1500.00", "114": "-800.50",
	}
	r, snap := report(t, source, tr.company, "2025-05-31", tr.ageBy)
	if got, want := headline(r), "9 262331.22 -13423.59 -4800.50 244107.13 ["+aging[tr.ageBy]+"]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if diff := cmp.Diff(customers, byNumber(r, snap)); diff != "" {
		t.Errorf("by customer (want − got):\n%s", diff)
	}
	for _, f := range r.Findings {
		isTold := slices.Contains(tr.told, f.Fact+" "+string(f.Reason))
		if !isTold && (f.Treatment != fact.Noted || f.Reason != fact.ReceiptBeforeItem) {
			t.Errorf("finding %+v", f)
		}
	}
	tied(t, r, "erp")
	april, _ := report(t, source, tr.company, "2025-04-30", tr.ageBy)
	if april.Sales.Month.String() != "287846.02" {
		t.Errorf("net sales of 2025-04: %s", april.Sales.Month)
	}
}

// view is what all ERPs must agree on at a month-end.
type view struct {
	Net            map[string]string // by customer
	Credits, Sales fact.Amount
}

// monthEnds views the business at every month-end; everything ties out, and the
// sales of a month are those of its lines.
func (tr transplant) monthEnds(t *testing.T, source *extract.Source) map[string]view {
	views := map[string]view{}
	for month := date("2023-01-31"); month <= date("2025-06-30"); month = month.AddDays(1).MonthEnd() {
		r, snap := report(t, source, tr.company, month.String(), tr.ageBy)
		tied(t, r, "erp")
		views[month.String()] = view{byNumber(r, snap), r.Now.Credits, r.Sales.Month}
		if lines := lineSales(snap, month); r.Sales.Month != lines {
			t.Errorf("%s: sales %s, of lines %s", month, r.Sales.Month, lines)
		}
	}
	return views
}

// lineSales sums what lines say was sold in the month of a day, and documents that
// have none: FrontAccounting's credit notes need none.
func lineSales(snap *fact.Snapshot, day fact.Date) (sum fact.Amount) {
	inMonth := func(d *fact.Document) bool { return d.Kind.Sale() && d.Posted.MonthStart() == day.MonthStart() }
	lined := map[fact.Ref]bool{}
	for l := range snap.Lines.All() {
		lined[l.Document] = true
		if d := snap.Documents.At(l.Document); inMonth(&d) {
			sum += d.Kind.Sign() * l.CompanyNet
		}
	}
	for i, d := range snap.Documents.All() {
		if inMonth(d) && !lined[i] {
			sum += d.Kind.Sign() * d.CompanyNet
		}
	}
	return sum
}

// isStrict holds that the queries run where the server is strict, too, and where
// nothing may be written; that they lock nothing; and that the preset owns up to
// what they do not answer.
func (tr transplant) isStrict(t *testing.T, db *sqlx.DB) {
	p, err := preset.Load(tr.preset, "")
	if err != nil {
		t.Fatal(err)
	}
	conn := strictSession(t, db)
	absent := slices.DeleteFunc(slices.Clone(p.Extras), func(e preset.Extra) bool {
		return reads(t, conn, p, tr.parameters, "SELECT 1 FROM {"+e.Name+"} LIMIT 0")
	})
	for _, name := range p.Queries() {
		query, args := tr.bound(t, p, name, absent)
		columns, err := drain(t.Context(), conn, query, args)
		switch {
		case p.MaySkip(name) && strings.Contains(fmt.Sprint(err), "doesn't exist"):
			continue
		case err != nil:
			t.Errorf("%s.sql: %v", name, err)
		}
		honest(t, p, name, columns)
	}
	if n := locks(t, db, conn); n != 0 {
		t.Errorf("%d row locks are held after all queries", n)
	}
}

// bound is a query as it is sent for 2025-05-31, without tables that are not there.
func (tr transplant) bound(t *testing.T, p *preset.Preset, name string, without []preset.Extra) (string, []any) {
	t.Helper()
	values, err := p.Values(tr.parameters)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range without {
		values = values.Without(e)
	}
	query, args, err := p.Bind(name, values.With("2025-05-31", "1000-01-01", tr.company, "USD"))
	if err != nil {
		t.Fatal(err)
	}
	return query, args
}

// reads says whether a query can be run.
func reads(t *testing.T, conn *sql.Conn, p *preset.Preset, parameters map[string]string, query string) bool {
	t.Helper()
	values, err := p.Values(parameters)
	if err != nil {
		t.Fatal(err)
	}
	text, args, err := values.Bind(query)
	if err != nil {
		t.Fatal(err)
	}
	_, err = drain(t.Context(), conn, text, args)
	return err == nil
}

func strictSession(t *testing.T, db *sqlx.DB) *sql.Conn {
	t.Helper()
	conn, err := db.DB.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	for _, statement := range []string{
		"SET SESSION sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
		"SET NAMES utf8mb4",
		"START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
	} {
		if _, err := conn.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	return conn
}

// drain reads a query to its end and returns its columns.
func drain(ctx context.Context, conn *sql.Conn, query string, args []any) ([]string, error) {
	rows, err := conn.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	for rows.Next() {
	}
	return columns, errors.Join(err, rows.Err())
}

// alternatives are columns of which an answer needs one only, or none.
var alternatives = []string{
	"rates.rate", "rates.inverse_rate", "documents.rate", "documents.inverse_rate", "receipts.rate", "receipts.inverse_rate",
	"documents.company_net", "documents.company_tax", "documents.company_gross", "lines.company_net", "lines.discount",
	"receipts.company_amount", "allocations.company_amount", "allocations.giver_amount", "allocations.taker_kind",
	"allocations.cancelled_on", "allocations.instalment", "documents.salesperson", "deliveries.delivered",
	"company.currency", "company.fiscal_year_start", "company.time_zone", "control.account", "control.posted", "documents.cancelled_on",
}

// honest holds that a preset names every column as missing that it does not answer,
// and no other.
func honest(t *testing.T, p *preset.Preset, name string, columns []string) {
	t.Helper()
	all := extract.Facts()
	of, _ := preset.Part(name)
	f := all[slices.IndexFunc(all, func(f extract.Fact) bool { return f.Name == of })]
	for _, c := range f.Columns {
		what := of + "." + c.Name
		answered, missing := slices.Contains(columns, c.Name), slices.Contains(p.Missing, what)
		if answered == missing && !slices.Contains(alternatives, what) {
			t.Errorf("%s: answered is %v, and named missing is %v", what, answered, missing)
		}
	}
}

// locks counts the rows that a connection holds: the server locks some of its own, for
// statistics of tables that were just filled.
func locks(t *testing.T, db *sqlx.DB, conn *sql.Conn) (n int) {
	t.Helper()
	var id int
	if err := conn.QueryRowContext(t.Context(), "SELECT CONNECTION_ID()").Scan(&id); err != nil {
		t.Fatal(err)
	}
	if err := db.Get(&n, "SELECT COALESCE(SUM(trx_rows_locked), 0) FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = ?", id); err != nil {
		t.Fatal(err)
	}
	return n
}
