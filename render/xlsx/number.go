package xlsx

import (
	"math"
	"strconv"

	"daybook/extract/fact"
	"daybook/render"
)

// exactDigits is how many significant digits a spreadsheet keeps.
const exactDigits = 15

const (
	amountDecimals = 4
	// wanDecimals are the decimals of an amount in units of ten thousand: the
	// division only moves the point.
	wanDecimals = amountDecimals + 4
)

// appendFixed appends v × 10^-decimals without trailing zeros: the digits of an
// amount never pass through a float.
func appendFixed(b []byte, v int64, decimals int) []byte {
	u := uint64(v)
	if v < 0 {
		b, u = append(b, '-'), -u
	}
	for decimals > 0 && u%10 == 0 {
		u, decimals = u/10, decimals-1
	}
	var digits [20]byte
	d := strconv.AppendUint(digits[:0], u, 10)
	if decimals == 0 {
		return append(b, d...)
	}
	if len(d) > decimals {
		b = append(b, d[:len(d)-decimals]...)
		b = append(b, '.')
		return append(b, d[len(d)-decimals:]...)
	}
	b = append(b, '0', '.')
	for range decimals - len(d) {
		b = append(b, '0')
	}
	return append(b, d...)
}

// keepsDigits says whether a spreadsheet keeps every digit of v.
func keepsDigits(v *render.Value) bool {
	switch v.Form {
	case render.FormMoney:
		const below16Digits = 1e15
		small := v.Money > -below16Digits && v.Money < below16Digits
		return small || v.Money.Digits() <= exactDigits
	case render.FormInt:
		return v.Int > -1e15 && v.Int < 1e15
	}
	return true
}

// appendNumber appends the digits of a number, in units of ten thousand where
// scaled. It reports false for what is none: text, an empty cell, NaN.
func appendNumber(b []byte, v *render.Value, scaled bool) ([]byte, bool) {
	switch v.Form {
	case render.FormMoney:
		if scaled {
			return appendFixed(b, int64(v.Money), wanDecimals), true
		}
		return appendFixed(b, int64(v.Money), amountDecimals), true
	case render.FormInt:
		if scaled {
			return appendFixed(b, v.Int, wanDecimals-amountDecimals), true
		}
		return strconv.AppendInt(b, v.Int, 10), true
	case render.FormFloat:
		if math.IsNaN(v.Float) || math.IsInf(v.Float, 0) {
			return b, false
		}
		f := v.Float
		if scaled {
			f /= 10_000
		}
		return strconv.AppendFloat(b, f, 'g', -1, 64), true
	case render.FormDate:
		if n, ok := serial(v.Date); ok {
			return strconv.AppendInt(b, int64(n), 10), true
		}
	}
	return b, false
}

// Days of the 1900 date system. Excel takes 1900 for a leap year, so its days
// up to February of that year are one less than they should be.
var (
	serialZero  = fact.NewDate(1899, 12, 30)
	serialFirst = fact.NewDate(1900, 1, 1)
	serialLeap  = fact.NewDate(1900, 3, 1)
	serialLast  = fact.NewDate(9999, 12, 31)
)

// serial returns the number by which Excel knows a day, and false for days that
// it does not know: those stand in their cell as text.
func serial(d fact.Date) (int, bool) {
	switch {
	case d < serialFirst || d > serialLast:
		return 0, false
	case d < serialLeap:
		return d.Days(serialZero) - 1, true
	}
	return d.Days(serialZero), true
}

// vanishes says that v is a number other than zero that rounds to nothing where
// half is half of the last digit shown.
func vanishes(v *render.Value, half float64) bool {
	if half == 0 || v.Formula != "" {
		return false
	}
	switch v.Form {
	case render.FormMoney:
		return v.Money != 0 && math.Abs(v.Money.Float()) < half
	case render.FormInt:
		return v.Int != 0 && math.Abs(float64(v.Int)) < half
	case render.FormFloat:
		return v.Float != 0 && math.Abs(v.Float) < half
	}
	return false
}

// signOf returns -1, 0 or 1; 0 too for what is no number.
func signOf(v *render.Value) int {
	switch v.Form {
	case render.FormMoney:
		return sign(int64(v.Money))
	case render.FormInt:
		return sign(v.Int)
	case render.FormFloat:
		switch {
		case v.Float > 0:
			return 1
		case v.Float < 0:
			return -1
		}
	}
	return 0
}

func sign(n int64) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}
