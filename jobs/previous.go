package jobs

import (
	"context"
	"encoding/json"
	"fmt"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs/runlog"
)

// previousOf finds the report that a part is compared with: the last that was
// delivered for an earlier day, with the net receivable that it stated, else the
// day of the job's firing before.
func (r *Runner) previousOf(ctx context.Context, x *run, p *part) (previous, error) {
	if r.Log != nil {
		last, ok, err := r.Log.LastDelivered(ctx, x.job.Name, p.slice(), x.asOf.String())
		if err != nil {
			return previous{}, fmt.Errorf("looking for the last report of %s: %w", x.job.Name, err)
		}
		if ok {
			return stated(last)
		}
	}
	return previous{asOf: firingBefore(x.job, x.asOf)}, nil
}

// stated is what a delivered run said of its day.
func stated(run runlog.Run) (previous, error) {
	asOf, err := dayOf(run.Key)
	if err != nil {
		return previous{}, err
	}
	var figures struct {
		NetReceivable string `json:"net_receivable"`
	}
	if json.Unmarshal(run.Figures, &figures) != nil || figures.NetReceivable == "" {
		return previous{asOf: asOf}, nil
	}
	net, _, err := fact.ParseAmount(figures.NetReceivable)
	if err != nil {
		return previous{}, fmt.Errorf("the runlog's net receivable of %s: %w", run.Key, err)
	}
	return previous{asOf: asOf, net: net, stored: true}, nil
}

// lookBack is how many days back firingBefore looks, and how far ahead for the
// firing of a day: longer than a yearly schedule pauses.
const lookBack = 400

// firingBefore is the day that the job's firing before the one for asOf reported
// on; none where the job has no schedule or fired long before.
func firingBefore(job config.Job, asOf fact.Date) fact.Date {
	var before fact.Date
	until := asOf.AddDays(lookBack).Time()
	for at := next(job, asOf.AddDays(-lookBack).Time()); !at.IsZero() && at.Before(until); at = next(job, at) {
		day := asOfOf(job, at)
		if day >= asOf {
			break
		}
		before = day
	}
	return before
}
