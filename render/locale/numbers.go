package locale

import (
	"strconv"
	"strings"

	"daybook/extract/fact"
)

// minus is the true minus sign, as wide as a plus.
const minus = "−"

// Int writes a whole number with its thousands grouped.
func (l *Locale) Int(n int) string { return trueMinus(group(strconv.Itoa(n))) }

// Exact writes an amount in full, with the decimals of its currency at least.
func (l *Locale) Exact(a fact.Amount, c fact.Currency) string {
	return trueMinus(group(a.Text(c.Decimals())))
}

// Percent writes a share of one with the given number of decimals.
func (l *Locale) Percent(share float64, decimals int) string {
	return l.Decimal(share*100, decimals) + "%"
}

// Decimal writes a statistic with the given number of decimals.
func (l *Locale) Decimal(f float64, decimals int) string {
	s := strconv.FormatFloat(f, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	return trueMinus(group(s))
}

// Number words a small number at the head of a sentence: "Ten", "十".
func (l *Locale) Number(n int) string {
	if n > 0 && n < len(l.form.numbers) {
		return l.form.numbers[n]
	}
	return l.Int(n)
}

func trueMinus(s string) string {
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		return minus + rest
	}
	return s
}

// group puts commas between the thousands of a plain decimal.
func group(s string) string {
	sign := ""
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		sign, s = "-", rest
	}
	whole, frac, point := strings.Cut(s, ".")
	var b strings.Builder
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	if point {
		b.WriteString("." + frac)
	}
	return sign + b.String()
}
