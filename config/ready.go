package config

import (
	"regexp"
	"strings"
	"time"
)

// Ready is a question to the ERP that must be answered with yes before a report is
// made: "is the day closed?"
type Ready struct {
	// Query is one SELECT; empty where nothing is awaited. Its first column of its
	// first row is the answer.
	Query string
	// Every is the pause between two questions.
	Every time.Duration
	until Schedule
}

// Deadline is when waiting ends that began at an instant: the next time that a clock
// in the location shows what the operator wrote.
func (r Ready) Deadline(begun time.Time, loc *time.Location) time.Time {
	return r.until.Next(begun, loc)
}

// Until gives back the time of day that was written.
func (r Ready) Until() string { return r.until.String() }

func (v value) ready() Ready {
	o := v.object("keys: query, every, until")
	defer o.end()
	if o.absent() {
		return Ready{}
	}
	return Ready{
		Query: o.get("query").required("one SELECT, or a file that ends in .sql", "").query(),
		Every: parsed(o.get("every"), 5*time.Minute, within(time.Second, time.Hour, "1s to 1h")),
		until: parsed(o.get("until").required("a time of day: 09:00", "say when waiting ends"), Schedule{}, parseTimeOfDay),
	}
}

var timeOfDay = regexp.MustCompile(`^(\d{1,2}):(\d{2})$`)

func parseTimeOfDay(text string) (Schedule, error) {
	m := timeOfDay.FindStringSubmatch(text)
	if m == nil {
		return Schedule{}, refusal{quoted(text) + " is not a time of day", "a time of day: 09:00", ""}
	}
	s, err := atTime(everyDay, m[1], m[2])
	s.text = text
	return s, err
}

// selects begins with SELECT or WITH, after comments.
var selects = regexp.MustCompile(`(?is)^(\s|--[^\n]*\n|/\*.*?\*/)*(select|with)\b`)

// query returns the text of a query, which may stand in a file of its own.
func (v value) query() string {
	if !v.is(kindText, "one SELECT, or a file that ends in .sql") {
		return ""
	}
	text := v.n.text
	if strings.HasSuffix(text, ".sql") && !strings.ContainsAny(text, " \n\t") {
		from, _, err := v.r.files.read(v.r.path(text))
		switch {
		case err != nil:
			v.refuse("cannot be read: "+err.Error(), "", "the path is relative to the folder of this file")
			return ""
		case from == "":
			return "" // where no files are read
		}
		text = from
	}
	if !selects.MatchString(text) {
		v.refuse("is not a SELECT", "one SELECT, or a file that ends in .sql", "")
		return ""
	}
	return strings.TrimRight(strings.TrimSpace(text), ";")
}
