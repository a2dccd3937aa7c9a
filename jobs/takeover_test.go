package jobs_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"daybook/jobs/runlog"
)

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
