package config

import "time"

// Retry says how long a firing tries again to read an ERP that cannot be reached.
type Retry struct {
	// For is how long after its first try; zero is not at all.
	For time.Duration
	// Every is the longest pause between two tries; the first pauses are shorter.
	Every time.Duration
}

// usualRetry outlasts a restart of the ERP, and still comes before the working day.
var usualRetry = Retry{For: time.Hour, Every: 5 * time.Minute}

func (v value) retry() Retry {
	o := v.object("keys: every, for")
	defer o.end()
	if o.absent() {
		return usualRetry
	}
	return Retry{
		Every: parsed(o.get("every"), usualRetry.Every, within(time.Second, time.Hour, "1s to 1h")),
		For:   parsed(o.get("for"), usualRetry.For, within(0, 24*time.Hour, "0s to 24h; 0s tries once")),
	}
}
