package jobs

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"daybook/config"
	"daybook/jobs/archive"
	"daybook/jobs/mail"
	"daybook/jobs/runlog"
)

// sending is one message of a part on its way to one recipient, and what became
// of it.
type sending struct {
	Delivery
	to recipient
	// due says that it is to be sent: an earlier attempt did not settle it.
	due     bool
	claim   runlog.DeliveryClaim // where the run claims
	path    string               // of the .eml
	sha256  string               // of the message
	reply   string               // the server's last word
	failure *mail.Error
}

// deliver claims and composes a message for each recipient, keeps what is to be
// sent, and only then sends it: after a crash it is known what may have left the
// house.
func (r *Runner) deliver(ctx context.Context, x *run, p *part, draft string) error {
	p.sendings = r.addressed(x, p)
	if err := r.prepare(ctx, x, p, draft); err != nil {
		r.callOff(ctx, x, p, err)
		return err
	}
	if len(p.sendings) == 0 {
		p.outcome, p.reason = runlog.Delivered, "the job has no recipients: the workbook lies in the archive"
		return nil
	}
	r.Post.SendAll(ctx, r.letters(ctx, x, p), func(l mail.Letter, result mail.Result) {
		r.sent(ctx, x, p.sendingTo(l.To), result)
	})
	return p.settle()
}

// addressed are the messages that the part is to become, one per recipient.
func (r *Runner) addressed(x *run, p *part) []*sending {
	recipients := p.recipients
	if x.q.To != "" {
		recipients = []recipient{{address: config.Address{Address: x.q.To}, as: x.q.To}}
	}
	var out []*sending
	for _, to := range recipients {
		out = append(out, &sending{to: to, due: true, Delivery: Delivery{
			Recipient: to.address.Address, Slice: p.name, Outcome: runlog.Failed, MessageID: r.messageID(x, p, to.address.Address),
		}})
	}
	return out
}

// prepare claims and composes what is to be sent, and keeps it.
func (r *Runner) prepare(ctx context.Context, x *run, p *part, draft string) error {
	for _, s := range p.sendings {
		if x.q.claims() {
			if err := r.claimDelivery(ctx, p, s); err != nil {
				return err
			}
		}
		if !s.due {
			continue
		}
		if err := r.compose(ctx, x, p, s, draft); err != nil {
			return err
		}
	}
	if x.q.claims() {
		return r.keep(x, p)
	}
	return nil
}

func (r *Runner) claimDelivery(ctx context.Context, p *part, s *sending) error {
	d, claimed, err := r.Log.ClaimDelivery(ctx, p.claim, s.Recipient, s.MessageID, r.Now())
	if err != nil {
		return err
	}
	s.claim, s.due = d.DeliveryClaim, claimed
	if !claimed {
		s.Outcome, s.Reason, s.reply = d.Outcome, "already "+string(d.Outcome)+" in an earlier attempt; not sent again", d.Reply
	}
	return nil
}

// keep puts workbook and messages into the archive, from where they are sent.
func (r *Runner) keep(x *run, p *part) error {
	name := filepath.Base(p.file.Path)
	files := []archive.File{{Name: name, Path: p.file.Path}}
	for _, s := range p.sendings {
		if s.due {
			files = append(files, archive.File{Name: filepath.Base(s.path), Path: s.path})
		}
	}
	folder, err := archive.Store(r.Config.Archive, archive.Entry{Day: x.asOf, Files: files, Manifest: r.manifest(x, p)})
	if err != nil {
		return fmt.Errorf("keeping what is to be sent: %w", err)
	}
	p.folder, p.file.Path = folder, filepath.Join(folder, name)
	for _, s := range p.sendings {
		if s.due {
			s.path = filepath.Join(folder, filepath.Base(s.path))
		}
	}
	return nil
}

func (r *Runner) manifest(x *run, p *part) archive.Manifest {
	d := p.book.data
	return archive.Manifest{
		Job: x.job.Name, AsOf: x.asOf.String(), Slice: p.slice(), Revision: x.revision, Attempt: p.claim.Attempt,
		Version: r.Version, StartedBy: x.q.By, Host: r.Holder.Host, RunID: p.claim.ID, Started: x.started,
		Counts: map[string]int64{"read": int64(d.Read), "used": int64(d.Used), "excluded": int64(d.Excluded), "assumed": int64(d.Assumed)},
		Totals: encoded(p.book.figures),
	}
}

// letters yields what is to be sent, read from disk one by one.
func (r *Runner) letters(ctx context.Context, x *run, p *part) iter.Seq[mail.Letter] {
	return func(yield func(mail.Letter) bool) {
		for _, s := range p.sendings {
			if !s.due {
				continue
			}
			raw, err := os.ReadFile(s.path)
			if err != nil {
				s.Reason = "not sent: " + err.Error()
				r.record(ctx, x, s)
				continue
			}
			l := mail.Letter{From: r.Config.Mail.From.Address, To: s.Recipient, Raw: raw}
			if x.q.claims() {
				l.Sending = func() error { return r.Log.MarkSending(ctx, s.claim, r.Now()) }
				l.Deferred = func(why error) error {
					r.Words.Warn("the mail server said not now; trying again", "job", x.job.Name, "period", x.asOf.String(), "recipient", s.Recipient, "err", why)
					return r.Log.MarkDeferred(ctx, s.claim, why.Error())
				}
			}
			if !yield(l) {
				return
			}
		}
	}
}

// sent records what became of a letter.
func (r *Runner) sent(ctx context.Context, x *run, s *sending, result mail.Result) {
	s.Outcome, s.Reason, s.reply, s.failure = runlog.Delivered, "", result.Reply, result.Err
	if e := result.Err; e != nil {
		s.Outcome, s.Reason, s.reply = runlog.Failed, e.Error(), e.Reply
		if e.Kind == mail.Unknown {
			s.Outcome = runlog.Unknown
		}
	}
	r.record(ctx, x, s)
}

// record writes the end of a delivery into the runlog. It works on although the
// run was told to stop: an answer that came must not be lost.
func (r *Runner) record(ctx context.Context, x *run, s *sending) {
	if s.claim.ID == 0 {
		return
	}
	receipt := runlog.Receipt{Outcome: s.Outcome, Reason: s.Reason, Reply: s.reply, SHA256: s.sha256}
	if err := r.Log.FinishDelivery(context.WithoutCancel(ctx), s.claim, receipt, r.Now()); err != nil {
		r.Words.Error("a delivery could not be recorded", "job", x.job.Name, "period", x.asOf.String(), "recipient", s.Recipient, "outcome", s.Outcome, "err", err)
		s.Reason = "could not be recorded: " + err.Error()
	}
}

// callOff ends the deliveries of a part of which nothing was sent.
func (r *Runner) callOff(ctx context.Context, x *run, p *part, cause error) {
	for _, s := range p.sendings {
		if s.due {
			s.Reason = "not sent: " + cause.Error()
			r.record(ctx, x, s)
		}
	}
}

// settle concludes from its deliveries what became of the part. It returns the
// first failure, which says what to do.
func (p *part) settle() error {
	var outcomes []runlog.Outcome
	var failure error
	for _, s := range p.sendings {
		outcomes = append(outcomes, s.Outcome)
		if s.Outcome != runlog.Delivered && p.reason == "" {
			p.reason = s.Recipient + ": " + s.Reason
		}
		if s.failure != nil && failure == nil {
			failure = s.failure
		}
	}
	p.outcome = runlog.Combine(outcomes)
	return failure
}
