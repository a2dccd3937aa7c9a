package extract_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/preset"
	"daybook/extract/reference"
	"daybook/internal/mariadbtest"
)

// Mistakes of whoever wrote the configuration, and what they are told.
func TestOpenRefuses(t *testing.T) {
	good := onSQLite(t)
	file := filepath.Join(t.TempDir(), "file")
	os.WriteFile(file, nil, 0o600)
	misnamed := t.TempDir()
	os.WriteFile(filepath.Join(misnamed, "document.sql"), []byte("SELECT 1"), 0o600)
	unbound := t.TempDir()
	os.WriteFile(filepath.Join(unbound, "documents.sql"), []byte("SELECT 1\nFROM t WHERE d < :asof"), 0o600)
	for name, test := range map[string]struct {
		dsn     string
		options extract.Options
		want    string
	}{
		"scheme": {"postgres://u:secret@h/d", asReference, `source.dsn: begins with neither mysql:// nor sqlite://`},
		"form":   {"mysql://u:secret@h", asReference, `source.dsn: is not of the form mysql://user:password@tcp(host:3306)/database?tls=true`},
		"database": {"mysql://u:secret@tcp(h)/", asReference,
			`source.dsn: names no database: mysql://user:password@tcp(host:3306)/database`},
		"no file": {"sqlite:///nowhere/x.db", asReference,
			`opening the source failed: stat /nowhere/x.db: no such file or directory`},
		"preset": {good, extract.Options{Preset: "sap"}, `source.preset: there is no preset "sap"; the presets are ` + strings.Join(preset.Names, ", ")},
		"parameter": {good, extract.Options{Preset: "reference", Parameters: map[string]string{"prefix": "x"}},
			`source.parameters.prefix: the preset reference has no parameters`},
		"other parameter": {good, extract.Options{Preset: "classicmodels", Parameters: map[string]string{"days": "x"}},
			`source.parameters.days: the preset classicmodels has no such parameter; it has terms_days`},
		"value": {good, extract.Options{Preset: "classicmodels", Parameters: map[string]string{"terms_days": "a month"}},
			`source.parameters.terms_days: "a month" does not match [0-9]{1,3}: days of credit after shipping, the same for every customer`},
		"overlay": {good, extract.Options{Preset: "reference", Overlay: file}, `source.overlay: ` + file + ` is not a folder that can be read`},
		"misnamed": {good, extract.Options{Preset: "reference", Overlay: misnamed},
			`document.sql answers no fact of the contract`},
		"unbound": {good, extract.Options{Preset: "reference", Overlay: unbound},
			`preset reference: documents.sql: line 2: the parameter :asof is not declared in preset.yml`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := extract.Open(t.Context(), test.dsn, test.options)
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestNobodyListens(t *testing.T) {
	_, err := extract.Open(t.Context(), "mysql://me:p@ss/w0rd@tcp(127.0.0.1:1)/d", asReference)
	var unreachable *extract.Unreachable
	if !errors.As(err, &unreachable) || unreachable.Doing != "connecting to the source" {
		t.Fatalf("got %v", err)
	}
	if strings.Contains(err.Error(), "w0rd") {
		t.Errorf("the password is in %q", err)
	}
}

// overlay writes files over the reference preset.
func overlay(t *testing.T, files map[string]string) extract.Options {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return extract.Options{Preset: "reference", Overlay: folder}
}

func TestContractIsNamed(t *testing.T) {
	dsn := onSQLite(t, reference.Company{ID: "c", Currency: "EUR"})
	for name, test := range map[string]struct{ sql, column, problem string }{
		"missing column": {"SELECT id, number, kind, customer, posted, currency, net, tax FROM documents", "gross", "is missing from the answer"},
		"twice":          {"SELECT d.*, d.id AS id FROM documents d", "id", "is answered twice"},
		"no column":      {"SELECT nonesuch FROM documents", "", "reads the column nonesuch of documents, which is not there"},
		"no table":       {"SELECT * FROM nonesuch", "", "reads the table nonesuch, which is not there"},
		"no sense":       {"SELECT FROM WHERE", "", "cannot be run"},
	} {
		t.Run(name, func(t *testing.T) {
			source := openSource(t, dsn, overlay(t, map[string]string{"documents.sql": test.sql}))
			_, err := source.Snapshot(t.Context(), lastOfMay, nil)
			var broken *extract.Contract
			if !errors.As(err, &broken) || broken.Fact != "documents" || broken.Column != test.column || broken.Problem != test.problem {
				t.Errorf("got %#v", err)
			}
		})
	}
}

func TestCompanyMustBeClear(t *testing.T) {
	two := onSQLite(t, reference.Company{ID: "a", Name: "Alpha", Currency: "EUR"}, reference.Company{ID: "b", Currency: "USD", TimeZone: "Mars/Olympus"}, reference.Company{ID: "z"})
	source := openSource(t, two, asReference)
	for company, want := range map[string]string{
		"":  `company.name: the source has several companies: name one by its id, of "a", "b", "z"`,
		"x": `company.name: the source has no company "x"; it has "a", "b", "z"`,
		"z": `company.currency: the source does not say in which currency the company keeps its books: name it`,
		"b": `company.time_zone: the source's "Mars/Olympus" is no time zone: name one such as Europe/Berlin`,
		"a": ``, "Alpha": ``,
	} {
		scope := lastOfMay
		scope.Company = company
		_, err := source.Snapshot(t.Context(), scope, nil)
		if got := ""; err != nil {
			got = err.Error()
			if got != want {
				t.Errorf("%q: got %s\nwant %s", company, got, want)
			}
		} else if want != "" {
			t.Errorf("%q: no error, want %s", company, want)
		}
	}
	scope := lastOfMay
	scope.Company, scope.Currency, scope.Zone = "b", "GBP", time.UTC
	snap, err := source.Snapshot(t.Context(), scope, nil)
	if err != nil || snap.Company.Currency != "GBP" || snap.Company.TimeZone != "UTC" {
		t.Errorf("overridden: %+v, %v", snap, err)
	}
}

// A DATE is a day. A DATETIME stands in the source's zone, a TIMESTAMP in none: the
// day of both is that of the company. 23:30 in New York is 05:30 in Berlin.
func TestDaysOfTimes(t *testing.T) {
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, "times")
	db := server.Open(t, dsn)
	fill(t, db, reference.Company{ID: "c", Currency: "EUR", TimeZone: "Europe/Berlin"})
	if _, err := db.Exec(`SET time_zone = '-05:00';
		CREATE TABLE times (d DATE, dt DATETIME(3), ts TIMESTAMP NULL);
		INSERT INTO times VALUES ('2025-01-15', '2025-01-15 23:30:00.500', '2025-01-15 17:30:00')`); err != nil {
		t.Fatal(err)
	}
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		column, zone string
		location     *time.Location
		want         string
	}{
		"DATE":                               {"d", "New York", newYork, "2025-01-15"},
		"DATETIME of New York":               {"dt", "New York", newYork, "2025-01-16"},
		"DATETIME of the company":            {"dt", "none", nil, "2025-01-15"},
		"TIMESTAMP of 22:30 UTC":             {"ts", "New York", newYork, "2025-01-15"}, // 23:30 in Berlin
		"TIMESTAMP an hour later":            {"ts + INTERVAL 1 HOUR", "none", nil, "2025-01-15"},
		"TIMESTAMP column an hour later UTC": {"TIMESTAMPADD(HOUR, 1, ts)", "UTC", time.UTC, "2025-01-16"},
	} {
		t.Run(name, func(t *testing.T) {
			options := overlay(t, map[string]string{"documents.sql": "SELECT 1 AS id, 1 AS number, 'invoice' AS kind, 1 AS customer, " +
				test.column + " AS posted, 'EUR' AS currency, 1 AS net, 0 AS tax, 1 AS gross FROM times"})
			options.TimeZone = test.location
			snap, err := openSource(t, dsn, options).Snapshot(t.Context(), lastOfMay, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := snap.Documents.At(0).Posted.String(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestCheckRemarks(t *testing.T) {
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, "checked")
	db := server.Open(t, dsn)
	fill(t, db, fixture()...)
	_, database, _ := strings.Cut(dsn, ")/")
	for _, statement := range []string{
		"ALTER TABLE receipts ENGINE = MyISAM",
		"DROP TABLE promotions",
		"CREATE OR REPLACE USER clerk IDENTIFIED BY 'x'",
		"GRANT SELECT ON " + database + ".* TO clerk",
		"CREATE OR REPLACE USER writer IDENTIFIED BY 'x'",
		"GRANT SELECT, INSERT ON " + database + ".* TO writer",
		"GRANT SELECT (id), UPDATE (name, code) ON " + database + ".customers TO writer",
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	options := overlay(t, map[string]string{
		"customers.sql":  "SELECT id, code, name, since AS credit_limit, 'x' AS colour FROM customers",
		"receipts.sql":   "SELECT id, number FROM receipts",
		"orders.sql":     "SELECT nonesuch FROM orders",
		"deliveries.sql": "SELECT 1 AS id, NULL AS order_id, NULL AS customer, IF(1, NULL, CURRENT_DATE) AS shipped, NULL AS delivered, SUM(not_invoiced) AS not_invoiced FROM deliveries",
		"targets.sql":    "SELECT 1 AS salesperson, CURRENT_TIMESTAMP AS month, COUNT(*) * 1.5 AS net_sales FROM targets",
	})
	for user, want := range map[string]string{
		"clerk":  "ok rights: the account clerk@% may only read; it needs: GRANT SELECT ON `" + database + "`.* TO 'clerk'@'%'",
		"writer": "warning rights: the account writer@% may write: INSERT, UPDATE",
	} {
		remarks, err := openSource(t, strings.Replace(dsn, "root@", user+":x@", 1), options).Check(t.Context(), lastOfMay)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range remarks {
			if r.Level != extract.OK || r.Subject == "rights" || r.Subject == "company" || r.Subject == "documents.sql" || r.Subject == "promotions.sql" {
				got = append(got, string(r.Level)+" "+r.Subject+": "+r.Text)
			}
		}
		all := []string{
			want,
			"ok company: Fixture GmbH, EUR, days end in Europe/Berlin",
			"ok promotions.sql: not supplied by this source: there is no table promotions",
			"error customers.sql: column credit_limit is DATE, and money is wanted",
			"warning customers.sql: column colour is not in the contract and is not read",
			"ok documents.sql: 23 columns",
			"error receipts.sql: receipts.sql: column customer is missing from the answer",
			"error receipts.sql: receipts.sql: column received is missing from the answer",
			"error receipts.sql: receipts.sql: column currency is missing from the answer",
			"error receipts.sql: receipts.sql: column amount is missing from the answer",
			"error columns: orders.sql reads the column nonesuch of orders, which is not there",
			"warning tables: a snapshot does not bind receipts (MyISAM)",
		}
		if diff := cmp.Diff(all, got); diff != "" {
			t.Errorf("as %s (want − got):\n%s", user, diff)
		}
	}
}

// A database that dies, or stops answering, in the middle of a table.
func TestStopsInMidRead(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]func(*mariadbtest.Server, testing.TB){
		"killed": (*mariadbtest.Server).Kill, "frozen": (*mariadbtest.Server).Freeze,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := mariadbtest.StartOwn(t)
			dsn := server.DSN(t, "dies")
			rows := []any{reference.Company{ID: "c", Currency: "EUR"}, plainInvoice("1", "1", "2025-05-01", "1")}
			for range 60_000 { // more than the buffers between here and there hold
				rows = append(rows, reference.Line{Document: "1", LineNo: "1", Quantity: "1", UnitPrice: "1", Net: "1", ReturnReason: strings.Repeat("x", 100)})
			}
			fill(t, server.Open(t, dsn), rows...)
			source := openSource(t, dsn+"?readTimeout=2s", asReference)
			stopped := false
			_, err := source.Snapshot(t.Context(), lastOfMay, func(p extract.Progress) {
				if p.Fact == "lines" && !stopped {
					stopped = true
					stop(server, t)
				}
			})
			var unreachable *extract.Unreachable
			if !errors.As(err, &unreachable) || unreachable.Doing != "reading lines" || err.Error() != "reading lines failed: the connection broke off (invalid connection)" {
				t.Errorf("got %v", err)
			}
		})
	}
}

// A query that takes longer than it may is ended by the server.
func TestStatementTimeout(t *testing.T) {
	t.Parallel()
	dsn := onMariaDB(t, reference.Company{ID: "c", Currency: "EUR"})
	options := overlay(t, map[string]string{"control.sql": "SELECT 'gl' AS basis, SLEEP(10) AS amount"})
	options.StatementTimeout = time.Second
	_, err := openSource(t, dsn, options).Snapshot(t.Context(), lastOfMay, nil)
	var unreachable *extract.Unreachable
	if !errors.As(err, &unreachable) || unreachable.Doing != "reading control" || !strings.Contains(unreachable.Hint, "source.statement_timeout") {
		t.Errorf("got %v", err)
	}
}

// What is committed while a snapshot is read is not in it, and what the reader
// may not do it cannot.
func TestSnapshotIsConsistentAndReadOnly(t *testing.T) {
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, "consistent")
	db := server.Open(t, dsn)
	fill(t, db, fixture()...)
	source := openSource(t, dsn, asReference)
	deleted := false
	snap, err := source.Snapshot(t.Context(), lastOfMay, func(p extract.Progress) {
		if p.Fact == "company" && !deleted {
			deleted = true
			db.MustExec("DELETE FROM documents")
		}
	})
	if err != nil || snap.Documents.Len() == 0 {
		t.Errorf("%v; documents deleted in the meantime are missing", err)
	}
	writes := openSource(t, dsn, overlay(t, map[string]string{"control.sql": "DELETE FROM receipts"}))
	if _, err := writes.Snapshot(t.Context(), lastOfMay, nil); err == nil {
		t.Error("a DELETE was run")
	}
	var n int
	if err := db.Get(&n, "SELECT COUNT(*) FROM receipts"); err != nil || n == 0 {
		t.Errorf("%d receipts are left, %v", n, err)
	}
	if _, err := source.Snapshot(context.Background(), extract.Scope{}, nil); err == nil {
		t.Error("a snapshot without an as-of date")
	}
}

func TestCompaniesAreListed(t *testing.T) {
	dsn := onSQLite(t, reference.Company{ID: "10", Name: "Ten", Currency: "EUR"}, reference.Company{ID: "9", Name: "Nine", Currency: "USD"})
	got, err := openSource(t, dsn, asReference).Companies(t.Context())
	want := []fact.Company{
		{ID: "9", Name: "Nine", Currency: "USD", FiscalYearStart: 1},
		{ID: "10", Name: "Ten", Currency: "EUR", FiscalYearStart: 1},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (want − got):\n%s", err, diff)
	}
}
