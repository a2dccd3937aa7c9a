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
	// monitor tells watchers; nil where nobody listens.
	monitor *monitor.Monitor
	// Words tells what happens, for people who read logs.
	Words *slog.Logger
}

// Request is how one run is asked for.
type Request struct {
	// AsOf overrides the job's own as-of; none keeps it.
	AsOf fact.Date
	// By says who asks: "schedule" or a user's name.
	By string
	// DryRun builds the files, says whom it would mail, and takes no claim.
	DryRun bool
	// To redirects every mail to one address; it takes no claim either.
	To string
	// Out is a folder that also gets the files. What is not archived (dry runs,
	// redirected mails, what was delivered before) is written there, or where it is
	// empty, to the working directory.
	Out string
	// Due is when the run was due: it waits until the ERP is ready, or the deadline
	// after this. None waits for nothing.
	Due time.Time
	// Stop ends the waiting when it is closed: the run is left to whoever comes next.
	Stop <-chan struct{}
	// Keep builds the files and puts them into the archive, and mails nobody.
	Keep bool
	// Once leaves alone what was delivered already: nothing is read or built.
	Once bool
	// Restate makes a new revision of what was delivered, and marks it.
	Restate bool
}

// claims says whether the run is one that must happen only once.
func (q Request) claims() bool { return !q.DryRun && q.To == "" }
