package runlog_test

import (
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"daybook/jobs/runlog"
)

var (
	seven  = time.Date(2026, 9, 25, 7, 0, 0, 0, time.UTC)
	daily  = runlog.Key{Job: "receivables-daily", AsOf: "2026-09-24"}
	first  = runlog.Claimant{Holder: holder("erp1", 100), By: "schedule", Lease: time.Minute}
	second = runlog.Claimant{Holder: holder("erp2", 200), By: "li", Lease: time.Minute}
	// heir is second, who knows that the others are gone.
	heir = runlog.Claimant{Holder: second.Holder, By: "li", Lease: time.Minute, Gone: func(runlog.Holder) bool { return true }}
)

func holder(host string, pid int) runlog.Holder {
	return runlog.Holder{Host: host, PID: pid, Start: seven.Add(-time.Hour)}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func claim(t *testing.T, l *runlog.Log, k runlog.Key, by runlog.Claimant, now time.Time) runlog.Run {
	t.Helper()
	r, ok, err := l.ClaimRun(t.Context(), k, by, now)
	must(t, err)
	if !ok {
		t.Fatalf("%s was not claimed: outcome %q", k, r.Outcome)
	}
	return r
}

func refused(t *testing.T, l *runlog.Log, k runlog.Key, by runlog.Claimant, now time.Time) runlog.Run {
	t.Helper()
	r, ok, err := l.ClaimRun(t.Context(), k, by, now)
	must(t, err)
	if ok {
		t.Fatalf("%s was claimed, attempt %d", k, r.Attempt)
	}
	return r
}

func finish(t *testing.T, l *runlog.Log, r runlog.Run, o runlog.Outcome) {
	t.Helper()
	must(t, l.FinishRun(t.Context(), r.Claim, runlog.Finish{Outcome: o, Reason: "for " + string(o)}, seven.Add(time.Second)))
}

func TestRunIsClaimedAgainOrNot(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		again := map[runlog.Outcome]bool{
			runlog.Delivered: false, runlog.Nothing: false,
			runlog.Built: true, runlog.NotReady: true, runlog.HeldBack: true, runlog.Partly: true,
			runlog.Failed: true, runlog.Missed: true, runlog.Unknown: true,
		}
		for _, o := range runlog.Outcomes {
			t.Run(string(o), func(t *testing.T) {
				l, key := at.open(t), runlog.Key{Job: strings.ReplaceAll(string(o), " ", "-"), AsOf: daily.AsOf}
				finish(t, l, claim(t, l, key, first, seven), o)
				r, ok, err := l.ClaimRun(t.Context(), key, second, seven.Add(time.Hour))
				must(t, err)
				if want, listed := again[o]; !listed || ok != want {
					t.Fatalf("claimed again = %v, want %v (listed %v)", ok, want, listed)
				}
				if !ok {
					if r.Outcome != o || r.Reason != "for "+string(o) || !r.Finished.Equal(seven.Add(time.Second)) {
						t.Errorf("the refusal does not say what became of it: %+v", r)
					}
					return
				}
				past, err := l.Attempts(t.Context(), r.ID)
				must(t, err)
				if r.Attempt != 2 || len(past) != 1 || past[0].Outcome != o || past[0].StartedBy != "schedule" {
					t.Errorf("attempt %d after %+v", r.Attempt, past)
				}
			})
		}
	})
}

func TestKeysAreApart(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		for _, k := range []runlog.Key{
			daily,
			{Job: "sales-weekly", AsOf: daily.AsOf},
			{Job: daily.Job, AsOf: "2026-09-25"},
			{Job: daily.Job, AsOf: daily.AsOf, Slice: "华东"},
			{Job: daily.Job, AsOf: daily.AsOf, Slice: "east"},
			{Job: daily.Job, AsOf: daily.AsOf, Slice: "East"},
			{Job: daily.Job, AsOf: daily.AsOf, Slice: "east "},
			{Job: daily.Job, AsOf: daily.AsOf, Slice: "éast"},
			{Job: daily.Job, AsOf: daily.AsOf, Slice: "🏮"},
			{Job: daily.Job, AsOf: daily.AsOf, Slice: strings.Repeat("东", 300)},
			{Job: daily.Job, AsOf: daily.AsOf, Revision: 1},
		} {
			finish(t, l, claim(t, l, k, first, seven), runlog.Delivered)
		}
		if r := refused(t, l, runlog.Key{Job: daily.Job, AsOf: daily.AsOf, Slice: "华东"}, second, seven); r.Slice != "华东" {
			t.Errorf("slice read back as %q", r.Slice)
		}
	})
}

