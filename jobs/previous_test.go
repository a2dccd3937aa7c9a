package jobs_test

import (
	"strings"
	"testing"
	"time"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs"
	"daybook/jobs/runlog"
)

// A document that is entered today and dated last week changes what Thursday's
// report said: Friday's says so, and Thursday's own does not.
func TestHistoryChangedSince(t *testing.T) {
	for _, backdated := range []bool{true, false} {
		h := newHouse(t, options{to: oneRecipient})
		h.run(jobs.Request{})
		posted := "2026-09-25"
		if backdated {
			posted = "2026-09-18"
		}
		h.write("erp.db", invoice("9", "INV-9", "2", posted, "2026-10-18", "77.07"))
		h.now = h.now.AddDate(0, 0, 1)
		h.run(jobs.Request{})
		l := h.mails()[1]
		said := strings.Contains(flat(l.text), "istory") && strings.Contains(flat(l.text), "77")
		if said != backdated {
			t.Errorf("backdated %v, said %v:\n%s", backdated, said, l.text)
		}
		has(t, l.text, "24 Sep")
	}
}

// What a report is compared with, where none was delivered before: the day of the
// firing before, by the job's calendar. 2026-09-25 is a Friday.
func TestPreviousFiring(t *testing.T) {
	for _, c := range []struct{ schedule, asOf, day, want string }{
		{"every day 07:00", "yesterday", "2026-09-24", "2026-09-23"},
		{"workdays 07:00", "yesterday", "2026-09-24", "2026-09-23"},
		{"workdays 07:00", "yesterday", "2026-09-27", "2026-09-24"}, // Monday's report, on Sunday: before it came Friday's, on Thursday
		{"workdays 07:00", "yesterday", "2026-09-28", "2026-09-27"},
		{"workdays 07:00", "yesterday", "2026-09-26", "2026-09-24"}, // no firing reports on a Saturday
		{"workdays 18:00", "today", "2026-09-28", "2026-09-25"},
		{"every monday 07:00", "last week", "2026-09-27", "2026-09-20"},
		{"every month on day 3 08:00", "last month-end", "2026-09-30", "2026-08-31"},
		{"0 8 1 1,4,7,10 *", "last month-end", "2026-09-30", "2026-06-30"},
		{"0 8 2 1 *", "last month-end", "2025-12-31", "2024-12-31"},
		{"", "yesterday", "2026-09-24", "0000-00-00"},
		{"every day 07:00", "2026-01-31", "2026-01-31", "0000-00-00"},
	} {
		schedule := config.Schedule{}
		var err error
		if c.schedule != "" {
			schedule, err = config.ParseSchedule(c.schedule)
			must(t, err)
		}
		asOf, err := config.ParseAsOf(c.asOf)
		must(t, err)
		day, err := fact.ParseDate(c.day)
		must(t, err)
		got := jobs.FiringBefore(config.Job{Schedule: schedule, AsOf: asOf, TimeZone: "Asia/Shanghai"}, day)
		if want := c.want; got.IsZero() != (want == "0000-00-00") || !got.IsZero() && got.String() != want {
			t.Errorf("%q, as of %s, on %s: compared with %s, want %s", c.schedule, c.asOf, c.day, got, want)
		}
	}
}

// Of several earlier reports the last delivered counts; one that failed does not.
func TestPreviousIsTheLastDelivered(t *testing.T) {
	h := newHouse(t, options{to: oneRecipient})
	for _, day := range []int{21, 22} {
		h.run(jobs.Request{AsOf: fact.NewDate(2026, 9, day)})
	}
	key := runlog.Key{Job: daily, AsOf: "2026-09-23"}
	run, _, err := h.Log.ClaimRun(t.Context(), key, runlog.Claimant{Holder: h.Holder, By: "li", Lease: time.Hour}, h.now)
	must(t, err)
	must(t, h.Log.FinishRun(t.Context(), run.Claim, runlog.Finish{Outcome: runlog.Failed}, h.now))
	h.run(jobs.Request{})
	mails := h.mails()
	has(t, mails[len(mails)-1].text, "22 Sep")
}
