package workbook

import (
	"slices"

	"daybook/analyze/sales"
	"daybook/render"
	"daybook/render/locale"
)

// The columns of the Scorecard's grid that no other sheet names: two panels, and
// a column of bars.
const (
	colE = 5
	colG = 7
	colK = 11
)

// scorePixels are the widths of columns A to O.
var scorePixels = []float64{14, 172, 96, 98, 86, 98, 86, 22, 98, 98, 98, 60, 22, 180, 14}

// The rows of the Scorecard, one screen and one page.
const (
	rowScoreBracket = 6
	rowScoreHead    = 7
	rowScore        = 8
	scoreRows       = 8 // at most so many figures
	rowScoreLegend  = rowScore + scoreRows
	rowScorePanels  = rowScoreLegend + 1
	rowRankHead     = rowScorePanels + 2
	rowRank         = rowRankHead + 1
	rankRows        = 10
	rowRankTotal    = rowRank + rankRows
	rowScoreCheck   = rowRankTotal + 2
)

// scorecard is the first sheet: where the week, the month and everybody stand.
func (w *week) scorecard() render.Sheet {
	c := newCanvas()
	w.scoreTop(c)
	w.scoreHeads(c)
	lines := w.scoreLines(c)
	w.scorePanels(c)
	charts := slices.Concat(w.paceChart(c), w.rankPanel(c))
	w.scoreCheck(c)
	columns := make([]float64, len(scorePixels))
	for i, px := range scorePixels {
		columns[i] = (px - 5) / 7
	}
	return render.Sheet{
		Columns: columns, Heights: scoreHeights(), Cells: c.placed(), Charts: charts, Sparklines: lines,
		Print: render.Print{Area: area(colO, rowScoreCheck), OnePage: true},
	}
}

func scoreHeights() map[int]float64 {
	h := map[int]float64{
		1: 5, 2: 30, 3: 16, 4: 25, 5: 6, rowScoreBracket: 19, rowScoreHead: 17, rowScoreLegend: 15,
		rowScorePanels: 24, rowScorePanels + 1: 17, rowScoreCheck - 1: 8, rowScoreCheck: 19,
	}
	for row := rowScore; row < rowScoreLegend; row++ {
		h[row] = 27
	}
	for row := rowRankHead; row <= rowRankTotal; row++ {
		h[row] = 18
	}
	return h
}

func (w *week) scoreTop(c *canvas) {
	for column := colB; column <= colN; column++ {
		c.put(rowBand, column, render.Cell{Role: render.RoleBand})
	}
	c.text(2, colB, render.RoleTitle, w.brief.Title)
	c.put(2, colN, w.seal())
	c.text(3, colB, render.RoleCaption, w.brief.Caption)
	c.text(rowFinding, colB, render.RoleFinding, locale.Cut(w.brief.Finding, 150))
}

// seal says at the top right whether the splits add up.
func (w *week) seal() render.Cell {
	failed, made := w.r.Checks.Tally()
	cell := render.Cell{
		Value: render.Text(w.say("sales.seal", "passed", made-failed, "n", made)), Role: render.RoleVerdict,
		Tone: render.ToneBetter, Strong: true, Right: true, Link: render.Link{Sheet: SheetData},
	}
	if failed > 0 {
		cell.Value, cell.Role, cell.Tone = render.Text(w.say("sales.seal.fail", "failed", failed, "n", made)), render.RoleAlarm, render.ToneWorse
	}
	return cell
}

func (w *week) scoreHeads(c *canvas) {
	bracket := func(from, to int, text string) {
		c.put(rowScoreBracket, from, render.Cell{Value: render.Text(text), Role: render.RoleBracket})
		c.rule(rowScoreBracket, from, to, render.EdgeHairline)
	}
	bracket(colD, colG, w.say("sales.score.against"))
	bracket(colI, colL, w.monthToDate())
	c.rule(rowScoreBracket, colB, colN, render.EdgeThick)
	c.text(rowScoreHead, colB, render.RoleLabel, w.say("sales.score.unit", "unit", w.brief.Unit))
	for column, text := range map[int]string{
		colC: w.weekShort(w.span(sales.Week)), colD: w.say("sales.score.last_week"), colF: w.say("sales.score.last_year"),
		colI: w.say("sales.score.actual"), colJ: w.say("sales.score.target"), colK: w.say("sales.score.against_target"), colL: w.say("sales.score.of_target"),
		colN: w.say("sales.score.bars", "n", len(w.r.Weeks)),
	} {
		c.put(rowScoreHead, column, render.Cell{Value: render.Text(text), Role: render.RoleLabel, Right: true})
	}
	c.rule(rowScoreHead, colB, colN, render.EdgeRule)
	c.text(rowScoreLegend, colB, render.RoleLegend, w.say("sales.comparable"))
	c.put(rowScoreLegend, colN, render.Cell{Value: render.Text(w.brief.Legend), Role: render.RoleLegend, Right: true})
}

