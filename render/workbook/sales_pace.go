package workbook

import (
	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// paceChart draws the month so far against the line of its target and last
// year's month.
func (w *week) paceChart(c *canvas) []render.Chart {
	if len(w.r.Pace) == 0 {
		return nil
	}
	head := rowScorePanels + 1
	withTarget, withBase := w.r.Targets[sales.Month].Set, w.kept(sales.MonthLastYear)
	for i, key := range []string{"column.day", "column.net", "column.target", "column.last_year"} {
		c.text(head, paceColumn+i, render.RoleLabel, w.say(key))
	}
	row, peak := rowRankHead, fact.Amount(0)
	for i := range w.r.Pace {
		p := &w.r.Pace[i]
		last := p.Span.Until.AddDays(-1)
		c.text(row, paceColumn, render.RoleBody, w.paceLabel(i, last))
		if last <= w.asOf {
			c.put(row, paceColumn+1, w.thousand(p.Now.Net()))
		}
		if withTarget {
			c.put(row, paceColumn+2, w.thousand(p.Target.Amount))
		}
		if withBase {
			c.put(row, paceColumn+3, w.thousand(p.Base.Net()))
		}
		peak = max(peak, p.Now.Net(), p.Target.Amount, p.Base.Net())
		row++
	}
	top, step := moneyAxis(peak)
	chart := render.Chart{
		ID: "pace", Row: rowRankHead, Column: colB, Width: 636, Height: 285, EveryLabel: true,
		Max: w.scale.Shown(top), Step: w.scale.Shown(step), Gridlines: true, ShowAxis: true, Format: w.scale.AxisFormat(step), Alt: w.paceFinding(),
	}
	line := func(offset int, kind render.SeriesKind, shade render.Shade) {
		chart.Series = append(chart.Series, render.Series{
			Kind: kind, Shade: shade, Name: w.say([]string{"column.net", "column.target", "column.last_year"}[offset-1]),
			Categories: columnRange(paceColumn, rowRankHead, row-1), Values: columnRange(paceColumn+offset, rowRankHead, row-1),
		})
	}
	line(1, render.SeriesLine, render.ShadeSubject)
	if withTarget {
		line(2, render.SeriesThin, render.ShadeInk)
	}
	if withBase {
		line(3, render.SeriesLine, render.ShadeContext)
	}
	return []render.Chart{chart}
}

// paceLabel names every fifth day of the month.
func (w *week) paceLabel(i int, d fact.Date) string {
	const every = 5
	if i%every != 0 {
		return ""
	}
	return digits(d.Time().Day())
}
