package sales

import (
	"fmt"
	"testing"
	"time"

	"daybook/extract/fact"
)

var monday = calendar{time.Monday, 1}

// The ISO weeks are those of a PostgreSQL thread (METHODS 11, source 59) and four
// more worked out by the rule: week 1 has the first Thursday.
func TestISOWeek(t *testing.T) {
	l := newLedger(t)
	for day, want := range map[string]string{
		"2005-01-01": "2004-W53", "2006-01-01": "2005-W52", "2012-12-31": "2013-W01",
		"2008-12-29": "2009-W01", "2010-01-03": "2009-W53", "2024-12-30": "2025-W01", "2027-01-03": "2026-W53",
	} {
		year, week := isoWeek(monday.week(l.date(day)))
		equal(t, day, fmt.Sprintf("%d-W%02d", year, week), want)
	}
}

func TestWeekStarts(t *testing.T) {
	l := newLedger(t)
	equal(t, "Sunday", monday.week(l.date("2025-06-15")), l.period("2025-06-09", "2025-06-15"))
	equal(t, "Monday", monday.week(l.date("2025-06-16")), l.period("2025-06-16", "2025-06-22"))
	equal(t, "from Sunday", calendar{weekStart: time.Sunday}.week(l.date("2025-06-15")), l.period("2025-06-15", "2025-06-21"))
	equal(t, "from Saturday", calendar{weekStart: time.Saturday}.week(l.date("2025-06-13")), l.period("2025-06-07", "2025-06-13"))
}

func TestFiscalYear(t *testing.T) {
	l := newLedger(t)
	april := calendar{time.Monday, 4}
	equal(t, "year", april.year(l.date("2025-03-31")), l.period("2024-04-01", "2025-03-31"))
	equal(t, "year", april.year(l.date("2025-04-01")), l.period("2025-04-01", "2026-03-31"))
	equal(t, "quarter", april.quarter(l.date("2025-03-31")), l.period("2025-01-01", "2025-03-31"))
	equal(t, "quarter", monday.quarter(l.date("2025-08-15")), l.period("2025-07-01", "2025-09-30"))
	equal(t, "unknown start", calendar{yearStart: 0}.year(l.date("2025-08-15")), l.period("2025-01-01", "2025-12-31"))
}

func TestWorkdays(t *testing.T) {
	l := newLedger(t)
	equal(t, "June 2025", workdays(l.period("2025-06-01", "2025-06-30")), 21)
	equal(t, "a week", workdays(l.period("2025-06-09", "2025-06-15")), 5)
	equal(t, "a weekend", workdays(l.period("2025-06-14", "2025-06-15")), 0)
	equal(t, "nothing", workdays(fact.Period{From: 10, Until: 3}), 0)
}

// June 2025 has ten working days until the 15th, a Sunday; June 2024 had its
// tenth on the 14th.
func TestSameWorkdays(t *testing.T) {
	l := newLedger(t)
	equal(t, "to the 15th", monday.sameWorkdays(l.period("2025-06-01", "2025-06-15")), l.period("2024-06-01", "2024-06-14"))
	equal(t, "whole", monday.sameWorkdays(l.period("2025-06-01", "2025-06-30")), l.period("2024-06-01", "2024-06-30"))
	// 1 June 2025 is a Sunday: no working day has passed.
	equal(t, "none", monday.sameWorkdays(l.period("2025-06-01", "2025-06-01")).Days(), 0)
	// By 30 July 2024 there were 22 working days; July 2023 had 21.
	equal(t, "more than there were", monday.sameWorkdays(l.period("2024-07-01", "2024-07-30")), l.period("2023-07-01", "2023-07-31"))
}

func TestSpans(t *testing.T) {
	l := newLedger(t)
	spans := monday.spans(l.date("2025-06-15"))
	for id, want := range map[PeriodID]fact.Period{
		Week: l.period("2025-06-09", "2025-06-15"), PreviousWeek: l.period("2025-06-02", "2025-06-08"),
		WeekLastYear: l.period("2024-06-10", "2024-06-16"),
		FourWeeks:    l.period("2025-05-19", "2025-06-15"), PreviousFourWeeks: l.period("2025-04-21", "2025-05-18"),
		FourWeeksLastYear: l.period("2024-05-20", "2024-06-16"),
		Month:             l.period("2025-06-01", "2025-06-15"), MonthLastYear: l.period("2024-06-01", "2024-06-14"),
		Quarter: l.period("2025-04-01", "2025-06-15"), QuarterLastYear: l.period("2024-04-01", "2024-06-15"),
		Year: l.period("2025-01-01", "2025-06-15"), YearLastYear: l.period("2024-01-01", "2024-06-15"),
		TwelveMonths: l.period("2024-06-16", "2025-06-15"), TwentyFourMonths: l.period("2023-06-16", "2025-06-15"),
	} {
		equal(t, id.String(), spans[id].Period, want)
	}
	equal(t, "week is partial", spans[Week].Partial(), false)
	equal(t, "month is partial", spans[Month].Partial(), true)
	equal(t, "ISO week", spans[Week].ISOWeek, 24)
	equal(t, "ISO week last year", spans[WeekLastYear].ISOWeek, 24)

	wednesday := monday.spans(l.date("2025-06-11"))
	equal(t, "unfinished week", wednesday[Week].Period, l.period("2025-06-09", "2025-06-11"))
	equal(t, "the same days before", wednesday[PreviousWeek].Period, l.period("2025-06-02", "2025-06-04"))
	equal(t, "unfinished week is partial", wednesday[Week].Partial() && wednesday[FourWeeks].Partial(), true)
	equal(t, "compared weeks are not", wednesday[PreviousWeek].Partial(), false)

	leap := monday.spans(l.date("2025-02-28"))
	equal(t, "the last of a month stays the last", leap[YearLastYear].Period, l.period("2024-01-01", "2024-02-29"))
}

func TestPeriodsHaveCodes(t *testing.T) {
	seen := map[string]bool{}
	for id, code := range Periods {
		if code == "" || seen[code] {
			t.Errorf("period %d has the code %q", id, code)
		}
		seen[code] = true
	}
	if PeriodCount > 16 {
		t.Errorf("%d periods do not fit into a mask", PeriodCount)
	}
}
