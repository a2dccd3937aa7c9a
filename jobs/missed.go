package jobs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs/runlog"
	"daybook/jobs/schedule"
)

// catchUp makes up for what a job was due until an instant while no daemon ran. When
// begin ends it begins no more; what it is at goes on until work ends.
func (d *duty) catchUp(begin, work context.Context, name string, until time.Time) {
	job, _ := d.Config.Job(name)
	err := d.persist(begin, work, "what "+name+" missed while nothing ran", func() error {
		missed, err := d.backlog(begin, job, until)
		if err == nil {
			missed, err = d.finishAbandoned(begin, work, job, missed)
		}
		if err != nil {
			return postpone(err)
		}
		return d.makeUp(begin, work, job, missed)
	})
	if err != nil {
		d.Words.Error("missed runs could not all be made up", "job", name, "err", err)
	}
	d.Words.Info("caught up", "job", name)
}

// backlog are the firings for which the job was due since it last ran on time and of
// which there is no run, or only one that its process left unfinished. A job
// that never ran on schedule has missed nothing.
func (r *Runner) backlog(ctx context.Context, job config.Job, until time.Time) ([]due, error) {
	floor := until.Add(-config.LongestMissed)
	runs, err := r.Log.History(ctx, runlog.Filter{Job: job.Name, From: asOfOf(job, floor).String()})
	if err != nil {
		return nil, err
	}
	clock, err := r.Log.Clock(ctx, r.Now())
	if err != nil {
		return nil, err
	}
	since := until
	var abandoned []due
	known := map[fact.Date]bool{}
	for _, run := range slices.Backward(runs) { // the last started comes last
		day, err := dayOf(run.Key)
		if err != nil {
			return nil, err
		}
		known[day] = true
		if !scheduled(run.StartedBy) {
			continue
		}
		// One that was late says nothing of what was due before it, nor does one that was
		// recorded as missed: whoever made up for that, too, may have been killed at it.
		if since.Equal(until) || run.StartedBy == bySchedule && run.Outcome != runlog.Missed {
			since = run.Started
		}
		if run.Abandoned(runlog.GoneHere(r.Holder), clock) {
			abandoned = append(abandoned, due{run.Started, day})
		}
	}
	if since.Before(floor) {
		since = floor
	}
	out := duesOf(job, schedule.Between(instants(job), since, until, 0))
	out = slices.DeleteFunc(out, func(d due) bool { return known[d.asOf] })
	out = append(out, abandoned...)
	slices.SortFunc(out, func(a, b due) int { return cmp.Compare(a.asOf, b.asOf) })
	return slices.CompactFunc(out, func(a, b due) bool { return a.asOf == b.asOf }), nil
}

// finishAbandoned finishes those of the missed firings whose process ended while
// it sent, whatever the job's policy, and returns the others.
func (r *Runner) finishAbandoned(begin, work context.Context, job config.Job, missed []due) (others []due, err error) {
	for _, d := range missed {
		left := runlog.Run{Key: runlog.Key{Job: job.Name, AsOf: d.asOf.String()}, StartedBy: bySchedule, Started: d.at}
		begun, err := r.hasBegun(begin, left.Key)
		switch {
		case err != nil:
			return nil, err
		case !begun:
			others = append(others, d)
		case begin.Err() == nil:
			if err := r.resume(work, left); err != nil {
				r.Words.Error("an abandoned run could not be finished", "job", job.Name, "period", d.asOf.String(), "err", err)
			}
		}
	}
	return others, nil
}

// makeUp makes up for firings that were missed, by the job's policy: for none of
// them, the last, or all; and for none that would come later than the job allows. The
// others are recorded as missed.
func (r *Runner) makeUp(begin, work context.Context, job config.Job, missed []due) error {
	forgone, left := r.sift(job, missed)
	errs := []error{r.recordMissed(work, job, forgone)}
	for _, d := range left {
		if begin.Err() != nil {
			break // the next start finds what is left
		}
		r.Words.Info("making up a missed run", "job", job.Name, "period", d.asOf.String(), "due", d.at)
		errs = append(errs, r.scheduledRun(begin, work, job, d, byScheduleLate))
	}
	return errors.Join(errs...)
}

// forgone is a firing that is not made up, and why not.
type forgone struct {
	due
	why string
}

// sift says which firings are forgone and which are left to make up.
func (r *Runner) sift(job config.Job, missed []due) (gone []forgone, left []due) {
	for _, d := range missed {
		switch {
		case job.Missed.Policy == "skip":
			gone = append(gone, forgone{d, byPolicy(job)})
		case r.Now().Sub(d.at) > job.Missed.AtMost:
			gone = append(gone, forgone{d, fmt.Sprintf("it would come more than %s late", job.Missed.AtMost)})
		default:
			left = append(left, d)
		}
	}
	if job.Missed.Policy == "last" && len(left) > 1 {
		last := len(left) - 1
		gone, left = append(gone, forgo(job, left[:last])...), left[last:]
	}
	return gone, left
}

// forgo are firings that the job's policy gives up.
func forgo(job config.Job, missed []due) []forgone {
	var out []forgone
	for _, d := range missed {
		out = append(out, forgone{d, byPolicy(job)})
	}
	return out
}

func byPolicy(job config.Job) string { return "the policy for missed runs is " + job.Missed.Policy }

// recordMissed records firings as missed and tells the owner, once for all.
func (r *Runner) recordMissed(ctx context.Context, job config.Job, missed []forgone) error {
	var errs []error
	report := newReport(job.Name)
	report.Outcome = runlog.Missed
	for _, d := range missed {
		recorded, err := r.recordOne(ctx, job, d)
		if err != nil {
			errs = append(errs, fmt.Errorf("recording that the run as of %s was missed: %w", d.asOf, err))
		}
		if recorded {
			report.AsOf = d.asOf.String()
			report.Notes = append(report.Notes, fmt.Sprintf("Missed: as of %s. Nothing ran when it was due, and %s.", d.asOf, d.why))
		}
	}
	if len(report.Notes) > 0 {
		r.tellOwner(ctx, report, Request{By: bySchedule})
	}
	return errors.Join(errs...)
}

// recordOne records one firing as missed, and says false where it was not: because
// it was delivered after all, or another process is at work on it.
func (r *Runner) recordOne(ctx context.Context, job config.Job, d forgone) (bool, error) {
	parts, err := partsOf(r.Config, job)
	if err != nil {
		return false, err
	}
	x := &run{job: job, asOf: d.asOf, q: Request{By: bySchedule}, parts: orWhole(parts)}
	if err := r.claim(ctx, x); err != nil {
		err = x.postpone(err)
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
		p.outcome, p.reason = runlog.Missed, "its time passed while nothing ran, and "+d.why
		errs = append(errs, r.finish(ctx, x, p))
	}
	return claimed, errors.Join(errs...)
}
