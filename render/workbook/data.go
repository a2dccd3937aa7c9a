package workbook

import (
	"iter"
	"slices"
	"unicode/utf16"

	"daybook/extract/fact"
	"daybook/render"
)

// listed is the number of findings that are listed; the rest is counted.
const listed = 10_000

// What a cell holds: a spreadsheet keeps 15 digits of a number and 32,767 UTF-16
// units of a text.
const (
	cellDigits = 15
	cellUnits  = 32_767
	longAmount = 100_000_000_000 * fact.AmountScale // no smaller one has more digits
)

// data says which rows were read, which were not used or only under an
// assumption, why, and how to mend them in the ERP.
func (b *book) data() render.Sheet {
	sheet := b.frame(SheetData, printed(b.findingColumns()), b.say("subtitle.data", "preset", b.s.Source.Preset))
	b.dataLists(&sheet, 4, b.r.Intake, slices.Concat(b.r.Findings, b.writingFindings()))
	return sheet
}

// dataLists adds the lists of rows read and of odd rows to a sheet, from a row on.
func (b *base) dataLists(sheet *render.Sheet, row int, read []fact.Intake, findings []fact.Finding) {
	slices.SortStableFunc(findings, func(x, y fact.Finding) int { return treatmentRank(x) - treatmentRank(y) })
	columns := b.findingColumns()
	intake := table(b, "intake", row+1, b.intakeColumns(), pointers(read))
	intake.Empty = b.say("empty.intake")
	sheet.Cells = append(sheet.Cells, b.section(row, "intake"))
	row = afterList(intake)
	shown := findings[:min(len(findings), listed)]
	list := table(b, "findings", row+1, columns, pointers(shown))
	list.Filter, list.Empty = true, b.say("empty.findings")
	sheet.Cells = append(sheet.Cells, b.section(row, "findings"))
	if rest := len(findings) - len(shown); rest > 0 {
		sheet.Cells = append(sheet.Cells, render.Placed{Row: row, Column: 4, Cell: render.Cell{
			Value: render.Text(b.say("findings.cut", "shown", len(shown), "rest", rest)), Role: render.RoleCaption, Tone: render.ToneWorse,
		}})
	}
	sheet.Lists, sheet.Columns = append(sheet.Lists, intake, list), widths(list)
	sheet.FreezeRow = rowList
	sheet.Print = render.Print{Area: area(printed(columns), row+1+max(list.Count, 1)), RepeatRows: "1:2"}
}

// leftOut is the sentence about rows that are in no figure: why a report whose
// checks passed still warns.
func (b *base) leftOut(n int) string {
	if n == 0 {
		return ""
	}
	return b.say("verdict.left_out", "n", n)
}

// treatmentRank puts what is in no figure first.
func treatmentRank(f fact.Finding) int {
	return slices.Index([]fact.Treatment{fact.Excluded, fact.Assumed, fact.Noted}, f.Treatment)
}

func (b *base) intakeColumns() []column[*fact.Intake] {
	type in = *fact.Intake
	number := func(id string, n func(in) int) column[in] {
		return col(id, 10, render.RoleCount, func(i in) render.Cell { return count(n(i)) })
	}
	return []column[in]{
		label("fact", 18, render.RoleBody, func(i in) string { return b.l.Or("fact."+i.Fact, i.Fact) }),
		number("read", func(i in) int { return i.Read }),
		number("used", func(i in) int { return i.Used }),
		number("excluded", func(i in) int { return i.Excluded }),
		number("assumed", func(i in) int { return i.Assumed }),
		col("used_amount", 16, render.RoleMoney, func(i in) render.Cell {
			sum, ok := b.sum(i.Fact)
			if !ok {
				return render.Cell{}
			}
			return money(sum)
		}),
		col("verdict", 12, render.RoleVerdict, func(i in) render.Cell { return b.verdictCell(i.Read == i.Used+i.Excluded) }),
	}
}

func (b *base) findingColumns() []column[*fact.Finding] {
	type finding = *fact.Finding
	return []column[finding]{
		col("treatment", 18, render.RoleBody, func(f finding) render.Cell {
			cell := words(b.say("treatment." + string(f.Treatment)))
			if f.Treatment == fact.Excluded {
				cell.Tone, cell.Strong = render.ToneWorse, true
			}
			return cell
		}),
		label("fact", 12, render.RoleBody, func(f finding) string { return b.l.Or("fact."+f.Fact, f.Fact) }),
		label("row", 16, render.RoleCode, func(f finding) string { return f.Row }),
		label("finding_customer", 10, render.RoleCode, func(f finding) string { return f.Customer }),
		col("rows", 7, render.RoleCount, func(f finding) render.Cell { return count(f.Rows()) }),
		col("reason", 54, render.RoleBody, func(f finding) render.Cell { return words(b.reason(f)) }),
		col("value", 18, render.RoleBody, func(f finding) render.Cell { return render.Cell{Value: words(f.Value).Value, Indent: true} }),
		col("finding_amount", 15, render.RoleMoney, func(f finding) render.Cell {
			if !f.HasAmount {
				return render.Cell{}
			}
			return money(f.Amount)
		}),
		label("finding_currency", 6, render.RoleBody, func(f finding) string { return string(f.Currency) }),
		col("remedy", 54, render.RoleBody, func(f finding) render.Cell { return words(b.say("remedy." + string(f.Reason))) }),
	}
}

func (b *base) reason(f *fact.Finding) string { return b.say("reason." + string(f.Reason)) }

// writingFindings are those of the workbook itself: numbers and texts that a
// cell does not hold.
func (b *book) writingFindings() []fact.Finding {
	var out []fact.Finding
	for i := range b.r.Items {
		it := &b.r.Items[i]
		for _, a := range []fact.Amount{it.Amount, it.Company} {
			if a.Abs() >= longAmount && a.Digits() > cellDigits {
				out = append(out, fact.Finding{
					Treatment: fact.Noted, Fact: "documents", Row: it.Number, Customer: b.customer(it.Customer).Code,
					Reason: fact.LongNumber, Amount: a, HasAmount: true, Currency: it.Currency, Value: a.String(),
				})
				break
			}
		}
		out = append(out, longTexts("documents", it.Number, it.Number, it.Order, it.Contract)...)
	}
	for c := range b.agedCustomers() {
		out = append(out, longTexts("customers", c.Code, c.Name, c.Contact, c.Group, c.Region)...)
	}
	return out
}

func (b *book) agedCustomers() iter.Seq[*fact.Customer] {
	return func(yield func(*fact.Customer) bool) {
		for i := range b.r.Customers {
			if !yield(b.customer(b.r.Customers[i].Ref)) {
				return
			}
		}
	}
}

// longTexts notes that a row has a text longer than a cell.
func longTexts(name, row string, texts ...string) []fact.Finding {
	for _, t := range texts {
		if len(t) > cellUnits && len(utf16.Encode([]rune(t))) > cellUnits {
			return []fact.Finding{{Treatment: fact.Noted, Fact: name, Row: row, Reason: fact.LongText}}
		}
	}
	return nil
}
