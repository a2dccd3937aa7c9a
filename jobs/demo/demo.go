// Package demo shows Daybook without an ERP: it writes the made-up company into
// an SQLite file, starts a mail server that delivers nothing, and runs the jobs
// through the very same code as any other configuration.
package demo

import (
	"bytes"
	"context"
	_ "embed" // the configuration is a file, to be read as such
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"text/template"
	"time"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/sample"
	"daybook/jobs"
	"daybook/jobs/mail/catcher"

	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite" // the driver of the demo's database
)

// Options are what can be chosen about a demo.
type Options struct {
	// Dir is the folder of the demo; what an earlier one left there is replaced.
	Dir      string
	Scale    int
	Language string
	Now      func() time.Time
	Version  string
	Words    *slog.Logger
	Progress func(extract.Progress)
}

// Demo is what was made.
type Demo struct {
	Dir     string
	Config  string
	AsOf    fact.Date
	Reports []jobs.Report
	// Mails are the .eml files, in the order in which they came.
	Mails []string
	Took  time.Duration // from the filled database to the last mail
}

//go:embed demo.yml
var configText string

// files of a demo, inside its folder.
const (
	database = "company.db"
	settings = "daybook.yml"
	state    = "daybook.db"
	archive  = "archive"
	mails    = "mail"
)

// lastDay is the last day of the made-up company's books, and so the as-of day: a
// demo gives the same figures whenever it is run.
var lastDay = fact.NewDate(2026, 9, 24)

// Make makes the demo.
func Make(ctx context.Context, o Options) (*Demo, error) {
	if err := clear(o.Dir); err != nil {
		return nil, err
	}
	asOf := lastDay
	if err := fill(ctx, filepath.Join(o.Dir, database), sample.Options{Scale: o.Scale, Until: asOf, Odd: true}); err != nil {
		return nil, errors.Join(fmt.Errorf("filling the demo's database: %w", err), clear(o.Dir))
	}
	server, err := catcher.Start(catcher.Options{Dir: filepath.Join(o.Dir, mails)})
	if err != nil {
		return nil, fmt.Errorf("starting the demo's mail server: %w", err)
	}
	defer server.Close()
	d := &Demo{Dir: o.Dir, Config: filepath.Join(o.Dir, settings), AsOf: asOf}
	if err := writeConfig(d, o, server.Port()); err != nil {
		return nil, err
	}
	begun := o.Now()
	if err := d.run(ctx, o); err != nil {
		return nil, err
	}
	d.Took = o.Now().Sub(begun)
	for _, c := range server.Caught() {
		d.Mails = append(d.Mails, c.Path)
	}
	return d, nil
}

// clear makes the folder, or empties the one of an earlier demo. Any other
// folder that is not empty is left alone.
func clear(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return os.MkdirAll(dir, 0o755)
	}
	if err != nil {
		return err
	}
	ours := slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == database })
	if len(entries) > 0 && !ours {
		return &jobs.UsageError{
			Message: fmt.Sprintf("%s is not empty and holds no earlier demo", dir),
			Hint:    "name another folder with --out",
		}
	}
	for _, name := range []string{database, database + "-journal", settings, state, state + "-wal", state + "-shm", archive, mails} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// fill writes the made-up company into a new SQLite file.
func fill(ctx context.Context, path string, o sample.Options) (err error) {
	uri := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}
	db, err := sqlx.Open("sqlite", uri.String())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return sample.Fill(ctx, db, o)
}

func writeConfig(d *Demo, o Options, port int) error {
	var text bytes.Buffer
	err := template.Must(template.New("demo.yml").Parse(configText)).Execute(&text, map[string]any{
		"Database": database, "State": state, "Archive": archive, "Port": port, "Language": o.Language,
	})
	if err != nil {
		return err
	}
	return os.WriteFile(d.Config, text.Bytes(), 0o600)
}

func (d *Demo) run(ctx context.Context, o Options) error {
	c, err := config.Load(d.Config)
	if err != nil {
		return err
	}
	session, err := jobs.Open(ctx, c, jobs.Settings{Now: o.Now, Version: o.Version, Words: o.Words, Progress: o.Progress})
	if err != nil {
		return err
	}
	defer session.Close()
	for _, job := range c.Jobs {
		// As if it were the morning after the company's last day.
		morning := lastDay.AddDays(1).Time().In(job.Location())
		asOf := fact.NewDate(job.AsOf.At(morning, job.Location()))
		d.Reports = append(d.Reports, session.Run(ctx, job.Name, jobs.Request{By: "demo", AsOf: asOf}))
	}
	return nil
}
