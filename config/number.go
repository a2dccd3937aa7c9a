package config

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var wholeNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,8})$`)

// integer returns the whole number under the key.
func (v value) integer(otherwise, lowest, highest int) int {
	allowed := fmt.Sprintf("a whole number from %d to %d", lowest, highest)
	text, ok := v.digits(allowed)
	if !ok {
		return otherwise
	}
	if !wholeNumber.MatchString(text) {
		v.refuse(v.written()+" is not a whole number", allowed, numberHint(v.n.text))
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < lowest || n > highest {
		v.refuse(v.written()+" is out of range", allowed, "")
		return otherwise
	}
	return n
}

// digits returns what stands where a number is expected; text only if it came out of
// the environment.
func (v value) digits(allowed string) (string, bool) {
	switch {
	case v.absent():
		return "", false
	case v.n.kind == kindNumber:
		return v.n.text, true
	case v.n.kind != kindText:
		return "", v.is(kindNumber, allowed)
	}
	text, ok := v.expand(v.n.text)
	if ok && text == v.n.text {
		v.refuse(v.written()+" is text where a number is expected", allowed, textHint(text))
		return "", false
	}
	return text, ok
}

// textHint helps where text looks like a number: one in quotes, or one such as 0587,
// which YAML takes for text because it is not octal either.
func textHint(text string) string {
	switch plain := strings.TrimLeft(text, "0"); {
	case wholeNumber.MatchString(text):
		return "remove the quotes"
	case wholeNumber.MatchString(plain):
		return "write " + plain
	}
	return ""
}

// numberHint warns of numbers that YAML reads as others.
func numberHint(text string) string {
	plain := strings.TrimLeft(text, "0")
	if len(plain) < len(text) && wholeNumber.MatchString(plain) {
		return "YAML takes numbers that begin with 0 as octal; write " + plain
	}
	return "write plain digits"
}

// boolean returns the truth value under the key.
func (v value) boolean(otherwise bool) bool {
	if v.absent() {
		return otherwise
	}
	if v.n.kind == kindText {
		v.refuse(v.written()+" is text where true or false is expected", "true, false", truthHint(v.n.text))
		return otherwise
	}
	if !v.is(kindBoolean, "true, false") {
		return otherwise
	}
	return strings.EqualFold(v.n.text, "true")
}

func truthHint(text string) string {
	switch strings.ToLower(text) {
	case "yes", "on", "y":
		return "write true"
	case "no", "off", "n":
		return "write false"
	}
	return ""
}

// oneOf returns the number under the key, which must be one of the allowed.
func (v value) oneOf(otherwise int, allowed ...int) int {
	n := v.integer(otherwise, 0, 999_999_999)
	if slices.Contains(allowed, n) {
		return n
	}
	words := make([]string, len(allowed))
	for i, a := range allowed {
		words[i] = strconv.Itoa(a)
	}
	v.refuse(v.written()+" cannot be chosen", strings.Join(words, ", "), "")
	return otherwise
}
