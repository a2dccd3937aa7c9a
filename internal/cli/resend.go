package cli

import (
	"context"

	"daybook/jobs"
)

type resendCommand struct {
	Number int64  `arg:"" name:"run" help:"Number of the run, as daybook history lists it."`
	To     string `help:"Only to this address: its own mail, or a copy where it was no recipient." placeholder:"ADDRESS"`
	JSON   bool   `name:"json" help:"Print the outcome as one JSON object."`
}

// Help stands under the usage.
func (*resendCommand) Help() string {
	return `It sends what was kept, byte for byte, under a new Message-ID that refers to the
first. Nothing is read from the ERP and no figure changes: for that, run --restate.

    daybook resend 42 --to li@example.com       what did not arrive at one address
    daybook resend 42                           to every recipient of the run

It exits with 0 when delivered, 1 failed, 2 partly or unknown, 64 wrong usage.`
}

func (c *resendCommand) Run(ctx context.Context, env Env, all *commands) error {
	return conclude(env, c.JSON, c.report(ctx, env, all))
}

func (c *resendCommand) report(ctx context.Context, env Env, all *commands) jobs.Report {
	to, err := address("--to", c.To)
	if err != nil {
		return jobs.FailedReport("", err)
	}
	session, err := all.open(ctx, env)
	if err != nil {
		return jobs.FailedReport("", err)
	}
	defer session.Close()
	return session.Resend(ctx, jobs.ResendRequest{Run: c.Number, To: to, By: env.User})
}
