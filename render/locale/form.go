package locale

import "daybook/extract/fact"

// form is how a language writes numbers, dates and money.
type form struct {
	separator            string
	longDate, dayMonth   string
	shortDate, shortYear string
	month, monthName     string
	// The first and the last day of a span within a month, a year, or neither.
	inMonth, inYear, inYears [2]string
	weekdays, shortWeekdays  [7]string // from Sunday
	numbers                  []string  // words of 0, 1, 2 … at the head of a sentence
	units                    []unit    // by rising peak
	// What a cell of a thousands role divides by, and the decimals that it shows.
	sheetDivisor  fact.Amount
	sheetDecimals int
	// names stand before a unit of money where not the code does; money is the
	// word behind it: 人民币万元, 万美元.
	names, money map[fact.Currency]string
}

// shownUnit is the last digit that a thousands role shows, in English a thousand
// and in Chinese a tenth of a 万.
const shownUnit = 1_000 * fact.AmountScale

// huge is the peak from which a summary counts in millions: beyond it thousands
// no longer fit their columns.
const huge = 10_000_000_000 * fact.AmountScale

var englishForm = form{
	sheetDivisor: 1_000, separator: " · ",
	longDate: "{d} {N} {y}", dayMonth: "{d} {N}", shortDate: "{d} {M}", shortYear: "{d} {M} {y}", month: "{M}", monthName: "{N}",
	inMonth: [2]string{"{d}–", "{d} {N} {y}"}, inYear: [2]string{"{d} {N} – ", "{d} {N} {y}"}, inYears: [2]string{"{d} {N} {y} – ", "{d} {N} {y}"},
	weekdays:      [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	shortWeekdays: [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	numbers:       []string{"No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"},
	units: []unit{
		{sheet: "unit.thousand", chart: "unit.thousand", divisor: 1_000, decimals: 1, suffix: " k", axisUnit: 1_000, axis: "#,##0,", axisDecimal: "#,##0.0,"},
		{
			from: 1_000_000 * fact.AmountScale, sheet: "unit.thousand", chart: "unit.million", divisor: 1_000_000, decimals: 2, suffix: " m",
			axisUnit: 1_000_000, axis: "#,##0,,", axisDecimal: "#,##0.0,,",
		},
		{
			from: huge, shrink: 1_000, sheet: "unit.million", chart: "unit.billion", divisor: 1_000_000_000, decimals: 2, suffix: " bn",
			axisUnit: 1_000_000_000, axis: "#,##0,,", axisDecimal: "#,##0.0,,",
		},
	},
}

var chineseForm = form{
	separator: " · ", sheetDivisor: 10_000, sheetDecimals: 1,
	longDate: "{y}年{m}月{d}日", dayMonth: "{m}月{d}日", shortDate: "{m}月{d}日", shortYear: "{y}年{m}月{d}日", month: "{m}", monthName: "{m}月",
	inMonth: [2]string{"{y}年{m}月{d}日–", "{d}日"}, inYear: [2]string{"{y}年{m}月{d}日–", "{m}月{d}日"}, inYears: [2]string{"{y}年{m}月{d}日–", "{y}年{m}月{d}日"},
	weekdays:      [7]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"},
	shortWeekdays: [7]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"},
	numbers:       []string{"无", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"},
	units: []unit{
		{sheet: "unit.thousand", chart: "unit.thousand", divisor: 10_000, decimals: 1, suffix: "万", axisUnit: 10_000, axis: "#,##0", axisDecimal: "#,##0.0"},
		{
			from: huge, shrink: 10_000, sheet: "unit.million", chart: "unit.million", divisor: 100_000_000, decimals: 2, suffix: "亿",
			axisUnit: 100_000_000, axis: "#,##0", axisDecimal: "#,##0.0",
		},
	},
	names: map[fact.Currency]string{"CNY": "人民币"},
	money: map[fact.Currency]string{
		"CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元", "GBP": "英镑", "TWD": "新台币",
		"SGD": "新加坡元", "KRW": "韩元", "VND": "越南盾", "AUD": "澳元", "CAD": "加元", "THB": "泰铢",
	},
}
