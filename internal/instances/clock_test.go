package instances_test

import (
	"time"

	"github.com/jonboulle/clockwork"
)

// speed is how much faster the clock of the instances runs: a day takes so many
// milliseconds that a firing is over before the next.
const (
	day   = 700 * time.Millisecond
	speed = int64(24 * time.Hour / day)
)

// fast is a clock on which a day passes in [day], the same for all processes that are
// given the same beginning.
type fast struct {
	clockwork.Clock
	real  time.Time // when it began, by the real clock
	first time.Time // what it said then
}

var _ clockwork.Clock = fast{}

func newFast(real, first time.Time) fast {
	return fast{clockwork.NewRealClock(), real, first}
}

func slow(d time.Duration) time.Duration { return d / time.Duration(speed) }

// Now implements [clockwork.Clock].
func (c fast) Now() time.Time {
	return c.first.Add(time.Since(c.real) * time.Duration(speed))
}

// Since implements [clockwork.Clock].
func (c fast) Since(t time.Time) time.Duration { return c.Now().Sub(t) }

// Until implements [clockwork.Clock].
func (c fast) Until(t time.Time) time.Duration { return t.Sub(c.Now()) }

// After implements [clockwork.Clock].
func (c fast) After(d time.Duration) <-chan time.Time { return c.Clock.After(slow(d)) }

// Sleep implements [clockwork.Clock].
func (c fast) Sleep(d time.Duration) { c.Clock.Sleep(slow(d)) }

// NewTimer implements [clockwork.Clock].
func (c fast) NewTimer(d time.Duration) clockwork.Timer {
	return fastTimer{c.Clock.NewTimer(slow(d))}
}

// NewTicker implements [clockwork.Clock].
func (c fast) NewTicker(d time.Duration) clockwork.Ticker {
	return c.Clock.NewTicker(slow(d))
}

// AfterFunc implements [clockwork.Clock].
func (c fast) AfterFunc(d time.Duration, f func()) clockwork.Timer {
	return fastTimer{c.Clock.AfterFunc(slow(d), f)}
}

// fastTimer is set anew by the fast clock, too.
type fastTimer struct{ clockwork.Timer }

// Reset implements [clockwork.Timer].
func (t fastTimer) Reset(d time.Duration) bool { return t.Timer.Reset(slow(d)) }
