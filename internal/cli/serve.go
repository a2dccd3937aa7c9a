package cli

import (
	"context"

	"daybook/jobs"
)

type serveCommand struct{}

func (serveCommand) Run(ctx context.Context, env Env, all *commands) error {
	cfg, err := all.load()
	if err != nil {
		return err
	}
	session, err := jobs.Open(ctx, cfg, jobs.Settings{Now: env.Now, Version: version(), Words: env.logger()})
	if err != nil {
		return err
	}
	defer session.Close()
	session.Words.Info("serving", "config", cfg.File, "version", version())
	err = session.Serve(ctx, nil)
	session.Words.Info("stopped")
	return err
}
