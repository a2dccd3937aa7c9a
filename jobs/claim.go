package jobs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"daybook/config"
	"daybook/jobs/runlog"
)

// lease is how long a claim holds without being renewed. A run is far shorter,
// and a process that is gone from this host loses its claims at once.
const lease = 2 * time.Hour

// claim takes every part of the run before the ERP is read, so that two
// processes never do the same work. A part that was delivered already keeps its
// earlier run: it is built again and not sent.
func (r *Runner) claim(ctx context.Context, x *run) error {
	if !x.q.claims() {
		return nil
	}
	if x.q.Restate {
		if err := r.nextRevision(ctx, x); err != nil {
			return err
		}
	}
	by := runlog.Claimant{Holder: r.Holder, By: x.q.By, Lease: lease, Gone: runlog.GoneHere(r.Holder)}
	for i := range x.parts {
		p := &x.parts[i]
		got, claimed, err := r.Log.ClaimRun(ctx, p.key(x), by, r.Now())
		switch {
		case err != nil:
			return err
		case claimed:
			p.claim = got.Claim
		case got.Outcome == "":
			r.release(ctx, x, errors.New("another part of the run is at work elsewhere"))
			return &busyError{fmt.Sprintf("%s is being made by %s since %s", p.key(x), got.Holder, got.Started.Format(time.DateTime))}
		default:
			p.settled = &got
		}
	}
	return nil
}

func (r *Runner) nextRevision(ctx context.Context, x *run) error {
	last, found, err := r.Log.Revision(ctx, x.job.Name, x.asOf.String())
	if err != nil {
		return err
	}
	if !found {
		return &UsageError{
			fmt.Sprintf("%s as of %s was never delivered, so there is nothing to restate", x.job.Name, x.asOf),
			"run it without --restate",
		}
	}
	x.revision = last + 1
	return nil
}

// release ends the claims of a run that could not be made. It works on although
// the run was told to stop: a claim that stays open would read as at work.
func (r *Runner) release(ctx context.Context, x *run, cause error) {
	ctx = context.WithoutCancel(ctx)
	for i := range x.parts {
		p := &x.parts[i]
		if p.claim.ID == 0 || p.outcome != "" {
			continue
		}
		p.outcome = runlog.Failed
		if err := r.Log.FinishRun(ctx, p.claim, runlog.Finish{Outcome: runlog.Failed, Reason: cause.Error()}, r.Now()); err != nil {
			r.Words.Error("the end of a run could not be recorded", "run", p.key(x).String(), "err", err)
		}
	}
}

func unknownJob(name string, c *config.Config) error {
	var known []string
	for _, j := range c.Jobs {
		known = append(known, j.Name)
	}
	return &UsageError{
		fmt.Sprintf("there is no job %q in %s", name, c.File),
		"the jobs are: " + strings.Join(known, ", "),
	}
}

func noMail(job config.Job) error {
	return &UsageError{
		fmt.Sprintf("job %s cannot be delivered: the configuration has no mail section", job.Name),
		"add one, or use --dry-run, which needs no mail server",
	}
}
