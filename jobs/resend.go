package jobs

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"daybook/jobs/archive"
	"daybook/jobs/mail"
	"daybook/jobs/runlog"
)

// ResendRequest is how a run's mails are asked for again.
type ResendRequest struct {
	Run int64
	// To is the one address that gets it: its own mail where it is a recipient of the
	// run, else a copy. Empty is every recipient, each their own.
	To string
	By string
}

// Resend sends what was kept of a run again: the same bytes under a new Message-ID
// that refers to the old one. It is for what did not arrive; the run, its outcome
// and its figures stay as they are.
func (r *Runner) Resend(ctx context.Context, q ResendRequest) (report Report) {
	run, err := numbered(ctx, r.Log, q.Run)
	report = newReport(run.Job)
	report.AsOf = run.AsOf
	if err != nil {
		return *report.fail(err)
	}
	copies, err := r.copies(run, q)
	if err != nil {
		return *report.fail(err)
	}
	var ends []runlog.Outcome
	for _, c := range copies {
		if err := r.sendAgain(ctx, c); err != nil && report.Error == nil {
			report.fail(err)
		}
		ends = append(ends, c.Outcome)
		report.Deliveries = append(report.Deliveries, Delivery{
			Recipient: c.Recipient, Slice: sliceName(run.Slice), Outcome: c.Outcome, Reason: c.Reason, MessageID: c.MessageID,
		})
	}
	report.Outcome = runlog.Combine(ends)
	return report
}

// duplicate is a message on its way for another time.
type duplicate struct {
	runlog.Resend
	letter mail.Letter
	folder string // of the run in the archive
}

// copies makes what is to be sent out of what was kept.
func (r *Runner) copies(run runlog.Run, q ResendRequest) ([]*duplicate, error) {
	switch {
	case r.Post == nil:
		return nil, &UsageError{"nothing can be sent: the configuration has no mail section", "add one"}
	case run.Outcome == "":
		return nil, &UsageError{fmt.Sprintf("%s has not ended", run.Key), "wait for it, or see daybook history"}
	}
	kept, err := r.everKept(run)
	if err != nil {
		return nil, err
	}
	if q.To != "" {
		at := slices.IndexFunc(kept, func(k keptMail) bool { return strings.EqualFold(k.Recipient, q.To) })
		if at < 0 {
			if err := allowed(r.Config.Mail, q.To); err != nil {
				return nil, err
			}
			at = 0
		}
		kept = kept[at : at+1]
	}
	var out []*duplicate
	for _, k := range kept {
		d, err := r.duplicate(run, k, q)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

func (r *Runner) duplicate(run runlog.Run, k keptMail, q ResendRequest) (*duplicate, error) {
	raw, err := os.ReadFile(filepath.Join(k.folder, k.File))
	if err != nil {
		return nil, err
	}
	to := k.Recipient
	if q.To != "" {
		to = q.To
	}
	id := r.mailID(run.Job, r.unique(run.AsOf), run.Slice, run.Revision, to)
	readdressed := ""
	if !strings.EqualFold(to, k.Recipient) {
		readdressed = to
	}
	letter, err := mail.Resend(raw, id, readdressed)
	if err != nil {
		return nil, err
	}
	letter.To = to
	return &duplicate{letter: letter, folder: k.folder, Resend: runlog.Resend{
		RunID: run.ID, Recipient: to, MessageID: id, Repeats: k.MessageID, AskedBy: q.By, SHA256: letter.SHA256(), Begun: r.Now(),
	}}, nil
}

// keptMail is a message in the archive, and where.
type keptMail struct {
	archive.Delivery
	folder string
}

// everKept lists the messages of a run: of several for one recipient the last.
func (r *Runner) everKept(run runlog.Run) ([]keptMail, error) {
	var out []keptMail
	for n := run.Attempt; n > 0; n-- {
		b, err := r.kept(run.Key, n)
		if err != nil {
			return nil, err
		}
		if b == nil {
			continue
		}
		for _, d := range b.manifest.Deliveries {
			if d.File != "" && !slices.ContainsFunc(out, func(k keptMail) bool { return k.Recipient == d.Recipient }) {
				out = append(out, keptMail{d, b.folder})
			}
		}
	}
	if len(out) == 0 {
		return nil, &UsageError{
			fmt.Sprintf("the archive has no mail of %s", run.Key),
			"nothing was sent, or it was removed; daybook run makes it anew",
		}
	}
	return out, nil
}

// sendAgain keeps, records, sends, and records what became of it.
func (r *Runner) sendAgain(ctx context.Context, d *duplicate) error {
	name := d.Begun.UTC().Format("20060102T150405.000000000Z_") + emlName(d.Recipient)
	err := archive.KeepResent(d.folder, archive.File{Name: name, Bytes: d.letter.Raw})
	if err == nil {
		err = r.Log.BeginResend(ctx, d.Resend)
	}
	if err != nil {
		d.Outcome, d.Reason = runlog.Failed, "not sent: "+err.Error()
		return err
	}
	var failure error
	r.Post.SendAll(ctx, slices.Values([]mail.Letter{d.letter}), func(_ mail.Letter, result mail.Result) {
		d.Outcome, d.Reason, d.Reply = answered(result)
		if result.Err != nil {
			failure = result.Err
		}
	})
	d.Finished = r.Now()
	if err := r.Log.FinishResend(context.WithoutCancel(ctx), d.Resend); err != nil {
		return fmt.Errorf("recording that the mail to %s was %s: %w", d.Recipient, d.Outcome, err)
	}
	return failure
}
