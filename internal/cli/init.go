package cli

import (
	"context"
	"fmt"
	"os"

	"daybook/jobs"
)

type initCommand struct {
	Preset    string            `help:"Which ERP; see daybook presets." required:"" placeholder:"P"`
	DSN       string            `name:"dsn" help:"mysql:// and a DSN, or sqlite:// and a file: then the companies are looked up." env:"DAYBOOK_DSN" placeholder:"DSN"`
	Company   string            `help:"Which company, entity or tenant." placeholder:"C"`
	Recipient string            `help:"Who gets the workbook." placeholder:"ADDRESS"`
	Language  string            `help:"Of workbooks and mails." enum:"en,zh-CN" default:"en"`
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
	text, err := jobs.Setup(ctx, jobs.SetupRequest{
		Preset: c.Preset, DSN: c.DSN, Company: c.Company, Recipient: c.Recipient, Language: c.Language, Parameters: c.Set,
	})
	if err != nil {
		return err
	}
	// 0600: the DSN may hold a password. O_EXCL: a configuration is never lost.
	f, err := os.OpenFile(c.Out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if os.IsExist(err) {
		return &jobs.UsageError{Message: c.Out + " exists already", Hint: "write to another file, or move that one away"}
	}
	if err != nil {
		return fmt.Errorf("writing the configuration: %w", err)
	}
	if _, err := f.Write(text); err != nil {
		f.Close()
		return fmt.Errorf("writing the configuration: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("writing the configuration: %w", err)
	}
	fmt.Fprintf(env.Stdout, "wrote %s\nnext: daybook check --config %s\n      daybook run receivables-daily --dry-run --config %s\n", c.Out, c.Out, c.Out)
	return nil
}
