//go:build compat

package compat

import (
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

// The presets say of the made-up company the same on the other server as on MariaDB, to
// the last finding, and pass there the suite that every preset passes.
func TestPresets(t *testing.T) {
	maria := mariadbtest.Start(t)
	databases := [2]func(t *testing.T, name string) string{
		func(t *testing.T, name string) string { return mariadbtest.Other(t, "daybook_"+name) },
		func(t *testing.T, name string) string { return maria.DSN(t, name) },
	}
	var business [2]string
	for i, database := range databases {
		business[i] = database(t, "reference")
		if err := sample.Fill(t.Context(), forFilling(t, business[i]), sample.Options{}); err != nil {
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
			for i, database := range databases {
				dsn[i] = database(t, name)
				_, source, _ := strings.Cut(business[i], ")/")
				if err := extracttest.Fill(t.Context(), forFilling(t, dsn[i]), name, source); err != nil {
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
		companies, err := settled(func() ([]fact.Company, error) { return source.Companies(t.Context()) })
		if err != nil || len(companies) != 1 {
			t.Fatalf("companies %v, %v", companies, err)
		}
		scope = extract.Scope{Company: companies[0].ID, AsOf: day}
		if presetName == "weberp" {
			scope.Company = "" // that is the database, whose name differs
		}
		read[i], err = settled(func() (*fact.Snapshot, error) { return source.Snapshot(t.Context(), scope, nil) })
		if err != nil {
			t.Fatal(err)
		}
		read[i].Company.ID, read[i].Company.Name = "", "" // webERP's are those of the database
	}
	if diff := extracttest.Diff(read[0], read[1]); diff != "" {
		t.Errorf("the other server − MariaDB:\n%.4000s", diff)
	}
	extracttest.Exercise(t, func(t *testing.T) *extract.Source { return open(t, presetName, there) }, scope)
}

// settled asks again where the server breaks a query off by itself: TiDB does on tables
// that it has only just made, and by the next second no more.
func settled[T any](ask func() (T, error)) (answer T, err error) {
	for range 5 {
		if answer, err = ask(); err == nil || !strings.Contains(err.Error(), "Error 1105") {
			break
		}
		time.Sleep(2 * time.Second)
	}
	return answer, err
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

// forFilling opens a source for writing.
func forFilling(t *testing.T, dsn string) *sqlx.DB {
	t.Helper()
	db, err := sqlx.Open("mysql", strings.TrimPrefix(dsn, "mysql://")+"?multiStatements=true")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}
