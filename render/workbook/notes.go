package workbook

import (
	"math"

	"daybook/analyze/receivables"
	"daybook/render"
	"daybook/render/locale"
)

// noteGroup is a section of Notes: each term has a name and a text in every
// language.
type noteGroup struct {
	section string
	terms   []string
}

// notes are the definitions of the daily report.
var notes = []noteGroup{
	{"basis", []string{"as_of", "compared", "company", "source", "buckets", "order"}},
	{"figures", []string{
		"net_receivable", "overdue", "oldest", "dso", "best_possible", "delinquent", "count_back", "cei",
		"cash_cei", "chained_cei", "turnover", "days_to_pay", "paid_late", "speed_splits", "over_limit", "limit_use", "net_sales",
	}},
	{"signs", []string{"signs", "movement", "movement_months", "change_marks", "money"}},
	{"limits", []string{"current", "matching", "inferred", "due_assumed", "tolerance", "concentration", "unsupplied"}},
}

// The widths of the columns of Notes, in characters.
const (
	noteTerm = 26
	noteText = 104
	noteBack = 12
)

// notes defines every figure, with its formula and parameters.
func (b *book) notes() render.Sheet {
	sheet := b.frame(SheetNotes, 3, b.s.Company.Name)
	b.noteRows(&sheet, notes, b.noteArguments())
	return sheet
}

// noteRows fills a sheet with definitions, which quote the arguments.
func (b *base) noteRows(sheet *render.Sheet, groups []noteGroup, args []any) {
	sheet.Columns = []float64{noteTerm, noteText, noteBack}
	row := 4
	for _, group := range groups {
		sheet.Cells = append(sheet.Cells, b.section(row, "notes."+group.section))
		sheet.Heights[row] = 20
		row++
		for _, id := range group.terms {
			text := b.say("note."+id, args...)
			sheet.Cells = append(sheet.Cells,
				render.Placed{Row: row, Column: 1, Cell: render.Cell{Value: render.Text(b.say("term."+id, args...)), Role: render.RoleNote, Strong: true, Edge: render.EdgeHairline}},
				render.Placed{Row: row, Column: 2, Cell: render.Cell{Value: render.Text(text), Role: render.RoleNote, Edge: render.EdgeHairline}},
			)
			sheet.Heights[row] = noteHeight(text, noteText)
			row++
		}
		row++
	}
	sheet.FreezeRow = rowList
	sheet.Print = render.Print{Area: area(3, row-2), RepeatRows: "1:2"}
}

// noteArguments are the parameters and results that the definitions quote.
func (b *book) noteArguments() []any {
	p, now, asOf := b.r.Params, b.r.Collection(), b.r.Params.AsOf
	return []any{
		"as_of", b.l.LongDate(asOf), "weekday", b.l.Weekday(asOf), "zone", b.zone(), "company", b.s.Company.Name,
		"currency", string(b.currency), "preset", b.s.Source.Preset, "basis", b.basis(), "buckets", b.bucketNames(),
		"previous", b.r.Previous.AsOf.String(), "month_end", b.r.MonthEnd.AsOf.String(), "last_year", b.r.LastYear.AsOf.String(),
		"oldest", b.bucket(b.last()), "months", p.DSOMonths, "days", b.r.Window.Days(),
		"from", b.r.Window.From.String(), "until", b.r.Window.Until.AddDays(-1).String(), "billing", b.exact(now.Billing),
		"net", b.exact(b.r.Now.Net), "overdue", b.exact(b.r.Now.Overdue),
		"dso", b.measure(now.DSO), "best", b.measure(now.BestPossible), "delinquent", b.measure(now.Delinquent),
		"count_back", b.measure(now.CountBack), "cei", b.measure(now.CEI),
		"cash_cei", b.measure(now.CashCEI), "chained", b.measure(now.ChainedCEI), "chained_cash", b.measure(now.ChainedCashCEI),
		"turnover", b.measure(now.Turnover), "days_to_pay", b.measure(now.DaysToPay), "late", b.measure(now.DaysLate), "late_only", b.measure(now.DaysLateOnly),
		"settled", b.exact(now.Settled), "chain_months", receivables.ChainedMonths, "all_months", receivables.MovementMonths,
		"month", b.exact(b.r.Sales.Month), "month_last_year", b.exact(b.r.Sales.MonthLastYear),
		"year", b.exact(b.r.Sales.Year), "year_last_year", b.exact(b.r.Sales.YearLastYear), "fiscal", max(b.s.Company.FiscalYearStart, 1),
		"tolerance", b.exact(p.Tolerance), "concentration", b.l.Percent(p.Concentration, 0),
		"missing", b.missing(), "inferred", b.inferred(), "unit", b.scale.Unit(b.currency), "top", p.Top,
	}
}

func (b *book) bucketNames() string {
	names := make([]string, len(b.r.Buckets))
	for i := range names {
		names[i] = b.bucket(i)
	}
	return b.joined(names)
}

// measure writes a statistic, or that it is not defined.
func (b *book) measure(m receivables.Measure) string {
	switch {
	case !m.Valid:
		return b.undefined(m)
	case m.AtLeast:
		return "≥ " + b.l.Decimal(m.Value, 1)
	}
	return b.l.Decimal(m.Value, 1)
}

// undefined says why a statistic does not exist.
func (b *book) undefined(m receivables.Measure) string {
	return b.l.Or("missing."+m.Reason, b.say("missing.no_history"))
}

// inferred says whether allocations are the ERP's or inferred ones.
func (b *book) inferred() string {
	if b.s.Source.Supplies("allocations") {
		return b.say("note.inferred.kept")
	}
	return b.say("note.inferred.none")
}

// noteHeight is the height in points of a wrapped text in a column of so many
// characters of 7 pixels. At 10 points a letter takes about 6 pixels and a wide
// rune 13; wrapping at words wastes some of each line.
func noteHeight(text string, columns float64) float64 {
	const line, letter, wide, waste = 13.5, 6.0, 13.4, 1.05
	n := len([]rune(text))
	double := locale.Width(text) - n
	pixels := float64(n-double)*letter + float64(double)*wide
	return line*max(1, math.Ceil(pixels*waste/(columns*7))) + 4
}

func sumWidths(w []float64) float64 {
	sum := 0.0
	for _, x := range w {
		sum += x
	}
	return sum
}
