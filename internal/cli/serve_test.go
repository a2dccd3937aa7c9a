package cli_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"daybook/internal/cli"
)

// console is a terminal that can be read while a command writes to it.
type console struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (c *console) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.text.Write(p)
}

func (c *console) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.text.String()
}

// env is the world of a command that is run in this process.
func env(out, words *console) cli.Env {
	return cli.Env{Stdout: out, Stderr: words, Now: time.Now, User: "ann"}
}

// demo makes a demo and returns the path of its configuration. It is made once and
// copied for each test.
func demo(t *testing.T) string {
	t.Helper()
	files, err := made()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "demo")
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "daybook.yml")
}

var made = sync.OnceValues(func() (fstest.MapFS, error) {
	dir, err := os.MkdirTemp("", "daybook-test-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	var out, words console
	root := filepath.Join(dir, "demo")
	if code := cli.Run(context.Background(), []string{"demo", "--out", root}, env(&out, &words)); code != 0 {
		return nil, fmt.Errorf("exit %d: %s%s", code, out.String(), words.String())
	}
	files := fstest.MapFS{}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		files[filepath.ToSlash(name)] = &fstest.MapFile{Data: data, Mode: 0o600}
		return err
	})
	return files, err
})

// serve says what it will do, waits, and ends well when it is told to stop.
func TestServe(t *testing.T) {
	t.Parallel()
	var out, words console
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan int)
	file := demo(t)
	go func() { ended <- cli.Run(ctx, []string{"serve", "--config", file}, env(&out, &words)) }()
	for !strings.Contains(words.String(), "msg=scheduled job=receivables-daily") {
		select {
		case code := <-ended:
			t.Fatalf("it ended by itself with %d: %s", code, words.String())
		case <-time.After(10 * time.Millisecond):
		}
	}
	stop()
	select {
	case code := <-ended:
		if code != 0 {
			t.Errorf("exit %d: %s", code, words.String())
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it goes on after it was told to stop")
	}
	if out.String() != "" {
		t.Errorf("standard output holds %q; serve has words only", out.String())
	}
	if !strings.Contains(words.String(), "msg=stopped") {
		t.Errorf("it does not say that it stopped: %s", words.String())
	}
}

// A bar moves on a terminal, on standard error; results are the same without.
func TestBar(t *testing.T) {
	t.Parallel()
	file := demo(t)
	var results []string
	for _, terminal := range []bool{false, true} {
		var out, words console
		e := env(&out, &words)
		e.Terminal = terminal
		args := []string{"run", "receivables-daily", "--dry-run", "--as-of", "2026-09-24", "--config", file, "--out", t.TempDir()}
		if code := cli.Run(t.Context(), args, e); code != 0 {
			t.Fatalf("exit %d: %s", code, words.String())
		}
		if got := strings.Contains(words.String(), "reading documents"); got != terminal {
			t.Errorf("on a terminal: %v; it says %q", terminal, words.String())
		}
		head, _, _ := strings.Cut(out.String(), "  workbook")
		results = append(results, head)
	}
	if results[0] != results[1] || results[0] == "" {
		t.Errorf("without a bar:\n%s\nwith one:\n%s", results[0], results[1])
	}
}

// A run that was stopped says so, fails, and leaves no file.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	file, dir := demo(t), t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var out, words console
	args := []string{"run", "receivables-daily", "--dry-run", "--config", file, "--out", dir}
	if code := cli.Run(ctx, args, env(&out, &words)); code == 0 {
		t.Errorf("exit 0: %s", out.String())
	}
	if !strings.Contains(words.String(), "context canceled") && !strings.Contains(words.String(), "stopped") {
		t.Errorf("it does not say why: %s", words.String())
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("it left %v, %v", left, err)
	}
}
