package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"daybook/jobs"
	"daybook/jobs/runlog"
)

type stateCommand struct {
	Backup stateBackupCommand `cmd:"" help:"Copy the runlog into a new file, beside a running serve."`
	Check  stateCheckCommand  `cmd:"" help:"Look for damage and contradictions in the runlog."`
}

type stateBackupCommand struct {
	File string `arg:"" help:"The file to make."`
}

// Help stands under the usage.
func (*stateBackupCommand) Help() string {
	return `The copy is whole, whatever runs meanwhile, and becomes the runlog again when it
is put in its place while nothing runs. A runlog in MySQL is backed up with the server's
own tools, for instance: mariadb-dump --single-transaction DATABASE.`
}

func (c *stateBackupCommand) Run(ctx context.Context, env Env, all *commands) error {
	cfg, err := all.load()
	if err != nil {
		return err
	}
	err = runlog.Backup(ctx, cfg.State.Place(), c.File)
	switch {
	case errors.Is(err, runlog.ErrServer):
		return &jobs.UsageError{Message: err.Error(), Hint: "use its own tools, for instance: mariadb-dump --single-transaction DATABASE"}
	case errors.Is(err, fs.ErrExist):
		return &jobs.UsageError{Message: c.File + " is there already", Hint: "name a file that is not, for instance with the day in its name"}
	case err != nil:
		return err
	}
	fmt.Fprintf(env.Stdout, "copied %s to %s\n", cfg.State.File, c.File)
	return nil
}

type stateCheckCommand struct {
	JSON bool `name:"json" help:"Print JSON."`
}

// Help stands under the usage.
func (*stateCheckCommand) Help() string {
	return `It changes nothing, and may run beside serve. It exits with 0 when all is well,
2 with findings, 1 when the runlog cannot be read.`
}

func (c *stateCheckCommand) Run(ctx context.Context, env Env, all *commands) error {
	cfg, err := all.load()
	if err != nil {
		return err
	}
	found, err := runlog.Inspect(ctx, cfg.State.Place(), env.Now())
	if err != nil {
		return err
	}
	if len(found) == 0 {
		fmt.Fprintln(env.Stderr, "the runlog is whole")
	}
	if c.JSON || len(found) > 0 {
		heads := []string{"FOUND", "WHERE"}
		if err := list(env, c.JSON, found, heads, func(f runlog.Finding) []string { return []string{f.What, f.Text} }); err != nil {
			return err
		}
	}
	if len(found) > 0 {
		return exit(2)
	}
	return nil
}
