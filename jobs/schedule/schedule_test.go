package schedule_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jonboulle/clockwork"

	"daybook/jobs/schedule"
)

// every is due at each full multiple of d.
func every(d time.Duration) schedule.Schedule {
	return schedule.Func(func(after time.Time) time.Time { return after.Truncate(d).Add(d) })
}

// at is due at the given instants and never again.
func at(instants ...time.Time) schedule.Schedule {
	return schedule.Func(func(after time.Time) time.Time {
		for _, t := range instants {
			if t.After(after) {
				return t
			}
		}
		return time.Time{}
	})
}

// record keeps what was fired, as "job hh:mm".
type record struct {
	mu    sync.Mutex
	fired []string
	ends  []error
}

func (r *record) add(f schedule.Firing) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := f.Job + f.At.Format(" 02 15:04")
	for _, m := range f.Missed {
		s += m.Format(" missed 15:04")
	}
	r.fired = append(r.fired, s)
}

func (r *record) done(_ schedule.Firing, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ends = append(r.ends, err)
}

// serve runs a daemon on synthetic time, which begins on 1 January 2000, 00:00 UTC,
// for the given while; the drain may be left out.
func serve(t *testing.T, jobs []schedule.Job, run func(context.Context, schedule.Firing) error, o schedule.Options, while time.Duration, drain ...time.Duration) error {
	t.Helper()
	d, err := schedule.New(schedule.Plan{Jobs: jobs, Run: run, Drain: append(drain, 0)[0]}, o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), while)
	defer stop()
	return d.Run(ctx)
}

func TestFiresAtTheInstants(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r record
		jobs := []schedule.Job{{Name: "a", Schedule: every(6 * time.Hour)}, {Name: "b", Schedule: every(24 * time.Hour)}}
		err := serve(t, jobs, func(_ context.Context, f schedule.Firing) error {
			r.add(f)
			if got := time.Now().UTC(); !got.Equal(f.At) {
				t.Errorf("%s due %v was fired at %v", f.Job, f.At, got)
			}
			return nil
		}, schedule.Options{}, 25*time.Hour)
		if err != nil {
			t.Error(err)
		}
		if len(r.fired) != 5 {
			t.Errorf("fired %q", r.fired)
		}
	})
}

// New York, autumn: 01:30 comes twice, an hour apart. Both are instants of the
// schedule, and gocron alone would skip the second.
func TestSameWallClockTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		zone, err := time.LoadLocation("America/New_York")
		if err != nil {
			t.Fatal(err)
		}
		first := time.Date(2000, 10, 29, 5, 30, 0, 0, time.UTC).In(zone)
		second := first.Add(time.Hour)
		if first.Format(time.Kitchen) != second.Format(time.Kitchen) {
			t.Fatalf("%v and %v", first, second)
		}
		var r record
		jobs := []schedule.Job{{Name: "a", Schedule: at(first, second)}}
		err = serve(t, jobs, func(_ context.Context, f schedule.Firing) error { r.add(f); return nil }, schedule.Options{}, 366*24*time.Hour)
		if diff := cmp.Diff([]string{"a 29 05:30", "a 29 06:30"}, r.fired); diff != "" || err != nil {
			t.Error(diff, err)
		}
	})
}

func TestPanicIsTheErrorOfItsRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r record
		jobs := []schedule.Job{{Name: "a", Schedule: every(time.Hour)}}
		n := 0
		err := serve(t, jobs, func(context.Context, schedule.Firing) error {
			if n++; n == 1 {
				panic("nil map")
			}
			return errors.New("no source")
		}, schedule.Options{Done: r.done}, 150*time.Minute)
		if err != nil {
			t.Error(err)
		}
		if len(r.ends) != 2 || !errors.Is(r.ends[0], schedule.ErrPanic) || !strings.Contains(r.ends[0].Error(), "job a: panic: nil map") ||
			!strings.Contains(r.ends[0].Error(), "schedule_test.go") || r.ends[1].Error() != "no source" {
			t.Errorf("ends %v", r.ends)
		}
	})
}

// A job that takes two and a half hours ends at half past three: what was due at three
// comes then, and not only at four.
func TestNeverBesideItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r record
		jobs := []schedule.Job{{Name: "a", Schedule: every(time.Hour)}}
		err := serve(t, jobs, func(_ context.Context, f schedule.Firing) error {
			r.add(f)
			time.Sleep(150 * time.Minute)
			return nil
		}, schedule.Options{}, 5*time.Hour+time.Minute, 3*time.Hour)
		if diff := cmp.Diff([]string{"a 01 01:00", "a 01 03:00 missed 02:00"}, r.fired); diff != "" || err != nil {
			t.Error(diff, err)
		}
	})
}

func TestDrain(t *testing.T) {
	for _, c := range []struct {
		name  string
		drain time.Duration
		run   func(context.Context) error
		want  string // in the error of Run
		end   string // in that of the firing
	}{
		{"finishes in time", time.Minute, func(ctx context.Context) error { time.Sleep(30 * time.Second); return ctx.Err() }, "", ""},
		{"does not", time.Minute, func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, "stopped a in the middle, after waiting 1m0s", "context canceled"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var r record
				jobs := []schedule.Job{{Name: "a", Schedule: every(time.Hour)}}
				err := serve(t, jobs, func(ctx context.Context, _ schedule.Firing) error { return c.run(ctx) },
					schedule.Options{Done: r.done}, time.Hour+time.Second, c.drain)
				if got := fmt.Sprint(err); c.want == "" && err != nil || !strings.Contains(got, c.want) {
					t.Errorf("run: %v", err)
				}
				if len(r.ends) != 1 || c.end == "" && r.ends[0] != nil || !strings.Contains(fmt.Sprint(r.ends[0]), c.end) {
					t.Errorf("firing: %v", r.ends)
				}
			})
		})
	}
}