// scoreLines writes the figures, and returns the bars of each.
func (w *week) scoreLines(c *canvas) []render.Sparkline {
	var lines []render.Sparkline
	for i := range w.r.Scorecard[:min(len(w.r.Scorecard), scoreRows)] {
		k, row := &w.r.Scorecard[i], rowScore+i
		c.put(row, colB, render.Cell{Value: render.Text(w.say("score." + string(k.Code))), Strong: true})
		if k.Missing != "" {
			cell := w.why(k.Missing)
			cell.Right = true
			c.put(row, colC, cell)
		} else {
			w.scoreLine(c, row, k)
			lines = append(lines, w.bars(row, k)...)
		}
		c.rule(row, colB, colN, render.EdgeHairline)
	}
	return lines
}

func (w *week) scoreLine(c *canvas, row int, k *sales.KPI) {
	c.put(row, colC, w.score(k.Week, k.Unit))
	for _, other := range []struct {
		column int
		then   sales.Figure
		id     sales.PeriodID
	}{{colD, k.LastWeek, sales.PreviousWeek}, {colF, k.LastYear, sales.WeekLastYear}} {
		change := w.figureChange(k, other.then, other.id)
		c.put(row, other.column, change.Cell)
		if k.Unit == sales.Money && change.Cell.Value.Form == render.FormMoney {
			c.put(row, other.column+1, w.growthOf(k.Week.Amount, other.then.Amount))
		}
	}
	actual := w.figure(k.Month, k.Unit)
	actual.Strong = true
	c.put(row, colI, actual)
	w.scoreTarget(c, row, k)
}

// scoreTarget states the month's target, and how far it is.
func (w *week) scoreTarget(c *canvas, row int, k *sales.KPI) {
	switch {
	case k.Code == sales.TargetReached && k.Month.Missing == "":
		c.put(row, colJ, muted(render.Cell{Value: render.Float(1), Role: render.RolePercent}))
		c.put(row, colK, w.pointsChange((k.Month.Number-1)*100, better).Cell)
	case k.Target.Missing != "":
		cell := w.why(k.Target.Missing)
		cell.Right = true
		c.put(row, colJ, cell)
	default:
		c.put(row, colJ, muted(w.figure(k.Target, k.Unit)))
		c.put(row, colK, w.change(k.Month.Amount.Minus(k.Target.Amount), w.senseOf(k)).Cell)
		if k.Attainment.Missing == "" {
			c.put(row, colL, render.Cell{Value: render.Float(k.Attainment.Number), Role: render.RoleShare})
		}
	}
}

// scoreColumns say which column of the weeks on Trend a figure's bars are drawn
// from.
var scoreColumns = map[sales.KPICode]string{
	sales.NetSales: "net", sales.OrderIntake: "orders", sales.MarginRate: "margin", sales.TargetReached: "attained",
	sales.CashCollected: "cash", sales.Overdue: "overdue", sales.DSO: "dso", sales.ReturnRate: "returns",
}

// bars is the sparkline of a figure.
func (w *week) bars(row int, k *sales.KPI) []render.Sparkline {
	columns := w.weekColumns()
	at := slices.IndexFunc(columns, func(c column[weekState]) bool { return c.ID == scoreColumns[k.Code] })
	if at < 0 || len(w.r.Weeks) < 2 {
		return nil
	}
	first := rowWeeks + 3
	below := slices.ContainsFunc(k.Series, func(f sales.Figure) bool { return f.Amount < 0 || f.Number < 0 })
	const headroom = 1.15 // lest the bars of one row touch those above
	most := 0.0
	for _, f := range k.Series {
		most = max(most, f.Amount.Float(), f.Number)
	}
	return []render.Sparkline{{
		Row: row, Column: colN, Sheet: SheetTrend, Values: columnRange(at+1, first, first+len(w.r.Weeks)-1),
		Below: below, Max: most * headroom,
	}}
}

func (w *week) scoreCheck(c *canvas) {
	label := render.RoleLabel
	verdict := w.verdictCell(!w.r.Checks.Failed())
	verdict.Right, verdict.Indent = true, false
	if w.r.Checks.Failed() {
		label = render.RoleAlarm
		for column := colC; column < colN; column++ {
			c.put(rowScoreCheck, column, render.Cell{Role: render.RoleAlarm})
		}
	}
	c.put(rowScoreCheck, colB, render.Cell{Value: render.Text(w.brief.TieOut), Role: label})
	c.put(rowScoreCheck, colN, verdict)
	c.rule(rowScoreCheck, colB, colN, render.EdgeTop)
}
