package sales

import (
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
)

// A report of a Wednesday: its week ends there, those before on Sundays.
func TestStandingDays(t *testing.T) {
	day := func(s string) fact.Date {
		d, err := fact.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	got := Params{AsOf: day("2026-09-23"), Weeks: 3}.StandingDays()
	want := StandingDays{
		Now: day("2026-09-23"), LastWeek: day("2026-09-16"), LastYear: day("2025-09-24"),
		Weeks: []fact.Date{day("2026-09-13"), day("2026-09-20"), day("2026-09-23")},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	standings := got.Of(map[fact.Date]Receivable{day("2026-09-13"): {Known: true, Overdue: 7}})
	if !standings.Weeks[0].Known || standings.Weeks[0].Overdue != 7 || standings.Now.Known {
		t.Errorf("%+v", standings)
	}
}
