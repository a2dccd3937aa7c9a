package jobs

import (
	"context"
	"iter"
	"log/slog"
	"time"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/jobs/mail"
	"daybook/jobs/monitor"
	"daybook/jobs/runlog"
	"daybook/render/workbook"
)

// Source is what a run reads.
type Source interface {
	Snapshot(ctx context.Context, scope extract.Scope, progress func(extract.Progress)) (*fact.Snapshot, error)
}

// Post takes letters to the mail server. A run uses one [mail.Sender] as one batch.
type Post interface {
	SendAll(ctx context.Context, letters iter.Seq[mail.Letter], report func(mail.Letter, mail.Result))
}

// Runner runs the jobs of one configuration.
type Runner struct {
	Config *config.Config
	Source Source
	// Gate is asked whether the ERP is ready; jobs without such a question need none.
	Gate Gate
	// Log claims and records runs; nil is enough for dry runs.
	Log *runlog.Log
	// Post is nil where the configuration has no mail section: then only dry
	// runs can be made.
	Post Post
	Now  func() time.Time
	// After is the pause between two questions; nil is by the real clock.
	After   func(time.Duration) <-chan time.Time
	Holder  runlog.Holder
	Version string
	// Progress hears how far the reading is; it may be nil.
	Progress func(extract.Progress)
	// pages are those of the ERP that the workbooks lead to.
	pages workbook.Pages
	// monitor tells watchers; nil where nobody listens.
	monitor *monitor.Monitor
	// Words tells what happens, for people who read logs.
	Words *slog.Logger
}
