package extract_test

import (
	"cmp"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"

	"daybook/extract"
	"daybook/extract/preset"
	"daybook/extract/sample"
	"daybook/internal/mariadbtest"
)

// planned is an ERP's own tables, with its own indexes.
type planned struct {
	preset, dump string
	// asOf is a day at the end of what is in the tables, by default that of the made-up
	// company, which takes the place of the dump's rows; filled keeps these.
	asOf   string
	filled bool
	// before makes room for rows that say less than the ERP would write.
	before string
	// allowed are the queries that do what a big table is to be spared, and why.
	allowed map[string]string
}

// big is from how many rows on a table is neither to be read again for each row of
// another nor to be sorted.
const big = 1000

// Why a big table may be sorted: the server groups most sums in this way.
const (
	once     = "adds up once, by document or order, what is then joined to these"
	accounts = "adds up the ledger by account: what is sorted are the accounts"
)

var plannedERPs = []planned{
	{preset: "reference"},
	{preset: "erpnext", dump: "erp/erpnext-15-schema.sql", allowed: map[string]string{"control.gl": accounts, "deliveries": once}},
	{preset: "dolibarr", dump: "transplant/dolibarr.sql", allowed: map[string]string{"allocations": once, "receipts": once}},
	{
		preset: "frontaccounting", dump: "transplant/frontaccounting.sql",
		before:  "ALTER TABLE `0_payment_terms` DROP INDEX terms; ALTER TABLE `0_debtors_master` DROP INDEX debtor_ref",
		allowed: map[string]string{"orders": once, "receipts": once, "rates": "takes one rate of each day from the documents, as the ERP keeps no other"},
	},
	{preset: "jsherp", dump: "transplant/jsherp.sql", allowed: map[string]string{
		"allocations": once, "control": once, "documents": once, "orders": once, "receipts": once,
	}},
	{preset: "yudao", dump: "transplant/yudao.sql", allowed: map[string]string{"orders": once}},
	{preset: "weberp", dump: "transplant/weberp.sql", allowed: map[string]string{
		"control": accounts, "documents": once, "orders": once, "quotations": once,
		"customers": "only for one whose currency has lost its rate, the rate of the last invoice",
	}},
	{preset: "classicmodels", dump: "erp/classicmodels.sql", asOf: "2005-05-31", filled: true},
}

// What the server does for each query stands in testdata/plans, for whoever answers for
// the server, and keeps to rules: nothing is locked, no big table is read again for each
// row of another, nor sorted whole, but where the reason is given.
func TestPlans(t *testing.T) {
	server := mariadbtest.Start(t)
	business := server.DSN(t, "plans_business")
	madeUp(t, server, business)
	exactStatistics(t, server.Open(t, business))
	for _, erp := range plannedERPs {
		t.Run(erp.preset, func(t *testing.T) {
			dsn := server.DSN(t, "plans_"+erp.preset)
			db := server.Open(t, dsn)
			switch {
			case erp.dump == "":
				madeUp(t, server, dsn)
			case erp.filled:
				server.Load(t, dsn, mariadbtest.Data(t, erp.dump))
			default:
				server.Load(t, dsn, mariadbtest.Data(t, erp.dump))
				erp.moveIn(t, db, business)
			}
			analyze(t, db)
			erp.hold(t, openSource(t, dsn, extract.Options{Preset: erp.preset}), db)
		})
	}
}

// madeUp writes the made-up company into the reference tables.
func madeUp(t *testing.T, server *mariadbtest.Server, dsn string) {
	t.Helper()
	if err := sample.Fill(t.Context(), server.Open(t, dsn), sample.Options{}); err != nil {
		t.Fatal(err)
	}
}

// exactStatistics makes the optimizer count all of a table instead of some pages that
// it takes by chance, so that it decides alike each time.
func exactStatistics(t *testing.T, db *sqlx.DB) {
	t.Helper()
	if _, err := db.Exec("SET GLOBAL innodb_stats_persistent_sample_pages = 100000"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := db.Exec("SET GLOBAL innodb_stats_persistent_sample_pages = DEFAULT"); err != nil {
			t.Error(err)
		}
	})
}

// moveIn empties an ERP's tables and writes the made-up company into them. Of tables that
// the dump lacks it makes what the preset reads.
func (e planned) moveIn(t *testing.T, db *sqlx.DB, business string) {
	t.Helper()
	statements := []string{"SET SESSION foreign_key_checks = 0, SESSION sql_mode = ''"}
	if e.before != "" {
		statements = append(statements, e.before)
	}
	for _, table := range tablesIn(t, db) {
		statements = append(statements, "TRUNCATE TABLE `"+table+"`")
	}
	_, reference, _ := strings.Cut(business, ")/")
	tables := strings.NewReplacer("{reference}", reference, "CREATE TABLE `", "CREATE TABLE IF NOT EXISTS `")
	for _, file := range []string{e.preset + "/tables.sql", "business.sql", e.preset + "/fill.sql"} {
		text, err := os.ReadFile(filepath.Join("extracttest", "fixture", file))
		if err != nil {
			t.Fatal(err)
		}
		statements = append(statements, strings.TrimRight(tables.Replace(string(text)), "; \n"))
	}
	if _, err := db.Exec(strings.Join(statements, ";\n")); err != nil {
		t.Fatal(err)
	}
}

