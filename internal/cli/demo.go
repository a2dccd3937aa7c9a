package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"daybook/jobs/demo"
)

type demoCommand struct {
	Scale int    `help:"Size of the made-up company: each step adds about 6,000 invoices." default:"1"`
	Out   string `help:"Folder for the database, the workbooks and the mails." default:"daybook-demo" placeholder:"DIR"`
	Lang  string `help:"Language of workbooks and mails." enum:"en,zh-CN" default:"en"`
}

func (c *demoCommand) Run(ctx context.Context, env Env, _ *commands) error {
	fmt.Fprintln(env.Stderr, "making up a company and its books …")
	bar := newBar(env)
	defer bar.finish()
	d, err := demo.Make(ctx, demo.Options{
		Dir: c.Out, Scale: c.Scale, Language: c.Lang, Now: env.Now, Version: version(), Words: env.logger(), Progress: bar.show,
	})
	if err != nil {
		return err
	}
	code := 0
	for _, r := range d.Reports {
		printReport(env, r)
		code = max(code, r.Exit())
	}
	fmt.Fprintf(env.Stdout, "\nEverything is in %s. Open first:\n", d.Dir)
	for _, r := range d.Reports {
		for _, f := range r.Files {
			fmt.Fprintf(env.Stdout, "  %s\n", f.Path)
		}
	}
	fmt.Fprintf(env.Stdout, "Mails that would have gone out:\n")
	for _, m := range d.Mails {
		fmt.Fprintf(env.Stdout, "  %s\n", m)
	}
	fmt.Fprintf(env.Stdout, "From the filled database to the last mail: %.1f s. Next, with your own ERP:\n  daybook init --preset P --dsn DSN --out daybook.yml\n", d.Took.Seconds())
	fmt.Fprintf(env.Stdout, "Or look around here: daybook history --config %s\n", filepath.Join(d.Dir, "daybook.yml"))
	if code != 0 {
		return exit(code)
	}
	return nil
}
