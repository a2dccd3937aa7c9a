package schedule

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/go-co-op/gocron/v2"
	"github.com/google/uuid"
)

// shift is a plan at work.
type shift struct {
	daemon *Daemon
	plan   Plan
	lines  []*line
	timers gocron.Scheduler

	// waiting ends when the shift is relieved or the daemon told to stop, work when
	// what runs must end.
	waiting, work context.Context
	wake          context.CancelFunc

	// mu makes one step of looking at the clock and taking what is due, so that of
	// an instant it is certain whose it is, of this shift or of the next.
	mu    sync.Mutex
	until time.Time // the last instant that is the shift's; zero while it is on
}

// line is one job's way through time: it tells gocron when to wake, and which
// instants were fired.
type line struct {
	Job
	turn turn
	// last is the last instant fired, or the start.
	last time.Time
}

var _ gocron.Cron = (*line)(nil)

// IsValid implements [gocron.Cron]; newShift has checked already.
func (l *line) IsValid(_ string, _ *time.Location, now time.Time) error {
	if next(l.Schedule, now).IsZero() {
		return errors.New("never due again")
	}
	return nil
}

// Next implements [gocron.Cron].
func (l *line) Next(lastRun time.Time) time.Time { return next(l.Schedule, lastRun) }

// turn keeps a job from running beside itself: whoever runs it holds its turn.
type turn chan struct{}

// take waits for the turn, and returns false where ctx ended before.
func (t turn) take(ctx context.Context) bool {
	select {
	case t <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (t turn) give() { <-t }

// newShift checks a plan and sets its timers up, without starting them.
func (d *Daemon) newShift(p Plan) (*shift, error) {
	now := d.options.Clock.Now()
	names := map[string]bool{}
	for _, j := range p.Jobs {
		if j.Name == "" || names[j.Name] {
			return nil, fmt.Errorf("schedule: two jobs are named %q, or one has no name", j.Name)
		}
		names[j.Name] = true
		if next(j.Schedule, now).IsZero() {
			return nil, fmt.Errorf("schedule: job %s is never due after %s", j.Name, now.UTC().Format(time.RFC3339))
		}
	}
	timers, err := gocron.NewScheduler(
		gocron.WithClock(d.options.Clock),
		gocron.WithLocation(time.UTC),
		gocron.WithStopTimeout(time.Second),
	)
	if err != nil {
		return nil, fmt.Errorf("schedule: %w", err)
	}
	s := &shift{daemon: d, plan: p, timers: timers}
	for _, j := range p.Jobs {
		if err := s.add(&line{Job: j, turn: d.turnOf(j.Name)}); err != nil {
			return nil, errors.Join(fmt.Errorf("schedule: job %s: %w", j.Name, err), timers.Shutdown())
		}
	}
	return s, nil
}

func (d *Daemon) turnOf(job string) turn {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.turns[job] == nil {
		d.turns[job] = make(turn, 1)
	}
	return d.turns[job]
}

func (s *shift) add(l *line) error {
	s.lines = append(s.lines, l)
	_, err := s.timers.NewJob(
		gocron.CronJob("", false),
		gocron.NewTask(func() { s.woken(l) }),
		gocron.WithName(l.Name),
		gocron.WithCronImplementation(l),
		gocron.WithSingletonMode(gocron.LimitModeReschedule),
		// fire lets no panic through; without a listener gocron would end the process
		// on one of its own.
		gocron.WithEventListeners(gocron.AfterJobRunsWithPanic(ignorePanic)),
	)
	return err
}

func ignorePanic(uuid.UUID, string, any) {}

// start fires what is due after an instant; what of it has passed already, at once.
func (s *shift) start(ctx, work context.Context, since time.Time) {
	if since.IsZero() {
		since = s.daemon.options.Clock.Now()
	}
	for _, l := range s.lines {
		l.last = since
	}
	s.waiting, s.wake = context.WithCancel(ctx)
	s.work = work
	s.timers.Start()
	// gocron has set its timers by now, so that nothing falls in between.
	for _, l := range s.lines {
		if at := next(l.Schedule, since); !at.IsZero() && !at.After(s.daemon.options.Clock.Now()) {
			go s.sweep(l)
		}
	}
}

// relieve ends the shift, and returns the last instant that is its own.
func (s *shift) relieve() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.until = s.daemon.options.Clock.Now()
	for _, l := range s.lines {
		if l.last.After(s.until) { // the clock was set back
			s.until = l.last
		}
	}
	s.wake()
	return s.until
}

// retire lets the shift finish what is its own, and gives its timers up.
func (s *shift) retire() {
	var lines sync.WaitGroup
	for _, l := range s.lines {
		lines.Go(func() { s.sweep(l) })
	}
	lines.Wait()
	// The error would say that a task is running; what is left of them only returns.
	_ = s.timers.Shutdown()
	if s.plan.Retired != nil {
		s.plan.Retired()
	}
}

// sweep fires what of a job is due and has not been fired, when it is its turn.
func (s *shift) sweep(l *line) {
	if !l.turn.take(s.work) {
		return
	}
	defer l.turn.give()
	if f, due := s.due(l); due {
		s.daemon.fire(s.work, s.plan, f)
	}
}

// woken fires the instant that is meant now, and what falls due while that runs: for
// that gocron does not wake. Most of the time it fires at once. It waits where gocron
// woke too early: because the clock was set back while its timer ran, or because it
// fired one instant twice, as it now and then does.
func (s *shift) woken(l *line) {
	for fired := false; l.turn.take(s.waiting); {
		f, due := s.due(l)
		if due {
			s.daemon.fire(s.work, s.plan, f)
			fired = true
		}
		l.turn.give()
		if !due && (fired || !s.awaited(l)) {
			return
		}
	}
}

// due takes the latest instant that has passed and was not fired, and returns
// false where there is none.
func (s *shift) due(l *line) (Firing, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.daemon.options.Clock.Now()
	if !s.until.IsZero() {
		now = s.until
	}
	passed := Between(l.Schedule, l.last, now, 0)
	if len(passed) == 0 {
		return Firing{}, false
	}
	at := len(passed) - 1
	l.last = passed[at]
	return Firing{Job: l.Name, At: passed[at], Missed: passed[:at:at]}, true
}

// awaited waits for the job's next instant, and returns false where there is none,
// or the shift ended before.
func (s *shift) awaited(l *line) bool {
	s.mu.Lock()
	coming := next(l.Schedule, l.last)
	s.mu.Unlock()
	if coming.IsZero() {
		return false
	}
	clock := s.daemon.options.Clock
	select {
	case <-s.waiting.Done():
		return false
	case <-clock.After(coming.Sub(clock.Now())):
		return true
	}
}
