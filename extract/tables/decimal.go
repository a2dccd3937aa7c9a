package tables

import (
	"fmt"
	"strings"
)

// decimalMark says which character stands before the fraction.
type decimalMark string

// The marks. Where none is named it is the point, and a comma is taken for a
// separator of thousands only where it can be nothing else.
const (
	markUnnamed decimalMark = ""
	markPoint   decimalMark = "point"
	markComma   decimalMark = "comma"
)

// separators of thousands that are never a decimal mark: spaces and apostrophes.
const separators = " \u00a0\u202f'’"

// read returns a number in plain digits: -1234.5.
func (m decimalMark) read(s string) (string, error) {
	sign, body := signOf(s)
	mark, other := ".", ","
	if m == markComma {
		mark, other = ",", "."
	}
	whole, fraction, found := strings.Cut(body, mark)
	digits, groups := ungroup(whole, other)
	switch {
	case digits == "" && fraction == "", found && !isDigits(fraction), groups < 0:
		return "", m.complaint(s, body)
	case m == markUnnamed && !found && groups == 1 && strings.Contains(whole, ","):
		return "", m.complaint(s, body)
	}
	if digits == "" {
		digits = "0"
	}
	if found {
		digits += "." + fraction
	}
	return sign + digits, nil
}

// signOf takes the sign off: before, behind as some ERPs write it, or as
// parentheses.
func signOf(s string) (sign, body string) {
	s = strings.ReplaceAll(s, "−", "-")
	inside, opened := strings.CutPrefix(s, "(")
	inside, closed := strings.CutSuffix(inside, ")")
	if opened && closed {
		return "-", inside
	}
	if body, behind := strings.CutSuffix(s, "-"); behind && body != "" && !strings.HasPrefix(body, "-") {
		return "-", body
	}
	if body, before := strings.CutPrefix(s, "-"); before {
		return "-", body
	}
	return "", strings.TrimPrefix(s, "+")
}

// ungroup takes the separators out of the digits before the mark and counts them;
// it returns −1 for what is not digits in groups of three, all parted alike.
func ungroup(whole, other string) (digits string, groups int) {
	at := strings.IndexAny(whole, separators+other)
	if at < 0 {
		if whole != "" && !isDigits(whole) {
			return "", -1
		}
		return whole, 0
	}
	separator := string([]rune(whole[at:])[0])
	parts := strings.Split(whole, separator)
	for i, p := range parts {
		first := i == 0
		if !isDigits(p) || first && (len(p) > 3 || p[0] == '0') || !first && len(p) != 3 {
			return "", -1
		}
	}
	return strings.Join(parts, ""), len(parts) - 1
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// orName is what only an import can do about a comma: where there is nothing to name
// the mark in, it is taken off.
const orName = ", or name the decimal mark"

// complaint says why a text is no number and what to write.
func (m decimalMark) complaint(s, body string) error {
	if m == markUnnamed {
		if digits, groups := ungroup(body, ","); groups == 1 {
			whole, fraction, _ := strings.Cut(body, ",")
			return fmt.Errorf("%q may be %s or %s.%s: write it without the comma"+orName, s, digits, whole, fraction)
		}
		if _, err := markComma.read(s); err == nil {
			return fmt.Errorf("%q has a decimal comma: write a point"+orName, s)
		}
	}
	if m == markComma {
		return fmt.Errorf("%q is no number with a decimal comma, such as 1234,50", s)
	}
	return fmt.Errorf("%q is no number such as 1234.50", s)
}
