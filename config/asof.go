package config

import (
	"strings"
	"time"
)

// AsOf says which date a job reports on.
type AsOf struct {
	word string
	date time.Time // of a fixed date: its midnight in UTC
	// calendar says what a workday is.
	calendar *Calendar
}

// The ways to say it, relative to the day on which the job fires.
var (
	Today        = AsOf{word: "today"}
	Yesterday    = AsOf{word: "yesterday"}
	LastWorkday  = AsOf{word: "last workday"}   // the last one before the day
	LastWeek     = AsOf{word: "last week"}      // the last Sunday before the day
	LastMonthEnd = AsOf{word: "last month-end"} // the last day of the month before
)

const asOfForms = "yesterday, today, last workday, last week, last month-end, or a date as 2026-01-31"

// ParseAsOf reads one of the words or a date.
func ParseAsOf(text string) (AsOf, error) {
	words := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	for _, known := range []AsOf{Yesterday, Today, LastWorkday, LastWeek, LastMonthEnd} {
		if words == known.word {
			return known, nil
		}
	}
	if words == "now" {
		return AsOf{}, refusal{`"now" is for alerts, which do not exist yet`, asOfForms, ""}
	}
	date, err := time.Parse(time.DateOnly, words)
	if err == nil {
		return AsOf{word: words, date: date}, nil
	}
	why := refusal{quoted(text) + " is not an as-of date", asOfForms, didYouMean(words, []string{"yesterday", "today", "last workday", "last week", "last month-end"})}
	if strings.Contains(err.Error(), "out of range") {
		why.message = quoted(text) + " is not in the calendar"
	}
	return AsOf{}, why
}

// On returns the as-of with the working days of a calendar.
func (a AsOf) On(c *Calendar) AsOf {
	a.calendar = c
	return a
}

// String gives back what was written.
func (a AsOf) String() string { return a.word }

// IsZero says that nothing was said.
func (a AsOf) IsZero() bool { return a.word == "" }

// At returns the date for a job that fires at the instant, by the calendar of the
// location. Weeks end on Sunday.
func (a AsOf) At(now time.Time, loc *time.Location) (int, time.Month, int) {
	return a.on(now, loc).Date()
}

// on returns the date as its midnight in UTC.
func (a AsOf) on(now time.Time, loc *time.Location) time.Time {
	y, m, d := now.In(loc).Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	if !a.date.IsZero() {
		return a.date
	}
	switch a.word {
	case Today.word:
		return today
	case LastWorkday.word:
		return a.calendar.workday(today.AddDate(0, 0, -1), -1)
	case LastWeek.word:
		sinceSunday := (int(today.Weekday()) + 6) % 7
		return today.AddDate(0, 0, -sinceSunday-1)
	case LastMonthEnd.word:
		return today.AddDate(0, 0, -d)
	}
	return today.AddDate(0, 0, -1)
}
