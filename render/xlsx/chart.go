package xlsx

import (
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"

	"daybook/render"
)

// drawn is a chart of a page, with its ranges read.
type drawn struct {
	chart  *render.Chart
	page   *page
	series []drawnSeries
}

type drawnSeries struct {
	render.Series
	categories, values area
	name               area // where Name is a cell
	named              bool
}

// drawings places the page's charts. excelize makes the drawing and its
// relations; what is drawn is written by [drawn.xml].
func (w *workbook) drawings(p *page) error {
	for _, c := range p.charts {
		d, err := w.draw(p, c)
		if err != nil {
			return fmt.Errorf("chart %q: %w", c.ID, err)
		}
		w.chartParts = append(w.chartParts, d)
		err = w.file.AddChart(p.name, ref(c.Row, c.Column), &excelize.Chart{
			Type:      excelize.Col,
			Series:    []excelize.ChartSeries{{Values: d.series[0].values.in(p.name)}},
			Dimension: excelize.ChartDimension{Width: uint(c.Width), Height: uint(c.Height)},
			Format: excelize.GraphicOptions{
				AltText: clean(c.Alt), OffsetX: c.OffsetX, OffsetY: c.OffsetY, Positioning: "oneCell", PrintObject: ptr(true), Locked: ptr(true),
				ScaleX: 1, ScaleY: 1,
			},
		})
		if err != nil {
			return fmt.Errorf("chart %q: %w", c.ID, err)
		}
	}
	return nil
}

// draw reads a chart's ranges and has their values noted.
func (w *workbook) draw(p *page, c *render.Chart) (drawn, error) {
	d := drawn{chart: c, page: p}
	if len(c.Series) == 0 || c.Width <= 0 || c.Height <= 0 {
		return d, errors.New("has no series or no size")
	}
	for _, s := range c.Series {
		out := drawnSeries{Series: s}
		var err error
		if out.values, err = parseArea(s.Values); err != nil {
			return d, err
		}
		if out.categories, err = parseArea(s.Categories); err != nil {
			return d, err
		}
		out.name, out.named = nameCell(p, s.Name)
		for _, a := range []area{out.values, out.categories} {
			w.sources.want(p, a)
		}
		if out.named {
			w.sources.want(p, out.name)
		}
		d.series = append(d.series, out)
	}
	return d, nil
}

// nameCell reads a series' name that is a cell of the page: Summary!$Q$3.
func nameCell(p *page, name string) (area, bool) {
	for _, prefix := range []string{p.name + "!", quoted(p.name) + "!"} {
		if len(name) > len(prefix) && name[:len(prefix)] == prefix {
			a, err := parseArea(name[len(prefix):])
			return a, err == nil
		}
	}
	return area{}, false
}

// group is series that are drawn together: all with labels, or none.
type group struct {
	line   bool
	labels bool
	series []int
}

// groups puts bars before lines, in the order of the series.
func (d drawn) groups() []group {
	var out []group
	for _, line := range []bool{false, true} {
		g := group{line: line}
		for i, s := range d.series {
			if (s.Kind != render.SeriesBar) == line {
				g.series = append(g.series, i)
			}
		}
		if len(g.series) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// scaled says that the cells hold units of ten thousand, so that the axis must
// too.
func (d drawn) scaled(src *sources, zh bool) bool {
	for _, pt := range src.points(d.page, d.series[0].values) {
		if pt.present {
			return zh && looks[pt.role].scaled
		}
	}
	return false
}

// format is the number format of values: the chart's own, else its cells'.
func (d drawn) format(src *sources, zh bool) string {
	if d.chart.Format != "" {
		return d.chart.Format
	}
	for _, pt := range src.points(d.page, d.series[0].values) {
		if f := looks[pt.role].format(zh); pt.present && f != "" {
			return f
		}
	}
	return "General"
}

// negative says whether a value is below zero: else the axis begins there.
func (d drawn) negative(src *sources) bool {
	for _, s := range d.series {
		for _, pt := range src.points(d.page, s.values) {
			if pt.value < 0 {
				return true
			}
		}
	}
	return false
}
