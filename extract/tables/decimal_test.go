package tables

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestReadDecimal(t *testing.T) {
	for _, test := range []struct {
		mark decimalMark
		text string
		want string
	}{
		{"", "1234.50", "1234.50"}, {"", "-0.0001", "-0.0001"}, {"", "+7", "7"}, {"", ".5", "0.5"}, {"", "007", "007"}, {"", "−3", "-3"},
		{"", "1,234.50", "1234.50"}, {"", "1,234,567", "1234567"}, {"", "-12,345,678.9", "-12345678.9"}, {"", "1 234.50", "1234.50"},
		{"", "1\u00a0234\u00a0567", "1234567"}, {"", "1'234.50", "1234.50"}, {"", "1 234", "1234"},
		{"", "250.00-", "-250.00"}, {"", "(1,234.50)", "-1234.50"},
		{"point", "1,234", "1234"}, {"comma", "1.234", "1234"}, {"comma", "1.234,50", "1234.50"}, {"comma", "12,5", "12.5"}, {"comma", "1 234,5-", "-1234.5"},
		{"", "1.234", "1.234"}, {"", "99999999999999999999.99", "99999999999999999999.99"},

		{"", "1,234", `"1,234" may be 1234 or 1.234: write it without the comma, or name the decimal mark`},
		{"", "-1,234", `"-1,234" may be 1234 or 1.234: write it without the comma, or name the decimal mark`},
		{"", "12,50", `"12,50" has a decimal comma: write a point, or name the decimal mark`},
		{"", "0,123", `"0,123" has a decimal comma: write a point, or name the decimal mark`},
		{"", "1.234,50", `"1.234,50" has a decimal comma: write a point, or name the decimal mark`},
		{"", "1.234.567", `"1.234.567" has a decimal comma: write a point, or name the decimal mark`},
		{"", "1,23,456.00", `"1,23,456.00" is no number such as 1234.50`},
		{"", "1234,567.00", `"1234,567.00" is no number such as 1234.50`}, {"", "0,123.00", `"0,123.00" is no number such as 1234.50`},
		{"", "12,3456.00", `"12,3456.00" is no number such as 1234.50`},
		{"", "1,234 567.00", `"1,234 567.00" is no number such as 1234.50`},
		{"", "€ 5", `"€ 5" is no number such as 1234.50`}, {"", "1e3", `"1e3" is no number such as 1234.50`}, {"", "5%", `"5%" is no number such as 1234.50`},
		{"", "--5", `"--5" is no number such as 1234.50`}, {"", "5.", `"5." is no number such as 1234.50`}, {"", ".", `"." is no number such as 1234.50`},
		{"", "-", `"-" is no number such as 1234.50`}, {"", "()", `"()" is no number such as 1234.50`}, {"", "n/a", `"n/a" is no number such as 1234.50`},
		{"point", "12,50", `"12,50" is no number such as 1234.50`}, {"comma", "12.50", `"12.50" is no number with a decimal comma, such as 1234,50`},
	} {
		got, err := test.mark.read(test.text)
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%q, mark %q:\ngot  %s\nwant %s", test.text, test.mark, got, test.want)
		}
	}
}

// However a number is grouped, it is read as the number that it is.
func TestGroupedNumbersKeepTheirValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.StringMatching(`[1-9][0-9]{0,14}`).Draw(t, "whole")
		fraction := rapid.StringMatching(`[0-9]{1,4}`).Draw(t, "fraction")
		style := rapid.SampledFrom([]struct {
			mark               decimalMark
			separator, decimal string
		}{{"", "", "."}, {"", ",", "."}, {"", " ", "."}, {"", "'", "."}, {"point", ",", "."}, {"comma", ".", ","}, {"comma", " ", ","}, {"comma", "", ","}}).Draw(t, "style")
		sign := rapid.SampledFrom([]string{"", "-"}).Draw(t, "sign")
		text := whole
		for i := len(whole) - 3; i > 0; i -= 3 {
			text = text[:i] + style.separator + text[i:]
		}
		got, err := style.mark.read(sign + text + style.decimal + fraction)
		if want := sign + whole + "." + fraction; err != nil || got != want {
			t.Fatalf("%q: got %q, %v, want %q", sign+text+style.decimal+fraction, got, err, want)
		}
	})
}

// What is read as a number is one, and has the digits of the text.
func FuzzReadDecimal(f *testing.F) {
	for _, seed := range []string{"1,234.50", "1.234,5", "(5)", "5-", "1 2", "−1", "", "'", "0,0", "1,,2"} {
		f.Add(seed, 0)
	}
	f.Fuzz(func(t *testing.T, text string, mark int) {
		got, err := []decimalMark{"", "point", "comma"}[uint(mark)%3].read(text)
		if err != nil {
			return
		}
		if _, ok := new(big.Rat).SetString(got); !ok {
			t.Fatalf("%q is read as %q", text, got)
		}
		digits := func(s string) string {
			return strings.TrimLeft(strings.Map(func(r rune) rune {
				if r < '0' || r > '9' {
					return -1
				}
				return r
			}, s), "0")
		}
		if digits(got) != digits(text) {
			t.Fatalf("%q is read as %q", text, got)
		}
	})
}
