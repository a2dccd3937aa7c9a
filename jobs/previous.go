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
	asOf, err := fact.ParseDate(run.AsOf)
	if err != nil {
		return previous{}, fmt.Errorf("the runlog's as-of of %s: %w", run.Key, err)
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

// lookBack is how far firingBefore looks: longer than a month, which is the
// longest a schedule pauses that is not yearly.
const lookBack = 40

// firingBefore is the day that the job's firing before the one for asOf reported
// on; none where the job has no schedule or fired long before.
func firingBefore(job config.Job, asOf fact.Date) fact.Date {
	var before fact.Date
	if job.Schedule.IsZero() {
		return before
	}
	loc := job.Location()
	at := asOf.AddDays(-lookBack).Time().In(loc)
	for range 24 * 60 * lookBack {
		at = job.Schedule.Next(at, loc)
		if at.IsZero() {
			break
		}
		day := asOfOf(job, at)
		if day >= asOf {
			break
		}
		before = day
	}
	return before
}
