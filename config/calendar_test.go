package config

import (
	"os"
	"strings"
	"testing"
	"time"
)

func builtIn(t *testing.T, name string) *Calendar {
	t.Helper()
	data, err := calendars.ReadFile("calendar/" + name + ".yml")
	if err != nil {
		t.Fatal(err)
	}
	c, mistakes := parseCalendar(name, data)
	if len(mistakes) > 0 {
		t.Fatalf("%s: %+v", name, mistakes)
	}
	return c
}

func midnight(t *testing.T, text string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// A year of China has as many working days as days that are neither on a weekend nor
// one of its 11 public holidays, 13 from 2025 on (全国年节及纪念日放假办法): what is
// swapped is worked another day. So a date that was mistyped shows.
func TestChinaKeepsItsCount(t *testing.T) {
	c := builtIn(t, "cn")
	for year, want := range map[int]int{2024: 366 - 104 - 11, 2025: 365 - 104 - 13, 2026: 365 - 104 - 13} {
		worked := 0
		for day := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() == year; day = day.AddDate(0, 0, 1) {
			if c.works(day) {
				worked++
			}
		}
		if worked != want {
			t.Errorf("%d has %d working days, want %d", year, worked, want)
		}
		if !c.Knows(year) {
			t.Errorf("it does not know %d", year)
		}
	}
	if c.Knows(2023) || c.Knows(2027) {
		t.Error("it knows a year that is not in the file")
	}
}

// The edges of each break as newspapers printed them, and the weekends worked for it.
func TestChinaDayByDay(t *testing.T) {
	c := builtIn(t, "cn")
	off := "2024-01-01 2024-02-12 2024-02-16 2024-04-04 2024-04-05 2024-05-01 2024-05-03 2024-06-10 2024-09-16 2024-09-17 2024-10-01 2024-10-07 " +
		"2025-01-01 2025-01-28 2025-02-04 2025-04-04 2025-05-01 2025-05-05 2025-06-02 2025-10-01 2025-10-08 " +
		"2026-01-01 2026-01-02 2026-02-16 2026-02-23 2026-04-06 2026-05-01 2026-05-05 2026-06-19 2026-09-25 2026-10-01 2026-10-07 " +
		"2024-02-10 2025-05-31 2026-02-15 2026-11-28 2027-01-02" // weekends
	worked := "2024-01-02 2024-02-04 2024-02-09 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-08 2024-10-12 " +
		"2025-01-02 2025-01-26 2025-01-27 2025-02-05 2025-02-08 2025-04-27 2025-05-06 2025-09-28 2025-10-09 2025-10-11 " +
		"2026-01-04 2026-02-13 2026-02-14 2026-02-24 2026-02-28 2026-05-06 2026-05-09 2026-09-20 2026-10-08 2026-10-10 2027-01-01"
	for _, day := range strings.Fields(off) {
		if c.works(midnight(t, day)) {
			t.Errorf("%s is worked", day)
		}
	}
	for _, day := range strings.Fields(worked) {
		if !c.works(midnight(t, day)) {
			t.Errorf("%s is off", day)
		}
	}
}

func TestNextOnACalendar(t *testing.T) {
	c := builtIn(t, "cn")
	loc := mustZone(t, "Asia/Shanghai")
	for _, s := range []struct{ schedule, after, want string }{
		// Friday 13 February, the worked Saturday, then Spring Festival to the 23rd.
		{"workdays 07:00", "2026-02-13T00:00:00Z", "2026-02-13T23:00:00Z"},
		{"workdays 07:00", "2026-02-14T00:00:00Z", "2026-02-23T23:00:00Z"},
		{"workdays 07:00", "2026-12-31T00:00:00Z", "2026-12-31T23:00:00Z"}, // 2027 is not known
		{"first workday of the month 08:00", "2026-09-30T16:00:00Z", "2026-10-08T00:00:00Z"},
		{"first workday of the month 08:00", "2025-12-31T16:00:00Z", "2026-01-04T00:00:00Z"},
		{"last workday of the month 18:00", "2026-02-01T00:00:00Z", "2026-02-28T10:00:00Z"}, // a Saturday
		{"0 7 * * mon-fri", "2026-02-14T00:00:00Z", "2026-02-15T23:00:00Z"},                 // cron knows no holidays
	} {
		if got := mustSchedule(t, s.schedule).On(c).Next(mustInstant(t, s.after), loc); !got.Equal(mustInstant(t, s.want)) {
			t.Errorf("%q after %s fires at %s, want %s", s.schedule, s.after, got.UTC().Format(time.RFC3339), s.want)
		}
	}
}

func TestLastWorkday(t *testing.T) {
	for _, c := range []struct {
		calendar  *Calendar
		now, want string
	}{
		{nil, "2026-02-23T07:00:00Z", "2026-02-20"},
		{nil, "2026-02-22T07:00:00Z", "2026-02-20"},
		{nil, "2026-02-25T07:00:00Z", "2026-02-24"},
		{builtIn(t, "cn"), "2026-02-24T07:00:00Z", "2026-02-14"},
		{builtIn(t, "cn"), "2026-02-15T07:00:00Z", "2026-02-14"},
		{builtIn(t, "cn"), "2026-10-08T07:00:00Z", "2026-09-30"},
	} {
		if got := LastWorkday.On(c.calendar).on(mustInstant(t, c.now), time.UTC).Format(time.DateOnly); got != c.want {
			t.Errorf("calendar %s at %s: %s, want %s", c.calendar, c.now, got, c.want)
		}
	}
}

const ownCalendar = `
weekend: [friday, saturday]
years:
  - year: 2026
    holidays: [2026-05-26 to 2026-05-28]
    workdays: 2026-05-30
`

// A job has its own calendar, else that of the file.
func TestCalendarOfAJob(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "holidays.yml", ownCalendar)
	write(t, "daybook.yml", "calendar: holidays.yml\n"+minimal+"    schedule: workdays 07:00\n    as_of: last workday\n"+`  - name: cn
    report: receivables
    calendar: cn
    schedule: workdays 07:00
    recipients: [{to: cfo@example.com, slice: all}]
  - name: plain
    report: receivables
    calendar: none
    schedule: workdays 07:00
    recipients: [{to: cfo@example.com, slice: all}]
`)
	c, err := Load("daybook.yml")
	if err != nil {
		t.Fatal(err)
	}
	// From Monday, 25 May 2026: three days off, the weekend's Friday, a worked Saturday.
	for i, want := range []string{"2026-05-30", "2026-05-26", "2026-05-26"} {
		j := c.Jobs[i]
		if got := j.Schedule.Next(mustInstant(t, "2026-05-25T07:00:00Z"), time.UTC).Format(time.DateOnly); got != want {
			t.Errorf("job %s with calendar %s fires on %s, want %s", j.Name, j.Calendar, got, want)
		}
	}
	if got := c.Jobs[0].AsOf.on(mustInstant(t, "2026-05-30T07:00:00Z"), time.UTC).Format(time.DateOnly); got != "2026-05-25" {
		t.Errorf("the last workday is %s", got)
	}
}

