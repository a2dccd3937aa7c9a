package config

import (
	"testing"
	"time"
)

func TestAsOfAt(t *testing.T) {
	// 2026-03-01 is a Sunday, 2026-03-02 a Monday.
	cases := []struct{ asOf, zone, now, want string }{
		{"yesterday", "UTC", "2026-03-01T07:00:00Z", "2026-02-28"},
		{"yesterday", "UTC", "2028-03-01T07:00:00Z", "2028-02-29"},
		{"yesterday", "UTC", "2026-01-01T00:00:00Z", "2025-12-31"},
		// 23:00Z on the 1st is the 2nd, 07:00, in Shanghai, and the 1st, 18:00, in New York.
		{"yesterday", "Asia/Shanghai", "2026-03-01T23:00:00Z", "2026-03-01"},
		{"yesterday", "America/New_York", "2026-03-01T23:00:00Z", "2026-02-28"},
		{"Today", "Asia/Shanghai", "2026-03-01T23:00:00Z", "2026-03-02"},
		{"last week", "UTC", "2026-03-01T07:00:00Z", "2026-02-22"}, // Sunday: its own week is not over
		{"last week", "UTC", "2026-03-02T07:00:00Z", "2026-03-01"},
		{"last week", "UTC", "2026-03-07T07:00:00Z", "2026-03-01"},
		{"last month-end", "UTC", "2026-03-01T07:00:00Z", "2026-02-28"},
		{"last month-end", "UTC", "2026-03-31T07:00:00Z", "2026-02-28"},
		{"last  Month-End", "UTC", "2026-01-15T07:00:00Z", "2025-12-31"},
		{"2005-05-31", "Asia/Shanghai", "2026-03-01T23:00:00Z", "2005-05-31"},
	}
	for _, c := range cases {
		asOf, err := ParseAsOf(c.asOf)
		if err != nil {
			t.Fatal(err)
		}
		y, m, d := asOf.At(mustInstant(t, c.now), mustZone(t, c.zone))
		if got := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Format(time.DateOnly); got != c.want {
			t.Errorf("%s at %s in %s is %s, want %s", c.asOf, c.now, c.zone, got, c.want)
		}
	}
}

func TestParseAsOfRefuses(t *testing.T) {
	cases := []struct{ text, want string }{
		{"now", `"now" is for alerts, which do not exist yet; allowed: ` + asOfForms},
		{"2026-02-30", `"2026-02-30" is not in the calendar; allowed: ` + asOfForms},
		{"2026-13-01", `"2026-13-01" is not in the calendar; allowed: ` + asOfForms},
		{"31.05.2026", `"31.05.2026" is not an as-of date; allowed: ` + asOfForms},
		{"yesterdya", `"yesterdya" is not an as-of date; allowed: ` + asOfForms + "; did you mean yesterday?"},
	}
	for _, c := range cases {
		if _, err := ParseAsOf(c.text); err == nil || err.Error() != c.want {
			t.Errorf("%q: got %v, want %s", c.text, err, c.want)
		}
	}
}

func TestFiresTwice(t *testing.T) {
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	cases := []struct {
		schedule, asOf string
		want           [2]string // zero: never twice
	}{
		{"workdays 07:00", "yesterday", [2]string{}},
		{"every day 02:30", "today", [2]string{}},
		{"every monday 07:30", "last week", [2]string{}},
		{"first workday of the month 08:00", "last month-end", [2]string{}},
		{"every month on day 3 08:00", "last month-end", [2]string{}},
		// 2026-01-02 is a Friday: the last Sunday before it and before Saturday is 28 December.
		{"workdays 07:00", "last week", [2]string{"2026-01-01T07:00:00Z", "2026-01-02T07:00:00Z"}},
		{"0 7,19 * * *", "yesterday", [2]string{"2026-01-01T07:00:00Z", "2026-01-01T19:00:00Z"}},
		{"0 7 1,15 * *", "last month-end", [2]string{"2026-01-01T07:00:00Z", "2026-01-15T07:00:00Z"}},
		// A Monday and a 1st that meet in one week: 2026-01-01 is the only firing of its
		// own, but 2026-01-26 is a Monday and 2026-02-01 the Sunday after it.
		{"0 7 1 * mon", "last week", [2]string{"2026-01-26T07:00:00Z", "2026-02-01T07:00:00Z"}},
		{"workdays 07:00", "last workday", [2]string{}},
		// Saturday, 3 January, and the Sunday after it report on the same Friday.
		{"every day 07:00", "last workday", [2]string{"2026-01-03T07:00:00Z", "2026-01-04T07:00:00Z"}},
		{"every month on day 1 07:00", "2025-12-31", [2]string{"2026-01-01T07:00:00Z", "2026-02-01T07:00:00Z"}},
	}
	for _, c := range cases {
		asOf, err := ParseAsOf(c.asOf)
		if err != nil {
			t.Fatal(err)
		}
		j := Job{Schedule: mustSchedule(t, c.schedule), AsOf: asOf, TimeZone: "UTC"}
		twice, at := j.FiresTwice(from)
		if !twice {
			at = [2]time.Time{}
		}
		for i := range at {
			if want := c.want[i]; twice != (want != "") || twice && !at[i].Equal(mustInstant(t, want)) {
				t.Errorf("%q as of %s: got %v %s, want %s", c.schedule, c.asOf, twice, at[i], want)
			}
		}
	}
}
