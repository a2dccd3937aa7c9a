package fact

import (
	"fmt"
	"time"
)

// Date is a day of the proleptic Gregorian calendar, without time or zone. The
// zero Date is no date.
type Date int32

// dateEpoch is the day whose Date would be 0, so that 0001-01-01 is 1.
var dateEpoch = time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC).Unix() / 86400

// DateOf returns the day on which t falls in its own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return NewDate(y, m, d)
}

// NewDate returns the given day; days and months out of range are carried, as
// [time.Date] does.
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400 - dateEpoch)
}

// ParseDate reads YYYY-MM-DD.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("%q is not a date of the form YYYY-MM-DD", s)
	}
	return DateOf(t), nil
}

// Time returns midnight UTC of d.
func (d Date) Time() time.Time {
	return time.Unix((int64(d)+dateEpoch)*86400, 0).UTC()
}

// IsZero says that d is no date.
func (d Date) IsZero() bool { return d == 0 }

// String writes YYYY-MM-DD, and nothing for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText writes what String writes.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDate reads; nothing is no date.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}

// AddDays returns the day n days later.
func (d Date) AddDays(n int) Date { return d + Date(n) }

// AddMonths returns the same day n months later, or the last of that month where
// it has no such day: 31 January plus one month is 28 February.
func (d Date) AddMonths(n int) Date {
	y, m, day := d.Time().Date()
	last := NewDate(y, m+time.Month(n)+1, 0)
	return min(NewDate(y, m+time.Month(n), 1).AddDays(day-1), last)
}

// Days returns the number of days from from to d.
func (d Date) Days(from Date) int { return int(d - from) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// MonthStart returns the first day of d's month.
func (d Date) MonthStart() Date {
	y, m, _ := d.Time().Date()
	return NewDate(y, m, 1)
}

// MonthEnd returns the last day of d's month.
func (d Date) MonthEnd() Date {
	y, m, _ := d.Time().Date()
	return NewDate(y, m+1, 0)
}

// Period is a span of days, From included and Until not.
type Period struct{ From, Until Date }

// Contains says whether d falls into p.
func (p Period) Contains(d Date) bool { return d >= p.From && d < p.Until }

// Days returns the length of p.
func (p Period) Days() int { return p.Until.Days(p.From) }
