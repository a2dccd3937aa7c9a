package config

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
)

// cronField is one of the five fields of a cron line.
type cronField struct {
	name            string
	lowest, highest int
	names           []string // for lowest and the values after it
}

var cronFields = [5]cronField{
	{name: "minute", highest: 59},
	{name: "hour", highest: 23},
	{name: "day", lowest: 1, highest: 31},
	{name: "month", lowest: 1, highest: 12, names: []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}},
	{name: "weekday", highest: 7, names: []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}},
}

// parseCron reads a cron line in lower case.
func parseCron(line string) (Schedule, error) {
	fields := strings.Fields(line)
	if err := looksLikeCron(line, len(fields)); err != nil {
		return Schedule{}, err
	}
	var sets [5]uint64
	for i, field := range cronFields {
		set, err := field.parse(fields[i])
		if err != nil {
			return Schedule{}, err
		}
		sets[i] = set
	}
	weekdays := uint8(sets[4]&everyWeekday | sets[4]>>7) // 7 is Sunday too
	s := Schedule{minutes: sets[0], hours: uint32(sets[1]), days: dayRule{
		monthday: uint32(sets[2]), months: uint16(sets[3]), weekdays: weekdays,
		either: fields[2][0] != '*' && fields[4][0] != '*',
	}}
	return s, s.days.everHappens()
}

func looksLikeCron(line string, fields int) error {
	switch {
	case strings.HasPrefix(line, "@"):
		return refusal{message: "names with @ are not known", hint: `write "every day 00:00" for @daily`}
	case !strings.ContainsAny(line, "0123456789*"):
		return refusal{message: "it has no time"}
	case strings.Trim(line, "0123456789*/,- abcdefghijklmnopqrstuvwxyz#?") != "":
		return refusal{message: "it is neither words nor a cron line"}
	case fields == 6:
		return refusal{message: "it has six fields", hint: "leave out the seconds: minute hour day month weekday"}
	case fields != 5:
		return refusal{message: fmt.Sprintf("it has %d of the five fields", fields), hint: "write minute hour day month weekday"}
	}
	return nil
}

// parse reads a list of *, values, ranges and steps into a set of bits.
func (f cronField) parse(text string) (uint64, error) {
	var set uint64
	for part := range strings.SplitSeq(text, ",") {
		low, high, step, err := f.span(part)
		if err != nil {
			return 0, err
		}
		for n := low; n <= high; n += step {
			set |= 1 << n
		}
	}
	return set, nil
}

func (f cronField) span(part string) (low, high, step int, err error) {
	body, stepText, stepped := strings.Cut(part, "/")
	step = 1
	if stepped {
		if step, err = strconv.Atoi(stepText); err != nil || step < 1 || step > f.highest {
			return 0, 0, 0, f.refuse(fmt.Sprintf("%s is not a step", quoted(stepText)))
		}
	}
	from, to, ranged := strings.Cut(body, "-")
	if body == "*" {
		return f.lowest, f.highest, step, nil
	}
	if stepped && !ranged {
		return 0, 0, 0, f.refuse(fmt.Sprintf("the step of %s has no range", quoted(part)))
	}
	if low, err = f.number(from); err != nil || !ranged {
		return low, low, step, err
	}
	if high, err = f.number(to); err != nil {
		return 0, 0, 0, err
	}
	if f.name == "weekday" && high == 0 {
		high = 7 // fri-sun
	}
	if high < low {
		return 0, 0, 0, f.refuse(fmt.Sprintf("%s runs backwards", quoted(body)))
	}
	return low, high, step, nil
}

func (f cronField) number(text string) (int, error) {
	for i, name := range f.names {
		if text == name {
			return f.lowest + i, nil
		}
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < f.lowest || n > f.highest || text[0] == '+' || text[0] == '-' {
		return 0, f.refuse(quoted(text) + " is not " + f.article())
	}
	return n, nil
}

func (f cronField) article() string {
	if f.name == "hour" {
		return "an hour"
	}
	return "a " + f.name
}

func (f cronField) refuse(message string) error {
	hint := fmt.Sprintf("%s is from %d to %d", f.article(), f.lowest, f.highest)
	if f.names != nil {
		hint += ", or " + f.names[0] + " to " + f.names[len(f.names)-1]
	}
	return refusal{message: message, hint: hint}
}

// everHappens refuses a line whose day no month has, such as 30 February.
func (d dayRule) everHappens() error {
	if d.either {
		return nil // the weekday always comes
	}
	for month := 1; month <= 12; month++ {
		longest := [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
		if d.months>>month&1 == 1 && bits.TrailingZeros32(d.monthday) <= longest {
			return nil
		}
	}
	return refusal{message: "no month that it names has such a day", hint: "look at the third and the fourth field"}
}
