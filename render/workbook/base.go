package workbook

import (
	"strings"

	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

// base is what every report is laid out with: the facts, the language, what the
// operator chose, and the unit in which its first sheet states money.
type base struct {
	s        *fact.Snapshot
	l        *locale.Locale
	o        Options
	asOf     fact.Date
	currency fact.Currency
	scale    locale.Scale
	home     string // the first sheet, to which all others lead back
	// sum is what the rows of a fact that were used come to.
	sum func(factName string) (fact.Amount, bool)
}

func newBase(s *fact.Snapshot, l *locale.Locale, o Options, asOf fact.Date, home string) *base {
	return &base{s: s, l: l, o: o, asOf: asOf, currency: s.Company.Currency, home: home, sum: s.Sum}
}

// part is one sheet of a report: its stable id, which links name, and how it is
// built.
type part[B any] struct {
	id    string
	build func(B) render.Sheet
}

// assemble is a report as a document: its brief, and its sheets in order.
func assemble[B any](b *base, report B, sheets []part[B], brief render.Brief) *render.Document {
	d := &render.Document{
		Title: brief.Title, Company: b.s.Company.Name, AsOf: b.asOf, Language: b.l.Tag,
		Footer:      b.l.Join(locale.Cut(b.s.Company.Name, 60), b.asOf.String()),
		PageOf:      b.say("page_of"),
		ContinuedOn: b.say("continued_on"), ContinuedFrom: b.say("continued_from"),
		Brief: brief,
	}
	for _, sheet := range sheets {
		built := sheet.build(report)
		built.ID, built.Name = sheet.id, b.say("sheet."+sheet.id)
		d.Sheets = append(d.Sheets, built)
	}
	return d
}

// say words a key; see [locale.Locale.Say].
func (b *base) say(key string, args ...any) string { return b.l.Say(key, args...) }

// customer returns a customer, and a nameless one for [fact.None].
func (b *base) customer(r fact.Ref) *fact.Customer {
	if !r.Known() || int(r) >= len(b.s.Customers) {
		return &fact.Customer{Salesperson: fact.None, Collector: fact.None, Parent: fact.None}
	}
	return &b.s.Customers[r]
}

// person names a salesperson, and nobody for [fact.None].
func (b *base) person(r fact.Ref) string {
	if !r.Known() || int(r) >= len(b.s.Salespeople) {
		return ""
	}
	return b.s.Salespeople[r].Name
}

// name is what a customer is called: by name, else by code.
func name(c *fact.Customer) string {
	if c.Name != "" {
		return c.Name
	}
	return c.Code
}

// zone names the company's time zone.
func (b *base) zone() string {
	if b.s.Company.TimeZone == "" {
		return "UTC"
	}
	return b.s.Company.TimeZone
}

// unsupplied is the cell of a figure that the source cannot give.
func (b *base) unsupplied() render.Cell {
	return render.Cell{Value: render.Missing(b.say("missing.unsupplied"))}
}

// joined lists flags and remarks in one cell.
func (b *base) joined(parts []string) string { return strings.Join(parts, b.say("comma")) }

// cutName is a customer's name as far as it fits.
func (b *base) cutName(r fact.Ref, columns int) string {
	return locale.Cut(name(b.customer(r)), columns)
}

func (b *base) exact(a fact.Amount) string { return b.l.Exact(a, b.currency) }

// exactChange writes an amount as the second part of a sum: "− 161,196.86".
func (b *base) exactChange(a fact.Amount) string {
	if a < 0 {
		return "− " + b.exact(a.Neg())
	}
	return "+ " + b.exact(a)
}

// verdictCell says in a mark and a word whether a check holds.
func (b *base) verdictCell(passed bool) render.Cell {
	if passed {
		return render.Cell{Value: render.Text(b.say("verdict.cell.pass")), Role: render.RoleVerdict, Tone: render.ToneBetter, Strong: true, Indent: true}
	}
	return render.Cell{Value: render.Text(b.say("verdict.cell.fail")), Role: render.RoleAlarm, Tone: render.ToneWorse, Strong: true, Indent: true}
}

// missing names what the source cannot supply.
func (b *base) missing() string {
	if len(b.s.Source.Missing) == 0 {
		return b.say("note.unsupplied.nothing")
	}
	names := make([]string, len(b.s.Source.Missing))
	for i, m := range b.s.Source.Missing {
		names[i] = b.supplyName(m)
	}
	return b.say("note.unsupplied.some", "missing", b.joined(names))
}

// supplyName words a fact or a column: "documents.due" by fact and column.
func (b *base) supplyName(what string) string {
	name, field, isField := strings.Cut(what, ".")
	name = b.l.Or("fact."+name, name)
	if !isField {
		return name
	}
	return b.say("field", "fact", name, "field", b.l.Or("field."+field, strings.ReplaceAll(field, "_", " ")))
}
