package locale

import (
	"testing"

	"pgregory.net/rapid"

	"daybook/extract/fact"
)

func get(t testing.TB, tag string) *Locale {
	t.Helper()
	l, err := Get(tag)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestSay(t *testing.T) {
	l := &Locale{words: map[string]string{
		"n":     "{n} {n:item|items} of {who}",
		"plain": "all",
		"open":  "an {open brace",
	}}
	for _, c := range []struct {
		key  string
		args []any
		want string
	}{
		{"n", []any{"n", 1, "who", "A"}, "1 item of A"},
		{"n", []any{"n", 0, "who", "A"}, "0 items of A"},
		{"n", []any{"n", 12345, "who", "{n}"}, "12,345 items of {n}"},
		{"n", []any{"n", 2}, "2 items of {who}"},
		{"plain", nil, "all"},
		{"plain", []any{"n", 2}, "all"},
		{"open", []any{"n", 2}, "an {open brace"},
		{"nowhere", nil, "nowhere"},
	} {
		if got := l.Say(c.key, c.args...); got != c.want {
			t.Errorf("Say(%q, %v) is %q, want %q", c.key, c.args, got, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	day := fact.NewDate(2026, 9, 4)
	en, zh := get(t, "en"), get(t, "zh-CN")
	for _, c := range [][2]string{
		{en.LongDate(day), "4 September 2026"}, {zh.LongDate(day), "2026年9月4日"},
		{en.DayMonth(day), "4 September"}, {zh.DayMonth(day), "9月4日"},
		{en.ShortDate(day, day), "4 Sep"}, {zh.ShortDate(day, day), "9月4日"},
		{en.ShortDate(day, day.AddDays(365)), "4 Sep 2026"}, {zh.ShortDate(day, day.AddDays(365)), "2026年9月4日"},
		{en.Weekday(day), "Friday"}, {zh.Weekday(day), "周五"}, {en.ShortWeekday(day), "Fri"},
		{en.Month(day), "Sep"}, {zh.Month(day), "9"}, {en.LongDate(0), ""},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
}

func TestSpans(t *testing.T) {
	span := func(from, last fact.Date) fact.Period { return fact.Period{From: from, Until: last.AddDays(1)} }
	for _, c := range []struct {
		p      fact.Period
		en, zh string
	}{
		{span(fact.NewDate(2026, 9, 14), fact.NewDate(2026, 9, 20)), "14–20 September 2026", "2026年9月14日–20日"},
		{span(fact.NewDate(2026, 9, 28), fact.NewDate(2026, 10, 4)), "28 September – 4 October 2026", "2026年9月28日–10月4日"},
		{span(fact.NewDate(2025, 12, 29), fact.NewDate(2026, 1, 4)), "29 December 2025 – 4 January 2026", "2025年12月29日–2026年1月4日"},
		{span(fact.NewDate(2026, 9, 14), fact.NewDate(2026, 9, 14)), "14 September 2026", "2026年9月14日"},
	} {
		if en, zh := get(t, "en").Span(c.p), get(t, "zh-CN").Span(c.p); en != c.en || zh != c.zh {
			t.Errorf("%q, %q; want %q, %q", en, zh, c.en, c.zh)
		}
	}
}

func TestNumbers(t *testing.T) {
	en := get(t, "en")
	for _, c := range [][2]string{
		{en.Int(-1234567), "−1,234,567"}, {en.Int(12), "12"}, {en.Int(0), "0"},
		{en.Percent(0.2731, 1), "27.3%"}, {en.Percent(-0.00001, 1), "0.0%"}, {en.Percent(1, 0), "100%"},
		{en.Exact(amount(t, "-37631068.12"), "CNY"), "−37,631,068.12"},
		{en.Exact(amount(t, "1000"), "VND"), "1,000"}, {en.Exact(amount(t, "1000.5"), "KWD"), "1,000.500"},
		{en.Exact(amount(t, "0.125"), "CNY"), "0.125"},
		{en.Number(10), "Ten"}, {en.Number(11), "11"}, {get(t, "zh-CN").Number(10), "十"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
}

func amount(t testing.TB, s string) fact.Amount {
	t.Helper()
	a, _, err := fact.ParseAmount(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestScale(t *testing.T) {
	for _, c := range []struct {
		tag, peak, amount               string
		unit, short, change, money, big string
		cell                            string
	}{
		{"en", "37631068.12", "10281889", "CNY thousand", "10.28 m", "+10.28 m", "CNY 10.28 m", "CNY million", "10281889.00"},
		{"en", "37631068.12", "-116500", "CNY thousand", "−0.12 m", "−0.12 m", "CNY −0.12 m", "CNY million", "-116500.00"},
		{"en", "37631068.12", "4999", "CNY thousand", "0.00 m", "–", "CNY 0.00 m", "CNY million", "4999.00"},
		{"en", "999999", "614000", "CNY thousand", "614.0 k", "+614.0 k", "CNY 614.0 k", "CNY thousand", "614000.00"},
		{"en", "10000000000", "12345678901.5", "CNY million", "12.35 bn", "+12.35 bn", "CNY 12.35 bn", "CNY billion", "12345678.9015"},
		{"zh-CN", "37631068.12", "10281889", "人民币万元", "1,028.2万", "+1,028.2万", "1,028.2万元", "人民币万元", "10281889.00"},
		{"zh-CN", "37631068.12", "-116500", "人民币万元", "−11.7万", "−11.7万", "−11.7万元", "人民币万元", "-116500.00"},
		{"zh-CN", "10000000000", "12345678901.5", "人民币亿元", "123.46亿", "+123.46亿", "123.46亿元", "人民币亿元", "1234567.8902"},
	} {
		s := get(t, c.tag).Scale(amount(t, c.peak))
		a := amount(t, c.amount)
		for _, g := range [][2]string{
			{s.Unit("CNY"), c.unit}, {s.Short(a), c.short}, {s.Change(a), c.change}, {s.Money(a, "CNY"), c.money},
			{s.ChartUnit("CNY"), c.big}, {s.Cell(a).String(), c.cell},
		} {
			if g[0] != g[1] {
				t.Errorf("%s, peak %s, %s: %q, want %q", c.tag, c.peak, c.amount, g[0], g[1])
			}
		}
	}
}

func TestScaleOfForeignCompany(t *testing.T) {
	zh := get(t, "zh-CN").Scale(amount(t, "37631068.12"))
	for currency, want := range map[fact.Currency]string{"USD": "3.0万美元", "XAF": "3.0万XAF"} {
		if got := zh.Money(amount(t, "30000"), currency); got != want {
			t.Errorf("%s: %q, want %q", currency, got, want)
		}
	}
	for currency, want := range map[fact.Currency]string{"CNY": "人民币万元", "USD": "万美元", "XAF": "万XAF"} {
		if got := zh.Unit(currency); got != want {
			t.Errorf("unit of %s: %q, want %q", currency, got, want)
		}
	}
}

func TestNothingIsWhatTheSheetShowsAsZero(t *testing.T) {
	s := get(t, "en").Scale(amount(t, "37631068.12"))
	for text, want := range map[string]bool{"499.99": true, "-499.99": true, "500": false, "0": true, "-500": false} {
		if got := s.Nothing(amount(t, text)); got != want {
			t.Errorf("Nothing(%s) is %v", text, got)
		}
	}
}

func TestAxisFormat(t *testing.T) {
	en, zh := get(t, "en").Scale(amount(t, "37631068.12")), get(t, "zh-CN").Scale(amount(t, "37631068.12"))
	for _, c := range [][2]string{
		{en.AxisFormat(amount(t, "10000000")), "#,##0,,"}, {en.AxisFormat(amount(t, "500000")), "#,##0.0,,"},
		{zh.AxisFormat(amount(t, "10000000")), "#,##0"}, {zh.AxisFormat(amount(t, "500")), "#,##0.0"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"short", 5, "short"},
		{"shorter", 5, "shor…"},
		{"two  \n words", 20, "two words"},
		{"青岛明远泵业", 12, "青岛明远泵业"},
		{"青岛明远泵业", 11, "青岛明远泵…"},
		{"青岛明远泵业", 10, "青岛明远…"},
		{"pumps 🚰🚰", 9, "pumps 🚰…"},
	} {
		if got := Cut(c.in, c.n); got != c.want {
			t.Errorf("Cut(%q, %d) is %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestCutFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, n := rapid.String().Draw(t, "text"), rapid.IntRange(1, 40).Draw(t, "columns")
		if got := Cut(s, n); Width(got) > n {
			t.Fatalf("Cut(%q, %d) is %q, %d columns", s, n, got, Width(got))
		}
	})
}
