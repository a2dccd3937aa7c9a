package config

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
)

//go:embed calendar/*.yml
var calendars embed.FS

const calendarForms = "none (Monday to Friday), cn, or a file of your own such as holidays.yml"

// calendar returns the calendar under the key: none, one that is built in, or an
// operator's file.
func (v value) calendar(otherwise *Calendar) *Calendar {
	name := v.text("")
	switch {
	case name == "":
		return otherwise
	case name == "none":
		return nil
	case slices.Contains(Calendars, name):
		data, err := calendars.ReadFile("calendar/" + name + ".yml")
		if err != nil {
			v.refuse(err.Error(), calendarForms, "")
		}
		return v.calendarOf(name, name, data)
	}
	text, _, err := v.r.files.read(v.r.path(name))
	switch {
	case err != nil:
		v.refuse(fmt.Sprintf("%s is no calendar that is built in, and as a file it cannot be read: %v", v.written(), err), calendarForms, didYouMean(name, Calendars))
	case text != "": // where no files are read there is nothing to say of it
		return v.calendarOf(name, v.r.path(name), []byte(text))
	}
	return otherwise
}

// calendarOf reads a calendar. Its mistakes are told at the key that names it, each
// with its own line.
func (v value) calendarOf(name, file string, data []byte) *Calendar {
	c, mistakes := parseCalendar(name, data)
	for _, m := range mistakes {
		v.refuse(fmt.Sprintf("%s:%d:%d: %s: %s", path.Clean(file), m.Line, m.Column, m.Path, m.Message), m.Allowed, m.Hint)
	}
	return c
}

func parseCalendar(name string, data []byte) (*Calendar, []Mistake) {
	r := plainReader(name)
	c := &Calendar{name: name, days: make(map[int]bool)}
	if root := r.tree(data); root != nil {
		top := &object{value: value{r: r, n: root, at: Position{1, 1}}}
		c.weekend = top.get("weekend").weekend()
		for _, year := range top.get("years").required(yearForm, "").items(yearForm) {
			year.year(c)
		}
		top.end()
	}
	return c, r.found()
}

const yearForm = "a list of years, each with year, holidays and workdays"

// weekend returns the days of the week that are off.
func (v value) weekend() uint8 {
	if v.absent() {
		return saturdaySunday
	}
	var days uint8
	for _, each := range v.items("days of the week: [friday, saturday]") {
		rule := parsed(each, dayRule{}, onWeekday)
		days |= rule.weekdays
	}
	if days == everyWeekday {
		v.refuse("leaves no day to work on", "", "")
	}
	return days
}

func (v value) year(c *Calendar) {
	o := v.object("keys: year, source, holidays, workdays")
	defer o.end()
	if o.absent() {
		return
	}
	written := o.get("year").required("such as 2026", "")
	year := written.integer(0, 1900, 2200)
	o.get("source").text("") // for people
	if slices.Contains(c.years, year) {
		written.refuse("stands twice", "", "put the days of one year together")
	}
	c.years = append(c.years, year)
	for _, each := range o.get("holidays").list() {
		each.mark(c, year, false)
	}
	for _, each := range o.get("workdays").list() {
		each.mark(c, year, true)
	}
}

// mark enters a span of days into the calendar.
func (v value) mark(c *Calendar, year int, worked bool) {
	s := parsed(v, span{}, parseSpan)
	if s.from.IsZero() || year == 0 {
		return // told already
	}
	for day := s.from; !day.After(s.to); day = day.AddDate(0, 0, 1) {
		_, twice := c.days[dayNumber(day)]
		switch text := day.Format(time.DateOnly); {
		case day.Year() != year:
			v.refuse(fmt.Sprintf("%s is not in %d", text, year), "", "put it under its own year")
			return
		case twice:
			v.refuse(text+" stands twice", "", "keep one of the two")
			return
		case worked && c.weekend>>day.Weekday()&1 == 0:
			v.refuse(fmt.Sprintf("%s is a %s, which is worked anyway", text, day.Weekday()), "days of the weekend that are worked", "look at the date again")
			return
		}
		c.days[dayNumber(day)] = worked
	}
}

// span is from one day to another, both of them in it.
type span struct{ from, to time.Time }

const spanForms = `a date, or two: 2026-02-15 to 2026-02-23`

func parseSpan(text string) (span, error) {
	from, to, two := strings.Cut(text, " to ")
	if !two {
		to = from
	}
	var s span
	for _, end := range []struct {
		text string
		into *time.Time
	}{{from, &s.from}, {to, &s.to}} {
		day, err := time.Parse(time.DateOnly, strings.TrimSpace(end.text))
		if err != nil {
			return span{}, refusal{quoted(end.text) + " is not a date of the calendar", spanForms, ""}
		}
		*end.into = day
	}
	if s.to.Before(s.from) {
		return span{}, refusal{quoted(text) + " runs backwards", spanForms, ""}
	}
	return s, nil
}
