package jobs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs/archive"
	"daybook/jobs/runlog"
)

// begun is what an earlier attempt at a part made and kept, and did not send to
// all of its readers. What is left of it goes out as it lies there: built anew, it
// could tell two readers of one report two things.
type begun struct {
	folder   string
	manifest archive.Manifest
	// deliveries are those of earlier attempts, as recorded.
	deliveries []runlog.Delivery
}

// finishBegun sends what earlier attempts at the run's parts kept, before anything
// is read. A run that claims nothing makes everything anew.
func (r *Runner) finishBegun(ctx context.Context, x *run) error {
	if !x.q.claims() {
		return nil
	}
	if err := r.recallEach(ctx, x); err != nil {
		return err
	}
	if err := r.recall(ctx, x); err != nil {
		return err
	}
	for i := range x.parts {
		if p := &x.parts[i]; p.begun != nil {
			r.part(ctx, x, p)
		}
	}
	return nil
}

// refuseBegun refuses a run that mails nobody where another began to send: to finish
// that is to mail.
func (r *Runner) refuseBegun(ctx context.Context, x *run) error {
	key := x.key("")
	begun, err := r.hasBegun(ctx, key)
	if err == nil && begun {
		err = &busyError{fmt.Sprintf("%s was begun to be sent and has not ended; daybook run %s --as-of %s finishes it", key, key.Job, key.AsOf)}
	}
	return err
}

// recall finds what earlier attempts at the claimed parts began.
func (r *Runner) recall(ctx context.Context, x *run) error {
	for i := range x.parts {
		p := &x.parts[i]
		if p.claim.Attempt < 2 || p.begun != nil || p.outcome != "" {
			continue
		}
		var err error
		if p.begun, err = r.begunBy(ctx, p.key(x), p.claim.ID, p.claim.Attempt-1); err != nil {
			return err
		}
		if p.begun != nil {
			x.notes = append(x.notes, p.key(x).String()+" was begun by an earlier attempt: what is left of it was sent as it was kept, and not made anew")
		}
	}
	return nil
}

// unfinished are the runs of a key that have not ended, in all slices.
func (r *Runner) unfinished(ctx context.Context, key runlog.Key) ([]runlog.Run, error) {
	runs, err := r.Log.History(ctx, runlog.Filter{Job: key.Job, From: key.AsOf, To: key.AsOf, Running: true})
	return slices.DeleteFunc(runs, func(run runlog.Run) bool { return run.Revision != key.Revision }), err
}

// hasBegun says that a run which did not end had kept, in one of its slices, what it
// was to send.
func (r *Runner) hasBegun(ctx context.Context, key runlog.Key) (bool, error) {
	runs, err := r.unfinished(ctx, key)
	if err != nil {
		return false, err
	}
	return r.anyBegun(ctx, runs)
}

// anyBegun says it of runs that were looked up.
func (r *Runner) anyBegun(ctx context.Context, runs []runlog.Run) (bool, error) {
	for _, run := range runs {
		if b, err := r.begunBy(ctx, run.Key, run.ID, run.Attempt); b != nil || err != nil {
			return b != nil, err
		}
	}
	return false, nil
}

// begunBy returns what the attempts at a run up to the last began. One that ended
// by itself and of which nobody can have a message began nothing: it is made anew.
func (r *Runner) begunBy(ctx context.Context, key runlog.Key, id int64, last int) (*begun, error) {
	attempts, err := r.Log.Attempts(ctx, id)
	if err != nil {
		return nil, err
	}
	deliveries, err := r.Log.Deliveries(ctx, id)
	if err != nil {
		return nil, err
	}
	left := slices.ContainsFunc(deliveries, func(d runlog.Delivery) bool { return slices.Contains(mayHaveLeft, d.Outcome) || d.State == "sending" })
	for n := last; n > 0; n-- {
		ended := slices.ContainsFunc(attempts, func(a runlog.Attempt) bool { return a.Attempt == n && a.Outcome != "" })
		if ended && !left {
			return nil, nil
		}
		b, err := r.kept(key, n)
		if err != nil || b != nil {
			if b != nil {
				b.deliveries = deliveries
			}
			return b, err
		}
	}
	return nil, nil
}

// kept returns what one attempt kept to send. A folder whose files are not what was
// kept is as good as none: it is said, and the report is made anew.
func (r *Runner) kept(key runlog.Key, attempt int) (*begun, error) {
	folder, err := folderOf(r.Config.Archive, key, attempt)
	if err != nil {
		return nil, err
	}
	b := &begun{folder: folder}
	b.manifest, err = archive.Read(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		err = archive.Verify(folder)
	}
	if err != nil {
		r.Words.Warn("what was kept to be sent cannot be used; making it anew", "run", key.String(), "err", err)
		return nil, nil
	}
	if !slices.ContainsFunc(b.manifest.Deliveries, func(d archive.Delivery) bool { return d.File != "" }) {
		return nil, nil
	}
	return b, nil
}

// folderOf is where the archive below root has what an attempt at a run kept.
func folderOf(root string, key runlog.Key, attempt int) (string, error) {
	day, err := dayOf(key)
	return filepath.Join(root, archive.Folder(day, key.Job, key.Slice, key.Revision, attempt)), err
}

// dayOf is the as-of day of a run that the runlog has.
func dayOf(key runlog.Key) (fact.Date, error) {
	day, err := fact.ParseDate(key.AsOf)
	if err != nil {
		return day, fmt.Errorf("the runlog's as-of of %s: %w", key, err)
	}
	return day, nil
}

// recallEach adds the parts of slices that are one of each which an earlier attempt
// began. Which values there are is otherwise known only when the ERP was read, and
// it may be down, or not know a salesperson any more.
func (r *Runner) recallEach(ctx context.Context, x *run) error {
	first := len(x.parts)
	for _, rule := range x.parts {
		if !rule.rule.Each {
			continue
		}
		runs, err := r.unfinished(ctx, x.key(""))
		if err != nil {
			return err
		}
		for _, run := range runs {
			value, ofRule := strings.CutPrefix(run.Slice, rule.one("").name)
			if !ofRule || x.has(run.Slice) {
				continue
			}
			b, err := r.begunBy(ctx, run.Key, run.ID, run.Attempt)
			if err != nil {
				return err
			}
			if b != nil {
				one := rule.one(value)
				one.recipients = r.readersOf(b)
				x.parts = append(x.parts, one)
			}
		}
	}
	return r.claimParts(ctx, x, x.parts[first:])
}

// readersOf are the recipients of what was kept, as far as they may still be
// written to.
func (r *Runner) readersOf(b *begun) []recipient {
	var out []recipient
	for _, d := range b.manifest.Deliveries {
		if allowed(r.Config.Mail, d.Recipient) == nil {
			out = append(out, recipient{address: config.Address{Address: d.Recipient}})
		}
	}
	return out
}
