package jobs

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/jobs/runlog"
)

// Run makes one job's report and delivers it to its recipients. It always
// returns a report: what failed, and even a panic, is an outcome of the run.
func (r *Runner) Run(ctx context.Context, name string, q Request) (report Report) {
	report = Report{Job: name, Outcome: runlog.Failed}
	defer func() {
		if p := recover(); p != nil {
			r.Words.Error("run panicked", "job", name, "panic", p, "stack", string(debug.Stack()))
			report.fail(fmt.Errorf("a defect in Daybook stopped the run: %v; please report it with the log", p))
		}
		r.tellOwner(ctx, report, q)
	}()

	run, err := r.plan(name, q)
	if err != nil {
		return *report.fail(err)
	}
	report.AsOf = run.asOf.String()
	if err := r.claim(ctx, run); err != nil {
		return *report.fail(err)
	}
	snapshot, err := r.Source.Snapshot(ctx, run.scope(r.Config), r.Progress)
	if err != nil {
		r.release(ctx, run, err)
		return *report.fail(err)
	}
	run.readAt = r.Now()
	for i := range run.parts {
		part := &run.parts[i]
		r.part(ctx, run, part, snapshot)
		report.add(part, run.q)
	}
	report.combine(run)
	return report
}

// run is one planned run of a job.
type run struct {
	job    config.Job
	q      Request
	asOf   fact.Date
	kind   kind
	parts  []part
	readAt time.Time
	// revision is 0, or that of a restatement.
	revision int
}

// scope is what the run reads of the ERP.
func (x *run) scope(c *config.Config) extract.Scope {
	return extract.Scope{
		Company: c.Company.Name, AsOf: x.asOf, Facts: x.kind.facts,
		Currency: fact.Currency(c.Company.Currency), Zone: zoneOf(c),
	}
}

// plan finds out what is to be made: for which day, in which slices.
func (r *Runner) plan(name string, q Request) (*run, error) {
	job, ok := r.Config.Job(name)
	if !ok {
		return nil, unknownJob(name, r.Config)
	}
	kind, err := kindOf(job.Report)
	if err != nil {
		return nil, err
	}
	x := &run{job: job, q: q, asOf: q.AsOf, kind: kind}
	if x.asOf.IsZero() {
		x.asOf = fact.NewDate(job.AsOf.At(r.Now(), job.Location()))
	}
	if x.parts, err = r.partsOf(job); err != nil {
		return nil, err
	}
	if q.claims() && r.Post == nil {
		return nil, noMail(job)
	}
	return x, nil
}
