package schedule

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jonboulle/clockwork"
)

// Plan is what a daemon does: which jobs there are, and how one is run.
type Plan struct {
	Jobs []Job
	// Run gets each firing and a context that outlives the stop by the drain.
	Run func(context.Context, Firing) error
	// Since is up to when the past is settled: what is due after it is fired, late
	// where it must be. Zero is the beginning of the plan.
	Since time.Time
	// Drain is how long running jobs may go on after the stop before their context
	// ends; default 30 s.
	Drain time.Duration
	// Retired is told that another plan has taken over and nothing of this one runs
	// any more. Nil is not.
	Retired func()
}

// Options say how a daemon runs. The zero Options are usable.
type Options struct {
	// Clock is the clock; nil is the real one.
	Clock clockwork.Clock
	// First is done for each job of the first plan before it fires, beside what other
	// jobs do. When begin ends it begins nothing more; what it is at then may go on
	// until work ends. Nil is nothing.
	First func(begin, work context.Context, job string)
	// Done is told the end of each firing, from the job's own goroutine. Nil is not.
	Done func(Firing, error)
}

// unwind is how long jobs may take to return after their context has ended: to hear
// the answer to a message that is out, and to tell the owner.
const unwind = 20 * time.Second

// ErrPanic is within the error of a firing that panicked.
var ErrPanic = errors.New("panic")

// Daemon fires the jobs of a plan until it is stopped. One job never runs beside
// itself, not even under two plans.
type Daemon struct {
	first   *shift
	next    chan *shift
	ended   chan struct{}
	options Options

	mu      sync.Mutex
	turns   map[string]turn
	closing bool
	running []string
	idle    sync.WaitGroup
	retired sync.WaitGroup
}

// New checks the plan.
func New(p Plan, o Options) (*Daemon, error) {
	if o.Clock == nil {
		o.Clock = clockwork.NewRealClock()
	}
	d := &Daemon{options: o, turns: map[string]turn{}, next: make(chan *shift), ended: make(chan struct{})}
	var err error
	d.first, err = d.newShift(p)
	return d, err
}

// Run fires jobs until ctx ends, then lets those that run finish. It returns an
// error where some did not in time. It is called once.
func (d *Daemon) Run(ctx context.Context) error {
	defer close(d.ended)
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	s := d.first
	d.begin(ctx, work, s)
	s.start(ctx, work, s.plan.Since)
	for {
		select {
		case <-ctx.Done():
			return d.stop(s, cancel)
		case next := <-d.next:
			at := s.relieve()
			d.retired.Go(s.retire)
			next.start(ctx, work, at)
			s = next
		}
	}
}

// Replace lets another plan take over: what was due until now is the old one's,
// also what it has not come to yet, and what is due from now on the new one's. A
// plan that is refused changes nothing.
func (d *Daemon) Replace(ctx context.Context, p Plan) error {
	s, err := d.newShift(p)
	if err != nil {
		return err
	}
	select {
	case d.next <- s:
		return nil
	case <-d.ended:
		err = errors.New("schedule: the daemon has stopped")
	case <-ctx.Done():
		err = ctx.Err()
	}
	return errors.Join(err, s.timers.Shutdown())
}

// begin has each job do what comes first, when it is its turn and before it fires.
func (d *Daemon) begin(ctx, work context.Context, s *shift) {
	if d.options.First == nil {
		return
	}
	for _, l := range s.lines {
		l.turn.take(work) // nobody else has it yet
		go func() {
			defer l.turn.give()
			if d.enter(l.Name) {
				defer d.leave(l.Name)
				d.options.First(ctx, work, l.Name)
			}
		}()
	}
}

// stop drains: nothing new is fired; what runs may go on as long as the drain;
// then its context ends and it has a little time to return. gocron is shut down
// only after that: while it waits for jobs it spins on the processor.
func (d *Daemon) stop(s *shift, cancel context.CancelFunc) error {
	d.mu.Lock()
	d.closing = true
	d.mu.Unlock()
	var err error
	if drain := cmp.Or(s.plan.Drain, 30*time.Second); !d.waited(drain) {
		err = fmt.Errorf("schedule: stopped %s in the middle, after waiting %v", strings.Join(d.names(), ", "), drain)
		cancel()
		if !d.waited(unwind) {
			err = fmt.Errorf("schedule: %s did not stop, %v after being told to", strings.Join(d.names(), ", "), unwind)
			return errors.Join(err, s.timers.Shutdown())
		}
	}
	cancel()
	d.retired.Wait()
	return errors.Join(err, s.timers.Shutdown())
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

func (d *Daemon) fire(ctx context.Context, p Plan, f Firing) {
	if !d.enter(f.Job) {
		return
	}
	defer d.leave(f.Job)
	err := guarded(ctx, p, f)
	if d.options.Done != nil {
		d.options.Done(f, err)
	}
}

// guarded turns a panic into the error of this run, with its stack.
func guarded(ctx context.Context, p Plan, f Firing) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("job %s: %w: %v\n%s", f.Job, ErrPanic, r, debug.Stack())
		}
	}()
	return p.Run(ctx, f)
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
