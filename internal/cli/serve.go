package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"daybook/config"
	"daybook/jobs"
)

type serveCommand struct{}

// Help stands under the usage.
func (serveCommand) Help() string {
	return `It runs until SIGTERM or Ctrl-C; what is under way then has the time of "drain" to
end. SIGHUP has it read the configuration again: a whole one is taken over, runs
that are under way end as they began, and no firing is missed or made twice; of
one with mistakes each is logged, and the old one goes on.`
}

func (c serveCommand) Run(ctx context.Context, env Env, all *commands) error {
	session, err := all.open(ctx, env)
	if err != nil {
		return err
	}
	defer session.Close()
	session.Words.Info("serving", "config", session.Config.File, "version", version(), "drain", session.Config.Drain)
	changes := make(chan *jobs.Session)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go c.reload(ctx, env, all, session.Words, changes)
	err = session.Serve(ctx, env.Clock, changes)
	session.Words.Info("stopped")
	return err
}

// reload opens a session of the configuration as it is then, at each hang-up.
func (serveCommand) reload(ctx context.Context, env Env, all *commands, words *slog.Logger, changes chan<- *jobs.Session) {
	if env.Hangups == nil {
		return
	}
	hangups, ignore := env.Hangups()
	defer ignore()
	for {
		select {
		case <-ctx.Done():
			return
		case <-hangups:
		}
		words.Info("reading the configuration again", "config", all.Config)
		session, err := all.open(ctx, env)
		if err != nil {
			refuse(words, err)
			continue
		}
		select {
		case changes <- session:
		case <-ctx.Done():
			session.Close()
			return
		}
	}
}

// refuse says why a configuration is not taken over, each mistake on a line of its
// own.
func refuse(words *slog.Logger, err error) {
	const goesOn = "the new configuration was not taken over; the old one goes on"
	var mistakes *config.Mistakes
	if !errors.As(err, &mistakes) {
		words.Error(goesOn, "err", err)
		return
	}
	for _, m := range mistakes.List {
		words.Error("a mistake in the configuration", "at", fmt.Sprintf("%s:%d:%d", mistakes.File, m.Line, m.Column), "path", m.Path, "mistake", m.Message)
	}
	words.Error(goesOn, "mistakes", len(mistakes.List))
}
