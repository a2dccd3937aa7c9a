package workbook

import (
	"cmp"
	"slices"

	"daybook/extract/fact"
	"daybook/render"
)

// rowPixels is the height of a row of the panels, 18 points.
const rowPixels = 24

func sortByGap(rows []ranked) {
	slices.SortStableFunc(rows, func(x, y ranked) int { return cmp.Compare(x.gap, y.gap) })
}

// rankBars draws a bar beside each row: dark to the right for what is beyond the
// target, red to the left for what lacks.
func (w *week) rankBars(c *canvas, rows []ranked) []render.Chart {
	for i, key := range []string{"sales.score.salesperson", "sales.ahead", "sales.behind"} {
		c.text(rowRankHead, rankColumn+i, render.RoleLabel, w.say(key))
	}
	most := fact.Amount(0)
	for i, r := range rows {
		row, offset := rowRank+i, 1
		if r.gap < 0 {
			offset = 2
		}
		c.text(row, rankColumn, render.RoleBody, r.name)
		c.put(row, rankColumn+offset, w.thousand(r.gap))
		most = max(most, r.gap.Abs())
	}
	if most == 0 {
		return nil
	}
	least := fact.Amount(0)
	if slices.ContainsFunc(rows, func(r ranked) bool { return r.gap < 0 }) {
		least = most.Neg()
	}
	last := rowRank + len(rows) - 1
	bar := func(offset int, shade render.Shade, name string) render.Series {
		return render.Series{
			Kind: render.SeriesBar, Shade: shade, Name: w.say(name),
			Categories: columnRange(rankColumn, rowRank, last), Values: columnRange(rankColumn+offset, rowRank, last),
		}
	}
	return []render.Chart{{
		ID: "gaps", Row: rowRank, Column: colN, OffsetX: 4, Width: 172, Height: rowPixels * len(rows), Gap: 35, Beside: true, ShowAxis: false,
		Series: []render.Series{bar(1, render.ShadeSubject, "sales.ahead"), bar(2, render.ShadeWorse, "sales.behind")},
		Max:    w.scale.Shown(most), Min: w.scale.Shown(least), Alt: w.panelFinding(),
	}}
}
