package extract_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"

	"daybook/extract"
	"daybook/internal/mariadbtest"
)

// mishap is something that an operator, an administrator or a new version of the ERP
// does to a source, and what is said of it: by a check every remark that is not ok,
// with what to do, and by a run its error. DB and WHO stand for the database and the
// account.
type mishap struct {
	name, erp string // whose tables are there; none where empty
	preset    string // as the configuration has it; the ERP's own where empty
	company   string
	prefix    string
	// spoil is run by whoever may do all, and grants instead of the right to read
	// the whole database.
	spoil, grants []string
	check         []string
	run           string
}

var mishaps = []mishap{
	{
		name: "wrong preset", erp: "dolibarr", preset: "erpnext", company: "Demo Trading",
		check: []string{"error database: the database `DB` holds Dolibarr 22.0.4, and source.preset is erpnext → set source.preset: dolibarr"},
		run:   "the database `DB` holds Dolibarr 22.0.4, and source.preset is erpnext → set source.preset: dolibarr",
	},
	{
		name: "wrong preset, and rights on single tables only", erp: "weberp", preset: "yudao", company: "1",
		grants: []string{"debtortrans", "debtorsmaster", "custallocns", "custbranch", "stockmoves"},
		check:  []string{"error database: the database `DB` holds webERP, and source.preset is yudao → set source.preset: weberp"},
		run:    "the database `DB` holds webERP, and source.preset is yudao → set source.preset: weberp",
	},
	{
		name: "wrong prefix", erp: "frontaccounting", prefix: "1_",
		check: []string{`error database: FrontAccounting stands under prefix "0_", and source.parameters.prefix is "1_" → set source.parameters.prefix: "0_"`},
		run:   `FrontAccounting stands under prefix "0_", and source.parameters.prefix is "1_" → set source.parameters.prefix: "0_"`,
	},
	{
		name: "empty database", preset: "jsherp", company: "63",
		check: []string{"error database: the database `DB` has no table that the account may see → name the ERP's database in source.dsn; if it is that one: GRANT SELECT ON `DB`.* TO 'WHO'@'localhost'"},
		run:   "the database `DB` has no table that the account may see → name the ERP's database in source.dsn; if it is that one: GRANT SELECT ON `DB`.* TO 'WHO'@'localhost'",
	},
	{
		name: "another database", preset: "dolibarr", company: "1",
		spoil: []string{"CREATE TABLE wp_posts (id INT)", "CREATE TABLE wp_users (id INT)"},
		check: []string{"error database: the database `DB` holds nothing of Dolibarr: its tables are wp_posts, wp_users → name the ERP's database in source.dsn"},
		run:   "the database `DB` holds nothing of Dolibarr: its tables are wp_posts, wp_users → name the ERP's database in source.dsn",
	},
	{
		name: "no right on one table", erp: "erpnext", company: "Demo Trading", grants: []string{"-tabPayment Ledger Entry"},
		check: []string{"error rights: allocations.sql, allocations.deductions.sql, allocations.journals.sql, control.sql read tabPayment Ledger Entry, and the account WHO@localhost may not → let the database's administrator run: GRANT SELECT ON `DB`.`tabPayment Ledger Entry` TO 'WHO'@'localhost'"},
		run:   "allocations.sql reads tabPayment Ledger Entry, and the account WHO@localhost may not → let the database's administrator run: GRANT SELECT ON `DB`.`tabPayment Ledger Entry` TO 'WHO'@'localhost'",
	},
	{
		name: "no right on the table by which it is recognised", erp: "jsherp", company: "63", grants: []string{"-jsh_supplier"},
		check: []string{"error rights: company.sql, customers.sql, documents.sql, receipts.sql, allocations.sql, control.sql read jsh_supplier, and the account WHO@localhost may not → let the database's administrator run: GRANT SELECT ON `DB`.`jsh_supplier` TO 'WHO'@'localhost'"},
		run:   "company.sql reads jsh_supplier, and the account WHO@localhost may not → let the database's administrator run: GRANT SELECT ON `DB`.`jsh_supplier` TO 'WHO'@'localhost'",
	},
	{
		name: "rights on single tables, of which one is not there", erp: "frontaccounting",
		spoil: []string{"CREATE TABLE 0_sys_prefs (name VARCHAR(35), value TEXT)"}, grants: []string{"-none"},
		check: []string{"error rights: control.gl.sql, income.sql read 0_gl_trans, and the account WHO@localhost may not → let the database's administrator run: GRANT SELECT ON `DB`.`0_gl_trans` TO 'WHO'@'localhost'; where there is no such table, or it is not to be read, put an empty control.gl.sql into a source.overlay folder",
			"warning tables: the account sees no 0_chart_class, 0_chart_master, 0_chart_types → if they are there: GRANT SELECT ON `DB`.* TO 'WHO'@'localhost'"},
		run: "control.gl.sql reads 0_gl_trans, and the account WHO@localhost may not → let the database's administrator run: GRANT SELECT ON `DB`.`0_gl_trans` TO 'WHO'@'localhost'; where there is no such table, or it is not to be read, put an empty control.gl.sql into a source.overlay folder",
	},
	{
		name: "no right on one column", erp: "yudao", company: "1", grants: []string{"-system_users", "system_users(id)"},
		check: []string{"error rights: salespeople.sql, documents.sql, receipts.sql read the column username of system_users, and the account WHO@localhost may not → let the database's administrator run: GRANT SELECT ON `DB`.`system_users` TO 'WHO'@'localhost'; where it is to be less, the preset's README says which columns are enough"},
		run:   "salespeople.sql reads the column username of system_users, and the account WHO@localhost may not → let the database's administrator run: GRANT SELECT ON `DB`.`system_users` TO 'WHO'@'localhost'; where it is to be less, the preset's README says which columns are enough",
	},
	{
		name: "renamed column", erp: "dolibarr", company: "1",
		spoil: []string{"ALTER TABLE llx_paiement_facture RENAME COLUMN amount TO amount_paid"},
		check: []string{"error columns: receipts.sql, allocations.sql, control.sql read the column amount of llx_paiement_facture, which is not there → llx_paiement_facture has amount_paid, multicurrency_amount: mend the query in a source.overlay folder"},
		run:   "receipts.sql reads the column amount of llx_paiement_facture, which is not there → llx_paiement_facture has amount_paid, multicurrency_amount: mend the query in a source.overlay folder",
	},
	{
		name: "renamed column, with nothing like it", erp: "weberp",
		spoil: []string{"ALTER TABLE debtortrans RENAME COLUMN trandate TO booked"},
		check: []string{"error columns: rates.sql, documents.sql, receipts.sql, allocations.sql, orders.sql, control.sql read the column trandate of debtortrans, which is not there → the ERP's version may differ from those the preset was tried with: mend the query in a source.overlay folder"},
		run:   "rates.sql reads the column trandate of debtortrans, which is not there → the ERP's version may differ from those the preset was tried with: mend the query in a source.overlay folder",
	},
	{
		name: "a column of a newer version", erp: "frontaccounting",
		spoil: []string{"ALTER TABLE 0_cust_allocations RENAME COLUMN person_id TO whose"},
		check: []string{
			"warning version: this is FrontAccounting before 2.4, and the preset was tried with 2.4 → look closely at the first workbook: its Tie-out, and its Data sheet",
			"error columns: documents.sql, allocations.sql, control.sql read the column person_id of 0_cust_allocations, which is not there → FrontAccounting has it since version 2.4 only: mend the query in a source.overlay folder, or read a newer version",
		},
		run: "documents.sql reads the column person_id of 0_cust_allocations, which is not there → FrontAccounting has it since version 2.4 only: mend the query in a source.overlay folder, or read a newer version",
	},
	{
		name: "tables of an older version", erp: "jsherp", company: "63",
		spoil: []string{"RENAME TABLE jsh_account_item TO jsh_accountitem"},
		check: []string{
			"warning version: this is jshERP 华夏ERP before 2021, and the preset was tried with 2024 (3.3), 2026 (3.6) → look closely at the first workbook: its Tie-out, and its Data sheet",
			"error tables: allocations.sql, control.sql read the table jsh_account_item, which is not there → jshERP 华夏ERP before 2021 calls it jsh_accountitem: mend the query in a source.overlay folder",
		},
		run: "allocations.sql reads the table jsh_account_item, which is not there → jshERP 华夏ERP before 2021 calls it jsh_accountitem: mend the query in a source.overlay folder",
	},
	{
		name: "a version that was not tried", erp: "dolibarr", company: "1",
		spoil: []string{"UPDATE llx_const SET value = '25.0.1' WHERE name = 'MAIN_VERSION_LAST_UPGRADE'"},
		check: []string{"warning version: this is Dolibarr 25.0.1, and the preset was tried with 9, 22 → look closely at the first workbook: its Tie-out, and its Data sheet"},
	},
	{
		name: "a module that is not installed", erp: "erpnext", company: "Demo Trading",
		spoil: []string{"DROP TABLE `tabCurrency Exchange`"},
	},
	{
		name: "views in the place of tables", erp: "weberp",
		spoil: []string{"RENAME TABLE debtortrans TO kept", "CREATE VIEW debtortrans AS SELECT * FROM kept"},
	},
	{
		name: "a view over what is gone", erp: "weberp",
		spoil: []string{"RENAME TABLE custallocns TO kept", "CREATE VIEW custallocns AS SELECT * FROM kept", "DROP TABLE kept"},
		check: []string{"error tables: documents.sql, allocations.sql read the view custallocns, under which a table or column is gone, or which its definer may no longer read → mend the view; SHOW CREATE VIEW `custallocns` names its tables and its definer"},
		run:   "documents.sql reads the view custallocns, under which a table or column is gone, or which its definer may no longer read → mend the view; SHOW CREATE VIEW `custallocns` names its tables and its definer",
	},
	{
		name: "no such company", erp: "erpnext", company: "Demo Trade",
		check: []string{`error company: company.name: the source has no company "Demo Trade"; it has "Demo Trading", "Other Company" → `},
		run:   `company.name: the source has no company "Demo Trade"; it has "Demo Trading", "Other Company" → `,
	},
	{
		name: "no company at all", erp: "yudao", company: "1", spoil: []string{"DELETE FROM erp_customer"},
		check: []string{"error company: company.name: the source holds no company → "},
		run:   "company.name: the source holds no company → ",
	},
}

