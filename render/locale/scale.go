package locale

import (
	"daybook/extract/fact"
)

// unit is a power of ten in which a language counts money.
type unit struct {
	from     fact.Amount // the peak from which the unit is used
	shrink   fact.Amount // what sheet cells are divided by besides the language's own thousand or 万
	sheet    string      // key of the unit on the sheet: "unit.thousand"
	chart    string      // key of the unit of the monthly chart
	divisor  fact.Amount // in short texts
	decimals int
	suffix   string
	axisUnit int64 // what one unit of the monthly chart is worth
	// Number formats of the monthly chart's axis, without and with a decimal.
	axis, axisDecimal string
}

// Scale is the unit in which a report's summary states money, one for the whole
// report, so that its figures compare at a glance.
type Scale struct {
	l *Locale
	unit
}

// Scale chooses the unit for a report whose largest amount is peak.
func (l *Locale) Scale(peak fact.Amount) Scale {
	chosen := l.form.units[0]
	for _, u := range l.form.units[1:] {
		if peak.Abs() >= u.from {
			chosen = u
		}
	}
	return Scale{l: l, unit: chosen}
}

// Cell is the amount to be put into a cell of a thousands role, which shows it
// without its last three digits, or four in Chinese.
func (s Scale) Cell(a fact.Amount) fact.Amount {
	if s.shrink <= 1 {
		return a
	}
	return a.Share(1, s.shrink, 4)
}

// Nothing says that a cell of a thousands role would show a zero for the amount.
func (s Scale) Nothing(a fact.Amount) bool {
	return s.Cell(a).Abs() < shownUnit/2
}

// Unit names the unit of the sheet: "CNY thousand", "人民币万元".
func (s Scale) Unit(c fact.Currency) string {
	return s.l.Say(s.sheet, "currency", s.l.currency(c), "money", s.l.money(c))
}

// ChartUnit names the unit of the monthly chart: "CNY million".
func (s Scale) ChartUnit(c fact.Currency) string {
	return s.l.Say(s.chart, "currency", s.l.currency(c), "money", s.l.money(c))
}

// Shown is the amount as the cells of a thousands role have it, in which an axis
// over such cells is measured.
func (s Scale) Shown(a fact.Amount) float64 { return s.Cell(a).Float() }

// AxisFormat is the number format of the monthly chart's axis, with a decimal
// where the step between two lines is no whole number of its units.
func (s Scale) AxisFormat(step fact.Amount) string {
	if int64(step)%(s.axisUnit*fact.AmountScale) != 0 {
		return s.axisDecimal
	}
	return s.axis
}

// Sheet writes an amount as a cell of a thousands role shows it: "10,282",
// "1,028.2"; what rounds to nothing is a dash.
func (s Scale) Sheet(a fact.Amount) string {
	rounded := a.Share(1, s.l.form.sheetDivisor*max(s.shrink, 1), s.l.form.sheetDecimals)
	if rounded == 0 {
		return "–"
	}
	return trueMinus(group(rounded.Text(s.l.form.sheetDecimals)))
}

// Short writes an amount as the mail states it: "10.28 m", "1,028.2万".
func (s Scale) Short(a fact.Amount) string {
	rounded := a.Share(1, s.divisor, s.decimals)
	return trueMinus(group(rounded.Text(s.decimals))) + s.suffix
}

// Change writes a difference with its sign; what rounds to nothing is a dash.
func (s Scale) Change(a fact.Amount) string {
	switch rounded := a.Share(1, s.divisor, s.decimals); {
	case rounded == 0:
		return "–"
	case rounded > 0:
		return "+" + s.Short(a)
	}
	return s.Short(a)
}

// Money writes an amount with its currency: "CNY 10.28 m", "1,028.2万元".
func (s Scale) Money(a fact.Amount, c fact.Currency) string {
	return s.l.Say("money", "amount", s.Short(a), "currency", s.l.currency(c), "money", s.l.money(c))
}

// Bare writes an amount inside a sentence that names the currency elsewhere.
func (s Scale) Bare(a fact.Amount, c fact.Currency) string {
	return s.l.Say("money.bare", "amount", s.Short(a), "money", s.l.money(c))
}

// money is the word for a unit of the currency where amounts are spoken.
func (l *Locale) money(c fact.Currency) string {
	if w, ok := l.form.money[c]; ok {
		return w
	}
	return string(c)
}