// renew is the sign of life of the first holder.
func renew(t *testing.T, l *runlog.Log, now time.Time) []runlog.Claim {
	t.Helper()
	claims, err := l.Renew(t.Context(), daily, first.Holder, first.Lease, now)
	must(t, err)
	return claims
}

// A file is of one host, and leases go by the clock that is given.
func TestLease(t *testing.T) {
	l := known[0].new(t).open(t)
	claim(t, l, daily, first, seven)
	if got := refused(t, l, daily, second, seven.Add(59*time.Second)); !got.Holder.Same(first.Holder) || got.Outcome != "" {
		t.Errorf("the refusal does not name the holder at work: %+v", got)
	}
	renew(t, l, seven.Add(2*time.Minute))
	refused(t, l, daily, second, seven.Add(179*time.Second))
	if taken := claim(t, l, daily, second, seven.Add(3*time.Minute)); taken.Attempt != 2 || taken.StartedBy != "li" {
		t.Errorf("taken over as %+v", taken)
	}
}

// A host whose clock is an hour ahead takes nothing from others, and one whose clock
// is behind loses nothing.
func TestLeaseByTheClockOfTheDatabase(t *testing.T) {
	for _, e := range engines()[1:] {
		t.Run(e.name, func(t *testing.T) {
			l := e.new(t).open(t)
			now, short := time.Now(), first
			short.Lease = time.Second
			claim(t, l, daily, short, now.Add(-time.Hour))
			refused(t, l, daily, second, now.Add(time.Hour))
			until := time.Now().Add(1500 * time.Millisecond)
			for time.Now().Before(until) {
				if _, err := l.Renew(t.Context(), daily, short.Holder, short.Lease, now); err != nil {
					t.Fatal(err)
				}
				refused(t, l, daily, second, now.Add(time.Hour))
				time.Sleep(100 * time.Millisecond)
			}
			time.Sleep(1100 * time.Millisecond)
			claim(t, l, daily, second, now.Add(-time.Hour))
		})
	}
}

// What was lost is not renewed, nor ended; what is still held is.
func TestRenewSaysWhatIsHeld(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		lost, held, ended := daily, daily, daily
		lost.Slice, held.Slice, ended.Slice = "lost", "held", "ended"
		r := claim(t, l, lost, first, seven)
		kept := claim(t, l, held, first, seven)
		finish(t, l, claim(t, l, ended, first, seven), runlog.Failed)
		claim(t, l, runlog.Key{Job: daily.Job, AsOf: "2026-09-23"}, first, seven)
		claim(t, l, lost, heir, seven)
		if claims := renew(t, l, seven); len(claims) != 1 || claims[0] != kept.Claim {
			t.Errorf("held are %+v, want only %+v", claims, kept.Claim)
		}
		err := l.FinishRun(t.Context(), r.Claim, runlog.Finish{Outcome: runlog.Delivered}, seven)
		if !errors.Is(err, runlog.ErrLost) {
			t.Errorf("finished by who lost the claim: %v", err)
		}
	})
}

// What is over for one claimant may not be for another.
func TestOver(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		finish(t, l, claim(t, l, daily, first, seven), runlog.Failed)
		by := second
		by.Over = func(r runlog.Run) bool { return r.StartedBy == "schedule" }
		refused(t, l, daily, by, seven)
		by.Over = func(r runlog.Run) bool { return r.StartedBy != "schedule" }
		claim(t, l, daily, by, seven)
	})
}

func TestUnfinished(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		finish(t, l, claim(t, l, daily, first, seven), runlog.Failed)
		open := claim(t, l, runlog.Key{Job: "sales-weekly", AsOf: "2026-09-20"}, first, seven)
		runs, err := l.Unfinished(t.Context())
		must(t, err)
		if len(runs) != 1 || runs[0].Claim != open.Claim || runs[0].Holder.Name() != "erp1, process 100" {
			t.Errorf("unfinished are %+v", runs)
		}
	})
}

func TestTakenOverAtOnceWhenGone(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		claim(t, l, daily, first, seven)
		by := second
		by.Gone = func(h runlog.Holder) bool { return h.Same(first.Holder) }
		claim(t, l, daily, by, seven.Add(time.Second))
	})
}

