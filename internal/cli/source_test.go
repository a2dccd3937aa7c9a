package cli_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook/internal/cli"
	"daybook/internal/mariadbtest"
	"daybook/jobs"
)

// broken is a source that a run cannot read: what is done to Dolibarr's database or
// to the configuration, and what a script is told.
type broken struct {
	name           string
	preset, prefix string
	company        string
	user           string // and password; the reader's where empty
	host, database string // the server's own where empty
	spoil          []string
	exit           int
	code           string
	message, hint  string
}

var brokenSources = []broken{
	{
		name: "wrong preset", preset: "frontaccounting", exit: 78, code: "source_mismatch",
		message: "the database `DB` holds Dolibarr 22.0.4, and source.preset is frontaccounting", hint: "set source.preset: dolibarr",
	},
	{
		name: "wrong prefix", prefix: "dol_", exit: 78, code: "source_mismatch",
		message: `Dolibarr stands under prefix "llx_", and source.parameters.prefix is "dol_"`, hint: `set source.parameters.prefix: "llx_"`,
	},
	{
		name: "no right on one table", user: "narrow", exit: 78, code: "source_denied",
		// Of a table that is not there a server says to such an account that it may not read it.
		spoil: []string{
			"CREATE TABLE llx_multicurrency (rowid INT, code VARCHAR(3), entity INT)",
			"CREATE TABLE llx_multicurrency_rate (rowid INT, date_sync DATETIME, rate DOUBLE, fk_multicurrency INT)",
			"CREATE TABLE llx_expeditiondet (rowid INT, fk_expedition INT, qty DOUBLE, fk_elementdet INT)",
			"CREATE TABLE llx_accounting_system (rowid INT, pcg_version VARCHAR(32))",
			"CREATE TABLE llx_accounting_account (entity INT, fk_pcg_version VARCHAR(32), pcg_type VARCHAR(20), account_number VARCHAR(32))",
			"CREATE TABLE llx_accounting_bookkeeping (rowid INT, entity INT, doc_type VARCHAR(30), doc_date DATE, fk_doc INT, numero_compte VARCHAR(32), debit DOUBLE, credit DOUBLE)",
		},
		message: "customers.sql reads llx_c_payment_term, and the account narrow@localhost may not",
		hint:    "let the database's administrator run: GRANT SELECT ON `DB`.`llx_c_payment_term` TO 'narrow'@'localhost'",
	},
	{
		name: "renamed column", spoil: []string{"ALTER TABLE llx_facture RENAME COLUMN datef TO date_facture"}, exit: 78, code: "source_contract",
		message: "documents.sql reads the column datef of llx_facture, which is not there",
		hint:    "the ERP's version may differ from those the preset was tried with: mend the query in a source.overlay folder",
	},
	{
		name: "no such company", company: "7", exit: 78, code: "configuration",
		message: "daybook.yml:2:9: company.name: the source has no company \"7\"; it has \"1\", \"2\"",
	},
	{
		name: "wrong password", user: "reader:s3cr3t", exit: 69, code: "source_unreachable",
		message: "connecting to the source failed: Error 1045 (28000): Access denied for user 'reader'@'localhost' (using password: YES)",
		hint:    "check user and password in source.dsn, and from which host the user may come",
	},
	{
		name: "wrong database", user: "root", database: "nonesuch", exit: 69, code: "source_unreachable",
		message: "connecting to the source failed: Error 1049 (42000): Unknown database 'nonesuch'", hint: "check the name of the database in source.dsn",
	},
	{
		name: "wrong host", host: "tcp(erp.invalid:3306)", exit: 69, code: "source_unreachable",
		message: "", hint: "check the host in source.dsn: mysql://user:password@tcp(HOST:3306)/database",
	},
}

