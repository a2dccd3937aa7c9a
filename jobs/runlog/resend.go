package runlog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// ErrNoRun says that there is no run of a number.
var ErrNoRun = errors.New("there is no such run")

// Resend is a message of a run that somebody sent again by hand, to one address.
type Resend struct {
	RunID     int64
	Recipient string
	MessageID string // its own
	Repeats   string // the Message-ID of what it repeats
	AskedBy   string
	SHA256    string // of the message as sent
	Begun     time.Time
	Finished  time.Time // zero where the process ended first
	Outcome   Outcome   // delivered, failed or unknown; empty where the process ended first
	Reason    string
	Reply     string // the server's last word
}

// Run returns the run of a number, or [ErrNoRun].
func (l *Log) Run(ctx context.Context, id int64) (Run, error) {
	r, err := scanRun(l.stmt["run_by_id"].QueryRowContext(ctx, id))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Run{}, fmt.Errorf("run %d: %w", id, ErrNoRun)
	case err != nil:
		return Run{}, fmt.Errorf("run %d: %w", id, l.explain(err))
	}
	return r, nil
}

// BeginResend records that a message is about to be sent again.
func (l *Log) BeginResend(ctx context.Context, r Resend) error {
	return l.change(ctx, "begin resending", "insert_resend", r.RunID, r.Recipient, r.MessageID, r.Repeats, r.AskedBy, r.SHA256, stamp(r.Begun))
}

// FinishResend records what became of it.
func (l *Log) FinishResend(ctx context.Context, r Resend) error {
	return l.change(ctx, "finish resending", "finish_resend", string(r.Outcome), written(r.Reason), written(r.Reply), stamp(r.Finished), r.MessageID, r.RunID)
}

// Resends returns what was sent again of a run, in order.
func (l *Log) Resends(ctx context.Context, runID int64) ([]Resend, error) {
	list, err := collect(ctx, l.stmt["resends_of_run"], scanResend, runID)
	if err != nil {
		return nil, fmt.Errorf("resends of run %d: %w", runID, l.explain(err))
	}
	return list, nil
}

func scanResend(row scanner) (r Resend, err error) {
	var begun, finished instant
	err = row.Scan(&r.RunID, &r.Recipient, &r.MessageID, &r.Repeats, &r.AskedBy, &r.SHA256, &begun, &finished, &r.Outcome, &r.Reason, &r.Reply)
	r.Begun, r.Finished = begun.Time, finished.Time
	return r, err
}
