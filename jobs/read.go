package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cenkalti/backoff/v5"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
)

// scope is what the run reads of the ERP.
func (x *run) scope(c *config.Config) extract.Scope {
	scope := extract.Scope{
		Company: c.Company.Name, AsOf: x.asOf, Facts: x.kind.facts, Brief: x.kind.brief,
		Currency: fact.Currency(c.Company.Currency), Zone: zoneOf(c),
	}
	if x.detail != nil {
		scope.From, scope.Each = x.detail.from, x.detail.enter
	}
	return scope
}

// read reads the ERP. A firing tries again as its job says where the ERP cannot be
// reached; each try is an attempt in the runlog.
func (r *Runner) read(ctx context.Context, x *run) (*fact.Snapshot, error) {
	pauses, until := x.pauses(), x.patience()
	for tries := 1; ; tries++ {
		snapshot, err := r.readOnce(ctx, x)
		var down *extract.Unreachable
		if err == nil || !errors.As(err, &down) || !down.Passing() {
			return snapshot, err
		}
		pause := min(pauses.NextBackOff(), until.Sub(r.Now()))
		switch {
		case pause <= 0 && tries > 1:
			return nil, fmt.Errorf("%w; that was try %d since %s", err, tries, x.started.In(x.job.Location()).Format("15:04 MST"))
		case pause <= 0:
			return nil, err
		}
		r.Words.Warn("the ERP cannot be read; trying again", "job", x.job.Name, "period", x.asOf.String(), "try", tries, "pause", pause, "until", until, "why", err)
		if err := r.nextAttempt(ctx, x, err); err != nil {
			return nil, err
		}
		if err := r.pause(ctx, x, pause, "to answer"); err != nil {
			return nil, err
		}
	}
}

// readOnce begins the detail anew: what an earlier try entered is none of its own.
func (r *Runner) readOnce(ctx context.Context, x *run) (*fact.Snapshot, error) {
	if x.kind.detail != nil {
		err := x.detail.close()
		if err == nil {
			x.detail, err = x.kind.detail(settings{job: x.job, asOf: x.asOf})
		}
		if err != nil {
			return nil, err
		}
	}
	scope := x.scope(r.Config)
	scope.Meanwhile = r.begin(ctx, x)
	snapshot, err := r.Source.Snapshot(ctx, scope, r.Progress)
	x.readAt = r.Now()
	return snapshot, err
}

// patience is until when a firing tries again, which is never later than its report
// may be. What was asked for by hand has none: whoever asked sees it fail.
func (x *run) patience() time.Time {
	if x.q.Due.IsZero() {
		return x.started
	}
	until, latest := x.started.Add(x.job.Retry.For), x.q.Due.Add(x.job.Missed.AtMost)
	if latest.Before(until) {
		return latest
	}
	return until
}

// soon is the first pause: an ERP that was only restarted is back after some of them.
const soon = 10 * time.Second

func (x *run) pauses() backoff.BackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval = min(soon, x.job.Retry.Every), x.job.Retry.Every
	b.Multiplier, b.RandomizationFactor = 2, 0 // the claim sees to it that nobody else asks
	return b
}

// nextAttempt records that an attempt at what is claimed failed, and begins the next.
func (r *Runner) nextAttempt(ctx context.Context, x *run, cause error) error {
	for i := range x.parts {
		p := &x.parts[i]
		if !p.open() {
			continue
		}
		x.hold.drop(p.claim)
		next, err := r.Log.RetryRun(ctx, p.key(x), p.claim, r.claimant(x.q), cause.Error(), r.Now())
		if err != nil {
			return err
		}
		p.claim = next
		x.hold.add(p.key(x), next)
	}
	return nil
}
