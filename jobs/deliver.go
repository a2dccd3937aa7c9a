package jobs

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

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
	due bool
	// former says that the recipient was one of an earlier attempt only.
	former  bool
	claim   runlog.DeliveryClaim // where the run claims
	path    string               // of the .eml
	file    string               // its name in the part's folder; empty where it is not there
	sha256  string               // of the message
	reply   string               // the server's last word
	at      time.Time            // when its fate was known
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
	x.post.SendAll(ctx, r.letters(ctx, x, p), func(l mail.Letter, result mail.Result) {
		r.sent(ctx, x, p, p.sendingTo(l.To), result)
	})
	return errors.Join(p.unrecorded, p.settle())
}

// addressed are the messages that the part is to become, one per recipient. Of what
// an earlier attempt began they are those that it kept.
func (r *Runner) addressed(x *run, p *part) []*sending {
	recipients := p.recipients
	if x.q.To != "" {
		recipients = []recipient{{address: config.Address{Address: x.q.To}, as: x.q.To}}
	}
	var out []*sending
	for _, to := range recipients {
		s := &sending{to: to, due: true, Delivery: Delivery{
			Recipient: to.address.Address, Slice: p.name, Outcome: runlog.Failed, MessageID: r.messageID(x, p, to.address.Address),
		}}
		if p.begun != nil {
			p.begun.address(s)
		}
		out = append(out, s)
	}
	if p.begun != nil {
		out = append(out, p.begun.former(p, out)...)
	}
	return out
}

// prepare claims and composes what is to be sent, and keeps it.
func (r *Runner) prepare(ctx context.Context, x *run, p *part, draft string) error {
	for _, s := range p.sendings {
		if x.q.claims() {
			if err := r.claimDelivery(ctx, x, p, s); err != nil {
				return err
			}
		}
		if !s.due || s.path != "" {
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

func (r *Runner) claimDelivery(ctx context.Context, x *run, p *part, s *sending) error {
	if s.former {
		if s.Outcome == "" {
			s.Outcome, s.Reason = runlog.Failed, "no longer a recipient; not sent"
			return r.record(ctx, x, s)
		}
		return nil
	}
	d, claimed, err := r.Log.ClaimDelivery(ctx, p.claim, s.Recipient, s.MessageID, r.Now())
	if err != nil {
		return err
	}
	s.claim, s.due = d.DeliveryClaim, claimed
	if !claimed {
		s.recorded(d)
		s.Reason = "already " + string(d.Outcome) + " in an earlier attempt; not sent again"
	}
	return nil
}

// recorded makes the sending what the runlog says of it.
func (s *sending) recorded(d runlog.Delivery) {
	s.Outcome, s.Reason, s.reply, s.at = d.Outcome, d.Reason, d.Reply, d.Finished
}

// keep puts workbook and messages into the archive, from where they are sent: what
// is to be sent to whom is on disk before the first byte leaves.
func (r *Runner) keep(x *run, p *part) error {
	if p.begun != nil {
		return p.begun.keep(r.Config.Archive, p)
	}
	name := filepath.Base(p.file.Path)
	files := []archive.File{{Name: name, Path: p.file.Path, Sheets: p.file.Sheets, Rows: p.file.Rows}}
	for _, s := range p.sendings {
		if s.due {
			s.file = filepath.Base(s.path)
			files = append(files, archive.File{Name: s.file, Path: s.path})
		}
	}
	folder, err := archive.Store(r.Config.Archive, archive.Entry{Day: x.asOf, Files: files, Manifest: r.manifest(x, p)})
	if err != nil {
		return fmt.Errorf("keeping what is to be sent: %w", err)
	}
	p.folder, p.file.Path = folder, filepath.Join(folder, name)
	for _, s := range p.sendings {
		if s.due {
			s.path = filepath.Join(folder, s.file)
		}
	}
	return nil
}

func (r *Runner) manifest(x *run, p *part) archive.Manifest {
	m := archive.Manifest{
		Job: x.job.Name, AsOf: x.asOf.String(), Slice: p.slice(), Revision: x.revision, Attempt: p.claim.Attempt,
		Version: r.Version, StartedBy: x.q.By, Host: r.Holder.Host, RunID: p.claim.ID, Started: x.started,
		Counts: p.book.data.counts(), Totals: encoded(p.book.figures), TieOut: encoded(p.book.checks),
	}
	for _, s := range p.sendings {
		if s.due {
			m.Deliveries = append(m.Deliveries, s.toSend())
		}
	}
	return m
}

// toSend is the message in the terms of the archive, before it is sent.
func (s *sending) toSend() archive.Delivery {
	return archive.Delivery{Recipient: s.Recipient, MessageID: s.MessageID, File: s.file, SHA256: s.sha256}
}
