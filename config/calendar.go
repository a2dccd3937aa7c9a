package config

import (
	"slices"
	"time"
)

// Calendar says on which days people work. A nil Calendar is Monday to Friday in
// every year.
type Calendar struct {
	name    string
	weekend uint8        // bit w: weekday w is off, Sunday is 0
	years   []int        // that it knows of
	days    map[int]bool // what differs from the weekend, by dayNumber: true is worked
}

// Calendars are those that are built in.
var Calendars = []string{"cn"}

const saturdaySunday = 1<<time.Saturday | 1<<time.Sunday

// String gives back what was written: a name, or the path of a file.
func (c *Calendar) String() string {
	if c == nil {
		return "none"
	}
	return c.name
}

// Knows says whether the calendar has the year's holidays. In a year that it does
// not know, every day counts that is not on a weekend.
func (c *Calendar) Knows(year int) bool {
	return c == nil || slices.Contains(c.years, year)
}

// works says whether people work on the day, a midnight in UTC.
func (c *Calendar) works(day time.Time) bool {
	if c == nil {
		return mondayFriday>>day.Weekday()&1 == 1
	}
	if worked, named := c.days[dayNumber(day)]; named {
		return worked
	}
	return c.weekend>>day.Weekday()&1 == 0
}

// longestRest bounds the search for a working day, in case a file has none.
const longestRest = 366

// workday goes from the day in the direction to the nearest working day.
func (c *Calendar) workday(day time.Time, step int) time.Time {
	for range longestRest {
		if c.works(day) {
			break
		}
		day = day.AddDate(0, 0, step)
	}
	return day
}

// dayNumber counts the days from 1 January 1970 to a midnight in UTC.
func dayNumber(day time.Time) int { return int(day.Unix() / (24 * 60 * 60)) }

// UnknownYears lists the years from one instant to the other of whose holidays the
// job's calendar knows nothing; none for a job that no working day decides.
func (j Job) UnknownYears(from, until time.Time) []int {
	if !j.Schedule.usesWorkdays() && j.AsOf.word != LastWorkday.word {
		return nil
	}
	var years []int
	loc := j.Location()
	for y := from.In(loc).Year(); y <= until.In(loc).Year(); y++ {
		if !j.Calendar.Knows(y) {
			years = append(years, y)
		}
	}
	return years
}
