package workbook

import (
	"cmp"
	"slices"

	"daybook/analyze/sales"
	"daybook/render"
)

// The rows of the chart's data, to the right of what is printed: one column a
// salesperson, so that a filter of the list below takes none away.
const (
	rowPointNames = rowChart + 1 + iota
	rowPointsAbove
	rowPointsBelow
)

// attainmentChart draws how many points everybody is above or below the target,
// best first.
func (w *week) attainmentChart(sheet *render.Sheet, list render.List, paper int) {
	c := newCanvas()
	people := w.byAttainment()
	c.text(rowChart, 1, render.RoleSection, w.attainmentFinding())
	c.rule(rowChart, 1, paper, render.EdgeRule)
	caption := w.say("sales.points.caption", "month", w.monthToDate())
	if len(people) > crowd {
		caption += w.say("sales.points.last", "n", crowd)
		people = people[len(people)-crowd:]
	}
	c.text(rowChart+1, 1, render.RoleCaption, caption)
	first := paper + 2
	for row, key := range map[int]string{rowPointsAbove: "sales.points.above", rowPointsBelow: "sales.points.below"} {
		c.text(row, first, render.RoleLabel, w.say(key))
	}
	for i, p := range people {
		points, row := (p.Attainment(sales.Month).Value-1)*100, rowPointsAbove
		if points < 0 {
			row = rowPointsBelow
		}
		c.text(rowPointNames, first+1+i, render.RoleLabel, w.seller(p))
		c.put(row, first+1+i, render.Cell{Value: render.Float(points), Role: render.RoleNumber})
	}
	across := func(row int) string { return ref(first+1, row) + ":" + ref(first+len(people), row) }
	bars := func(row int, shade render.Shade) render.Series {
		return render.Series{
			Kind: render.SeriesBar, Shade: shade, Name: w.say([]string{"sales.points.above", "sales.points.below"}[row-rowPointsAbove]),
			Categories: across(rowPointNames), Values: across(row), Labels: true,
		}
	}
	sheet.Cells = append(sheet.Cells, c.placed()...)
	sheet.Charts = []render.Chart{{
		ID: "attainment", Row: rowChartDrawn, Column: 1, Width: pixels(list, paper), Height: chartHeight, Gap: 50, EveryLabel: true,
		Format: `"+"0;"−"0;0`, Alt: w.attainmentFinding(),
		Series: []render.Series{bars(rowPointsAbove, render.ShadeSubject), bars(rowPointsBelow, render.ShadeWorse)},
	}}
}

// byAttainment are the salespeople with a target, best first.
func (w *week) byAttainment() []person {
	var out []person
	for p := range pointers(w.r.Salespeople) {
		if p.Attainment(sales.Month).Valid {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(x, y person) int {
		return cmp.Compare(y.Attainment(sales.Month).Value, x.Attainment(sales.Month).Value)
	})
	return out
}

func (w *week) attainmentFinding() string {
	people, reached := w.byAttainment(), 0
	for _, p := range people {
		if p.Attainment(sales.Month).Value >= 1 {
			reached++
		}
	}
	return w.say("sales.points", "n", reached, "all", len(people), "month", w.monthToDate())
}
