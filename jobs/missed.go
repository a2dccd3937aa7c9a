package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs/runlog"
	"daybook/jobs/schedule"
)

// horizon is how far back catchUp looks for firings that were missed.
const horizon = 31 * 24 * time.Hour

// catchUp makes up for what was due while no daemon ran. What falls due while it
// does so, it makes up for too.
func (r *Runner) catchUp(ctx context.Context, from time.Time) {
	for again := true; again && ctx.Err() == nil; {
		begun := r.Now()
		for _, job := range r.Config.Jobs {
			if err := r.catchUpJob(ctx, job, from); err != nil {
				r.Words.Error("missed runs could not all be made up", "job", job.Name, "err", err)
			}
		}
		again = slices.ContainsFunc(r.Config.Jobs, func(job config.Job) bool {
			at := next(job, begun)
			return !at.IsZero() && !at.After(r.Now())
		})
	}
}

func (r *Runner) catchUpJob(ctx context.Context, job config.Job, from time.Time) error {
	if job.Schedule.IsZero() {
		return nil
	}
	days, err := r.backlog(ctx, job, from)
	if err != nil {
		return err
	}
	return r.makeUp(ctx, job, days)
}

// backlog are the as-of days for which the job was due since it last ran on
// schedule and of which there is no run, or only one that its process left
// unfinished. A job that never ran on schedule has missed nothing before from.
func (r *Runner) backlog(ctx context.Context, job config.Job, from time.Time) ([]fact.Date, error) {
	floor := r.Now().Add(-horizon)
	runs, err := r.Log.History(ctx, runlog.Filter{Job: job.Name, From: asOfOf(job, floor).String()})
	if err != nil {
		return nil, err
	}
	var since time.Time
	onTime := false
	var interrupted []fact.Date
	known := map[fact.Date]bool{}
	clock, err := r.Log.Clock(ctx, r.Now())
	if err != nil {
		return nil, err
	}
	for _, run := range runs { // the last started first
		day, err := fact.ParseDate(run.AsOf)
		if err != nil {
			return nil, fmt.Errorf("the runlog's as-of of %s: %w", run.Key, err)
		}
		known[day] = true
		if !scheduled(run.StartedBy) {
			continue
		}
		// One that was late says nothing of what was due before it: whoever made up for
		// that, too, may have been killed at it.
		if since.IsZero() || !onTime && run.StartedBy == bySchedule {
			since, onTime = run.Started, run.StartedBy == bySchedule
		}
		if run.Abandoned(runlog.GoneHere(r.Holder), clock) {
			interrupted = append(interrupted, day)
		}
	}
	switch {
	case since.IsZero():
		since = from
	case since.Before(floor):
		since = floor
	}
	days := asOfs(job, schedule.Between(instants(job), since, r.Now(), 0))
	days = slices.DeleteFunc(days, func(day fact.Date) bool { return known[day] })
	days = append(days, interrupted...)
	slices.Sort(days)
	return slices.Compact(days), nil
}

func asOfs(job config.Job, instants []time.Time) []fact.Date {
	var days []fact.Date
	for _, at := range instants {
		days = append(days, asOfOf(job, at))
	}
	return slices.Compact(days)
}

// makeUp makes up for the as-of days of missed firings, by the job's policy: none
// of them, the last, or all. The others are recorded as missed.
func (r *Runner) makeUp(ctx context.Context, job config.Job, days []fact.Date) error {
	late := 0 // the first day that is made up
	switch job.Missed.Policy {
	case "skip":
		late = len(days)
	case "last":
		late = max(len(days)-1, 0)
	}
	r.recordMissed(ctx, job, days[:late])
	var errs []error
	for _, day := range days[late:] {
		r.Words.Info("making up a missed run", "job", job.Name, "period", day.String())
		errs = append(errs, r.scheduledRun(ctx, job, day, byScheduleLate))
	}
	return errors.Join(errs...)
}

// recordMissed records days as missed and tells the owner, once for all.
func (r *Runner) recordMissed(ctx context.Context, job config.Job, days []fact.Date) {
	var missed []string
	for _, day := range days {
		recorded, err := r.recordOne(ctx, job, day)
		if err != nil {
			r.Words.Error("a missed run could not be recorded", "job", job.Name, "period", day.String(), "err", err)
		}
		if recorded {
			missed = append(missed, day.String())
		}
	}
	if len(missed) == 0 {
		return
	}
	report := newReport(job.Name)
	report.AsOf, report.Outcome = missed[len(missed)-1], runlog.Missed
	report.Notes = []string{fmt.Sprintf("Nothing ran when it was due, and the policy for missed runs is %s. Missed: %s.", job.Missed.Policy, strings.Join(missed, ", "))}
	r.tellOwner(ctx, report, Request{By: bySchedule})
}

// recordOne records one day as missed, and says false where it was not: because
// it was delivered after all, or another process is at work on it.
func (r *Runner) recordOne(ctx context.Context, job config.Job, day fact.Date) (bool, error) {
	parts, err := r.partsOf(job)
	if err != nil {
		return false, err
	}
	x := &run{job: job, asOf: day, q: Request{By: bySchedule}, parts: parts}
	if err := r.claim(ctx, x); err != nil {
		r.release(ctx, x, err)
		return false, err
	}
	var errs []error
	claimed := false
	for i := range x.parts {
		p := &x.parts[i]
		if p.claim.ID == 0 {
			continue
		}
		claimed = true
		p.outcome, p.reason = runlog.Missed, "its time passed while nothing ran; the policy is "+job.Missed.Policy
		errs = append(errs, r.finish(ctx, x, p))
	}
	return claimed, errors.Join(errs...)
}
