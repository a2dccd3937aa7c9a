package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"daybook/jobs"
)

type backfillCommand struct {
	Job  string `arg:"" help:"Name of the job."`
	From string `help:"The first as-of day." required:"" placeholder:"YYYY-MM-DD"`
	To   string `help:"The last as-of day." required:"" placeholder:"YYYY-MM-DD"`
	Mail bool   `help:"Also mail the reports to their readers, oldest first."`
	JSON bool   `name:"json" help:"Print what became of the days as one JSON object."`
}

// Help stands under the usage.
func (*backfillCommand) Help() string {
	return `It makes the reports that the job would have made by now for the as-of days of
the span, one for each firing of its schedule, and keeps them in the archive.
Without --mail nobody gets a mail, neither the readers nor the owner. Days that
were delivered already are left alone.

    daybook backfill receivables-daily --from 2026-09-01 --to 2026-09-30

It exits with the worst code of its runs; daybook run --help lists them.`
}

func (c *backfillCommand) Run(ctx context.Context, env Env, all *commands) error {
	from, err := day("--from", c.From)
	if err != nil {
		return err
	}
	to, err := day("--to", c.To)
	if err != nil {
		return err
	}
	cfg, err := all.load()
	if err != nil {
		return err
	}
	bar := newBar(env)
	defer bar.finish()
	settings := env.settings()
	settings.Progress = bar.show
	session, err := jobs.Open(ctx, cfg, settings)
	if err != nil {
		return err
	}
	defer session.Close()
	done, err := session.Backfill(ctx, c.Job, jobs.BackfillRequest{From: from, To: to, Mail: c.Mail, By: env.User, Each: func(r jobs.Report) {
		bar.finish()
		fmt.Fprintf(env.Stderr, "%s as of %s: %s\n", r.Job, r.AsOf, became(r.Outcome))
	}})
	if err != nil {
		return err
	}
	if err := c.print(env, done); err != nil {
		return err
	}
	return exit(jobs.WorstExit(done.Runs))
}

func (c *backfillCommand) print(env Env, b *jobs.Backfilled) error {
	if c.JSON {
		return json.NewEncoder(env.Stdout).Encode(b)
	}
	heads := []string{"AS OF", "OUTCOME", "WORKBOOKS", "ROWS READ", "MAILS", "REMARK"}
	if err := list(env, false, b.Runs, heads, backfillCells); err != nil {
		return err
	}
	if n := len(b.Untried); n > 0 {
		fmt.Fprintf(env.Stderr, "%d days were not tried, from %s on: run the same command again when what failed is mended\n", n, b.Untried[0])
	}
	return nil
}

func backfillCells(r jobs.Report) []string {
	remark := ""
	if n := len(r.Notes); n > 0 {
		remark = r.Notes[0]
		if n > 1 {
			remark += fmt.Sprintf(", and %d more", n-1)
		}
	}
	if r.Error != nil {
		remark = r.Error.Message
	}
	return []string{r.AsOf, string(r.Outcome), fmt.Sprint(len(r.Files)), counted(r.Data.Read), delivered(r.Deliveries), remark}
}
