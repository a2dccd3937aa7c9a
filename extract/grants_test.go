package extract_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"daybook/extract"
)

// Of a table with secrets the README of a preset says which columns are enough: with
// these, and all other tables, nothing is denied and nothing left out.
func TestColumnsInREADMEsAreEnough(t *testing.T) {
	columns := regexp.MustCompile(`GRANT SELECT \(([^)]+)\)`)
	for _, test := range []struct {
		erp, dump, company string
		tables             []string // in the order of the README
	}{
		{"erpnext", "erp/erpnext-15-schema.sql", "Mill", []string{"tabEmployee"}},
		{"dolibarr", "transplant/dolibarr.sql", "1", []string{"llx_user", "llx_const"}},
		{"frontaccounting", "transplant/frontaccounting.sql", "", []string{"0_users"}},
		{"jsherp", "transplant/jsherp.sql", "7", []string{"jsh_user"}},
		{"yudao", "transplant/yudao.sql", "7", []string{"system_users"}},
		{"weberp", "transplant/weberp.sql", "", []string{"www_users"}},
	} {
		t.Run(test.erp, func(t *testing.T) {
			readme, err := os.ReadFile(filepath.Join("preset", test.erp, "README.md"))
			if err != nil {
				t.Fatal(err)
			}
			enough := columns.FindAllStringSubmatch(string(readme), -1)
			if len(enough) != len(test.tables) {
				t.Fatalf("the README grants columns of %d tables, want %d", len(enough), len(test.tables))
			}
			dsn, db := refill(t, test.erp, test.dump, "presets", "")
			exec(t, db, "CREATE OR REPLACE USER columns@localhost")
			for _, table := range tablesIn(t, db) {
				exec(t, db, "GRANT SELECT ON `"+table+"` TO columns@localhost")
			}
			for i, table := range test.tables {
				exec(t, db, "REVOKE SELECT ON `"+table+"` FROM columns@localhost",
					"GRANT SELECT ("+enough[i][1]+") ON `"+table+"` TO columns@localhost")
			}
			source := openSource(t, strings.Replace(dsn, "root@", "columns@", 1), extract.Options{Preset: test.erp})
			scope := extract.Scope{Company: test.company, AsOf: date("2025-03-31")}
			remarks, err := source.Check(t.Context(), scope)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range remarks {
				if r.Level == extract.Error || strings.Contains(r.Text, "sees no") || strings.Contains(r.Text, "not supplied") {
					t.Errorf("%+v", r)
				}
			}
			if _, err := source.Snapshot(t.Context(), scope, nil); err != nil {
				t.Error(err)
			}
		})
	}
}
