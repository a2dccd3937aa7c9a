package jobs_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/jobs"
	"daybook/jobs/runlog"
)

// stranger is a process on another host, of which nothing can be seen from here.
var stranger = runlog.Holder{Host: "elsewhere", PID: 7, Start: at(1, 0, 0)}

// lingering is a house whose reading lasts until the test, or the loss of its claim, ends
// it, and whose lease is short and goes by the real clock.
func lingering(t *testing.T, lease time.Duration) (h *house, reading chan context.Context, goOn chan bool) {
	t.Helper()
	h = newHouse(t, options{to: oneRecipient})
	h.Config.Lease, h.Now = lease, time.Now
	reading, goOn = make(chan context.Context, 1), make(chan bool)
	source := h.Source
	h.Source = &fakeSource{func(ctx context.Context, s extract.Scope) (*fact.Snapshot, error) {
		reading <- ctx
		select {
		case <-goOn:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		return source.Snapshot(ctx, s, nil)
	}}
	return h, reading, goOn
}

// begin begins the run of a firing, and returns where its report will be.
func (h *house) begin(ctx context.Context) chan jobs.Report {
	end := make(chan jobs.Report, 1)
	go func() {
		end <- h.Run(ctx, daily, jobs.Request{By: "schedule", AsOf: fact.NewDate(2026, 9, 24), Once: true})
	}()
	return end
}

// take asks for the run as another instance does.
func (h *house) take(gone func(runlog.Holder) bool) bool {
	h.t.Helper()
	by := runlog.Claimant{Holder: stranger, By: "schedule", Lease: time.Minute, Gone: gone}
	_, taken, err := h.Log.ClaimRun(h.t.Context(), runlog.Key{Job: daily, AsOf: thursday}, by, time.Now())
	must(h.t, err)
	return taken
}

// A run that works for many leases keeps its claim.
func TestSignsOfLife(t *testing.T) {
	h, reading, goOn := lingering(t, 300*time.Millisecond)
	end := h.begin(t.Context())
	<-reading
	for range 15 {
		time.Sleep(60 * time.Millisecond)
		if h.take(nil) {
			t.Fatal("another took the run of one who works on it")
		}
	}
	close(goOn)
	if report := <-end; report.Outcome != runlog.Delivered || len(h.mails()) != 1 {
		t.Errorf("%+v, %d mails", report, len(h.mails()))
	}
}

// Who lost the claim stops within a third of the lease, sends nothing, tells nobody
// and leaves the run to whom it is.
func TestLostClaim(t *testing.T) {
	h, reading, _ := lingering(t, 300*time.Millisecond)
	end := h.begin(t.Context())
	ctx := <-reading
	if !h.take(func(runlog.Holder) bool { return true }) {
		t.Fatal("not taken")
	}
	report := <-end
	if !errors.Is(context.Cause(ctx), runlog.ErrLost) {
		t.Errorf("the run ended for %v", context.Cause(ctx))
	}
	if report.Outcome != runlog.NotReady || report.Error == nil || report.Error.Code != jobs.CodeBusy || len(h.server.Caught()) != 0 {
		t.Errorf("%+v, %d mails", report, len(h.server.Caught()))
	}
	if open := h.open(); len(open) != 1 || open[0].Attempt != 2 || !open[0].Holder.Same(stranger) {
		t.Errorf("open are %+v", open)
	}
}

// Who cannot give signs of life any more stops when its lease has ended.
func TestRunlogGoesAway(t *testing.T) {
	h, reading, _ := lingering(t, 300*time.Millisecond)
	end := h.begin(t.Context())
	ctx := <-reading
	begun := time.Now()
	must(t, h.Log.Close())
	report := <-end
	if took := time.Since(begun); took < 200*time.Millisecond || took > 5*time.Second {
		t.Errorf("it stopped after %v", took)
	}
	if !errors.Is(context.Cause(ctx), runlog.ErrLost) || report.Error.Code != jobs.CodeBusy || len(h.server.Caught()) != 0 {
		t.Errorf("%v, %+v", context.Cause(ctx), report)
	}
	has(t, report.Error.Message, "gave no sign of life for", "is closed")
}

// The instance at work is gone: another takes its firing over when the lease has
// ended, and not before.
func TestTakesOver(t *testing.T) {
	d := newDaemon(t, at(25, 7, 0).Add(30*time.Second), "skip")
	d.Config.Lease = 100 * time.Millisecond // how often it looks
	by := runlog.Claimant{Holder: stranger, By: "schedule", Lease: time.Minute}
	_, _, err := d.Log.ClaimRun(t.Context(), runlog.Key{Job: daily, AsOf: thursday}, by, at(25, 7, 0))
	must(t, err)
	d.start()
	time.Sleep(300 * time.Millisecond)
	if len(d.past()) != 0 {
		t.Fatalf("taken within its lease: %q", d.past())
	}
	d.clock.Advance(30 * time.Second)
	d.until("2026-09-24 delivered, schedule, late")
	must(t, d.stopped())
	if run := d.runs()[0]; run.Attempt != 2 || d.mails.Load() != 1 || d.owner.Load() != 0 {
		t.Errorf("attempt %d, %d mails, the owner was told %d times", run.Attempt, d.mails.Load(), d.owner.Load())
	}
}

// A firing that failed on one instance is not made again by one whose clock is a
// little behind, and its owner is not told twice.
func TestFiringIsOver(t *testing.T) {
	d := newDaemon(t, at(25, 6, 30), "last")
	d.ran(thursday, "schedule", at(25, 6, 29), stranger, runlog.Failed)
	d.start()
	d.clock.Advance(30 * time.Minute)
	d.wait(func() bool { return strings.Contains(d.words.String(), "not made here") })
	must(t, d.stopped())
	d.until("2026-09-24 failed, schedule")
	if !strings.Contains(d.words.String(), "not made here") || d.reads.Load() != 0 || d.owner.Load() != 0 {
		t.Errorf("%d readings, the owner was told %d times:\n%s", d.reads.Load(), d.owner.Load(), d.words.String())
	}
}

// A new configuration is the same process's: what the old one works on is not left.
func TestReloadTakesNothingOver(t *testing.T) {
	d := newDaemon(t, at(25, 6, 30), "last")
	reading, goOn := make(chan bool), make(chan bool)
	d.reading(func(context.Context) { reading <- true; <-goOn })
	d.start()
	d.clock.Advance(30 * time.Minute)
	<-reading
	next := d.reconfigured("every day 08:00")
	next.Config.Lease = 100 * time.Millisecond // how often it looks
	d.change(next)
	d.Session = next // the one before closes its runlog
	time.Sleep(300 * time.Millisecond)
	close(goOn)
	d.until("2026-09-24 delivered, schedule")
	must(t, d.stopped())
	if run := d.runs()[0]; run.Attempt != 1 || d.mails.Load() != 1 || strings.Contains(d.words.String(), "left unfinished") {
		t.Errorf("attempt %d, %d mails:\n%s", run.Attempt, d.mails.Load(), d.words.String())
	}
}
