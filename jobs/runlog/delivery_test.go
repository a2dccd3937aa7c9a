package runlog_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybook/jobs/runlog"
)

func deliver(t *testing.T, l *runlog.Log, r runlog.Run, to string) (runlog.Delivery, bool) {
	t.Helper()
	d, ok, err := l.ClaimDelivery(t.Context(), r.Claim, to, "<1@daybook>", seven)
	must(t, err)
	return d, ok
}

func TestDeliveryAfterTakeover(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		for _, c := range []struct {
			name    string
			before  func(*runlog.Log, runlog.Delivery) error // how far the first attempt came
			again   bool
			outcome runlog.Outcome
		}{
			{"claimed", func(*runlog.Log, runlog.Delivery) error { return nil }, true, ""},
			{"sending", func(l *runlog.Log, d runlog.Delivery) error {
				return l.MarkSending(t.Context(), d.DeliveryClaim, seven)
			}, false, runlog.Unknown},
			{"deferred", func(l *runlog.Log, d runlog.Delivery) error {
				return errors.Join(l.MarkSending(t.Context(), d.DeliveryClaim, seven), l.MarkDeferred(t.Context(), d.DeliveryClaim, "451 later"))
			}, true, ""},
			{"failed", func(l *runlog.Log, d runlog.Delivery) error {
				return l.FinishDelivery(t.Context(), d.DeliveryClaim, runlog.Receipt{Outcome: runlog.Failed, Reason: "550"}, seven)
			}, true, ""},
			{"unknown", func(l *runlog.Log, d runlog.Delivery) error {
				return l.FinishDelivery(t.Context(), d.DeliveryClaim, runlog.Receipt{Outcome: runlog.Unknown}, seven)
			}, false, runlog.Unknown},
			{"delivered", func(l *runlog.Log, d runlog.Delivery) error {
				return l.FinishDelivery(t.Context(), d.DeliveryClaim, runlog.Receipt{Outcome: runlog.Delivered, Reply: "2.0.0 OK", SHA256: "ab"}, seven)
			}, false, runlog.Delivered},
		} {
			t.Run(c.name, func(t *testing.T) {
				l, key := at.open(t), runlog.Key{Job: c.name, AsOf: daily.AsOf}
				r := claim(t, l, key, first, seven)
				d, ok := deliver(t, l, r, "li@example.com")
				if !ok {
					t.Fatal("not claimed at first")
				}
				must(t, c.before(l, d))
				r2 := claim(t, l, key, heir, seven.Add(time.Hour))
				d2, ok := deliver(t, l, r2, "li@example.com")
				if ok != c.again || d2.Outcome != c.outcome {
					t.Fatalf("claimed %v with outcome %q, want %v %q", ok, d2.Outcome, c.again, c.outcome)
				}
				if err := l.MarkSending(t.Context(), d.DeliveryClaim, seven); !errors.Is(err, runlog.ErrLost) {
					t.Errorf("the first attempt may still send: %v", err)
				}
			})
		}
	})
}

func TestDeliveryNeedsTheRun(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		r := claim(t, l, daily, first, seven)
		if _, ok := deliver(t, l, r, "li@example.com"); !ok {
			t.Fatal("not claimed")
		}
		if _, ok := deliver(t, l, r, "li@example.com"); ok {
			t.Error("claimed twice by one attempt")
		}
		finish(t, l, r, runlog.Delivered)
		if _, _, err := l.ClaimDelivery(t.Context(), r.Claim, "wu@example.com", "<2@daybook>", seven); !errors.Is(err, runlog.ErrLost) {
			t.Errorf("claimed for a run that has ended: %v", err)
		}
	})
}

func TestLateAnswerReplacesUnknown(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		r := claim(t, l, daily, first, seven)
		d, _ := deliver(t, l, r, "li@example.com")
		must(t, l.MarkSending(t.Context(), d.DeliveryClaim, seven))
		r2 := claim(t, l, daily, heir, seven.Add(time.Hour))
		must(t, l.FinishDelivery(t.Context(), d.DeliveryClaim, runlog.Receipt{Outcome: runlog.Delivered, Reply: "250 queued"}, seven))
		list, err := l.Deliveries(t.Context(), r2.ID)
		must(t, err)
		if len(list) != 1 || list[0].Outcome != runlog.Delivered || list[0].Reply != "250 queued" || !list[0].Sending.Equal(seven) {
			t.Errorf("recorded as %+v", list)
		}
	})
}

// Whatever is killed when, and whoever takes over: a message reaches the server
// once, or is recorded as unknown and reaches it at most once.
func TestNeverTwice(t *testing.T) {
	onEach(t, func(t *testing.T, at place) {
		l := at.open(t)
		day := 0
		rapid.Check(t, func(rt *rapid.T) {
			day++
			key := runlog.Key{Job: "receivables-daily", AsOf: seven.AddDate(0, 0, day).Format(time.DateOnly)}
			accepted := map[string]int{}
			now := seven
			for attempt := range rapid.IntRange(1, 5).Draw(rt, "attempts") {
				by := first
				by.PID += attempt
				by.Gone = heir.Gone
				now = now.Add(time.Hour)
				r, ok, err := l.ClaimRun(t.Context(), key, by, now)
				must(t, err)
				if ok {
					runOnce(t, rt, l, r, accepted, now)
				}
			}
			runs, err := l.History(t.Context(), runlog.Filter{From: key.AsOf, To: key.AsOf})
			must(t, err)
			list, err := l.Deliveries(t.Context(), runs[0].ID)
			must(t, err)
			for _, d := range list {
				n := accepted[d.Recipient]
				if n > 1 || d.Outcome == runlog.Delivered && n != 1 || d.Outcome == runlog.Failed && n != 0 {
					rt.Fatalf("%s: accepted %d times, recorded as %q", d.Recipient, n, d.Outcome)
				}
			}
		})
	})
}

// runOnce is a run that is killed at a random step, or ends.
func runOnce(t *testing.T, rt *rapid.T, l *runlog.Log, r runlog.Run, accepted map[string]int, now time.Time) {
	kill := rapid.IntRange(0, 14).Draw(rt, "killed at step")
	step := 0
	alive := func() bool { step++; return step <= kill }
	var ends []runlog.Outcome
	for _, to := range []string{"a@example.com", "b@example.com", "c@example.com"} {
		d, ok, err := l.ClaimDelivery(t.Context(), r.Claim, to, "<1@daybook>", now)
		must(t, err)
		if !ok {
			ends = append(ends, d.Outcome)
			continue
		}
		if !alive() {
			return
		}
		must(t, l.MarkSending(t.Context(), d.DeliveryClaim, now))
		if !alive() {
			return
		}
		end := runlog.Failed
		if rapid.Bool().Draw(rt, "server accepts") {
			accepted[to]++
			end = runlog.Delivered
		}
		if !alive() {
			return
		}
		must(t, l.FinishDelivery(t.Context(), d.DeliveryClaim, runlog.Receipt{Outcome: end}, now))
		ends = append(ends, end)
	}
	if alive() {
		must(t, l.FinishRun(t.Context(), r.Claim, runlog.Finish{Outcome: runlog.Combine(ends)}, now))
	}
}
