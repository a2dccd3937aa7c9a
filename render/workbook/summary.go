package workbook

import (
	"daybook/render"
	"daybook/render/locale"
)

// The columns of the Summary's grid: three panels between margins and gutters.
const (
	colB = 2
	colC = 3
	colD = 4
	colF = 6
	colH = 8
	colI = 9
	colJ = 10
	colL = 12
	colM = 13
	colN = 14
	colO = 15
)

// summaryPixels are the widths of columns A to O.
var summaryPixels = []float64{14, 90, 96, 164, 22, 152, 86, 88, 92, 82, 22, 78, 76, 176, 14}

// kpiSpans are the column and width of each of the six figures.
var kpiSpans = [][2]int{{colD, 1}, {5, 2}, {7, 2}, {colI, 2}, {11, 3}, {colN, 1}}

// The rows of the Summary: 36, one screen at 100 % and one page.
const (
	rowBand       = 1
	rowFinding    = 4
	rowKPI        = 6
	rowSince      = 9
	rowLegend     = 12
	rowExceptions = 13
	lastException = 20
	rowPanels     = 21
	rowPanelData  = 23
	rowTotals     = 34
	rowTieOut     = 36
	rowOverflow   = 39
)

// summary is the first sheet: is it right, what changed, what must I do.
func (b *book) summary() render.Sheet {
	c := newCanvas()
	b.summaryHead(c)
	b.summaryKPIs(c)
	b.summaryExceptions(c)
	b.panelHeads(c)
	bars := b.debtors(c)
	charts := b.charts(c)
	b.summaryTieOut(c)
	return render.Sheet{
		Columns: summaryColumns(), Heights: b.summaryHeights(),
		Cells: c.placed(), Charts: charts, Rules: bars,
		Print: render.Print{Area: area(colO, rowTieOut), OnePage: true},
	}
}

func summaryColumns() []float64 {
	columns := make([]float64, len(summaryPixels))
	for i, px := range summaryPixels {
		columns[i] = (px - 5) / 7
	}
	return columns
}

func (b *book) summaryHeights() map[int]float64 {
	h := map[int]float64{
		1: 5, 2: 30, 3: 16, 4: 25, 5: 6, 6: 20, 7: 32, 8: 15, 9: 18, 10: 18, 11: 18, 12: 14, 13: 22,
		21: 21, 22: 17, 35: 8, 36: 19,
	}
	for row := rowExceptions + 1; row <= lastException; row++ {
		h[row] = 19
	}
	if len(b.brief.Exceptions.Rows) >= lastException-rowExceptions {
		h[rowPanels] += 8 // the empty row above is taken
	}
	for row := rowPanelData; row <= rowTotals; row++ {
		h[row] = 18
	}
	return h
}

func (b *book) summaryHead(c *canvas) {
	for column := colB; column <= colN; column++ {
		c.put(rowBand, column, render.Cell{Role: render.RoleBand})
	}
	c.text(2, colB, render.RoleTitle, b.brief.Title)
	c.put(2, colN, b.seal())
	c.text(3, colB, render.RoleCaption, b.brief.Caption)
	c.text(rowFinding, colB, render.RoleFinding, locale.Cut(b.brief.Finding, 150))
}

// seal says at the top right whether the report ties out.
func (b *book) seal() render.Cell {
	failed, made := b.r.Checks.Tally()
	cell := render.Cell{
		Role: render.RoleVerdict, Tone: render.ToneBetter, Strong: true, Right: true,
		Link: render.Link{Sheet: SheetTieOut},
	}
	key := "seal.alone"
	switch _, ledger := b.ledgerCheck(); {
	case failed > 0:
		key, cell.Role, cell.Tone = "seal.fail", render.RoleAlarm, render.ToneWorse
	case ledger:
		key = "seal.ledger"
	}
	cell.Value = render.Text(b.say(key, "passed", made-failed, "failed", failed, "n", made))
	return cell
}

