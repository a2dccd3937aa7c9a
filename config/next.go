package config

import "time"

// horizon bounds the search for a firing. The rarest schedule, 29 February on a given
// weekday, waits at most 40 years, across a century that is no leap year.
const horizon = 41 * 366

// Next returns the first instant after the given one at which the schedule fires, its
// times being those of a clock in the location; zero where it never does.
//
// A time that the clock skips in spring fires at the first instant after the gap, once
// for all times in it, and not again if that instant is itself on the schedule. A time
// that the clock shows twice in autumn fires the first time only. This holds for
// "every 15 minutes" as well: the repeated hour is silent.
func (s Schedule) Next(after time.Time, loc *time.Location) time.Time {
	if s.IsZero() {
		return time.Time{}
	}
	// A gap across midnight moves a time of the day before into this one.
	y, m, d := after.In(loc).Date()
	day := time.Date(y, m, d-1, 0, 0, 0, 0, time.UTC)
	for range horizon {
		if s.days.match(day, s.calendar) {
			if at, ok := s.within(day, after, loc); ok {
				return at
			}
		}
		day = day.AddDate(0, 0, 1)
	}
	return time.Time{}
}

// within returns the first firing of the day after the given instant. Instants rise
// with the time of day even where the clock changes, so the first found is the first.
func (s Schedule) within(day, after time.Time, loc *time.Location) (time.Time, bool) {
	for hour := range 24 {
		if s.hours>>hour&1 == 0 {
			continue
		}
		for minute := range 60 {
			if s.minutes>>minute&1 == 0 {
				continue
			}
			clock := day.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
			if at := instant(clock, loc); at.After(after) {
				return at, true
			}
		}
	}
	return time.Time{}, false
}

// instant returns the first instant at which a clock in the location shows what clock
// shows in UTC, or where none does the end of the gap that it falls into.
//
// time.Date leaves open which side of a change it takes; here the zones around the
// time are tried from the earliest on.
func instant(clock time.Time, loc *time.Location) time.Time {
	const widest = 16 * time.Hour // no zone is further from UTC
	probe := clock.Add(-widest).In(loc)
	for {
		_, offset := probe.Zone()
		start, end := probe.ZoneBounds()
		at := clock.Add(-time.Duration(offset) * time.Second)
		switch {
		case !end.IsZero() && !at.Before(end):
			probe = end
		case !start.IsZero() && at.Before(start):
			return start.In(loc)
		default:
			return at.In(loc)
		}
	}
}

// match says whether the schedule fires on the day, a midnight in UTC.
func (d dayRule) match(day time.Time, c *Calendar) bool {
	switch d.kind {
	case workdays:
		return c.works(day)
	case firstWorkday:
		return day.Equal(c.workday(day.AddDate(0, 0, 1-day.Day()), 1))
	case lastWorkday:
		return day.Equal(c.workday(monthEnd(day), -1))
	case lastDay:
		return day.Equal(monthEnd(day))
	}
	if d.months>>day.Month()&1 == 0 {
		return false
	}
	byDay := d.monthday>>day.Day()&1 == 1
	byWeekday := d.weekdays>>day.Weekday()&1 == 1
	if d.either {
		return byDay || byWeekday
	}
	return byDay && byWeekday
}

func monthEnd(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month()+1, 0, 0, 0, 0, 0, time.UTC)
}
