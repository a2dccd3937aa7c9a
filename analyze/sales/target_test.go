package sales

import (
	"fmt"
	"testing"

	"daybook/extract/fact"
)

// June 2025 has 21 working days, 10 of them until the 15th; the week has 5.
func TestTargetsByWorkingDays(t *testing.T) {
	l := newLedger(t)
	ann, bob := l.salesperson("ANN"), l.salesperson("BOB", func(s *fact.Salesperson) { s.Joined = l.date("2025-06-16") })
	c := l.customer("A", ann)
	l.invoice("I", c, "2025-06-10", "1200")
	for _, month := range []string{"2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01", "2025-05-01", "2025-06-01", "2025-07-01"} {
		l.target(ann, month, "2100")
	}
	l.target(bob, "2025-06-01", "2100")
	r := l.at("2025-06-15")
	hers := r.Salespeople[0]
	equal(t, "week", hers.Targets[Week].Amount.String(), "500.00")
	equal(t, "month to date", hers.Targets[Month].Amount.String(), "1000.00")
	equal(t, "year to date", hers.Targets[Year].Amount.String(), "11500.00") // 5 × 2,100 + 1,000
	equal(t, "whole month", hers.MonthTarget.Amount.String(), "2100.00")
	near(t, "attainment", hers.Attainment(Month), 1.2)
	equal(t, "gap", hers.Gap(Month).String(), "-200.00")
	equal(t, "gap of the year", hers.Gap(Year).String(), "10300.00")
	equal(t, "needed on each of 11 days", hers.PerDay.String(), "81.82")
	equal(t, "last year has none", hers.Targets[YearLastYear].Set, false)
	equal(t, "the year is complete", hers.Targets[Year].Incomplete, false)
	equal(t, "twelve months are not", hers.Targets[TwelveMonths].Incomplete, true)

	equal(t, "people", len(r.Salespeople), 2)
	his := r.Salespeople[1]
	equal(t, "before he joins", his.Targets[Month].Set, false)
	equal(t, "from then on", his.MonthTarget.Amount.String(), "1100.00") // 11 of 21 days
	if m := his.Attainment(Month); m.Valid || m.Reason != NoTarget {
		t.Errorf("his attainment = %+v", m)
	}
	equal(t, "the company's", r.Targets[Month].Amount.String(), "1000.00")
	equal(t, "the company's month", r.Outlook.Target.Amount.String(), "3200.00")
	equal(t, "run rate", fmt.Sprintf("%s %s", r.Outlook.Method, r.Outlook.RunRate), "workdays 2520.00") // 1,200 × 21 / 10
	equal(t, "needed of all", r.Outlook.PerDay.String(), "181.82")
}

// Published by calendar days (METHODS 7, source 39): 30,000 by the 15th of 30
// becomes 60,000, and 38,000 by the 22nd 51,818.18.
func TestRunRate(t *testing.T) {
	l := newLedger(t)
	equal(t, "half a month", runRate(l.amount("30000"), 30, 15, 2).String(), "60000.00")
	equal(t, "22 of 30 days", runRate(l.amount("38000"), 30, 22, 2).String(), "51818.18")
	equal(t, "no day", runRate(l.amount("5"), 30, 0, 2).String(), "5.00")
}

// In its first three working days a month says nothing of itself.
func TestRunRateOfAnEarlyMonth(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A", fact.None)
	l.invoice("LY", c, "2024-06-28", "4000")
	l.invoice("I", c, "2025-06-02", "100")
	early := l.at("2025-06-04").Outlook
	equal(t, "third day", fmt.Sprintf("%s %s", early.Method, early.RunRate), "last_year 4000.00")
	equal(t, "fourth day", l.at("2025-06-05").Outlook.RunRate.String(), "525.00") // 100 × 21 / 4
}

func TestSalespeopleBySizeOfGap(t *testing.T) {
	l := newLedger(t)
	for _, p := range []struct{ code, sold, target string }{{"NEAR", "90", "210"}, {"FAR", "10", "2100"}, {"FREE", "999", ""}, {"IDLE", "", ""}, {"OVER", "5000", "2100"}} {
		who := l.salesperson(p.code)
		c := l.customer(p.code, who)
		if p.sold != "" {
			l.invoice(p.code, c, "2025-06-10", p.sold)
		}
		if p.target != "" {
			l.target(who, "2025-06-01", p.target)
		}
	}
	l.invoice("N", l.customer("NOBODY", fact.None), "2025-06-10", "1")
	owes := Standings{Now: Receivable{Known: true, Overdue: 5, DSO: measured(42)}}
	collector := l.salesperson("OWED")
	got := ""
	r := l.at("2025-06-15", func(p *Params) { p.Standing.Salespeople = map[fact.Ref]Standings{collector: owes} })
	for _, s := range r.Salespeople {
		code := "nobody"
		if s.Ref.Known() {
			code = l.s.Salespeople[s.Ref].Code
		}
		got += code + " "
		if s.Ref == collector {
			equal(t, "overdue", s.Standings.Now.Overdue, fact.Amount(5))
		}
	}
	// Gaps to the tenth of 21 days: 990, 10, −4,000; then those without a target.
	equal(t, "order", got, "FAR NEAR OVER FREE OWED nobody ")
}
