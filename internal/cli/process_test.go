package cli_test

import (
	"bytes"
	"context"
	"fmt"
	"mime"
	"net/mail"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/jonboulle/clockwork"

	"daybook/internal/cli"
	"daybook/jobs/mail/catcher"
)

// liveClock is the environment variable that holds the time at which a process of
// its own begins.
const liveClock = "DAYBOOK_TEST_BEGIN"

// live is "daybook" as main makes it, but for its clock, which begins at another
// time and then goes on.
func live() {
	begin, err := time.Parse(time.RFC3339Nano, os.Getenv(liveClock))
	if err != nil {
		panic(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	clock := moved{clockwork.NewRealClock(), time.Until(begin)}
	env := cli.Process()
	env.Now, env.Clock, env.User = clock.Now, clock, "ann"
	code := cli.Run(ctx, os.Args[1:], env)
	stop()
	os.Exit(code)
}

// moved is a clock that is ahead of the real one.
type moved struct {
	clockwork.Clock
	by time.Duration
}

func (m moved) Now() time.Time                  { return m.Clock.Now().Add(m.by) }
func (m moved) Since(t time.Time) time.Duration { return m.Now().Sub(t) }
func (m moved) Until(t time.Time) time.Duration { return t.Sub(m.Now()) }

// process is "daybook serve" as a process of its own.
type process struct {
	t      *testing.T
	cmd    *exec.Cmd
	words  *console
	file   string
	config string
	mails  *catcher.Catcher
	ended  chan error
}

// monday is when the demo's daily job is due, for Sunday.
var monday = time.Date(2026, 9, 28, 7, 0, 0, 0, time.FixedZone("CST", 8*3600))

// newProcess prepares to serve the demo's daily job.
func newProcess(t *testing.T) *process {
	t.Helper()
	p := &process{t: t, words: new(console), file: demo(t), ended: make(chan error, 1)}
	var err error
	if p.mails, err = catcher.Start(catcher.Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.mails.Close() })
	text, err := os.ReadFile(p.file)
	if err != nil {
		t.Fatal(err)
	}
	p.config = mailedBy(string(text), p.mails)
	p.write(p.config)
	return p
}

// mailedBy is a configuration with another mail server.
func mailedBy(config string, server *catcher.Catcher) string {
	return regexp.MustCompile(`port: \d+`).ReplaceAllString(config, fmt.Sprintf("port: %d", server.Port()))
}

// start serves, from so long before the job is due.
func (p *process) start(before time.Duration) {
	p.t.Helper()
	p.cmd = exec.Command("daybook-live", "serve", "--config", p.file)
	p.cmd.Env = append(os.Environ(), liveClock+"="+monday.Add(-before).Format(time.RFC3339Nano))
	p.cmd.Stderr = p.words
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	running := p.cmd
	p.t.Cleanup(func() { running.Process.Kill() })
	go func() { p.ended <- running.Wait() }()
	p.says("msg=scheduled job=receivables-daily")
}

// change changes the ERP's books.
func (p *process) change(statement string) {
	p.t.Helper()
	db, err := sqlx.Open("sqlite", filepath.Join(filepath.Dir(p.file), "company.db"))
	if err != nil {
		p.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		p.t.Fatal(err)
	}
}

// with is the configuration with more keys for the daily job.
func (p *process) with(keys string) string {
	return strings.Replace(p.config, "  - name: receivables-daily\n", "  - name: receivables-daily\n"+keys, 1)
}

func (p *process) write(config string) {
	p.t.Helper()
	if err := os.WriteFile(p.file, []byte(config), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// says waits until the process has said something.
func (p *process) says(what string) {
	p.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !strings.Contains(p.words.String(), what); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			p.t.Fatalf("it never says %q:\n%s", what, p.words.String())
		}
	}
}

// end tells the process to stop, and returns its exit code and how long it took.
func (p *process) end() (int, time.Duration) {
	p.t.Helper()
	begun := time.Now()
	p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(30 * time.Second):
		p.t.Fatalf("it does not stop:\n%s", p.words.String())
	}
	return p.cmd.ProcessState.ExitCode(), time.Since(begun)
}

func (p *process) count(what string) int { return strings.Count(p.words.String(), what) }

