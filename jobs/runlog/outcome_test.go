package runlog_test

import (
	"testing"

	"daybook/jobs/runlog"
)

func TestExitCodes(t *testing.T) {
	want := map[runlog.Outcome]int{
		runlog.Delivered: 0, runlog.Built: 0, runlog.Nothing: 0, runlog.NotReady: 75, runlog.HeldBack: 2,
		runlog.Partly: 2, runlog.Failed: 1, runlog.Missed: 1, runlog.Unknown: 2, "never heard of": 1,
	}
	for _, o := range append(runlog.Outcomes, "never heard of") {
		if code, ok := want[o]; !ok || o.Exit() != code {
			t.Errorf("%s: exit %d, want %d", o, o.Exit(), code)
		}
	}
}

func TestCombine(t *testing.T) {
	d, f, u := runlog.Delivered, runlog.Failed, runlog.Unknown
	for _, c := range []struct {
		in   []runlog.Outcome
		want runlog.Outcome
	}{
		{[]runlog.Outcome{d, d}, d},
		{[]runlog.Outcome{d, f}, runlog.Partly},
		{[]runlog.Outcome{f, f}, f},
		{[]runlog.Outcome{d, u, f}, u},
		{nil, f},
	} {
		if got := runlog.Combine(c.in); got != c.want {
			t.Errorf("%v: %s, want %s", c.in, got, c.want)
		}
	}
}