func (b *book) summaryKPIs(c *canvas) {
	c.text(rowKPI+1, colB, render.RoleLabel, b.brief.Unit)
	for i, since := range b.brief.Since {
		c.text(rowSince+i, colB, render.RoleLabel, since)
	}
	for i, k := range b.brief.KPIs {
		at, across := kpiSpans[i][0], kpiSpans[i][1]
		c.span(rowKPI, at, across, render.Cell{Value: render.Text(k.Name), Strong: true, Right: true})
		c.span(rowKPI+1, at, across, k.Cell)
		c.span(rowKPI+2, at, across, render.Cell{Value: render.Text(k.Note), Role: render.RoleLabel, Right: true})
		for j, change := range k.Changes {
			c.span(rowSince+j, at, across, change.Cell)
		}
	}
	c.rule(rowKPI, colB, colN, render.EdgeThick)
	for row := rowKPI + 2; row < rowLegend-1; row++ {
		c.rule(row, colB, colN, render.EdgeHairline)
	}
	c.rule(rowLegend-1, colB, colN, render.EdgeRule)
	c.put(rowLegend, colN, render.Cell{Value: render.Text(b.brief.Legend), Role: render.RoleLegend, Right: true})
}

// summaryExceptions shows as many exceptions as there are rows, and where there
// are more all of them below the page, with the way there in the last row.
func (b *book) summaryExceptions(c *canvas) {
	x := b.brief.Exceptions
	c.text(rowExceptions, colB, render.RoleSection, x.Title)
	b.exceptionHeads(c, rowExceptions)
	room := lastException - rowExceptions
	if len(x.Rows) == 0 {
		c.text(rowExceptions+1, colB, render.RoleBody, x.None)
		return
	}
	if len(x.Rows) <= room {
		b.exceptionRows(c, rowExceptions+1, x.Rows)
		return
	}
	b.exceptionRows(c, rowExceptions+1, x.Rows[:room-1])
	more := b.say("exceptions.more", "n", len(x.Rows)-room+1)
	c.put(lastException, colN, render.Cell{
		Value: render.Text(more), Indent: true,
		Link: render.Link{Sheet: SheetSummary, Cell: ref(colB, rowOverflow)},
	})
	c.text(rowOverflow, colB, render.RoleSection, x.Title)
	b.exceptionHeads(c, rowOverflow)
	b.exceptionRows(c, rowOverflow+1, x.Rows)
}

func (b *book) exceptionHeads(c *canvas, row int) {
	head := b.brief.Exceptions.Head
	right := func(column int, s string) {
		c.put(row, column, render.Cell{Value: render.Text(s), Role: render.RoleLabel, Right: true})
	}
	right(colJ, head[0])
	right(colL, head[1])
	right(colM, head[2])
	c.put(row, colN, render.Cell{Value: render.Text(head[3]), Role: render.RoleLabel, Indent: true})
	c.rule(row, colB, colN, render.EdgeRule)
}

func (b *book) exceptionRows(c *canvas, row int, rows []render.Exception) {
	for i, x := range rows {
		tone := render.ToneMuted
		if x.Act {
			tone = render.ToneWorse
		}
		c.put(row+i, colB, render.Cell{Value: render.Text(x.Mark), Tone: tone, Strong: x.Act})
		c.put(row+i, colC, render.Cell{Value: render.Text(x.What), Strong: true})
		c.text(row+i, colF, render.RoleBody, x.Why)
		c.put(row+i, colJ, x.Amount)
		if x.Customers > 0 {
			c.put(row+i, colL, render.Cell{Value: render.Int(x.Customers), Role: render.RoleCount})
		}
		c.put(row+i, colM, render.Cell{Value: render.Day(x.Since), Role: render.RoleDate, Right: true})
		c.put(row+i, colN, render.Cell{Value: render.Text(x.LinkText), Link: x.Link, Indent: true})
		c.rule(row+i, colB, colN, render.EdgeHairline)
	}
}

