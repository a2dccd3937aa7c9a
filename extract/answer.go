package extract

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// answer streams the rows of one query: from the wire where it can, else from the
// driver itself, as database/sql's Scan costs as much for a row as all the
// decoding does. Of what a driver may answer with it makes the bytes that each
// cell takes; those that the driver holds itself are not copied.
type answer struct {
	ctx   context.Context
	rows  driver.Rows
	names []string
	// cells are the columns of the row at hand, nil for NULL. They are valid until
	// the next row.
	cells [][]byte
	// wire is nil where rows cannot be taken from it.
	wire *wire
	// integers are the places of columns whose leading zeros, which MySQL sends of
	// a ZEROFILL column, are no part of the value.
	integers []int
	values   []driver.Value
	// scratch holds, by column, the digits of values that come as numbers.
	scratch [][]byte
	err     error
}

// stream runs one SELECT and hands its rows to read. The connection is busy until
// read returns. After an error of read it is given up: closing an answer would
// otherwise read it to its end.
func (ss *session) stream(query string, args []any, read func(*answer) error) error {
	return ss.conn.Raw(func(raw any) error {
		rows, err := start(ss.ctx, raw, query, named(args))
		if err != nil {
			return err
		}
		a := newAnswer(ss.ctx, rows, below(raw, rows))
		if err := read(a); err != nil {
			ss.cancel()
			rows.Close()
			return err
		}
		return rows.Close()
	})
}

func newAnswer(ctx context.Context, rows driver.Rows, w *wire) *answer {
	a := &answer{ctx: ctx, rows: rows, names: rows.Columns(), wire: w}
	n := len(a.names)
	a.cells, a.values, a.scratch = make([][]byte, n), make([]driver.Value, n), make([][]byte, n)
	for i := range a.names {
		if t := typeName(rows, i); strings.HasSuffix(t, "INT") || t == "YEAR" {
			a.integers = append(a.integers, i)
		}
	}
	return a
}

// below returns the wire from which an answer can be taken: one whose packets can
// be seen, and only of the text protocol, not that of prepared statements.
func below(conn any, rows driver.Rows) *wire {
	_, isPrepared := rows.(*ownRows)
	if c, ok := conn.(*wiredConn); ok && c.wire.plain && !isPrepared && len(rows.Columns()) > 0 {
		return c.wire
	}
	return nil
}

// start runs a query on a driver's connection. A driver skips a query that it can
// only run prepared: the MySQL one where a text in it holds a question mark.
func start(ctx context.Context, conn any, query string, args []driver.NamedValue) (driver.Rows, error) {
	direct, ok := conn.(driver.QueryerContext)
	if !ok {
		return nil, fmt.Errorf("the driver's %T runs no queries", conn)
	}
	rows, err := direct.QueryContext(ctx, query, args)
	if !errors.Is(err, driver.ErrSkip) {
		return rows, err
	}
	return prepared(ctx, conn, query, args)
}

func prepared(ctx context.Context, conn any, query string, args []driver.NamedValue) (driver.Rows, error) {
	preparer, ok := conn.(driver.ConnPrepareContext)
	if !ok {
		return nil, driver.ErrSkip
	}
	statement, err := preparer.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	runner, ok := statement.(driver.StmtQueryContext)
	if !ok {
		return nil, errors.Join(driver.ErrSkip, statement.Close())
	}
	rows, err := runner.QueryContext(ctx, args)
	if err != nil {
		return nil, errors.Join(err, statement.Close())
	}
	return &ownRows{rows, statement}, nil
}

// ownRows closes its statement with itself.
type ownRows struct {
	driver.Rows
	statement driver.Stmt
}

// Close ends the answer and the statement.
func (r *ownRows) Close() error { return errors.Join(r.Rows.Close(), r.statement.Close()) }

// ColumnTypeDatabaseTypeName passes the driver's answer on.
func (r *ownRows) ColumnTypeDatabaseTypeName(i int) string { return typeName(r.Rows, i) }

func named(args []any) []driver.NamedValue {
	out := make([]driver.NamedValue, len(args))
	for i, v := range args {
		out[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return out
}

// typeName is the database's name for the type of a column, empty where the
// driver does not tell.
func typeName(rows driver.Rows, i int) string {
	if t, ok := rows.(driver.RowsColumnTypeDatabaseTypeName); ok {
		return t.ColumnTypeDatabaseTypeName(i)
	}
	return ""
}

// next goes to the next row; after the last, or an error in err, it is false.
func (a *answer) next() bool {
	if a.wire == nil {
		return a.nextOfDriver()
	}
	row, ok := a.wire.row()
	if !ok {
		return a.nextOfDriver()
	}
	a.err = cut(row, a.cells)
	for _, i := range a.integers {
		a.cells[i] = trimZeros(a.cells[i])
	}
	return a.err == nil
}

// nextOfDriver is next for what only the driver can read: the end of an answer,
// errors, very long rows, and all of other databases.
func (a *answer) nextOfDriver() bool {
	a.err = a.rows.Next(a.values)
	if a.err == io.EOF {
		a.err = nil
		return false
	}
	for i, v := range a.values {
		switch v := v.(type) {
		case []byte:
			a.cells[i] = v
		case nil:
			a.cells[i] = nil
		default:
			a.scratch[i] = appendValue(a.scratch[i][:0], v)
			a.cells[i] = a.scratch[i]
		}
	}
	return a.err == nil
}

func trimZeros(b []byte) []byte {
	for len(b) > 1 && b[0] == '0' {
		b = b[1:]
	}
	return b
}

// appendValue writes what a driver made of a column as the database would have
// sent it.
func appendValue(b []byte, v driver.Value) []byte {
	switch v := v.(type) {
	case string:
		return append(b, v...)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case uint64:
		return strconv.AppendUint(b, v, 10)
	case float64:
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	case float32:
		return strconv.AppendFloat(b, float64(v), 'f', -1, 32)
	case bool:
		if v {
			return append(b, '1')
		}
		return append(b, '0')
	case time.Time:
		return v.AppendFormat(b, time.RFC3339Nano)
	}
	return fmt.Append(b, v)
}
