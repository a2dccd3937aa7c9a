package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs/runlog"
	"daybook/jobs/schedule"

	"github.com/jonboulle/clockwork"
)

// Serve runs the jobs on their schedules until ctx ends. What was due while
// nothing ran is made up first, as each job's policy says. clock may be nil.
func (r *Runner) Serve(ctx context.Context, clock clockwork.Clock) error {
	daemon, err := schedule.New(r.scheduled(), r.fire, schedule.Options{Clock: clock, Done: r.done})
	if err != nil {
		return err
	}
	for _, u := range Upcoming(r.Config, r.Now(), 1) {
		if len(u.Firings) > 0 {
			r.Words.Info("scheduled", "job", u.Job, "next", u.Firings[0].At, "zone", u.Zone, "period", u.Firings[0].AsOf)
		}
	}
	r.makeUp(ctx)
	return daemon.Run(ctx)
}

// scheduled are the jobs that have a schedule, in the terms of the daemon.
func (r *Runner) scheduled() []schedule.Job {
	var out []schedule.Job
	for _, job := range r.Config.Jobs {
		if !job.Schedule.IsZero() {
			out = append(out, schedule.Job{Name: job.Name, Schedule: instants(job)})
		}
	}
	return out
}

func instants(job config.Job) schedule.Func {
	return func(after time.Time) time.Time { return next(job, after) }
}

// fire runs a job that is due, and first what was missed since its last firing.
func (r *Runner) fire(ctx context.Context, f schedule.Firing) error {
	job, ok := r.Config.Job(f.Job)
	if !ok {
		return fmt.Errorf("job %s is not in the configuration", f.Job)
	}
	err := r.missed(ctx, job, f.Missed)
	report := r.Run(ctx, f.Job, Request{By: "schedule", AsOf: asOfOf(job, f.At)})
	return errors.Join(err, report.Cause())
}

func (r *Runner) done(f schedule.Firing, err error) {
	if err != nil {
		r.Words.Error("firing failed", "job", f.Job, "at", f.At, "err", err)
	}
}

// horizon is how far back makeUp looks for firings that were missed.
const horizon = 31 * 24 * time.Hour

// makeUp looks for what was due since each job last ran.
func (r *Runner) makeUp(ctx context.Context) {
	for _, job := range r.Config.Jobs {
		if job.Schedule.IsZero() {
			continue
		}
		runs, err := r.Log.History(ctx, runlog.Filter{Job: job.Name, Limit: 1})
		if err != nil || len(runs) == 0 {
			continue // a job that never ran has missed nothing
		}
		since := runs[0].Started
		if floor := r.Now().Add(-horizon); since.Before(floor) {
			since = floor
		}
		if err := r.missed(ctx, job, schedule.Between(instants(job), since, r.Now(), 0)); err != nil {
			r.Words.Error("missed runs could not all be made up", "job", job.Name, "err", err)
		}
	}
}

// missed makes up for firings that passed, by the job's policy: none of them, the
// last, or all. Those that are not made up are recorded as missed.
func (r *Runner) missed(ctx context.Context, job config.Job, instants []time.Time) error {
	var errs []error
	for i, at := range instants {
		asOf := asOfOf(job, at)
		if job.Missed == "all" || job.Missed == "last" && i == len(instants)-1 {
			r.Words.Info("making up a missed run", "job", job.Name, "period", asOf, "due", at)
			report := r.Run(ctx, job.Name, Request{By: "schedule, late", AsOf: asOf})
			errs = append(errs, report.Cause())
			continue
		}
		errs = append(errs, r.recordMissed(ctx, job, asOf))
	}
	return errors.Join(errs...)
}

func (r *Runner) recordMissed(ctx context.Context, job config.Job, asOf fact.Date) error {
	parts, err := r.partsOf(job)
	if err != nil {
		return err
	}
	x := &run{job: job, asOf: asOf, q: Request{By: "schedule"}, parts: parts}
	if err := r.claim(ctx, x); err != nil {
		return err
	}
	for _, p := range x.parts {
		if p.claim.ID == 0 {
			continue // it was delivered after all
		}
		finish := runlog.Finish{Outcome: runlog.Missed, Reason: "its time passed while nothing ran; the policy is " + job.Missed}
		if err := r.Log.FinishRun(ctx, p.claim, finish, r.Now()); err != nil {
			return err
		}
	}
	return nil
}
