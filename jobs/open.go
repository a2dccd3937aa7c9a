package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/tables"
	"daybook/jobs/mail"
	"daybook/jobs/runlog"
)

// Settings are what the configuration does not say.
type Settings struct {
	Now      func() time.Time
	Version  string
	Words    *slog.Logger
	Progress func(extract.Progress)
	// DryRun leaves runlog and mail server alone.
	DryRun bool
}

// Session is a Runner with the connections that it holds.
type Session struct {
	Runner
	closers []func() error
}

// Open connects to what the configuration names: the source, and unless for dry
// runs the runlog and the mail server's settings.
func Open(ctx context.Context, c *config.Config, s Settings) (*Session, error) {
	out := &Session{Runner: Runner{
		Config: c, Now: s.Now, Version: s.Version, Words: s.Words, Progress: s.Progress, Holder: runlog.ThisProcess(s.Now()),
	}}
	var err error
	if out.pages, err = pagesOf(c); err != nil {
		return nil, err
	}
	erp := &erp{config: c}
	if err := erp.open(ctx); err != nil && !errors.As(err, new(*extract.Unreachable)) {
		return nil, err
	}
	out.Source, out.Gate, out.closers = erp, erp, append(out.closers, erp.close)
	if err := out.openLog(ctx, s.DryRun); err != nil {
		return nil, out.closeAfter(err)
	}
	if !c.HasMail() || s.DryRun {
		return out, nil
	}
	post, err := newSender(c.Mail)
	if err != nil {
		return nil, out.closeAfter(err)
	}
	out.Post = post
	return out, nil
}

// openLog opens the runlog; a dry run makes none.
func (s *Session) openLog(ctx context.Context, dry bool) error {
	state := s.Config.State
	if dry {
		if there, err := runlog.Exists(ctx, state.Place()); err != nil || !there {
			return err
		}
	}
	if state.File != "" {
		if err := os.MkdirAll(filepath.Dir(state.File), 0o700); err != nil {
			return fmt.Errorf("making the folder of the runlog: %w", err)
		}
	}
	log, err := runlog.Open(ctx, state.Place())
	if err != nil {
		return err
	}
	s.Log, s.closers = log, append(s.closers, log.Close)
	return nil
}

func (s *Session) closeAfter(err error) error {
	s.Close()
	return err
}

// Close gives the connections up.
func (s *Session) Close() {
	for _, c := range s.closers {
		if err := c(); err != nil {
			s.Words.Warn("closing", "err", err)
		}
	}
	s.closers = nil // closing twice is no mistake
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// erp is the source of the configuration. One that is down when we start is tried
// again when a run reads it: it is a failure of that run, which is recorded and of
// which the owner hears, and not of the daemon.
type erp struct {
	config *config.Config
	mu     sync.Mutex
	source *extract.Source
}

var _ Source = (*erp)(nil)

func (e *erp) open(ctx context.Context) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.source != nil {
		return nil
	}
	source, err := openSource(ctx, e.config)
	if err == nil {
		e.source = source
	}
	return err
}

// Snapshot implements [Source].
func (e *erp) Snapshot(ctx context.Context, scope extract.Scope, progress func(extract.Progress)) (*fact.Snapshot, error) {
	if err := e.open(ctx); err != nil {
		return nil, err
	}
	snapshot, err := e.source.Snapshot(ctx, scope, progress)
	return snapshot, located(e.config, err)
}

// Ready implements [Gate].
func (e *erp) Ready(ctx context.Context, query string, scope extract.Scope) (bool, error) {
	if err := e.open(ctx); err != nil {
		return false, err
	}
	return e.source.Ready(ctx, query, scope)
}

func (e *erp) close() error {
	if e.source == nil {
		return nil
	}
	return e.source.Close()
}

// openSource translates the configuration into the terms of extract. A parameter
// that the preset rejects comes back with its line.
func openSource(ctx context.Context, c *config.Config) (*extract.Source, error) {
	source, err := extract.Open(ctx, c.Source.DSN.Reveal(), extract.Options{
		Preset: c.Source.Preset, Overlay: c.Source.Overlay, Parameters: c.Source.Parameters,
		TimeZone: c.Source.Location(), StatementTimeout: c.Source.StatementTimeout,
		Customers: func() (*extract.CustomerFile, error) { return customerFile(c) },
	})
	return source, located(c, err)
}

// located gives an error about a value of the configuration that value's line.
func located(c *config.Config, err error) error {
	var parameter *extract.ParameterError
	if errors.As(err, &parameter) {
		return c.Mistake(parameter.Path, errors.New(parameter.Message))
	}
	return err
}

// customerFile reads the operator's own file of customers, where the overlay has
// one.
func customerFile(c *config.Config) (*extract.CustomerFile, error) {
	if c.Source.Overlay == "" {
		return nil, nil
	}
	file, err := tables.Customers(c.Source.Overlay)
	var refusal *tables.Refusal
	if errors.As(err, &refusal) {
		return nil, c.Mistake("source.overlay", fmt.Errorf("%s (%s)", refusal.Message, refusal.Hint))
	}
	return file, err
}

// zoneOf is where the company's day ends.
func zoneOf(c *config.Config) *time.Location { return c.Company.Location() }

// securities translates the configuration's word for the protection of the
// connection to the mail server.
var securities = map[string]mail.TLS{"starttls": mail.StartTLS, "tls": mail.Implicit, "none": mail.NoTLS}

func newSender(m config.Mail) (*mail.Sender, error) {
	server := mail.Server{Host: m.Host, Port: m.Port, TLS: securities[m.Security]}
	if m.User != "" {
		server.Login = mail.Login{Username: m.User, Secret: func(context.Context) (string, error) { return m.Password.Reveal(), nil }}
	}
	sender, err := mail.NewSender(server, mail.Limits{MaxSize: m.MaxSize, Timeout: m.Timeout, Budget: m.RetryBudget}, mail.WallClock())
	if err != nil {
		return nil, fmt.Errorf("mail settings: %w", err)
	}
	return sender, nil
}
