package demo_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"daybook/jobs"
	"daybook/jobs/demo"
	"daybook/jobs/runlog"
	"daybook/render/xlsx/xlsxtest"
)

// languages are those that a demo can be made in.
var languages = []string{"en", "zh-CN"}

// options are those of a small demo in a folder of its own.
func options(t *testing.T) demo.Options {
	return demo.Options{
		Dir: filepath.Join(t.TempDir(), "demo"), Scale: 1, Language: "en", Now: time.Now, Version: "test",
		Words: slog.New(slog.NewTextHandler(t.Output(), nil)),
	}
}

// shared is the demo of a language that tests only look at; it is made once.
func shared(t *testing.T, language string) *demo.Demo {
	t.Helper()
	d, err := made[language]()
	return checked(t, d, err)
}

var (
	// folder holds the shared demos while the tests run.
	folder string
	made   = map[string]func() (*demo.Demo, error){"en": once("en"), "zh-CN": once("zh-CN")}
)

func once(language string) func() (*demo.Demo, error) {
	return sync.OnceValues(func() (*demo.Demo, error) {
		return demo.Make(context.Background(), demo.Options{
			Dir: filepath.Join(folder, language), Scale: 1, Language: language, Now: time.Now, Version: "test", Words: slog.New(slog.DiscardHandler),
		})
	})
}

func TestMain(m *testing.M) {
	var err error
	if folder, err = os.MkdirTemp("", "daybook-demo-"); err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	m.Run()
}

func makeDemo(t *testing.T, o demo.Options) *demo.Demo {
	t.Helper()
	d, err := demo.Make(context.Background(), o)
	return checked(t, d, err)
}

func checked(t *testing.T, d *demo.Demo, err error) *demo.Demo {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range d.Reports {
		if r.Error != nil {
			t.Fatalf("%s: %s", r.Job, r.Error.Message)
		}
	}
	return d
}

// books are the workbooks of a demo.
func books(d *demo.Demo) []string {
	var out []string
	for _, r := range d.Reports {
		for _, f := range r.Files {
			out = append(out, f.Path)
		}
	}
	return out
}

// TestDemo: every job delivers, every check that the reference tables supply
// passes, also that against the ledger, and every workbook is one that Excel
// opens.
func TestDemo(t *testing.T) {
	for _, language := range languages {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			d := shared(t, language)
			for _, r := range d.Reports {
				if r.Outcome != runlog.Delivered || r.Exit() != 0 {
					t.Errorf("%s: %s, exit %d", r.Job, r.Outcome, r.Exit())
				}
				for _, check := range checks[r.Job] {
					if !passed(r, check) {
						t.Errorf("%s: tie-out %s did not pass", r.Job, check)
					}
				}
			}
			for _, path := range books(d) {
				xlsxtest.Verify(t, contents(t, path))
			}
		})
	}
}

// checks are those that the reference tables supply, by job.
var checks = map[string][]string{
	"receivables-daily": {"buckets", "parts", "items", "customers", "salespeople", "movement_previous", "movement_month", "movement_months", "gl"},
	"sales-weekly":      {"customers_week", "salespeople_year", "regions_year", "products_week", "categories_year", "cash_year", "orders_week"},
}

func passed(r jobs.Report, check string) bool {
	return slices.ContainsFunc(r.TieOut, func(c jobs.Identity) bool { return c.Check == check && c.Passed != nil && *c.Passed })
}

// Each recipient has one mail, and the mail has the bytes that were archived.
func TestMails(t *testing.T) {
	t.Parallel()
	d := shared(t, "en")
	if len(d.Mails) != 15 { // of the day two; of the week one to the managers and twelve to salespeople
		t.Fatalf("%d mails: %q", len(d.Mails), d.Mails)
	}
	for _, path := range d.Mails {
		_, recipient, _ := bytes.Cut([]byte(filepath.Base(path)), []byte("_"))
		kept, err := filepath.Glob(filepath.Join(d.Dir, "archive", "*", "*", "*", "*", "*", string(recipient)))
		if err != nil || len(kept) != 1 {
			t.Fatalf("the archive keeps %q of %s, %v", kept, recipient, err)
		}
		if !bytes.Equal(contents(t, path), contents(t, kept[0])) {
			t.Errorf("%s was not received as it is kept in %s", path, kept[0])
		}
	}
}

// A demo of any size is the same whenever and wherever it is made, but for the dates
// of its mails.
func TestSameTwice(t *testing.T) {
	t.Parallel()
	double := options(t)
	double.Scale = 2
	for scale, first := range map[int]*demo.Demo{1: shared(t, "en"), 2: makeDemo(t, double)} {
		later := options(t)
		later.Scale = scale
		later.Now = func() time.Time { return time.Now().AddDate(0, 0, 40) }
		a, b := books(first), books(makeDemo(t, later))
		if len(a) == 0 || len(a) != len(b) {
			t.Fatalf("scale %d: %d workbooks and %d", scale, len(a), len(b))
		}
		for i := range a {
			if !bytes.Equal(contents(t, a[i]), contents(t, b[i])) {
				t.Errorf("scale %d: %s differs from %s", scale, a[i], b[i])
			}
		}
	}
}

// A demo replaces an earlier one, with all that it left, and nothing else.
func TestFolder(t *testing.T) {
	t.Parallel()
	o := options(t)
	d := makeDemo(t, o)
	note, stray := filepath.Join(o.Dir, "notes.txt"), filepath.Join(o.Dir, "mail", "009_earlier.eml")
	for _, path := range []string{note, stray} {
		if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o.Language = "zh-CN"
	again := makeDemo(t, o)
	if len(again.Mails) != len(d.Mails) {
		t.Errorf("the second demo has mails %q", again.Mails)
	}
	if _, err := os.Stat(stray); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a mail of the earlier demo is still there: %v", err)
	}
	if got := contents(t, note); string(got) != "mine" {
		t.Errorf("a file that no demo made reads %q", got)
	}
}

func TestForeignFolder(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.Dir = t.TempDir()
	mine := filepath.Join(o.Dir, "daybook.yml")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := demo.Make(context.Background(), o)
	var usage *jobs.UsageError
	if !errors.As(err, &usage) || usage.Hint == "" {
		t.Fatalf("error %v, want one that says what to do", err)
	}
	left, err := os.ReadDir(o.Dir)
	if err != nil || len(left) != 1 || string(contents(t, mine)) != "mine" {
		t.Errorf("the folder holds %v, %v", left, err)
	}
}

// A demo that was stopped while it filled its database leaves nothing that a next
// one, or its user, could take for a demo.
func TestStopped(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	o := options(t)
	if _, err := demo.Make(ctx, o); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want that it was cancelled", err)
	}
	if left, err := os.ReadDir(o.Dir); err != nil || len(left) > 0 {
		t.Errorf("the folder holds %v, %v", left, err)
	}
}
