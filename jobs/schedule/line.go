package schedule

import (
	"context"
	"errors"
	"time"

	"github.com/go-co-op/gocron/v2"
	"github.com/google/uuid"
	"github.com/jonboulle/clockwork"
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

// await returns the firing that is meant now, and false where ctx ended or nothing
// is due any more. Most of the time it returns at once. It waits where gocron woke
// too early: because the clock was set back while its timer ran, or because it
// fired one instant twice, as it now and then does.
func (l *line) await(ctx context.Context, clock clockwork.Clock) (Firing, bool) {
	for {
		now := clock.Now()
		f, due := l.due(now)
		if due {
			return f, true
		}
		coming := next(l.Schedule, l.last)
		if coming.IsZero() {
			return Firing{}, false
		}
		select {
		case <-ctx.Done():
			return Firing{}, false
		case <-clock.After(coming.Sub(now)):
		}
	}
}

// due returns the latest instant that has passed and was not fired, and false
// where there is none.
func (l *line) due(now time.Time) (Firing, bool) {
	passed := Between(l.Schedule, l.last, now, 0)
	if len(passed) == 0 {
		return Firing{}, false
	}
	at := len(passed) - 1
	l.last = passed[at]
	return Firing{Job: l.Name, At: passed[at], Missed: passed[:at:at]}, true
}

func ignorePanic(uuid.UUID, string, any) {}
