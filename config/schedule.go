package config

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Schedule says at which local times a job fires. The zero Schedule never does. See
// [ParseSchedule] for what can be written and [Schedule.Next] for clock changes.
type Schedule struct {
	text    string
	minutes uint64 // bit m: minute m of the hour
	hours   uint32 // bit h: hour h of the day
	days    dayRule
	// calendar says what "workdays" are.
	calendar *Calendar
}

// dayRule says on which days a schedule fires.
type dayRule struct {
	kind     dayKind
	monthday uint32 // bit d: day d of the month
	months   uint16 // bit m: month m
	weekdays uint8  // bit w: weekday w, Sunday is 0
	// either: one of monthday and weekday is enough. It is cron's rule for lines that
	// restrict both.
	either bool
}

type dayKind uint8

const (
	daysByCalendar dayKind = iota
	workdays
	firstWorkday
	lastWorkday
	lastDay
)

const (
	everyMonthday = 1<<32 - 2
	everyMonth    = 1<<13 - 2
	everyWeekday  = 1<<7 - 1
	mondayFriday  = everyWeekday &^ (1<<time.Sunday | 1<<time.Saturday)
	everyHour     = 1<<24 - 1
)

var everyDay = dayRule{monthday: everyMonthday, months: everyMonth, weekdays: everyWeekday}

const scheduleForms = `"every day 07:00", "workdays 07:00", "every monday 07:30",
"every month on day 3 08:00", "first workday of the month 08:00",
"last workday of the month 18:00", "last day of the month 18:00", "every 15 minutes",
or the five fields of cron: "0 7 * * mon-fri"`

// wording is a form of schedule in words: days gives the rule for what the pattern's
// group matched.
type wording struct {
	pattern *regexp.Regexp
	days    func(group string) (dayRule, error)
}

// wordings in reading order. Each ends in a time of day.
var wordings = []wording{
	{regexp.MustCompile(`^every (day)$`), fixed(everyDay)},
	{regexp.MustCompile(`^(workdays)$`), fixed(dayRule{kind: workdays})},
	{regexp.MustCompile(`^every month on day (\d{1,4})$`), onMonthday},
	{regexp.MustCompile(`^(first) workday of the month$`), fixed(dayRule{kind: firstWorkday})},
	{regexp.MustCompile(`^(last) workday of the month$`), fixed(dayRule{kind: lastWorkday})},
	{regexp.MustCompile(`^(last) day of the month$`), fixed(dayRule{kind: lastDay})},
	{regexp.MustCompile(`^every ([a-z]+)$`), onWeekday},
}

var (
	timeAtEnd    = regexp.MustCompile(`^(.+) (\d{1,2}):(\d{2})$`)
	everyMinutes = regexp.MustCompile(`^every (\d{1,4}) minutes?$`)
)

// ParseSchedule reads a schedule:
//
//	every day 07:00
//	workdays 07:00                     Monday to Friday, unless [Schedule.On] says otherwise
//	every monday 07:30
//	every month on day 3 08:00         1 to 28, the days that every month has
//	first workday of the month 08:00   workdays as above
//	last workday of the month 18:00
//	last day of the month 18:00
//	every 15 minutes                   from the full hour; a divisor of 60
//	0 7 * * mon-fri                    cron: minute hour day month weekday
//
// Cron lines have lists, ranges, steps and English names; where both day and weekday
// are restricted (neither begins with *), one of them is enough, as in cron.
func ParseSchedule(text string) (Schedule, error) {
	words := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	s, err := parseWords(words)
	if err == nil && s.minutes == 0 {
		s, err = parseCron(words)
	}
	if err != nil {
		return Schedule{}, notASchedule(text, err)
	}
	s.text = text
	return s, nil
}

func notASchedule(text string, err error) error {
	why := refusal{allowed: scheduleForms}
	if r, ok := err.(refusal); ok {
		why.hint = r.hint
		err = fmt.Errorf("%s", r.message)
	}
	why.message = fmt.Sprintf("%s is not a schedule: %v", quoted(text), err)
	return why
}

// parseWords returns no minutes and no error for what is not in words.
func parseWords(words string) (Schedule, error) {
	if m := everyMinutes.FindStringSubmatch(words); m != nil {
		return parseInterval(m[1])
	}
	m := timeAtEnd.FindStringSubmatch(words)
	if m == nil {
		return Schedule{}, nil
	}
	for _, w := range wordings {
		group := w.pattern.FindStringSubmatch(m[1])
		if group == nil {
			continue
		}
		days, err := w.days(group[1])
		if err != nil {
			return Schedule{}, err
		}
		return atTime(days, m[2], m[3])
	}
	return Schedule{}, refusal{message: quoted(m[1]) + " names no days"}
}

func atTime(days dayRule, hour, minute string) (Schedule, error) {
	h, _ := strconv.Atoi(hour) // the pattern let only digits through
	m, _ := strconv.Atoi(minute)
	if h > 23 || m > 59 {
		return Schedule{}, refusal{message: fmt.Sprintf("there is no %s:%s on a clock", hour, minute), hint: "write a time from 00:00 to 23:59"}
	}
	return Schedule{minutes: 1 << m, hours: 1 << h, days: days}, nil
}

func parseInterval(count string) (Schedule, error) {
	n, _ := strconv.Atoi(count)
	if n < 1 || 60%n != 0 {
		return Schedule{}, refusal{
			message: count + " minutes do not divide an hour",
			hint:    "write 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60",
		}
	}
	s := Schedule{hours: everyHour, days: everyDay}
	for m := 0; m < 60; m += n {
		s.minutes |= 1 << m
	}
	return s, nil
}

func fixed(rule dayRule) func(string) (dayRule, error) {
	return func(string) (dayRule, error) { return rule, nil }
}

// onMonthday refuses the days that some months lack: such a report would silently not
// be made in February.
func onMonthday(digits string) (dayRule, error) {
	n, _ := strconv.Atoi(digits)
	if n < 1 || n > 28 {
		return dayRule{}, refusal{message: "not every month has a day " + digits, hint: `write 1 to 28, or "last day of the month 18:00"`}
	}
	rule := everyDay
	rule.monthday = 1 << n
	return rule, nil
}

func onWeekday(name string) (dayRule, error) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if full := strings.ToLower(day.String()); name == full || name == full[:3] {
			rule := everyDay
			rule.weekdays = 1 << day
			return rule, nil
		}
	}
	return dayRule{}, refusal{
		message: quoted(name) + " is not a day",
		hint:    didYouMean(name, []string{"day", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}),
	}
}

// String gives back what was written.
func (s Schedule) String() string { return s.text }

// On returns the schedule with the working days of a calendar.
func (s Schedule) On(c *Calendar) Schedule {
	s.calendar = c
	return s
}

func (s Schedule) usesWorkdays() bool {
	return s.days.kind == workdays || s.days.kind == firstWorkday || s.days.kind == lastWorkday
}

// IsZero says that there is no schedule: the job is run by hand only.
func (s Schedule) IsZero() bool { return s.minutes == 0 }
