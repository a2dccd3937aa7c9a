package cli

import (
	"context"

	"daybook/jobs"
)

type runCommand struct {
	Job     string `arg:"" help:"Name of the job."`
	AsOf    string `help:"Report on this day instead of the job's own." placeholder:"YYYY-MM-DD"`
	DryRun  bool   `help:"Build the files and say whom it would mail; send nothing."`
	To      string `help:"Send everything to this address instead." placeholder:"ADDRESS"`
	Out     string `help:"Also put the files into this folder." placeholder:"DIR"`
	Wait    bool   `help:"Wait until the ERP is ready, where the job has such a question, and try again where it cannot be reached."`
	Restate bool   `help:"Deliver again what was delivered, as a new revision."`
	JSON    bool   `name:"json" help:"Print the outcome as one JSON object."`
}

// Help stands under the usage.
func (*runCommand) Help() string {
	return `Examples:

    daybook run receivables-daily --dry-run                 build it here, mail nobody
    daybook run receivables-daily --to me@example.com       the whole way, to yourself
    daybook run receivables-daily --as-of 2026-08-31        the last month-end
    daybook run receivables-daily --dry-run --json          for a script

It exits with 0 when delivered or built, 1 failed, 2 partly or a tie-out failed,
64 wrong usage, 69 source unreachable, 75 not ready or already running,
78 configuration.`
}

func (c *runCommand) Run(ctx context.Context, env Env, all *commands) error {
	return conclude(env, c.JSON, c.report(ctx, env, all))
}

// report runs the job; what fails before there is a job is a report as well, so
// that --json always prints one.
func (c *runCommand) report(ctx context.Context, env Env, all *commands) jobs.Report {
	q, err := c.request(env)
	if err != nil {
		return jobs.FailedReport(c.Job, err)
	}
	cfg, err := all.load()
	if err != nil {
		return jobs.FailedReport(c.Job, err)
	}
	bar := newBar(env)
	defer bar.finish()
	settings := env.settings()
	settings.Progress, settings.DryRun = bar.show, q.DryRun
	runner, err := jobs.Open(ctx, cfg, settings)
	if err != nil {
		return jobs.FailedReport(c.Job, err)
	}
	defer runner.Close()
	return runner.Run(ctx, c.Job, q)
}

func (c *runCommand) request(env Env) (jobs.Request, error) {
	q := jobs.Request{By: env.User, DryRun: c.DryRun, Out: c.Out, Restate: c.Restate}
	if c.Wait {
		q.Due = env.Now()
	}
	var err error
	if c.AsOf != "" {
		if q.AsOf, err = day("--as-of", c.AsOf); err != nil {
			return q, err
		}
	}
	if q.To, err = address("--to", c.To); err != nil {
		return q, err
	}
	if c.Restate && !(c.To == "" && !c.DryRun) {
		return q, &jobs.UsageError{Message: "--restate delivers anew, so it goes with neither --dry-run nor --to"}
	}
	return q, nil
}
