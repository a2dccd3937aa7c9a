package runlog

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// transaction is a write transaction with the log's prepared statements.
type transaction struct {
	*sql.Tx
	log *Log
}

// tries are how often one write is tried that loses against others.
const tries = 20

// again does something that may lose against another transaction, until it does not.
func (l *Log) again(ctx context.Context, do func() error) error {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.MaxInterval = 5*time.Millisecond, 500*time.Millisecond
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := do()
		if err != nil && !l.conflict(err) {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithBackOff(pauses), backoff.WithMaxTries(tries))
	return err
}

// transact does something in one transaction, from the beginning where it lost
// against another.
func (l *Log) transact(ctx context.Context, do func(*transaction) error) error {
	return l.again(ctx, func() error {
		tx, err := l.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if err := do(&transaction{tx, l}); err != nil {
			return errors.Join(err, ignoreDone(tx.Rollback()))
		}
		return tx.Commit()
	})
}

// ignoreDone forgives the rollback of what has ended already, with its context or
// its connection.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) || errors.Is(err, driver.ErrBadConn) {
		return nil
	}
	return err
}

func (tx *transaction) exec(ctx context.Context, query string, args ...any) (int64, error) {
	return affected(tx.StmtContext(ctx, tx.log.stmt[query]).ExecContext(ctx, args...))
}

// affected is how many rows a statement wrote.
func affected(res sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (tx *transaction) row(ctx context.Context, query string, args ...any) *sql.Row {
	return tx.StmtContext(ctx, tx.log.stmt[query]).QueryRowContext(ctx, args...)
}

func (tx *transaction) run(ctx context.Context, k Key) (Run, error) {
	return scanRun(tx.row(ctx, "run_by_key", k.Job, k.AsOf, k.Slice, k.Revision))
}

func (tx *transaction) delivery(ctx context.Context, run Claim, recipient string) (Delivery, error) {
	return scanDelivery(tx.row(ctx, "delivery_by_key", run.ID, recipient))
}

func (tx *transaction) held(ctx context.Context, c Claim) error {
	var attempt int
	err := tx.row(ctx, "run_is_held", c.ID, c.Attempt).Scan(&attempt)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrLost
	}
	return err
}

// Clock is the time that leases go by: of a database that several hosts share, its
// own, so that a host whose clock is wrong takes nothing from others; else now.
func (l *Log) Clock(ctx context.Context, now time.Time) (time.Time, error) {
	clock, err := l.clock(ctx, now)
	return clock, l.explain(err)
}

func (l *Log) clock(ctx context.Context, now time.Time) (time.Time, error) {
	query := l.stmt["now"]
	if query == nil {
		return now, nil
	}
	var text string
	if err := query.QueryRowContext(ctx).Scan(&text); err != nil {
		return time.Time{}, err
	}
	return time.Parse(clockLayout, text)
}

// change runs an update of the row that a claim names; no such row is a lost claim.
func (l *Log) change(ctx context.Context, what, query string, args ...any) error {
	var n int64
	err := l.again(ctx, func() (err error) {
		n, err = affected(l.stmt[query].ExecContext(ctx, args...))
		return err
	})
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", what, l.explain(err))
	case n == 0:
		return fmt.Errorf("%s: %w", what, ErrLost)
	}
	return nil
}

func scanRun(row scanner) (r Run, err error) {
	var holder, figures, manifest string
	var lease, started, finished instant
	err = row.Scan(&r.ID, &r.Job, &r.AsOf, &r.Slice, &r.Revision, &r.Attempt, &holder, &lease, &r.StartedBy,
		&started, &finished, &r.Outcome, &r.Reason, &figures, &manifest)
	if err != nil {
		return Run{}, err
	}
	r.LeaseUntil, r.Started, r.Finished = lease.Time, started.Time, finished.Time
	r.Figures, r.Manifest = document(figures), document(manifest)
	r.Holder, err = parseHolder(holder)
	return r, err
}

func scanDelivery(row scanner) (d Delivery, err error) {
	var claimed, sending, finished instant
	err = row.Scan(&d.ID, &d.RunID, &d.Recipient, &d.Attempt, &d.State, &d.MessageID, &d.Outcome, &d.Reason,
		&d.Reply, &d.SHA256, &claimed, &sending, &finished)
	d.Claimed, d.Sending, d.Finished = claimed.Time, sending.Time, finished.Time
	return d, err
}

func scanAttempt(row scanner) (a Attempt, err error) {
	var started, finished instant
	err = row.Scan(&a.Attempt, &a.Holder, &a.StartedBy, &started, &finished, &a.Outcome, &a.Reason)
	a.Started, a.Finished = started.Time, finished.Time
	return a, err
}

// written is what people and servers wrote, as text that every database takes.
func written(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

func document(s string) json.RawMessage {
	if s == "" {
		return nil
	}
	return json.RawMessage(s)
}

// stampLayout has a fixed width, so that text order is the order of time.
const stampLayout = "2006-01-02T15:04:05.000Z"

// clockLayout is how the database's clock tells the time, in UTC.
const clockLayout = "2006-01-02T15:04:05.000000"

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(stampLayout)
}

func parseStamp(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return time.Parse(stampLayout, s)
}

// instant scans a stamp.
type instant struct{ time.Time }

// Scan implements [sql.Scanner].
func (i *instant) Scan(v any) (err error) {
	switch s := v.(type) {
	case string:
		i.Time, err = parseStamp(s)
	case []byte:
		i.Time, err = parseStamp(string(s))
	default:
		err = fmt.Errorf("a time is kept as text, found %T", v)
	}
	return err
}
