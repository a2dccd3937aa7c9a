package runlog_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"daybook/jobs/runlog"
)

func TestRevisionAndLastDelivered(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		if _, found, err := l.Revision(t.Context(), daily.Job, daily.AsOf); err != nil || found {
			t.Fatalf("a revision of nothing: %v %v", found, err)
		}
		for _, c := range []struct {
			asOf     string
			revision int
			outcome  runlog.Outcome
			figures  string
		}{
			{"2026-09-21", 0, runlog.Delivered, `{"overdue":"21.00"}`},
			{"2026-09-22", 0, runlog.Delivered, `{"overdue":"22.00"}`},
			{"2026-09-22", 1, runlog.Partly, `{"overdue":"22.50"}`},
			{"2026-09-23", 0, runlog.Failed, ""},
			{"2026-09-24", 0, runlog.Delivered, `{"overdue":"24.00"}`},
		} {
			r := claim(t, l, runlog.Key{Job: daily.Job, AsOf: c.asOf, Revision: c.revision}, first, seven)
			must(t, l.FinishRun(t.Context(), r.Claim, runlog.Finish{Outcome: c.outcome, Figures: json.RawMessage(c.figures)}, seven))
		}
		if n, found, err := l.Revision(t.Context(), daily.Job, "2026-09-22"); err != nil || !found || n != 1 {
			t.Errorf("revision %d %v %v", n, found, err)
		}
		for before, want := range map[string]string{
			"2026-09-21": "", "2026-09-22": `{"overdue":"21.00"}`, "2026-09-24": `{"overdue":"22.50"}`, "2026-09-25": `{"overdue":"24.00"}`,
		} {
			r, found, err := l.LastDelivered(t.Context(), daily.Job, "", before)
			must(t, err)
			if found != (want != "") || string(r.Figures) != want {
				t.Errorf("before %s: %s %s, want %s", before, r.AsOf, r.Figures, want)
			}
		}
		if _, found, _ := l.LastDelivered(t.Context(), daily.Job, "华东", "2026-09-25"); found {
			t.Error("another slice's figures were found")
		}
	})
}

func TestHistory(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		for i, day := range []string{"2026-09-21", "2026-09-22", "2026-09-23"} {
			r := claim(t, l, runlog.Key{Job: daily.Job, AsOf: day}, first, seven.Add(time.Duration(i)*time.Hour))
			if i < 2 {
				_, _, err := l.ClaimDelivery(t.Context(), r.Claim, "wang@example.com", "<a@b>", seven)
				must(t, err)
				finish(t, l, r, runlog.Failed)
			}
		}
		claim(t, l, runlog.Key{Job: "sales-weekly", AsOf: "2026-09-20"}, first, seven.Add(9*time.Hour))
		for _, c := range []struct {
			name string
			f    runlog.Filter
			want string
		}{
			{"all", runlog.Filter{}, "2026-09-20 2026-09-23 2026-09-22 2026-09-21"},
			{"job", runlog.Filter{Job: daily.Job}, "2026-09-23 2026-09-22 2026-09-21"},
			{"span", runlog.Filter{From: "2026-09-21", To: "2026-09-22"}, "2026-09-22 2026-09-21"},
			{"recipient", runlog.Filter{Recipient: "wang@example.com"}, "2026-09-22 2026-09-21"},
			{"running", runlog.Filter{Running: true}, "2026-09-20 2026-09-23"},
			{"newest", runlog.Filter{Limit: 1}, "2026-09-20"},
			{"none", runlog.Filter{Job: "x"}, ""},
		} {
			runs, err := l.History(t.Context(), c.f)
			must(t, err)
			var days []string
			for _, r := range runs {
				days = append(days, r.AsOf)
			}
			if got := strings.Join(days, " "); got != c.want {
				t.Errorf("%s: %s, want %s", c.name, got, c.want)
			}
		}
	})
}

// A success is a day of which every slice ended well, however late and in which
// revision.
func TestLastSuccess(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		for i, c := range []struct {
			key     runlog.Key
			outcome runlog.Outcome
		}{
			{runlog.Key{Job: "a", AsOf: "2026-09-21"}, runlog.Delivered},
			{runlog.Key{Job: "a", AsOf: "2026-09-21", Slice: "east"}, runlog.Nothing},
			{runlog.Key{Job: "a", AsOf: "2026-09-22"}, runlog.Delivered},
			{runlog.Key{Job: "a", AsOf: "2026-09-22", Slice: "east"}, runlog.Partly},
			{runlog.Key{Job: "a", AsOf: "2026-09-20"}, runlog.Failed},
			{runlog.Key{Job: "b", AsOf: "2026-09-21"}, runlog.Failed},
			{runlog.Key{Job: "c", AsOf: "2026-09-23"}, runlog.Nothing},
			{runlog.Key{Job: "c", AsOf: "2026-09-24"}, ""},
			{runlog.Key{Job: "d", AsOf: "2026-09-21"}, runlog.Failed},
			{runlog.Key{Job: "d", AsOf: "2026-09-21", Revision: 1}, runlog.Delivered},
			{runlog.Key{Job: "e", AsOf: "2026-09-21"}, runlog.Delivered},
			{runlog.Key{Job: "e", AsOf: "2026-03-21"}, runlog.Delivered},
			{runlog.Key{Job: "f", AsOf: "2026-09-21"}, runlog.Failed},
			{runlog.Key{Job: "f", AsOf: "2026-03-21"}, runlog.Delivered},
		} {
			r := claim(t, l, c.key, first, seven)
			if c.outcome != "" {
				must(t, l.FinishRun(t.Context(), r.Claim, runlog.Finish{Outcome: c.outcome}, seven.Add(time.Duration(i)*time.Minute)))
			}
		}
		for job, want := range map[string]time.Time{
			"a": seven.Add(time.Minute), "b": {}, "c": seven.Add(6 * time.Minute), "d": seven.Add(9 * time.Minute),
			"e": seven.Add(10 * time.Minute), "f": seven.Add(13 * time.Minute), "nobody's": {},
		} {
			got, err := l.LastSuccess(t.Context(), job, seven)
			must(t, err)
			if !got.Equal(want) {
				t.Errorf("%s: %v, want %v", job, got, want)
			}
		}
	})
}
