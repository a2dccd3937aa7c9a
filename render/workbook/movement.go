package workbook

import (
	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
)

// change is one row of what changed.
type change = *receivables.Change

// movementLines are the lines of the roll-forward between opening and closing.
var movementLines = []struct {
	id     string
	amount func(receivables.RollForward) fact.Amount
}{
	{"invoiced", func(r receivables.RollForward) fact.Amount { return r.Invoiced }},
	{"credited", func(r receivables.RollForward) fact.Amount { return r.Credited }},
	{"journals", func(r receivables.RollForward) fact.Amount { return r.Journals }},
	{"received", func(r receivables.RollForward) fact.Amount { return r.Received }},
	{"discounts", func(r receivables.RollForward) fact.Amount { return r.Discounts }},
	{"written_off", func(r receivables.RollForward) fact.Amount { return r.WrittenOff }},
	{"exchange", func(r receivables.RollForward) fact.Amount { return r.Exchange }},
}

// The columns of the movement: label, then an amount and its verdict for each of
// the spans of time.
var movementAmounts = []int{3, 6}

// movement explains the way to today's receivable, and lists what changed.
func (b *book) movement() render.Sheet {
	columns := b.changeColumns()
	monthColumns := b.monthColumns()
	paper := max(printed(columns), len(monthColumns))
	c := newCanvas()
	row := b.rollForward(c, 4)
	row = b.historyNote(c, row) + 1
	since := b.l.ShortDate(b.r.Previous.AsOf, b.r.Params.AsOf)
	c.text(row, 1, render.RoleSection, b.say("changes.title", "date", since))
	list := table(b.base, "changes", row+1, columns, pointers(b.r.Changes))
	list.Filter, list.Empty = true, b.say("empty.changes", "date", since)

	row = afterList(list)
	months := table(b.base, "movement_months", row+1, monthColumns, b.keptMonths())
	months.Empty = b.say("empty.months")
	c.text(row, 1, render.RoleSection, b.say("movement.months"))
	c.put(rowList, 1, render.Cell{
		Value: render.Text(b.say("movement.months.link")), Link: render.Link{Sheet: SheetMovement, Cell: ref(1, row)},
	})

	sheet := b.frame(SheetMovement, paper, string(b.currency))
	sheet.Cells = append(sheet.Cells, c.placed()...)
	sheet.Lists, sheet.Columns = []render.List{list, months}, wider(widths(list), widths(months))
	sheet.FreezeRow = rowList
	sheet.Print = render.Print{Area: area(paper, afterList(months)-2), RepeatRows: "1:2", BreakBefore: []int{row}}
	return sheet
}

// wider are the larger of two lists' widths, column by column.
func wider(x, y []float64) []float64 {
	if len(x) < len(y) {
		x, y = y, x
	}
	for i, w := range y {
		x[i] = max(x[i], w)
	}
	return x
}

// monthColumns are the roll-forward of a month in a row, down to what must be
// zero.
func (b *book) monthColumns() []column[month] {
	amount := func(id string, of func(receivables.RollForward) fact.Amount) column[month] {
		c := col("movement_"+id, 13, render.RoleWhole, func(m month) render.Cell { return money(of(m.Movement)) })
		c.Header = b.say("movement.short." + id)
		return c
	}
	columns := []column[month]{
		label("month_name", 24, render.RoleBody, b.monthName),
		amount("opening", func(r receivables.RollForward) fact.Amount { return r.Opening }),
	}
	for _, line := range movementLines {
		columns = append(columns, amount(line.id, line.amount))
	}
	columns = append(columns, amount("closing", func(r receivables.RollForward) fact.Amount { return r.Closing }))
	check := amount("check", func(r receivables.RollForward) fact.Amount { return r.Sum().Minus(r.Closing) })
	check.Role = render.RoleCheck
	return append(columns, check)
}

