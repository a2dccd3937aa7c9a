package xlsx

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"daybook/render"
)

const (
	axisText  = "595959"
	axisRule  = "C7CED6"
	lineWidth = 22225 // EMU: 1.75 pt
	thinWidth = 12700 // EMU: 1 pt
	hairWidth = 6350  // EMU: 0.5 pt
	catAxis   = 10
	valAxis   = 20
)

// chartXML builds one chart part.
type chartXML struct {
	bytes.Buffer
	d      drawn
	src    *sources
	zh     bool
	format string
}

func (x *chartXML) add(format string, args ...any) { fmt.Fprintf(x, format, args...) }

// xml is the chart's part: no title, no legend, no frame, no fill, its type and
// lines those of the sheet. Elements stand in the order that the schema wants.
func (d drawn) xml(src *sources, zh bool) []byte {
	x := &chartXML{d: d, src: src, zh: zh, format: d.format(src, zh)}
	x.add(`%s<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`, xmlHead)
	x.add(`<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>`)
	x.layout()
	for _, g := range d.groups() {
		x.group(g)
	}
	x.categoryAxis()
	x.valueAxis()
	x.add(`<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>`)
	x.add(`<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>`)
	x.font(axisText, 9, false)
	x.add(`<c:printSettings><c:headerFooter/><c:pageMargins b="0.75" l="0.7" r="0.7" t="0.75" header="0.3" footer="0.3"/></c:printSettings></c:chartSpace>`)
	return x.Bytes()
}

// layout leaves the room of axes to the program that draws them, but for bars
// beside rows, which fill the whole frame.
func (x *chartXML) layout() {
	if !x.d.chart.Beside {
		x.add(`<c:layout/>`)
		return
	}
	x.add(`<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0"/><c:w val="1"/><c:h val="1"/></c:manualLayout></c:layout>`)
}

func (x *chartXML) group(g group) {
	kind := "bar"
	if g.line {
		kind = "line"
		x.add(`<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>`)
	} else {
		direction := "col"
		if x.d.chart.Beside {
			direction = "bar"
		}
		x.add(`<c:barChart><c:barDir val="%s"/><c:grouping val="clustered"/><c:varyColors val="0"/>`, direction)
	}
	for _, i := range g.series {
		x.series(i, x.d.series[i])
	}
	if g.line {
		x.add(`<c:marker val="1"/>`)
	} else {
		x.add(`<c:gapWidth val="%d"/><c:overlap val="100"/>`, x.d.chart.Gap)
	}
	x.add(`<c:axId val="%d"/><c:axId val="%d"/></c:%sChart>`, catAxis, valAxis, kind)
}

func (x *chartXML) series(i int, s drawnSeries) {
	colour := shades[s.Shade]
	x.add(`<c:ser><c:idx val="%d"/><c:order val="%[1]d"/>`, i)
	x.name(s)
	switch s.Kind {
	case render.SeriesBar:
		x.add(`<c:spPr>%s<a:ln><a:noFill/></a:ln></c:spPr><c:invertIfNegative val="0"/>`, solid(colour))
	case render.SeriesLine:
		x.add(`<c:spPr><a:ln w="%d" cap="rnd">%s%s<a:round/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>`, lineWidth, solid(colour), past(s.Shade))
	case render.SeriesThin:
		x.add(`<c:spPr><a:ln w="%d" cap="rnd">%s<a:round/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>`, thinWidth, solid(colour))
	case render.SeriesDash:
		x.add(`<c:spPr><a:ln w="%d"><a:noFill/></a:ln></c:spPr>`, lineWidth)
		x.marker("dash", 10, colour)
	case render.SeriesPoint:
		x.add(`<c:spPr><a:ln w="%d"><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>`, lineWidth)
		x.lastPoint(s, colour)
	}
	if s.Kind != render.SeriesPoint {
		x.labels(s)
	}
	x.data(s)
	if s.Kind != render.SeriesBar {
		x.add(`<c:smooth val="0"/>`)
	}
	x.add(`</c:ser>`)
}

func solid(colour string) string {
	return `<a:solidFill><a:srgbClr val="` + colour + `"/></a:solidFill>`
}

// past draws what was before, and what serves for comparison, as a dashed line.
func past(s render.Shade) string {
	if s == render.ShadeContext || s == render.ShadeInk {
		return `<a:prstDash val="dash"/>`
	}
	return ""
}

func (x *chartXML) marker(symbol string, size int, colour string) {
	x.add(`<c:marker><c:symbol val="%s"/><c:size val="%d"/><c:spPr>%s<a:ln w="%d">%[3]s</a:ln></c:spPr></c:marker>`, symbol, size, solid(colour), hairWidth)
}

// lastPoint marks and labels the last point that has a value.
func (x *chartXML) lastPoint(s drawnSeries, colour string) {
	last := -1
	for i, pt := range x.src.points(x.d.page, s.values) {
		if pt.number != "" {
			last = i
		}
	}
	if last < 0 {
		return
	}
	x.add(`<c:dPt><c:idx val="%d"/>`, last)
	x.marker("circle", 7, colour)
	x.add(`<c:bubble3D val="0"/></c:dPt><c:dLbls><c:dLbl><c:idx val="%d"/>`, last)
	x.labelLook("t", ink, true)
	x.add(`</c:dLbl>`)
	x.add(`<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>%s</c:dLbls>`, shows(false))
}

