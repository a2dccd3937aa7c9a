package schedule_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook/jobs/schedule"
)

// relay is a daemon under plans that follow each other, each with a name.
type relay struct {
	*schedule.Daemon
	t     *testing.T
	mu    sync.Mutex
	fired []string
	// passed are the instants of each job that were fired, or missed by a firing.
	passed map[string][]time.Time
	busy   map[string]bool
	stop   context.CancelFunc
	end    chan error
}

// plan runs the jobs, each for as long as work says, and notes what was fired
// under which plan.
func (r *relay) plan(name string, jobs []schedule.Job, work func() time.Duration) schedule.Plan {
	return schedule.Plan{Jobs: jobs, Drain: 10 * time.Hour, Run: func(ctx context.Context, f schedule.Firing) error {
		r.enter(name, f)
		time.Sleep(work())
		r.mu.Lock()
		defer r.mu.Unlock()
		r.busy[f.Job] = false
		return ctx.Err()
	}, Retired: func() { r.note(name + " retired") }}
}

func (r *relay) enter(plan string, f schedule.Firing) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.busy[f.Job] {
		r.t.Errorf("%s runs beside itself under plan %s", f.Job, plan)
	}
	r.busy[f.Job] = true
	r.passed[f.Job] = append(append(r.passed[f.Job], f.Missed...), f.At)
	line := plan + " " + f.Job + f.At.Format(" 15:04")
	for _, m := range f.Missed {
		line += m.Format(" missed 15:04")
	}
	r.fired = append(r.fired, line)
}

func (r *relay) note(what string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.fired = append(r.fired, what)
}

// begin starts on synthetic time, at midnight.
func begin(t *testing.T, first func(*relay) schedule.Plan) *relay {
	r := &relay{t: t, busy: map[string]bool{}, passed: map[string][]time.Time{}, end: make(chan error, 1)}
	var err error
	if r.Daemon, err = schedule.New(first(r), schedule.Options{}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	r.stop = stop
	go func() { r.end <- r.Run(ctx) }()
	return r
}

func (r *relay) replace(p schedule.Plan) {
	if err := r.Replace(r.t.Context(), p); err != nil {
		r.t.Error(err)
	}
}

func (r *relay) finish() {
	r.stop()
	if err := <-r.end; err != nil {
		r.t.Error(err)
	}
}

func takes(d time.Duration) func() time.Duration { return func() time.Duration { return d } }

var hourly = []schedule.Job{{Name: "a", Schedule: every(time.Hour)}}

func TestReplace(t *testing.T) {
	for _, c := range []struct {
		name     string
		work     time.Duration // of a run under the old plan
		replaced time.Duration
		want     []string
	}{
		{"between two firings", time.Minute, 90 * time.Minute, []string{"old a 01:00", "old retired", "new a 02:00", "new a 03:00", "new a 04:00"}},
		// What begins under the old plan ends under it; the new one waits, and says what passed.
		{"while it runs", 150 * time.Minute, 90 * time.Minute, []string{"old a 01:00", "new a 03:00 missed 02:00", "old retired", "new a 04:00"}},
		// 02:00 was due before the change: it is the old plan's.
		{"while it runs and another is due", 150 * time.Minute, 150 * time.Minute, []string{"old a 01:00", "old a 02:00", "old retired", "new a 06:00 missed 03:00 missed 04:00 missed 05:00"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := begin(t, func(r *relay) schedule.Plan { return r.plan("old", hourly, takes(c.work)) })
				time.Sleep(c.replaced)
				r.replace(r.plan("new", hourly, takes(time.Minute)))
				time.Sleep(4*time.Hour + time.Minute - c.replaced)
				if c.replaced > 2*time.Hour {
					time.Sleep(2 * time.Hour)
				}
				r.finish()
				if diff := cmp.Diff(sorted(c.want), sorted(r.fired)); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}

func sorted(lines []string) []string {
	out := slices.Clone(lines)
	slices.Sort(out)
	return out
}

// A job that the new plan does not have any more, and one that the old one had not.
func TestReplaceOtherJobs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := begin(t, func(r *relay) schedule.Plan { return r.plan("old", hourly, takes(90*time.Minute)) })
		time.Sleep(70 * time.Minute)
		r.replace(r.plan("new", []schedule.Job{{Name: "b", Schedule: every(2 * time.Hour)}}, takes(0)))
		time.Sleep(3 * time.Hour)
		r.finish()
		if diff := cmp.Diff([]string{"old a 01:00", "new b 02:00", "old retired", "new b 04:00"}, r.fired); diff != "" {
			t.Error(diff)
		}
	})
}

func TestReplaceRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := begin(t, func(r *relay) schedule.Plan { return r.plan("old", hourly, takes(0)) })
		time.Sleep(time.Minute)
		err := r.Replace(t.Context(), r.plan("new", []schedule.Job{{Name: "b", Schedule: at(time.Now())}}, takes(0)))
		if err == nil || !strings.Contains(err.Error(), "job b is never due") {
			t.Errorf("got %v", err)
		}
		time.Sleep(time.Hour)
		r.finish()
		if err := r.Replace(t.Context(), r.plan("late", hourly, takes(0))); err == nil {
			t.Error("a daemon that has stopped takes a plan")
		}
		if diff := cmp.Diff([]string{"old a 01:00"}, r.fired); diff != "" {
			t.Error(diff)
		}
	})
}

