package jobs_test

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/jobs"
	"daybook/jobs/mail"
	"daybook/jobs/runlog"
)

// A run that breaks gives up its claims, leaves nothing half done, tells the owner,
// and can be run again once the cause is gone.
func TestBrokenRun(t *testing.T) {
	for _, c := range []struct {
		name   string
		breaks func(*house, context.CancelFunc) (mend func())
		code   string
		says   string
	}{
		{"panic in reading", func(h *house, _ context.CancelFunc) func() {
			return h.reads(func(context.Context, extract.Scope) (*fact.Snapshot, error) { panic("index out of range") })
		}, jobs.CodeFailed, "a defect in Daybook stopped the run: index out of range"},
		{"panic in analysis", func(h *house, _ context.CancelFunc) func() {
			source := h.Source
			return h.reads(func(ctx context.Context, s extract.Scope) (*fact.Snapshot, error) {
				analyze := s.Meanwhile
				s.Meanwhile = func(facts *fact.Snapshot) {
					facts.Documents.Update(0, func(d *fact.Document) { d.Customer = 77 })
					analyze(facts)
				}
				return source.Snapshot(ctx, s, nil)
			})
		}, jobs.CodeFailed, "a defect in Daybook stopped the run"},
		{"panic in sending", func(h *house, _ context.CancelFunc) func() {
			post, calls := h.Post, 0
			h.Post = &fakePost{func(ctx context.Context, l iter.Seq[mail.Letter], report func(mail.Letter, mail.Result)) {
				if calls++; calls == 1 {
					panic("send on closed channel")
				}
				post.SendAll(ctx, l, report)
			}}
			return func() { h.Post = post }
		}, jobs.CodeFailed, "send on closed channel"},
		{"told to stop while reading", func(h *house, stop context.CancelFunc) func() {
			source := h.Source
			return h.reads(func(ctx context.Context, s extract.Scope) (*fact.Snapshot, error) {
				stop()
				return source.Snapshot(ctx, s, nil)
			})
		}, jobs.CodeStopped, "context canceled"},
		{"told to stop after reading", func(h *house, stop context.CancelFunc) func() {
			source := h.Source
			return h.reads(func(ctx context.Context, s extract.Scope) (*fact.Snapshot, error) {
				defer stop()
				return source.Snapshot(ctx, s, nil)
			})
		}, jobs.CodeStopped, "context canceled"},
		{"a query that does not fit", func(h *house, _ context.CancelFunc) func() {
			return h.reads(func(context.Context, extract.Scope) (*fact.Snapshot, error) {
				return nil, &extract.Contract{Fact: "documents", Column: "gross", Problem: "is missing"}
			})
		}, jobs.CodeContract, "documents.sql: column gross is missing"},
		{"archive is a file", func(h *house, _ context.CancelFunc) func() {
			blockArchive(h)
			return func() { must(h.t, os.Remove(filepath.Join(h.dir, "archive"))) }
		}, jobs.CodeFailed, "keeping what is to be sent"},
		{"no room for drafts", func(h *house, _ context.CancelFunc) func() {
			h.t.Setenv("TMPDIR", filepath.Join(h.dir, "nowhere"))
			return func() { h.t.Setenv("TMPDIR", h.dir) }
		}, jobs.CodeFailed, "set TMPDIR"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t, options{})
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			mend := c.breaks(h, stop)
			report := h.Run(ctx, daily, jobs.Request{By: "schedule"})
			want := 1
			if c.code == jobs.CodeContract { // what was configured does not fit the source
				want = jobs.ExitConfig
			}
			if report.Outcome != runlog.Failed || report.Exit() != want || report.Error == nil || report.Error.Code != c.code {
				t.Errorf("%s, exit %d, %+v", report.Outcome, report.Exit(), report.Error)
			} else {
				has(t, report.Error.Message+" "+report.Error.Hint, c.says)
			}
			if open := h.open(); len(open) != 0 {
				t.Errorf("claims stay open: %+v", open)
			}
			for name, b := range h.archived() {
				if strings.Contains(name, ".draft") || strings.HasSuffix(name, "manifest.json") && !strings.Contains(string(b), `"outcome": "failed"`) {
					t.Errorf("left in the archive: %s", name)
				}
			}
			if len(h.told()) != 1 || len(h.mails()) != 0 {
				t.Errorf("the owner was told %d times, %d mails went out", len(h.told()), len(h.mails()))
			}
			mend()
			if report := h.run(jobs.Request{}); report.Outcome != runlog.Delivered || len(h.mails()) != 3 {
				t.Errorf("run again: %s, %+v, %d mails", report.Outcome, report.Error, len(h.mails()))
			}
		})
	}
}

// reads replaces how the source is read, and returns how to undo it.
func (h *house) reads(f func(context.Context, extract.Scope) (*fact.Snapshot, error)) func() {
	source := h.Source
	h.Source = &fakeSource{f}
	return func() { h.Source = source }
}

// A part that panics after another was delivered: that one is delivered.
func TestPanicInSecondPart(t *testing.T) {
	h := newHouse(t, options{})
	post, calls := h.Post, 0
	h.Post = &fakePost{func(ctx context.Context, l iter.Seq[mail.Letter], report func(mail.Letter, mail.Result)) {
		if calls++; calls == 2 {
			panic("boom")
		}
		post.SendAll(ctx, l, report)
	}}
	report := h.run(jobs.Request{})
	if report.Outcome != runlog.Partly || report.Exit() != 2 || len(h.mails()) != 2 || len(h.open()) != 0 || len(report.Deliveries) != 3 {
		t.Errorf("%+v, %d mails, open %v", report, len(h.mails()), h.open())
	}
	has(t, h.words.String(), "run panicked", "boom", "broken_test.go")
}

// The server took the mail and the runlog cannot be told: it is said, and the mail
// is not sent again.
func TestDeliveredAndNotRecorded(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient})
	post, calls := h.Post, 0
	h.Post = &fakePost{func(ctx context.Context, l iter.Seq[mail.Letter], report func(mail.Letter, mail.Result)) {
		post.SendAll(ctx, l, report)
		if calls++; calls == 1 { // the mail is out; now the archive goes away
			must(t, os.RemoveAll(filepath.Join(h.dir, "archive")))
		}
	}}
	report := h.run(jobs.Request{})
	if report.Exit() == 0 || report.Error == nil || !errors.Is(report.Cause(), os.ErrNotExist) || len(h.told()) != 1 || len(h.open()) != 0 {
		t.Errorf("%+v, told %d, open %v", report, len(h.told()), h.open())
	}
	h.run(jobs.Request{})
	if len(h.mails()) != 1 {
		t.Errorf("%d mails", len(h.mails()))
	}
}
