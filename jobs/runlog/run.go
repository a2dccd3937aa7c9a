package runlog

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// ErrLost says that a claim is no longer its holder's: the run was taken over or
// has ended. Whoever gets it stops and sends nothing more.
var ErrLost = errors.New("the claim was lost to another process")

// Key names a run.
type Key struct {
	Job string
	// AsOf is YYYY-MM-DD, or an instant as RFC 3339 in UTC; of one job always the
	// same form, so that text order is the order of time.
	AsOf  string
	Slice string // empty is everything
	// Revision is 0, and raised by each restatement.
	Revision int
}

// String names the run in messages.
func (k Key) String() string {
	s := k.Job + " as of " + k.AsOf
	if k.Slice != "" {
		s += ", slice " + k.Slice
	}
	if k.Revision > 0 {
		s += fmt.Sprintf(", restatement %d", k.Revision)
	}
	return s
}

// Claimant is who asks for a run, and how it may be taken from others.
type Claimant struct {
	Holder
	By    string        // "schedule", or the user who started it
	Lease time.Duration // how long the claim holds unless renewed
	// Gone says that a holder surely works no more, so that its lease need not be
	// awaited; see [GoneHere]. Nil leaves it to the leases.
	Gone func(Holder) bool
	// Over says of a run that ended that it is not to be made again, beside those that
	// are settled anyway. Nil says it of none.
	Over func(Run) bool
}

// Claim is the right to work on a run.
type Claim struct {
	ID      int64
	Attempt int // from 1
}

// Run is a run as recorded.
type Run struct {
	Claim
	Key
	Holder     Holder
	LeaseUntil time.Time
	StartedBy  string
	Started    time.Time
	Finished   time.Time // zero while it runs
	Outcome    Outcome   // empty while it runs
	Reason     string
	Figures    json.RawMessage
	Manifest   json.RawMessage
}

// Finish is what is recorded at the end of a run.
type Finish struct {
	Outcome  Outcome
	Reason   string
	Figures  json.RawMessage
	Manifest json.RawMessage
}

// ClaimRun claims a run. Where it returns false, the run says why: it has an
// outcome that settles it, or another holder is at work.
func (l *Log) ClaimRun(ctx context.Context, key Key, by Claimant, now time.Time) (run Run, claimed bool, err error) {
	clock, err := l.clock(ctx, now)
	if err == nil {
		run, claimed, err = l.claimRun(ctx, key, by, now, clock)
	}
	if err != nil {
		return Run{}, false, fmt.Errorf("claim %s: %w", key, l.explain(err))
	}
	return run, claimed, nil
}

// claimRun writes the row first, by itself: who finds none of that key has the claim
// and no lock that another could wait for.
func (l *Log) claimRun(ctx context.Context, key Key, by Claimant, now, clock time.Time) (run Run, claimed bool, err error) {
	lease := stamp(clock.Add(by.Lease))
	err = l.again(ctx, func() error {
		_, err := l.stmt["insert_run"].ExecContext(ctx, key.Job, key.AsOf, key.Slice, key.Revision, by.Holder.String(), lease, by.By, stamp(now))
		return err
	})
	first := err == nil
	if !first && !l.duplicate(err) {
		return Run{}, false, err
	}
	err = l.transact(ctx, func(tx *transaction) error {
		claimed = first
		var err error
		if run, err = tx.run(ctx, key); err != nil || first || !run.takeable(by, clock) {
			return err
		}
		if err := tx.retake(ctx, run, by, now, lease); err != nil {
			return err
		}
		claimed = true
		run, err = tx.run(ctx, key)
		return err
	})
	return run, claimed, err
}

// takeable says whether a run that exists may be worked on (again).
func (r Run) takeable(by Claimant, clock time.Time) bool {
	if r.Outcome != "" {
		return !r.Outcome.settled() && (by.Over == nil || !by.Over(r))
	}
	return r.Abandoned(by.Gone, clock)
}

// Abandoned says that nobody works any more on a run that has not ended: its holder
// is gone, or has shown no sign of life for the length of its lease. See [Log.Clock].
func (r Run) Abandoned(gone func(Holder) bool, clock time.Time) bool {
	return r.Outcome == "" && (!clock.Before(r.LeaseUntil) || gone != nil && gone(r.Holder))
}