// A run that cannot read its source says why in one line, with an exit code of its own
// and the same for scripts; so does a check, which ends with 78 whatever it is.
func TestBrokenSources(t *testing.T) {
	for _, b := range brokenSources {
		t.Run(b.name, func(t *testing.T) {
			folder, named := b.make(t)
			code, out := inProcess(t, "run", "receivables-daily", "--dry-run", "--json", "--config", filepath.Join(folder, "daybook.yml"))
			var report struct {
				Outcome string
				Error   jobs.Failure
			}
			if err := json.Unmarshal(out.Bytes(), &report); err != nil {
				t.Fatalf("%v in %s", err, out)
			}
			message := named(report.Error.Message)
			if code != b.exit || report.Outcome != "failed" || report.Error.Code != b.code || !strings.HasPrefix(message, b.message) || named(report.Error.Hint) != b.hint {
				t.Errorf("run: exit %d, %s, %s\n got %s → %s\nwant %s → %s", code, report.Outcome, report.Error.Code, message, named(report.Error.Hint), b.message, b.hint)
			}
			code, out = inProcess(t, "check", "--json", "--config", filepath.Join(folder, "daybook.yml"))
			var findings []jobs.Finding
			if err := json.Unmarshal(out.Bytes(), &findings); err != nil {
				t.Fatalf("%v in %s", err, out)
			}
			var wrong []string
			for _, f := range findings {
				if f.Level == jobs.LevelError {
					wrong = append(wrong, f.Subject+": "+f.Text+" → "+f.Hint)
				}
			}
			if code != 78 || len(wrong) != 1 {
				t.Errorf("check: exit %d, %d errors where one is to be said:\n%s", code, len(wrong), strings.Join(wrong, "\n"))
			}
			if strings.Contains(out.String()+message, "s3cr3t") {
				t.Error("the password is told")
			}
		})
	}
}

// make builds the database and the folder of a configuration, and returns the latter
// and a function that takes their names out of a text.
func (b broken) make(t *testing.T) (string, func(string) string) {
	t.Helper()
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, "broken")
	server.Load(t, dsn, mariadbtest.Data(t, "transplant/dolibarr.sql"))
	db := server.Open(t, dsn)
	_, own, _ := strings.Cut(dsn, ")/")
	execute := func(statements ...string) {
		for _, s := range statements {
			if _, err := db.Exec(s); err != nil {
				t.Fatalf("%s: %v", s, err)
			}
		}
	}
	execute(b.spoil...)
	execute("CREATE OR REPLACE USER reader@localhost", "CREATE OR REPLACE USER narrow@localhost", "GRANT SELECT ON `"+own+"`.* TO reader@localhost")
	var tables []string
	if err := db.Select(&tables, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name <> 'llx_c_payment_term'"); err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		execute("GRANT SELECT ON `" + table + "` TO narrow@localhost")
	}
	socket := dsn[strings.Index(dsn, "@")+1 : strings.Index(dsn, ")")+1]
	folder := t.TempDir()
	text := fmt.Sprintf(`company:
  name: "%s"
source:
  preset: %s
  dsn: mysql://%s@%s/%s
`, cmp.Or(b.company, "1"), cmp.Or(b.preset, "dolibarr"), cmp.Or(b.user, "reader"), cmp.Or(b.host, socket), cmp.Or(b.database, own))
	if b.prefix != "" {
		text += "  parameters: {prefix: " + b.prefix + "}\n"
	}
	text += `jobs:
  - name: receivables-daily
    report: receivables
    recipients: [{to: finance@example.com, slice: all}]
`
	if err := os.WriteFile(filepath.Join(folder, "daybook.yml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder, strings.NewReplacer("`"+own+"`", "`DB`", folder+"/", "").Replace
}

// inProcess runs a command and returns its exit code and what it printed.
func inProcess(t *testing.T, args ...string) (int, *bytes.Buffer) {
	t.Helper()
	var out, words bytes.Buffer
	now := time.Date(2025, 6, 2, 7, 0, 0, 0, time.UTC)
	code := cli.Run(t.Context(), args, cli.Env{Stdout: &out, Stderr: &words, Now: func() time.Time { return now }, User: "ann"})
	return code, &out
}
