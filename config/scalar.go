package config

import (
	"regexp"
	"strconv"
	"time"
)

// parseDuration reads a length of time from a second to a day.
func parseDuration(text string) (time.Duration, error) {
	return within(time.Second, 24*time.Hour, "1s to 24h")(text)
}

// within returns a parser of lengths of time between two, which it names as allowed.
func within(least, most time.Duration, allowed string) func(string) (time.Duration, error) {
	return func(text string) (time.Duration, error) {
		d, err := parseLength(text)
		if err == nil && (d < least || d > most) {
			return 0, refusal{quoted(text) + " is out of range", allowed, ""}
		}
		return d, err
	}
}

func parseLength(text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	why := refusal{quoted(text) + " is not a length of time", "a number with its unit: 90s, 5m, 1h30m", ""}
	switch {
	case wholeNumber.MatchString(text):
		why.message, why.hint = quoted(text)+" has no unit", "write "+text+"s for seconds, "+text+"m for minutes"
		return 0, why
	case err != nil:
		return 0, why
	}
	return d, nil
}

var sizePattern = regexp.MustCompile(`^([1-9][0-9]{0,5}) ?(kB|KB|MB|GB|KiB|MiB|GiB)$`)

var sizeUnits = map[string]int64{
	"kB": 1_000, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000,
	"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
}

// parseSize returns bytes. MB is a million, as mail servers' administrators mean it
// when the limit must not be exceeded; MiB is 1024 × 1024.
func parseSize(text string) (int64, error) {
	m := sizePattern.FindStringSubmatch(text)
	if m == nil {
		why := refusal{quoted(text) + " is not a size", "a whole number with its unit: 500kB, 20MB, 1GB", ""}
		if wholeNumber.MatchString(text) {
			why.hint = "write " + text + "MB if megabytes are meant"
		}
		return 0, why
	}
	n, err := strconv.ParseInt(m[1], 10, 64)
	if err != nil {
		return 0, err
	}
	return n * sizeUnits[m[2]], nil
}

var decimalPattern = regexp.MustCompile(`^(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?$`)

// parseTolerance keeps the amount as written: it becomes an exact one elsewhere.
func parseTolerance(text string) (string, error) {
	if !decimalPattern.MatchString(text) {
		return "", refusal{quoted(text) + " is not an amount", "digits with at most four decimals: 0, 0.05, 10", "write no currency, sign or thousands separator"}
	}
	return text, nil
}
