package jobs

import (
	"context"
	"fmt"
	"slices"
	"time"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs/schedule"

	"github.com/jonboulle/clockwork"
)

// Serve runs the jobs on their schedules until ctx ends. What was due while
// nothing ran is made up first, as each job's policy says. clock may be nil.
func (r *Runner) Serve(ctx context.Context, clock clockwork.Clock) error {
	daemon, err := schedule.New(schedule.Plan{Jobs: r.scheduled(), Run: r.fire}, schedule.Options{Clock: clock, Done: r.done})
	if err != nil {
		return err
	}
	for _, u := range Upcoming(r.Config, r.Now(), 1) {
		if len(u.Firings) > 0 {
			r.Words.Info("scheduled", "job", u.Job, "next", u.Firings[0].At, "zone", u.Zone, "period", u.Firings[0].AsOf)
		}
	}
	r.catchUp(ctx, r.Now())
	defer r.watch(ctx)()
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

// grace is how late a firing may be and still count as on time.
const grace = 15 * time.Minute

// fire runs a job that is due. Where firings were missed before it, or it is late
// itself because the machine slept, the job's policy says what becomes of them.
func (r *Runner) fire(ctx context.Context, f schedule.Firing) error {
	job, ok := r.Config.Job(f.Job)
	if !ok {
		return fmt.Errorf("job %s is not in the configuration", f.Job)
	}
	if len(f.Missed) == 0 && r.Now().Sub(f.At) < grace {
		return r.scheduledRun(ctx, job, asOfOf(job, f.At), bySchedule)
	}
	days := asOfs(job, append(slices.Clone(f.Missed), f.At))
	if job.Missed.Policy == "skip" && r.Now().Sub(f.At) < grace {
		r.recordMissed(ctx, job, days[:len(days)-1])
		return r.scheduledRun(ctx, job, days[len(days)-1], bySchedule)
	}
	return r.makeUp(ctx, job, days)
}

// bySchedule and byScheduleLate are who asks for the runs of a daemon.
const (
	bySchedule     = "schedule"
	byScheduleLate = "schedule, late"
)

func (r *Runner) scheduledRun(ctx context.Context, job config.Job, asOf fact.Date, by string) error {
	begun := r.Now()
	report := r.Run(ctx, job.Name, Request{By: by, AsOf: asOf, Once: true})
	if report.elsewhere() {
		r.Words.Info("made by another instance", "job", job.Name, "period", asOf.String(), "outcome", report.Outcome, "why", report.said())
		return nil
	}
	r.Words.Info("ran", "job", job.Name, "period", asOf.String(), "outcome", report.Outcome, "took", r.Now().Sub(begun))
	return report.Cause()
}

func (r *Runner) done(f schedule.Firing, err error) {
	if err != nil {
		r.Words.Error("firing failed", "job", f.Job, "at", f.At, "err", err)
	}
}
