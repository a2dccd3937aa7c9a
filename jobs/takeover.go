package jobs

import (
	"context"
	"strings"
	"sync"
	"time"

	"daybook/extract/fact"
	"daybook/jobs/runlog"
)

// watch takes over until ctx ends. What it returns waits for what was begun, which
// may go on as long as the drain.
func (r *Runner) watch(ctx context.Context) (wait func()) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(r.Config.Drain, cancel) })
	var over sync.WaitGroup
	over.Go(func() { r.takeOver(ctx, work) })
	return func() {
		over.Wait()
		stop()
		cancel()
	}
}

// takeOver watches the scheduled runs of all instances until ctx ends, and makes
// those anew whose instance is gone: at the latest half a lease after the lease. The
// runs get the context work.
func (r *Runner) takeOver(ctx, work context.Context) {
	ticks := time.NewTicker(r.Config.Lease / 2)
	defer ticks.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks.C:
		}
		left, err := r.leftOver(ctx)
		if err != nil && ctx.Err() == nil {
			r.Words.Error("runs of other instances could not be watched", "err", err)
		}
		for _, run := range left {
			if ctx.Err() != nil {
				return
			}
			r.resume(work, run)
		}
	}
}

// resume makes a run that its instance did not finish.
func (r *Runner) resume(ctx context.Context, left runlog.Run) {
	job, known := r.Config.Job(left.Job)
	day, err := fact.ParseDate(left.AsOf)
	if !known || err != nil {
		return // another configuration's
	}
	r.Words.Info("taking over a run that was left unfinished", "job", left.Job, "period", left.AsOf, "from", left.Holder.Name())
	if err := r.scheduledRun(ctx, ctx, job, due{left.Started, day}, byScheduleLate); err != nil {
		r.Words.Error("taking over failed", "job", left.Job, "period", left.AsOf, "err", err)
	}
}

// leftOver are the scheduled runs that nobody works on any more, each once, however
// many slices it has.
func (r *Runner) leftOver(ctx context.Context) ([]runlog.Run, error) {
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
		if run.Revision > 0 || seen[key] || !scheduled(run.StartedBy) || !run.Abandoned(runlog.GoneHere(r.Holder), clock) {
			continue
		}
		seen[key] = true
		left = append(left, run)
	}
	return left, nil
}

// scheduled says that a daemon asked for the run.
func scheduled(by string) bool { return strings.HasPrefix(by, bySchedule) }
