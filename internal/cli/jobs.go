package cli

import "daybook/jobs"

type jobsCommand struct {
	JSON bool `name:"json" help:"Print JSON."`
}

func (c *jobsCommand) Run(env Env, all *commands) error {
	cfg, err := all.load()
	if err != nil {
		return err
	}
	heads := []string{"JOB", "REPORT", "SCHEDULE", "ZONE", "NEXT", "AS OF"}
	return list(env, c.JSON, jobs.Upcoming(cfg, env.Now(), 1), heads, func(u jobs.Planned) []string {
		next, asOf := "by hand only", ""
		if len(u.Firings) > 0 {
			next, asOf = u.Firings[0].At.Format("Mon 2006-01-02 15:04 MST"), u.Firings[0].AsOf
		}
		return []string{u.Job, u.Report, u.Schedule, u.Zone, next, asOf}
	})
}
