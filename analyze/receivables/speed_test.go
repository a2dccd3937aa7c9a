package receivables

import (
	"fmt"
	"math"
	"testing"

	"daybook/extract/fact"
)

func near(t *testing.T, what string, got Measure, want float64) {
	t.Helper()
	if !got.Valid || math.Abs(got.Value-want) > 5e-4 {
		t.Errorf("%s = %+v, want %.3f", what, got, want)
	}
}

// billed returns a book whose billing is one invoice at the end of each month.
func billed(t *testing.T, months map[string]string) *Book {
	l := newLedger(t)
	c := l.customer("A")
	for day, gross := range months {
		kind, n := fact.Invoice, gross
		if gross[0] == '-' {
			kind, n = fact.CreditNote, gross[1:]
		}
		l.document(kind, "I"+day, c, day, day, n)
	}
	return NewBook(l.s)
}

// Worked examples: calculator7 count-back, Oracle HFM with its arithmetic
// corrected, and a month of net credit.
func TestCountBack(t *testing.T) {
	l := newLedger(t)
	tests := []struct {
		ar, asOf string
		months   map[string]string
		want     float64
	}{
		{"2100000", "2025-03-31", map[string]string{"2025-03-31": "900000", "2025-02-28": "800000", "2025-01-31": "700000"}, 76.714},
		{"12000", "2025-09-30", map[string]string{"2025-09-30": "2500", "2025-08-31": "1750", "2025-07-31": "2250", "2025-06-30": "2500", "2025-05-31": "2000", "2025-04-30": "2250"}, 166.333},
		{"1000", "2025-06-30", map[string]string{"2025-06-30": "600", "2025-05-31": "-50", "2025-04-30": "1", "2025-03-31": "500"}, 30 + 31 + 30 + 449.0/500*31},
	}
	for _, test := range tests {
		near(t, "count-back "+test.ar, billed(t, test.months).countBack(l.amount(test.ar), l.date(test.asOf)), test.want)
	}
	short := billed(t, map[string]string{"2025-03-31": "100"}).countBack(l.amount("500"), l.date("2025-03-31"))
	if !short.AtLeast || short.Value != 31 {
		t.Errorf("history that ends first: %+v, want at least 31 days", short)
	}
}

// paraglide.ai: AR 500,000, sales of 90 days 3,000,000 make 15 days; Growfin: a
// receivable of 10,000, 2,000 of it overdue, on 30,000 in 30 days: 10, 8 and 2.
func TestDSO(t *testing.T) {
	l := newLedger(t)
	near(t, "DSO", daysOf(l.amount("500000"), l.amount("3000000"), 90), 15)
	near(t, "DSO", daysOf(l.amount("10000"), l.amount("30000"), 30), 10)
	near(t, "best possible DSO", daysOf(l.amount("8000"), l.amount("30000"), 30), 8)
	if m := daysOf(l.amount("1"), 0, 90); m.Valid || m.Reason != NoBilling {
		t.Errorf("DSO without billing = %+v", m)
	}
}

// creditguru: B 6,200, S 10,890, E 6,340, current 3,590. Over one month the
// formula gives (6,200 + 10,890 − 6,340) / (6,200 + 10,890 − 3,590).
func TestCEI(t *testing.T) {
	l := newLedger(t)
	near(t, "CEI", effectOf(l.amount("6200"), l.amount("3630"), l.amount("6340"), l.amount("3590")).percent(), 3490.0/6240*100)
	if m := effectOf(0, l.amount("10"), l.amount("10"), l.amount("10")).percent(); m.Valid {
		t.Errorf("CEI with nothing to collect = %+v", m)
	}
}

func TestWindow(t *testing.T) {
	l := newLedger(t)
	tests := []struct {
		asOf   string
		months int
		want   string
	}{
		{"2025-06-30", 3, "2025-04-01 … 2025-06-30, 91"},
		{"2025-02-28", 3, "2024-12-01 … 2025-02-28, 90"},
		{"2024-05-31", 3, "2024-03-01 … 2024-05-31, 92"},
		{"2025-06-15", 3, "2025-03-16 … 2025-06-15, 92"},
		{"2025-06-30", 12, "2024-07-01 … 2025-06-30, 365"},
	}
	for _, test := range tests {
		w := window(l.date(test.asOf), test.months)
		got := fmt.Sprintf("%s … %s, %d", w.From, w.Until.AddDays(-1), w.Days())
		if got != test.want {
			t.Errorf("window of %s: %s, want %s", test.asOf, got, test.want)
		}
	}
}

func TestNetSalesComparesTheSameDays(t *testing.T) {
	l := newLedger(t)
	l.s.Company.FiscalYearStart = 4
	c := l.customer("A")
	for _, day := range []string{"2024-04-01", "2025-03-31", "2025-04-01", "2025-06-10", "2024-06-15", "2024-06-16"} {
		l.invoice(day, c, day, day, "10")
	}
	l.document(fact.CreditNote, "C", c, "2025-06-11", "", "4")
	l.document(fact.Journal, "J", c, "2025-06-11", "", "99")
	got := l.at("2025-06-15").Sales
	want := Sales{Month: l.amount("6"), MonthLastYear: l.amount("10"), Year: l.amount("16"), YearLastYear: l.amount("20")}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
