package schedule

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-co-op/gocron/v2"
	"github.com/jonboulle/clockwork"
)

// Options say how a daemon runs. The zero Options are usable.
type Options struct {
	// Clock is the clock; nil is the real one.
	Clock clockwork.Clock
	// Drain is how long running jobs may go on after the stop before their context
	// ends; default 30 s.
	Drain time.Duration
	// Done is told the end of each firing, from the job's own goroutine. Nil is not.
	Done func(Firing, error)
}

// unwind is how long jobs may take to return after their context has ended.
const unwind = 5 * time.Second

// ErrPanic is within the error of a firing that panicked.
var ErrPanic = errors.New("panic")

// Daemon fires jobs until it is stopped. One job never runs beside itself.
type Daemon struct {
	jobs    []Job
	run     func(context.Context, Firing) error
	options Options

	mu      sync.Mutex
	closing bool
	running []string
	idle    sync.WaitGroup
}

// New checks the jobs. The run function gets each firing and a context that
// outlives the stop by the drain.
func New(jobs []Job, run func(context.Context, Firing) error, o Options) (*Daemon, error) {
	if o.Clock == nil {
		o.Clock = clockwork.NewRealClock()
	}
	if o.Drain == 0 {
		o.Drain = 30 * time.Second
	}
	names := map[string]bool{}
	for _, j := range jobs {
		if j.Name == "" || names[j.Name] {
			return nil, fmt.Errorf("schedule: two jobs are named %q, or one has no name", j.Name)
		}
		names[j.Name] = true
		if next(j.Schedule, o.Clock.Now()).IsZero() {
			return nil, fmt.Errorf("schedule: job %s is never due after %s", j.Name, o.Clock.Now().UTC().Format(time.RFC3339))
		}
	}
	return &Daemon{jobs: jobs, run: run, options: o}, nil
}

// Run fires jobs until ctx ends, then lets those that run finish. It returns an
// error where some did not in time. It is called once.
func (d *Daemon) Run(ctx context.Context) error {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	timers, err := gocron.NewScheduler(
		gocron.WithClock(d.options.Clock),
		gocron.WithLocation(time.UTC),
		gocron.WithStopTimeout(time.Second),
	)
	if err != nil {
		return fmt.Errorf("schedule: %w", err)
	}
	for _, j := range d.jobs {
		if err := d.add(ctx, work, timers, j); err != nil {
			return errors.Join(fmt.Errorf("schedule: job %s: %w", j.Name, err), timers.Shutdown())
		}
	}
	timers.Start()
	<-ctx.Done()
	return d.stop(timers, cancel)
}

// add sets up one job, which waits until ctx ends and works until work does.
func (d *Daemon) add(ctx, work context.Context, timers gocron.Scheduler, j Job) error {
	l := &line{Job: j, last: d.options.Clock.Now()}
	task := func() {
		if f, due := l.await(ctx, d.options.Clock); due {
			d.fire(work, f)
		}
	}
	_, err := timers.NewJob(
		gocron.CronJob("", false),
		gocron.NewTask(task),
		gocron.WithName(j.Name),
		gocron.WithCronImplementation(l),
		gocron.WithSingletonMode(gocron.LimitModeReschedule),
		// fire lets no panic through; without a listener gocron would end the process
		// on one of its own.
		gocron.WithEventListeners(gocron.AfterJobRunsWithPanic(ignorePanic)),
	)
	return err
}

// stop drains: nothing new is fired; what runs may go on as long as the drain;
// then its context ends and it has a little time to return. gocron is shut down
// only after that: while it waits for jobs it spins on the processor.
func (d *Daemon) stop(timers gocron.Scheduler, cancel context.CancelFunc) error {
	d.mu.Lock()
	d.closing = true
	d.mu.Unlock()
	if d.waited(d.options.Drain) {
		return timers.Shutdown()
	}
	late := strings.Join(d.names(), ", ")
	cancel()
	if d.waited(unwind) {
		return errors.Join(fmt.Errorf("schedule: stopped %s in the middle, after waiting %v", late, d.options.Drain), timers.Shutdown())
	}
	return errors.Join(fmt.Errorf("schedule: %s did not stop, %v after being told to", strings.Join(d.names(), ", "), unwind), timers.Shutdown())
}

// waited waits until nothing runs, but not longer than the limit.
func (d *Daemon) waited(limit time.Duration) bool {
	idle := make(chan struct{})
	go func() { d.idle.Wait(); close(idle) }()
	t := time.NewTimer(limit)
	defer t.Stop()
	select {
	case <-idle:
		return true
	case <-t.C:
		return false
	}
}

func (d *Daemon) fire(ctx context.Context, f Firing) {
	if !d.enter(f.Job) {
		return
	}
	defer d.leave(f.Job)
	err := d.guarded(ctx, f)
	if d.options.Done != nil {
		d.options.Done(f, err)
	}
}

// guarded turns a panic into the error of this run, with its stack.
func (d *Daemon) guarded(ctx context.Context, f Firing) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("job %s: %w: %v\n%s", f.Job, ErrPanic, r, debug.Stack())
		}
	}()
	return d.run(ctx, f)
}

// enter refuses a job once the daemon is closing.
func (d *Daemon) enter(name string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closing {
		return false
	}
	d.idle.Add(1)
	d.running = append(d.running, name)
	return true
}

func (d *Daemon) leave(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	i := slices.Index(d.running, name)
	d.running = slices.Delete(d.running, i, i+1)
	d.idle.Done()
}

func (d *Daemon) names() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.running)
}
