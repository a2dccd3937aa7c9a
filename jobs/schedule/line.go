package schedule

import (
	"errors"
	"time"

	"github.com/go-co-op/gocron/v2"
	"github.com/google/uuid"
)

// line is one job's way through time: it tells gocron when to wake, and names the
// firing when it does.
type line struct {
	Job
	// last is the last instant fired, or the start. gocron runs one firing of a job
	// at a time, so nothing else touches it.
	last time.Time
}

var _ gocron.Cron = (*line)(nil)

// IsValid implements [gocron.Cron]; [New] has checked already.
func (l *line) IsValid(_ string, _ *time.Location, now time.Time) error {
	if next(l.Schedule, now).IsZero() {
		return errors.New("never due again")
	}
	return nil
}

// Next implements [gocron.Cron].
func (l *line) Next(lastRun time.Time) time.Time { return next(l.Schedule, lastRun) }

// due names the firing that is meant now: the latest instant that has passed. Where
// none has, because the clock was set back while the timer ran, it is the one the
// timer was set for.
func (l *line) due(now time.Time) Firing {
	passed := Between(l.Schedule, l.last, now, 0)
	if len(passed) == 0 {
		passed = []time.Time{next(l.Schedule, l.last)}
	}
	at := len(passed) - 1
	l.last = passed[at]
	return Firing{Job: l.Name, At: passed[at], Missed: passed[:at:at]}
}

func ignorePanic(uuid.UUID, string, any) {}
