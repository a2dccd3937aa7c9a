package xlsx

import (
	"math"
	"strconv"
	"strings"

	"daybook/render"
)

// shown is roughly what a reader will see of v, for measuring widths: never for
// what goes into a cell.
func shown(v render.Value, l look, zh bool) string {
	switch v.Form {
	case render.FormText, render.FormMissing:
		return v.Text
	case render.FormDate:
		return v.Date.String()
	case render.FormMoney:
		return display(l.format(zh), scale(v.Money.Float(), l, zh))
	case render.FormInt:
		return display(l.format(zh), scale(float64(v.Int), l, zh))
	case render.FormFloat:
		return display(l.format(zh), scale(v.Float, l, zh))
	}
	return ""
}

func scale(f float64, l look, zh bool) float64 {
	if zh && l.scaled {
		return f / 10_000
	}
	return f
}

// display applies the part of number formats that the roles use: sections by
// sign, quoted words, grouping, thousands, decimals, percent.
func display(format string, f float64) string {
	section := pick(strings.Split(format, ";"), f)
	before, number, after := unquote(section)
	switch {
	case section == "":
		return strconv.FormatFloat(f, 'f', -1, 64)
	case number == "":
		return before
	}
	f = math.Abs(f)
	if strings.HasSuffix(number, "%") {
		number, f, after = strings.TrimSuffix(number, "%"), f*100, "%"+after
	}
	if strings.HasSuffix(number, ",") {
		f /= 1000
	}
	_, decimals, _ := strings.Cut(strings.TrimSuffix(number, ","), ".")
	out := strconv.FormatFloat(f, 'f', len(decimals), 64)
	if strings.Contains(number, "#,##0") {
		out = grouped(out)
	}
	return before + out + after
}

// pick returns the section for f; formats of one section hold for all.
func pick(sections []string, f float64) string {
	switch {
	case f < 0 && len(sections) > 1:
		return sections[1]
	case f == 0 && len(sections) > 2:
		return sections[2]
	}
	return sections[0]
}

// unquote splits a section into its words and its number: `"▲ +"0.0" pp"` into
// "▲ +", "0.0" and " pp".
func unquote(section string) (before, number, after string) {
	for i, part := range strings.Split(section, `"`) {
		switch {
		case i%2 == 1 && number == "":
			before += part
		case i%2 == 1:
			after += part
		default:
			bare := strings.TrimPrefix(part, "-")
			before += part[:len(part)-len(bare)]
			number += bare
		}
	}
	return before, number, after
}

// grouped puts commas between thousands.
func grouped(s string) string {
	whole, _, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
