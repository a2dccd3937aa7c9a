package jobs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook/extract/fact"
	"daybook/jobs"
	"daybook/jobs/archive"
	"daybook/jobs/runlog"
)

// kept are the days of which the archive has something, with job and slice.
func (h *house) kept() []string {
	var out []string
	for path := range h.archived() {
		if strings.HasSuffix(path, archive.ManifestName) {
			out = append(out, strings.TrimSuffix(path, "/"+archive.ManifestName))
		}
	}
	slices.Sort(out)
	return out
}

// detailed are the runs of which the runlog has more than the outcome.
func (h *house) detailed() []string {
	var out []string
	for _, run := range h.runs() {
		deliveries, err := h.Log.Deliveries(h.t.Context(), run.ID)
		must(h.t, err)
		if len(run.Figures) > 0 || len(run.Manifest) > 0 || len(deliveries) > 0 {
			out = append(out, run.AsOf+" "+run.Slice)
		}
	}
	slices.Sort(out)
	return out
}

// on runs the daily job on a day at seven, for the day before.
func (h *house) on(day time.Time, q jobs.Request) jobs.Report {
	h.t.Helper()
	h.now = day
	q.By, q.AsOf = "schedule", fact.DateOf(day).AddDays(-1)
	return h.run(q)
}

// Of five days in August, forty days later: the first four are old, and of these the
// last delivered would stay if nothing had been delivered since.
func TestPrune(t *testing.T) {
	h := newHouse(t, options{})
	h.Config.Keep = 40
	august := func(day int) time.Time { return time.Date(2026, 8, day, 7, 0, 0, 0, shanghai) }
	for day := 11; day <= 15; day++ {
		h.on(august(day), jobs.Request{})
	}
	h.now = august(11)
	h.run(jobs.Request{AsOf: fact.NewDate(2026, 8, 12), Restate: true})
	before := h.detailed()
	h.now = time.Date(2026, 9, 23, 7, 0, 1, 0, shanghai) // 40 days after the 14th
	would, err := h.Prune(t.Context(), true)
	must(t, err)
	if diff := cmp.Diff(before, h.detailed()); diff != "" || len(h.kept()) != 12 {
		t.Errorf("a dry run removed something: %s %q", diff, h.kept())
	}
	gone, err := h.Prune(t.Context(), false)
	must(t, err)
	if diff := cmp.Diff(would, gone); diff != "" {
		t.Errorf("a dry run told otherwise: %s", diff)
	}
	want := []string{"2026/08/14/receivables-daily/all", "2026/08/14/receivables-daily/east"}
	if diff := cmp.Diff(want, h.kept()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"2026-08-14 ", "2026-08-14 east"}, h.detailed()); diff != "" {
		t.Error(diff)
	}
	if left, err := os.ReadDir(filepath.Join(h.dir, "archive", "2026", "08")); err != nil || len(left) != 1 {
		t.Errorf("empty folders are left: %v %v", left, err)
	}
	if found, err := runlog.Inspect(t.Context(), h.Config.State.Place(), h.now); err != nil || len(found) != 0 {
		t.Errorf("%v %v", found, err)
	}
	if again, err := h.Prune(t.Context(), false); err != nil || len(again) != 0 {
		t.Errorf("again: %+v %v", again, err)
	}
	// What was delivered is not delivered again, though nobody knows any more to whom.
	mails := len(h.mails())
	if report := h.run(jobs.Request{AsOf: fact.NewDate(2026, 8, 11)}); report.Outcome != runlog.Delivered || len(h.mails()) != mails {
		t.Errorf("%s, %d mails more", report.Outcome, len(h.mails())-mails)
	}
	// And what is gone cannot be sent again, and says so.
	runs, err := h.Log.History(t.Context(), runlog.Filter{Job: daily, From: "2026-08-10", To: "2026-08-10"})
	must(t, err)
	report := h.Resend(t.Context(), jobs.ResendRequest{Run: runs[0].ID, By: "li"})
	if report.Error == nil || len(h.mails()) != mails || !strings.Contains(report.Error.Hint, "or it was removed") {
		t.Errorf("%+v", report)
	}
}

