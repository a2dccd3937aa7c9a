package xlsx

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"daybook/render"
)

// frame has excelize make all of a sheet but its cells: widths, panes, tables,
// charts, rules, and how it prints.
func (w *workbook) frame(p *page) error {
	steps := []func(*page) error{
		w.view, w.columns, w.merge, w.tables, w.inputs, w.rules, w.drawings, w.protect, w.paper, w.breaks, w.footer, w.printed,
	}
	for _, step := range steps {
		if err := step(p); err != nil {
			return fmt.Errorf("sheet %q: %w", p.name, err)
		}
	}
	return w.file.SetSheetDimension(p.name, span(1, 1, p.rows, p.cols))
}

// view hides the grid and freezes what should stay in sight.
func (w *workbook) view(p *page) error {
	err := w.file.SetSheetView(p.name, 0, &excelize.ViewOptions{ShowGridLines: ptr(false), ZoomScale: ptr(100.0)})
	cols, rows := max(p.sheet.FreezeColumn-1, 0), max(p.sheet.FreezeRow-1, 0)
	if err != nil || cols+rows == 0 {
		return err
	}
	pane := "bottomRight"
	switch {
	case cols == 0:
		pane = "bottomLeft"
	case rows == 0:
		pane = "topRight"
	}
	return w.file.SetPanes(p.name, &excelize.Panes{
		Freeze: true, XSplit: cols, YSplit: rows, TopLeftCell: ref(rows+1, cols+1), ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: ref(rows+1, cols+1), ActiveCell: ref(rows+1, cols+1), Pane: pane}},
	})
}

// columns sets the widths. The file counts the cell's edge in, what users see
// does not.
func (w *workbook) columns(p *page) error {
	for i, width := range p.widths {
		if width == 0 {
			continue
		}
		inFile := (width*charUnit + charEdge) / charUnit
		if err := w.file.SetColWidth(p.name, letters(i+1), letters(i+1), inFile); err != nil {
			return err
		}
	}
	return nil
}

// merge merges cells that span others, but only where that is needed: words at
// the left run over their empty neighbours by themselves.
func (w *workbook) merge(p *page) error {
	for row := 1; row <= p.rows && len(p.cells) > 0; row++ {
		for _, c := range p.cells[row] {
			if !needsMerge(c, looks[c.Role]) {
				continue
			}
			if err := w.file.MergeCell(p.name, ref(row, c.Column), ref(row+c.Down-1, c.Column+c.Across-1)); err != nil {
				return err
			}
		}
	}
	return nil
}

func needsMerge(c render.Placed, l look) bool {
	if c.Across*c.Down == 1 || c.Value.Form == render.FormEmpty {
		return false
	}
	return c.Down > 1 || l.right || l.wrap || c.Right || isNumber(c.Value)
}

// tables makes each list a native table. Its style is none: the borders are our
// own, because LibreOffice draws no table styles.
func (w *workbook) tables(p *page) error {
	for i := range p.blocks {
		b := &p.blocks[i]
		area := span(b.head, 1, b.last(), len(b.list.Columns))
		if err := w.file.AddTable(p.name, &excelize.Table{Range: area, Name: b.table}); err != nil {
			return fmt.Errorf("table %q: %w", b.table, err)
		}
		w.tableParts = append(w.tableParts, tableXML(len(w.tableParts)+1, b, area))
	}
	return nil
}

// tableXML is the table's part in full. excelize would read the header from its
// own cells, which are empty, and always offer a filter.
func tableXML(id int, b *block, area string) []byte {
	var x strings.Builder
	fmt.Fprintf(&x, `%s<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="%d" name="%s" displayName="%[3]s" ref="%s" totalsRowShown="0">`,
		xmlHead, id, b.table, area)
	if b.list.Filter {
		fmt.Fprintf(&x, `<autoFilter ref="%s"/>`, area)
	}
	fmt.Fprintf(&x, `<tableColumns count="%d">`, len(b.list.Columns))
	for i, c := range b.list.Columns {
		fmt.Fprintf(&x, `<tableColumn id="%d" name="%s"/>`, i+1, attr(headerText(c)))
	}
	x.WriteString(`</tableColumns><tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`)
	return []byte(x.String())
}