func (x *chartXML) labels(s drawnSeries) {
	if !s.Labels {
		return
	}
	position := "t"
	if s.Kind == render.SeriesBar {
		position = "outEnd"
	}
	x.add(`<c:dLbls>`)
	x.labelLook(position, text, false)
	x.add(`</c:dLbls>`)
}

func (x *chartXML) labelLook(position, colour string, bold bool) {
	x.add(`<c:numFmt formatCode="%s" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>`, attr(x.format))
	x.font(colour, 9, bold)
	x.add(`<c:dLblPos val="%s"/>%s`, position, shows(true))
}

// shows is what labels show: the value, or nothing.
func shows(value bool) string {
	return fmt.Sprintf(`<c:showLegendKey val="0"/><c:showVal val="%d"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`, bit(value))
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (x *chartXML) font(colour string, points int, bold bool) {
	face := family(x.zh)
	x.add(`<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="%d" b="%d">%s<a:latin typeface="%s"/><a:ea typeface="%[4]s"/></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`,
		points*100, bit(bold), solid(colour), face)
}

// name is words, or a cell and its words.
func (x *chartXML) name(s drawnSeries) {
	switch {
	case s.named:
		words := x.src.points(x.d.page, s.name)[0].text
		x.add(`<c:tx><c:strRef><c:f>%s</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:tx>`,
			attr(s.name.in(x.d.page.name)), attr(words))
	case s.Name != "":
		x.add(`<c:tx><c:v>%s</c:v></c:tx>`, attr(s.Name))
	}
}

// data names the cells of a series and keeps a copy of them.
func (x *chartXML) data(s drawnSeries) {
	x.add(`<c:cat><c:strRef><c:f>%s</c:f><c:strCache><c:ptCount val="%d"/>`, attr(s.categories.in(x.d.page.name)), s.categories.size())
	for i, pt := range x.src.points(x.d.page, s.categories) {
		if pt.text != "" {
			x.add(`<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, i, attr(pt.text))
		}
	}
	x.add(`</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>%s</c:f><c:numCache><c:formatCode>%s</c:formatCode><c:ptCount val="%d"/>`,
		attr(s.values.in(x.d.page.name)), attr(x.format), s.values.size())
	for i, pt := range x.src.points(x.d.page, s.values) {
		if pt.number != "" {
			x.add(`<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, i, pt.number)
		}
	}
	x.add(`</c:numCache></c:numRef></c:val>`)
}

func (x *chartXML) categoryAxis() {
	orientation, side, words := "minMax", "b", "low"
	if x.d.chart.Beside {
		orientation, side, words = "maxMin", "l", "none"
	}
	x.add(`<c:catAx><c:axId val="%d"/><c:scaling><c:orientation val="%s"/></c:scaling><c:delete val="0"/><c:axPos val="%s"/>`, catAxis, orientation, side)
	x.add(`<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="%s"/>`, words)
	x.add(`<c:spPr><a:ln w="%d">%s</a:ln></c:spPr>`, hairWidth, solid(axisRule))
	x.font(axisText, 9, false)
	x.add(`<c:crossAx val="%d"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="50"/>`, valAxis)
	if x.d.chart.EveryLabel {
		x.add(`<c:tickLblSkip val="1"/>`)
	}
	x.add(`<c:noMultiLvlLbl val="1"/></c:catAx>`)
}

// valueAxis begins at zero, unless something is below.
func (x *chartXML) valueAxis() {
	c := x.d.chart
	scaled := x.d.scaled(x.src, x.zh)
	x.add(`<c:valAx><c:axId val="%d"/><c:scaling><c:orientation val="minMax"/>`, valAxis)
	if c.Max > 0 {
		x.add(`<c:max val="%s"/>`, axisNumber(c.Max, scaled))
	}
	switch {
	case !x.d.negative(x.src):
		x.add(`<c:min val="0"/>`)
	case c.Min < 0:
		x.add(`<c:min val="%s"/>`, axisNumber(c.Min, scaled))
	}
	side := "l"
	if c.Beside {
		side = "b"
	}
	x.add(`</c:scaling><c:delete val="%d"/><c:axPos val="%s"/>`, bit(!c.ShowAxis), side)
	if c.Gridlines {
		x.add(`<c:majorGridlines><c:spPr><a:ln w="%d">%s</a:ln></c:spPr></c:majorGridlines>`, hairWidth, solid(hairline))
	}
	x.add(`<c:numFmt formatCode="%s" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>`, attr(axisFormat(x.format, c.Format != "")))
	x.add(`<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>`)
	x.font(axisText, 9, false)
	x.add(`<c:crossAx val="%d"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>`, catAxis)
	if c.Step > 0 {
		x.add(`<c:majorUnit val="%s"/>`, axisNumber(c.Step, scaled))
	}
	x.add(`</c:valAx>`)
}

func axisNumber(f float64, scaled bool) string {
	if scaled {
		f /= 10_000
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// axisFormat is plainer than what cells show: 0 instead of a dash, and where
// the format is the cells', no decimals.
func axisFormat(format string, own bool) string {
	first, _, _ := strings.Cut(format, ";")
	if own {
		return first
	}
	return strings.ReplaceAll(first, "0.0", "0")
}
