package cli

import (
	"context"
	"fmt"
	"os"
	"time"

	"daybook/jobs"
	"daybook/jobs/runlog"
)

type historyCommand struct {
	Job       string `help:"Only this job." placeholder:"JOB"`
	From      string `help:"Only as-of days from this one on." placeholder:"YYYY-MM-DD"`
	Until     string `help:"Only as-of days up to this one." placeholder:"YYYY-MM-DD"`
	Recipient string `help:"Only runs that mailed this address." placeholder:"ADDRESS"`
	Limit     int    `help:"At most so many, the newest." default:"20"`
	JSON      bool   `name:"json" help:"Print JSON."`
}

func (c *historyCommand) Run(ctx context.Context, env Env, all *commands) error {
	cfg, err := all.load()
	if err != nil {
		return err
	}
	if _, err := os.Stat(cfg.State); os.IsNotExist(err) {
		fmt.Fprintf(env.Stderr, "nothing has run yet: there is no %s\n", cfg.State)
		return list(env, c.JSON, []jobs.Past(nil), historyHeads, historyCells)
	}
	log, err := runlog.Open(ctx, cfg.State)
	if err != nil {
		return err
	}
	defer log.Close()
	past, err := jobs.History(ctx, log, runlog.Filter{Job: c.Job, From: c.From, To: c.Until, Recipient: c.Recipient, Limit: c.Limit})
	if err != nil {
		return err
	}
	return list(env, c.JSON, past, historyHeads, historyCells)
}

var historyHeads = []string{"STARTED", "JOB", "AS OF", "SLICE", "REV", "OUTCOME", "MAILS", "BY", "REASON"}

func historyCells(p jobs.Past) []string {
	outcome := string(p.Outcome)
	if outcome == "" {
		outcome = "running"
	}
	delivered := 0
	for _, d := range p.Deliveries {
		if d.Outcome == runlog.Delivered {
			delivered++
		}
	}
	return []string{
		p.Started.Local().Format(time.DateTime), p.Job, p.AsOf, p.Slice, fmt.Sprint(p.Revision), outcome,
		fmt.Sprintf("%d of %d", delivered, len(p.Deliveries)), p.StartedBy, p.Reason,
	}
}
