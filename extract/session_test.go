package extract

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"
)

// fakeServer is a connection that refuses statements by number and remembers
// what it was told.
type fakeServer struct {
	refuses map[string]uint16 // by a part of the statement
	said    []string
	closed  bool
}

var (
	_ driver.Connector     = (*fakeServer)(nil)
	_ driver.ExecerContext = (*fakeServer)(nil)
)

func (f *fakeServer) Connect(context.Context) (driver.Conn, error) { return f, nil }
func (f *fakeServer) Driver() driver.Driver                        { return nil }
func (f *fakeServer) Begin() (driver.Tx, error)                    { return nil, errors.New("no") }
func (f *fakeServer) Prepare(string) (driver.Stmt, error)          { return nil, errors.New("no") }
func (f *fakeServer) Close() error                                 { f.closed = true; return nil }
func (f *fakeServer) ExecContext(_ context.Context, query string, _ []driver.NamedValue) (driver.Result, error) {
	f.said = append(f.said, query)
	for part, number := range f.refuses {
		if strings.Contains(query, part) {
			return nil, &mysql.MySQLError{Number: number, Message: "refused"}
		}
	}
	return driver.ResultNoRows, nil
}

// How a snapshot begins on servers that differ in what they take.
func TestSessionBegins(t *testing.T) {
	settings := []string{
		"SET SESSION time_zone = '+00:00'", "SET SESSION sql_mode = ''",
		"SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
		"SET SESSION max_statement_time = 90", "SET SESSION max_execution_time = 90000", "SET SESSION net_write_timeout = 90",
	}
	const readOnly, plain = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", "START TRANSACTION WITH CONSISTENT SNAPSHOT"
	for name, test := range map[string]struct {
		refuses map[string]uint16
		begins  []string
		fails   string
	}{
		"MariaDB":         {map[string]uint16{"max_execution_time": 1193}, []string{readOnly}, ""},
		"MySQL":           {map[string]uint16{"max_statement_time": 1193}, []string{readOnly}, ""},
		"TiDB, syntax":    {map[string]uint16{"READ ONLY": 1064}, []string{readOnly, plain}, ""},
		"TiDB, supported": {map[string]uint16{"READ ONLY": 1235}, []string{readOnly, plain}, ""},
		"gone":            {map[string]uint16{"START": 1927}, []string{readOnly}, "beginning a snapshot failed: Error 1927: refused"},
	} {
		t.Run(name, func(t *testing.T) {
			server := &fakeServer{refuses: test.refuses}
			s := &Source{db: sqlx.NewDb(sql.OpenDB(server), "mysql"), engine: mysqlEngine{}, timeout: 90 * time.Second}
			session, err := s.open(t.Context())
			if got := ""; err != nil {
				if got = err.Error(); got != test.fails {
					t.Errorf("got %s, want %s", got, test.fails)
				}
			} else {
				session.close()
			}
			if diff := cmp.Diff(slices.Concat(settings, test.begins), server.said); diff != "" {
				t.Errorf("statements (want − got):\n%s", diff)
			}
			if !server.closed {
				t.Error("the connection went back to the pool with its settings")
			}
		})
	}
}

// What the server says of a session it is asked for once, however many remarks quote it.
func TestSessionAsksOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "erp.db")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), "sqlite://"+file, Options{Preset: "reference"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ss, err := s.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer ss.close()
	const changing = "SELECT random()"
	first, err1 := ss.scalar(t.Context(), changing)
	second, err2 := ss.scalar(t.Context(), changing)
	if err1 != nil || err2 != nil || first == "" || first != second {
		t.Errorf("%q (%v), then %q (%v)", first, err1, second, err2)
	}
	for range 2 {
		if _, err := ss.scalar(t.Context(), "SELECT * FROM nowhere"); err == nil {
			t.Error("what it refused counts as answered")
		}
	}
}
