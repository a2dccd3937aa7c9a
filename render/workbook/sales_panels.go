package workbook

import (
	"slices"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

// Chart data stands on the visible sheet, to the right of the page.
const (
	paceColumn = 17 // Q
	rankColumn = 23 // W
)

// scorePanels writes the titles and captions of the two panels.
func (w *week) scorePanels(c *canvas) {
	paceKey := "sales.pace.caption"
	if !w.r.Targets[sales.Month].Set {
		paceKey = "sales.pace.caption.no_target"
	}
	for _, p := range []struct {
		from, to       int
		title, caption string
		link           string
	}{
		{colB, colG, w.paceFinding(), w.say(paceKey, "unit", w.scale.ChartUnit(w.currency), "from", w.l.DayMonth(w.span(sales.Month).From)), SheetTrend},
		{colI, colN, w.panelFinding(), w.panelCaption(), w.panelSheet()},
	} {
		c.text(rowScorePanels, p.from, render.RoleSection, p.title)
		c.rule(rowScorePanels, p.from, p.to, render.EdgeRule)
		c.text(rowScorePanels+1, p.from, render.RoleCaption, p.caption)
		c.put(rowScorePanels+1, p.to, render.Cell{
			Value: render.Text(w.say("forward", "sheet", w.say("sheet."+p.link))), Right: true, Link: render.Link{Sheet: p.link},
		})
	}
}

func (w *week) panelFinding() string {
	if w.lone {
		return w.movesFinding()
	}
	return w.rankFinding()
}

func (w *week) panelCaption() string {
	switch {
	case w.lone:
		return w.say("sales.moves.caption", "unit", w.brief.Unit)
	case w.plainRank():
		return w.say("sales.rank.caption.plain", "month", w.monthToDate(), "unit", w.brief.Unit)
	case w.withTarget() == 0:
		return w.say("sales.rank.caption.last_year", "month", w.monthToDate(), "unit", w.brief.Unit)
	}
	return w.say("sales.rank.caption", "month", w.monthToDate(), "unit", w.brief.Unit)
}

func (w *week) panelSheet() string {
	if w.lone {
		return SheetCustomers
	}
	return SheetSalespeople
}

// ranked is one row of the right panel.
type ranked struct {
	name   string
	link   render.Link
	actual fact.Amount
	gap    fact.Amount
	share  render.Cell
	tone   render.Tone
	wide   bool // the name takes the column of the amount too
	plain  bool // there is nothing to compare with: the bar is the amount
}

// rankPanel lists who is how far from the target, or which customers changed
// most, with a bar beside each row; it returns the chart of the bars.
func (w *week) rankPanel(c *canvas) []render.Chart {
	rows, heads := w.rankedPeople(), []string{"sales.score.salesperson", "sales.score.actual", "sales.score.against_target", "sales.score.of_target"}
	switch {
	case w.lone:
		rows, heads = w.rankedCustomers(), []string{"sales.score.customer", "", "sales.score.change", "sales.score.share"}
	case w.plainRank():
		heads = []string{"sales.score.salesperson", "sales.score.actual", "", ""}
	case w.withTarget() == 0:
		heads = []string{"sales.score.salesperson", "sales.score.actual", "sales.score.last_year", ""}
	}
	for i, key := range heads {
		if key != "" {
			c.put(rowRankHead, colI+i, render.Cell{Value: render.Text(w.say(key)), Role: render.RoleLabel, Right: i > 0})
		}
	}
	c.rule(rowRankHead, colI, colN, render.EdgeHairline)
	if len(rows) == 0 {
		c.text(rowRank, colI, render.RoleBody, w.say("empty.sales"))
		return nil
	}
	shown := rows
	if len(rows) > rankRows {
		shown = rows[:rankRows-1]
	}
	for i, r := range shown {
		w.rankRow(c, rowRank+i, r)
	}
	if rest := rows[len(shown):]; len(rest) > 0 {
		w.rankRest(c, rowRank+len(shown), rest)
	}
	w.rankTotal(c, rowRank+min(len(rows), rankRows), rows)
	return w.rankBars(c, shown)
}

func (w *week) rankRow(c *canvas, row int, r ranked) {
	name := render.Cell{Value: render.Text(locale.Cut(r.name, 15)), Link: r.link, Tone: r.tone}
	if r.wide {
		name.Value = render.Text(locale.Cut(r.name, 29))
		c.span(row, colI, 2, name)
	} else {
		c.put(row, colI, name)
		c.put(row, colJ, w.thousand(r.actual))
	}
	if !r.plain {
		c.put(row, colK, w.change(r.gap, better).Cell)
	}
	if r.share.Value.Form != render.FormEmpty {
		c.put(row, colL, r.share)
	}
	c.rule(row, colI, colN, render.EdgeHairline)
}

func (w *week) rankRest(c *canvas, row int, rest []ranked) {
	sum := ranked{name: w.say("sales.rank.others", "n", len(rest)), tone: render.ToneMuted, plain: rest[0].plain}
	for _, r := range rest {
		sum.actual, sum.gap = sum.actual.Plus(r.actual), sum.gap.Plus(r.gap)
	}
	w.rankRow(c, row, sum)
}

// rankTotal is the line below the rows: of all salespeople what the scorecard
// says above, of customers what is listed.
func (w *week) rankTotal(c *canvas, row int, rows []ranked) {
	total := ranked{name: w.say("total"), plain: w.plainRank(), actual: w.net(sales.Month), gap: w.net(sales.Month).Minus(w.net(sales.MonthLastYear))}
	switch target := w.r.Targets[sales.Month]; {
	case w.lone:
		now, before := w.net(sales.FourWeeks), w.net(sales.PreviousFourWeeks)
		total.name, total.wide, total.gap, total.share = w.say("sales.rank.all_customers"), true, now.Minus(before), w.growthOf(now, before)
	case target.Set:
		total.gap = target.Gap(total.actual).Neg()
		total.share = w.shareOf(target, total.actual)
	}
	w.rankRow(c, row, total)
	for column := colI; column <= colL; column++ {
		if i, ok := c.index[[2]int{row, column}]; ok {
			c.cells[i].Strong = true
		}
	}
	c.rule(row, colI, colN, render.EdgeTop)
}

func (w *week) shareOf(t sales.Target, actual fact.Amount) render.Cell {
	cell := w.attained(t, actual)
	if cell.Value.Form != render.FormEmpty {
		cell.Role = render.RoleShare
	}
	return cell
}

// rankedPeople are the salespeople, the largest gap first; where nobody has a
// target, the largest loss on last year.
func (w *week) rankedPeople() []ranked {
	var out []ranked
	none := w.withTarget() == 0
	for i := range w.r.Salespeople {
		p := &w.r.Salespeople[i]
		now := p.Periods[sales.Month].Net()
		row := ranked{name: w.seller(p), actual: now}
		row.link = render.Link{Sheet: SheetSalespeople, List: SheetSalespeople, Key: row.name}
		switch t := p.Targets[sales.Month]; {
		case w.plainRank():
			row.gap, row.plain = now, true
		case none:
			row.gap = now.Minus(p.Periods[sales.MonthLastYear].Net())
		case t.Set:
			row.gap, row.share = t.Gap(now).Neg(), w.shareOf(t, now)
		default:
			row.share = w.why(sales.NoTarget)
			row.share.Right = true
		}
		out = append(out, row)
	}
	if none {
		sortByGap(out)
	}
	if w.plainRank() {
		slices.Reverse(out) // most sales first
	}
	return out
}

// plainRank says that there is neither a target nor a last year to compare
// salespeople with.
func (w *week) plainRank() bool {
	return !w.lone && w.withTarget() == 0 && !w.kept(sales.MonthLastYear)
}

// rankedCustomers are those whose four weeks changed most, the largest loss
// first.
func (w *week) rankedCustomers() []ranked {
	const each = rankRows / 2
	m := w.r.Rankings.FourWeeks
	var out []ranked
	for _, list := range [][]sales.Move{m.Losers[:min(len(m.Losers), each)], m.Gainers[:min(len(m.Gainers), each)]} {
		for i := range list {
			ref := list[i].Customer.Ref
			out = append(out, ranked{
				name: w.buyer(ref), link: w.customerLink(ref), gap: list[i].Change, share: w.growthOf(list[i].Now, list[i].Base), wide: true,
			})
		}
	}
	sortByGap(out)
	return out
}
