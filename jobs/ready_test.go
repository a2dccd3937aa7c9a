package jobs_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook/extract"
	"daybook/jobs"
	"daybook/jobs/runlog"
)

// fakeGate is an ERP that a test lets be ready.
type fakeGate struct {
	ReadyFunc func(query string, scope extract.Scope) (bool, error)
}

var _ jobs.Gate = (*fakeGate)(nil)

func (g *fakeGate) Ready(_ context.Context, query string, scope extract.Scope) (bool, error) {
	return g.ReadyFunc(query, scope)
}

// asked is a house whose job asks the ERP every fifty minutes until nine, and what
// it asked when. The answers are "yes", "no" or an error, the last one again and
// again.
type asked struct {
	*house
	at []string
}

func newAsked(t *testing.T, answers ...any) *asked {
	t.Helper()
	a := &asked{house: newHouse(t, options{to: oneRecipient, job: `ready: {query: "SELECT 1", every: 50m, until: "09:00"}`})}
	a.Gate = &fakeGate{func(query string, scope extract.Scope) (bool, error) {
		if query != "SELECT 1" || scope.AsOf.String() != thursday {
			t.Errorf("asked %q of %s", query, scope.AsOf)
		}
		answer := answers[min(len(a.at), len(answers)-1)]
		a.at = append(a.at, a.now.Format("15:04"))
		if err, failed := answer.(error); failed {
			return false, err
		}
		return answer == "yes", nil
	}}
	a.After = a.skip
	return a
}

// due is a firing of the job at seven.
var atSeven = jobs.Request{By: "schedule", Once: true, Due: seven}

func TestReady(t *testing.T) {
	down := &extract.Unreachable{Doing: "connecting to the source", Err: errors.New("connection refused")}
	wrong := &extract.Contract{Fact: "ready", Problem: "cannot be run", Err: errors.New("no such table: closed")}
	late := atSeven
	late.By, late.Due = "schedule, late", seven.AddDate(0, 0, -1)
	for _, c := range []struct {
		name    string
		answers []any
		q       jobs.Request
		asked   []string
		outcome runlog.Outcome
		exit    int
		owner   int
		says    string
	}{
		{"at once", []any{"yes"}, atSeven, []string{"07:00"}, runlog.Delivered, 0, 0, ""},
		{"at last", []any{"no", "no", "yes"}, atSeven, []string{"07:00", "07:50", "08:40"}, runlog.Delivered, 0, 0, ""},
		{"never: the last question is at the deadline", []any{"no"}, atSeven, []string{"07:00", "07:50", "08:40", "09:00"}, runlog.NotReady, 75, 1,
			"the job's ready query says no, and it was 2026-09-25 09:00 CST"},
		{"after a while without an answer", []any{down, "yes"}, atSeven, []string{"07:00", "07:50"}, runlog.Delivered, 0, 0, ""},
		{"never an answer", []any{down}, atSeven, []string{"07:00", "07:50", "08:40", "09:00"}, runlog.NotReady, 75, 1,
			"the ERP could not be asked: connecting to the source failed: connection refused, and it was 2026-09-25 09:00 CST"},
		{"a wrong question", []any{"no", wrong}, atSeven, []string{"07:00", "07:50"}, runlog.Failed, 78, 1, "no such table: closed"},
		{"made up after the deadline", []any{"no"}, late, []string{"07:00"}, runlog.NotReady, 75, 1, "and it was 2026-09-24 09:00 CST"},
		{"by hand: once", []any{"no", "yes"}, jobs.Request{By: "li"}, []string{"07:00"}, runlog.NotReady, 75, 1, "--wait asks until 09:00"},
		{"a try-out is made and says so", []any{"no"}, jobs.Request{By: "li", DryRun: true}, []string{"07:00"}, runlog.Built, 0, 0, "the ERP is not ready"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := newAsked(t, c.answers...)
			report := a.run(c.q)
			if diff := cmp.Diff(c.asked, a.at); diff != "" {
				t.Error("asked at", diff)
			}
			if report.Outcome != c.outcome || report.Exit() != c.exit || len(a.told()) != c.owner {
				t.Errorf("%s, exit %d, the owner was told %d times; %v", report.Outcome, report.Exit(), len(a.told()), report.Error)
			}
			said := strings.Join(report.Notes, "\n")
			if report.Error != nil {
				said += report.Error.Message
			}
			has(t, said, c.says)
			if waited := strings.Count(a.words.String(), "waiting for the ERP to be ready"); (len(c.asked) > 1) != (waited == 1) {
				t.Errorf("it says %d times that it waits", waited)
			}
			if len(a.open()) > 0 {
				t.Error("a claim is open")
			}
		})
	}
}

// What is only waiting when the daemon is told to stop is left to the next, which
// goes on with it.
func TestReadyStopped(t *testing.T) { newAsked(t, "no", "yes").stopsWaiting() }

// stopsWaiting holds a run that waits when it is told to stop to leaving everything,
// and the telling, to the next start.
func (h *house) stopsWaiting() {
	h.t.Helper()
	h.After = func(time.Duration) <-chan time.Time { return nil }
	stop := make(chan struct{})
	close(stop)
	q := atSeven
	q.Stop = stop
	report := h.run(q)
	if report.Outcome != runlog.NotReady || len(h.told()) != 0 || len(h.open()) != 1 {
		h.t.Errorf("%s, the owner was told %d times, %d claims are open", report.Outcome, len(h.told()), len(h.open()))
	}
	h.Holder.Start = h.Holder.Start.Add(time.Hour) // another process in the same place
	if report := h.run(atSeven); report.Outcome != runlog.Delivered || len(h.mails()) != 1 {
		h.t.Errorf("the next start: %s, %d mails, %v", report.Outcome, len(h.mails()), report.Error)
	}
}