// The last delivered stays however old it is, and so does what is open, and what was
// made lately of a day long ago.
func TestPruneSpares(t *testing.T) {
	old, now := time.Date(2026, 7, 2, 7, 0, 0, 0, shanghai), time.Date(2026, 9, 25, 7, 0, 0, 0, shanghai)
	for _, c := range []struct {
		name string
		make func(*house)
		want []string // of the archive
	}{
		{"the last delivered", func(h *house) { h.on(old, jobs.Request{}) }, []string{"2026/07/01"}},
		{"the last delivered, before one that failed", func(h *house) {
			h.on(old.AddDate(0, 0, -1), jobs.Request{})
			h.on(old, jobs.Request{})
			h.Source = &fakeSource{unreachable}
			h.on(now, jobs.Request{})
		}, []string{"2026/07/01"}},
		{"made lately", func(h *house) {
			h.now = now
			h.run(jobs.Request{AsOf: fact.NewDate(2026, 6, 1)})
			h.run(jobs.Request{})
		}, []string{"2026/06/01", "2026/09/24"}},
		{"a slice restated lately", func(h *house) {
			h.on(old, jobs.Request{})
			h.now = now.AddDate(0, 0, -1)
			h.run(jobs.Request{})
			h.run(jobs.Request{AsOf: fact.NewDate(2026, 7, 1), Restate: true})
		}, []string{"2026/07/01", "2026/07/01", "2026/09/23"}},
		{"killed while it sent", func(h *house) {
			h.now = old
			h.dies(jobs.Request{}, 1, beforeSending)
			h.now = now
			h.run(jobs.Request{})
		}, []string{"2026/07/01", "2026/09/24"}},
		{"of another runlog", func(h *house) {
			_, err := archive.Store(h.Config.Archive, archive.Entry{Day: fact.NewDate(2026, 7, 1), Manifest: archive.Manifest{Job: "another", AsOf: "2026-07-01", Attempt: 1}})
			must(h.t, err)
		}, []string{"2026/07/01"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t, options{to: oneRecipient})
			h.Config.Keep = 40
			c.make(h)
			h.now = now.Add(time.Minute)
			_, err := h.Prune(t.Context(), false)
			must(t, err)
			var days []string
			for _, k := range h.kept() {
				days = append(days, k[:len("2026/07/01")])
			}
			if diff := cmp.Diff(c.want, days); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A process that ends at any step of the removing leaves what the next one ends.
func TestPruneAfterACrash(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient})
	h.Config.Keep = 40
	for day := 2; day <= 4; day++ {
		h.on(time.Date(2026, 7, day, 7, 0, 0, 0, shanghai), jobs.Request{})
	}
	h.now = seven
	// The first folder is gone and the runlog not told; of the second the half is aside.
	must(t, os.RemoveAll(filepath.Join(h.Config.Archive, "2026/07/01")))
	aside := filepath.Join(h.Config.Archive, ".draft-1", "removed")
	must(t, os.MkdirAll(filepath.Dir(aside), 0o700))
	must(t, os.Rename(filepath.Join(h.Config.Archive, "2026/07/02/receivables-daily/all"), aside))
	_, err := h.Prune(t.Context(), false)
	must(t, err)
	must(t, archive.Sweep(h.Config.Archive, time.Now().Add(time.Hour)))
	if diff := cmp.Diff([]string{"2026/07/03/receivables-daily/all"}, h.kept()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"2026-07-03 "}, h.detailed()); diff != "" {
		t.Error(diff)
	}
}

// A daemon removes after a run, and says it in one line.
func TestServePrunes(t *testing.T) {
	d := newDaemon(t, at(24, 6, 30), "last")
	d.Config.Keep = 40
	for day := 2; day <= 4; day++ {
		at := time.Date(2026, 7, day, 7, 0, 0, 0, shanghai)
		d.ran(fmt.Sprintf("2026-07-%02d", day-1), "li", at, d.Holder, "")
		run, err := d.Log.History(t.Context(), runlog.Filter{Running: true})
		must(t, err)
		must(t, d.Log.FinishRun(t.Context(), run[0].Claim, runlog.Finish{Outcome: runlog.Delivered, Figures: []byte(`{}`)}, at))
	}
	d.start()
	d.clock.Advance(30 * time.Minute)
	d.until("2026-07-01 delivered, li", "2026-07-02 delivered, li", "2026-07-03 delivered, li", "2026-09-23 delivered, schedule")
	d.wait(func() bool { return strings.Contains(d.words.String(), "removed what is older") })
	must(t, d.stopped())
	has(t, d.words.String(), `msg="removed what is older than keep" folders=0 bytes=0 runs=3 keep="40 days"`)
	if diff := cmp.Diff([]string{"2026-09-23 "}, d.detailed()); diff != "" {
		t.Error(diff)
	}
}

// Everything is kept where nothing is said.
func TestPruneNothing(t *testing.T) {
	h := newHouse(t, options{})
	h.on(time.Date(2020, 1, 2, 7, 0, 0, 0, shanghai), jobs.Request{})
	h.on(seven, jobs.Request{})
	if gone, err := h.Prune(t.Context(), false); err != nil || len(gone) != 0 || len(h.kept()) != 4 {
		t.Errorf("%+v %v, kept %q", gone, err, h.kept())
	}
}
