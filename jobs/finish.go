package jobs

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"daybook/jobs/archive"
	"daybook/jobs/runlog"
)

// end is what comes last, whatever became of the run: the owner is told before the
// end is recorded, for of what a killed process did not tell, the claim stays open.
func (r *Runner) end(ctx context.Context, x *run, report *Report, q Request, panicked any) {
	if panicked != nil {
		r.Words.Error("run panicked", "job", report.Job, "panic", panicked, "stack", string(debug.Stack()))
		r.abort(x, report, fmt.Errorf("a defect in Daybook stopped the run: %v; please report it with the log", panicked))
	}
	if err := cmp.Or(lostClaim(ctx), report.overtaken()); err != nil {
		x.yields = true
		report.fail(&busyError{fmt.Sprintf("%s as of %s: %v", report.Job, report.AsOf, err)})
	}
	x.hangUp()
	r.tellOwner(ctx, *report, q)
	if err := r.close(ctx, x); err != nil && report.Error == nil {
		report.fail(err)
	}
	r.tellWatchers(ctx, x, *report, q)
}

// abort ends a run that could not be made, or not to its end.
func (r *Runner) abort(x *run, report *Report, cause error) Report {
	if x != nil {
		x.fail(cause)
		report.conclude(x)
	}
	return *report.fail(cause)
}

// fail gives the parts that have no outcome that of a failure.
func (x *run) fail(cause error) {
	for i := range x.parts {
		if p := &x.parts[i]; p.outcome == "" {
			p.outcome, p.reason = runlog.Failed, cause.Error()
		}
	}
}

// troubled says that the owner is to hear of the part.
func (p *part) troubled() bool { return slices.Contains(troubles, p.outcome) }

// release gives up what was claimed of a run that is not made.
func (r *Runner) release(ctx context.Context, x *run, cause error) {
	x.fail(cause)
	_ = r.close(ctx, x) // which says it in the log
}

// close records the ends that are not recorded yet.
func (r *Runner) close(ctx context.Context, x *run) error {
	if x == nil || x.yields || lostClaim(ctx) != nil {
		return nil
	}
	var errs []error
	for i := range x.parts {
		p := &x.parts[i]
		if !p.open() {
			continue
		}
		if err := r.finish(ctx, x, p); err != nil {
			r.Words.Error("the end of a run could not be recorded", "run", p.key(x).String(), "err", err)
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// finish records the end of a part, in the archive and in the runlog. The latter
// is told even where the former cannot be: a claim that stays open would read as
// at work.
func (r *Runner) finish(ctx context.Context, x *run, p *part) error {
	ctx = context.WithoutCancel(ctx)
	p.ended = true
	x.hold.drop(p.claim)
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
	if err := archive.Complete(p.folder, string(p.outcome), p.reason, r.Now(), p.records()); err != nil {
		return nil, err
	}
	m, err := archive.Read(p.folder)
	if err != nil {
		return nil, err
	}
	return encoded(m), nil
}

// records are the part's deliveries in the terms of the archive. What an earlier
// attempt settled may have its message in that attempt's folder.
func (p *part) records() []archive.Delivery {
	out := make([]archive.Delivery, len(p.sendings))
	for i, s := range p.sendings {
		out[i] = s.toSend()
		out[i].Outcome, out[i].Reason, out[i].Reply, out[i].At = string(s.Outcome), s.Reason, s.reply, s.at
	}
	return out
}
