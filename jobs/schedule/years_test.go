package schedule_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	_ "time/tzdata"

	"daybook/config"
	"daybook/jobs/schedule"
)

// Two years of each form of schedule, fired by the daemon as it is, on synthetic
// time. When each must fire a second calculation says, minute by minute: it knows
// neither Go's zones nor our schedules, only the clock changes that are written out
// here and what each form means for a minute that a clock on the wall shows.

// change is the offset from UTC that holds from an instant on.
type change struct {
	from   string
	offset time.Duration
}

// place is where, in which years, and how its clocks go.
type place struct {
	zone    string
	year    int // the first of two
	changes []change
	china   bool // the calendar cn holds, not Monday to Friday
}

const halfHour = 30 * time.Minute

var places = []place{
	{zone: "America/New_York", year: 2026, changes: []change{
		{"", -5 * time.Hour}, {"2026-03-08T07:00", -4 * time.Hour}, {"2026-11-01T06:00", -5 * time.Hour},
		{"2027-03-14T07:00", -4 * time.Hour}, {"2027-11-07T06:00", -5 * time.Hour},
	}},
	{zone: "Europe/London", year: 2027, changes: []change{
		{"", 0}, {"2027-03-28T01:00", time.Hour}, {"2027-10-31T01:00", 0},
		{"2028-03-26T01:00", time.Hour}, {"2028-10-29T01:00", 0},
	}},
	// At midnight: a day began at one o'clock, and another had two evenings. In 2019
	// Brazil gave summer time up.
	{zone: "America/Sao_Paulo", year: 2018, changes: []change{
		{"", -2 * time.Hour}, {"2018-02-18T02:00", -3 * time.Hour}, {"2018-11-04T03:00", -2 * time.Hour}, {"2019-02-17T02:00", -3 * time.Hour},
	}},
	{zone: "Asia/Shanghai", year: 2025, changes: []change{{"", 8 * time.Hour}}, china: true},
	// By half an hour.
	{zone: "Australia/Lord_Howe", year: 2026, changes: []change{
		{"", 11 * time.Hour}, {"2026-04-04T15:00", 10*time.Hour + halfHour}, {"2026-10-03T15:30", 11 * time.Hour},
		{"2027-04-03T15:00", 10*time.Hour + halfHour}, {"2027-10-02T15:30", 11 * time.Hour},
	}},
}

// minute is one that a clock on the wall shows.
type minute struct {
	day      time.Time // its midnight
	of       int       // the minutes since
	weekday  time.Weekday
	monthday int
	worked   func(time.Time) bool
}

// forms are those that the documentation names, and what each means; some at times
// that are skipped or shown twice.
var forms = []struct {
	text string
	due  func(minute) bool
}{
	{"every day 07:00", func(m minute) bool { return m.of == 420 }},
	{"every day 00:00", func(m minute) bool { return m.of == 0 }},
	{"every day 01:45", func(m minute) bool { return m.of == 105 }},
	{"every day 02:15", func(m minute) bool { return m.of == 135 }},
	{"every day 23:30", func(m minute) bool { return m.of == 1410 }},
	{"workdays 07:00", func(m minute) bool { return m.of == 420 && m.worked(m.day) }},
	{"every sunday 01:30", func(m minute) bool { return m.of == 90 && m.weekday == time.Sunday }},
	{"every month on day 3 08:00", func(m minute) bool { return m.of == 480 && m.monthday == 3 }},
	{"first workday of the month 08:00", func(m minute) bool { return m.of == 480 && m.alone(-1) }},
	{"last workday of the month 18:00", func(m minute) bool { return m.of == 1080 && m.alone(+1) }},
	{"last day of the month 18:00", func(m minute) bool { return m.of == 1080 && m.day.AddDate(0, 0, 1).Day() == 1 }},
	{"every 15 minutes", func(m minute) bool { return m.of%15 == 0 }},
	{"0 7 * * mon-fri", func(m minute) bool { return m.of == 420 && m.weekday >= 1 && m.weekday <= 5 }},
	{"*/20 1-3 1,15 * sun", func(m minute) bool {
		return m.of >= 60 && m.of < 240 && m.of%20 == 0 && (m.monthday == 1 || m.monthday == 15 || m.weekday == time.Sunday)
	}},
}

// alone says that the day is worked and that none is before it in its month, or none
// after it.
func (m minute) alone(step int) bool {
	for d := m.day.AddDate(0, 0, step); d.Month() == m.day.Month(); d = d.AddDate(0, 0, step) {
		if m.worked(d) {
			return false
		}
	}
	return m.worked(m.day)
}

// What differs from Monday to Friday in China in 2025 and 2026, day by day.
const (
	restedWeekdays = `2025-01-01 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-02-03 2025-02-04 2025-04-04 2025-05-01 2025-05-02 2025-05-05
		2025-06-02 2025-10-01 2025-10-02 2025-10-03 2025-10-06 2025-10-07 2025-10-08
		2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-23 2026-04-06 2026-05-01 2026-05-04 2026-05-05
		2026-06-19 2026-09-25 2026-10-01 2026-10-02 2026-10-05 2026-10-06 2026-10-07`
	workedWeekends = `2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
		2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10`
)