// RetryRun ends an attempt that failed and begins the next under the same claim,
// which holds for a whole lease again.
func (l *Log) RetryRun(ctx context.Context, key Key, c Claim, by Claimant, reason string, now time.Time) (Claim, error) {
	clock, err := l.clock(ctx, now)
	if err != nil {
		return Claim{}, fmt.Errorf("retry %s: %w", key, l.explain(err))
	}
	err = l.transact(ctx, func(tx *transaction) error {
		run, err := tx.run(ctx, key)
		if err != nil {
			return err
		}
		if run.Claim != c || run.Outcome != "" {
			return ErrLost
		}
		run.Finished, run.Outcome, run.Reason = now, Failed, written(reason)
		return tx.retake(ctx, run, by, now, stamp(clock.Add(by.Lease)))
	})
	if err != nil {
		return Claim{}, fmt.Errorf("retry %s: %w", key, l.explain(err))
	}
	return Claim{c.ID, c.Attempt + 1}, nil
}

const interrupted = "the process ended after it began to send and before the server's answer was recorded"

// retake keeps the attempt before and begins the next. What that one was just
// sending may have arrived.
func (tx *transaction) retake(ctx context.Context, r Run, by Claimant, now time.Time, lease string) error {
	_, err := tx.exec(ctx, "keep_attempt", r.ID, r.Attempt, r.Holder.String(), r.StartedBy, stamp(r.Started), stamp(r.Finished), string(r.Outcome), r.Reason)
	if err != nil {
		return err
	}
	if _, err := tx.exec(ctx, "orphan_deliveries", interrupted, stamp(now), r.ID); err != nil {
		return err
	}
	_, err = tx.exec(ctx, "retake_run", by.Holder.String(), lease, by.By, stamp(now), r.ID, r.Attempt)
	return err
}

// Renew is the sign of life of a holder for all slices of a run that it works on: it
// holds them for the lease from now. It returns the claims that are still its own.
func (l *Log) Renew(ctx context.Context, key Key, by Holder, lease time.Duration, now time.Time) ([]Claim, error) {
	claims, err := l.renew(ctx, key, by, lease, now)
	if err != nil {
		return nil, fmt.Errorf("renew the claim of %s: %w", key, l.explain(err))
	}
	return claims, nil
}

func (l *Log) renew(ctx context.Context, key Key, by Holder, lease time.Duration, now time.Time) ([]Claim, error) {
	clock, err := l.clock(ctx, now)
	if err != nil {
		return nil, err
	}
	of := []any{key.Job, key.AsOf, key.Revision, by.String()}
	err = l.again(ctx, func() error {
		_, err := l.stmt["renew_runs"].ExecContext(ctx, append([]any{stamp(clock.Add(lease))}, of...)...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return collect(ctx, l.stmt["claims_of_holder"], scanClaim, of...)
}

func scanClaim(row scanner) (c Claim, err error) {
	err = row.Scan(&c.ID, &c.Attempt)
	return c, err
}

// FinishRun records the end of a run.
func (l *Log) FinishRun(ctx context.Context, c Claim, f Finish, now time.Time) error {
	return l.change(ctx, "finish run", "finish_run",
		string(f.Outcome), written(f.Reason), string(f.Figures), string(f.Manifest), stamp(now), c.ID, c.Attempt)
}

// Revision returns the latest revision of the job's runs for the as-of, and false
// where there is none. A restatement takes the next for all its slices.
func (l *Log) Revision(ctx context.Context, job, asOf string) (int, bool, error) {
	var n int
	if err := l.stmt["latest_revision"].QueryRowContext(ctx, job, asOf).Scan(&n); err != nil {
		return 0, false, fmt.Errorf("revision of %s as of %s: %w", job, asOf, l.explain(err))
	}
	return max(n, 0), n >= 0, nil
}

// LastDelivered returns the latest run of the job and slice before the as-of that
// reached a reader, in its last revision, and false where there is none.
func (l *Log) LastDelivered(ctx context.Context, job, slice, before string) (Run, bool, error) {
	r, err := scanRun(l.stmt["last_delivered"].QueryRowContext(ctx, job, slice, before))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Run{}, false, nil
	case err != nil:
		return Run{}, false, fmt.Errorf("last delivered %s before %s: %w", job, before, l.explain(err))
	}
	return r, true, nil
}
