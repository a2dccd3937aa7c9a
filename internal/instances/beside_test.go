package instances_test

import (
	"errors"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// Who runs a job by hand beside serve, on one file, finds nothing locked; several who
// run the same at once send it once.
func TestRunBesideServe(t *testing.T) {
	h := newHouse(t)
	config := "--config=" + h.config(t, "daybook.db", "1m")
	env := []string{role + "=cli"}
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
	for _, args := range [][]string{{"state", "check"}, {"state", "backup", "copy.db"}, {"history"}} {
		if p := h.start(t, args[0]+".log", env, append(args, config)); p.code(t) != 0 {
			t.Errorf("%v: %s", args, p.said(t))
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
