package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"daybook/config"
	"daybook/extract"
	"daybook/jobs/runlog"
)

// Gate says whether the ERP is ready to be read for a scope.
type Gate interface {
	Ready(ctx context.Context, query string, scope extract.Scope) (bool, error)
}

// await asks the ERP whether it is ready, where the job has such a question. A run
// that was due asks until the deadline; one that is asked for by hand once. Where
// it is not ready the parts have that outcome; a run that delivers nothing only says
// so.
func (r *Runner) await(ctx context.Context, x *run) error {
	if x.job.Ready.Query == "" || x.made() {
		return nil
	}
	ready, why, err := r.ask(ctx, x)
	if err != nil || ready {
		return err
	}
	if !x.q.claims() {
		x.notes = append(x.notes, "the ERP is not ready: "+why+"; a run that is to be delivered would wait, or end")
		return nil
	}
	for i := range x.parts {
		if p := &x.parts[i]; p.outcome == "" && p.settled == nil {
			p.outcome, p.reason = runlog.NotReady, why
		}
	}
	x.notes = append(x.notes, "nothing was made: "+why)
	return nil
}

// ask asks until the answer is yes or the deadline has passed. An ERP that cannot be
// reached is not ready yet; a question that it does not understand never will be.
func (r *Runner) ask(ctx context.Context, x *run) (ready bool, why string, err error) {
	deadline := time.Time{}
	if !x.q.Due.IsZero() {
		deadline = x.job.Ready.Deadline(x.q.Due, x.job.Location())
	}
	for told := false; ; {
		ready, err := r.Gate.Ready(ctx, x.job.Ready.Query, x.scope(r.Config))
		if ready || err != nil && !errors.As(err, new(*extract.Unreachable)) {
			return ready, "", r.atQuery(x.job, err)
		}
		why := "the job's ready query says no"
		if err != nil {
			why = "the ERP could not be asked: " + err.Error()
		}
		pause := min(x.job.Ready.Every, deadline.Sub(r.Now()))
		if pause <= 0 {
			return false, r.gaveUp(x, why, deadline), nil
		}
		if !told {
			r.Words.Info("waiting for the ERP to be ready", "job", x.job.Name, "period", x.asOf.String(), "every", x.job.Ready.Every, "until", deadline, "why", why)
			told = true
		}
		if err := r.pause(ctx, x, pause, "to be ready"); err != nil {
			return false, "", err
		}
	}
}

// atQuery gives a mistake in the job's query the query's line.
func (r *Runner) atQuery(job config.Job, err error) error {
	if !errors.As(err, new(*extract.ParameterError)) && !errors.As(err, new(*extract.Contract)) {
		return err
	}
	i := slices.IndexFunc(r.Config.Jobs, func(j config.Job) bool { return j.Name == job.Name })
	return r.Config.Mistake(fmt.Sprintf("jobs[%d].ready.query", i), err)
}

func (r *Runner) gaveUp(x *run, why string, deadline time.Time) string {
	if deadline.IsZero() {
		return why + "; --wait asks until " + x.job.Ready.Until()
	}
	return fmt.Sprintf("%s, and it was %s", why, deadline.Format("2006-01-02 15:04 MST"))
}

// pause waits for the ERP. Where the run is told to stop meanwhile, it stays open for the
// next start.
func (r *Runner) pause(ctx context.Context, x *run, long time.Duration, until string) error {
	if r.sleep(ctx, x.q.Stop, long) {
		return nil
	}
	x.yields = true
	return &busyError{"it was told to stop while it waited for the ERP " + until + "; the next start goes on with it"}
}

// sleep pauses, and returns false where it was told to stop before.
func (r *Runner) sleep(ctx context.Context, stop <-chan struct{}, pause time.Duration) bool {
	after := r.After
	if after == nil {
		after = time.After
	}
	select {
	case <-ctx.Done():
		return false
	case <-stop:
		return false
	case <-after(pause):
		return true
	}
}
