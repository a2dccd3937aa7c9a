package extract_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"daybook/extract"
	"daybook/internal/mariadbtest"
)

// Every ERP is told from every other, with its version as far as it can be known.
func TestDetect(t *testing.T) {
	for dump, want := range map[string]string{
		"transplant/erpnext.sql":           "erpnext: ERPNext 14 or later",
		"transplant/dolibarr.sql":          "dolibarr: Dolibarr 22.0.4, prefix llx_",
		"transplant/frontaccounting.sql":   "frontaccounting: FrontAccounting 2.4 or later, prefix 0_",
		"transplant/jsherp.sql":            "jsherp: jshERP 华夏ERP 2026 or later",
		"transplant/yudao.sql":             "yudao: yudao (芋道 ruoyi-vue-pro), ERP module",
		"transplant/weberp.sql":            "weberp: webERP",
		"erp/classicmodels.sql":            "classicmodels: classicmodels, MySQL's sample company",
		"erp/erpnext-15-schema.sql":        "erpnext: ERPNext 14 or later",
		"erp/yudao-erp-schema.sql":         "yudao: yudao (芋道 ruoyi-vue-pro), ERP module",
		"erp/jsherp-2024-demo.sql":         "jsherp: jshERP 华夏ERP 2021 or later, before 2026",
		"erp/jsherp-2026-demo.sql":         "jsherp: jshERP 华夏ERP 2026 or later",
		"erp/frontaccounting-2.4-demo.sql": "frontaccounting: FrontAccounting 2.4.1, prefix 0_",
		"erp/dolibarr-9.0-demo.sql":        "dolibarr: Dolibarr 9.0.0-beta, prefix llx_",
		"erp/dolibarr-22-demo.sql":         "dolibarr: Dolibarr 21 or later, as its tables show, though it calls itself 9.0.0-beta, prefix llx_",
	} {
		t.Run(dump, func(t *testing.T) {
			dsn, db := mariadbtest.Loaded(t, "detected", dump)
			if got := detected(t, readOnly(t, db, dsn)); got != want {
				t.Errorf("\n got %s\nwant %s", got, want)
			}
		})
	}
}

func detected(t *testing.T, dsn string) string {
	t.Helper()
	found, err := extract.Detect(t.Context(), dsn, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range found {
		text := r.Preset + ": " + r.String()
		if r.Parameter != "" {
			text += ", " + r.Parameter + " " + r.Value
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

// The version that an installed ERPNext and webERP say of themselves, and a second
// company of FrontAccounting in one database.
func TestDetectInstalled(t *testing.T) {
	for _, c := range []struct {
		erp, want string
		made      []string
	}{
		{"erpnext", "erpnext: ERPNext 15.65.4", []string{
			"CREATE TABLE `tabInstalled Application` (app_name VARCHAR(140), app_version VARCHAR(140))",
			"INSERT INTO `tabInstalled Application` VALUES ('frappe', '15.68.1'), ('erpnext', '15.65.4')",
		}},
		{"weberp", "weberp: webERP 4.15.2", []string{
			"CREATE TABLE config (confname VARCHAR(35), confvalue TEXT)",
			"INSERT INTO config VALUES ('VersionNumber', '4.15.2')",
		}},
		{"frontaccounting", "frontaccounting: FrontAccounting 2.4 or later, prefix 0_; frontaccounting: FrontAccounting 2.4 or later, prefix 12_", copies(
			"debtor_trans", "debtor_trans_details", "debtors_master", "cust_allocations", "cust_branch")},
	} {
		t.Run(c.erp, func(t *testing.T) {
			dsn, _ := mishap{erp: c.erp, spoil: c.made}.make(t, 300)
			if got := detected(t, dsn); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func copies(tables ...string) (out []string) {
	for _, table := range tables {
		out = append(out, fmt.Sprintf("CREATE TABLE 12_%s LIKE 0_%s", table, table))
	}
	return out
}

// A file that is no ERP's, and one that is Daybook's own.
func TestDetectInFile(t *testing.T) {
	if got := detected(t, onSQLite(t)); got != "reference: Daybook's reference tables" {
		t.Errorf("got %s", got)
	}
	source := openSource(t, onSQLite(t), extract.Options{Preset: "erpnext"})
	_, err := source.Companies(t.Context())
	var wrong *extract.Mismatch
	if !errors.As(err, &wrong) || wrong.Message != "the database file holds Daybook's reference tables, and source.preset is erpnext" || wrong.Hint != "set source.preset: reference" {
		t.Errorf("got %v", err)
	}
}
