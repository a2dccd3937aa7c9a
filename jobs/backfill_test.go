package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/jobs"
	"daybook/jobs/mail/catcher"
)

// september is a day of September 2026.
func september(d int) fact.Date { return fact.NewDate(2026, 9, d) }

func (h *house) backfill(from, to fact.Date, mail bool) *jobs.Backfilled {
	h.t.Helper()
	b, err := h.Backfill(h.t.Context(), daily, jobs.BackfillRequest{From: from, To: to, Mail: mail, By: "li"})
	must(h.t, err)
	return b
}

// daysOf lists days and outcomes.
func daysOf(b *jobs.Backfilled) []string {
	var out []string
	for _, r := range b.Runs {
		out = append(out, fmt.Sprintf("%s %s", r.AsOf, r.Outcome))
	}
	return out
}

// A day that was delivered in part is left as it is, though it could be tried again:
// without mail its other readers would never get it.
func TestBackfillLeavesAloneWhatMayHaveLeft(t *testing.T) {
	h := newHouse(t, options{fault: func(step catcher.Step, to string) catcher.Fault {
		if step == catcher.AtTo && to == "lead@lantern.example" {
			return catcher.Fault{Code: 550, Text: "no such mailbox"}
		}
		return catcher.Fault{}
	}})
	h.run(jobs.Request{AsOf: september(22)})
	mails, told := len(h.mails()), len(h.told())
	b := h.backfill(september(21), september(23), false)
	if diff := cmp.Diff([]string{"2026-09-21 built", "2026-09-22 partly", "2026-09-23 built"}, daysOf(b)); diff != "" {
		t.Error(diff)
	}
	if jobs.WorstExit(b.Runs) != 2 || len(h.mails()) != mails || len(h.told()) != told || len(h.open()) > 0 {
		t.Errorf("exit %d, %d mails more, the owner was told %d times more", jobs.WorstExit(b.Runs), len(h.mails())-mails, len(h.told())-told)
	}
}

// It needs no mail server, and what was built is delivered when its time comes.
func TestBackfillThenDeliver(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient})
	post := h.Post
	h.Post = nil
	b := h.backfill(september(23), september(30), false)
	if diff := cmp.Diff([]string{"2026-09-23 built", "2026-09-24 built"}, daysOf(b)); diff != "" { // it is the 25th
		t.Error(diff)
	}
	if n := len(h.archived()); n != 4 { // a workbook and a manifest of each
		t.Errorf("%d files are archived", n)
	}
	h.Post = post
	if report := h.run(jobs.Request{By: "schedule", Once: true}); report.Outcome != "delivered" || len(h.mails()) != 1 {
		t.Errorf("%s, %d mails", report.Outcome, len(h.mails()))
	}
	if diff := cmp.Diff([]string{"2026-09-22 delivered", "2026-09-23 delivered", "2026-09-24 delivered"}, daysOf(h.backfill(september(22), september(24), true))); diff != "" {
		t.Error(diff)
	}
	if len(h.mails()) != 3 {
		t.Errorf("%d mails, want those of three days", len(h.mails()))
	}
}

// What fails for one day is told, and the next is tried; a source that is down fails
// for all.
func TestBackfillGoesOn(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient})
	read := h.Source
	fail := map[string]error{"2026-09-21": errors.New("a broken row"), "2026-09-23": &extract.Unreachable{Doing: "connecting", Err: errors.New("refused")}}
	h.Source = &fakeSource{func(ctx context.Context, s extract.Scope) (*fact.Snapshot, error) {
		if err := fail[s.AsOf.String()]; err != nil {
			return nil, err
		}
		return read.Snapshot(ctx, s, nil)
	}}
	b := h.backfill(september(21), september(24), false)
	if diff := cmp.Diff([]string{"2026-09-21 failed", "2026-09-22 built", "2026-09-23 failed"}, daysOf(b)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"2026-09-24"}, b.Untried); diff != "" || jobs.WorstExit(b.Runs) != jobs.ExitUnreachable || len(h.told()) > 0 {
		t.Errorf("%sexit %d, the owner was told %d times", diff, jobs.WorstExit(b.Runs), len(h.told()))
	}
}

// Which days a span has is the schedule's to say, and where there is none the as-of's.
func TestBackfillDays(t *testing.T) {
	for _, c := range []struct {
		schedule, asOf string
		want           []string
	}{
		{"every day 07:00", "yesterday", []string{"2026-09-18", "2026-09-19", "2026-09-20", "2026-09-21", "2026-09-22"}},
		{"workdays 07:00", "yesterday", []string{"2026-09-20", "2026-09-21", "2026-09-22"}}, // the 18th is a Friday
		{"workdays 07:00", "last workday", []string{"2026-09-18", "2026-09-21", "2026-09-22"}},
		{"every monday 07:30", "last week", []string{"2026-09-20"}},
		{"", "last week", []string{"2026-09-20"}},
		{"", "today", []string{"2026-09-18", "2026-09-19", "2026-09-20", "2026-09-21", "2026-09-22"}},
		{"", "last workday", []string{"2026-09-18", "2026-09-21", "2026-09-22"}},
	} {
		t.Run(c.schedule+" as of "+c.asOf, func(t *testing.T) {
			h := newHouse(t, options{to: oneRecipient})
			h.now = time.Date(2026, 9, 30, 7, 0, 0, 0, shanghai)
			h.Source = &fakeSource{func(context.Context, extract.Scope) (*fact.Snapshot, error) { return nil, errors.New("not looked at") }}
			var err error
			job := &h.Config.Jobs[0]
			job.AsOf, err = config.ParseAsOf(c.asOf)
			must(t, err)
			job.Schedule = config.Schedule{}
			if c.schedule != "" {
				job.Schedule, err = config.ParseSchedule(c.schedule)
				must(t, err)
			}
			var days []string
			for _, r := range h.backfill(september(18), september(22), false).Runs {
				days = append(days, r.AsOf)
			}
			if diff := cmp.Diff(c.want, days); diff != "" {
				t.Error(diff)
			}
		})
	}
}