// rollForward places the table from the given row on and returns the row below.
func (b *book) rollForward(c *canvas, row int) int {
	c.text(row, 1, render.RoleHeader, b.say("movement.title"))
	for column := 2; column <= 7; column++ {
		c.put(row, column, render.Cell{Role: render.RoleHeader})
	}
	b.eachSpan(func(m receivables.RollForward, column int) {
		text := b.say("movement.since", "date", b.l.ShortDate(m.From, m.To))
		c.text(row, column, render.RoleHeaderRight, text)
	})
	c.rule(row, 1, 7, render.EdgeRule)
	row = b.movementLine(c, row+1, "opening", true, func(m receivables.RollForward) fact.Amount { return m.Opening })
	for _, line := range movementLines {
		row = b.movementLine(c, row, line.id, false, line.amount)
	}
	row = b.movementLine(c, row, "closing", true, func(m receivables.RollForward) fact.Amount { return m.Closing })
	c.text(row, 1, render.RoleLabel, b.say("movement.check"))
	b.eachSpan(func(m receivables.RollForward, column int) {
		difference := m.Sum().Minus(m.Closing)
		c.put(row, column, render.Cell{Value: render.Money(difference), Role: render.RoleCheck})
		c.put(row, column+1, b.verdictCell(difference.Abs() <= b.r.Params.Tolerance))
	})
	return row + 1
}

func (b *book) eachSpan(do func(m receivables.RollForward, column int)) {
	for i, m := range b.r.Movements[:min(len(b.r.Movements), len(movementAmounts))] {
		do(m, movementAmounts[i])
	}
}

func (b *book) movementLine(c *canvas, row int, id string, strong bool, amount func(receivables.RollForward) fact.Amount) int {
	c.put(row, 1, render.Cell{Value: render.Text(b.say("movement." + id)), Strong: strong})
	b.eachSpan(func(m receivables.RollForward, column int) {
		c.put(row, column, render.Cell{Value: render.Money(amount(m)), Role: render.RoleMoney, Strong: strong})
	})
	edge := render.EdgeHairline
	if strong {
		edge = render.EdgeRule
	}
	c.rule(row, 1, 7, edge)
	return row + 1
}

// historyNote says where the figure reported then is another one now.
func (b *book) historyNote(c *canvas, row int) int {
	p := b.r.Params
	if !p.HasStored || p.Stored == b.r.Previous.Net {
		return row
	}
	c.put(row, 1, render.Cell{
		Value: render.Text(b.say("movement.history_changed",
			"date", b.l.ShortDate(b.r.Previous.AsOf, p.AsOf), "stored", b.exact(p.Stored), "now", b.exact(b.r.Previous.Net),
			"difference", b.exact(b.r.Previous.Net.Minus(p.Stored)))),
		Tone: render.ToneWorse,
	})
	return row + 1
}

func (b *book) changeColumns() []column[change] {
	return []column[change]{
		col("change", 24, render.RoleBody, b.changeCell),
		col("customer", 31, render.RoleBody, func(c change) render.Cell { return b.linkedName(c.Item.Customer, b.ageingLink) }),
		label("document", 16, render.RoleBody, func(c change) string { return c.Item.Number }).fitted(),
		col("from", 12, render.RoleBody, func(c change) render.Cell { return muted(words(b.bucketShort(c.From))) }),
		label("to", 12, render.RoleBody, b.changeTo),
		col("change_amount", 15, render.RoleMoney, func(c change) render.Cell { return money(c.Amount) }),
		col("due", 12, render.RoleDate, func(c change) render.Cell { return day(c.Item.Due) }),
		col("days_late", 10, render.RoleDays, func(c change) render.Cell {
			if c.Kind == receivables.NewOverLimit {
				return render.Cell{}
			}
			cell := b.daysLate(&c.Item)
			if c.To < 0 && c.Item.Class == receivables.OnInvoice {
				cell = muted(count(c.Item.DaysLate)) // settled: neither late nor due soon
			}
			return cell
		}),
		{
			Column: render.Column{ID: "code", Width: 9, Role: render.RoleCode}, screen: true,
			cell: func(c change) render.Cell {
				return render.Cell{Value: words(b.customer(c.Item.Customer).Code).Value, Indent: true}
			},
		},
	}
}

// changeCell names the change; what is newly late or over a limit is worse.
func (b *book) changeCell(c change) render.Cell {
	cell := words(b.say("change." + string(c.Kind)))
	if c.Kind == receivables.NewlyOverdue || c.Kind == receivables.NewOverLimit {
		cell.Tone, cell.Strong = render.ToneWorse, true
	}
	return cell
}

func (b *book) changeTo(c change) string {
	switch c.Kind {
	case receivables.Cleared:
		return b.say("change.to.cleared")
	case receivables.Cancelled:
		return b.say("change.to.cancelled")
	}
	return b.bucketShort(c.To)
}
