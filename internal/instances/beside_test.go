package instances_test

import (
	"errors"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"daybook/internal/mariadbtest"
	"daybook/jobs"
)

// Who runs a job by hand beside serve, with one runlog, finds nothing locked; several
// who run the same at once send it once.
func TestRunBesideServe(t *testing.T) {
	for _, c := range []struct {
		name   string
		state  func(t *testing.T) string
		backup int // its exit code
	}{
		{"SQLite", func(*testing.T) string { return "daybook.db" }, 0},
		{"MariaDB", func(t *testing.T) string { return mariadbtest.Start(t).DSN(t, "runlog") }, jobs.ExitUsage},
		{"other", func(t *testing.T) string { return mariadbtest.Other(t, "instances") }, jobs.ExitUsage},
	} {
		if c.name == "other" && !mariadbtest.OtherNamed() {
			continue
		}
		t.Run(c.name, func(t *testing.T) { besideServe(t, c.state(t), c.backup) })
	}
}

func besideServe(t *testing.T, state string, backup int) {
	h := newHouse(t)
	config := "--config=" + h.config(t, state, "1m")
	env := []string{role + "=cli"}
	before := h.start(t, "before.log", env, []string{"history", config})
	if code := before.code(t); code != 0 || !strings.Contains(before.said(t), "nothing has run yet") {
		t.Errorf("exit %d: %s", code, before.said(t))
	}
	serve := h.start(t, "serve.log", env, []string{"serve", config})
	defer serve.kill()
	serve.until(t, "msg=scheduled")
	var runs []*process
	for _, log := range []string{"one.log", "two.log", "three.log"} {
		runs = append(runs, h.start(t, log, env, []string{"run", job, "--as-of=2026-01-15", config}))
	}
	sent := 0
	for _, run := range runs {
		code := run.code(t)
		if code != 0 && code != 75 {
			t.Errorf("exit %d:\n%s", code, run.said(t))
		}
		sent += strings.Count(run.said(t), "  mail ")
	}
	if n := len(h.server.Caught()); n != len(readers) || sent != n {
		t.Errorf("%d mails arrived, and %d were said to be sent; there are %d readers", n, sent, len(readers))
	}
	for command, want := range map[string]int{"state check": 0, "state backup copy.db": backup, "history": 0} {
		p := h.start(t, command+".log", env, append(strings.Fields(command), config))
		if code := p.code(t); code != want {
			t.Errorf("%s: exit %d, want %d: %s", command, code, want, p.said(t))
		}
	}
	must(t, serve.Process.Signal(syscall.SIGTERM))
	if code := serve.code(t); code != 0 || strings.Contains(serve.said(t), "locked") {
		t.Errorf("serve ended with %d:\n%s", code, serve.said(t))
	}
}

// code waits for the process to end, and returns its exit code.
func (p *process) code(t *testing.T) int {
	t.Helper()
	err := p.Wait()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	return p.ProcessState.ExitCode()
}
