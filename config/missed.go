package config

import "time"

// Missed says what becomes of firings while nothing ran.
type Missed struct {
	// Policy is "skip", "last" or "all".
	Policy string
	// AtMost is how late a report may be made up; what is later counts as missed.
	AtMost time.Duration
}

var missedPolicies = []string{"skip", "last", "all"}

// LongestMissed is the most that may be said for Missed.AtMost, and what counts where
// nothing is.
const LongestMissed = 31 * 24 * time.Hour

// missed takes a policy alone, or with the limit of its lateness.
func (v value) missed() Missed {
	m := Missed{Policy: "last", AtMost: LongestMissed}
	if v.absent() {
		return m
	}
	if v.n.kind != kindMapping {
		m.Policy = v.choice(m.Policy, missedPolicies...)
		return m
	}
	o := v.object("keys: policy, at_most")
	defer o.end()
	m.Policy = o.get("policy").choice(m.Policy, missedPolicies...)
	m.AtMost = parsed(o.get("at_most"), m.AtMost, within(time.Minute, LongestMissed, "1m to 744h"))
	return m
}