func TestMishaps(t *testing.T) {
	for i, m := range mishaps {
		t.Run(m.name, func(t *testing.T) {
			dsn, named := m.make(t, i)
			options := extract.Options{Preset: m.preset}
			if options.Preset == "" {
				options.Preset = m.erp
			}
			if m.prefix != "" {
				options.Parameters = map[string]string{"prefix": m.prefix}
			}
			source := openSource(t, dsn, options)
			scope := extract.Scope{Company: m.company, AsOf: date("2025-05-31")}
			remarks, err := source.Check(t.Context(), scope)
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for _, r := range remarks {
				if r.Level != extract.OK {
					said = append(said, named(fmt.Sprintf("%s %s: %s → %s", r.Level, r.Subject, r.Text, r.Hint)))
				}
			}
			if diff := cmp.Diff(m.check, said); diff != "" {
				t.Errorf("check (want − got):\n%s", diff)
			}
			_, err = source.Snapshot(t.Context(), scope, nil)
			if got := named(failure(err)); got != m.run {
				t.Errorf("run\n got %s\nwant %s", got, m.run)
			}
		})
	}
}

// make builds the database and the account of a mishap, and returns the source and a
// function that takes the two names out of a text.
func (m mishap) make(t *testing.T, number int) (string, func(string) string) {
	t.Helper()
	server := mariadbtest.Start(t)
	whole := server.DSN(t, "mishap")
	db := server.Open(t, whole)
	if m.erp != "" {
		server.Load(t, whole, mariadbtest.Data(t, "transplant/"+m.erp+".sql"))
	}
	_, database, _ := strings.Cut(whole, ")/")
	account := fmt.Sprintf("clerk%d", number)
	exec(t, db, append(m.spoil, "CREATE OR REPLACE USER "+account+"@localhost")...)
	for _, on := range m.granted(t, db, database) {
		exec(t, db, "GRANT SELECT "+on+" TO "+account+"@localhost")
	}
	named := strings.NewReplacer("`"+database+"`", "`DB`", account, "WHO")
	return strings.Replace(whole, "root@", account+"@", 1), named.Replace
}

