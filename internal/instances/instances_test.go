package instances_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/mail"
	"slices"
	"testing"
	"time"

	"daybook/internal/mariadbtest"
	"daybook/jobs/runlog"
)

// firings is how many there are while instances are killed.
const firings = 200

// Three instances serve one schedule with one runlog, through 200 firings, while one
// at a time is killed and started again: every firing is made once and to its end,
// and each mail leaves at most once. A lease is of one second.
func TestThreeInstances(t *testing.T) {
	for _, engine := range []struct {
		name  string
		state func(t *testing.T) string
	}{
		{"MariaDB", func(t *testing.T) string { return mariadbtest.Start(t).DSN(t, "runlog") }},
		{"other", func(t *testing.T) string { return mariadbtest.Other(t, "instances") }},
	} {
		if engine.name == "other" && !mariadbtest.OtherNamed() {
			continue
		}
		t.Run(engine.name, func(t *testing.T) { threeInstances(t, engine.state(t)) })
	}
}

// fleet is the instances, each on a host of its own.
type fleet struct {
	*house
	t       *testing.T
	env     []string
	clock   fast
	members [3]*process
	firings int // that are judged
	kills   int
}

// first is when the clock of the instances begins: an hour before the first firing.
var first = time.Date(2026, 1, 1, 6, 0, 0, 0, time.UTC)

// newFleet begins three instances, and gives the runlog to look into.
func newFleet(t *testing.T, state string, firings int) (*fleet, *runlog.Log) {
	h := newHouse(t)
	f := &fleet{house: h, t: t, firings: firings, clock: newFast(time.Now().Add(2*time.Second), first)}
	f.env = []string{
		role + "=instance", file + "=" + h.config(t, state, "1s"),
		realStart + "=" + f.clock.real.Format(time.RFC3339Nano), fastStart + "=" + first.Format(time.RFC3339Nano),
	}
	for i := range f.members {
		f.begin(i)
	}
	log, err := runlog.Open(t.Context(), state)
	must(t, err)
	t.Cleanup(func() { must(t, log.Close()) })
	return f, log
}

func threeInstances(t *testing.T, state string) {
	begun := time.Now()
	f, log := newFleet(t, state, firings)
	f.harass(log, f.last())
	f.settle(log)
	took := time.Since(begun)
	if counts := f.judge(log); counts["taken over"] == 0 {
		t.Error("no run was ever taken over, so nothing was tried")
	}
	t.Logf("%d instances were killed and begun again in %v", f.kills, took.Round(time.Second))
}

// last is when the last firing that is judged was a day ago.
func (f *fleet) last() time.Time { return first.AddDate(0, 0, f.firings) }

func tail(text string) string {
	const most = 6000
	return text[max(0, len(text)-most):]
}

// begin starts an instance, on a host of its own.
func (f *fleet) begin(i int) {
	host := fmt.Sprintf("host%d", i)
	f.members[i] = f.start(f.t, host+".log", append(f.env, name+"="+host), nil)
}

// harass kills one instance after the other, two of three of them at work, and begins
// it again a little later: at once, before its lease has ended, or after others took
// over.
func (f *fleet) harass(log *runlog.Log, until time.Time) {
	random := rand.New(rand.NewPCG(1, 2))
	for f.clock.Now().Before(until) {
		time.Sleep(time.Duration(300+random.IntN(2000)) * time.Millisecond)
		i := random.IntN(len(f.members))
		if random.IntN(3) > 0 {
			i = f.atWork(log, i)
			time.Sleep(time.Duration(random.IntN(60)) * time.Millisecond)
		}
		f.members[i].kill()
		f.kills++
		time.Sleep(time.Duration(random.IntN(1800)) * time.Millisecond)
		f.begin(i)
	}
}

// atWork waits a little for an instance that works on a run, and returns it; else the
// other one.
func (f *fleet) atWork(log *runlog.Log, otherwise int) int {
	for range 200 {
		runs, err := log.Unfinished(f.t.Context())
		must(f.t, err)
		for _, r := range runs {
			var i int
			if _, err := fmt.Sscanf(r.Holder.Host, "host%d", &i); err == nil {
				return i
			}
		}
		time.Sleep(5 * time.Millisecond)
	}
	return otherwise
}

// settle waits until every firing has ended.
func (f *fleet) settle(log *runlog.Log) {
	f.t.Helper()
	for range 300 {
		runs, err := log.History(f.t.Context(), runlog.Filter{})
		must(f.t, err)
		open := slices.ContainsFunc(runs, func(r runlog.Run) bool { return r.Outcome == "" })
		if !open && len(runs) >= 2*f.firings {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	f.t.Error("not every firing came to its end")
}

// judge ends the instances, and holds the runlog and the mail server to the promise.
func (f *fleet) judge(log *runlog.Log) (counts map[string]int) {
	f.t.Helper()
	for _, m := range f.members {
		m.kill()
	}
	accepted := f.accepted()
	counts = map[string]int{}
	runs := map[string]runlog.Run{}
	all, err := log.History(f.t.Context(), runlog.Filter{})
	must(f.t, err)
	for _, r := range all {
		runs[r.AsOf+" "+r.Slice] = r
	}
	for n := range f.firings {
		asOf := first.AddDate(0, 0, n-1).Format(time.DateOnly)
		for _, slice := range []string{"", "east"} {
			r, made := runs[asOf+" "+slice]
			if !made || r.Outcome != runlog.Delivered && r.Outcome != runlog.Unknown {
				f.t.Errorf("as of %s, slice %q: %q (%s)", asOf, slice, r.Outcome, r.Reason)
				continue
			}
			counts["runs "+string(r.Outcome)]++
			counts["taken over"] += r.Attempt - 1
			f.judgeMails(log, r, accepted, counts)
		}
	}
	for id, n := range accepted {
		if n > 1 {
			f.t.Errorf("%s arrived %d times", id, n)
		}
	}
	f.t.Logf("%d firings: %v; %d mails arrived", f.firings, counts, len(accepted))
	if f.t.Failed() {
		for _, m := range f.members {
			f.t.Logf("%s:\n%s", m.log, tail(m.said(f.t)))
		}
	}
	return counts
}

func (f *fleet) judgeMails(log *runlog.Log, r runlog.Run, accepted, counts map[string]int) {
	f.t.Helper()
	list, err := log.Deliveries(f.t.Context(), r.ID)
	must(f.t, err)
	want := 2
	if r.Slice == "east" {
		want = 1
	}
	if len(list) != want {
		f.t.Errorf("%s has %d deliveries, want %d", r.Key, len(list), want)
	}
	for _, d := range list {
		n := accepted[d.Recipient+" "+d.MessageID]
		counts["mails "+string(d.Outcome)]++
		if d.Outcome == runlog.Delivered && n != 1 || d.Outcome != runlog.Delivered && d.Outcome != runlog.Unknown {
			f.t.Errorf("%s to %s: %q, and it arrived %d times", r.Key, d.Recipient, d.Outcome, n)
		}
	}
}

// accepted counts what the mail server took for readers, by address and id.
func (f *fleet) accepted() map[string]int {
	f.t.Helper()
	out := map[string]int{}
	for _, c := range f.server.Caught() {
		if c.To == owner {
			continue
		}
		m, err := mail.ReadMessage(bytes.NewReader(c.Raw))
		must(f.t, err)
		out[c.To+" "+m.Header.Get("Message-Id")]++
	}
	return out
}
