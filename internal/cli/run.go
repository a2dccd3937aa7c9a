package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"net/mail"

	"daybook/extract/fact"
	"daybook/jobs"
)

type runCommand struct {
	Job     string `arg:"" help:"Name of the job."`
	AsOf    string `help:"Report on this day instead of the job's own." placeholder:"YYYY-MM-DD"`
	DryRun  bool   `help:"Build the files and say whom it would mail; send nothing."`
	To      string `help:"Send everything to this address instead." placeholder:"ADDRESS"`
	Out     string `help:"Also put the files into this folder." placeholder:"DIR"`
	Restate bool   `help:"Deliver again what was delivered, as a new revision."`
	JSON    bool   `name:"json" help:"Print the outcome as one JSON object."`
}

func (c *runCommand) Run(ctx context.Context, env Env, all *commands) error {
	request, err := c.request(env)
	if err != nil {
		return err
	}
	report := c.report(ctx, env, all, request)
	if c.JSON {
		err = json.NewEncoder(env.Stdout).Encode(report)
	} else {
		printReport(env, report)
	}
	if err != nil {
		return fmt.Errorf("printing the outcome: %w", err)
	}
	return exit(report.Exit())
}

// report runs the job; what fails before there is a job is a report as well, so
// that --json always prints one.
func (c *runCommand) report(ctx context.Context, env Env, all *commands, q jobs.Request) jobs.Report {
	cfg, err := all.load()
	if err != nil {
		return jobs.FailedReport(c.Job, err)
	}
	bar := newBar(env)
	defer bar.finish()
	runner, err := jobs.Open(ctx, cfg, jobs.Settings{
		Now: env.Now, Version: version(), Words: env.logger(), Progress: bar.show, DryRun: q.DryRun,
	})
	if err != nil {
		return jobs.FailedReport(c.Job, err)
	}
	defer runner.Close()
	return runner.Run(ctx, c.Job, q)
}

func (c *runCommand) request(env Env) (jobs.Request, error) {
	q := jobs.Request{By: env.User, DryRun: c.DryRun, To: c.To, Out: c.Out, Restate: c.Restate}
	if c.AsOf != "" {
		day, err := fact.ParseDate(c.AsOf)
		if err != nil {
			return q, &jobs.UsageError{Message: "--as-of: " + err.Error()}
		}
		q.AsOf = day
	}
	if c.To != "" {
		if _, err := mail.ParseAddress(c.To); err != nil {
			return q, &jobs.UsageError{Message: fmt.Sprintf("--to: %q is not a mail address", c.To)}
		}
	}
	if c.Restate && !(c.To == "" && !c.DryRun) {
		return q, &jobs.UsageError{Message: "--restate delivers anew, so it goes with neither --dry-run nor --to"}
	}
	return q, nil
}
