// Package schedule fires jobs at the instants that their schedules name.
//
// What an instant is (zones, summer time, working days) is the schedule's to say;
// here it is UTC throughout. gocron keeps the timers; of it we use no more than
// that, because its own rules are not ours: it ends the contexts of running jobs
// the moment it is told to stop and spins on the processor until they have
// returned, it lets a panic end the process, it drops without a word what fell due
// while the machine slept, it skips a wall-clock time that comes twice, and once in
// some thousand times it fires one instant twice. So which instant is meant, and
// whether it was fired already, is decided here. Nothing is run before the start:
// that blocks gocron for ever.
package schedule

import (
	"slices"
	"time"
)

// Schedule names the instants at which a job is due.
type Schedule interface {
	// Next returns the first due instant after the given one, and the zero time
	// where there is none any more.
	Next(after time.Time) time.Time
}

// Func makes a schedule of a function.
type Func func(after time.Time) time.Time

// Next implements [Schedule].
func (f Func) Next(after time.Time) time.Time { return f(after) }

// Job is a name and when it is due.
type Job struct {
	Name     string
	Schedule Schedule
}

// Firing is a job that is due.
type Firing struct {
	Job string
	At  time.Time // the instant that the schedule names, not that of the clock
	// Missed are the instants since the firing before, or since the start, that
	// passed without one: the machine slept, its clock was set forward, or the job
	// was still running.
	Missed []time.Time
}

// Between returns the due instants after the first and up to and including the
// second, at most the last max of them where max is positive.
func Between(s Schedule, after, until time.Time, max int) []time.Time {
	var due []time.Time
	for t := next(s, after); !t.IsZero() && !t.After(until); t = next(s, t) {
		due = append(due, t)
		if max > 0 && len(due) > 2*max {
			due = slices.Delete(due, 0, max)
		}
	}
	if max > 0 && len(due) > max {
		due = due[len(due)-max:]
	}
	return due
}

// next guards against a schedule that stands still, which would fire for ever.
func next(s Schedule, after time.Time) time.Time {
	t := s.Next(after)
	if !t.After(after) {
		return time.Time{}
	}
	return t.UTC()
}
