package jobs_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/extract/reference"
	"daybook/jobs"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The object that scripts read: names, order and forms are a contract. The amounts
// are worked out in the comment at [books].
func TestJSON(t *testing.T) {
	for _, c := range []struct {
		golden  string
		options options
		prepare func(*house)
	}{
		{"delivered.json", options{}, nil},
		{"failed.json", options{}, func(h *house) { h.Source = &fakeSource{unreachable} }},
	} {
		h := newHouse(t, c.options)
		if c.prepare != nil {
			c.prepare(h)
		}
		got, err := json.MarshalIndent(h.run(jobs.Request{}), "", "  ")
		must(t, err)
		got = bytes.ReplaceAll(got, []byte(h.dir), []byte("DIR"))
		got = regexp.MustCompile(`"(sha256|bytes|sheets|rows)": [^,\n]+`).ReplaceAll(got, []byte(`"$1": "…"`))
		golden(t, c.golden, append(got, '\n'))
	}
}

// golden compares with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join(home, "testdata", name)
	if *update {
		must(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s: %s", name, diff)
	}
}

// home is this folder; tests work in others.
var home, _ = os.Getwd()

// A check whose other side is not supplied neither passes nor fails.
func TestUnsuppliedCheckIsNull(t *testing.T) {
	rows := books()
	h := newHouse(t, options{rows: rows[:len(rows)-1], to: oneRecipient}) // without the ledger
	report := h.run(jobs.Request{})
	got, err := json.Marshal(report)
	must(t, err)
	if want := `{"check":"gl","left":"1317.31","right":null,"difference":null,"passed":null}`; !strings.Contains(string(got), want) || report.Exit() != 0 {
		t.Errorf("exit %d, %s is not in %s", report.Exit(), want, got)
	}
}

// Rows that cannot be used are counted and never change the exit code.
func TestOddRowsAreNoFailure(t *testing.T) {
	odd := reference.Document{ID: "8", Number: "INV-8", Kind: "invoice", Customer: "1", Posted: "0000-00-00", Currency: "CNY", Net: "1", Tax: "0", Gross: "1"}
	h := newHouse(t, options{rows: append(books(), odd), to: oneRecipient})
	report := h.run(jobs.Request{})
	if d := report.Data; report.Exit() != 0 || d.Excluded != 1 || d.Read != d.Used+d.Excluded {
		t.Errorf("exit %d, %+v", report.Exit(), d)
	}
}
