package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"daybook/config"
	"daybook/jobs/runlog"
)

// Planned is a job and its next firings.
type Planned struct {
	Job      string   `json:"job"`
	Report   string   `json:"report"`
	Schedule string   `json:"schedule"`
	Zone     string   `json:"time_zone"`
	Calendar string   `json:"calendar"`
	Firings  []Firing `json:"firings"`
	// Warnings are of the calendar, which may end before the firings do.
	Warnings []string `json:"warnings,omitempty"`
}

// Firing is when a job runs, and for which day.
type Firing struct {
	At   time.Time `json:"at"`
	AsOf string    `json:"as_of"`
}

// Upcoming lists every job with its next n firings after now, in its own zone.
func Upcoming(c *config.Config, now time.Time, n int) []Planned {
	out := []Planned{}
	for _, job := range c.Jobs {
		p := Planned{Job: job.Name, Report: job.Report, Schedule: job.Schedule.String(), Zone: job.TimeZone, Calendar: job.Calendar.String(), Firings: []Firing{}}
		for at := next(job, now); !at.IsZero() && len(p.Firings) < n; at = next(job, at) {
			p.Firings = append(p.Firings, Firing{At: at, AsOf: asOfOf(job, at).String()})
		}
		p.Warnings = calendarWarnings(job, now)
		out = append(out, p)
	}
	return out
}

// ahead is how long before a year begins whose holidays its calendar does not know an
// operator is told.
const ahead = 45 * 24 * time.Hour

func calendarWarnings(job config.Job, now time.Time) []string {
	var out []string
	for _, year := range job.UnknownYears(now, now.Add(ahead)) {
		out = append(out, fmt.Sprintf("calendar %s knows nothing of %d: every day that is not on a weekend counts as worked", job.Calendar, year))
	}
	return out
}

func next(job config.Job, after time.Time) time.Time {
	if job.Schedule.IsZero() {
		return time.Time{}
	}
	return job.Schedule.Next(after, job.Location())
}

// Past is a run as the history shows it.
type Past struct {
	Run        int64          `json:"run"` // its number
	Job        string         `json:"job"`
	AsOf       string         `json:"as_of"`
	Slice      string         `json:"slice"`
	Revision   int            `json:"revision"`
	Outcome    runlog.Outcome `json:"outcome"`
	Reason     string         `json:"reason,omitempty"`
	StartedBy  string         `json:"started_by"`
	Started    time.Time      `json:"started"`
	Finished   *time.Time     `json:"finished"`
	Deliveries []Delivery     `json:"deliveries"`
}

// History lists runs with their deliveries, the newest first.
func History(ctx context.Context, log *runlog.Log, f runlog.Filter) ([]Past, error) {
	runs, err := log.History(ctx, f)
	if err != nil {
		return nil, err
	}
	var out []Past
	for _, run := range runs {
		deliveries, err := log.Deliveries(ctx, run.ID)
		if err != nil {
			return nil, err
		}
		p := pastOf(run)
		for _, d := range deliveries {
			p.Deliveries = append(p.Deliveries, deliveryOf(run, d))
		}
		out = append(out, p)
	}
	return out, nil
}

// pastOf is a run without its deliveries.
func pastOf(run runlog.Run) Past {
	p := Past{
		Run: run.ID, Job: run.Job, AsOf: run.AsOf, Slice: sliceName(run.Slice), Revision: run.Revision, Outcome: run.Outcome, Reason: run.Reason,
		StartedBy: run.StartedBy, Started: run.Started, Deliveries: []Delivery{},
	}
	if !run.Finished.IsZero() {
		p.Finished = &run.Finished
	}
	return p
}

// deliveryOf is a delivery of a run.
func deliveryOf(run runlog.Run, d runlog.Delivery) Delivery {
	return Delivery{Recipient: d.Recipient, Slice: sliceName(run.Slice), Outcome: d.Outcome, Reason: d.Reason, MessageID: d.MessageID}
}

// numbered is the run of a number that somebody typed.
func numbered(ctx context.Context, log *runlog.Log, id int64) (runlog.Run, error) {
	run, err := log.Run(ctx, id)
	if errors.Is(err, runlog.ErrNoRun) {
		err = &UsageError{err.Error(), "daybook history lists the runs with their numbers"}
	}
	return run, err
}

// sliceName is how people call a slice of the runlog, where the whole is empty.
func sliceName(slice string) string {
	if slice == "" {
		return config.AllSlice
	}
	return slice
}
