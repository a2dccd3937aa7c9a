package instances_test

import (
	"strings"
	"testing"
	"time"

	"daybook/internal/mariadbtest"
)

// The server of the runlog is stopped over several firings, and started again: three
// instances make each of them once, and the owner hears of the outage once from each.
func TestRunlogStops(t *testing.T) {
	server := mariadbtest.StartOwn(t)
	f, log := newFleet(t, server.DSN(t, "runlog"), 24)
	f.members[0].until(t, "msg=ran")
	server.Stop(t)
	for _, m := range f.members {
		m.until(t, "the runlog does not answer;")
	}
	time.Sleep(4 * day) // so many firings nobody can claim
	server.Again(t)
	for _, m := range f.members {
		m.until(t, "the runlog answers again")
	}
	for f.clock.Now().Before(f.last()) {
		time.Sleep(day)
	}
	f.settle(log)
	if f.judge(log); len(f.told("the runlog does not answer")) != len(f.members) {
		t.Errorf("the owner heard %q", f.told(""))
	}
}

// told are the mails to the owner that say something.
func (f *fleet) told(what string) []string {
	var out []string
	for _, c := range f.server.Caught() {
		if text := string(c.Raw); c.To == owner && strings.Contains(text, what) {
			out = append(out, text)
		}
	}
	return out
}