func TestGoneHere(t *testing.T) {
	self := runlog.ThisProcess(seven)
	other := func(change func(*runlog.Holder)) runlog.Holder {
		h := self
		h.Start, h.ID = seven.Add(-time.Hour), "another"
		change(&h)
		return h
	}
	gone := runlog.GoneHere(self)
	for _, c := range []struct {
		name string
		h    runlog.Holder
		want bool
	}{
		{"itself", self, false},
		{"same number, started before", other(func(*runlog.Holder) {}), true},
		{"parent, alive", other(func(h *runlog.Holder) { h.PID = os.Getppid() }), false},
		{"no such process", other(func(h *runlog.Holder) { h.PID = 1<<30 + 7 }), true},
		{"another host", other(func(h *runlog.Holder) { h.PID, h.Host = 1<<30+7, "erp2" }), false},
		{"another container of that name", other(func(h *runlog.Holder) { h.Place = "elsewhere" }), false},
		{"begun in the same moment", other(func(h *runlog.Holder) { h.Start, h.Place = seven, "elsewhere" }), false},
	} {
		if got := gone(c.h); got != c.want {
			t.Errorf("%s: gone = %v", c.name, got)
		}
	}
}

// Instances that begin at one moment make the tables once, and each run has one of
// them.
func TestManyClaimantsOneClaim(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		const processes, keys = 4, 20
		won := make([][]bool, processes)
		var wg sync.WaitGroup
		for p := range processes {
			wg.Go(func() { won[p] = claimAll(t, at, p, keys) })
		}
		wg.Wait()
		for k := range keys {
			n := 0
			for p := range processes {
				if k < len(won[p]) && won[p][k] {
					n++
				}
			}
			if n != 1 {
				t.Errorf("key %d was claimed %d times", k, n)
			}
		}
	})
}

// claimAll claims one key after the other, first as new ones and then as of a holder
// who is gone, and says which of the latter it got: as a process of its own would.
func claimAll(t *testing.T, at place, process, keys int) (won []bool) {
	l, err := runlog.Open(t.Context(), string(at))
	if err != nil {
		t.Error(err)
		return nil
	}
	defer l.Close()
	by := first
	by.PID = process
	for k := range keys {
		key := runlog.Key{Job: "alerts", AsOf: seven.Add(time.Duration(k) * time.Minute).Format(time.RFC3339)}
		_, fresh, err := l.ClaimRun(t.Context(), key, first, seven)
		if err != nil {
			t.Error(err)
		}
		by.Gone = func(h runlog.Holder) bool { return h.Same(first.Holder) }
		r, taken, err := l.ClaimRun(t.Context(), key, by, seven)
		if err != nil {
			t.Error(err)
		}
		if fresh && r.Attempt < 2 {
			t.Errorf("%s: after both, attempt %d", key, r.Attempt)
		}
		won = append(won, taken)
	}
	return won
}

// A holder that tries again keeps its claim and begins another attempt; the one before
// is in the history. Whose claim it is not any more tries nothing.
func TestRetryRun(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		run := claim(t, l, daily, first, seven)
		next, err := l.RetryRun(t.Context(), daily, run.Claim, first, "connection refused", seven.Add(time.Minute))
		must(t, err)
		if next != (runlog.Claim{ID: run.ID, Attempt: 2}) {
			t.Errorf("the next is %+v", next)
		}
		attempts, err := l.Attempts(t.Context(), run.ID)
		must(t, err)
		want := runlog.Attempt{
			Attempt: 1, Holder: first.Holder.String(), StartedBy: "schedule", Started: seven, Finished: seven.Add(time.Minute),
			Outcome: runlog.Failed, Reason: "connection refused",
		}
		if len(attempts) != 1 || attempts[0] != want {
			t.Errorf("%+v, want %+v", attempts, want)
		}
		refused(t, l, daily, second, seven.Add(time.Minute))
		if _, err := l.RetryRun(t.Context(), daily, run.Claim, first, "", seven); !errors.Is(err, runlog.ErrLost) {
			t.Errorf("trying the first attempt again: %v", err)
		}
		must(t, l.FinishRun(t.Context(), next, runlog.Finish{Outcome: runlog.Delivered}, seven.Add(2*time.Minute)))
		if _, err := l.RetryRun(t.Context(), daily, next, first, "", seven); !errors.Is(err, runlog.ErrLost) {
			t.Errorf("trying again what has ended: %v", err)
		}
	})
}