// Whenever plans follow each other, at the very instants of the schedule too: each
// instant is fired once, or missed by a firing that says so.
func TestReplaceMissesNothing(t *testing.T) {
	for seed := range uint64(60) {
		synctest.Test(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 7))
			var mu sync.Mutex
			some := func(most time.Duration) time.Duration {
				mu.Lock()
				defer mu.Unlock()
				return time.Duration(random.IntN(int(most/time.Minute))) * time.Minute
			}
			jobs := []schedule.Job{{Name: "a", Schedule: every(20 * time.Minute)}, {Name: "b", Schedule: every(time.Hour)}}
			work := func() time.Duration { return some(50 * time.Minute) }
			r := begin(t, func(r *relay) schedule.Plan { return r.plan("0", jobs, work) })
			for i := range 12 {
				time.Sleep(some(80 * time.Minute))
				r.replace(r.plan(fmt.Sprint(i+1), jobs, work))
			}
			time.Sleep(2 * time.Hour)
			r.complete("a", 20*time.Minute)
			r.complete("b", time.Hour)
			r.finish()
		})
	}
}

// complete checks that of a job's instants all were fired or missed, in order and
// none twice; the last few may have come while it was running.
func (r *relay) complete(job string, every time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	begun := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	for i, at := range r.passed[job] {
		if want := begun.Add(time.Duration(i+1) * every); !at.Equal(want) {
			r.t.Errorf("%s: instant %d is %s, want %s\n%s", job, i+1, at, want, strings.Join(r.fired, "\n"))
			return
		}
	}
	if all := int(time.Since(begun) / every); len(r.passed[job]) < all-3 {
		r.t.Errorf("%s: %d of %d instants", job, len(r.passed[job]), all)
	}
}

// What fell due since the past was settled, and before the daemon came to it, is
// fired at once.
func TestSince(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(2*time.Hour + time.Minute)
		r := begin(t, func(r *relay) schedule.Plan {
			p := r.plan("late", hourly, takes(0))
			p.Since = time.Now().Add(-90 * time.Minute)
			return p
		})
		time.Sleep(time.Minute)
		r.finish()
		if diff := cmp.Diff([]string{"late a 02:00 missed 01:00"}, r.fired); diff != "" {
			t.Error(diff)
		}
	})
}

// What comes first is drained like any run. Its job does not fire beside it, others
// do.
func TestFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r record
		began, ended := time.Now(), time.Time{}
		ctx, stop := context.WithTimeout(t.Context(), 90*time.Minute)
		defer stop()
		jobs := append(hourly, schedule.Job{Name: "b", Schedule: every(time.Hour)})
		run := func(_ context.Context, f schedule.Firing) error { r.add(f); return nil }
		d, err := schedule.New(schedule.Plan{Jobs: jobs, Drain: time.Hour, Run: run}, schedule.Options{
			First: func(begin, work context.Context, job string) {
				if job == "b" {
					return
				}
				<-begin.Done()
				time.Sleep(20 * time.Minute)
				if work.Err() == nil {
					ended = time.Now()
				}
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Run(ctx); err != nil || ended.Sub(began) != 110*time.Minute {
			t.Errorf("%v, ended after %v", err, ended.Sub(began))
		}
		if diff := cmp.Diff([]string{"b 01 01:00"}, r.fired); diff != "" {
			t.Error(diff)
		}
	})
}

// What falls due while a job does what comes first is fired after that.
func TestDueDuringFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r record
		ctx, stop := context.WithTimeout(t.Context(), 170*time.Minute)
		defer stop()
		run := func(_ context.Context, f schedule.Firing) error { r.add(f); return nil }
		d, err := schedule.New(schedule.Plan{Jobs: hourly, Run: run}, schedule.Options{
			First: func(_, _ context.Context, _ string) { time.Sleep(130 * time.Minute) },
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Run(ctx); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff([]string{"a 01 02:00 missed 01:00"}, r.fired); diff != "" {
			t.Error(diff)
		}
	})
}
