package reference

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"
)

// batchRows is the number of rows of one INSERT. The widest table times this
// stays far below the 32,766 parameters that SQLite allows.
const batchRows = 100

// Writer fills the reference tables in one transaction on a connection of its
// own. It is for one goroutine.
type Writer struct {
	ctx     context.Context
	engine  Engine
	conn    *sqlx.Conn
	tx      *sqlx.Tx
	batches []batch // one for each of Tables
	values  []any   // of the row at hand
}

// batch collects the rows of one table.
type batch struct {
	args []any
	rows int
	full *sql.Stmt // inserts batchRows rows; nil until needed
}

// NewWriter opens the transaction. ctx covers all writing, until [Writer.Commit]
// or [Writer.Rollback].
func NewWriter(ctx context.Context, db *sqlx.DB) (*Writer, error) {
	conn, err := db.Connx(ctx)
	if err != nil {
		return nil, fmt.Errorf("writing reference tables: %w", err)
	}
	w := &Writer{ctx: ctx, engine: EngineOf(db), conn: conn, batches: make([]batch, len(Tables))}
	for _, statement := range sessionSettings[w.engine] {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return nil, errors.Join(fmt.Errorf("writing reference tables: %s: %w", statement, err), w.release())
		}
	}
	if w.tx, err = conn.BeginTxx(ctx, nil); err != nil {
		return nil, errors.Join(fmt.Errorf("writing reference tables: %w", err), w.release())
	}
	return w, nil
}

// Fill makes the reference tables in an empty database and writes rows to them.
func Fill(ctx context.Context, db *sqlx.DB, rows ...any) error {
	if err := Create(ctx, db); err != nil {
		return err
	}
	return Add(ctx, db, rows...)
}

// Add writes rows to tables that are there, all or none.
func Add(ctx context.Context, db *sqlx.DB, rows ...any) error {
	w, err := NewWriter(ctx, db)
	if err != nil {
		return err
	}
	if err := w.Write(rows...); err != nil {
		return errors.Join(err, w.Rollback())
	}
	return w.Commit()
}

// sessionSettings prepare the writer's connection. Without a sql_mode MariaDB
// stores '0000-00-00' as it comes. SQLite need not wait for the disk: a file that
// a crash spoils is written anew.
var sessionSettings = map[Engine][]string{
	SQLite:  {"PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -65536"},
	MariaDB: {"SET SESSION sql_mode = ''"},
}

// Write adds rows of any of the row types of this package. An empty string is
// NULL. After an error only [Writer.Rollback] makes sense.
func (w *Writer) Write(rows ...any) error {
	for _, row := range rows {
		if err := w.add(row); err != nil {
			return err
		}
	}
	return nil
}

// WriteValues adds one row to a table by name, its values in the order of the
// columns of [Tables]: the way of an import, which knows no row types.
func (w *Writer) WriteValues(table string, values []string) error {
	i := slices.IndexFunc(Tables, func(t Table) bool { return t.Name == table })
	if i < 0 || len(values) != len(Tables[i].Columns) {
		return fmt.Errorf("writing %s: there is no such table of %d columns", table, len(values))
	}
	w.values = nullable(w.values[:0], values...)
	return w.append(i)
}

func (w *Writer) add(row any) error {
	table, values, err := tableOf(row, w.values[:0])
	if err != nil {
		return err
	}
	w.values = values
	return w.append(table)
}

// append adds the row at hand to the batch of a table, and writes the batch out
// when it is full.
func (w *Writer) append(table int) (err error) {
	b := &w.batches[table]
	b.args = append(b.args, w.values...)
	if b.rows++; b.rows < batchRows {
		return nil
	}
	if b.full == nil {
		if b.full, err = w.tx.PrepareContext(w.ctx, insert(Tables[table], batchRows)); err != nil {
			return fmt.Errorf("writing %s: %w", Tables[table].Name, err)
		}
	}
	_, err = b.full.ExecContext(w.ctx, b.args...)
	b.args, b.rows = b.args[:0], 0
	if err != nil {
		return fmt.Errorf("writing %s: %w", Tables[table].Name, err)
	}
	return nil
}

// Commit writes what is left, commits, and releases the connection.
func (w *Writer) Commit() error {
	for i := range w.batches {
		b := &w.batches[i]
		if b.rows == 0 {
			continue
		}
		if _, err := w.tx.ExecContext(w.ctx, insert(Tables[i], b.rows), b.args...); err != nil {
			return errors.Join(fmt.Errorf("writing %s: %w", Tables[i].Name, err), w.Rollback())
		}
		b.args, b.rows = nil, 0
	}
	return errors.Join(w.tx.Commit(), w.release())
}

// Rollback drops everything written and releases the connection.
func (w *Writer) Rollback() error {
	err := w.tx.Rollback()
	if errors.Is(err, sql.ErrTxDone) { // the context ended, and the transaction with it
		err = nil
	}
	return errors.Join(err, w.release())
}

// release gives the connection up. A MariaDB connection is closed, as its
// session settings would otherwise reach whoever gets it from the pool next;
// a SQLite one is kept, as closing it would drop a database in memory.
func (w *Writer) release() error {
	if w.engine == MariaDB {
		err := w.conn.Raw(func(any) error { return driver.ErrBadConn })
		if !errors.Is(err, driver.ErrBadConn) {
			return err
		}
		return nil
	}
	_, err := w.conn.ExecContext(context.WithoutCancel(w.ctx), "PRAGMA synchronous = FULL")
	return errors.Join(err, w.conn.Close())
}

// insert is the statement that adds a number of rows to a table.
func insert(t Table, rows int) string {
	row := "(?" + strings.Repeat(",?", len(t.Columns)-1) + ")"
	return "INSERT INTO `" + t.Name + "` (" + strings.Join(t.Columns, ",") + ") VALUES " +
		row + strings.Repeat(","+row, rows-1)
}
