package fact

import "testing"

// A period begins on its first day and ends before the day it names.
func TestPeriodsAreHalfOpen(t *testing.T) {
	may := Period{From: NewDate(2025, 5, 1), Until: NewDate(2025, 6, 1)}
	for day, want := range map[Date]bool{
		NewDate(2025, 4, 30): false, NewDate(2025, 5, 1): true, NewDate(2025, 5, 31): true, NewDate(2025, 6, 1): false,
	} {
		if may.Contains(day) != want {
			t.Errorf("May contains %s: %t, want %t", day, !want, want)
		}
	}
	if may.Days() != 31 {
		t.Errorf("May has %d days", may.Days())
	}
}

// The 25th after 10 days, counted on a calendar by hand: the day itself counts, and
// a month without the day gives its last.
func TestTermsByDayOfMonth(t *testing.T) {
	for _, test := range []struct {
		posted    Date
		days, day int
		want      string
	}{
		{NewDate(2025, 5, 14), 10, 25, "2025-05-25"},
		{NewDate(2025, 5, 15), 10, 25, "2025-05-25"}, // reached exactly
		{NewDate(2025, 5, 16), 10, 25, "2025-06-25"},
		{NewDate(2025, 1, 31), 1, 31, "2025-02-28"},
		{NewDate(2025, 3, 31), 0, 31, "2025-03-31"},
		{NewDate(2025, 3, 31), 1, 31, "2025-04-30"},
		{NewDate(2025, 1, 31), 0, 30, "2025-02-28"}, // the 30th is past, and February has none
	} {
		due, ok := Terms{Rule: TermsDayOfMonth, Days: test.days, Day: test.day}.Due(test.posted)
		if !ok || due.String() != test.want {
			t.Errorf("the %dth, %d days after %s: %s, want %s", test.day, test.days, test.posted, due, test.want)
		}
	}
}
