package cli

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"daybook/config"
	"daybook/jobs"
	"daybook/jobs/runlog"
)

type historyListCommand struct {
	Job       string `help:"Only this job." placeholder:"JOB"`
	From      string `help:"Only as-of days from this one on." placeholder:"YYYY-MM-DD"`
	Until     string `help:"Only as-of days up to this one." placeholder:"YYYY-MM-DD"`
	Recipient string `help:"Only runs that mailed this address." placeholder:"ADDRESS"`
	Limit     int    `help:"At most so many, the newest." default:"20"`
	JSON      bool   `name:"json" help:"Print JSON."`
}

func (c *historyListCommand) Run(ctx context.Context, env Env, all *commands) error {
	if err := c.days(); err != nil {
		return err
	}
	cfg, err := all.load()
	if err != nil {
		return err
	}
	log, err := openLog(ctx, cfg)
	switch {
	case err != nil:
		return err
	case log == nil:
		fmt.Fprintln(env.Stderr, nothingRan(cfg))
		return c.list(env, cfg, nil)
	}
	defer log.Close()
	past, err := jobs.History(ctx, log, runlog.Filter{Job: c.Job, From: c.From, To: c.Until, Recipient: c.Recipient, Limit: c.Limit})
	if err != nil {
		return err
	}
	if len(past) == 0 {
		fmt.Fprintln(env.Stderr, "no run matches")
	}
	return c.list(env, cfg, past)
}

// openLog opens the runlog, and makes none: it is nil where nothing has run yet.
func openLog(ctx context.Context, cfg *config.Config) (*runlog.Log, error) {
	if there, err := runlog.Exists(ctx, cfg.State.Place()); err != nil || !there {
		return nil, err
	}
	return runlog.Open(ctx, cfg.State.Place())
}

func nothingRan(cfg *config.Config) string {
	return "nothing has run yet: there is no " + cmp.Or(cfg.State.File, "runlog in the database")
}

// days refuses what is no date: it would match nothing, without a word.
func (c *historyListCommand) days() error {
	for _, given := range [][2]string{{"--from", c.From}, {"--until", c.Until}} {
		if given[1] == "" {
			continue
		}
		if _, err := day(given[0], given[1]); err != nil {
			return err
		}
	}
	return nil
}

func (c *historyListCommand) list(env Env, cfg *config.Config, past []jobs.Past) error {
	heads := []string{"RUN", "STARTED", "JOB", "AS OF", "SLICE", "REV", "OUTCOME", "MAILS", "BY", "REASON"}
	return list(env, c.JSON, past, heads, func(p jobs.Past) []string { return historyCells(p, cfg.Company.Location()) })
}

// historyCells shows instants in the company's zone, as its people read them.
func historyCells(p jobs.Past, zone *time.Location) []string {
	return []string{
		fmt.Sprint(p.Run), p.Started.In(zone).Format("2006-01-02 15:04:05 MST"), p.Job, p.AsOf, p.Slice, fmt.Sprint(p.Revision), outcomeOf(p.Outcome),
		delivered(p.Deliveries), p.StartedBy, p.Reason,
	}
}
