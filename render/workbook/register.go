package workbook

import (
	"slices"

	"daybook/analyze/register"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

// The stable ids of the sheets that only the register of invoices has.
const (
	SheetRegister = "register"
	SheetInvoices = "invoices"
)

// registerSheets are the sheets of the register of invoices in their order.
var registerSheets = []part[*daybook]{
	{SheetRegister, (*daybook).register},
	{SheetInvoices, (*daybook).invoices},
	{SheetData, (*daybook).data},
	{SheetNotes, (*daybook).notes},
}

// Register lays the register of invoices out. The document reads the register's
// entries while it is written, more than once.
func Register(s *fact.Snapshot, r *register.Result, l *locale.Locale, o Options) *render.Document {
	b := newDaybook(s, r, l, o)
	d := assemble(b.base, b, registerSheets, b.brief)
	d.Subject = b.say("register.subject")
	return d
}

// daybook is the register being laid out: accountants call it the sales day book.
type daybook struct {
	*base
	r     *register.Result
	brief render.Brief
}

func newDaybook(s *fact.Snapshot, r *register.Result, l *locale.Locale, o Options) *daybook {
	b := &daybook{base: newBase(s, l, o, r.Params.AsOf, SheetRegister), r: r}
	b.sum = func(name string) (fact.Amount, bool) {
		if name == "documents" {
			return 0, false // they passed, and are not in the snapshot
		}
		return s.Sum(name)
	}
	b.scale = l.Scale(max(r.Total.Net.Abs(), r.Total.Gross.Abs()))
	b.brief = b.buildBrief()
	return b
}

// span names the days of the register.
func (b *daybook) span() string {
	p := b.r.Params
	if p.From.IsZero() {
		return b.say("register.until", "date", b.l.LongDate(p.AsOf))
	}
	return b.l.Span(fact.Period{From: p.From, Until: p.AsOf.AddDays(1)})
}

// register says what the entries come to by month and kind, and that they tie out.
func (b *daybook) register() render.Sheet {
	columns := b.monthColumns()
	sheet := b.frame(SheetRegister, printed(columns), b.span(), b.say("register.signs", "currency", string(b.currency)))
	sheet.Cells = slices.DeleteFunc(sheet.Cells, func(c render.Placed) bool { return !c.Link.IsZero() }) // it is where the others lead back to
	sheet.Cells = append(sheet.Cells, render.Placed{Row: 3, Column: 1, Cell: b.verdictLine()}, b.section(4, "register_months"))
	sheet.Heights[3] = 22
	months := table(b.base, "register_months", 5, columns, pointers(b.r.Months))
	months.Columns[entriesColumn].Sum = render.Int(b.r.Total.Entries)
	months.TotalLabel, months.Empty = b.say("total.register"), b.say("empty.register")
	row := afterList(months)
	checks := table(b.base, "register_checks", row+1, b.checkColumns(), pointers(b.r.Checks))
	sheet.Cells = append(sheet.Cells, b.section(row, "register_checks"))
	sheet.Lists, sheet.Columns = []render.List{months, checks}, widths(months)
	sheet.Rules = append(sheet.Rules, differenceRules(b.r.Checks, registerDifference, checks.Row+1)...)
	sheet.Print = render.Print{Area: area(printed(columns), checks.Row+checks.Count), RepeatRows: "1:2"}
	return sheet
}

func (b *daybook) verdictLine() render.Cell {
	cell := render.Cell{Value: render.Text(b.brief.Verdict), Role: render.RoleFinding, Tone: render.ToneBetter}
	if b.r.Checks.Failed() {
		cell.Tone = render.ToneWorse
	}
	return cell
}

// entriesColumn is where monthColumns puts the number of entries.
const entriesColumn = 1

// monthName is a month, or the days of it that are in the register.
func (b *daybook) monthName(m *register.Month) string {
	days := fact.Period{From: max(m.Start, b.r.Params.From), Until: min(m.Start.MonthEnd(), b.r.Params.AsOf).AddDays(1)}
	return b.l.Span(days)
}

func (b *daybook) monthColumns() []column[*register.Month] {
	type month = *register.Month
	columns := []column[month]{
		label("register_month", 28, render.RoleBody, b.monthName),
		col("register_entries", 12, render.RoleCount, func(m month) render.Cell { return count(m.Total.Entries) }),
	}
	columns[entriesColumn].Total = render.TotalSum
	for i, k := range register.Kinds {
		columns = append(columns, sum("register_"+k.String(), 17, render.RoleMoney, func(m month) fact.Amount { return m.Kinds[i].Gross }))
	}
	return append(columns,
		sum("register_gross", 17, render.RoleMoney, func(m month) fact.Amount { return m.Total.Gross }),
		sum("register_tax", 17, render.RoleMoney, func(m month) fact.Amount { return m.Total.Tax }),
		sum("register_net", 17, render.RoleMoney, func(m month) fact.Amount { return m.Total.Net }),
	)
}

// registerDifference is where checkColumns puts the difference.
const registerDifference = 4

func (b *daybook) checkColumns() []column[check] {
	return []column[check]{
		label("check", 28, render.RoleBody, func(c check) string { return b.say("register.check." + c.ID) }),
		col("left", 17, render.RoleMoney, func(c check) render.Cell { return money(c.Left) }),
		b.checkSide("right", 17, render.RoleMoney, func(c check) fact.Amount { return c.Right }),
		b.checkSide("difference", 17, render.RoleCheck, check.Difference),
		b.checkVerdict(14),
	}
}

// data says which rows were read, and which were not used.
func (b *daybook) data() render.Sheet {
	sheet := b.frame(SheetData, printed(b.findingColumns()), b.span(), b.say("subtitle.data", "preset", b.s.Source.Preset))
	b.dataLists(&sheet, 4, b.s.Intake, b.s.Findings)
	return sheet
}

// registerNotes are the definitions of the register.
var registerNotes = []noteGroup{
	{"basis", []string{"register_span", "register_rows", "source"}},
	{"figures", []string{"register_amounts", "register_cancelled", "register_checks"}},
	{"limits", []string{"tolerance", "unsupplied"}},
}

func (b *daybook) notes() render.Sheet {
	sheet := b.frame(SheetNotes, 3, b.s.Company.Name)
	b.noteRows(&sheet, registerNotes, []any{
		"span", b.span(), "zone", b.zone(), "company", b.s.Company.Name, "currency", string(b.currency), "preset", b.s.Source.Preset,
		"net", b.exact(b.r.Total.Net), "tax", b.exact(b.r.Total.Tax), "gross", b.exact(b.r.Total.Gross),
		"tolerance", b.exact(b.r.Params.Tolerance), "missing", b.missing(),
	})
	return sheet
}
