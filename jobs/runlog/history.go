package runlog

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"time"
)

// Filter chooses runs of the history; what is empty does not restrict.
type Filter struct {
	Job       string
	From, To  string // as-of, both included
	Recipient string // runs with a delivery to this address, or one sent again
	Running   bool   // only runs that have not ended
	Limit     int    // the newest; 0 is all
}

// Attempt is an attempt at a run that another followed.
type Attempt struct {
	Attempt           int
	Holder            string
	StartedBy         string
	Started, Finished time.Time // Finished is zero where the process ended first
	Outcome           Outcome
	Reason            string
}

// History returns the runs, the last started first.
func (l *Log) History(ctx context.Context, f Filter) ([]Run, error) {
	limit := f.Limit
	if limit <= 0 {
		limit = math.MaxInt
	}
	runs, err := collect(ctx, l.stmt["history"], scanRun,
		f.Job, f.Job, f.From, f.From, f.To, f.To, f.Recipient, f.Recipient, f.Recipient, f.Running, limit)
	if err != nil {
		return nil, fmt.Errorf("history: %w", l.explain(err))
	}
	return runs, nil
}

// Unfinished returns the runs that have not ended, in the order of their first claim.
func (l *Log) Unfinished(ctx context.Context) ([]Run, error) {
	runs, err := collect(ctx, l.stmt["open_runs"], scanRun)
	if err != nil {
		return nil, fmt.Errorf("runs that have not ended: %w", l.explain(err))
	}
	return runs, nil
}

// Deliveries returns the deliveries of a run in the order of their first claim.
func (l *Log) Deliveries(ctx context.Context, runID int64) ([]Delivery, error) {
	list, err := collect(ctx, l.stmt["deliveries_of_run"], scanDelivery, runID)
	if err != nil {
		return nil, fmt.Errorf("deliveries of run %d: %w", runID, l.explain(err))
	}
	return list, nil
}

// Attempts returns the attempts at a run before its present one.
func (l *Log) Attempts(ctx context.Context, runID int64) ([]Attempt, error) {
	list, err := collect(ctx, l.stmt["attempts_of_run"], scanAttempt, runID)
	if err != nil {
		return nil, fmt.Errorf("attempts at run %d: %w", runID, l.explain(err))
	}
	return list, nil
}

type scanner interface{ Scan(...any) error }

func collect[T any](ctx context.Context, s *sql.Stmt, scan func(scanner) (T, error), args ...any) ([]T, error) {
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}

// lately is how many days back a success is looked for before all days are.
const lately = 40

// LastSuccess returns when a job last ended well for a day: delivered, or with nothing
// to report, in all of its slices; zero where it never did. That of an old day, made
// good lately, counts only where no day lately ended well.
func (l *Log) LastSuccess(ctx context.Context, job string, now time.Time) (time.Time, error) {
	var ended instant
	for _, from := range []string{now.AddDate(0, 0, -lately).Format(time.DateOnly), ""} {
		err := l.stmt["last_success"].QueryRowContext(ctx, job, from).Scan(&ended)
		if err != nil {
			return time.Time{}, fmt.Errorf("last success of %s: %w", job, l.explain(err))
		}
		if !ended.IsZero() {
			break
		}
	}
	return ended.Time, nil
}
