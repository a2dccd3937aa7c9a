package jobs

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"daybook/config"
	"daybook/jobs/archive"
	"daybook/jobs/mail"
	"daybook/jobs/runlog"
)

// deliver composes a message for each recipient, keeps what is to be sent, and
// only then sends it: after a crash it is known what may have left the house.
func (r *Runner) deliver(ctx context.Context, x *run, p *part, draft string) error {
	letters, err := r.composeAll(ctx, x, p, draft)
	if err != nil {
		return err
	}
	if x.q.claims() {
		if err := r.keep(x, p, letters); err != nil {
			return err
		}
	}
	if len(letters) == 0 {
		p.outcome, p.reason = runlog.Delivered, "the job has no recipients: the workbook lies in the archive"
		return nil
	}
	r.send(ctx, x, p, letters)
	var outcomes []runlog.Outcome
	for _, d := range p.deliveries {
		outcomes = append(outcomes, d.Outcome)
	}
	p.outcome = runlog.Combine(outcomes)
	return nil
}

func (r *Runner) composeAll(ctx context.Context, x *run, p *part, draft string) ([]letter, error) {
	recipients := p.recipients
	if x.q.To != "" {
		recipients = []recipient{{address: config.Address{Address: x.q.To}, as: x.q.To}}
	}
	var letters []letter
	for _, to := range recipients {
		l, err := r.compose(ctx, x, p, to, draft)
		if err != nil {
			return nil, err
		}
		letters = append(letters, l)
	}
	return letters, nil
}

// keep puts workbook and messages into the archive, from where they are sent.
func (r *Runner) keep(x *run, p *part, letters []letter) error {
	name := filepath.Base(p.file.Path)
	files := []archive.File{{Name: name, Path: p.file.Path}}
	for _, l := range letters {
		files = append(files, archive.File{Name: filepath.Base(l.path), Path: l.path})
	}
	folder, err := archive.Store(r.Config.Archive, archive.Entry{Day: x.asOf, Files: files, Manifest: r.manifest(x, p)})
	if err != nil {
		return fmt.Errorf("keeping what is to be sent: %w", err)
	}
	p.folder, p.file.Path = folder, filepath.Join(folder, name)
	for i := range letters {
		letters[i].path = filepath.Join(folder, filepath.Base(letters[i].path))
	}
	return nil
}

func (r *Runner) manifest(x *run, p *part) archive.Manifest {
	d := p.book.data
	return archive.Manifest{
		Job: x.job.Name, AsOf: x.asOf.String(), Slice: p.slice(), Revision: x.revision, Attempt: max(p.claim.Attempt, 1),
		Version: r.Version, StartedBy: x.q.By, Host: r.Holder.Host, RunID: p.claim.ID, Started: x.readAt,
		Counts: map[string]int64{"read": int64(d.Read), "used": int64(d.Used), "excluded": int64(d.Excluded), "assumed": int64(d.Assumed)},
		Totals: encoded(p.book.figures),
	}
}

// sending is a letter under way: its claim, and what became of it.
type sending struct {
	letter
	claim runlog.DeliveryClaim
	Delivery
	reply string
}

// send claims, sends and records every letter, one message per recipient.
func (r *Runner) send(ctx context.Context, x *run, p *part, letters []letter) {
	under := map[string]*sending{}
	for _, l := range letters {
		s := &sending{letter: l, Delivery: Delivery{
			Recipient: l.to.address.Address, Slice: p.name, MessageID: l.messageID, Outcome: runlog.Failed,
		}}
		under[l.to.address.Address] = s
		if x.q.claims() {
			r.claimDelivery(ctx, p, s)
		} else {
			s.Reason = ""
		}
	}
	r.Post.SendAll(ctx, r.letters(ctx, x, letters, under), func(l mail.Letter, result mail.Result) {
		r.sent(ctx, x, under[l.To], result)
	})
	for _, l := range letters {
		s := under[l.to.address.Address]
		p.deliveries, p.replies = append(p.deliveries, s.Delivery), append(p.replies, s.reply)
	}
}