func tablesIn(t *testing.T, db *sqlx.DB) (names []string) {
	t.Helper()
	if err := db.Select(&names, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"); err != nil {
		t.Fatal(err)
	}
	return names
}

func analyze(t *testing.T, db *sqlx.DB) {
	t.Helper()
	rows, err := db.Query("ANALYZE TABLE `" + strings.Join(tablesIn(t, db), "`, `") + "`")
	if err != nil {
		t.Fatal(err)
	}
	rows.Close()
}

// step is a line of a plan, as EXPLAIN gives it.
type step struct {
	ID       sql.NullInt64
	Select   string `db:"select_type"`
	Table    sql.NullString
	Type     sql.NullString
	Possible sql.NullString `db:"possible_keys"`
	Key      sql.NullString
	Length   sql.NullString `db:"key_len"`
	Ref      sql.NullString
	Rows     sql.NullString // "54", or "54 (50%)" where a filter is laid over an index
	Extra    sql.NullString `db:"Extra"`
}

// isOneRow says that a step reads one row at most, before all others.
func (s step) isOneRow() bool {
	return s.Type.String == "system" || s.Type.String == "const" || s.Rows.String == "1" && s.Type.String == "ALL"
}

// breaks says which rule a step of a plan breaks; later says that another table of the
// same SELECT is read before it.
func (s step) breaks(later bool) string {
	isScan := s.Type.String == "ALL" || s.Type.String == "index"
	var rows int
	fmt.Sscan(s.Rows.String, &rows) // none where no table is read
	isBig := rows >= big
	switch {
	case strings.HasPrefix(s.Select, "DEPENDENT") && isBig:
		return "asks for each row, without a key: " + s.Table.String
	case isScan && isBig && later && !strings.Contains(s.Extra.String, "join buffer"):
		return "reads again for each row: " + s.Table.String
	case isScan && isBig && strings.Contains(s.Extra.String, "Using filesort"):
		return "sorts: " + s.Table.String
	}
	return ""
}

// hold holds every query of a preset to the rules, and all to what is on record.
func (e planned) hold(t *testing.T, source *extract.Source, db *sqlx.DB) {
	p, err := preset.Load(e.preset, "")
	if err != nil {
		t.Fatal(err)
	}
	conn, company := strictSession(t, db), onlyCompany(t, source)
	var record strings.Builder
	for _, name := range p.Queries() {
		query, args := e.bound(t, db, p, name, company)
		// The limit of a statement's time is for these alone on MySQL.
		if !regexp.MustCompile(`(?i)^(--.*\n|\s)*(SELECT|WITH)\b`).MatchString(query) {
			t.Errorf("%s.sql is no SELECT", name)
		}
		if regexp.MustCompile(`(?i)\bFOR\s+(UPDATE|SHARE)\b|\bLOCK\s+IN\b`).MatchString(query) {
			t.Errorf("%s.sql locks what it reads", name)
		}
		plan, err := explained(t, conn, query, args)
		if err != nil && p.MaySkip(name) && strings.Contains(err.Error(), "doesn't exist") {
			continue
		} else if err != nil {
			t.Errorf("%s.sql: %v", name, err)
			continue
		}
		e.judge(t, name, plan)
		record.WriteString(name + ".sql: " + readRatio(t, conn, db, p, query, args) + "\n" + laidOut(plan))
	}
	if n := locks(t, db, conn); n != 0 {
		t.Errorf("%d row locks are held after all queries", n)
	}
	e.compare(t, db, record.String())
}

