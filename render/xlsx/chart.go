package xlsx

import (
	"bytes"
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

// drawings has excelize make the relations of the page's charts; where they
// stand is written by [page.drawing], what they draw by [drawn.xml].
func (w *workbook) drawings(p *page) error {
	for _, c := range p.charts {
		d, err := w.draw(p, c)
		if err != nil {
			return fmt.Errorf("chart %q: %w", c.ID, err)
		}
		w.chartParts = append(w.chartParts, d)
		err = w.file.AddChart(p.name, ref(c.Row, c.Column), &excelize.Chart{
			Type: excelize.Col, Series: []excelize.ChartSeries{{Values: d.series[0].values.in(p.name)}},
		})
		if err != nil {
			return fmt.Errorf("chart %q: %w", c.ID, err)
		}
	}
	if len(p.charts) > 0 {
		w.drawnPages = append(w.drawnPages, p)
	}
	return nil
}

// emuPerPixel is the file's unit of length, at 96 dots per inch.
const emuPerPixel = 9525

// drawing places the page's charts by a cell and a size: a second cell, as
// excelize writes it, would make the size depend on rows that it does not know.
func (p *page) drawing() []byte {
	var x bytes.Buffer
	fmt.Fprintf(&x, `%s<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">`, xmlHead)
	for i, c := range p.charts {
		fmt.Fprintf(&x, `<xdr:oneCellAnchor><xdr:from><xdr:col>%d</xdr:col><xdr:colOff>%d</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>%d</xdr:rowOff></xdr:from><xdr:ext cx="%d" cy="%d"/>`,
			c.Column-1, c.OffsetX*emuPerPixel, c.Row-1, c.OffsetY*emuPerPixel, c.Width*emuPerPixel, c.Height*emuPerPixel)
		fmt.Fprintf(&x, `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="%d" name="%s" descr="%s"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>`,
			i+2, attr(c.ID), attr(c.Alt))
		fmt.Fprintf(&x, `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId%d"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>`, i+1)
	}
	x.WriteString(`</xdr:wsDr>`)
	return x.Bytes()
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

// group is series that are drawn together.
type group struct {
	line   bool
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
func (d drawn) scaled(src *sources, zh bool) bool { return zh && d.look(src).scaled }

// format is the number format of values: the chart's own, else its cells'.
func (d drawn) format(src *sources, zh bool) string {
	if d.chart.Format != "" {
		return d.chart.Format
	}
	if f := d.look(src).format(zh); f != "" {
		return f
	}
	return "General"
}

// look is that of the first cell with a value: a series may have none.
func (d drawn) look(src *sources) look {
	for _, s := range d.series {
		for _, pt := range src.points(d.page, s.values) {
			if pt.present && looks[pt.role].format(false) != "" {
				return looks[pt.role]
			}
		}
	}
	return look{}
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
