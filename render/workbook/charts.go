package workbook

import (
	"math"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
)

// Chart data stands on the visible sheet, to the right of the page: hidden cells
// would not be drawn.
const (
	dataColumn  = 17 // Q
	monthColumn = 23 // W
	speedRow    = 30
)

// charts writes the charts' data and returns the charts that draw it.
func (b *book) charts(c *canvas) []render.Chart {
	if len(b.r.Items) == 0 && b.first.IsZero() {
		return nil
	}
	return []render.Chart{b.ageingChart(c), b.monthChart(c), b.speedChart(c)}
}

// ageingChart draws the buckets: not due in the colour of context, the oldest in
// that of worse, and a dash where each stood at month-end. A colour is a series.
// The amount stands below the axis, with the bucket's name: above the bar the dash
// would cross it whenever little has changed.
func (b *book) ageingChart(c *canvas) render.Chart {
	head := rowPanels + 1
	for i, key := range []string{"chart.bucket", "bucket.not_due", "kpi.overdue", "chart.oldest"} {
		c.text(head, dataColumn+i, render.RoleLabel, b.say(key))
	}
	c.text(head, dataColumn+4, render.RoleLabel, b.l.ShortDate(b.r.MonthEnd.AsOf, b.r.Params.AsOf))
	row := rowPanelData
	for i := range b.r.Buckets {
		c.text(row, dataColumn, render.RoleBody, b.bucketShort(i)+"\n"+b.scale.Sheet(at(b.r.Now.Aging, i)))
		c.put(row, dataColumn+b.shadeColumn(i), b.thousand(at(b.r.Now.Aging, i)))
		c.put(row, dataColumn+4, b.thousand(at(b.r.MonthEnd.Aging, i)))
		row++
	}
	var series []render.Series
	add := func(offset int, kind render.SeriesKind, shade render.Shade) {
		series = append(series, render.Series{
			Kind: kind, Shade: shade, Name: ref(dataColumn+offset, head),
			Categories: columnRange(dataColumn, rowPanelData, row-1), Values: columnRange(dataColumn+offset, rowPanelData, row-1),
		})
	}
	if b.overdueFrom() > 0 {
		add(1, render.SeriesBar, render.ShadeContext)
	}
	add(2, render.SeriesBar, render.ShadeSubject)
	add(3, render.SeriesBar, render.ShadeWorse)
	add(4, render.SeriesDash, render.ShadeInk)
	top, _ := moneyAxis(b.bucketPeak())
	return render.Chart{
		ID: "ageing", Row: rowPanelData, Column: colB, Width: 350, Height: 284, Gap: 50,
		Series: series,
		Max:    b.scale.Shown(top), Alt: b.ageingFinding(),
	}
}

// shadeColumn is the data column of a bucket: 1 not due, 2 overdue, 3 the oldest.
func (b *book) shadeColumn(bucket int) int {
	switch {
	case bucket < b.overdueFrom():
		return 1
	case bucket == b.last():
		return 3
	}
	return 2
}

// monthChart draws the net receivable at the month-ends and today.
func (b *book) monthChart(c *canvas) render.Chart {
	head := rowPanels + 1
	for i, key := range []string{"chart.month", "kpi.net_receivable", "kpi.dso", "chart.today"} {
		c.text(head, monthColumn+i, render.RoleLabel, b.say(key))
	}
	row, peak := rowPanelData, fact.Amount(0)
	for _, f := range b.r.History {
		c.text(row, monthColumn, render.RoleBody, b.l.Month(f.AsOf))
		if b.kept(f.AsOf) {
			c.put(row, monthColumn+1, b.thousand(f.Net))
		}
		if f.DSO.Valid {
			c.put(row, monthColumn+2, render.Cell{Value: render.Float(f.DSO.Value), Role: render.RoleNumber})
		}
		peak = max(peak, f.Net)
		row++
	}
	if now := b.r.Now.DSO; now.Valid && row > rowPanelData {
		c.put(row-1, monthColumn+3, render.Cell{Value: render.Float(now.Value), Role: render.RoleNumber})
	}
	top, step := moneyAxis(peak)
	return render.Chart{
		ID: "months", Row: rowPanelData, Column: colL, Width: 330, Height: 140, Gap: 35,
		Series: []render.Series{{
			Kind: render.SeriesBar, Shade: render.ShadeContext, Name: ref(monthColumn+1, head),
			Categories: columnRange(monthColumn, rowPanelData, row-1), Values: columnRange(monthColumn+1, rowPanelData, row-1),
		}},
		Max: b.scale.Shown(top), Step: b.scale.Shown(step), Gridlines: true, ShowAxis: true,
		Format: b.scale.AxisFormat(step), Alt: b.say("panel.speed.caption", "unit", b.scale.ChartUnit(b.currency), "date", b.l.ShortDate(b.r.Params.AsOf, b.r.Params.AsOf)),
	}
}

// speedChart draws DSO at the month-ends, with the last point marked.
func (b *book) speedChart(c *canvas) render.Chart {
	head, last := rowPanels+1, rowPanelData+len(b.r.History)-1
	peak := 0.0
	for _, f := range b.r.History {
		if f.DSO.Valid {
			peak = max(peak, f.DSO.Value)
		}
	}
	top, step := niceAxis(peak)
	categories := columnRange(monthColumn, rowPanelData, last)
	return render.Chart{
		ID: "dso", Row: speedRow, Column: colL, Width: 330, Height: 120,
		Series: []render.Series{
			{Kind: render.SeriesLine, Shade: render.ShadeSubject, Name: ref(monthColumn+2, head), Categories: categories, Values: columnRange(monthColumn+2, rowPanelData, last)},
			{Kind: render.SeriesPoint, Shade: render.ShadeSubject, Name: ref(monthColumn+3, head), Categories: categories, Values: columnRange(monthColumn+3, rowPanelData, last), Labels: true},
		},
		Max: top, Step: step, Gridlines: true, ShowAxis: true, Alt: b.speedFinding(),
	}
}

// bucketPeak is the largest bucket of the months shown, so that the axis stays
// the same from issue to issue.
func (b *book) bucketPeak() fact.Amount {
	peak := fact.Amount(0)
	for _, f := range append([]receivables.Figures{b.r.Now, b.r.MonthEnd}, b.r.History...) {
		for _, a := range f.Aging {
			peak = max(peak, a)
		}
	}
	return peak
}

// moneyAxis is the maximum of an axis of money that holds the peak, and the step
// between its lines.
func moneyAxis(peak fact.Amount) (top, step fact.Amount) {
	t, s := niceAxis(peak.Float())
	if t > float64(math.MaxInt64/fact.AmountScale) {
		return 0, 0
	}
	return fact.Amount(math.Round(t * fact.AmountScale)), fact.Amount(math.Round(s * fact.AmountScale))
}

// niceAxis returns the least of 1, 2, 2.5 or 5 × 10ⁿ that is not below the peak,
// with a step that draws two or three lines; without a peak the axis is automatic.
func niceAxis(peak float64) (top, step float64) {
	if peak <= 0 || math.IsInf(peak, 0) {
		return 0, 0
	}
	power := math.Pow(10, math.Floor(math.Log10(peak)))
	for _, n := range [][2]float64{{1, 0.5}, {2, 1}, {2.5, 1}, {5, 2}, {10, 5}} {
		if peak <= n[0]*power*(1+1e-12) {
			return n[0] * power, n[1] * power
		}
	}
	return 10 * power, 5 * power
}

func columnRange(column, from, to int) string {
	return ref(column, from) + ":" + ref(column, max(from, to))
}
