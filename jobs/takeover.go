package jobs

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"daybook/jobs/runlog"
)

// takeOver sees to the runs of all instances until ctx ends or it is stopped. Stopped,
// it waits for what it began, which may go on as long as the drain.
func (r *Runner) takeOver(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	work, cut := context.WithCancel(context.WithoutCancel(ctx))
	drained := context.AfterFunc(ctx, func() { time.AfterFunc(r.Config.Drain, cut) })
	var over sync.WaitGroup
	over.Go(func() { r.sweep(ctx, work) })
	return func() {
		cancel()
		over.Wait()
		drained()
		cut()
	}
}

// sweep looks for abandoned runs until ctx ends, and sees to them: at the latest half a
// lease after their lease. They get the context work.
func (r *Runner) sweep(ctx, work context.Context) {
	ticks := time.NewTicker(r.Config.Lease / 2)
	defer ticks.Stop()
	for failed := false; ; {
		select {
		case <-ctx.Done():
			return
		case <-ticks.C:
		}
		abandoned, err := r.abandoned(ctx)
		if err != nil && ctx.Err() == nil && !failed { // said once, not at every tick
			r.Words.Error("runs of other instances could not be watched", "err", err)
		}
		failed = err != nil
		for _, run := range abandoned {
			if ctx.Err() != nil {
				return
			}
			if err := r.seeTo(work, run); err != nil {
				r.Words.Error("taking over failed", "job", run.Job, "period", run.AsOf, "err", err)
			}
		}
	}
}

// seeTo makes a run that its instance did not finish, or gives it up: one that was
// asked for by hand goes on only where it had begun to send. Before that whoever
// asked for it saw it end.
func (r *Runner) seeTo(ctx context.Context, left runlog.Run) error {
	if _, known := r.Config.Job(left.Job); !known {
		return nil // another configuration's
	}
	before, err := r.unfinished(ctx, left.Key)
	if err != nil {
		return err
	}
	if scheduled(left.StartedBy) && left.Revision == 0 {
		// A slice that nobody is to have any more is not made again with the others.
		resumed := r.resume(ctx, left)
		after, err := r.unfinished(ctx, left.Key)
		return errors.Join(resumed, err, r.giveUp(ctx, left, inBoth(before, after)))
	}
	begun, err := r.anyBegun(ctx, before)
	if err != nil {
		return err
	}
	latest, _, err := r.Log.Revision(ctx, left.Job, left.AsOf)
	switch {
	case err != nil:
		return err
	case begun && left.Revision == latest:
		return r.resume(ctx, left)
	}
	return r.giveUp(ctx, left, before)
}

// resume goes on with a run as it was asked for.
func (r *Runner) resume(ctx context.Context, left runlog.Run) error {
	r.Words.Info("taking over a run that was left unfinished", "job", left.Job, "period", left.AsOf, "from", left.Holder.Name())
	day, err := dayOf(left.Key)
	if err != nil {
		return err
	}
	if job, _ := r.Config.Job(left.Job); scheduled(left.StartedBy) && left.Revision == 0 {
		return r.scheduledRun(ctx, ctx, job, due{left.Started, day}, byScheduleLate)
	}
	return r.Run(ctx, left.Job, Request{By: left.StartedBy, AsOf: day, Once: true, Restate: left.Revision > 0}).Cause()
}

// inBoth are the runs that are in the same attempt as before: of others somebody else
// has the claim by now.
func inBoth(before, after []runlog.Run) []runlog.Run {
	return slices.DeleteFunc(after, func(run runlog.Run) bool {
		return !slices.ContainsFunc(before, func(b runlog.Run) bool { return b.Claim == run.Claim })
	})
}

// giveUp ends a run that nobody finishes, in some of its slices, and tells its owner.
func (r *Runner) giveUp(ctx context.Context, left runlog.Run, runs []runlog.Run) error {
	report := newReport(left.Job)
	report.AsOf = left.AsOf
	ends := map[runlog.Claim]runlog.Finish{}
	for _, run := range runs {
		got, claimed, err := r.Log.ClaimRun(ctx, run.Key, r.claimant(Request{By: run.StartedBy}), r.Now())
		if err != nil {
			return err
		}
		if !claimed {
			continue
		}
		if ends[got.Claim], err = r.epitaph(ctx, got, &report); err != nil {
			return err
		}
	}
	if len(ends) == 0 {
		return nil
	}
	r.tellOwner(ctx, report, Request{By: left.StartedBy, Restate: left.Revision > 0})
	var errs []error
	for claim, end := range ends {
		errs = append(errs, r.Log.FinishRun(ctx, claim, end, r.Now()))
	}
	return errors.Join(errs...)
}

// epitaph is the end of a run that nobody finishes, and adds it to the report.
func (r *Runner) epitaph(ctx context.Context, run runlog.Run, report *Report) (runlog.Finish, error) {
	deliveries, err := r.Log.Deliveries(ctx, run.ID)
	if err != nil {
		return runlog.Finish{}, err
	}
	end := runlog.Finish{Outcome: runlog.Failed, Reason: "its process ended before anything was kept to be sent"}
	for _, d := range deliveries {
		if d.Outcome == runlog.Unknown {
			end = runlog.Finish{Outcome: runlog.Unknown, Reason: "its process ended while it sent, and what it kept is not in this archive"}
			report.Outcome = runlog.Unknown
		}
		report.Deliveries = append(report.Deliveries, deliveryOf(run, d))
	}
	report.Notes = append(report.Notes, run.Key.String()+": "+end.Reason+".")
	return end, nil
}

// abandoned are the runs that nobody works on any more. Of those that are one firing
// there is only the first, however many slices it has.
func (r *Runner) abandoned(ctx context.Context) ([]runlog.Run, error) {
	runs, err := r.Log.Unfinished(ctx)
	if err != nil || len(runs) == 0 {
		return nil, err
	}
	clock, err := r.Log.Clock(ctx, r.Now())
	if err != nil {
		return nil, err
	}
	var left []runlog.Run
	seen := map[runlog.Key]bool{}
	for _, run := range runs {
		key := runlog.Key{Job: run.Job, AsOf: run.AsOf, Revision: run.Revision}
		if seen[key] || !run.Abandoned(runlog.GoneHere(r.Holder), clock) {
			continue
		}
		seen[key] = true
		left = append(left, run)
	}
	return left, nil
}