func (p place) worked() func(time.Time) bool {
	rested, worked := map[string]bool{}, map[string]bool{}
	if p.china {
		for _, d := range strings.Fields(restedWeekdays) {
			rested[d] = true
		}
		for _, d := range strings.Fields(workedWeekends) {
			worked[d] = true
		}
	}
	return func(day time.Time) bool {
		text := day.Format(time.DateOnly)
		if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
			return worked[text]
		}
		return !rested[text]
	}
}

// begin and end are when the daemon works: from the day before the first New Year
// to the day after the last.
func (p place) begin() time.Time { return time.Date(p.year-1, 12, 31, 0, 0, 0, 0, time.UTC) }
func (p place) end() time.Time   { return time.Date(p.year+2, 1, 2, 0, 0, 0, 0, time.UTC) }

// instants says when each form fires.
func (p place) instants(t *testing.T) [][]time.Time {
	t.Helper()
	out := make([][]time.Time, len(forms))
	changes, worked := p.changes, p.worked()
	offset := changes[0].offset
	shown := p.begin().Add(offset) // the latest minute that was shown
	for at := p.begin().Add(time.Minute); at.Before(p.end()); at = at.Add(time.Minute) {
		if len(changes) > 1 && changes[1].from == at.Format("2006-01-02T15:04") {
			changes = changes[1:]
			offset = changes[0].offset
		}
		wall := at.Add(offset)
		if !wall.After(shown) {
			continue // the clock shows it for the second time
		}
		due := make([]bool, len(forms))
		for shown.Before(wall) { // more than once where minutes were skipped
			shown = shown.Add(time.Minute)
			m := minuteOf(shown, worked)
			for i, f := range forms {
				due[i] = due[i] || f.due(m)
			}
		}
		for i := range forms {
			if due[i] {
				out[i] = append(out[i], at)
			}
		}
	}
	if len(changes) != 1 {
		t.Errorf("a clock change was never reached: %v", changes[1:])
	}
	return out
}

func minuteOf(wall time.Time, worked func(time.Time) bool) minute {
	hour, min, _ := wall.Clock()
	of := hour*60 + min
	return minute{wall.Add(-time.Duration(of) * time.Minute), of, wall.Weekday(), wall.Day(), worked}
}

// jobs are the forms as an operator writes them.
func (p place) jobs(t *testing.T) []schedule.Job {
	t.Helper()
	text := "source: {preset: reference, dsn: sqlite://books.db}\njobs:\n"
	for i, f := range forms {
		text += "  - {name: " + name(i) + ", report: receivables, as_of: today, time_zone: " + p.zone + ", schedule: '" + plain(f.text) + "', recipients: [{to: a@example.com, slice: all}]"
		if p.china {
			text += ", calendar: cn"
		}
		text += "}\n"
	}
	c, err := config.Parse("daybook.yml", []byte(text), func(string) (string, bool) { return "", false })
	if err != nil {
		t.Fatal(err)
	}
	var out []schedule.Job
	for i, j := range c.Jobs {
		if !p.tries(i) {
			continue
		}
		s, err := config.ParseSchedule(forms[i].text)
		if err != nil {
			t.Fatal(err)
		}
		s = s.On(j.Calendar)
		out = append(out, schedule.Job{Name: j.Name, Schedule: schedule.Func(func(after time.Time) time.Time { return s.Next(after, j.Location()) })})
	}
	return out
}

// tries says whether a form is tried here: everywhere in CI, but 70,000 firings take
// some seconds, so that elsewhere one place must do for the most frequent.
func (p place) tries(form int) bool {
	return forms[form].text != "every 15 minutes" || p.zone == "Australia/Lord_Howe" || os.Getenv("CI") != ""
}

func name(form int) string { return "job-" + string(rune('a'+form)) }

// plain is a schedule that fires once a day in place of those that fire more often:
// a configuration may not have them for a report of a day.
func plain(form string) string {
	if strings.Contains(form, "minutes") || strings.Contains(form, "*/") {
		return "every day 07:00"
	}
	return form
}

func TestTwoYears(t *testing.T) {
	for _, p := range places {
		t.Run(p.zone, func(t *testing.T) {
			t.Parallel()
			want := p.instants(t)
			got := p.fired(t)
			for i, f := range forms {
				if p.tries(i) && !slices.Equal(got[i], want[i]) {
					t.Errorf("%q: %d firings, want %d; first difference: %s", f.text, len(got[i]), len(want[i]), difference(got[i], want[i]))
				}
			}
		})
	}
}

// fired lets a daemon work through the years.
func (p place) fired(t *testing.T) [][]time.Time {
	out := make([][]time.Time, len(forms))
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(p.begin()))
		var mu sync.Mutex
		run := func(_ context.Context, f schedule.Firing) error {
			mu.Lock()
			defer mu.Unlock()
			i := int(f.Job[len(f.Job)-1] - 'a')
			out[i] = append(out[i], f.At)
			if now := time.Now(); !now.Equal(f.At) || len(f.Missed) > 0 {
				t.Errorf("%q due %s was fired at %s, missed %v", forms[i].text, f.At, now.UTC(), f.Missed)
			}
			return nil
		}
		if err := serve(t, p.jobs(t), run, schedule.Options{}, p.end().Sub(p.begin())-time.Second); err != nil {
			t.Error(err)
		}
	})
	return out
}

func difference(got, want []time.Time) string {
	for i := range min(len(got), len(want)) {
		if !got[i].Equal(want[i]) {
			return "fired " + got[i].Format(time.RFC3339) + ", due " + want[i].Format(time.RFC3339)
		}
	}
	return "one list ends before the other"
}