// granted are the ends of the GRANTs: on the whole database, on the tables that are
// named, or behind a minus on all but that.
func (m mishap) granted(t *testing.T, db *sqlx.DB, database string) []string {
	t.Helper()
	if len(m.grants) == 0 {
		return []string{"ON `" + database + "`.*"}
	}
	var out []string
	for _, grant := range m.grants {
		if but, isBut := strings.CutPrefix(grant, "-"); isBut {
			var tables []string
			if err := db.Select(&tables, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name <> ?", but); err != nil {
				t.Fatal(err)
			}
			for _, table := range tables {
				out = append(out, "ON `"+table+"`")
			}
			continue
		}
		table, column, _ := strings.Cut(grant, "(")
		if column != "" {
			column = "(" + column + " "
		}
		out = append(out, column+"ON `"+table+"`")
	}
	return out
}

func exec(t *testing.T, db *sqlx.DB, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// failure is the text of an error and what it says to do.
func failure(err error) string {
	var (
		contract    *extract.Contract
		denied      *extract.Denied
		mismatch    *extract.Mismatch
		unreachable *extract.Unreachable
	)
	switch {
	case err == nil:
		return ""
	case errors.As(err, &contract):
		return err.Error() + " → " + contract.Remedy()
	case errors.As(err, &denied):
		return err.Error() + " → " + denied.Hint()
	case errors.As(err, &mismatch):
		return err.Error() + " → " + mismatch.Hint
	case errors.As(err, &unreachable):
		return err.Error() + " → " + unreachable.Hint
	}
	return err.Error() + " → "
}

// A database of the same server that the account may read is named.
func TestEmptyDatabaseBesideTheERP(t *testing.T) {
	full, _ := mishap{name: "full", erp: "yudao"}.make(t, 100)
	empty, _ := mishap{name: "empty"}.make(t, 101)
	_, database, _ := strings.Cut(full, ")/")
	db := mariadbtest.Start(t).Open(t, empty)
	exec(t, db, "GRANT SELECT ON `"+database+"`.* TO clerk101@localhost")
	_, err := openSource(t, empty, extract.Options{Preset: "yudao"}).Snapshot(t.Context(), extract.Scope{AsOf: date("2025-05-31")}, nil)
	if want := "name the ERP's database in source.dsn: on this server yudao (芋道 ruoyi-vue-pro), ERP module is in `" + database + "`"; !strings.HasSuffix(failure(err), want) {
		t.Errorf("got %s", failure(err))
	}
}

// What keeps us from the server, and what to look at.
func TestDoors(t *testing.T) {
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, "doors")
	db := server.Open(t, dsn)
	_, database, _ := strings.Cut(dsn, ")/")
	socket := dsn[strings.Index(dsn, "(")+1 : strings.Index(dsn, ")")]
	exec(t, db, "CREATE OR REPLACE USER keeper@localhost IDENTIFIED BY 'right'", "GRANT SELECT ON `"+database+"`.* TO keeper@localhost")
	for name, test := range map[string]struct{ dsn, want string }{
		"password": {"keeper:s3cr3t@unix(" + socket + ")/" + database,
			"connecting to the source failed: Error 1045 (28000): Access denied for user 'keeper'@'localhost' (using password: YES) → check user and password in source.dsn, and from which host the user may come"},
		"no password": {"keeper@unix(" + socket + ")/" + database,
			"connecting to the source failed: Error 1045 (28000): Access denied for user 'keeper'@'localhost' (using password: NO) → source.dsn gives no password: mysql://user:password@tcp(host:3306)/database, or let the account in without one"},
		"database": {"root@unix(" + socket + ")/nonesuch",
			"connecting to the source failed: Error 1049 (42000): Unknown database 'nonesuch' → check the name of the database in source.dsn"},
		"foreign database": {"keeper:right@unix(" + socket + ")/nonesuch",
			"connecting to the source failed: Error 1044 (42000): Access denied for user 'keeper'@'localhost' to database 'nonesuch' → check the name of the database in source.dsn, and that the account may read it: GRANT SELECT ON database.* TO …"},
		"socket": {"keeper:s3cr3t@unix(/nowhere/s)/d",
			"connecting to the source failed: dial unix /nowhere/s: connect: no such file or directory → check the path of the socket in source.dsn: mysql://user:password@unix(PATH)/database"},
		"host": {"keeper:s3cr3t@tcp(erp.invalid:3306)/d",
			"… → check the host in source.dsn: mysql://user:password@tcp(HOST:3306)/database"},
		"port": {"keeper:s3cr3t@tcp(127.0.0.1:1)/d",
			"connecting to the source failed: dial tcp 127.0.0.1:1: connect: connection refused → check that the database runs and can be reached, then run again"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := extract.Open(t.Context(), "mysql://"+test.dsn, asReference)
			got := failure(err)
			if want, rest := strings.CutPrefix(test.want, "…"); rest && !strings.HasSuffix(got, want) || !rest && got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
			if strings.Contains(got, "s3cr3t") {
				t.Error("the password is in it")
			}
		})
	}
}

