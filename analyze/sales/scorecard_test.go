package sales

import (
	"fmt"
	"testing"

	"daybook/extract/fact"
)

// line returns one line of the scorecard.
func (r *Result) line(code KPICode) KPI {
	for _, k := range r.Scorecard {
		if k.Code == code {
			return k
		}
	}
	return KPI{}
}

func TestScorecard(t *testing.T) {
	l := shop(t)
	l.target(0, "2025-06-01", "2100")
	l.receipt(0, "2025-06-10", "300")
	l.order("O", 0, "2025-06-10", "77")
	standing := Standing{Company: Standings{
		Now: Receivable{true, l.amount("40"), measured(31.5)}, LastWeek: Receivable{true, l.amount("50"), undefined(NoSales)},
		Weeks: []Receivable{{}, {Known: true, Overdue: l.amount("50")}, {Known: true, Overdue: l.amount("40")}},
	}}
	r := l.at("2025-06-15", func(p *Params) { p.Standing = standing })
	equal(t, "lines", len(r.Scorecard), len(KPICodes))
	if len(KPICodes) > 8 {
		t.Errorf("%d lines are too many to be read", len(KPICodes))
	}
	net := r.line(NetSales)
	equal(t, "net sales", fmt.Sprint(net.Week.Amount, net.LastWeek.Amount, net.LastYear.Amount, net.Month.Amount, net.Target.Amount),
		"1110.00 50.00 500.00 1160.00 1000.00")
	near(t, "attainment", measured(net.Attainment.Number), 1.16)
	equal(t, "series", fmt.Sprint(len(net.Series), net.Series[12].Amount, net.Series[11].Amount), "13 1110.00 50.00")
	near(t, "attainment of the week", measured(r.line(TargetReached).Week.Number), 2.22)
	equal(t, "no target last year", r.line(TargetReached).LastYear.Missing, NoTarget)
	equal(t, "orders", r.line(OrderIntake).Week.Amount.String(), "77.00")
	equal(t, "cash", r.line(CashCollected).Week.Amount.String(), "300.00")
	near(t, "return rate", measured(r.line(ReturnRate).Week.Number), 0.075)
	equal(t, "overdue", fmt.Sprintf("%s %s %s", r.line(Overdue).Week.Amount, r.line(Overdue).LastWeek.Amount, r.line(Overdue).LastYear.Missing), "40.00 50.00 not_supplied")
	equal(t, "DSO", fmt.Sprintf("%v %s", r.line(DSO).Week.Number, r.line(DSO).LastWeek.Missing), "31.5 no_sales")
	equal(t, "series of overdue", fmt.Sprintf("%s %s", r.line(Overdue).Series[0].Missing, r.line(Overdue).Series[2].Amount), "not_supplied 40.00")
	for code, good := range map[KPICode]bool{NetSales: true, MarginRate: true, CashCollected: true, Overdue: false, DSO: false, ReturnRate: false} {
		equal(t, string(code)+" up is good", r.line(code).UpIsGood, good)
	}
}

// What nobody tells is missing with a reason, never zero.
func TestScorecardOfAPoorSource(t *testing.T) {
	l := newLedger(t)
	l.invoice("I", l.customer("A", fact.None), "2025-06-10", "100")
	l.s.Source.Missing = []string{"orders", "receipts", "targets"}
	r := l.at("2025-06-15")
	for code, want := range map[KPICode]Reason{
		NetSales: "", OrderIntake: NotSupplied, MarginRate: NoCost, TargetReached: NoTarget,
		CashCollected: NotSupplied, Overdue: NotSupplied, DSO: NotSupplied, ReturnRate: "",
	} {
		equal(t, string(code), r.line(code).Missing, want)
	}
	equal(t, "target", r.line(NetSales).Target.Missing, NoTarget)
	for _, c := range r.Checks {
		equal(t, c.ID+" is supplied", c.Supplied, c.ID != "orders" && c.ID != "cash")
	}
}

// A company whose books are young has no last year, which is not a last year of
// nothing.
func TestScorecardOfYoungBooks(t *testing.T) {
	l := newLedger(t)
	l.invoice("I", l.customer("A", fact.None), "2025-06-02", "100")
	r := l.at("2025-06-15")
	net := r.line(NetSales)
	equal(t, "since", r.Since, l.date("2025-06-02"))
	equal(t, "last year", net.LastYear.Missing, NoHistory)
	equal(t, "last week", fmt.Sprintf("%s%s", net.LastWeek.Amount, net.LastWeek.Missing), "100.00")
	equal(t, "series", fmt.Sprintf("%s %s", net.Series[10].Missing, net.Series[11].Amount), "no_history 100.00")
	equal(t, "trend", fmt.Sprint(r.Weeks[11].LastYear.BeforeBooks, r.Months[23].LastYear.BeforeBooks, r.Months[23].Span.BeforeBooks), "true true false")
}