func (r *Runner) claimDelivery(ctx context.Context, p *part, s *sending) {
	d, claimed, err := r.Log.ClaimDelivery(ctx, p.claim, s.Recipient, s.MessageID, r.Now())
	switch {
	case err != nil:
		s.Reason = "the delivery could not be claimed: " + err.Error()
	case claimed:
		s.claim = d.DeliveryClaim
	default:
		s.Outcome, s.Reason = d.Outcome, "already "+string(d.Outcome)+"; not sent again"
	}
}

// letters yields what may be sent, read from disk one by one.
func (r *Runner) letters(ctx context.Context, x *run, all []letter, under map[string]*sending) iter.Seq[mail.Letter] {
	return func(yield func(mail.Letter) bool) {
		for _, l := range all {
			s := under[l.to.address.Address]
			if x.q.claims() && s.claim.ID == 0 {
				continue
			}
			raw, err := os.ReadFile(l.path)
			if err != nil {
				s.Reason = err.Error()
				continue
			}
			out := mail.Letter{From: r.Config.Mail.From.Address, To: s.Recipient, Raw: raw}
			if x.q.claims() {
				out.Sending = func() error { return r.Log.MarkSending(ctx, s.claim, r.Now()) }
				out.Deferred = func(why error) error { return r.Log.MarkDeferred(ctx, s.claim, why.Error()) }
			}
			if !yield(out) {
				return
			}
		}
	}
}

// sent records what became of a letter. It works on although the run was told to
// stop: an answer that came must not be lost.
func (r *Runner) sent(ctx context.Context, x *run, s *sending, result mail.Result) {
	s.Outcome, s.Reason, s.reply = runlog.Delivered, "", result.Reply
	if e := result.Err; e != nil {
		s.Outcome, s.Reason = runlog.Failed, e.Error()
		if e.Kind == mail.Unknown {
			s.Outcome = runlog.Unknown
		}
	}
	if !x.q.claims() {
		return
	}
	receipt := runlog.Receipt{Outcome: s.Outcome, Reason: s.Reason, Reply: s.reply, SHA256: s.sha256}
	if err := r.Log.FinishDelivery(context.WithoutCancel(ctx), s.claim, receipt, r.Now()); err != nil {
		r.Words.Error("a delivery could not be recorded", "job", x.job.Name, "period", x.asOf.String(), "recipient", s.Recipient, "outcome", s.Outcome, "err", err)
		s.Reason = "could not be recorded: " + err.Error()
	}
}

// finish records the end of a part, in the runlog and in the archive.
func (r *Runner) finish(ctx context.Context, x *run, p *part) error {
	ctx = context.WithoutCancel(ctx)
	f := runlog.Finish{Outcome: p.outcome, Reason: p.reason}
	if p.book != nil {
		f.Figures = encoded(p.book.figures)
	}
	if p.folder != "" {
		if err := archive.Complete(p.folder, string(p.outcome), p.reason, r.Now(), p.records(r)); err != nil {
			return err
		}
		m, err := archive.Read(p.folder)
		if err != nil {
			return err
		}
		f.Manifest = encoded(m)
	}
	return r.Log.FinishRun(ctx, p.claim, f, r.Now())
}

// records are the part's deliveries in the terms of the archive.
func (p *part) records(r *Runner) []archive.Delivery {
	m, err := archive.Read(p.folder)
	if err != nil {
		return nil
	}
	sums := maps.Collect(func(yield func(string, string) bool) {
		for _, f := range m.Files {
			if !yield(f.Name, f.SHA256) {
				return
			}
		}
	})
	out := make([]archive.Delivery, len(p.deliveries))
	for i, d := range slices.All(p.deliveries) {
		file := d.Recipient + ".eml"
		out[i] = archive.Delivery{
			Recipient: d.Recipient, MessageID: d.MessageID, File: file, SHA256: sums[file],
			Outcome: string(d.Outcome), Reason: d.Reason, Reply: p.replies[i], At: r.Now(),
		}
	}
	return out
}