// What a module would have supplied is not supplied, and said so; views are read
// like tables.
func TestWithoutAModule(t *testing.T) {
	for i, want := range []struct {
		name, erp, company string
		spoil              []string
		remark             string
		missing            []string
	}{
		{"rates", "erpnext", "Demo Trading", []string{"DROP TABLE `tabCurrency Exchange`"},
			"ok rates.sql: not supplied by this source: there is no table tabCurrency Exchange", []string{"rates"}},
		{"orders", "frontaccounting", "", []string{"DROP TABLE 0_exchange_rates"},
			"ok rates.sql: not supplied by this source: there is no table 0_exchange_rates", []string{"rates"}},
		{"ledger", "weberp", "", nil,
			"ok control.gl.sql: not supplied by this source: there is no table companies", []string{"control.gl"}},
		{"views", "weberp", "", []string{"RENAME TABLE debtortrans TO kept", "CREATE VIEW debtortrans AS SELECT * FROM kept"},
			"ok tables: views and not tables are read of debtortrans", nil},
	} {
		t.Run(want.name, func(t *testing.T) {
			dsn, _ := mishap{erp: want.erp, spoil: want.spoil}.make(t, 200+i)
			source := openSource(t, dsn, extract.Options{Preset: want.erp})
			remarks, err := source.Check(t.Context(), extract.Scope{Company: want.company, AsOf: date("2025-05-31")})
			if err != nil || !slices.ContainsFunc(remarks, func(r extract.Remark) bool {
				return fmt.Sprintf("%s %s: %s", r.Level, r.Subject, r.Text) == want.remark
			}) {
				t.Errorf("%v, no %q in %v", err, want.remark, remarks)
			}
			for _, r := range remarks {
				if r.Level != extract.OK {
					t.Errorf("%+v", r)
				}
			}
			r, snap := report(t, source, want.company, "2025-05-31", 0)
			for _, fact := range want.missing {
				if !slices.Contains(snap.Source.Missing, fact) {
					t.Errorf("%s is not among what is missing: %v", fact, snap.Source.Missing)
				}
			}
			if got := r.Now.Net.String(); got != "244107.13" {
				t.Errorf("net receivable %s", got)
			}
		})
	}
}

