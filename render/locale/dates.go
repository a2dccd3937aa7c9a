package locale

import (
	"strconv"
	"strings"

	"daybook/extract/fact"
)

// LongDate is "24 September 2026", "2026年9月24日".
func (l *Locale) LongDate(d fact.Date) string { return l.date(l.form.longDate, d) }

// DayMonth is "31 August", "8月31日".
func (l *Locale) DayMonth(d fact.Date) string { return l.date(l.form.dayMonth, d) }

// ShortDate is "23 Sep", and with its year where that is not the year of near.
func (l *Locale) ShortDate(d, near fact.Date) string {
	if d.Time().Year() != near.Time().Year() {
		return l.date(l.form.shortYear, d)
	}
	return l.date(l.form.shortDate, d)
}

// Weekday is "Thursday", "周四".
func (l *Locale) Weekday(d fact.Date) string { return l.form.weekdays[d.Weekday()] }

// ShortWeekday is "Thu", "周四".
func (l *Locale) ShortWeekday(d fact.Date) string { return l.form.shortWeekdays[d.Weekday()] }

// Month is the month under an axis: "Sep", "9".
func (l *Locale) Month(d fact.Date) string { return l.date(l.form.month, d) }

// MonthName is the month in a sentence: "September", "9月".
func (l *Locale) MonthName(d fact.Date) string { return l.date(l.form.monthName, d) }

// Span is a period by its first and last day: "14–20 September 2026",
// "2026年9月14日–20日".
func (l *Locale) Span(p fact.Period) string {
	last := p.Until.AddDays(-1)
	from, to := p.From.Time(), last.Time()
	form := l.form.inYears
	switch {
	case p.From == last:
		return l.LongDate(last)
	case from.Year() == to.Year() && from.Month() == to.Month():
		form = l.form.inMonth
	case from.Year() == to.Year():
		form = l.form.inYear
	}
	return l.date(form[0], p.From) + l.date(form[1], last)
}

// date fills a pattern of y, m, M (short name), N (long name) and d in braces.
func (l *Locale) date(pattern string, d fact.Date) string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.Time().Date()
	return strings.NewReplacer(
		"{y}", strconv.Itoa(y), "{m}", strconv.Itoa(int(m)), "{d}", strconv.Itoa(day),
		"{M}", m.String()[:3], "{N}", m.String(),
	).Replace(pattern)
}
