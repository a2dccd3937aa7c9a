package fact

import (
	"math/big"
	"strings"
	"testing"
	"unsafe"

	"pgregory.net/rapid"
)

func TestParseAmount(t *testing.T) {
	tests := []struct {
		in, want string
		rounded  bool
	}{
		{"0", "0.00", false}, {"1", "1.00", false}, {"-1234.5", "-1234.50", false}, {"+7.25", "7.25", false},
		{".5", "0.50", false}, {"99999999999.99", "99999999999.99", false}, {"0.00004", "0.00", true},
		{"0.00005", "0.0001", true}, {"-0.00005", "-0.0001", true}, {"1.000000000", "1.00", false},
		{"922337203685477.5807", "922337203685477.5807", false},
	}
	for _, test := range tests {
		a, rounded, err := ParseAmount(test.in)
		if err != nil || a.String() != test.want || rounded != test.rounded {
			t.Errorf("ParseAmount(%q) = %s, %v, %v; want %s, %v", test.in, a, rounded, err, test.want, test.rounded)
		}
	}
	for _, bad := range []string{"", "-", ".", "1,000", "1e3", "12.3.4", "abc", "922337203685477.5808", "9999999999999999"} {
		if a, _, err := ParseAmount(bad); err == nil {
			t.Errorf("ParseAmount(%q) = %s, want an error", bad, a)
		}
	}
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"1.5", "-0.0001", "922337203685477.5807", "1e5", "."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, rounded, err := ParseAmount(s)
		if err != nil {
			return
		}
		exact, ok := new(big.Rat).SetString(s)
		if !ok {
			t.Fatalf("accepted %q", s)
		}
		diff := new(big.Rat).Sub(exact, big.NewRat(int64(a), AmountScale))
		if rounded != (diff.Sign() != 0) || diff.Abs(diff).Cmp(big.NewRat(1, 2*AmountScale)) > 0 {
			t.Fatalf("%q became %s, rounded %v", s, a, rounded)
		}
		if back, _, err := ParseAmount(a.String()); err != nil || back != a {
			t.Fatalf("%q → %s → %s, %v", s, a, back, err)
		}
	})
}

func TestAmountsOverflowAloud(t *testing.T) {
	most := Amount(1<<63 - 1)
	for name, f := range map[string]func(){
		"plus": func() { most.Plus(1) }, "minus": func() { (-most).Minus(2) }, "neg": func() { (-most - 1).Neg() },
		"share": func() { most.Share(2, 1, 2) },
	} {
		var err error
		func() {
			defer CatchOverflow(&err)
			f()
		}()
		if err != ErrOverflow {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := most.Plus(0).Minus(0); got != most {
		t.Errorf("adding nothing changed it to %s", got)
	}
}

// Sums agree with arithmetic that cannot overflow.
func TestPlusMinusAgainstBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := Amount(rapid.Int64().Draw(t, "a")), Amount(rapid.Int64().Draw(t, "b"))
		for name, op := range map[string]struct {
			ours  func() Amount
			exact *big.Int
		}{
			"+": {func() Amount { return a.Plus(b) }, new(big.Int).Add(big.NewInt(int64(a)), big.NewInt(int64(b)))},
			"-": {func() Amount { return a.Minus(b) }, new(big.Int).Sub(big.NewInt(int64(a)), big.NewInt(int64(b)))},
		} {
			var got Amount
			var err error
			func() {
				defer CatchOverflow(&err)
				got = op.ours()
			}()
			if (err == nil) != op.exact.IsInt64() || err == nil && int64(got) != op.exact.Int64() {
				t.Fatalf("%d %s %d = %d, %v; exact %s", a, name, b, got, err, op.exact)
			}
		}
	})
}

