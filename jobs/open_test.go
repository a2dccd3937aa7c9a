package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook/config"
	"daybook/jobs"
	"daybook/jobs/runlog"
)

// An ERP that is down when we start is a failure of the run: it is recorded, the
// owner hears of it, and when the ERP is back so is the report.
func TestSourceDownAtTheStart(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient})
	erp, away := filepath.Join(h.dir, "erp.db"), filepath.Join(h.dir, "away.db")
	must(t, os.Rename(erp, away))
	session, err := jobs.Open(t.Context(), h.Config, jobs.Settings{Now: h.Now, Words: slog.New(slog.DiscardHandler)})
	must(t, err)
	defer session.Close()
	report := session.Run(t.Context(), daily, jobs.Request{By: "cron"})
	if report.Exit() != jobs.ExitUnreachable || report.AsOf != thursday || len(h.told()) != 1 || h.runs()[0].Outcome != runlog.Failed {
		t.Errorf("%+v, the owner was told %d times", report, len(h.told()))
	}
	must(t, os.Rename(away, erp))
	if report := session.Run(t.Context(), daily, jobs.Request{By: "cron"}); report.Outcome != runlog.Delivered {
		t.Errorf("%+v", report)
	}
}

// A mistake of the operator's is found when we start, with its line.
func TestMistakeAtTheStart(t *testing.T) {
	c, err := config.Parse("daybook.yml", []byte(`source:
  preset: reference
  dsn: sqlite://erp.db
  parameters:
    prefx: llx_
jobs:
  - {name: a, report: receivables, recipients: [{to: a@example.com, slice: all}]}
`), func(string) (string, bool) { return "", false })
	must(t, err)
	_, err = jobs.Open(t.Context(), c, jobs.Settings{Now: time.Now})
	if f := jobs.FailureOf(err); err == nil || f.Code != jobs.CodeConfig || !strings.Contains(err.Error(), "daybook.yml:5:") {
		t.Errorf("%v", err)
	}
}

// Told to stop, a run still tells its owner, and does not wait for a server that
// hangs.
func TestStoppedRunTellsItsOwner(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient})
	ctx, stop := context.WithCancel(t.Context())
	stop()
	report := h.Run(ctx, daily, jobs.Request{By: "schedule"})
	if report.Error == nil || report.Error.Code != jobs.CodeStopped || !errors.Is(report.Cause(), context.Canceled) || len(h.told()) != 1 {
		t.Errorf("%+v, the owner was told %d times", report, len(h.told()))
	}
}
