package runlog_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook/jobs/runlog"
)

// ended makes a run with one delivery that ended so.
func ended(t *testing.T, l *runlog.Log, key runlog.Key, run, delivery runlog.Outcome, at time.Time) runlog.Run {
	t.Helper()
	r := claim(t, l, key, first, at)
	d, _, err := l.ClaimDelivery(t.Context(), r.Claim, "wang@example.com", "<a@b>", at)
	must(t, err)
	if delivery != "" {
		must(t, l.FinishDelivery(t.Context(), d.DeliveryClaim, runlog.Receipt{Outcome: delivery}, at))
	}
	must(t, l.FinishRun(t.Context(), r.Claim, runlog.Finish{Outcome: run, Figures: []byte(`{"overdue":"1.00"}`), Manifest: []byte(`{}`)}, at))
	return r
}

func TestStrip(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		old, late := seven.AddDate(0, 0, -50), seven.AddDate(0, 0, -1)
		key := func(day, slice string) runlog.Key { return runlog.Key{Job: daily.Job, AsOf: day, Slice: slice} }
		ended(t, l, key("2026-08-01", ""), runlog.Delivered, runlog.Delivered, old)
		ended(t, l, key("2026-08-02", ""), runlog.Partly, runlog.Failed, old)
		ended(t, l, key("2026-08-03", ""), runlog.Failed, "", old) // a mail of which nobody knows
		ended(t, l, key("2026-08-04", ""), runlog.Failed, runlog.Failed, old)
		again := ended(t, l, key("2026-08-05", ""), runlog.Failed, runlog.Failed, old) // begun anew below
		ended(t, l, key("2026-08-01", "east"), runlog.Delivered, runlog.Delivered, old)
		ended(t, l, key("2026-08-01", "west"), runlog.Delivered, runlog.Delivered, old)
		ended(t, l, key("2026-08-02", "west"), runlog.Delivered, runlog.Delivered, old)
		ended(t, l, key("2026-08-06", ""), runlog.Delivered, runlog.Delivered, late)
		expired, err := l.Expired(t.Context(), seven.AddDate(0, 0, -40))
		must(t, err)
		var got []string
		for _, r := range expired {
			got = append(got, r.AsOf+r.Slice)
		}
		want := []string{"2026-08-01", "2026-08-02", "2026-08-04", "2026-08-05", "2026-08-01west"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		claim(t, l, again.Key, second, seven)
		for _, r := range expired {
			stripped, err := l.Strip(t.Context(), r)
			if must(t, err); stripped != (r.ID != again.ID) {
				t.Errorf("%s: stripped %v", r.Key, stripped)
			}
		}
		all, err := l.History(t.Context(), runlog.Filter{})
		must(t, err)
		mailed := map[string]int{}
		for _, r := range all {
			deliveries, err := l.Deliveries(t.Context(), r.ID)
			must(t, err)
			mailed[r.AsOf+r.Slice] = len(deliveries)
			if bare := len(r.Figures) == 0 && len(r.Manifest) == 0; bare != slices.ContainsFunc(expired, func(e runlog.Run) bool { return e.ID == r.ID && e.ID != again.ID }) {
				t.Errorf("%s is bare: %v", r.Key, bare)
			}
		}
		// Of what may be made again it stays known who had it.
		wantMailed := map[string]int{"2026-08-01": 0, "2026-08-02": 1, "2026-08-03": 1, "2026-08-04": 1, "2026-08-05": 1, "2026-08-01east": 1, "2026-08-01west": 0, "2026-08-02west": 1, "2026-08-06": 1}
		if diff := cmp.Diff(wantMailed, mailed); diff != "" {
			t.Error(diff)
		}
		if again, err := l.Expired(t.Context(), seven.AddDate(0, 0, -40)); err != nil || len(again) != 0 {
			t.Errorf("%v %v", again, err)
		}
	})
}
