package acceptance

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook/extract/sample"
	"daybook/internal/mariadbtest"
)

// terms writes a customers.csv of the days of credit that webERP keeps for the very
// customers that jshERP and yudao know nothing of, and returns its folder.
func terms(t *testing.T) string {
	t.Helper()
	_, db := mariadbtest.Loaded(t, "weberp", "transplant/weberp.sql")
	rows := []struct {
		Debtorno string
		Days     int
	}{}
	if err := db.Select(&rows, `SELECT debtorno, daysbeforedue AS days FROM debtorsmaster JOIN paymentterms ON termsindicator = paymentterms`); err != nil {
		t.Fatal(err)
	}
	file := "code,terms_days\n"
	for _, r := range rows {
		file += fmt.Sprintf("%s,%d\n", r.Debtorno, r.Days)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "customers.csv"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

// A company whose ERP keeps no terms reaches, with a file of terms, the ageing by
// due date that the same business has in ERPs which keep due dates.
func TestTermsFromAFile(t *testing.T) {
	for preset, company := range map[string]string{"jsherp": "63", "yudao": "1"} {
		t.Run(preset, func(t *testing.T) {
			dsn, _ := mariadbtest.Loaded(t, preset, "transplant/"+preset+".sql")
			config := filepath.Join(t.TempDir(), "daybook.yml")
			if stdout, stderr, code := daybook(t, "init", "--preset", preset, "--dsn", dsn, "--company", company, "--out", config); code != 0 {
				t.Fatalf("init: exit %d\n%s%s", code, stdout, stderr)
			}
			overlaid(t, config, terms(t))
			if stdout, stderr, _ := daybook(t, "check", "--config", config); !strings.Contains(stdout+stderr, "terms_days for 122 of the customers") {
				t.Errorf("check does not speak of the file:\n%s%s", stdout, stderr)
			}
			r, _ := dryRun(t, config, "2025-05-31")
			f := r.Figures
			got := fmt.Sprintf("%d %s %s %s %s", f.OpenInvoices, f.OnOpenInvoices, f.OpenCredits, f.Advances, f.NetReceivable)
			for _, b := range f.Aging {
				got += " " + b.Amount
			}
			want := "9 262331.22 -13423.59 -4800.50 244107.13 139984.67 63257.29 59089.26 0.00 0.00"
			if got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			for _, c := range r.TieOut {
				if c.Check != "gl" && (c.Passed == nil || !*c.Passed) {
					t.Errorf("check %s did not pass: %+v", c.Check, c)
				}
			}
		})
	}
}

// A header that nobody reads stops the run, and is told with its line.
func TestTermsMisspelt(t *testing.T) {
	config, _ := sqliteCompany(t, sample.Options{})
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "customers.csv"), []byte("code,term_days\nC-1,30\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	overlaid(t, config, folder)
	for _, command := range [][]string{{"check", "--config", config}, {"run", "receivables-daily", "--config", config, "--as-of", "2026-09-24", "--dry-run", "--out", t.TempDir()}} {
		stdout, stderr, code := daybook(t, command...)
		words := strings.Join(strings.Fields(stdout+stderr), " ") // lines are wrapped
		if code != 78 || !strings.Contains(words, "customers.csv, line 1, column term_days") {
			t.Errorf("%s: exit %d\n%s%s", command[0], code, stdout, stderr)
		}
	}
}

// overlaid names the overlay in a configuration.
func overlaid(t *testing.T, config, folder string) {
	t.Helper()
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	mended := strings.Replace(string(text), "source:\n", "source:\n  overlay: "+folder+"\n", 1)
	if err := os.WriteFile(config, []byte(mended), 0o600); err != nil {
		t.Fatal(err)
	}
}
