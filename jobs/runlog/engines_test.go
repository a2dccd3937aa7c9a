package runlog_test

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook/internal/mariadbtest"
	"daybook/jobs/runlog"
)

// place is where a runlog lies.
type place string

// engines are what a runlog may lie in. Each gives a new place.
var engines = []struct {
	name string
	new  func(t *testing.T) place
}{
	{"SQLite", func(t *testing.T) place { return place(filepath.Join(t.TempDir(), "a b?#%.db")) }},
	{"MariaDB", func(t *testing.T) place { return place(mariadbtest.Start(t).DSN(t, "runlog")) }},
	{"other", other},
}

// onEach holds every engine to the same.
func onEach(t *testing.T, test func(t *testing.T, at place)) {
	t.Helper()
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) { test(t, e.new(t)) })
	}
}

// other is a new database at the server that DAYBOOK_COMPAT_DSN names, such as
// mysql://root@tcp(127.0.0.1:4000)/ of a TiDB.
func other(t *testing.T) place {
	t.Helper()
	server := os.Getenv("DAYBOOK_COMPAT_DSN")
	if server == "" {
		t.Skip("DAYBOOK_COMPAT_DSN names no other server")
	}
	server = server[:strings.LastIndex(server, "/")+1]
	db, err := sql.Open("mysql", strings.TrimPrefix(server, "mysql://"))
	must(t, err)
	name := fmt.Sprintf("runlog_%d", time.Now().UnixNano())
	_, err = db.Exec("CREATE DATABASE " + name)
	must(t, err)
	t.Cleanup(func() {
		_, err := db.Exec("DROP DATABASE " + name)
		must(t, err)
		must(t, db.Close())
	})
	return place(server + name)
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
