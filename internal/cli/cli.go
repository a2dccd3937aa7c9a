// Package cli is Daybook at the terminal: one file per command, results on
// standard output, words on standard error, exit codes that scripts rely on.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs"

	"github.com/alecthomas/kong"
	"github.com/jonboulle/clockwork"
)

// Env is the world around the program, so that a test can be one.
type Env struct {
	Stdout, Stderr io.Writer
	Now            func() time.Time
	// Terminal says that Stderr is one, where a bar may move.
	Terminal bool
	// User is who asks, for the records.
	User string
	// Clock is what a daemon goes by; nil is the real one.
	Clock clockwork.Clock
	// Hangups listens for signals to read the configuration again, until it is told
	// to ignore them. Nil is never.
	Hangups func() (hangups <-chan os.Signal, ignore func())
}

// Process is the environment of this process.
func Process() Env {
	info, err := os.Stderr.Stat()
	user := os.Getenv("SUDO_USER")
	if user == "" {
		user = os.Getenv("USER")
	}
	return Env{
		Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now,
		Terminal: err == nil && info.Mode()&os.ModeCharDevice != 0, Hangups: hangups,
		User: strings.ToValidUTF8(user, "\uFFFD"), // databases refuse other bytes
	}
}

func hangups() (<-chan os.Signal, func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP)
	return signals, func() { signal.Stop(signals) }
}

// commands is the grammar, in the order in which a newcomer meets them.
type commands struct {
	Config string `help:"Configuration file (./daybook.yml)." default:"./daybook.yml" placeholder:"FILE"`

	Demo     demoCommand     `cmd:"" help:"Make a made-up company's workbooks and mails; needs nothing installed."`
	Init     initCommand     `cmd:"" help:"Write a configuration for an ERP."`
	Check    checkCommand    `cmd:"" help:"Try everything dry: source, queries, mail server, schedules."`
	Import   importCommand   `cmd:"" help:"Read CSV and XLSX files into an SQLite source."`
	Run      runCommand      `cmd:"" help:"Run one job now."`
	Serve    serveCommand    `cmd:"" help:"Run the jobs on their schedules."`
	Jobs     jobsCommand     `cmd:"" help:"List the jobs and when they run next."`
	Backfill backfillCommand `cmd:"" help:"Make and keep the reports of past days."`
	History  historyCommand  `cmd:"" help:"Show what became of runs and mails."`
	Resend   resendCommand   `cmd:"" help:"Send what a run sent once more."`
	State    stateCommand    `cmd:"" help:"Back the runlog up, or check it."`
	Presets  presetsCommand  `cmd:"" help:"List the ERPs that are known and what each supplies."`
	Version  versionCommand  `cmd:"" help:"Show the version."`
}

// exit ends a command with a code; what is to be said was said.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// Run carries out one command and returns the exit code of the process.
func Run(ctx context.Context, args []string, env Env) int {
	if len(args) == 0 {
		// Help that nobody asked for is no result.
		Run(ctx, []string{"--help"}, Env{Stdout: env.Stderr, Stderr: env.Stderr})
		return jobs.ExitUsage
	}
	var grammar commands
	asked := -1 // the code that kong wants to end with, after help
	parser, err := kong.New(&grammar,
		kong.Name("daybook"), kong.Description("From the ERP's database to the workbooks that people open."),
		kong.Writers(env.Stdout, env.Stderr), kong.Exit(func(code int) { asked = code }),
		kong.UsageOnError(), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(env.Stderr, "daybook:", err)
		return 1
	}
	command, err := parser.Parse(args)
	switch {
	case asked >= 0:
		return asked
	case err != nil:
		env.complain(&jobs.Failure{Message: err.Error(), Hint: helpFor(err)})
		return jobs.ExitUsage
	}
	command.BindTo(ctx, (*context.Context)(nil))
	return env.code(command.Run(env, &grammar))
}

// helpFor says which help explains what was typed.
func helpFor(err error) string {
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context.Selected() != nil {
		return wrong.Context.Selected().FullPath() + " --help explains it"
	}
	return "daybook --help shows the commands"
}

// code says what went wrong, and what to do, and how the process ends.
func (e Env) code(err error) int {
	var code exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	}
	failure := jobs.FailureOf(err)
	e.complain(failure)
	return jobs.Report{Error: failure}.Exit()
}

// complain prints a failure as a sentence, with what to do on a line of its own.
// The mistakes of a configuration are many lines, each beginning with its place.
func (e Env) complain(f *jobs.Failure) {
	message := f.Message
	if f.Code == jobs.CodeConfig {
		message = "the configuration is refused:\n" + message
	}
	fmt.Fprintf(e.Stderr, "daybook: %s\n", message)
	if f.Hint != "" && !strings.Contains(message, f.Hint) {
		fmt.Fprintf(e.Stderr, "  %s\n", f.Hint)
	}
}

func (e Env) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(e.Stderr, nil))
}

// settings are those of a session that a command opens.
func (e Env) settings() jobs.Settings {
	return jobs.Settings{Now: e.Now, Version: version(), Words: e.logger()}
}

// open opens a session of the configuration.
func (c *commands) open(ctx context.Context, env Env) (*jobs.Session, error) {
	cfg, err := c.load()
	if err != nil {
		return nil, err
	}
	return jobs.Open(ctx, cfg, env.settings())
}

// day reads the day that a flag was given.
func day(flag, text string) (fact.Date, error) {
	d, err := fact.ParseDate(text)
	if err != nil {
		return d, &jobs.UsageError{Message: flag + ": " + err.Error()}
	}
	return d, nil
}

// address reads the mail address that a flag was given; none where it was not.
func address(flag, text string) (string, error) {
	if text == "" {
		return "", nil
	}
	a, err := config.ParseAddress(text)
	if err != nil {
		return "", &jobs.UsageError{Message: flag + ": " + err.Error()}
	}
	return a.Address, nil
}

func (c *commands) load() (*config.Config, error) {
	cfg, err := config.Load(c.Config)
	if errors.Is(err, os.ErrNotExist) {
		return nil, &jobs.UsageError{
			Message: fmt.Sprintf("there is no %s", c.Config),
			Hint:    "daybook init --preset P --out daybook.yml writes one; --config FILE names another",
		}
	}
	return cfg, err
}
