package jobs

import (
	"context"
	"sync"
	"time"

	"daybook/config"
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
		Jobs: d.timetable(), Drain: d.Config.Drain,
		Run:     func(work context.Context, f schedule.Firing) error { return d.fire(begin, work, f) },
		Retired: func() { close(d.retired) },
	}
}

// follow takes over what other instances left, and hands the schedule to each
// session that comes, until ctx ends. served ends when the daemon has.
func (d *duty) follow(ctx, served context.Context, daemon *schedule.Daemon, watched *watched, changes <-chan *Session) {
	var closing sync.WaitGroup
	defer closing.Wait()
	stop := d.takeOver(ctx)
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
			closing.Go(func() { old.retire(served, stopOld) })
			d, stop = next, next.takeOver(ctx)
		}
	}
}

// retire closes the session when the last of its runs has ended.
func (d *duty) retire(served context.Context, stop func()) {
	stop()
	select {
	case <-d.retired:
	case <-served.Done():
	}
	d.Close()
}

// timetable are the jobs that have a schedule, in the terms of the daemon.
func (r *Runner) timetable() []schedule.Job {
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
