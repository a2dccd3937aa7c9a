package cli

import (
	"context"
	"fmt"
	"io"

	"daybook/jobs"
	"daybook/jobs/demo"
)

type demoCommand struct {
	Scale int    `help:"Size of the made-up company: each step adds about 6,000 invoices." default:"1"`
	Out   string `help:"Folder for the database, the workbooks and the mails." default:"daybook-demo" placeholder:"DIR"`
	Lang  string `help:"Language of workbooks and mails." enum:"en,zh-CN" default:"en"`
}

// Help stands under the usage.
func (*demoCommand) Help() string {
	return `Nothing leaves this machine: the mails go to a server of the demo's own and lie
in the folder as .eml files. A demo that is there already is replaced.`
}

func (c *demoCommand) Run(ctx context.Context, env Env, _ *commands) error {
	if c.Scale < 1 {
		return &jobs.UsageError{Message: fmt.Sprintf("--scale: %d is no size", c.Scale), Hint: "1 is the smallest, about 6,000 invoices"}
	}
	fmt.Fprintln(env.Stderr, "making up a company and its books …")
	bar := newBar(env)
	defer bar.finish()
	d, err := demo.Make(ctx, demo.Options{
		Dir: c.Out, Scale: c.Scale, Language: c.Lang, Now: env.Now, Version: version(), Words: env.logger(), Progress: bar.show,
	})
	if err != nil {
		return err
	}
	for _, r := range d.Reports {
		printReport(env, r)
	}
	if code := jobs.WorstExit(d.Reports); code != 0 {
		return exit(code)
	}
	showAround(env.Stdout, d)
	return nil
}

// showAround ends a demo: what to open, and where to go from there.
func showAround(w io.Writer, d *demo.Demo) {
	fmt.Fprintf(w, "\nAll of it lies in %s: from database to mail in %.1f s, and nothing left this machine.\n\n", d.Dir, d.Took.Seconds())
	fmt.Fprintf(w, "Open, as finance and sales would in the morning: the whole, and one reader's part of it\n")
	for _, r := range d.Reports {
		for _, f := range r.Files[:min(2, len(r.Files))] {
			fmt.Fprintf(w, "  %s\n", f.Path)
		}
	}
	for _, m := range d.Mails[:min(2, len(d.Mails))] {
		fmt.Fprintf(w, "  %s\n", m)
	}
	fmt.Fprintf(w, "Look around:\n")
	fmt.Fprintf(w, "  daybook history --config %s\n", d.Config)
	for _, r := range d.Reports {
		fmt.Fprintf(w, "  daybook run %s --dry-run --as-of %s --config %s\n", r.Job, d.AsOf.AddDays(-30), d.Config)
	}
	fmt.Fprintf(w, "Your own ERP (daybook presets lists those that are known):\n")
	fmt.Fprintf(w, "  daybook init --preset P --dsn DSN --out daybook.yml\n")
}
