package jobs_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"daybook/config"
	"daybook/jobs"
)

// reconfigured is another session of the daemon's house, with a schedule of its own.
func (d *daemon) reconfigured(schedule string) *jobs.Session {
	d.t.Helper()
	c := d.config(options{to: oneRecipient, job: `subject: "[New]"`})
	when, err := config.ParseSchedule(schedule)
	must(d.t, err)
	c.Jobs[0].Schedule = when
	s, err := jobs.Open(d.t.Context(), c, jobs.Settings{Now: d.clock.Now, Version: "v1", Words: d.Words})
	must(d.t, err)
	d.t.Cleanup(s.Close)
	s.Post, s.Holder.Host = d.Post, d.Holder.Host
	return s
}

// change hands a session to the daemon, and waits until it has it.
func (d *daemon) change(s *jobs.Session) {
	d.t.Helper()
	before := strings.Count(d.words.String(), "taken over\"")
	select {
	case d.changes <- s:
	case <-time.After(10 * time.Second):
		d.t.Fatal("the daemon takes no change")
	}
	d.wait(func() bool { return strings.Count(d.words.String(), "taken over\"") > before })
	d.asleep()
}

// From eight instead of seven o'clock on, from half past six on.
func TestServeTakesAChangeOver(t *testing.T) {
	d := newDaemon(t, at(24, 6, 30), "last")
	d.start()
	next := d.reconfigured("every day 08:00")
	d.change(next)
	d.Session = next // the one before closes its runlog
	d.clock.Advance(30 * time.Minute)
	d.asleep()
	if past := d.past(); len(past) > 0 {
		t.Errorf("at seven there is %q", past)
	}
	d.pass(time.Hour)
	d.until("2026-09-23 delivered, schedule")
	must(t, d.stopped())
	d.wrote(1, 0)
}

// What began under the old configuration ends under it, and nothing is made twice.
func TestServeFinishesUnderTheOld(t *testing.T) {
	d := newDaemon(t, at(24, 6, 30), "last")
	reading, goOn := make(chan bool, 1), make(chan bool)
	d.reading(func(context.Context) {
		if d.reads.Load() == 1 {
			reading <- true
			<-goOn
		}
	})
	d.start()
	d.clock.Advance(30 * time.Minute)
	<-reading
	old, next := d.Session, d.reconfigured("every day 07:00")
	d.change(next)
	d.Session = next
	closed := func() bool {
		_, err := old.Log.Unfinished(t.Context())
		return err != nil
	}
	if closed() {
		t.Error("the old runlog was closed while a run needs it")
	}
	close(goOn)
	d.until("2026-09-23 delivered, schedule")
	d.wait(closed)
	if !closed() {
		t.Error("the old runlog is still open")
	}
	d.pass(24 * time.Hour)
	d.until("2026-09-23 delivered, schedule", "2026-09-24 delivered, schedule")
	must(t, d.stopped())
	if ran := strings.Count(d.words.String(), "msg=ran"); d.mails.Load() != 2 || ran != 2 {
		t.Errorf("%d mails, %d runs", d.mails.Load(), ran)
	}
}

// A change that can never fire is refused, and the old one goes on.
func TestServeRefusesAChange(t *testing.T) {
	d := newDaemon(t, at(24, 6, 30), "last")
	d.start()
	next := d.reconfigured("every day 07:00")
	next.Config.Jobs = append(next.Config.Jobs, next.Config.Jobs[0])
	d.changes <- next
	d.wait(func() bool { return strings.Contains(d.words.String(), "was not taken over; the old one goes on") })
	has(t, d.words.String(), "was not taken over; the old one goes on", "two jobs are named")
	d.clock.Advance(30 * time.Minute)
	d.until("2026-09-23 delivered, schedule")
	must(t, d.stopped())
}
