package sales

import (
	"testing"

	"daybook/extract/fact"
)

// June 2025 begins on a Sunday and has 21 working days; June 2024 began on a
// Saturday. 210 of a target are 10 a working day.
func TestPace(t *testing.T) {
	l := newLedger(t)
	ann := l.salesperson("ANN")
	alpha := l.customer("ALPHA", ann)
	l.target(ann, "2025-06-01", "210")
	l.invoice("1", alpha, "2025-06-02", "5")
	l.invoice("2", alpha, "2025-06-04", "7")
	l.invoice("LY", alpha, "2024-06-04", "3")
	l.invoice("LATER", alpha, "2025-06-20", "99")
	pace := l.at("2025-06-15").Pace
	equal(t, "days", len(pace), 30)
	for day, want := range map[int][3]string{
		1:  {"0.00", "0.00", "0.00"},
		2:  {"5.00", "10.00", "0.00"}, // one working day: last year Monday 3 June
		4:  {"12.00", "30.00", "3.00"},
		15: {"12.00", "100.00", "3.00"},
		30: {"12.00", "210.00", "3.00"}, // to come: no more sales, the whole target
	} {
		p := pace[day-1]
		equal(t, "sales", p.Now.Net().String(), want[0])
		equal(t, "target", p.Target.Amount.String(), want[1])
		equal(t, "last year", p.Base.Net().String(), want[2])
		equal(t, "until", p.Span.Until, fact.NewDate(2025, 6, day).AddDays(1))
	}
}
