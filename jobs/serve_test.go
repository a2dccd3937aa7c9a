package jobs_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jonboulle/clockwork"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/jobs"
	"daybook/jobs/mail"
	"daybook/jobs/runlog"
)

// daemon is a house that serves on a clock of the test's, and a mail server that
// takes everything at once.
type daemon struct {
	*house
	clock *clockwork.FakeClock
	// changes are new configurations.
	changes chan *jobs.Session
	mails   atomic.Int32 // to readers
	owner   atomic.Int32
	reads   atomic.Int32
	stop    context.CancelFunc
	end     chan error
}

// newDaemon prepares a daemon that starts at an instant.
func newDaemon(t *testing.T, start time.Time, missed string) *daemon {
	t.Helper()
	d := &daemon{house: newHouse(t, options{to: oneRecipient, job: "missed: " + missed}), clock: clockwork.NewFakeClockAt(start), changes: make(chan *jobs.Session), end: make(chan error, 1)}
	d.Now = d.clock.Now
	snapshot, err := d.Source.Snapshot(t.Context(), extract.Scope{AsOf: fact.NewDate(2026, 10, 31)}, nil)
	must(t, err)
	d.reading(func(context.Context) {})
	d.Post = &fakePost{func(_ context.Context, letters iter.Seq[mail.Letter], report func(mail.Letter, mail.Result)) {
		for l := range letters {
			if l.To == "owner@lantern.example" {
				d.owner.Add(1)
			} else {
				d.mails.Add(1)
			}
			report(l, mail.Result{})
		}
	}}
	read := d.Source.(*fakeSource).SnapshotFunc
	d.Source = &fakeSource{func(ctx context.Context, s extract.Scope) (*fact.Snapshot, error) {
		if _, err := read(ctx, s); err != nil {
			return nil, err
		}
		return snapshot, nil
	}}
	return d
}

// reading calls f in each reading of the source.
func (d *daemon) reading(f func(context.Context)) {
	read := d.Source
	d.Source = &fakeSource{func(ctx context.Context, s extract.Scope) (*fact.Snapshot, error) {
		d.reads.Add(1)
		f(ctx)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		return read.Snapshot(ctx, s, nil)
	}}
}

// start serves, and returns when everything missed was made up and the daemon
// waits for its next firing.
func (d *daemon) start() {
	d.t.Helper()
	ctx, stop := context.WithCancel(d.t.Context())
	d.stop = stop
	go func() { d.end <- d.Serve(ctx, d.clock, d.changes) }()
	d.wait(func() bool { return strings.Contains(d.words.String(), `msg="caught up"`) })
	d.asleep()
}

// asleep waits until the daemon waits.
func (d *daemon) asleep() {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), 10*time.Second)
	defer cancel()
	if err := d.clock.BlockUntilContext(ctx, 1); err != nil {
		d.t.Fatal("the daemon sets no timer: ", err)
	}
}

// pass lets time pass in small steps: how soon after a firing gocron sets its
// next timer is its own affair.
func (d *daemon) pass(while time.Duration) {
	for range 48 {
		d.asleep()
		time.Sleep(time.Millisecond)
		d.clock.Advance(while / 48)
	}
}

// stopped stops the daemon and returns what Serve did.
func (d *daemon) stopped() error {
	d.stop()
	select {
	case err := <-d.end:
		return err
	case <-time.After(10 * time.Second):
		d.t.Fatal("the daemon does not stop")
		return nil
	}
}

// wrote holds the daemon to so many mails for readers, and so many for the owner.
func (d *daemon) wrote(mails, owner int32) {
	d.t.Helper()
	if d.mails.Load() != mails || d.owner.Load() != owner {
		d.t.Errorf("%d mails, want %d; the owner was told %d times, want %d\n%s", d.mails.Load(), mails, d.owner.Load(), owner, d.words.String())
	}
}

// past lists the runs that have ended, as "as-of outcome, by whom", in order.
func (d *daemon) past() []string {
	var out []string
	for _, run := range d.runs() {
		if run.Outcome != "" {
			out = append(out, fmt.Sprintf("%s %s, %s", run.AsOf, run.Outcome, run.StartedBy))
		}
	}
	slices.Sort(out)
	return out
}

// until waits until so many runs have ended, and fails where they are not as
// wanted.
func (d *daemon) until(want ...string) {
	d.t.Helper()
	d.wait(func() bool { return len(d.past()) >= len(want) })
	if diff := cmp.Diff(want, d.past()); diff != "" {
		d.t.Error(diff)
	}
}