// panelHeads are the findings above the three panels, and their units.
func (b *book) panelHeads(c *canvas) {
	unit := b.scale.Unit(b.currency)
	asOf := b.r.Params.AsOf
	for _, p := range []struct {
		from, to       int
		title, caption string
	}{
		{colB, colD, b.ageingFinding(), b.say("panel.ageing.caption"+b.posted(), "unit", unit, "date", b.l.DayMonth(b.r.MonthEnd.AsOf))},
		{colF, colJ, b.debtorsFinding(), b.say("panel.debtors.caption", "unit", unit)},
		{colL, colN, b.speedFinding(), b.say("panel.speed.caption", "unit", b.scale.ChartUnit(b.currency), "date", b.l.ShortDate(asOf, asOf))},
	} {
		c.text(rowPanels, p.from, render.RoleSection, p.title)
		c.rule(rowPanels, p.from, p.to, render.EdgeRule)
		c.text(rowPanels+1, p.from, render.RoleCaption, p.caption)
	}
	for column, key := range map[int]string{colH: "receivable", colI: "overdue", colJ: "oldest"} {
		c.put(rowPanels+1, column, render.Cell{Value: render.Text(b.say("panel.debtors." + key)), Role: render.RoleLabel, Right: true})
	}
	c.text(speedRow-1, colL, render.RoleCaption, b.speedCaption())
}

// debtors is the middle panel: who owes most, the others, all.
func (b *book) debtors(c *canvas) []render.Rule {
	row, restNet, restOverdue := rowPanelData, b.r.Now.Net, b.r.Now.Overdue
	for _, d := range b.r.Top[:min(len(b.r.Top), rowTotals-1-rowPanelData)] {
		c.put(row, colF, render.Cell{Value: render.Text(b.cutName(d.Ref, 33)), Link: b.ageingLink(d.Ref, render.Link{})})
		c.put(row, colH, render.Cell{Value: render.Money(b.scale.Cell(d.Net)), Role: render.RoleThousand})
		c.put(row, colI, render.Cell{Value: render.Money(b.scale.Cell(d.Overdue)), Role: render.RoleThousand})
		if d.Oldest > 0 {
			c.put(row, colJ, render.Cell{Value: render.Int(d.Oldest), Role: render.RoleCount})
		}
		c.rule(row, colF, colJ, render.EdgeHairline)
		restNet, restOverdue = restNet.Minus(d.Net), restOverdue.Minus(d.Overdue)
		row++
	}
	if row == rowPanelData {
		c.text(row, colF, render.RoleCaption, b.say("panel.debtors.none"))
		return nil
	}
	bars := []render.Rule{{Kind: render.RuleBar, Range: ref(colH, rowPanelData) + ":" + ref(colH, row-1)}}
	line := func(label string, net, overdue render.Cell, strong bool) {
		c.put(row, colF, render.Cell{Value: render.Text(label), Strong: strong})
		net.Strong, overdue.Strong = strong, strong
		c.put(row, colH, net)
		c.put(row, colI, overdue)
		c.rule(row, colF, colJ, render.EdgeHairline)
		row++
	}
	if others := len(b.r.Customers) - (row - rowPanelData); others > 0 {
		line(b.say("panel.debtors.others", "n", others), b.thousand(restNet), b.thousand(restOverdue), false)
	}
	c.rule(row, colF, colJ, render.EdgeTop)
	line(b.say("panel.debtors.total"), b.thousand(b.r.Now.Net), b.thousand(b.r.Now.Overdue), true)
	return bars
}

func (b *book) summaryTieOut(c *canvas) {
	label := render.RoleLabel
	verdict := b.verdictCell(true)
	if b.r.Checks.Failed() {
		label, verdict = render.RoleAlarm, render.Cell{Value: render.Text(b.say("verdict.cell.fail")), Role: render.RoleAlarm}
	}
	verdict.Right, verdict.Indent = true, false
	c.put(rowTieOut, colB, render.Cell{Value: render.Text(b.brief.TieOut), Role: label})
	if b.r.Checks.Failed() {
		for column := colC; column < colN; column++ {
			c.put(rowTieOut, column, render.Cell{Role: render.RoleAlarm})
		}
	}
	c.put(rowTieOut, colN, verdict)
	c.rule(rowTieOut, colB, colN, render.EdgeTop)
}
