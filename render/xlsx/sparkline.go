package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"

	"daybook/render"
)

// sparklineURI names sparklines among the extensions of a sheet (ECMA-376 part 3;
// [MS-XLSX] 2.4.82).
const sparklineURI = "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"

// sparklines writes the sheet's sparklines into its extensions: excelize keeps
// neither their floor nor their colours.
func (w *workbook) sparklines(sheet []byte, p *page) ([]byte, error) {
	if len(p.sheet.Sparklines) == 0 {
		return sheet, nil
	}
	var x bytes.Buffer
	fmt.Fprintf(&x, `<ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="%s"><x14:sparklineGroups xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">`, sparklineURI)
	for _, line := range p.sheet.Sparklines {
		values, err := w.values(line)
		if err != nil {
			return nil, err
		}
		x.WriteString(groupXML(line, values))
	}
	x.WriteString(`</x14:sparklineGroups></ext>`)
	return extended(sheet, x.Bytes())
}

// values is the range of a sparkline with its sheet.
func (w *workbook) values(line render.Sparkline) (string, error) {
	at := ref(line.Row, line.Column)
	for _, p := range w.pages {
		if p.sheet.ID != line.Sheet {
			continue
		}
		a, err := parseArea(line.Values)
		if err != nil {
			return "", fmt.Errorf("sparkline at %s: %w", at, err)
		}
		return a.in(p.name), nil
	}
	return "", fmt.Errorf("sparkline at %s draws from the sheet %q, which the document does not have", at, line.Sheet)
}

// groupXML is one sparkline, in a group of its own because each has its own
// scale: bars from zero, the last one dark.
func groupXML(line render.Sparkline, values string) string {
	floor := ` manualMin="0" minAxisType="custom"`
	if line.Below {
		floor = ""
	}
	if line.Max > 0 {
		floor = fmt.Sprintf(` manualMax="%s" maxAxisType="custom"`, strconv.FormatFloat(line.Max, 'g', -1, 64)) + floor
	}
	colours := ""
	for _, c := range []struct{ name, colour string }{
		{"Series", shades[render.ShadeContext]}, {"Negative", red}, {"Axis", grey}, {"Markers", ink},
		{"First", ink}, {"Last", ink}, {"High", ink}, {"Low", ink},
	} {
		colours += fmt.Sprintf(`<x14:color%s rgb="FF%s"/>`, c.name, c.colour)
	}
	return fmt.Sprintf(`<x14:sparklineGroup%s type="column" displayEmptyCellsAs="gap" last="1" negative="%d">%s<x14:sparklines><x14:sparkline><xm:f>%s</xm:f><xm:sqref>%s</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup>`,
		floor, bit(line.Below), colours, attr(values), ref(line.Row, line.Column))
}

// extended adds an extension to a sheet, whose last element they are.
func extended(sheet, ext []byte) ([]byte, error) {
	if i := bytes.LastIndex(sheet, []byte("</extLst></worksheet>")); i >= 0 {
		return bytes.Join([][]byte{sheet[:i], ext, sheet[i:]}, nil), nil
	}
	i := bytes.LastIndex(sheet, []byte("</worksheet>"))
	if i < 0 {
		return nil, errors.New("a sheet without an end")
	}
	return bytes.Join([][]byte{sheet[:i], []byte("<extLst>"), ext, []byte("</extLst>"), sheet[i:]}, nil), nil
}
