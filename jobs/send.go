package jobs

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"os"
	"strings"

	"daybook/jobs/mail"
	"daybook/jobs/runlog"
)

// letters yields what is to be sent, read from disk one by one.
func (r *Runner) letters(ctx context.Context, x *run, p *part) iter.Seq[mail.Letter] {
	return func(yield func(mail.Letter) bool) {
		for _, s := range p.sendings {
			if !s.due {
				continue
			}
			l, err := s.letter()
			if err != nil {
				s.Reason = "not sent: " + err.Error()
				p.note(r.record(ctx, x, s))
				continue
			}
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

// letter reads the message from disk, addressed as it was composed.
func (s *sending) letter() (mail.Letter, error) {
	raw, err := os.ReadFile(s.path)
	if err != nil {
		return mail.Letter{}, err
	}
	l, err := mail.Unpack(raw)
	switch {
	case err != nil:
		return l, fmt.Errorf("%s: %w", s.path, err)
	case l.SHA256() != s.sha256:
		return l, fmt.Errorf("%s is not what was composed: its SHA-256 is %s, and was %s", s.path, l.SHA256(), s.sha256)
	}
	l.To = s.Recipient
	return l, nil
}

// sent records what became of a letter.
func (r *Runner) sent(ctx context.Context, x *run, p *part, s *sending, result mail.Result) {
	s.failure = result.Err
	s.Outcome, s.Reason, s.reply = answered(result)
	p.note(r.record(ctx, x, s))
}

// answered is what the mail server's answer makes of a delivery.
func answered(result mail.Result) (outcome runlog.Outcome, reason, reply string) {
	switch e := result.Err; {
	case e == nil:
		return runlog.Delivered, "", result.Reply
	case e.Kind == mail.Unknown:
		return runlog.Unknown, e.Error(), e.Reply
	default:
		return runlog.Failed, e.Error(), e.Reply
	}
}

// record writes the end of a delivery into the runlog. It works on although the
// run was told to stop: an answer that came must not be lost.
func (r *Runner) record(ctx context.Context, x *run, s *sending) error {
	s.at = r.Now()
	if s.claim.ID == 0 {
		return nil
	}
	receipt := runlog.Receipt{Outcome: s.Outcome, Reason: s.Reason, Reply: s.reply, SHA256: s.sha256}
	if err := r.Log.FinishDelivery(context.WithoutCancel(ctx), s.claim, receipt, s.at); err != nil {
		r.Words.Error("a delivery could not be recorded", "job", x.job.Name, "period", x.asOf.String(), "recipient", s.Recipient, "outcome", s.Outcome, "err", err)
		s.Reason = strings.TrimPrefix(s.Reason+"; could not be recorded: "+err.Error(), "; ")
		return fmt.Errorf("recording the delivery to %s, which was %s: %w", s.Recipient, s.Outcome, err)
	}
	return nil
}

// note keeps the first record that could not be made.
func (p *part) note(err error) { p.unrecorded = cmp.Or(p.unrecorded, err) }

// callOff ends the deliveries of a part of which nothing was sent.
func (r *Runner) callOff(ctx context.Context, x *run, p *part, cause error) {
	for _, s := range p.sendings {
		if s.due {
			s.Reason = "not sent: " + cause.Error()
			p.note(r.record(ctx, x, s))
		}
	}
}

// settle concludes from its deliveries what became of the part. It returns the
// first failure, which says what to do.
func (p *part) settle() error {
	var outcomes []runlog.Outcome
	var failure error
	for _, s := range p.sendings {
		if s.former && s.Outcome == runlog.Failed {
			continue
		}
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
