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
	"daybook/jobs/schedule"
)

// grace is how late a firing may be and still count as on time.
const grace = 15 * time.Minute

// fire runs a job that is due, as soon as the runlog lets it.
func (d *duty) fire(begin, work context.Context, f schedule.Firing) error {
	job, ok := d.Config.Job(f.Job)
	if !ok {
		return fmt.Errorf("job %s is not in the configuration", f.Job)
	}
	what := fmt.Sprintf("%s, due %s", job.Name, f.At.In(job.Location()).Format("2006-01-02 15:04 MST"))
	return d.persist(begin, work, what, func() error { return d.dispatch(begin, work, job, f) })
}

// dispatch runs a job that is due. Where firings were missed before it, or it is late
// itself because the machine slept or the runlog was away, the job's policy says what
// becomes of them.
func (r *Runner) dispatch(begin, work context.Context, job config.Job, f schedule.Firing) error {
	due := duesOf(job, append(slices.Clone(f.Missed), f.At))
	if later := next(job, f.At); job.Missed.Policy == "last" && !later.IsZero() && !later.After(r.Now()) {
		return r.recordMissed(work, job, forgo(job, due)) // while this one waited, another fell due: that is the last
	}
	if r.Now().Sub(f.At) >= min(grace, job.Missed.AtMost) {
		return r.makeUp(begin, work, job, due)
	}
	last := due[len(due)-1]
	earlier := due[:len(due)-1]
	var err error
	if job.Missed.Policy == "last" { // and the last is here
		err = r.recordMissed(work, job, forgo(job, earlier))
	} else {
		err = r.makeUp(begin, work, job, earlier)
	}
	return errors.Join(err, r.scheduledRun(begin, work, job, last, bySchedule))
}

// bySchedule and byScheduleLate are who asks for the runs of a daemon.
const (
	bySchedule     = "schedule"
	byScheduleLate = "schedule, late"
)

// scheduled says that a daemon asked for the run.
func scheduled(by string) bool { return strings.HasPrefix(by, bySchedule) }

// scheduledRun makes the run of a firing.
func (r *Runner) scheduledRun(begin, work context.Context, job config.Job, d due, by string) error {
	begun := r.Now()
	report := r.Run(work, job.Name, Request{By: by, AsOf: d.asOf, Once: true, Due: d.at, Stop: begin.Done()})
	if isPostponed(report.Cause()) {
		return report.Cause()
	}
	if report.elsewhere() {
		r.Words.Info("not made here", "job", job.Name, "period", d.asOf.String(), "outcome", report.Outcome, "why", report.said())
		return nil
	}
	defer r.prune(work)
	r.Words.Info("ran", "job", job.Name, "period", d.asOf.String(), "outcome", report.Outcome, "took", r.Now().Sub(begun))
	return report.Cause()
}

func (r *Runner) done(f schedule.Firing, err error) {
	if err != nil {
		r.Words.Error("firing failed", "job", f.Job, "at", f.At, "err", err)
	}
}

// due is a firing: when it was to be, and which day it reports on.
type due struct {
	at   time.Time
	asOf fact.Date
}

// duesOf are firings, in order; where two are for one day, the later.
func duesOf(job config.Job, instants []time.Time) []due {
	var out []due
	for _, at := range instants {
		d := due{at, asOfOf(job, at)}
		if n := len(out); n > 0 && out[n-1].asOf == d.asOf {
			out = out[:n-1]
		}
		out = append(out, d)
	}
	return out
}
