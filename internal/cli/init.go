package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"daybook/extract/preset"
	"daybook/jobs"
)

type initCommand struct {
	Preset    string            `help:"Which ERP; see daybook presets." required:"" placeholder:"P"`
	DSN       string            `name:"dsn" help:"mysql:// and a DSN, or sqlite:// and a file: then the companies are looked up." env:"DAYBOOK_DSN" placeholder:"DSN"`
	Company   string            `help:"Which company, entity or tenant." placeholder:"C"`
	Recipient string            `help:"Who gets the workbook." placeholder:"ADDRESS"`
	Lang      string            `help:"Language of workbooks and mails." enum:"en,zh-CN" default:"en"`
	Set       map[string]string `help:"A parameter of the preset." placeholder:"NAME=VALUE"`
	Out       string            `help:"The file to write." required:"" placeholder:"FILE"`
}

// Help stands under the usage.
func (*initCommand) Help() string {
	return `Examples:

    daybook init --preset reference --dsn 'mysql://reader:secret@tcp(erp:3306)/books' --out daybook.yml
    daybook init --preset classicmodels --out daybook.yml   the DSN then comes from DAYBOOK_DSN`
}

func (c *initCommand) Run(ctx context.Context, env Env, _ *commands) error {
	if err := c.parameters(); err != nil {
		return err
	}
	dsn, err := absolute(c.DSN)
	if err != nil {
		return err
	}
	text, err := jobs.Setup(ctx, jobs.SetupRequest{
		Preset: c.Preset, DSN: dsn, Company: c.Company, Recipient: c.Recipient, Language: c.Lang, Parameters: c.Set,
	})
	if err != nil {
		return err
	}
	if err := writeNew(c.Out, text); err != nil {
		return err
	}
	fmt.Fprintf(env.Stdout, "wrote %s\nnext: daybook check --config %s\n      daybook run receivables-daily --dry-run --config %s\n", c.Out, c.Out, c.Out)
	return nil
}

// parameters refuses those that the preset does not have: a misspelt one would
// not be heard of until a figure is wrong.
func (c *initCommand) parameters() error {
	p, err := preset.Load(c.Preset, "")
	if err != nil {
		return &jobs.UsageError{Message: err.Error(), Hint: "daybook presets lists them"}
	}
	known := []string{}
	for _, parameter := range p.Parameters {
		known = append(known, parameter.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(c.Set)) {
		if !slices.Contains(known, name) {
			return &jobs.UsageError{
				Message: fmt.Sprintf("--set: preset %s has no parameter %q", c.Preset, name),
				Hint:    "it has: " + cmp.Or(strings.Join(known, ", "), "none"),
			}
		}
	}
	return nil
}

// absolute makes the file of an SQLite DSN one from the root: it was typed from
// here, and the configuration is read from its own folder.
func absolute(dsn string) (string, error) {
	const scheme = "sqlite://"
	path, ok := strings.CutPrefix(dsn, scheme)
	if !ok || path == "" || strings.HasPrefix(path, "${") {
		return dsn, nil
	}
	path, err := filepath.Abs(path)
	return scheme + path, err
}

// writeNew writes a file that must not exist yet: a configuration is never lost.
// Only its owner reads it, because its DSN may hold a password.
func writeNew(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return &jobs.UsageError{Message: path + " exists already", Hint: "write to another file, or move that one away"}
	}
	if err == nil {
		_, err = f.Write(text)
		if err = errors.Join(err, f.Close()); err != nil {
			os.Remove(path)
		}
	}
	if err != nil {
		return fmt.Errorf("writing the configuration: %w", err)
	}
	return nil
}
