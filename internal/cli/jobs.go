package cli

import (
	"fmt"
	"slices"

	"daybook/jobs"
)

type jobsCommand struct {
	Next int  `help:"How many firings of each job." default:"1" placeholder:"N"`
	JSON bool `name:"json" help:"Print JSON."`
}

func (c *jobsCommand) Run(env Env, all *commands) error {
	cfg, err := all.load()
	if err != nil {
		return err
	}
	planned := jobs.Upcoming(cfg, env.Now(), max(1, c.Next))
	if c.JSON {
		return list(env, true, planned, nil, nil)
	}
	var rows []firing
	for _, u := range planned {
		rows = append(rows, firingsOf(u)...)
	}
	heads := []string{"JOB", "REPORT", "SCHEDULE", "CALENDAR", "ZONE", "NEXT", "AS OF"}
	if err := list(env, false, rows, heads, func(f firing) []string { return f }); err != nil {
		return err
	}
	for _, u := range planned {
		for _, warning := range u.Warnings {
			fmt.Fprintf(env.Stderr, "job %s: %s\n", u.Job, warning)
		}
	}
	return nil
}

// firing is a line of the list.
type firing []string

// firingsOf are the lines of a job; below its first, only what differs.
func firingsOf(u jobs.Planned) []firing {
	head := firing{u.Job, u.Report, u.Schedule, u.Calendar, u.Zone}
	if len(u.Firings) == 0 {
		return []firing{append(head, "by hand only", "")}
	}
	var out []firing
	for _, f := range u.Firings {
		out = append(out, append(slices.Clone(head), f.At.Format("Mon 2006-01-02 15:04 MST"), f.AsOf))
		head = firing{"", "", "", "", ""}
	}
	return out
}
