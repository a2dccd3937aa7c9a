package runlog

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// transaction is a write transaction with the log's prepared statements.
type transaction struct {
	*sql.Tx
	log *Log
}

func (l *Log) transact(ctx context.Context, do func(*transaction) error) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(&transaction{tx, l}); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func (tx *transaction) exec(ctx context.Context, query string, args ...any) (int64, error) {
	res, err := tx.StmtContext(ctx, tx.log.stmt[query]).ExecContext(ctx, args...)
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
	var n int
	if err := tx.row(ctx, "run_is_held", c.ID, c.Attempt).Scan(&n); err != nil {
		return err
	}
	if n == 0 {
		return ErrLost
	}
	return nil
}

// change runs an update of the row that a claim names; no such row is a lost claim.
func (l *Log) change(ctx context.Context, what, query string, args ...any) error {
	res, err := l.stmt[query].ExecContext(ctx, args...)
	if err != nil {
		return fmt.Errorf("%s: %w", what, l.explain(err))
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(fmt.Errorf("%s: %w", what, ErrLost), err)
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

func document(s string) json.RawMessage {
	if s == "" {
		return nil
	}
	return json.RawMessage(s)
}

// stampLayout has a fixed width, so that text order is the order of time.
const stampLayout = "2006-01-02T15:04:05.000Z"

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
	s, ok := v.(string)
	if !ok {
		return fmt.Errorf("a time is kept as text, found %T", v)
	}
	i.Time, err = parseStamp(s)
	return err
}
