package jobs

import (
	"context"
	"fmt"
	"slices"
	"time"

	"daybook/jobs/runlog"
)

// claim takes every part of the run before the ERP is read, so that two
// processes never do the same work. A part that was delivered already keeps its
// earlier run: it is built again and not sent.
func (r *Runner) claim(ctx context.Context, x *run) error {
	if !x.q.claims() {
		return nil
	}
	if x.q.Keep {
		if err := r.refuseBegun(ctx, x); err != nil {
			return err
		}
	}
	if x.q.Restate {
		if err := r.nextRevision(ctx, x); err != nil {
			return err
		}
	}
	return r.claimParts(ctx, x, x.parts)
}

// claimParts claims some of the run's parts. A slice of each is claimed as one before its
// own parts are known, so that one instance alone reads the ERP for it.
func (r *Runner) claimParts(ctx context.Context, x *run, parts []part) error {
	if !x.q.claims() {
		return nil
	}
	by := r.claimant(x.q)
	for i := range parts {
		p := &parts[i]
		got, claimed, err := r.Log.ClaimRun(ctx, p.key(x), by, r.Now())
		switch {
		case err != nil:
			return err
		case claimed:
			p.claim = got.Claim
			x.hold.add(p.key(x), p.claim)
		case got.Outcome == "":
			x.yields = scheduled(x.q.By)
			return &busyError{fmt.Sprintf("%s is being made by %s since %s", p.key(x), got.Holder.Name(), got.Started.Format(time.DateTime))}
		default:
			p.settled = &got
			if x.q.Once {
				p.outcome = got.Outcome
			}
		}
	}
	return nil
}

// claimant is who asks for the parts of a run. A firing is over when it has ended on
// any instance, however it ended: that its clock is behind is no reason to try again.
func (r *Runner) claimant(q Request) runlog.Claimant {
	over := func(run runlog.Run) bool {
		return scheduled(q.By) && scheduled(run.StartedBy) || q.Keep && slices.Contains(mayHaveLeft, run.Outcome)
	}
	return runlog.Claimant{Holder: r.Holder, By: q.By, Lease: r.Config.Lease, Gone: runlog.GoneHere(r.Holder), Over: over}
}

// nextRevision numbers a restatement. One that did not reach all of its readers
// is gone on with: who has it does not get it again.
func (r *Runner) nextRevision(ctx context.Context, x *run) error {
	runs, err := r.Log.History(ctx, runlog.Filter{Job: x.job.Name, From: x.asOf.String(), To: x.asOf.String()})
	if err != nil {
		return err
	}
	last, left, undone := 0, false, false
	for _, run := range runs {
		last = max(last, run.Revision)
		left = left || slices.Contains(mayHaveLeft, run.Outcome)
	}
	for _, run := range runs {
		undone = undone || run.Revision == last && last > 0 && !slices.Contains(done, run.Outcome)
	}
	switch {
	case !left:
		return &UsageError{
			fmt.Sprintf("%s as of %s was never delivered, so there is nothing to restate", x.job.Name, x.asOf),
			"run it without --restate",
		}
	case undone:
		x.revision = last
	default:
		x.revision = last + 1
	}
	return nil
}

// mayHaveLeft are the outcomes of which a reader may have a mail, done those
// that another attempt would not change.
var (
	mayHaveLeft = []runlog.Outcome{runlog.Delivered, runlog.Partly, runlog.Unknown}
	done        = []runlog.Outcome{runlog.Delivered, runlog.Nothing, runlog.Unknown}
)
