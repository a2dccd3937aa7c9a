package cli

import (
	"cmp"
	"context"
	"fmt"

	"daybook/jobs"
)

type historyPruneCommand struct {
	DryRun bool `help:"Only list what would be removed."`
	JSON   bool `name:"json" help:"Print JSON."`
}

// Help stands under the usage.
func (*historyPruneCommand) Help() string {
	return `"keep" in the configuration says how long what was sent and the details of runs are
kept; serve removes what is older after each run. What became of a run stays known for
ever, so that nothing is sent twice. Never removed are what a reader may still get and
the last report of each job and slice, with which the next is compared.`
}

func (c *historyPruneCommand) Run(ctx context.Context, env Env, all *commands) error {
	cfg, err := all.load()
	if err != nil {
		return err
	}
	if cfg.Keep == 0 {
		return &jobs.UsageError{Message: cfg.File + " keeps everything", Hint: "say how long: keep: 400 days"}
	}
	session, err := jobs.Open(ctx, cfg, env.settings())
	if err != nil {
		return err
	}
	defer session.Close()
	gone, err := session.Prune(ctx, c.DryRun)
	heads := []string{"RUN", "BYTES", "REMOVED"}
	printed := list(env, c.JSON, gone, heads, func(p jobs.Pruned) []string {
		return []string{p.Run, fmt.Sprint(p.Bytes), cmp.Or(p.Folder, "details in the runlog")}
	})
	return cmp.Or(err, printed)
}