// everyHour runs a daemon with one job by a clock. It gives what fired, and what stops it.
func everyHour(t *testing.T, clock clockwork.Clock) (<-chan schedule.Firing, func()) {
	t.Helper()
	fired := make(chan schedule.Firing)
	d, err := schedule.New(schedule.Plan{Jobs: []schedule.Job{{Name: "a", Schedule: every(time.Hour)}}, Run: func(_ context.Context, f schedule.Firing) error {
		fired <- f
		return nil
	}}, schedule.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	end := make(chan error)
	go func() { end <- d.Run(ctx) }()
	return fired, func() {
		cancel()
		if err := <-end; err != nil {
			t.Error(err)
		}
	}
}

// The machine sleeps, or its clock is set, over several due times: one firing, and
// it says what it stands for.
func TestClockJumps(t *testing.T) {
	start := time.Date(2026, 9, 25, 6, 30, 0, 0, time.UTC)
	clock := clockwork.NewFakeClockAt(start)
	fired, stop := everyHour(t, clock)
	if err := clock.BlockUntilContext(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	clock.Advance(3*time.Hour + 15*time.Minute)
	f := <-fired
	want := schedule.Firing{Job: "a", At: start.Truncate(time.Hour).Add(3 * time.Hour), Missed: []time.Time{
		start.Truncate(time.Hour).Add(time.Hour), start.Truncate(time.Hour).Add(2 * time.Hour),
	}}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Error(diff)
	}
	stop()
}

// The clock is set back while the timer runs: the job still waits for its time.
func TestClockSetBack(t *testing.T) {
	start := time.Date(2026, 9, 25, 6, 30, 0, 0, time.UTC)
	clock := &shifted{FakeClock: clockwork.NewFakeClockAt(start)}
	fired, stop := everyHour(t, clock)
	wait := func(n int) {
		if err := clock.BlockUntilContext(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	wait(1)
	clock.shift(-20 * time.Minute)
	clock.Advance(30 * time.Minute) // gocron wakes at 06:40 by the clock
	wait(2)                         // the timer of ours, beside gocron's next
	select {
	case f := <-fired:
		t.Fatalf("fired early: %+v", f)
	default:
	}
	clock.Advance(20 * time.Minute)
	if f := <-fired; !f.At.Equal(start.Add(30*time.Minute)) || len(f.Missed) != 0 {
		t.Errorf("fired %+v", f)
	}
	stop()
}

// shifted is a clock that can be set without its timers noticing, as a real one.
type shifted struct {
	*clockwork.FakeClock
	mu  sync.Mutex
	off time.Duration
}

func (c *shifted) shift(d time.Duration) { c.mu.Lock(); c.off += d; c.mu.Unlock() }

func (c *shifted) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.FakeClock.Now().Add(c.off)
}

func TestStopsWithoutHavingFired(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if err := serve(t, nil, nil, schedule.Options{}, time.Hour); err != nil {
			t.Error(err)
		}
	})
}

func TestEndsQuietlyWhenNeverDueAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r record
		once := at(time.Now().Add(time.Hour))
		err := serve(t, []schedule.Job{{Name: "a", Schedule: once}}, func(_ context.Context, f schedule.Firing) error { r.add(f); return nil }, schedule.Options{}, 100*time.Hour)
		if len(r.fired) != 1 || err != nil {
			t.Error(r.fired, err)
		}
	})
}

func TestRefusedJobs(t *testing.T) {
	now := time.Date(2026, 9, 25, 0, 0, 0, 0, time.UTC)
	for want, jobs := range map[string][]schedule.Job{
		`named "a"`:               {{Name: "a", Schedule: every(1)}, {Name: "a", Schedule: every(1)}},
		`named ""`:                {{Schedule: every(1)}},
		"a is never due":          {{Name: "a", Schedule: at(now)}},
		"b is never due after 20": {{Name: "b", Schedule: schedule.Func(func(t time.Time) time.Time { return t })}},
	} {
		if _, err := schedule.New(schedule.Plan{Jobs: jobs}, schedule.Options{Clock: clockwork.NewFakeClockAt(now)}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func TestBetween(t *testing.T) {
	from := time.Date(2026, 9, 25, 0, 0, 0, 0, time.UTC)
	day := func(h int) time.Time { return from.Add(time.Duration(h) * time.Hour) }
	hourly := every(time.Hour)
	for _, c := range []struct {
		until, max int
		want       []time.Time
	}{
		{3, 0, []time.Time{day(1), day(2), day(3)}},
		{3, 1, []time.Time{day(3)}},
		{100, 2, []time.Time{day(99), day(100)}},
		{0, 0, nil},
	} {
		if diff := cmp.Diff(c.want, schedule.Between(hourly, from, day(c.until), c.max)); diff != "" {
			t.Errorf("until %d, max %d: %s", c.until, c.max, diff)
		}
	}
}
