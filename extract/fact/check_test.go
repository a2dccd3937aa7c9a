package fact

import "testing"

func TestCheckWithin(t *testing.T) {
	for _, test := range []struct {
		left, right, tolerance Amount
		supplied               bool
		passed, failed         bool
	}{
		{left: 5, right: 5, supplied: true, passed: true},
		{left: 5, right: 7, supplied: true, failed: true},
		{left: 7, right: 5, supplied: true, failed: true},
		{left: 5, right: 7, tolerance: 2, supplied: true, passed: true},
		{left: 7, right: 5, tolerance: 2, supplied: true, passed: true},
		{left: 8, right: 5, tolerance: 2, supplied: true, failed: true},
		{left: 5, right: 5},
		{left: 5, right: 0},
	} {
		c := Check{Left: test.left, Right: test.right, Supplied: test.supplied}.Within(test.tolerance)
		if c.Passed != test.passed || c.Failed() != test.failed {
			t.Errorf("%+v: passed %t, failed %t", test, c.Passed, c.Failed())
		}
	}
}

func TestChecksAreTallied(t *testing.T) {
	passed, failed, unsupplied := NewCheck("a", 1, 1, 0), NewCheck("b", 3, 5, 0), Check{ID: "c", Left: 9}
	for _, test := range []struct {
		checks       Checks
		first        string
		failed, made int
	}{
		{nil, "", 0, 0},
		{Checks{unsupplied}, "", 0, 0},
		{Checks{unsupplied, passed, passed}, "", 0, 2},
		{Checks{unsupplied, passed, failed, NewCheck("d", 0, 1, 0)}, "b", 2, 3},
	} {
		first, any := test.checks.FirstFailed()
		failed, made := test.checks.Tally()
		if first.ID != test.first || any != (test.first != "") || any != test.checks.Failed() || failed != test.failed || made != test.made {
			t.Errorf("%v: first %q (%t), failed %d of %d", test.checks, first.ID, any, failed, made)
		}
	}
}

func TestLeftOut(t *testing.T) {
	read := []Intake{{Fact: "documents", Read: 9, Used: 4, Excluded: 5}, {Fact: "receipts", Read: 3, Used: 2, Excluded: 1}}
	for _, test := range []struct {
		findings []Finding
		want     int
	}{
		{nil, 6},
		{[]Finding{{Treatment: Excluded, Reason: BadNumber}, {Treatment: Noted, Reason: NotCounted}}, 6},
		{[]Finding{{Treatment: Excluded, Reason: NotCounted}, {Treatment: Excluded, Reason: NotCounted, Count: 4}}, 1},
	} {
		if got := LeftOut(read, test.findings); got != test.want {
			t.Errorf("%v: %d, want %d", test.findings, got, test.want)
		}
	}
}
