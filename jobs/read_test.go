package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/google/go-cmp/cmp"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/jobs"
	"daybook/jobs/runlog"
)

// restarting is a house whose ERP answers with each of the errors once, with the last
// again and again, and with nil as it is; and when it was asked.
type restarting struct {
	*house
	at []string
}

func newRestarting(t *testing.T, o options, answers ...error) *restarting {
	t.Helper()
	r := &restarting{house: newHouse(t, o)}
	read := r.Source
	r.Source = &fakeSource{func(ctx context.Context, s extract.Scope) (*fact.Snapshot, error) {
		err := answers[min(len(r.at), len(answers)-1)]
		r.at = append(r.at, r.now.Format("15:04:05"))
		if err != nil {
			return nil, err
		}
		return read.Snapshot(ctx, s, nil)
	}}
	r.After = r.skip
	return r
}

// tried are the attempts at the run before its last, as "outcome reason".
func (h *house) tried() []string {
	h.t.Helper()
	list, err := h.Log.Attempts(h.t.Context(), h.runs()[0].ID)
	must(h.t, err)
	var out []string
	for _, a := range list {
		out = append(out, fmt.Sprintf("%s: %s", a.Outcome, a.Reason))
	}
	return out
}

// An ERP that restarts at seven is tried again: soon at first, then with the pauses of
// the job, until its time is up. Only then does the owner hear of it.
func TestRetry(t *testing.T) {
	down := &extract.Unreachable{Doing: "connecting to the source", Err: errors.New("connection refused")}
	const why = "failed: connecting to the source failed: connection refused"
	refused := &extract.Unreachable{Doing: "connecting to the source", Err: &mysql.MySQLError{Number: 1045, Message: "Access denied"}}
	wrong := &extract.Contract{Fact: "documents", Problem: "cannot be run", Err: errors.New("no such table: tabSales Invoice")}
	late := jobs.Request{By: "schedule, late", Once: true, Due: seven.Add(-30 * time.Minute)}
	for _, c := range []struct {
		name    string
		job     string
		answers []error
		q       jobs.Request
		asked   string
		outcome runlog.Outcome
		exit    int
		says    string
	}{
		{"it is up", "", []error{nil}, atSeven, "07:00:00", runlog.Delivered, 0, ""},
		{"back after a minute", "", []error{down, down, down, nil}, atSeven, "07:00:00 07:00:10 07:00:30 07:01:10", runlog.Delivered, 0, ""},
		{"down: the last try is when the time is up", "retry: {every: 10m, for: 25m}", []error{down}, atSeven,
			"07:00:00 07:00:10 07:00:30 07:01:10 07:02:30 07:05:10 07:10:30 07:20:30 07:25:00", runlog.Failed, 69, "try 9 since 07:00 CST"},
		{"never later than the report may be", "missed: {policy: last, at_most: 31m}", []error{down}, late,
			"07:00:00 07:00:10 07:00:30 07:01:00", runlog.Failed, 69, "try 4"},
		{"one try", "retry: {for: 0s}", []error{down}, atSeven, "07:00:00", runlog.Failed, 69, "connection refused"},
		{"by hand: one try", "", []error{down}, jobs.Request{By: "li"}, "07:00:00", runlog.Failed, 69, "connection refused"},
		{"refused: for ever", "", []error{down, refused}, atSeven, "07:00:00 07:00:10", runlog.Failed, 69, "Access denied"},
		{"a wrong query: for ever", "", []error{wrong}, atSeven, "07:00:00", runlog.Failed, 78, "no such table"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRestarting(t, options{to: oneRecipient, job: c.job}, c.answers...)
			report := r.run(c.q)
			if diff := cmp.Diff(strings.Fields(c.asked), r.at); diff != "" {
				t.Error("asked at", diff)
			}
			owner, mails := 1, 0
			if c.outcome == runlog.Delivered {
				owner, mails = 0, 1
			}
			if report.Outcome != c.outcome || report.Exit() != c.exit || len(r.told()) != owner || len(r.mails()) != mails {
				t.Errorf("%s, exit %d, the owner was told %d times, %d mails; %v", report.Outcome, report.Exit(), len(r.told()), len(r.mails()), report.Error)
			}
			if report.Error != nil {
				has(t, r.told()[0].text, c.says)
			}
			before := r.tried()
			if len(before) != len(r.at)-1 || r.runs()[0].Attempt != len(r.at) || len(r.open()) > 0 {
				t.Errorf("%d attempts, the last is %d, %d claims are open", len(before), r.runs()[0].Attempt, len(r.open()))
			}
			for _, a := range before {
				if a != why {
					t.Error(a)
				}
			}
		})
	}
}

// Each slice has its attempts; what a slice of each gets is made once.
func TestRetryInSlices(t *testing.T) {
	down := &extract.Unreachable{Doing: "reading documents", Err: mysql.ErrInvalidConn}
	r := newRestarting(t, options{slices: "\n  - {name: own, by: region, each: true}", to: threeRecipients + `
      - {to: head@lantern.example, slice: own}`}, down, nil)
	if report := r.run(atSeven); report.Outcome != runlog.Delivered || len(r.mails()) != 5 {
		t.Errorf("%s, %d mails, %v", report.Outcome, len(r.mails()), report.Error)
	}
	attempts := map[string]int{}
	for _, run := range r.runs() {
		attempts[run.Slice] = run.Attempt
	}
	if diff := cmp.Diff(map[string]int{"": 2, "east": 2, "own": 2, "own-East": 1, "own-West": 1}, attempts); diff != "" {
		t.Error(diff)
	}
}

// A daemon that is told to stop between two tries leaves the run to the next start,
// and the owner in peace.
func TestRetryStopped(t *testing.T) {
	down := &extract.Unreachable{Doing: "connecting to the source", Err: errors.New("connection refused")}
	newRestarting(t, options{to: oneRecipient}, down, nil).stopsWaiting()
}

// Between two tries the claim is held: nobody takes the run over.
func TestRetryHoldsTheClaim(t *testing.T) {
	down := &extract.Unreachable{Doing: "connecting to the source", Err: errors.New("connection refused")}
	r := newRestarting(t, options{to: oneRecipient}, down, nil)
	r.Config.Lease = 300 * time.Millisecond
	r.Now = time.Now
	r.After = func(time.Duration) <-chan time.Time {
		time.Sleep(700 * time.Millisecond)
		if r.take(nil) {
			t.Error("another took the run of one who waits")
		}
		return time.After(0)
	}
	q := atSeven
	q.Due, q.AsOf = time.Now(), fact.NewDate(2026, 9, 24)
	if report := r.run(q); report.Outcome != runlog.Delivered {
		t.Errorf("%s, %v", report.Outcome, report.Error)
	}
}
