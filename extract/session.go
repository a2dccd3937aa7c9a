package extract

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"slices"
	"time"
)

// engine is what differs between databases: how a read-only snapshot begins.
type engine interface {
	settings(timeout time.Duration) []setting
	// begin lists ways to open the snapshot, the best first.
	begin() []string
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

type sqliteEngine struct{}

func (sqliteEngine) settings(time.Duration) []setting { return nil }

// The file is opened for reading only, and the transaction sees one state of it.
func (sqliteEngine) begin() []string { return []string{"BEGIN"} }

// session is one connection with one open snapshot.
type session struct {
	conn   *sql.Conn
	ctx    context.Context
	cancel context.CancelFunc
	// seen is the catalogue once it was read.
	seen *catalogue
}

// open takes a connection for itself and begins a snapshot on it.
func (s *Source) open(ctx context.Context) (*session, error) {
	conn, err := s.db.DB.Conn(ctx)
	if err != nil {
		return nil, unreachable("connecting to the source", err)
	}
	ss := &session{conn: conn}
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
// being read to its end.
func (ss *session) close() {
	ss.cancel()
	ss.conn.Raw(func(any) error { return driver.ErrBadConn })
	ss.conn.Close()
}

// query runs one SELECT. The rows must be closed before the next.
func (ss *session) query(query string, args []any) (*sql.Rows, error) {
	return ss.conn.QueryContext(ss.ctx, query, args...)
}
