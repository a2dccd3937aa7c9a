package main

import (
	"bufio"
	"bytes"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestProgram builds the program as it is shipped, and runs it where there is
// nothing else: no PATH and no HOME.
func TestProgram(t *testing.T) {
	program := build(t)
	dir := t.TempDir()
	out := bare(t, program, dir, "demo")
	for _, want := range []string{"9 of 9 checks passed", "daybook-demo/mail/001_finance@brackwater.example.eml"} {
		if !strings.Contains(out, want) {
			t.Errorf("the demo does not say %q:\n%s", want, out)
		}
	}
	for _, pattern := range []string{"daybook-demo/archive/*/*/*/*/all/*.xlsx", "daybook-demo/mail/*.eml"} {
		if found, err := filepath.Glob(filepath.Join(dir, pattern)); err != nil || len(found) == 0 {
			t.Errorf("no %s, %v", pattern, err)
		}
	}
	t.Run("says where a day ends", func(t *testing.T) {
		if out := bare(t, program, dir, "jobs", "--config", "daybook-demo/daybook.yml"); !strings.Contains(out, " 07:00 CST ") {
			t.Errorf("the firing is not in Shanghai's time:\n%s", out)
		}
	})
	t.Run("stops when told", func(t *testing.T) { stops(t, program, dir) })
	t.Run("fails with a code", func(t *testing.T) {
		var exit *exec.ExitError
		if err := command(program, dir, "run", "receivables-daily").Run(); !errors.As(err, &exit) || exit.ExitCode() != 64 {
			t.Errorf("without a configuration: %v, want exit code 64", err)
		}
	})
}

// build makes the program without C, and says that it is one file that needs no
// other: neither libraries nor time zones.
func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "daybook")
	cmd := exec.Command("go", "build", "-o", program, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	if runtime.GOOS == "linux" {
		isStatic(t, program)
	}
	file, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(file, []byte("Antarctica/Troll")) {
		t.Error("the program has no time zones of its own")
	}
	return program
}

// isStatic: a program that asks for no interpreter and no libraries is static.
func isStatic(t *testing.T, program string) {
	t.Helper()
	f, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP || p.Type == elf.PT_DYNAMIC {
			t.Errorf("the program is linked dynamically: it has a segment %s", p.Type)
		}
	}
}

// command is the program in a folder with an environment that says nothing.
func command(program, dir string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Env = dir, []string{"PATH=", "TMPDIR=" + dir}
	return cmd
}

// bare runs the program to its end and returns what it printed.
func bare(t *testing.T, program, dir string, args ...string) string {
	t.Helper()
	var out, words bytes.Buffer
	cmd := command(program, dir, args...)
	cmd.Stdout, cmd.Stderr = &out, &words
	if err := cmd.Run(); err != nil {
		t.Fatalf("daybook %s: %v\n%s%s", strings.Join(args, " "), err, out.String(), words.String())
	}
	return out.String()
}

// stops sends serve what a service manager sends, and what ^C does.
func stops(t *testing.T, program, dir string) {
	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		cmd := command(program, dir, "serve", "--config", "daybook-demo/daybook.yml")
		words, err := cmd.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		slow := time.AfterFunc(30*time.Second, func() { cmd.Process.Kill() })
		if err := await(words, "msg=scheduled"); err != nil {
			t.Errorf("before %v: %v", signal, err)
		}
		cmd.Process.Signal(signal)
		if err := cmd.Wait(); err != nil {
			t.Errorf("serve ended with %v after %v", err, signal)
		}
		slow.Stop()
	}
}

// await reads until a text has come, and goes on reading so that nobody blocks.
func await(from io.Reader, text string) error {
	for lines := bufio.NewScanner(from); lines.Scan(); {
		if strings.Contains(lines.Text(), text) {
			go io.Copy(io.Discard, from)
			return nil
		}
	}
	return fmt.Errorf("it never said %q", text)
}
