package config

import (
	"fmt"
	"regexp"
	"strconv"
)

// leastKept days are more than any job looks back for runs that it missed.
const leastKept = 31

var keepForm = fmt.Sprintf("everything, or %d days and more: 400 days", leastKept)

var daysPattern = regexp.MustCompile(`^([1-9][0-9]{0,4}) ?(days|d)$`)

// parseKeep reads for how many days is kept what was sent; 0 is for ever.
func parseKeep(text string) (int, error) {
	if text == "everything" {
		return 0, nil
	}
	m := daysPattern.FindStringSubmatch(text)
	if m == nil {
		why := refusal{quoted(text) + " is not a number of days", keepForm, ""}
		if wholeNumber.MatchString(text) {
			why.hint = "write " + text + " days"
		}
		return 0, why
	}
	days, err := strconv.Atoi(m[1])
	if err == nil && days < leastKept {
		return 0, refusal{quoted(text) + " is too short: a reader may still ask for it", keepForm, ""}
	}
	return days, err
}
