package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"daybook/jobs/archive"
	"daybook/jobs/runlog"
)

// finish records the end of a part, in the archive and in the runlog. The latter
// is told even where the former cannot be: a claim that stays open would read as
// at work.
func (r *Runner) finish(ctx context.Context, x *run, p *part) error {
	ctx = context.WithoutCancel(ctx)
	p.ended = true
	f := runlog.Finish{Outcome: p.outcome, Reason: p.reason}
	if p.book != nil {
		f.Figures = encoded(p.book.figures)
	}
	var unkept error
	if p.folder != "" {
		f.Manifest, unkept = r.complete(p)
	}
	if err := errors.Join(unkept, r.Log.FinishRun(ctx, p.claim, f, r.Now())); err != nil {
		return fmt.Errorf("recording the end of %s: %w", p.key(x), err)
	}
	return nil
}

// complete writes what became of the deliveries into the part's manifest, and
// returns it.
func (r *Runner) complete(p *part) (json.RawMessage, error) {
	if err := archive.Complete(p.folder, string(p.outcome), p.reason, r.Now(), p.records(r)); err != nil {
		return nil, err
	}
	m, err := archive.Read(p.folder)
	if err != nil {
		return nil, err
	}
	return encoded(m), nil
}

// records are the part's deliveries in the terms of the archive. What an earlier
// attempt settled has its message in that attempt's folder.
func (p *part) records(r *Runner) []archive.Delivery {
	out := make([]archive.Delivery, len(p.sendings))
	for i, s := range p.sendings {
		out[i] = archive.Delivery{
			Recipient: s.Recipient, MessageID: s.MessageID, SHA256: s.sha256,
			Outcome: string(s.Outcome), Reason: s.Reason, Reply: s.reply, At: r.Now(),
		}
		if s.due {
			out[i].File = filepath.Base(s.path)
		}
	}
	return out
}
