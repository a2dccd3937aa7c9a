package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"daybook/jobs"
)

type checkCommand struct {
	SendTest string `help:"Also send a short mail to this address." placeholder:"ADDRESS"`
	JSON     bool   `name:"json" help:"Print JSON."`
}

// marks stand before findings.
var marks = map[jobs.Level]string{jobs.LevelOK: "ok     ", jobs.LevelWarning: "warning", jobs.LevelError: "ERROR  "}

func (c *checkCommand) Run(ctx context.Context, env Env, all *commands) error {
	cfg, err := all.load()
	if err != nil {
		return err
	}
	findings := jobs.Check(ctx, cfg, jobs.CheckRequest{Now: env.Now(), SendTest: c.SendTest})
	if c.JSON {
		if err := json.NewEncoder(env.Stdout).Encode(findings); err != nil {
			return err
		}
	} else {
		for _, f := range findings {
			fmt.Fprintf(env.Stdout, "%s  %s: %s\n", marks[f.Level], f.Subject, f.Text)
			if f.Hint != "" {
				fmt.Fprintf(env.Stdout, "         %s\n", f.Hint)
			}
		}
	}
	if jobs.Worst(findings) == jobs.LevelError {
		return exit(jobs.ExitConfig)
	}
	return nil
}
