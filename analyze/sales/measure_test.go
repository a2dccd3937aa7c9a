package sales

import (
	"errors"
	"testing"
	"time"

	"daybook/extract/fact"
)

// An undefined figure is empty with its reason, never 0 or infinite.
func TestUndefinedMeasures(t *testing.T) {
	nothing, returned := Sales{}, Sales{Returns: 5, Costed: -5, Cost: -3}
	for what, test := range map[string]struct {
		got  Measure
		want Reason
	}{
		"growth on nothing":      {Growth(5, 0), NoBase},
		"growth on less":         {Growth(5, -5), NoBase},
		"margin of nothing":      {nothing.MarginRate(), NoCost},
		"margin of returns":      {returned.MarginRate(), NoSales},
		"coverage of nothing":    {nothing.CostCoverage(), NoSales},
		"discount of nothing":    {nothing.DiscountRate(), NoListPrice},
		"realisation of nothing": {nothing.Realisation(), NoListPrice},
		"returns of nothing":     {returned.ReturnRate(), NoSales},
		"price of nothing":       {ProductSales{}.Price(), NoSales},
		"an attainment of zero":  {Target{Set: true}.Attainment(5), NoTarget},
	} {
		equal(t, what, test.got, Measure{Reason: test.want})
	}
	near(t, "growth", Growth(12, 10), 0.2)
	near(t, "decline", Growth(-2, 10), -1.2)
	near(t, "coverage", Sales{Gross: 10, Costed: 4}.CostCoverage(), 0.4)
	equal(t, "margin", Sales{Costed: 10, Cost: 12}.Margin(), fact.Amount(-2))
}

func TestOverflowIsAnError(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A", fact.None)
	l.invoice("1", c, "2025-06-10", "922337203685477.5807")
	l.invoice("2", c, "2025-06-10", "0.0001")
	if _, err := Analyze(l.s, Params{AsOf: l.date("2025-06-15")}); !errors.Is(err, fact.ErrOverflow) {
		t.Errorf("got %v, want %v", err, fact.ErrOverflow)
	}
	if _, err := Analyze(l.s, Params{AsOf: l.date("2025-06-15"), Calendar: "4-4-5"}); err == nil {
		t.Error("a calendar that is not known was accepted")
	}
}

func TestWeekFromSunday(t *testing.T) {
	l := newLedger(t)
	l.invoice("I", l.customer("A", fact.None), "2025-06-08", "5")
	r := l.at("2025-06-14", func(p *Params) { p.WeekStart = new(time.Sunday) })
	equal(t, "week", r.Spans[Week].Period, l.period("2025-06-08", "2025-06-14"))
	equal(t, "sold on Sunday", r.Total[Week].Net().String(), "5.00")
	equal(t, "from Monday", l.at("2025-06-14").Total[Week].Net().String(), "0.00")
}

// Every code of a list is listed once.
func TestLists(t *testing.T) {
	seen := map[string]bool{}
	add := func(kind, code string) {
		if code == "" || seen[kind+code] {
			t.Errorf("%s %q is empty or listed twice", kind, code)
		}
		seen[kind+code] = true
	}
	for _, r := range Reasons {
		add("reason", string(r))
	}
	for _, k := range KPICodes {
		add("KPI", string(k))
	}
	for _, e := range ExceptionKinds {
		add("exception", string(e))
	}
	for _, s := range States {
		add("state", string(s))
	}
	l := newLedger(t)
	for _, c := range l.at("2025-06-15").Checks { // of a company without a row
		add("check", c.ID+c.Period)
	}
	if len(l.at("2025-06-15").Checks) != len(CheckIDs)*len(CheckedPeriods) {
		t.Error("a check is missing")
	}
}