// bound is a query as it is sent, without the tables that are not there.
func (e planned) bound(t *testing.T, db *sqlx.DB, p *preset.Preset, name, company string) (string, []any) {
	t.Helper()
	values, err := p.Values(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range p.Extras {
		there := slices.ContainsFunc(tablesIn(t, db), func(table string) bool {
			of, found := p.Extra(values, table)
			return found && of.Name == x.Name
		})
		if !there {
			values = values.Without(x)
		}
	}
	query, args, err := p.Bind(name, values.With(cmp.Or(e.asOf, "2026-09-24"), "1000-01-01", company, "USD"))
	if err != nil {
		t.Fatal(err)
	}
	return query, args
}

func (e planned) judge(t *testing.T, name string, plan []step) {
	t.Helper()
	var broken []string
	for i, s := range plan {
		later := slices.ContainsFunc(plan[:i], func(before step) bool { return before.ID == s.ID && !before.isOneRow() })
		if what := s.breaks(later); what != "" && !slices.Contains(broken, what) {
			broken = append(broken, what)
		}
	}
	reason, isAllowed := e.allowed[name]
	if isAllowed != (len(broken) > 0) {
		t.Errorf("%s.sql %q; the reason given is %q", name, broken, reason)
	}
}

func explained(t *testing.T, conn *sql.Conn, query string, args []any) (plan []step, err error) {
	t.Helper()
	rows, err := conn.QueryContext(t.Context(), "EXPLAIN "+query, args...)
	if err != nil {
		return nil, err
	}
	err = sqlx.StructScan(rows, &plan)
	return plan, err
}

// readRatio runs a query and tells how many rows the server looked at, its own
// intermediate ones included, for each row of the tables that the query names.
func readRatio(t *testing.T, conn *sql.Conn, db *sqlx.DB, p *preset.Preset, query string, args []any) string {
	t.Helper()
	var all, looked int
	for _, name := range named(t, p, query) {
		var n int
		if err := db.Get(&n, "SELECT COUNT(*) FROM `"+name+"`"); err != nil {
			t.Fatal(err)
		}
		all += n
	}
	before := handlerReads(t, conn)
	if _, err := drain(t.Context(), conn, query, args); err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	looked = handlerReads(t, conn) - before
	return fmt.Sprintf("%.1f rows looked at for each row of its tables", float64(looked)/float64(max(1, all)))
}

// named are the tables that a query names, of those that the preset reads.
func named(t *testing.T, p *preset.Preset, query string) []string {
	t.Helper()
	_, tables := tablesOf(t, p)
	return slices.DeleteFunc(tables, func(table string) bool { return !names(query, table) })
}

func handlerReads(t *testing.T, conn *sql.Conn) (n int) {
	t.Helper()
	err := conn.QueryRowContext(t.Context(), `SELECT CAST(SUM(variable_value) AS SIGNED) FROM information_schema.session_status
		WHERE variable_name LIKE 'Handler_read%' AND variable_name NOT LIKE '%deleted' AND variable_name NOT LIKE '%retry'`).Scan(&n)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// laidOut is a plan as people read it. How many rows the server expects is left out, as it changes with
// every row that is written.
func laidOut(plan []step) string {
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 8, 2, ' ', 0)
	for _, s := range plan {
		fmt.Fprintf(w, "  %d\t%s\t%s\t%s\t%s\t%s\n", s.ID.Int64, strings.ToLower(s.Select), cmp.Or(s.Table.String, "-"), cmp.Or(s.Type.String, "-"), cmp.Or(s.Key.String, "-"), s.Extra.String)
	}
	w.Flush()
	return regexp.MustCompile(`(?m) +$`).ReplaceAllString(out.String(), "") + "\n"
}

// compare holds the plans to those on record, of the version that CI has: another may
// decide otherwise, and only has to keep the rules.
func (e planned) compare(t *testing.T, db *sqlx.DB, got string) {
	t.Helper()
	var version string
	if err := db.Get(&version, "SELECT VERSION()"); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(version, "10.11.") {
		return
	}
	path := filepath.Join("testdata", "plans", e.preset+".txt")
	if flag.Lookup("update").Value.String() == "true" { // document_test.go has the flag
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the server does otherwise than %s says (want − got); -update writes it anew:\n%s", path, diff)
	}
}

// Each rule is broken by one step and kept by one like it.
func TestRulesOfPlans(t *testing.T) {
	text := func(s string) sql.NullString { return sql.NullString{String: s, Valid: true} }
	made := func(kind, access, rows, extra string) step {
		return step{Select: kind, Table: text("t"), Type: text(access), Rows: text(rows), Extra: text(extra)}
	}
	for _, test := range []struct {
		step  step
		later bool
		want  string
	}{
		{made("PRIMARY", "ALL", "1000", "Using where"), false, ""},
		{made("PRIMARY", "ALL", "1000", "Using where"), true, "reads again for each row: t"},
		{made("PRIMARY", "index", "1000", "Using index"), true, "reads again for each row: t"},
		{made("PRIMARY", "ALL", "999", "Using where"), true, ""},
		{made("PRIMARY", "ref", "1000", "Using where"), true, ""},
		{made("PRIMARY", "ALL", "1000", "Using where; Using join buffer (flat, BNL join)"), true, ""},
		{made("DERIVED", "ALL", "5000", "Using temporary; Using filesort"), false, "sorts: t"},
		{made("DERIVED", "range", "5000", "Using temporary; Using filesort"), false, ""},
		{made("DEPENDENT SUBQUERY", "ref", "1", "Using where"), false, ""},
		{made("DEPENDENT SUBQUERY", "range", "2000 (50%)", "Using where"), false, "asks for each row, without a key: t"},
	} {
		if got := test.step.breaks(test.later); got != test.want {
			t.Errorf("%+v, later %v: %q, want %q", test.step, test.later, got, test.want)
		}
	}
}
