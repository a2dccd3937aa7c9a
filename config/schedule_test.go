package config

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestParseScheduleRefuses(t *testing.T) {
	cases := []struct{ text, want string }{
		{"", "it has no time"},
		{"daily", "it has no time"},
		{"every day", "it has no time"},
		{"every day at 07:00", `"every day at" names no days`},
		{"every day 24:00", "there is no 24:00 on a clock"},
		{"every day 07:0", "it is neither words nor a cron line"},
		{"every 7 minutes", "7 minutes do not divide an hour"},
		{"every 0 minutes", "0 minutes do not divide an hour"},
		{"every 90 minutes", "90 minutes do not divide an hour"},
		{"every month on day 0 08:00", "not every month has a day 0"},
		{"every month on day 29 08:00", "not every month has a day 29"},
		{"@daily", "names with @ are not known"},
		{"0 7 * *", "it has 4 of the five fields"},
		{"60 7 * * *", `"60" is not a minute`},
		{"0 7 0 * *", `"0" is not a day`},
		{"0 7 * 13 *", `"13" is not a month`},
		{"0 7 * * 8", `"8" is not a weekday`},
		{"0 7 * * mon-", `"" is not a weekday`},
		{"0 7 , * *", `"" is not a day`},
		{"0 7 5-1 * *", `"5-1" runs backwards`},
		{"*/0 * * * *", `"0" is not a step`},
		{"5/15 * * * *", `the step of "5/15" has no range`},
		{"0 7 l * *", `"l" is not a day`},
		{"0 7 ? * *", `"?" is not a day`},
		{"0 7 31 4,6,9,11 *", "no month that it names has such a day"},
		{"-1 7 * * *", `"" is not a minute`},
	}
	for _, c := range cases {
		_, err := ParseSchedule(c.text)
		if err == nil || !strings.Contains(err.Error(), "is not a schedule: "+c.want) {
			t.Errorf("%q: got %v, want %q", c.text, err, c.want)
		}
	}
}

// Every form that a refusal, the documentation and the example offer is one.
func TestOfferedSchedulesParse(t *testing.T) {
	offered := regexp.MustCompile(`"([^"]+)"`).FindAllStringSubmatch(scheduleForms, -1)
	if len(offered) != 9 {
		t.Fatalf("%d forms are offered", len(offered))
	}
	for _, form := range offered {
		mustSchedule(t, form[1])
		if !strings.Contains(string(Example), form[1]) {
			t.Errorf("example.yml does not show %q", form[1])
		}
	}
}

func TestScheduleSaysWhatWasWritten(t *testing.T) {
	for _, text := range []string{"Workdays  07:00", "0 7 * * MON-FRI", "every 15 minutes"} {
		if got := mustSchedule(t, text).String(); got != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
}

// Words and the cron line that means the same fire at the same instants.
func TestWordsAndCronAgree(t *testing.T) {
	pairs := [][2]string{
		{"every day 07:05", "5 7 * * *"},
		{"workdays 7:00", "0 7 * * mon-fri"},
		{"every sunday 23:59", "59 23 * * 0"},
		{"every month on day 28 00:00", "0 0 28 * *"},
		{"every 20 minutes", "*/20 * * * *"},
	}
	for _, pair := range pairs {
		a, b := mustSchedule(t, pair[0]), mustSchedule(t, pair[1])
		at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		for range 40 {
			x, y := a.Next(at, time.UTC), b.Next(at, time.UTC)
			if !x.Equal(y) {
				t.Fatalf("after %s %q fires at %s, %q at %s", at, pair[0], x, pair[1], y)
			}
			at = x
		}
	}
}

func FuzzParseSchedule(f *testing.F) {
	for _, seed := range []string{"every day 07:00", "workdays 07:00", "every 15 minutes", "0 7 * * mon-fri", "0 0 29 2 */3", "*/5 1-3,7 1,15 jan-mar sun", "first workday of the month 08:00", "@daily", "0 0 * * 7-7"} {
		f.Add(seed)
	}
	lordHowe, err := time.LoadLocation("Australia/Lord_Howe")
	if err != nil {
		f.Fatal(err)
	}
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseSchedule(text)
		if err != nil {
			return
		}
		if s.String() != text {
			t.Errorf("%q prints as %q", text, s)
		}
		// Whatever is accepted fires some day: a job that never runs is a mistake.
		if next := s.Next(from, lordHowe); !next.After(from) {
			t.Errorf("%q never fires", text)
		}
	})
}
