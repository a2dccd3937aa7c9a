package sample

import (
	"time"

	"daybook/extract/fact"
)

// calendar knows the working days and how busy they are.
type calendar struct {
	first, start, until fact.Date
	days                []calendarDay // from first to a year after until
}

type calendarDay struct {
	work   bool
	demand int // in thousandths of an average day of the first month
}

// season is how busy each month is, in thousandths of the year's average.
var season = [13]int{0, 880, 780, 1080, 1010, 990, 1130, 940, 930, 1090, 960, 1050, 1160}

// growth is the rise of demand in thousandths a month.
const growth = 7

// workdaysAMonth is the average by which a month's orders are spread.
const workdaysAMonth = 21

func newCalendar(first, start, until fact.Date) *calendar {
	c := &calendar{first: first, start: start, until: until}
	for d := first; d <= until.AddDays(400); d++ {
		c.days = append(c.days, calendarDay{work: isWorkday(d), demand: demandOn(d, start)})
	}
	return c
}

func (c *calendar) workday(d fact.Date) bool { return c.days[d-c.first].work }
func (c *calendar) demand(d fact.Date) int   { return c.days[d-c.first].demand }

// next returns the first working day on or after d, as far as the calendar goes.
func (c *calendar) next(d fact.Date) fact.Date {
	for int(d-c.first) < len(c.days)-1 && !c.workday(d) {
		d++
	}
	return d
}

// after returns the working day at least n days after d.
func (c *calendar) after(d fact.Date, n int) fact.Date { return c.next(d.AddDays(n)) }

// opensYear says whether d is the first working day of a year.
func (c *calendar) opensYear(d fact.Date) bool {
	return d.Time().Month() == time.January && c.next(d.MonthStart()) == d
}

// payRun says whether d is one of the two days a month on which large customers
// pay: the first working days from the 10th and from the 25th on.
func (c *calendar) payRun(d fact.Date) bool {
	month := d.MonthStart()
	return d == c.next(month.AddDays(9)) || d == c.next(month.AddDays(24))
}

// busy sums the demand of a month's working days as parts of an average month.
func (c *calendar) busy(month fact.Date) (thousandths int) {
	for d := max(month, c.first); d <= month.MonthEnd(); d++ {
		if c.workday(d) {
			thousandths += c.demand(d)
		}
	}
	return thousandths / workdaysAMonth
}

func isWorkday(d fact.Date) bool {
	year, month, day := d.Time().Date()
	switch {
	case d.Weekday() == time.Saturday || d.Weekday() == time.Sunday:
		return false
	case month == time.January && day == 1,
		month == time.May && day <= 3,
		month == time.October && day <= 7:
		return false
	}
	newYear := springFestival(year)
	return newYear.IsZero() || d < newYear.AddDays(-1) || d > newYear.AddDays(6)
}

// demandOn is low before and after Spring Festival, when factories are closed.
func demandOn(d, start fact.Date) int {
	year, month, _ := d.Time().Date()
	demand := season[month] * (1000 + growth*d.Days(start)/30) / 1000
	if newYear := springFestival(year); !newYear.IsZero() && d >= newYear.AddDays(-10) && d <= newYear.AddDays(15) {
		demand /= 2
	}
	return demand
}

// springFestival returns the first day of the Chinese year that begins in the
// given one, and none outside the years listed. Source: the calendar of the
// Purple Mountain Observatory (GB/T 33661).
func springFestival(year int) fact.Date {
	days := [...]fact.Date{
		fact.NewDate(2022, 2, 1), fact.NewDate(2023, 1, 22), fact.NewDate(2024, 2, 10), fact.NewDate(2025, 1, 29),
		fact.NewDate(2026, 2, 17), fact.NewDate(2027, 2, 6), fact.NewDate(2028, 1, 26), fact.NewDate(2029, 2, 13),
		fact.NewDate(2030, 2, 3), fact.NewDate(2031, 1, 23), fact.NewDate(2032, 2, 11), fact.NewDate(2033, 1, 31),
		fact.NewDate(2034, 2, 19), fact.NewDate(2035, 2, 8),
	}
	if i := year - 2022; i >= 0 && i < len(days) {
		return days[i]
	}
	return 0
}
