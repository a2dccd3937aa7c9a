package runlog_test

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"daybook/internal/mariadbtest"
	"daybook/jobs/runlog"
)

// place is where a runlog lies.
type place string

// engine is what a runlog may lie in. It gives a new place.
type engine struct {
	name string
	new  func(t *testing.T) place
}

var known = []engine{
	{"SQLite", func(t *testing.T) place { return place(filepath.Join(t.TempDir(), "a b?#%.db")) }},
	{"MariaDB", func(t *testing.T) place { return place(mariadbtest.Start(t).DSN(t, "runlog")) }},
	{"other", func(t *testing.T) place { return place(mariadbtest.Other(t, "runlog")) }},
}

// engines are those to try: without the other one where none is named.
func engines() []engine {
	if mariadbtest.OtherNamed() {
		return known
	}
	return known[:len(known)-1]
}

// onEach holds every engine to the same.
func onEach(t *testing.T, test func(t *testing.T, at place)) {
	t.Helper()
	for _, e := range engines() {
		t.Run(e.name, func(t *testing.T) { test(t, e.new(t)) })
	}
}

func (at place) open(t *testing.T) *runlog.Log {
	t.Helper()
	l, err := runlog.Open(t.Context(), string(at))
	must(t, err)
	t.Cleanup(func() { must(t, l.Close()) })
	return l
}

// db is the place without the runlog's rules, to make what they forbid.
func (at place) db(t *testing.T) *sql.DB {
	t.Helper()
	u := url.URL{Path: string(at)}
	driver, source := "sqlite", "file:"+u.EscapedPath()
	if dsn, ok := strings.CutPrefix(string(at), "mysql://"); ok {
		driver, source = "mysql", dsn
	}
	db, err := sql.Open(driver, source)
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	return db
}
