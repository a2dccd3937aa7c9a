package config

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Expected instants are written in UTC and were reasoned out from the tz database's
// rules, which stand beside each case; Go's own local time plays no part in them.
func TestNext(t *testing.T) {
	cases := []struct {
		name, schedule, zone, after string
		want                        []string
	}{
		// 2026-01-01 is a Thursday.
		{"day of the same day", "every day 07:00", "UTC", "2026-01-01T06:59:59Z", []string{"2026-01-01T07:00:00Z", "2026-01-02T07:00:00Z"}},
		{"strictly after", "every day 07:00", "UTC", "2026-01-01T07:00:00Z", []string{"2026-01-02T07:00:00Z"}},
		{"fraction of a second before", "every day 07:00", "UTC", "2026-01-01T06:59:59.999Z", []string{"2026-01-01T07:00:00Z"}},
		{"New Year in Shanghai is the 31st in UTC", "every day 00:00", "Asia/Shanghai", "2025-12-30T20:00:00Z", []string{"2025-12-31T16:00:00Z", "2026-01-01T16:00:00Z"}},
		{"workdays over a weekend", "workdays 07:00", "Asia/Shanghai", "2026-01-01T00:00:00Z", []string{"2026-01-01T23:00:00Z", "2026-01-04T23:00:00Z"}},
		{"monday", "every monday 07:30", "UTC", "2026-01-01T00:00:00Z", []string{"2026-01-05T07:30:00Z", "2026-01-12T07:30:00Z"}},
		{"short name", "every Sun 23:59", "UTC", "2026-01-01T00:00:00Z", []string{"2026-01-04T23:59:00Z"}},
		{"day of the month", "every month on day 3 08:00", "UTC", "2026-01-03T08:00:00Z", []string{"2026-02-03T08:00:00Z", "2026-03-03T08:00:00Z"}},
		// 2026-02-01 is a Sunday, 2026-05-01 a Friday, 2026-08-01 a Saturday.
		{"first workday", "first workday of the month 08:00", "UTC", "2026-01-31T00:00:00Z", []string{"2026-02-02T08:00:00Z", "2026-03-02T08:00:00Z", "2026-04-01T08:00:00Z", "2026-05-01T08:00:00Z", "2026-06-01T08:00:00Z", "2026-07-01T08:00:00Z", "2026-08-03T08:00:00Z"}},
		// 2026-01-31 is a Saturday, 2026-02-28 a Saturday, 2026-03-31 a Tuesday, 2026-05-31 a Sunday.
		{"last workday", "last workday of the month 18:00", "UTC", "2026-01-01T00:00:00Z", []string{"2026-01-30T18:00:00Z", "2026-02-27T18:00:00Z", "2026-03-31T18:00:00Z", "2026-04-30T18:00:00Z", "2026-05-29T18:00:00Z"}},
		{"last day, leap year", "last day of the month 18:00", "UTC", "2028-01-31T18:00:00Z", []string{"2028-02-29T18:00:00Z", "2028-03-31T18:00:00Z", "2028-04-30T18:00:00Z"}},
		{"every 15 minutes", "every 15 minutes", "UTC", "2026-01-01T23:31:00Z", []string{"2026-01-01T23:45:00Z", "2026-01-02T00:00:00Z", "2026-01-02T00:15:00Z"}},
		{"every 60 minutes", "every 60 minutes", "Asia/Kolkata", "2026-01-01T00:00:00Z", []string{"2026-01-01T00:30:00Z", "2026-01-01T01:30:00Z"}},
		{"cron list, range, step", "5,35-45/5 6-18/6 * * *", "UTC", "2026-01-01T06:00:00Z", []string{"2026-01-01T06:05:00Z", "2026-01-01T06:35:00Z", "2026-01-01T06:40:00Z", "2026-01-01T06:45:00Z", "2026-01-01T12:05:00Z"}},
		{"cron names", "0 7 * JAN,mar Mon-Wed", "UTC", "2026-01-27T12:00:00Z", []string{"2026-01-28T07:00:00Z", "2026-03-02T07:00:00Z"}},
		{"cron 7 is Sunday", "0 7 * * 7", "UTC", "2026-01-01T00:00:00Z", []string{"2026-01-04T07:00:00Z"}},
		{"cron fri-sun", "0 7 * * fri-sun", "UTC", "2026-01-01T00:00:00Z", []string{"2026-01-02T07:00:00Z", "2026-01-03T07:00:00Z", "2026-01-04T07:00:00Z", "2026-01-09T07:00:00Z"}},
		// crontab(5)'s own example: 1st, 15th and every Friday.
		{"cron day or weekday", "30 4 1,15 * 5", "UTC", "2026-01-01T00:00:00Z", []string{"2026-01-01T04:30:00Z", "2026-01-02T04:30:00Z", "2026-01-09T04:30:00Z", "2026-01-15T04:30:00Z", "2026-01-16T04:30:00Z"}},
		{"cron day and weekday where one begins with *", "0 0 */10 * fri", "UTC", "2026-01-01T00:00:00Z", []string{"2026-05-01T00:00:00Z", "2026-07-31T00:00:00Z"}},
		{"29 February over 2100", "0 0 29 2 *", "UTC", "2096-02-29T00:00:00Z", []string{"2104-02-29T00:00:00Z"}},

		// New York 2026: on 8 March 02:00 EST (UTC-5) becomes 03:00 EDT (UTC-4), at
		// 07:00Z; on 1 November 02:00 EDT becomes 01:00 EST, at 06:00Z.
		{"New York, skipped", "every day 02:30", "America/New_York", "2026-03-07T00:00:00Z", []string{"2026-03-07T07:30:00Z", "2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z"}},
		{"New York, several skipped and the end on the schedule", "*/20 2,3 * * *", "America/New_York", "2026-03-08T00:00:00Z", []string{"2026-03-08T07:00:00Z", "2026-03-08T07:20:00Z", "2026-03-08T07:40:00Z", "2026-03-09T06:00:00Z"}},
		{"New York, repeated", "every day 01:30", "America/New_York", "2026-10-31T06:00:00Z", []string{"2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"}},
		{"New York, asked within the repeated hour", "every day 01:30", "America/New_York", "2026-11-01T06:10:00Z", []string{"2026-11-02T06:30:00Z"}},
		{"New York, quarters fall silent", "every 15 minutes", "America/New_York", "2026-11-01T05:40:00Z", []string{"2026-11-01T05:45:00Z", "2026-11-01T07:00:00Z"}},
		{"New York, the hour after the repeated one", "every day 02:00", "America/New_York", "2026-10-31T12:00:00Z", []string{"2026-11-01T07:00:00Z"}},

		// London 2026: on 29 March 01:00 GMT becomes 02:00 BST (UTC+1), at 01:00Z; on 25
		// October 02:00 BST becomes 01:00 GMT, at 01:00Z.
		{"London, skipped", "every day 01:30", "Europe/London", "2026-03-28T02:00:00Z", []string{"2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"}},
		{"London, start of the gap", "every day 01:00", "Europe/London", "2026-03-28T02:00:00Z", []string{"2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"}},
		{"London, repeated", "every day 01:30", "Europe/London", "2026-10-24T12:00:00Z", []string{"2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"}},
		{"London, mornings move in UTC only", "every day 07:00", "Europe/London", "2026-03-28T00:00:00Z", []string{"2026-03-28T07:00:00Z", "2026-03-29T06:00:00Z"}},

		// Lord Howe 2026 changes by half an hour: on 4 October 02:00 LHST (UTC+10:30)
		// becomes 02:30 LHDT (UTC+11), at 3 October 15:30Z; on 5 April 02:00 LHDT becomes
		// 01:30 LHST, at 4 April 15:00Z.
		{"Lord Howe, skipped", "every day 02:15", "Australia/Lord_Howe", "2026-10-02T16:00:00Z", []string{"2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z"}},
		{"Lord Howe, after the gap", "every day 02:45", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", []string{"2026-10-03T15:45:00Z"}},
		{"Lord Howe, repeated", "every day 01:45", "Australia/Lord_Howe", "2026-04-04T00:00:00Z", []string{"2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z"}},
		{"Lord Howe, quarters", "every 15 minutes", "Australia/Lord_Howe", "2026-04-04T14:30:00Z", []string{"2026-04-04T14:45:00Z", "2026-04-04T15:30:00Z"}},

		// São Paulo 2018: on 4 November 00:00 (UTC-3) becomes 01:00 (UTC-2), at 03:00Z; on
		// 18 February 00:00 (UTC-2) becomes 17 February 23:00 (UTC-3), at 02:00Z.
		{"São Paulo, midnight skipped", "every day 00:00", "America/Sao_Paulo", "2018-11-03T12:00:00Z", []string{"2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"}},
		{"São Paulo, evening repeated", "every day 23:30", "America/Sao_Paulo", "2018-02-17T12:00:00Z", []string{"2018-02-18T01:30:00Z", "2018-02-19T02:30:00Z"}},
		{"São Paulo, midnight after the repeated evening", "every day 00:00", "America/Sao_Paulo", "2018-02-17T12:00:00Z", []string{"2018-02-18T03:00:00Z"}},

		// Shanghai last changed its clock in 1991: on 14 April 02:00 CST (UTC+8) became
		// 03:00 CDT, at 13 April 18:00Z. Since then it never does.
		{"Shanghai 1991, skipped", "every day 02:30", "Asia/Shanghai", "1991-04-13T00:00:00Z", []string{"1991-04-13T18:00:00Z", "1991-04-14T17:30:00Z"}},
		{"Shanghai 2026", "every day 02:30", "Asia/Shanghai", "2026-03-28T12:00:00Z", []string{"2026-03-28T18:30:00Z", "2026-03-29T18:30:00Z", "2026-03-30T18:30:00Z"}},

		// Samoa left out 30 December 2011: 29 December 24:00 (UTC-10) became 31 December
		// 00:00 (UTC+14), at 30 December 10:00Z.
		{"Apia, a day skipped", "every day 07:00", "Pacific/Apia", "2011-12-29T12:00:00Z", []string{"2011-12-29T17:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T17:00:00Z"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, loc, at := mustSchedule(t, c.schedule), mustZone(t, c.zone), mustInstant(t, c.after)
			for i, want := range c.want {
				at = s.Next(at, loc)
				if !at.Equal(mustInstant(t, want)) {
					t.Fatalf("firing %d of %q after %s is %s, want %s", i+1, s, c.after, at.UTC().Format(time.RFC3339Nano), want)
				}
				if at.Location() != loc {
					t.Errorf("firing is in %s, want %s", at.Location(), loc)
				}
			}
		})
	}
}

// Two years of "every day" fire once on each of 731 days in every zone, whatever its
// clock does.
func TestNextOncePerDay(t *testing.T) {
	for _, zone := range []string{"America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Shanghai"} {
		loc := mustZone(t, zone)
		for _, words := range []string{"every day 00:00", "every day 01:30", "every day 02:15", "every day 23:45"} {
			s := mustSchedule(t, words)
			from := time.Date(2018, 1, 1, 12, 0, 0, 0, loc)
			until := time.Date(2020, 1, 1, 12, 0, 0, 0, loc)
			count := 0
			for at := s.Next(from, loc); !at.After(until); at = s.Next(at, loc) {
				count++
			}
			if count != 730 {
				t.Errorf("%q in %s fires %d times from noon to noon over 2018 and 2019, want 730", words, zone, count)
			}
		}
	}
}

func TestNextOfNoSchedule(t *testing.T) {
	if at := (Schedule{}).Next(time.Unix(0, 0), time.UTC); !at.IsZero() {
		t.Errorf("no schedule fires at %s", at)
	}
}

// A firing is after the instant asked from, and nothing fires between the two.
func TestNextIsTheNearest(t *testing.T) {
	zones := []string{"UTC", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Shanghai", "America/Sao_Paulo", "Asia/Kathmandu"}
	words := []string{"every day 02:30", "workdays 07:00", "every 30 minutes", "*/7 1-3 * * *", "last day of the month 00:00", "first workday of the month 01:15", "0 0 1,15 * sun"}
	rapid.Check(t, func(t *rapid.T) {
		loc := mustZone(t, rapid.SampledFrom(zones).Draw(t, "zone"))
		s := mustSchedule(t, rapid.SampledFrom(words).Draw(t, "schedule"))
		after := time.Unix(rapid.Int64Range(1_500_000_000, 1_800_000_000).Draw(t, "after"), 0)
		next := s.Next(after, loc)
		if !next.After(after) {
			t.Fatalf("%q in %s after %s fires at %s", s, loc, after, next)
		}
		between := after.Add(time.Duration(rapid.Int64Range(0, int64(next.Sub(after))-1).Draw(t, "between")))
		if again := s.Next(between, loc); !again.Equal(next) {
			t.Fatalf("%q in %s fires at %s after %s, but at %s after %s", s, loc, next, after, again, between)
		}
	})
}

type fataler interface {
	Helper()
	Fatal(...any)
}

func mustSchedule(t fataler, text string) Schedule {
	t.Helper()
	s, err := ParseSchedule(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustZone(t fataler, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func mustInstant(t fataler, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