func TestUnknownYears(t *testing.T) {
	cn := builtIn(t, "cn")
	from, until := mustInstant(t, "2026-11-24T00:00:00Z"), mustInstant(t, "2027-01-10T00:00:00Z")
	for _, c := range []struct {
		job  Job
		want int
	}{
		{Job{Schedule: mustSchedule(t, "workdays 07:00"), Calendar: cn}, 1},
		{Job{Schedule: mustSchedule(t, "first workday of the month 07:00"), Calendar: cn}, 1},
		{Job{Schedule: mustSchedule(t, "every day 07:00"), AsOf: LastWorkday, Calendar: cn}, 1},
		{Job{Schedule: mustSchedule(t, "every day 07:00"), AsOf: Yesterday, Calendar: cn}, 0},
		{Job{Schedule: mustSchedule(t, "workdays 07:00")}, 0},
	} {
		if got := c.job.UnknownYears(from, until); len(got) != c.want || c.want > 0 && got[0] != 2027 {
			t.Errorf("%s, as of %s, calendar %s: %v", c.job.Schedule, c.job.AsOf, c.job.Calendar, got)
		}
	}
}

func FuzzCalendar(f *testing.F) {
	data, err := calendars.ReadFile("calendar/cn.yml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data))
	f.Add(ownCalendar)
	f.Add("years: [{year: 2026, holidays: [2026-01-01 to 2026-12-31]}]")
	f.Add("weekend: sunday\nyears: []")
	f.Fuzz(func(t *testing.T, text string) {
		c, mistakes := parseCalendar("holidays.yml", []byte(text))
		if len(mistakes) > 0 {
			return
		}
		// Whatever is accepted lets time go on.
		s := mustSchedule(t, "last workday of the month 07:00").On(c)
		from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		if next := s.Next(from, time.UTC); !next.After(from) {
			t.Errorf("%q leaves no last workday of a month", text)
		}
	})
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
