package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"daybook/jobs"
)

type initCommand struct {
	Preset    string            `help:"Which ERP; see daybook presets. With a DSN it is recognised." placeholder:"P"`
	DSN       string            `name:"dsn" help:"mysql:// and a DSN, or sqlite:// and a file: then ERP and companies are looked up." env:"DAYBOOK_DSN" placeholder:"DSN"`
	Company   string            `help:"Which company, entity or tenant." placeholder:"C"`
	Recipient string            `help:"Who gets the workbook." placeholder:"ADDRESS"`
	Lang      string            `help:"Language of workbooks and mails." enum:"en,zh-CN" default:"en"`
	Set       map[string]string `help:"A parameter of the preset." placeholder:"NAME=VALUE"`
	Out       string            `help:"The file to write." required:"" placeholder:"FILE"`
}

// Help stands under the usage.
func (*initCommand) Help() string {
	return `Examples:

    daybook init --dsn 'mysql://reader:secret@tcp(erp:3306)/books' --out daybook.yml   recognises the ERP
    daybook init --preset erpnext --out daybook.yml   the DSN then comes from DAYBOOK_DSN`
}

func (c *initCommand) Run(ctx context.Context, env Env, _ *commands) error {
	dsn, err := absolute(c.DSN)
	if err != nil {
		return err
	}
	setup, err := jobs.NewSetup(ctx, jobs.SetupRequest{
		Preset: c.Preset, DSN: dsn, Company: c.Company, Recipient: c.Recipient, Language: c.Lang, Parameters: c.Set,
	})
	if err != nil {
		return err
	}
	if err := writeNew(c.Out, setup.Text); err != nil {
		return err
	}
	if r := setup.Recognised; r != nil {
		fmt.Fprintf(env.Stdout, "recognised %s: preset %s\n", r, r.Preset)
	}
	fmt.Fprintf(env.Stdout, "wrote %s\nnext: daybook check --config %s\n      daybook run receivables-daily --dry-run --config %s\n", c.Out, c.Out, c.Out)
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