// wait waits for something that happens soon; what the test then looks at says
// whether it did.
func (d *daemon) wait(happened func() bool) {
	for range 1000 {
		if happened() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// ran puts a run into the log as if it had been made at an instant.
func (d *daemon) ran(asOf, by string, at time.Time, holder runlog.Holder, outcome runlog.Outcome) {
	d.t.Helper()
	run, _, err := d.Log.ClaimRun(d.t.Context(), runlog.Key{Job: daily, AsOf: asOf}, runlog.Claimant{Holder: holder, By: by, Lease: 48 * time.Hour}, at)
	must(d.t, err)
	if outcome != "" {
		must(d.t, d.Log.FinishRun(d.t.Context(), run.Claim, runlog.Finish{Outcome: outcome}, at))
	}
}

// at is an instant of September 2026 in the company's zone.
func at(day, hour, minute int) time.Time {
	return time.Date(2026, 9, day, hour, minute, 0, 0, shanghai)
}

func TestServeFiresForEachDay(t *testing.T) {
	d := newDaemon(t, at(24, 6, 30), "last")
	d.start()
	d.clock.Advance(30 * time.Minute)
	d.until("2026-09-23 delivered, schedule")
	d.pass(24 * time.Hour)
	d.until("2026-09-23 delivered, schedule", "2026-09-24 delivered, schedule")
	if err := d.stopped(); err != nil || d.mails.Load() != 2 || d.owner.Load() != 0 {
		t.Errorf("%v, %d mails, the owner was told %d times", err, d.mails.Load(), d.owner.Load())
	}
}

// No daemon ran from Tuesday to Friday, nine o'clock.
func TestServeMakesUp(t *testing.T) {
	for _, c := range []struct {
		missed       string
		want         []string
		mails, owner int32
	}{
		{"skip", []string{"2026-09-20 delivered, schedule", "2026-09-21 missed, schedule", "2026-09-22 missed, schedule",
			"2026-09-23 missed, schedule", "2026-09-24 missed, schedule"}, 0, 1},
		{"last", []string{"2026-09-20 delivered, schedule", "2026-09-21 missed, schedule", "2026-09-22 missed, schedule",
			"2026-09-23 missed, schedule", "2026-09-24 delivered, schedule, late"}, 1, 1},
		{"all", []string{"2026-09-20 delivered, schedule", "2026-09-21 delivered, schedule, late", "2026-09-22 delivered, schedule, late",
			"2026-09-23 delivered, schedule, late", "2026-09-24 delivered, schedule, late"}, 4, 0},
		// What is later than is allowed is missed, whatever the policy is.
		{"{policy: all, at_most: 36h}", []string{"2026-09-20 delivered, schedule", "2026-09-21 missed, schedule", "2026-09-22 missed, schedule",
			"2026-09-23 delivered, schedule, late", "2026-09-24 delivered, schedule, late"}, 2, 1},
		{"{policy: last, at_most: 26h}", []string{"2026-09-20 delivered, schedule", "2026-09-21 missed, schedule", "2026-09-22 missed, schedule",
			"2026-09-23 missed, schedule", "2026-09-24 delivered, schedule, late"}, 1, 1},
		{"{policy: last, at_most: 119m}", []string{"2026-09-20 delivered, schedule", "2026-09-21 missed, schedule", "2026-09-22 missed, schedule",
			"2026-09-23 missed, schedule", "2026-09-24 missed, schedule"}, 0, 1},
	} {
		t.Run(c.missed, func(t *testing.T) {
			d := newDaemon(t, at(25, 9, 0), c.missed)
			d.ran("2026-09-20", "schedule", at(21, 7, 0), d.Holder, runlog.Delivered)
			d.start()
			d.until(c.want...)
			must(t, d.stopped())
			d.wrote(c.mails, c.owner)
		})
	}
}

func TestServeMakesUpOnlyWhatWasMissed(t *testing.T) {
	d := newDaemon(t, at(25, 9, 0), "all")
	gone := d.Holder
	gone.PID = 1 << 30
	d.ran("2026-09-20", "schedule", at(21, 7, 0), d.Holder, runlog.Delivered)
	d.ran("2026-09-21", "li", at(22, 10, 0), d.Holder, runlog.Delivered) // by hand, late
	d.ran("2026-09-22", "li", at(23, 10, 0), d.Holder, runlog.Failed)    // its owner was told
	d.ran("2026-09-24", "schedule", at(25, 7, 0), gone, "")              // the power went
	d.start()
	must(t, d.stopped())
	d.until("2026-09-20 delivered, schedule", "2026-09-21 delivered, li", "2026-09-22 failed, li", "2026-09-24 delivered, schedule, late")
}

// A process that died after it recorded what it would not make up, and before it made
// up the last, leaves that to the next.
func TestServeMakesUpAfterAMissedRunWasRecorded(t *testing.T) {
	d := newDaemon(t, at(25, 9, 0), "last")
	d.ran("2026-09-22", "schedule", at(23, 7, 0), d.Holder, runlog.Delivered)
	d.ran("2026-09-23", "schedule", at(25, 8, 0), d.Holder, runlog.Missed)
	d.start()
	d.until("2026-09-22 delivered, schedule", "2026-09-23 missed, schedule", "2026-09-24 delivered, schedule, late")
	must(t, d.stopped())
}

func TestServeLeavesAloneWhatOthersWorkOn(t *testing.T) {
	d := newDaemon(t, at(25, 7, 1), "all")
	d.ran(thursday, "schedule", at(25, 7, 0), runlog.Holder{Host: "elsewhere", PID: 7, Start: at(1, 0, 0)}, "")
	d.start()
	must(t, d.stopped())
	if len(d.past()) != 0 || d.mails.Load() != 0 || d.owner.Load() != 0 {
		t.Errorf("%q, %d mails, the owner was told %d times", d.past(), d.mails.Load(), d.owner.Load())
	}
}

// A job that never ran on schedule has missed nothing, though somebody tried it.
func TestFirstServeSendsNothing(t *testing.T) {
	d := newDaemon(t, at(25, 9, 0), "all")
	d.ran("2026-09-20", "li", at(21, 10, 0), d.Holder, runlog.Delivered)
	d.start()
	must(t, d.stopped())
	d.until("2026-09-20 delivered, li")
}

// Making up takes a while, in which the job falls due.
func TestServeMissesNothingWhileItMakesUp(t *testing.T) {
	d := newDaemon(t, at(25, 6, 59), "all")
	d.ran("2026-09-22", "schedule", at(23, 7, 0), d.Holder, runlog.Delivered)
	d.reading(func(context.Context) { d.clock.Advance(2 * time.Minute) })
	d.start()
	d.until("2026-09-22 delivered, schedule", "2026-09-23 delivered, schedule, late", "2026-09-24 delivered, schedule")
	must(t, d.stopped())
}

// The machine sleeps from Thursday morning to Saturday, nine o'clock.
func TestServeWakesUp(t *testing.T) {
	for _, c := range []struct {
		missed string
		wake   time.Duration // after Thursday, 06:30
		want   []string
	}{
		{"skip", 50*time.Hour + 30*time.Minute, []string{"2026-09-23 missed, schedule", "2026-09-24 missed, schedule", "2026-09-25 missed, schedule"}},
		{"skip", 48*time.Hour + 31*time.Minute, []string{"2026-09-23 missed, schedule", "2026-09-24 missed, schedule", "2026-09-25 delivered, schedule"}},
		{"last", 50*time.Hour + 30*time.Minute, []string{"2026-09-23 missed, schedule", "2026-09-24 missed, schedule", "2026-09-25 delivered, schedule, late"}},
		{"all", 50*time.Hour + 30*time.Minute, []string{"2026-09-23 delivered, schedule, late", "2026-09-24 delivered, schedule, late", "2026-09-25 delivered, schedule, late"}},
	} {
		t.Run(fmt.Sprint(c.missed, " ", c.wake), func(t *testing.T) {
			d := newDaemon(t, at(24, 6, 30), c.missed)
			d.start()
			d.clock.Advance(c.wake)
			d.until(c.want...)
			must(t, d.stopped())
		})
	}
}

// Two firings for one day, which the configuration refuses, would send once; the
// second does not even read.
func TestServeSendsOnceForADay(t *testing.T) {
	d := newDaemon(t, at(25, 6, 30), "last")
	twice, err := config.ParseSchedule("0 7,8 * * *")
	must(t, err)
	d.Config.Jobs[0].Schedule = twice
	d.start()
	d.clock.Advance(30 * time.Minute)
	d.until("2026-09-24 delivered, schedule")
	d.pass(time.Hour)
	d.wait(func() bool { return strings.Contains(d.words.String(), "nothing was sent") })
	must(t, d.stopped())
	if d.mails.Load() != 1 || d.reads.Load() != 1 || !strings.Contains(d.words.String(), "was delivered already; nothing was sent") {
		t.Errorf("%d mails, %d readings\n%s", d.mails.Load(), d.reads.Load(), d.words.String())
	}
}

func TestServeSurvivesAPanic(t *testing.T) {
	d := newDaemon(t, at(24, 6, 30), "last")
	d.reading(func(context.Context) {
		if d.reads.Load() == 1 {
			panic("a defect")
		}
	})
	d.start()
	d.clock.Advance(30 * time.Minute)
	d.until("2026-09-23 failed, schedule")
	d.pass(24 * time.Hour)
	d.until("2026-09-23 failed, schedule", "2026-09-24 delivered, schedule")
	if err := d.stopped(); err != nil || d.owner.Load() != 1 {
		t.Errorf("%v, the owner was told %d times", err, d.owner.Load())
	}
}

// A run that is under way when the daemon is told to stop is finished.
func TestServeDrains(t *testing.T) {
	d := newDaemon(t, at(25, 6, 30), "last")
	reading, goOn := make(chan bool), make(chan bool)
	d.reading(func(context.Context) { reading <- true; <-goOn })
	d.start()
	d.clock.Advance(30 * time.Minute)
	<-reading
	d.stop()
	close(goOn)
	must(t, d.stopped())
	d.until("2026-09-24 delivered, schedule")
}

func TestServeWithoutSchedules(t *testing.T) {
	d := newDaemon(t, at(25, 6, 30), "last")
	d.Config.Jobs[0].Schedule = config.Schedule{}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	must(t, d.Serve(ctx, d.clock, d.changes))
	if planned := jobs.Upcoming(d.Config, d.now, 3); len(planned) != 1 || len(planned[0].Firings) != 0 {
		t.Errorf("%+v", planned)
	}
}
