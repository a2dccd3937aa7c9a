package runlog_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook/jobs/runlog"
)

func TestSurvivesClosing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "daybook.db")
	l, err := runlog.Open(t.Context(), path)
	must(t, err)
	finish(t, l, claim(t, l, daily, first, seven), runlog.Delivered)
	must(t, l.Close())
	if r := refused(t, place(path).open(t), daily, second, seven); r.Outcome != runlog.Delivered {
		t.Errorf("outcome %q", r.Outcome)
	}
	info, err := os.Stat(path)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestCorruptFile(t *testing.T) {
	dir := t.TempDir()
	garbage := filepath.Join(dir, "garbage.db")
	must(t, os.WriteFile(garbage, []byte(strings.Repeat("this is no database ", 500)), 0o600))
	damaged := filepath.Join(dir, "damaged.db")
	l, err := runlog.Open(t.Context(), damaged)
	must(t, err)
	for i := range 50 {
		claim(t, l, runlog.Key{Job: "j", AsOf: seven.AddDate(0, 0, i).Format(time.DateOnly)}, first, seven)
	}
	must(t, l.Close())
	b, err := os.ReadFile(damaged)
	must(t, err)
	for i := 4096; i < len(b); i++ {
		b[i] = 0xA5
	}
	must(t, os.WriteFile(damaged, b, 0o600))
	for _, path := range []string{garbage, damaged} {
		_, err := runlog.Open(t.Context(), path)
		if !errors.Is(err, runlog.ErrCorrupt) || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "last good copy") {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
	if _, err := runlog.Open(context.Background(), filepath.Join(dir, "no", "such", "folder.db")); err == nil || errors.Is(err, runlog.ErrCorrupt) {
		t.Errorf("missing folder: %v", err)
	}
}

// What cannot be written says what to do, apart from the cause.
func TestAdvice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "daybook.db")
	l := place(path).open(t)
	_, err := place(path).db(t).Exec("CREATE TRIGGER never BEFORE INSERT ON runs BEGIN SELECT RAISE(ABORT, 'no'); END")
	must(t, err)
	_, _, err = l.ClaimRun(t.Context(), daily, first, seven)
	var failure *runlog.Error
	if !errors.As(err, &failure) || failure.Place != path || failure.Advice != "" {
		t.Errorf("an error of no known kind: %v", err)
	}
	if os.Getuid() == 0 {
		return // whom no mode of a file stops
	}
	must(t, os.Chmod(path, 0o400))
	_, err = runlog.Open(t.Context(), path)
	if !errors.As(err, &failure) || !strings.Contains(failure.Advice, "let the account") {
		t.Errorf("a file that may not be written: %v", err)
	}
}
