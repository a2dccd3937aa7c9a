//go:build compat

package compat

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"daybook/extract"
	"daybook/extract/extracttest"
	"daybook/extract/fact"
	"daybook/extract/sample"
	"daybook/internal/mariadbtest"
)

// asOf is a day near the end of the made-up company's books.
const asOf = "2026-09-24"

// other is the server that is tried, as a DSN that ends before the database.
func other(t *testing.T) string {
	t.Helper()
	dsn := os.Getenv("DAYBOOK_COMPAT_DSN")
	if dsn == "" {
		t.Fatal("DAYBOOK_COMPAT_DSN names no server, such as mysql://root@tcp(127.0.0.1:4000)/")
	}
	return dsn[:strings.LastIndex(dsn, "/")+1]
}

// The presets say of the made-up company the same on the other server as on MariaDB, to
// the last finding, and pass there the suite that every preset passes.
func TestPresets(t *testing.T) {
	there := place{server: other(t)}
	maria := place{maria: mariadbtest.Start(t)}
	business := [2]string{there.database(t, "reference"), maria.database(t, "reference")}
	for i, p := range []place{there, maria} {
		if err := sample.Fill(t.Context(), p.open(t, business[i]), sample.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("reference", func(t *testing.T) { same(t, "reference", business[0], business[1]) })

	presets, err := extracttest.Fixtures()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range presets {
		t.Run(name, func(t *testing.T) {
			var dsn [2]string
			for i, p := range []place{there, maria} {
				dsn[i] = p.database(t, name)
				_, source, _ := strings.Cut(business[i], ")/")
				if err := extracttest.Fill(t.Context(), p.open(t, dsn[i]), name, source); err != nil {
					t.Fatal(err)
				}
			}
			same(t, name, dsn[0], dsn[1])
		})
	}
}

// same compares what a preset reads on both servers, and runs the suite on the first.
func same(t *testing.T, presetName, there, maria string) {
	t.Helper()
	day, err := fact.ParseDate(asOf)
	if err != nil {
		t.Fatal(err)
	}
	var read [2]*fact.Snapshot
	var scope extract.Scope
	for i, dsn := range []string{there, maria} {
		source := open(t, presetName, dsn)
		companies, err := source.Companies(t.Context())
		if err != nil || len(companies) != 1 {
			t.Fatalf("companies %v, %v", companies, err)
		}
		scope = extract.Scope{Company: companies[0].ID, AsOf: day}
		if presetName == "weberp" {
			scope.Company = "" // that is the database, whose name differs
		}
		if read[i], err = source.Snapshot(t.Context(), scope, nil); err != nil {
			t.Fatal(err)
		}
		read[i].Company.ID, read[i].Company.Name = "", "" // webERP's are those of the database
	}
	if diff := extracttest.Diff(read[0], read[1]); diff != "" {
		t.Errorf("the other server − MariaDB:\n%.4000s", diff)
	}
	extracttest.Exercise(t, func(t *testing.T) *extract.Source { return open(t, presetName, there) }, scope)
}

func open(t *testing.T, presetName, dsn string) *extract.Source {
	t.Helper()
	source, err := extract.Open(t.Context(), dsn, extract.Options{Preset: presetName})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { source.Close() })
	return source
}

// place is a server: the other one by its DSN, or the MariaDB of the tests.
type place struct {
	server string
	maria  *mariadbtest.Server
}

// database makes a database that is gone after the test.
func (p place) database(t *testing.T, name string) string {
	t.Helper()
	if p.maria != nil {
		return p.maria.DSN(t, name)
	}
	name = fmt.Sprintf("daybook_%s_%d", name, time.Now().UnixNano())
	db := p.open(t, p.server)
	if _, err := db.Exec("CREATE DATABASE " + name + " CHARACTER SET utf8mb4"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		db, err := sqlx.Open("mysql", strings.TrimPrefix(p.server, "mysql://"))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec("DROP DATABASE " + name); err != nil {
			t.Error(err)
		}
	})
	return p.server + name
}

func (p place) open(t *testing.T, dsn string) *sqlx.DB {
	t.Helper()
	if p.maria != nil {
		return p.maria.Open(t, dsn)
	}
	db, err := sqlx.Open("mysql", strings.TrimPrefix(dsn, "mysql://")+"?multiStatements=true")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}