// inputs has the reader of the file check what is filled in.
func (w *workbook) inputs(p *page) error {
	for i := range p.blocks {
		b := &p.blocks[i]
		for col, c := range b.list.Columns {
			if c.Role != render.RoleInput || c.Accept == render.AcceptText {
				continue
			}
			v := excelize.NewDataValidation(true)
			v.ShowErrorMessage = true // in the reader's own language
			v.SetSqref(span(b.first, col+1, b.last(), col+1))
			if err := accept(v, c.Accept); err != nil {
				return err
			}
			if err := w.file.AddDataValidation(p.name, v); err != nil {
				return err
			}
		}
	}
	return nil
}

func accept(v *excelize.DataValidation, a render.Accept) error {
	switch a {
	case render.AcceptDate:
		first, _ := serial(serialLeap)
		last, _ := serial(serialLast)
		return v.SetRange(first, last, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween)
	case render.AcceptMoney:
		const most = 1e11
		return v.SetRange(-most, most, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween)
	}
	return nil
}

// protect locks what is no input. Without a password: it guards against slips.
func (w *workbook) protect(p *page) error {
	if !p.sheet.Protected {
		return nil
	}
	return w.file.ProtectSheet(p.name, &excelize.SheetProtectionOptions{
		AutoFilter: true, FormatColumns: true, FormatRows: true, Sort: true, SelectLockedCells: true, SelectUnlockedCells: true,
	})
}

// paper sets A4 landscape and narrow margins, in inches.
func (w *workbook) paper(p *page) error {
	const a4 = 9
	tall := 0
	if p.sheet.Print.OnePage {
		tall = 1
	}
	margins := &excelize.PageLayoutMarginsOptions{
		Left: ptr(0.4), Right: ptr(0.4), Top: ptr(0.4), Bottom: ptr(0.6), Header: ptr(0.2), Footer: ptr(0.3), Horizontally: ptr(false),
	}
	return errors.Join(
		w.file.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: ptr(true)}),
		w.file.SetPageLayout(p.name, &excelize.PageLayoutOptions{
			Size: ptr(a4), Orientation: ptr("landscape"), FitToWidth: ptr(1), FitToHeight: &tall,
		}),
		w.file.SetPageMargins(p.name, margins),
	)
}

// breaks begins pages where the sheet asks for it.
func (w *workbook) breaks(p *page) error {
	for _, row := range p.sheet.Print.BreakBefore {
		if err := w.file.InsertPageBreak(p.name, ref(row, 1)); err != nil {
			return err
		}
	}
	return nil
}

// footer is small and grey: the document's words, the sheet, the page.
func (w *workbook) footer(p *page) error {
	const maxFooter = 255
	style := `&"` + family(w.styles.zh) + `,Regular"&8&K` + grey
	escape := func(s string) string { return strings.ReplaceAll(s, "&", "&&") }
	page := strings.NewReplacer("%p", "&P", "%n", "&N").Replace(escape(w.doc.PageOf))
	rest := "&C" + style + "&A" + "&R" + style + page
	left := w.doc.Footer
	for unitsOf("&L"+style+escape(left)+rest) > maxFooter && left != "" {
		left = cut(left, unitsOf(left)-1)
	}
	return w.file.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{
		AlignWithMargins: ptr(true), ScaleWithDoc: ptr(false), OddFooter: "&L" + style + escape(left) + rest,
	})
}

// printed names what is printed and what every page repeats.
func (w *workbook) printed(p *page) error {
	define := func(name, refersTo string) error {
		if refersTo == "" {
			return nil
		}
		return w.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refersTo, Scope: p.name})
	}
	var area string
	if from, to, ok := strings.Cut(p.sheet.Print.Area, ":"); ok && !p.split() {
		area = quoted(p.name) + "!" + absolute(from) + ":" + absolute(to)
	}
	var titles []string
	for _, r := range []string{p.sheet.Print.RepeatColumns, p.sheet.Print.RepeatRows} {
		if from, to, ok := strings.Cut(r, ":"); ok {
			titles = append(titles, quoted(p.name)+"!$"+from+":$"+to)
		}
	}
	return errors.Join(
		define("_xlnm.Print_Area", area),
		define("_xlnm.Print_Titles", strings.Join(titles, ",")),
	)
}

// absolute turns B7 into $B$7.
func absolute(cell string) string {
	letters := strings.TrimRight(cell, "0123456789")
	if row := cell[len(letters):]; row != "" {
		return "$" + letters + "$" + row
	}
	return "$" + letters
}

func ptr[T any](v T) *T { return &v }