func amount(t *testing.T, s string) Amount {
	t.Helper()
	a, _, err := ParseAmount(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestConvert(t *testing.T) {
	tests := []struct {
		amount, rate string
		inverse      bool
		decimals     int
		want         string
	}{
		{"100", "7.1234", false, 2, "712.34"},
		{"0.05", "0.1", false, 2, "0.01"}, // half away from zero
		{"-0.05", "0.1", false, 2, "-0.01"},
		{"100", "2", true, 2, "50.00"},
		{"100", "3", true, 2, "33.33"},
		{"99999999999.99", "0.000283465123456789", false, 2, "28346512.35"},
		{"1.5", "1", false, 0, "2.00"},
	}
	for _, test := range tests {
		r, err := ParseRate(test.rate, test.inverse)
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.Convert(amount(t, test.amount), test.decimals)
		if err != nil || got.String() != test.want {
			t.Errorf("%s at %s (inverse %v) = %s, %v; want %s", test.amount, test.rate, test.inverse, got, err, test.want)
		}
		if r.String() != test.rate {
			t.Errorf("rate %s is written %s", test.rate, r)
		}
	}
	for _, bad := range []string{"", "0", "-1", "x", "0.000", "123456789012345678901234567890123456789"} {
		if _, err := ParseRate(bad, false); err == nil {
			t.Errorf("ParseRate(%q) accepted", bad)
		}
	}
	huge, _ := ParseRate("25000", false)
	if _, err := huge.Convert(amount(t, "99999999999.99"), 0); err == nil || !strings.Contains(err.Error(), "exceeds") {
		t.Errorf("overflow: %v", err)
	}
}

func TestDates(t *testing.T) {
	d := func(s string) Date {
		x, err := ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	tests := []struct {
		got  Date
		want string
	}{
		{d("2024-01-31").AddMonths(1), "2024-02-29"}, {d("2023-01-31").AddMonths(1), "2023-02-28"},
		{d("2024-03-31").AddMonths(-1), "2024-02-29"}, {d("2024-12-15").AddMonths(1), "2025-01-15"},
		{d("2024-02-10").MonthEnd(), "2024-02-29"}, {d("2024-02-10").MonthStart(), "2024-02-01"},
		{d("2024-12-31").AddDays(1), "2025-01-01"}, {d("0001-01-01"), "0001-01-01"}, {d("9999-12-31"), "9999-12-31"},
	}
	for _, test := range tests {
		if test.got.String() != test.want {
			t.Errorf("got %s, want %s", test.got, test.want)
		}
	}
	if n := d("2025-03-01").Days(d("2024-03-01")); n != 365 {
		t.Errorf("%d days", n)
	}
	for _, bad := range []string{"0000-00-00", "2025-02-30", "2025-2-3", "", "20250203"} {
		if x, err := ParseDate(bad); err == nil {
			t.Errorf("ParseDate(%q) = %s", bad, x)
		}
	}
}

func TestTerms(t *testing.T) {
	tests := []struct {
		terms        Terms
		posted, want string
	}{
		{Terms{Rule: TermsDays, Days: 30}, "2025-01-31", "2025-03-02"},
		{Terms{Rule: TermsDays}, "2025-01-31", "2025-01-31"},
		{Terms{Rule: TermsEndOfMonth, Days: 30}, "2025-01-15", "2025-02-28"},
		{Terms{Rule: TermsDayOfMonth, Days: 30, Day: 10}, "2025-01-15", "2025-03-10"},
		{Terms{Rule: TermsDayOfMonth, Days: 0, Day: 20}, "2025-01-15", "2025-01-20"},
		{Terms{Rule: TermsDayOfMonth, Days: 0, Day: 31}, "2025-02-15", "2025-02-28"},
		{Terms{Rule: TermsDayOfMonth, Days: 20, Day: 31}, "2025-02-15", "2025-03-31"},
	}
	for _, test := range tests {
		posted, _ := ParseDate(test.posted)
		if due, ok := test.terms.Due(posted); !ok || due.String() != test.want {
			t.Errorf("%+v from %s: %s, want %s", test.terms, test.posted, due, test.want)
		}
	}
	if _, ok := (Terms{}).Due(1); ok {
		t.Error("unknown terms gave a due date")
	}
}

func TestLinesStaySmall(t *testing.T) {
	if n := unsafe.Sizeof(Line{}); n > 64 {
		t.Errorf("a line takes %d bytes, more than 64", n)
	}
	var l Lines
	for i := range chunkRows + 5 {
		l.Append(Line{Document: Ref(i)})
	}
	next := Ref(0)
	for line := range l.All() {
		if line.Document != next {
			t.Fatalf("line %d is of document %d", next, line.Document)
		}
		next++
	}
	if int(next) != l.Len() || l.Len() != chunkRows+5 {
		t.Errorf("%d lines, Len %d", next, l.Len())
	}
}
