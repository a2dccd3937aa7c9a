package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs/archive"
	"daybook/jobs/schedule"

	"github.com/jonboulle/clockwork"
)

// Serve runs the jobs on their schedules until ctx ends. What was due while
// nothing ran each job makes up first, as its policy says. clock may be nil.
//
// A session that comes out of changes takes the schedule over. Runs that are under
// way then end as they began, and the session before is closed after the last of
// them.
func (s *Session) Serve(ctx context.Context, clock clockwork.Clock, changes <-chan *Session) error {
	begun := s.Now()
	if err := archive.Sweep(s.Config.Archive, begun.Add(-aDay)); err != nil {
		s.Words.Warn("what killed processes left in the archive stays there", "err", err)
	}
	watched, unobserved, err := s.observe(ctx)
	if err != nil {
		return err
	}
	defer unobserved()
	duty := newDuty(s)
	plan := duty.plan(ctx)
	plan.Since = begun
	daemon, err := schedule.New(plan, schedule.Options{Clock: clock, Done: s.done, First: func(begin, work context.Context, job string) {
		duty.catchUp(begin, work, job, begun)
	}})
	if err != nil {
		return err
	}
	s.announce()
	served, end := context.WithCancel(context.WithoutCancel(ctx))
	var others sync.WaitGroup
	others.Go(func() { duty.follow(ctx, served, daemon, watched, changes) })
	err = daemon.Run(ctx)
	end()
	others.Wait()
	return err
}

// aDay is longer than anything takes that is still being written.
const aDay = 24 * time.Hour

// announce says what is coming.
func (r *Runner) announce() {
	for _, u := range Upcoming(r.Config, r.Now(), 1) {
		if len(u.Firings) > 0 {
			r.Words.Info("scheduled", "job", u.Job, "next", u.Firings[0].At, "zone", u.Zone, "period", u.Firings[0].AsOf)
		}
		for _, warning := range u.Warnings {
			r.Words.Warn(warning, "job", u.Job)
		}
	}
}

// duty is a session that serves.
type duty struct {
	*Session
	outage  outage
	retired chan struct{} // closed when nothing of it runs any more
}

func newDuty(s *Session) *duty { return &duty{Session: s, retired: make(chan struct{})} }

// plan is what the daemon does for the session. What only waits when begin ends waits
// no more.
func (d *duty) plan(begin context.Context) schedule.Plan {
	return schedule.Plan{
		Jobs: d.scheduled(), Drain: d.Config.Drain,
		Run:     func(work context.Context, f schedule.Firing) error { return d.fire(begin, work, f) },
		Retired: func() { close(d.retired) },
	}
}

// follow takes over what other instances left, and hands the schedule to each
// session that comes, until ctx ends. served ends when the daemon has.
func (d *duty) follow(ctx, served context.Context, daemon *schedule.Daemon, watched *watched, changes <-chan *Session) {
	var closing sync.WaitGroup
	defer closing.Wait()
	stop := d.watching(ctx)
	for {
		select {
		case <-ctx.Done():
			stop()
			return
		case s := <-changes:
			s.Holder = d.Holder // the same process: what the old one works on is not left
			next := newDuty(s)
			next.monitor = d.monitor
			if err := daemon.Replace(ctx, next.plan(ctx)); err != nil {
				d.Words.Error("the new configuration was not taken over; the old one goes on", "err", err)
				s.Close()
				continue
			}
			watched.handOver(s)
			s.Words.Info("the new configuration was taken over", "config", s.Config.File)
			s.announce()
			old, stopOld := d, stop
			closing.Go(func() { old.end(served, stopOld) })
			d, stop = next, next.watching(ctx)
		}
	}
}

// watching takes over what other instances left, until it is stopped.
func (d *duty) watching(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	wait := d.watch(ctx)
	return func() {
		cancel()
		wait()
	}
}

// end closes the session when the last of its runs has ended.
func (d *duty) end(served context.Context, stop func()) {
	stop()
	select {
	case <-d.retired:
	case <-served.Done():
	}
	d.Close()
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
