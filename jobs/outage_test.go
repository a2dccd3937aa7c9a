package jobs_test

import (
	"context"
	"database/sql"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/jobs"
	"daybook/jobs/runlog"
)

// away takes the runlog away until what it returns is called, as a server that is down
// does: nothing can be claimed or looked up.
func (h *house) away() (back func()) {
	h.t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(h.dir, "state", "daybook.db"))
	must(h.t, err)
	rename := func(from, to string) {
		_, err := db.ExecContext(h.t.Context(), "ALTER TABLE "+from+" RENAME TO "+to)
		must(h.t, err)
	}
	rename("runs", "gone")
	return func() {
		rename("gone", "runs")
		must(h.t, db.Close())
	}
}

// waits waits until the daemon says that it waits for the runlog, so many times.
func (d *daemon) waits(times int) {
	d.t.Helper()
	said := func() bool { return strings.Count(d.words.String(), "the runlog does not answer;") == times }
	if d.wait(said); !said() {
		d.t.Fatalf("it does not say %d times that it waits for the runlog:\n%s", times, d.words.String())
	}
}

// The runlog is away at seven, and back so much later. What was due is then made, or
// not, as the job says; the owner hears of the outage once, however long it is.
func TestRunlogAwayAtAFiring(t *testing.T) {
	for _, c := range []struct {
		name         string
		missed       string
		back         time.Duration
		want         []string
		mails, owner int32
	}{
		{"soon", "skip", 10 * time.Minute, []string{"2026-09-23 delivered, schedule"}, 1, 1},
		{"late", "last", 3 * time.Hour, []string{"2026-09-23 delivered, schedule, late"}, 1, 1},
		{"later than the policy makes up", "skip", 3 * time.Hour, []string{"2026-09-23 missed, schedule"}, 0, 2},
		{"later than is allowed", "{policy: last, at_most: 2h}", 3 * time.Hour, []string{"2026-09-23 missed, schedule"}, 0, 2},
		{"after the next firing", "last", 25 * time.Hour, []string{"2026-09-23 missed, schedule", "2026-09-24 delivered, schedule, late"}, 1, 2},
		{"just after the next firing", "all", 24*time.Hour + time.Minute, []string{"2026-09-23 delivered, schedule, late", "2026-09-24 delivered, schedule"}, 2, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDaemon(t, at(24, 6, 30), c.missed)
			d.Config.Lease = time.Second
			d.start()
			back := d.away()
			d.clock.Advance(30 * time.Minute)
			d.waits(1)
			d.clock.Advance(c.back)
			time.Sleep(100 * time.Millisecond) // it asks, and hears nothing
			back()
			d.until(c.want...)
			must(t, d.stopped())
			d.waits(1)
			d.wrote(c.mails, c.owner)
		})
	}
}

// ERP and runlog lie on one server, and it goes away while a report is made: the firing
// is neither failed nor lost, but taken over when both are back.
func TestRunlogAwayWithTheERP(t *testing.T) {
	d := newDaemon(t, at(24, 6, 30), "last")
	d.Config.Lease = time.Second
	gone := make(chan func(), 1)
	source := d.Source
	d.Source = &fakeSource{func(ctx context.Context, s extract.Scope) (*fact.Snapshot, error) {
		if d.reads.Add(1) == 1 {
			gone <- d.away()
			return nil, &extract.Unreachable{Doing: "reading documents", Err: io.ErrUnexpectedEOF}
		}
		return source.Snapshot(ctx, s, nil)
	}}
	d.start()
	d.clock.Advance(30 * time.Minute)
	back := <-gone
	d.waits(1)
	back()
	d.wait(func() bool { return strings.Contains(d.words.String(), "not made here") })
	d.clock.Advance(2 * time.Second)
	d.until("2026-09-23 delivered, schedule, late")
	must(t, d.stopped())
	if run := d.runs()[0]; run.Attempt != 2 || d.mails.Load() != 1 || d.owner.Load() != 1 {
		t.Errorf("attempt %d, %d mails, the owner was told %d times\n%s", run.Attempt, d.mails.Load(), d.owner.Load(), d.words.String())
	}
}

// A runlog that can be read and takes nothing, as on a full disk, is away, too: the
// owner hears of it once, however often it is asked.
func TestRunlogTakesNothing(t *testing.T) {
	d := newDaemon(t, at(24, 6, 30), "last")
	d.Config.Lease = 100 * time.Millisecond
	d.start()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(d.dir, "state", "daybook.db")+"?_pragma=busy_timeout(10000)")
	must(t, err)
	defer db.Close()
	_, err = db.ExecContext(t.Context(), "CREATE TRIGGER full BEFORE INSERT ON runs BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END")
	must(t, err)
	d.clock.Advance(30 * time.Minute)
	d.waits(1)
	time.Sleep(500 * time.Millisecond) // ten times its longest pause
	_, err = db.ExecContext(t.Context(), "DROP TRIGGER full")
	must(t, err)
	d.until("2026-09-23 delivered, schedule")
	must(t, d.stopped())
	d.wrote(1, 1)
}

// A daemon that is told to stop while the runlog is away leaves the firing to the next
// start, which finds it.
func TestStoppedWhileTheRunlogIsAway(t *testing.T) {
	d := newDaemon(t, at(25, 6, 30), "last")
	d.ran("2026-09-23", "schedule", at(24, 7, 0), d.Holder, runlog.Delivered)
	d.start()
	back := d.away()
	d.clock.Advance(30 * time.Minute)
	d.waits(1)
	must(t, d.stopped())
	back()
	d.clock.Advance(time.Hour)
	d.start()
	d.until("2026-09-23 delivered, schedule", "2026-09-24 delivered, schedule, late")
	must(t, d.stopped())
	d.wrote(1, 1)
}

// The runlog is away when a daemon looks for what was missed.
func TestRunlogAwayAtTheStart(t *testing.T) {
	d := newDaemon(t, at(25, 9, 0), "last")
	d.ran("2026-09-23", "schedule", at(24, 7, 0), d.Holder, runlog.Delivered)
	d.Config.Lease = time.Second
	back := d.away()
	go func() {
		d.waits(1)
		back()
	}()
	d.start()
	d.until("2026-09-23 delivered, schedule", "2026-09-24 delivered, schedule, late")
	must(t, d.stopped())
	d.wrote(1, 1)
}

// Who runs a job by hand sees at once that the runlog does not answer.
func TestRunlogAwayByHand(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient})
	back := h.away()
	defer back()
	report := h.run(jobs.Request{})
	if report.Outcome != runlog.Failed || report.Error == nil || report.Error.Code != jobs.CodeRunlog || len(h.told()) != 1 {
		t.Errorf("%+v, the owner was told %d times", report, len(h.told()))
	}
}
