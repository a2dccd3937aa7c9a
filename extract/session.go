package extract

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"slices"
	"time"

	"daybook/extract/preset"
)

// engine is what differs between databases: how a read-only snapshot begins, and where
// they keep what they say of themselves.
type engine interface {
	settings(timeout time.Duration) []setting
	// begin lists ways to open the snapshot, the best first.
	begin() []string
	// server is what a check calls the database, and the query for its version.
	server() (name, version string)
	// lists are the queries for table, engine and whether it is a view, and for table
	// and column.
	lists() (tables, columns string)
}

// setting is a statement that prepares a connection. Not every server knows all:
// the errors that it names are passed over.
type setting struct {
	sql       string
	tolerated []uint16
}

type mysqlEngine struct{}

// settings fixes what would otherwise depend on the server: the zone in which a
// TIMESTAMP comes, what quotes mean, that a snapshot holds from its beginning. The
// limit of a statement has one name on MariaDB and another on MySQL and TiDB.
func (mysqlEngine) settings(timeout time.Duration) []setting {
	seconds, unknown := max(1, int(timeout.Seconds())), []uint16{errUnknownVariable}
	return []setting{
		{sql: "SET SESSION time_zone = '+00:00'"},
		{sql: "SET SESSION sql_mode = ''"},
		{sql: "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ"},
		{fmt.Sprintf("SET SESSION max_statement_time = %d", seconds), unknown},
		{fmt.Sprintf("SET SESSION max_execution_time = %d", 1000*seconds), unknown},
		{fmt.Sprintf("SET SESSION net_write_timeout = %d", seconds), unknown},
	}
}

func (mysqlEngine) begin() []string {
	return []string{
		"START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
		"START TRANSACTION WITH CONSISTENT SNAPSHOT", // TiDB refuses READ ONLY
	}
}

func (mysqlEngine) server() (name, version string) { return "server", "SELECT VERSION()" }

func (mysqlEngine) lists() (tables, columns string) {
	return `SELECT table_name, COALESCE(engine, ''), table_type LIKE '%VIEW' FROM information_schema.tables
			WHERE table_schema = DATABASE()`,
		`SELECT table_name, column_name FROM information_schema.columns
			WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position`
}

type sqliteEngine struct{}

func (sqliteEngine) settings(time.Duration) []setting { return nil }

// The file is opened for reading only, and the transaction sees one state of it.
func (sqliteEngine) begin() []string { return []string{"BEGIN"} }

func (sqliteEngine) server() (name, version string) { return "SQLite", "SELECT sqlite_version()" }

func (sqliteEngine) lists() (tables, columns string) {
	return "SELECT name, '', type = 'view' FROM sqlite_master WHERE type IN ('table', 'view')",
		`SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p
			WHERE m.type IN ('table', 'view') ORDER BY m.name, p.cid`
}

// session is one connection with one open snapshot.
type session struct {
	conn   *sql.Conn
	ctx    context.Context
	cancel context.CancelFunc
	// seen is the catalogue once it was read, told what the server said of the session.
	seen *catalogue
	told map[string]string
	// without are the extras that turned out not to be there, or not for the account.
	without []preset.Extra
}

// open takes a connection for itself and begins a snapshot on it.
func (s *Source) open(ctx context.Context) (*session, error) {
	conn, err := s.db.DB.Conn(ctx)
	if err != nil {
		return nil, unreachable("connecting to the source", err)
	}
	ss := &session{conn: conn, told: map[string]string{}}
	ss.ctx, ss.cancel = context.WithCancel(ctx)
	if err := ss.prepare(s.engine, s.timeout); err != nil {
		ss.close()
		return nil, unreachable("beginning a snapshot", err)
	}
	return ss, nil
}

func (ss *session) prepare(e engine, timeout time.Duration) error {
	for _, set := range e.settings(timeout) {
		_, err := ss.conn.ExecContext(ss.ctx, set.sql)
		if err != nil && !slices.Contains(set.tolerated, mysqlNumber(err)) {
			return fmt.Errorf("%s: %w", set.sql, err)
		}
	}
	var err error
	for _, begin := range e.begin() {
		if _, err = ss.conn.ExecContext(ss.ctx, begin); err == nil {
			return nil
		}
		if n := mysqlNumber(err); n != errSyntax && n != errNotSupported {
			break
		}
	}
	return err
}

// close ends the snapshot and discards the connection, with its settings and with
// whatever a broken-off query still has to send. Cancelling first keeps that from
// being read to its end. A second time does nothing.
func (ss *session) close() {
	ss.cancel()
	ss.conn.Raw(func(any) error { return driver.ErrBadConn })
	ss.conn.Close()
}

// account is whom the server takes us for, and database where we are.
func (ss *session) account(ctx context.Context) (string, error) {
	return ss.scalar(ctx, "SELECT CURRENT_USER()")
}

func (ss *session) database(ctx context.Context) (string, error) {
	return ss.scalar(ctx, "SELECT DATABASE()")
}

// scalar returns the one value that a query about the session answers, which is the
// same as long as that lasts.
func (ss *session) scalar(ctx context.Context, query string) (string, error) {
	if out, told := ss.told[query]; told {
		return out, nil
	}
	var out string
	if err := ss.conn.QueryRowContext(ss.ctx, query).Scan(&out); err != nil {
		return "", failed(ctx, query, err)
	}
	ss.told[query] = out
	return out, nil
}

// query runs one SELECT. The rows must be closed before the next.
func (ss *session) query(query string, args []any) (*sql.Rows, error) {
	return ss.conn.QueryContext(ss.ctx, query, args...)
}