// A query of the operator's own, written for another version than the one that is
// there.
func TestNamesOfOtherVersions(t *testing.T) {
	const others = ", 'invoice' AS kind, f.fk_soc AS customer, f.datef AS posted, 'EUR' AS currency, 1 AS net, 0 AS tax, 1 AS gross FROM {prefix}facture f"
	server := mariadbtest.Start(t)
	for dump, c := range map[string]struct{ column, want string }{
		"erp/dolibarr-9.0-demo.sql": {"ref",
			"documents.sql reads the column ref of llx_facture, which is not there → Dolibarr before 10 calls it facnumber: mend the query in a source.overlay folder"},
		"erp/dolibarr-22-demo.sql": {"facnumber",
			"documents.sql reads the column facnumber of llx_facture, which is not there → Dolibarr calls it ref since version 10: mend the query in a source.overlay folder"},
	} {
		dsn := server.DSN(t, "versions")
		server.Load(t, dsn, mariadbtest.Data(t, dump))
		options := overlay(t, map[string]string{"documents.sql": "SELECT f.rowid AS id, f." + c.column + " AS number" + others})
		options.Preset = "dolibarr"
		_, err := openSource(t, dsn, options).Snapshot(t.Context(), extract.Scope{Company: "1", AsOf: date("2025-05-31")}, nil)
		if got := failure(err); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", dump, got, c.want)
		}
	}
}
