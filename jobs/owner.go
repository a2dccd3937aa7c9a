package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"daybook/jobs/mail"
	"daybook/jobs/runlog"
)

// troubles are the outcomes that the owner hears of. The readers never do.
var troubles = []runlog.Outcome{runlog.Failed, runlog.Partly, runlog.HeldBack, runlog.Unknown, runlog.Missed, runlog.NotReady}

// lastWord is how long it may take to tell the owner, and hasty where the run was
// told to stop: a mail server that is down has had its budget already.
const (
	lastWord = time.Minute
	hasty    = 10 * time.Second
)

// tellOwner writes to the owner when a run that nobody watches came to grief,
// with what failed and the command that runs it again.
func (r *Runner) tellOwner(ctx context.Context, report Report, q Request) {
	if !q.claims() || q.Keep || !ownersBusiness(report) || r.Post == nil || len(r.Config.Owner) == 0 {
		return
	}
	r.Words.Info("telling the owner", "job", report.Job, "period", report.AsOf, "outcome", report.Outcome)
	r.writeOwner(ctx, func(to string) mail.Message { return r.trouble(report, q, to) })
}

// writeOwner sends every owner a message.
func (r *Runner) writeOwner(ctx context.Context, message func(to string) mail.Message) {
	if r.Post == nil {
		return
	}
	var letters []mail.Letter
	for _, owner := range r.Config.Owner {
		letter, err := mail.Pack(message(owner.Address))
		if err != nil {
			r.Words.Error("the owner could not be told", "err", err)
			continue
		}
		letters = append(letters, letter)
	}
	if len(letters) == 0 {
		return
	}
	patience := lastWord
	if ctx.Err() != nil {
		patience = hasty
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	all := iter.Seq[mail.Letter](slices.Values(letters))
	r.Post.SendAll(ctx, all, func(l mail.Letter, result mail.Result) {
		if result.Err != nil {
			r.Words.Error("the owner could not be told", "owner", l.To, "err", result.Err)
		}
	})
}

// ownersBusiness says whether the owner is to hear of the run: not of what whoever
// typed it sees, nor of one that another process is at work on and will tell of, nor
// of one that is put off.
func ownersBusiness(report Report) bool {
	if report.untouched || isPostponed(report.cause) {
		return false
	}
	if report.Error != nil {
		return report.Error.Code != CodeUsage && report.Error.Code != CodeBusy
	}
	return slices.Contains(troubles, report.Outcome)
}

func (r *Runner) trouble(report Report, q Request, to string) mail.Message {
	return mail.Message{
		Job: report.Job, From: r.Config.Mail.From.String(), To: to, Date: r.Now(),
		Subject:   fmt.Sprintf("[daybook] %s as of %s: %s", report.Job, report.AsOf, report.Outcome),
		Text:      r.troubleText(report, q),
		MessageID: r.mailID(report.Job, r.unique(report.AsOf), "owner", 0, to),
	}
}

func (r *Runner) troubleText(report Report, q Request) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Job %s as of %s: %s.\n\n", report.Job, report.AsOf, report.Outcome)
	if report.Error != nil {
		fmt.Fprintf(&b, "%s\n", report.Error.Message)
		if report.Error.Hint != "" {
			fmt.Fprintf(&b, "%s\n", report.Error.Hint)
		}
	}
	for _, c := range report.TieOut {
		if c.failed() {
			fmt.Fprintf(&b, "Tie-out %s: %s is not %s, difference %s\n", c.Check, c.Left, *c.Right, *c.Difference)
		}
	}
	for _, d := range report.Deliveries {
		if d.Outcome != runlog.Delivered {
			fmt.Fprintf(&b, "To %s, slice %s: %s. %s\n", d.Recipient, d.Slice, d.Outcome, d.Reason)
		}
	}
	for _, n := range report.Notes {
		fmt.Fprintf(&b, "%s\n", n)
	}
	b.WriteString(r.whatToDo(report, q))
	b.WriteString(r.signature())
	return b.String()
}

// signature ends what the owner is told: who says it, and when.
func (r *Runner) signature() string {
	return fmt.Sprintf("\nHost %s, Daybook %s, %s.\n", r.Holder.Host, r.Version, r.Now().Format(time.RFC1123Z))
}

// whatToDo names the commands that mend it. What may have arrived is not sent again
// by running the job.
func (r *Runner) whatToDo(report Report, q Request) string {
	var b strings.Builder
	if len(report.doubtful) > 0 {
		b.WriteString("\nAsk those whose mail may have arrived. Where it did not, send it again with:\n")
	}
	for _, d := range report.doubtful {
		fmt.Fprintf(&b, "  daybook resend %d --to %s --config %s\n", d.run, d.recipient, r.Config.File)
	}
	if len(report.doubtful) > 0 && report.Outcome == runlog.Unknown && !slices.ContainsFunc(report.Deliveries, func(d Delivery) bool { return d.Outcome == runlog.Failed }) {
		return b.String()
	}
	fmt.Fprintf(&b, "\nRun it again with:\n  daybook run %s --as-of %s --config %s", report.Job, report.AsOf, r.Config.File)
	if q.Restate {
		b.WriteString(" --restate")
	}
	b.WriteString("\n")
	return b.String()
}

// encoded is v as JSON; what is given here always encodes.
func encoded(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("encoding %T: %v", v, err))
	}
	return b
}
