package tables

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// dateFormat is how days are written beside the forms that begin with the year;
// the zero value knows no other.
type dateFormat struct{ name, layout string }

var formatLetters = regexp.MustCompile(`^(DD?|MM?|YYYY)([./-])(DD?|MM?|YYYY)([./-])(DD?|MM?|YYYY)$`)

// parseDateFormat reads a form such as D/M/YYYY, MM/DD/YYYY or DD.MM.YYYY. One
// letter and two mean the same: leading zeros are free.
func parseDateFormat(s string) (dateFormat, error) {
	if s == "" {
		return dateFormat{}, nil
	}
	parts := formatLetters.FindStringSubmatch(strings.ToUpper(s))
	if parts == nil || parts[2] != parts[4] || !eachOnce(parts[1][:1]+parts[3][:1]+parts[5][:1]) {
		return dateFormat{}, fmt.Errorf("%q is no form of a date: write D, M and YYYY between / . or -, such as D/M/YYYY", s)
	}
	letters := strings.NewReplacer("YYYY", "2006", "DD", "2", "D", "2", "MM", "1", "M", "1")
	return dateFormat{name: s, layout: letters.Replace(parts[0])}, nil
}

func eachOnce(order string) bool {
	return strings.Count(order, "D") == 1 && strings.Count(order, "M") == 1
}

var (
	timeOfDay   = regexp.MustCompile(`^(\S+)[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$`)
	yearFirst   = regexp.MustCompile(`^\d{4}([-/])\d{1,2}([-/])\d{1,2}$`)
	eightDigits = regexp.MustCompile(`^\d{8}$`)
	yearLast    = regexp.MustCompile(`^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$`)
)

// read returns a day as YYYY-MM-DD. A time after it is dropped: it is the
// company's day that counts.
func (f dateFormat) read(s string) (string, error) {
	text := s
	if m := timeOfDay.FindStringSubmatch(s); m != nil {
		text = m[1]
	}
	layout := f.layout
	if m := yearFirst.FindStringSubmatch(text); m != nil && m[1] == m[2] {
		layout = "2006" + m[1] + "1" + m[1] + "2"
	} else if eightDigits.MatchString(text) {
		layout = "20060102"
	}
	switch {
	case layout != "":
		if t, err := time.Parse(layout, text); err == nil && t.Year() > 0 {
			return t.Format(time.DateOnly), nil
		}
		if layout == f.layout {
			return "", fmt.Errorf("%q is no date of the form %s", s, f.name)
		}
	case yearLast.MatchString(text):
		return "", fmt.Errorf("%q may be day first or month first: say which with the date format, such as D/M/YYYY or M/D/YYYY", s)
	}
	return "", fmt.Errorf("%q is no date: write YYYY-MM-DD, or leave it empty where there is none", s)
}