// A hang-up has the configuration read again: one with mistakes is not taken over, a
// whole one is; and though hang-ups rain over the very instant at which the job is
// due, it runs once.
func TestHangup(t *testing.T) {
	t.Parallel()
	p := newProcess(t)
	p.start(8 * time.Second)
	due := time.Now().Add(8 * time.Second) // at the latest
	p.write(p.with("    colour: red\n"))
	p.cmd.Process.Signal(syscall.SIGHUP)
	p.says("the new configuration was not taken over; the old one goes on")
	p.says("path=jobs[0].colour mistake=\"is not a known key\"")

	p.write(p.with("    subject: '[Changed]'\n"))
	for time.Now().Before(due.Add(time.Second)) {
		p.cmd.Process.Signal(syscall.SIGHUP)
		time.Sleep(70 * time.Millisecond)
	}
	p.says("msg=ran job=receivables-daily period=2026-09-27 outcome=delivered")
	time.Sleep(300 * time.Millisecond)
	if code, _ := p.end(); code != 0 {
		t.Errorf("exit %d", code)
	}
	if ran, taken := p.count("msg=ran job=receivables-daily"), p.count("the new configuration was taken over"); ran != 1 || taken < 5 || p.count("not made here") > 0 {
		t.Errorf("it ran %d times under %d configurations:\n%s", ran, taken, p.words.String())
	}
	caught := p.mails.Caught()
	if len(caught) != 2 { // finance, and sales in the east
		t.Errorf("%d mails", len(caught))
	}
	for _, c := range caught {
		if s := subject(t, c); !strings.HasPrefix(s, "[Changed]") {
			t.Errorf("the mail to %s is of the old configuration: %s", c.To, s)
		}
	}
}

func subject(t *testing.T, c catcher.Caught) string {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(c.Raw))
	if err != nil {
		t.Fatal(err)
	}
	s, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// slowMail is a server that thinks for a while about each message to a reader.
func slowMail(t *testing.T, think time.Duration) *catcher.Catcher {
	t.Helper()
	c, err := catcher.Start(catcher.Options{Fault: func(step catcher.Step, to string) catcher.Fault {
		if step == catcher.AtAccept && to != "it@brackwater.example" {
			time.Sleep(think)
		}
		return catcher.Fault{}
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// Told to stop while a run is under way, it lets the run end; where that takes longer
// than the drain it breaks off, and says so.
func TestDrainOfAProcess(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, drain  string
		think, least time.Duration
		most         time.Duration
		code         int
		outcome      string
	}{
		{"in time", "20s", 2 * time.Second, time.Second, 20 * time.Second, 0, "outcome=delivered"},
		{"too long", "1s", 25 * time.Second, time.Second, 20 * time.Second, 1, "stopped receivables-daily in the middle, after waiting 1s"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			slow, p := slowMail(t, c.think), newProcess(t)
			p.start(4 * time.Second)
			p.write("drain: " + c.drain + "\n" + mailedBy(p.config, slow))
			p.cmd.Process.Signal(syscall.SIGHUP)
			p.says("the new configuration was taken over")
			p.sending()
			code, took := p.end()
			if code != c.code || took < c.least || took > c.most || p.count(c.outcome) == 0 {
				t.Errorf("exit %d after %v, without %q:\n%s", code, took, c.outcome, p.words.String())
			}
		})
	}
}

// A run that only waits for the ERP holds nothing up; the next start goes on with it.
func TestStopWhileWaiting(t *testing.T) {
	t.Parallel()
	p := newProcess(t)
	p.change("CREATE TABLE closed (day TEXT)")
	p.write(p.with("    ready: {query: SELECT COUNT(*) FROM closed WHERE day = :as_of, every: 1s, until: '09:00'}\n"))
	p.start(time.Second)
	p.says("waiting for the ERP to be ready")
	if code, took := p.end(); code != 0 || took > 10*time.Second {
		t.Errorf("exit %d after %v:\n%s", code, took, p.words.String())
	}
	p.words = new(console)
	p.start(-10 * time.Minute)
	p.says("waiting for the ERP to be ready")
	p.change("INSERT INTO closed VALUES ('2026-09-27')")
	p.says("msg=ran job=receivables-daily period=2026-09-27 outcome=delivered")
	p.end()
	if len(p.mails.Caught()) != 2 {
		t.Errorf("%d mails:\n%s", len(p.mails.Caught()), p.words.String())
	}
}

// sending waits until the run has kept what it is to send.
func (p *process) sending() {
	p.t.Helper()
	kept := filepath.Join(filepath.Dir(p.file), "archive", "2026", "09", "27", "receivables-daily", "*", "*.eml")
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if found, _ := filepath.Glob(kept); len(found) > 0 {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("it never sends:\n%s", p.words.String())
		}
	}
}
