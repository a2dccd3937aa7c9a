package jobs

import (
	"context"
	"fmt"
	"slices"
	"time"

	"daybook/config"
	"daybook/extract/fact"
)

// BackfillRequest is a span of as-of days whose reports are wanted.
type BackfillRequest struct {
	// From and To are the first and the last as-of day.
	From, To fact.Date
	// Mail sends the reports to their readers; without it they are only kept.
	Mail bool
	By   string
	// Each hears of every report when it is made; it may be nil.
	Each func(Report)
}

// Backfilled is what became of a backfill.
type Backfilled struct {
	Job  string   `json:"job"`
	From string   `json:"from"`
	To   string   `json:"to"`
	Runs []Report `json:"runs"`
	// Untried are the days that were left when going on had no sense any more.
	Untried []string `json:"untried"`
}

// Backfill makes the reports that a job would have made by now for the as-of days of
// a span, in their order, and keeps them in the archive. Days of which a reader may
// have a report already are left alone.
func (r *Runner) Backfill(ctx context.Context, name string, q BackfillRequest) (*Backfilled, error) {
	job, ok := r.Config.Job(name)
	if !ok {
		return nil, unknownJob(name, r.Config)
	}
	if q.To < q.From {
		return nil, &UsageError{fmt.Sprintf("the span from %s to %s runs backwards", q.From, q.To), ""}
	}
	days, err := daysWithin(job, q.From, q.To, r.Now())
	switch {
	case err != nil:
		return nil, err
	case len(days) == 0:
		return nil, &UsageError{
			fmt.Sprintf("job %s had no report to make for a day from %s to %s", name, q.From, q.To),
			fmt.Sprintf("its schedule is %q as of %s; daybook run %s --as-of DAY makes any day's", job.Schedule, job.AsOf, name),
		}
	}
	out := &Backfilled{Job: name, From: q.From.String(), To: q.To.String(), Runs: []Report{}, Untried: []string{}}
	for i, day := range days {
		report := r.Run(ctx, name, Request{AsOf: day, By: q.By, Once: true, Keep: !q.Mail})
		out.Runs = append(out.Runs, report)
		if q.Each != nil {
			q.Each(report)
		}
		if report.endsAll() {
			for _, left := range days[i+1:] {
				out.Untried = append(out.Untried, left.String())
			}
			break
		}
	}
	return out, nil
}

// endsAll says that the next run would fail in the same way.
func (r Report) endsAll() bool {
	return r.Error != nil && slices.Contains([]string{CodeConfig, CodeUsage, CodeUnreachable, CodeStopped}, r.Error.Code)
}

// daysWithin are the as-of days of a span for which the job was due until now; for a
// job without a schedule as if it were due every day.
func daysWithin(job config.Job, from, to fact.Date, now time.Time) ([]fact.Date, error) {
	if job.Schedule.IsZero() {
		var err error
		if job.Schedule, err = config.ParseSchedule("every day 12:00"); err != nil {
			return nil, err
		}
	}
	y, m, d := from.Time().Date()
	begin := time.Date(y, m, d, 0, 0, 0, 0, job.Location()).Add(-time.Second)
	var days []fact.Date
	for at := next(job, begin); !at.IsZero() && !at.After(now); at = next(job, at) {
		day := asOfOf(job, at)
		if day > to {
			break
		}
		if day >= from {
			days = append(days, day)
		}
	}
	return slices.Compact(days), nil
}
