package runlog_test

import (
	"errors"
	"os"
	"path/filepath"
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
)

func holder(host string, pid int) runlog.Holder {
	return runlog.Holder{Host: host, PID: pid, Start: seven.Add(-time.Hour)}
}

func open(t *testing.T) *runlog.Log { return openAt(t, filepath.Join(t.TempDir(), "a b?#%.db")) }

func openAt(t *testing.T, path string) *runlog.Log {
	t.Helper()
	l, err := runlog.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { must(t, l.Close()) })
	return l
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
	again := map[runlog.Outcome]bool{
		runlog.Delivered: false, runlog.Nothing: false,
		runlog.Built: true, runlog.NotReady: true, runlog.HeldBack: true, runlog.Partly: true,
		runlog.Failed: true, runlog.Missed: true, runlog.Unknown: true,
	}
	for _, o := range runlog.Outcomes {
		t.Run(string(o), func(t *testing.T) {
			l := open(t)
			finish(t, l, claim(t, l, daily, first, seven), o)
			r, ok, err := l.ClaimRun(t.Context(), daily, second, seven.Add(time.Hour))
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
}

func TestKeysAreApart(t *testing.T) {
	l := open(t)
	for _, k := range []runlog.Key{
		daily,
		{Job: "sales-weekly", AsOf: daily.AsOf},
		{Job: daily.Job, AsOf: "2026-09-25"},
		{Job: daily.Job, AsOf: daily.AsOf, Slice: "华东"},
		{Job: daily.Job, AsOf: daily.AsOf, Revision: 1},
	} {
		finish(t, l, claim(t, l, k, first, seven), runlog.Delivered)
	}
	if r := refused(t, l, runlog.Key{Job: daily.Job, AsOf: daily.AsOf, Slice: "华东"}, second, seven); r.Slice != "华东" {
		t.Errorf("slice read back as %q", r.Slice)
	}
}

func TestLease(t *testing.T) {
	l := open(t)
	r := claim(t, l, daily, first, seven)
	if got := refused(t, l, daily, second, seven.Add(59*time.Second)); !got.Holder.Same(first.Holder) || got.Outcome != "" {
		t.Errorf("the refusal does not name the holder at work: %+v", got)
	}
	must(t, l.RenewRun(t.Context(), r.Claim, seven.Add(3*time.Minute)))
	refused(t, l, daily, second, seven.Add(2*time.Minute))
	taken := claim(t, l, daily, second, seven.Add(3*time.Minute))
	if taken.Attempt != 2 || taken.StartedBy != "li" {
		t.Errorf("taken over as %+v", taken)
	}
	for what, err := range map[string]error{
		"renew":  l.RenewRun(t.Context(), r.Claim, seven.Add(time.Hour)),
		"finish": l.FinishRun(t.Context(), r.Claim, runlog.Finish{Outcome: runlog.Delivered}, seven),
	} {
		if !errors.Is(err, runlog.ErrLost) {
			t.Errorf("%s by who lost the claim: %v", what, err)
		}
	}
}

func TestTakenOverAtOnceWhenGone(t *testing.T) {
	l := open(t)
	claim(t, l, daily, first, seven)
	by := second
	by.Gone = func(h runlog.Holder) bool { return h.Same(first.Holder) }
	claim(t, l, daily, by, seven.Add(time.Second))
}

func TestGoneHere(t *testing.T) {
	self := runlog.Holder{Host: "erp1", PID: os.Getpid(), Start: seven}
	gone := runlog.GoneHere(self)
	for _, c := range []struct {
		name string
		h    runlog.Holder
		want bool
	}{
		{"itself", self, false},
		{"same number, started before", runlog.Holder{Host: "erp1", PID: self.PID, Start: seven.Add(-time.Hour)}, true},
		{"parent, alive", runlog.Holder{Host: "erp1", PID: os.Getppid(), Start: seven}, false},
		{"no such process", runlog.Holder{Host: "erp1", PID: 1<<30 + 7, Start: seven}, true},
		{"another host", runlog.Holder{Host: "erp2", PID: 1<<30 + 7, Start: seven}, false},
	} {
		if got := gone(c.h); got != c.want {
			t.Errorf("%s: gone = %v", c.name, got)
		}
	}
}

func TestManyClaimantsOneClaim(t *testing.T) {
	path := filepath.Join(t.TempDir(), "daybook.db")
	const processes, keys = 4, 20
	won := make([][]bool, processes)
	var wg sync.WaitGroup
	for p := range processes {
		wg.Go(func() {
			l, err := runlog.Open(t.Context(), path) // each as its own process would
			if err != nil {
				t.Error(err)
				return
			}
			defer l.Close()
			for k := range keys {
				by := first
				by.PID = p
				key := runlog.Key{Job: "alerts", AsOf: seven.Add(time.Duration(k) * time.Minute).Format(time.RFC3339)}
				_, ok, err := l.ClaimRun(t.Context(), key, by, seven)
				if err != nil {
					t.Error(err)
				}
				won[p] = append(won[p], ok)
			}
		})
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
}
