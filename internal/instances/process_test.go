package instances_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"daybook/config"
	"daybook/internal/cli"
	"daybook/jobs"
)

// How a test begins a process of its own: what it is to be, and of an instance its
// name, the path of the configuration and the two beginnings of its clock.
const (
	role      = "DAYBOOK_TEST_ROLE"
	name      = "DAYBOOK_TEST_NAME"
	file      = "DAYBOOK_TEST_CONFIG"
	realStart = "DAYBOOK_TEST_REAL"
	fastStart = "DAYBOOK_TEST_FAST"
)

// TestMain lets the test be the processes that it starts.
func TestMain(m *testing.M) {
	switch os.Getenv(role) {
	case "instance":
		os.Exit(instance())
	case "cli":
		ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
		defer stop()
		os.Exit(cli.Run(ctx, os.Args[1:], cli.Process()))
	}
	os.Exit(m.Run())
}

// instance serves as one of several hosts, on the fast clock.
func instance() int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	if err := serve(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func serve(ctx context.Context) error {
	real, err1 := time.Parse(time.RFC3339Nano, os.Getenv(realStart))
	first, err2 := time.Parse(time.RFC3339Nano, os.Getenv(fastStart))
	c, err3 := config.Load(os.Getenv(file))
	for _, err := range []error{err1, err2, err3} {
		if err != nil {
			return err
		}
	}
	clock := newFast(real, first)
	words := slog.New(slog.NewTextHandler(os.Stderr, nil))
	session, err := jobs.Open(ctx, c, jobs.Settings{Now: clock.Now, Version: "test", Words: words})
	if err != nil {
		return err
	}
	defer session.Close()
	session.Holder.Host = os.Getenv(name)
	return session.Serve(ctx, clock, nil)
}

// process is one that a test started.
type process struct {
	*exec.Cmd
	log string
}

// start begins a process that writes its words to a log in the folder.
func (h *house) start(t *testing.T, log string, env, args []string) *process {
	t.Helper()
	path := filepath.Join(h.dir, log)
	words, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	must(t, err)
	defer words.Close()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Dir, cmd.Stdout, cmd.Stderr, cmd.SysProcAttr = h.dir, words, words, diesWithUs()
	must(t, cmd.Start())
	return &process{cmd, path}
}

// kill ends the process as a power cut would.
func (p *process) kill() {
	_ = p.Process.Kill()
	_ = p.Wait()
}

// said is what the process said so far.
func (p *process) said(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(p.log)
	must(t, err)
	return string(text)
}

// until waits for the process to say something.
func (p *process) until(t *testing.T, text string) {
	t.Helper()
	for range 1000 {
		if strings.Contains(p.said(t), text) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("it does not say %q:\n%s", text, p.said(t))
}
