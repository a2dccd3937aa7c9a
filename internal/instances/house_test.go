package instances_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite" // the driver

	"daybook/extract/reference"
	"daybook/jobs/mail/catcher"
)

const (
	job   = "receivables-daily"
	owner = "owner@lantern.example"
)

// readers are who gets a part of each report.
var readers = []string{"finance@lantern.example", "lead@lantern.example", "east@lantern.example"}

// house is a company with an ERP in a file, and a mail server that keeps all.
type house struct {
	dir    string
	server *catcher.Catcher
}

func newHouse(t *testing.T) *house {
	t.Helper()
	server, err := catcher.Start(catcher.Options{})
	must(t, err)
	t.Cleanup(func() { must(t, server.Close()) })
	h := &house{dir: t.TempDir(), server: server}
	db, err := sqlx.Open("sqlite", "file:"+filepath.Join(h.dir, "erp.db"))
	must(t, err)
	defer db.Close()
	must(t, reference.Fill(t.Context(), db, books()...))
	return h
}

func books() []any {
	return []any{
		reference.Company{ID: "1", Name: "Lantern Works", Currency: "CNY", FiscalYearStart: "1", TimeZone: "UTC"},
		reference.Customer{ID: "1", Code: "C-EAST", Name: "Eastgate Stores", Region: "East"},
		reference.Customer{ID: "2", Code: "C-WEST", Name: "Westfold Mills", Region: "West"},
		invoice("1", "1", "1000.00"), invoice("2", "2", "517.31"),
	}
}

func invoice(id, customer, gross string) reference.Document {
	return reference.Document{
		ID: id, Number: "INV-" + id, Kind: "invoice", Customer: customer, Posted: "2025-12-02", Due: "2025-12-31", Currency: "CNY",
		Net: gross, Tax: "0.00", Gross: gross, CompanyNet: gross, CompanyTax: "0.00", CompanyGross: gross,
	}
}

// config writes the configuration and returns its path.
func (h *house) config(t *testing.T, state, lease string) string {
	t.Helper()
	path := filepath.Join(h.dir, "daybook.yml")
	must(t, os.WriteFile(path, fmt.Appendf(nil, `
company: {time_zone: UTC}
source: {preset: reference, dsn: "sqlite://erp.db"}
state: %s
lease: %s
archive: archive
owner: %s
mail:
  host: 127.0.0.1
  port: %d
  security: none
  from: daybook@lantern.example
  timeout: 5s
  retry_budget: 5s
slices:
  - {name: east, by: region, is: [East]}
jobs:
  - name: %s
    report: receivables
    schedule: every day 07:00
    missed: all
    recipients:
      - {to: [%s, %s], slice: all}
      - {to: %s, slice: east}
`, state, lease, owner, h.server.Port(), job, readers[0], readers[1], readers[2]), 0o600))
	return path
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
