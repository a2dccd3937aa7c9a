package xlsxtest

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// box is a range of cells.
type box struct{ row, col, lastRow, lastCol int }

var cellRef = regexp.MustCompile(`^\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})$`)

// at reads B7.
func at(ref string) (row, col int, ok bool) {
	m := cellRef.FindStringSubmatch(ref)
	if m == nil {
		return 0, 0, false
	}
	for _, c := range m[1] {
		col = col*26 + int(c-'A') + 1
	}
	row, _ = strconv.Atoi(m[2])
	return row, col, row <= 1_048_576 && col <= 16_384
}

// nameOf is B7 for row 7 and column 2.
func nameOf(row, col int) string {
	var letters string
	for ; col > 0; col = (col - 1) / 26 {
		letters = string(rune('A'+(col-1)%26)) + letters
	}
	return letters + strconv.Itoa(row)
}

// boxOf reads B7:C9, or B7.
func boxOf(ref string) (box, bool) {
	from, to, ranged := strings.Cut(ref, ":")
	if !ranged {
		to = from
	}
	row, col, ok := at(from)
	lastRow, lastCol, ok2 := at(to)
	return box{row, col, lastRow, lastCol}, ok && ok2 && row <= lastRow && col <= lastCol
}

func (a box) overlaps(b box) bool {
	return a.row <= b.lastRow && b.row <= a.lastRow && a.col <= b.lastCol && b.col <= a.lastCol
}

func likeCell(name string) bool {
	_, _, ok := at(strings.ToUpper(name))
	return ok || regexp.MustCompile(`(?i)^(r[0-9]*(c[0-9]*)?|c[0-9]*)$`).MatchString(name)
}

// checkStyles: cells and rules use styles that there are, and styles use fonts,
// fills, borders and formats that there are.
func checkStyles(b *book, problem report) {
	formats := map[int]bool{}
	for _, f := range b.styles.Formats {
		formats[f.ID] = true
	}
	for i, x := range b.styles.Cells {
		const firstOwn = 164
		if x.Font >= len(b.styles.Fonts) || x.Fill >= len(b.styles.Fills) || x.Border >= len(b.styles.Borders) || x.Format >= firstOwn && !formats[x.Format] {
			problem("style %d uses a font, fill, border or format that there is not", i)
		}
	}
	for _, s := range b.sheets {
		for _, r := range s.xml.Rows {
			for _, c := range r.Cells {
				if c.Style < 0 || c.Style >= len(b.styles.Cells) {
					problem("%s!%s has style %d of %d", s.name, c.R, c.Style, len(b.styles.Cells))
				}
			}
		}
	}
}

// checkOrder: rows and cells ascend, and each cell stands in its row.
func checkOrder(b *book, problem report) {
	for _, s := range b.sheets {
		last := 0
		for _, r := range s.xml.Rows {
			if r.R <= last {
				problem("%s: row %d follows row %d", s.name, r.R, last)
			}
			last = r.R
			lastCol := 0
			for _, c := range r.Cells {
				row, col, ok := at(c.R)
				if !ok || row != r.R || col <= lastCol {
					problem("%s: cell %q is out of order in row %d", s.name, c.R, r.R)
				}
				lastCol = col
			}
		}
	}
}

// checkDimension: it holds every cell, and its last row and column are used.
func checkDimension(b *book, problem report) {
	for _, s := range b.sheets {
		d, ok := boxOf(s.xml.Dimension.Ref)
		if !ok {
			problem("%s: dimension %q", s.name, s.xml.Dimension.Ref)
			continue
		}
		var used box
		for _, r := range s.xml.Rows {
			if len(r.Cells) > 0 {
				used.lastRow = max(used.lastRow, r.R)
				_, col, _ := at(r.Cells[len(r.Cells)-1].R)
				used.lastCol = max(used.lastCol, col)
			}
		}
		if used.lastRow > 0 && (d.lastRow != used.lastRow || d.lastCol != used.lastCol) {
			problem("%s: dimension %s, but the last cell is in row %d, column %d", s.name, s.xml.Dimension.Ref, used.lastRow, used.lastCol)
		}
	}
}

// checkCells: numbers are numbers, texts fit, shared strings exist.
func checkCells(b *book, problem report) {
	for _, s := range b.sheets {
		for _, r := range s.xml.Rows {
			for _, c := range r.Cells {
				if why := cellProblem(b, c); why != "" {
					problem("%s!%s %s", s.name, c.R, why)
				}
			}
		}
	}
}

func cellProblem(b *book, c cellXML) string {
	const maxText, maxFormula = 32_767, 8_192
	if len(utf16.Encode([]rune(c.text()))) > maxText {
		return "holds more text than a cell can"
	}
	if len(utf16.Encode([]rune(c.Formula))) > maxFormula {
		return "holds a longer formula than Excel reads"
	}
	switch c.Type {
	case "", "n":
		if _, err := strconv.ParseFloat(c.Value, 64); c.Value != "" && err != nil {
			return "holds " + strconv.Quote(c.Value) + ", which is no number"
		}
	case "s":
		if n, err := strconv.Atoi(c.Value); err != nil || n < 0 || n >= b.shared {
			return "holds shared string " + c.Value + ", which there is not"
		}
	case "inlineStr":
		if c.Inline == nil {
			return "is an inline string without one"
		}
	case "str":
		if c.Formula == "" {
			return "is the text of a formula without one"
		}
	case "b", "e":
	default:
		return "is of the unknown type " + c.Type
	}
	if c.Formula != "" && c.Type != "str" && c.Value == "" {
		return "has a formula without a cached result"
	}
	return ""
}

// checkMerges: merged ranges are ranges and do not overlap.
func checkMerges(b *book, problem report) {
	for _, s := range b.sheets {
		var seen []box
		for _, m := range s.xml.Merges {
			r, ok := boxOf(m.Ref)
			if !ok || r.row == r.lastRow && r.col == r.lastCol {
				problem("%s: merged range %q", s.name, m.Ref)
			}
			for _, o := range seen {
				if r.overlaps(o) {
					problem("%s: merged range %s overlaps another", s.name, m.Ref)
				}
			}
			for _, t := range s.tables {
				if area, ok := boxOf(t.Ref); ok && r.overlaps(area) {
					problem("%s: merged range %s lies in table %s", s.name, m.Ref, t.Name)
				}
			}
			seen = append(seen, r)
		}
	}
}

var tableName = regexp.MustCompile(`^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$`)

// checkTables: names are allowed and unique, ids unique, headers unique and
// equal to their cells.
func checkTables(b *book, problem report) {
	names, ids := map[string]bool{}, map[int]bool{}
	for _, n := range b.book.Names {
		names[strings.ToLower(n.Name)] = true
	}
	for _, s := range b.sheets {
		var seen []box
		for _, t := range s.tables {
			key := strings.ToLower(t.Name)
			if !tableName.MatchString(t.Name) || likeCell(t.Name) || names[key] {
				problem("table name %q is not allowed or occurs twice", t.Name)
			}
			if ids[t.ID] {
				problem("table id %d occurs twice", t.ID)
			}
			names[key], ids[t.ID] = true, true
			area, ok := boxOf(t.Ref)
			if !ok || area.lastRow <= area.row {
				problem("table %s: range %q has no row", t.Name, t.Ref)
				continue
			}
			for _, o := range seen {
				if area.overlaps(o) {
					problem("table %s overlaps another", t.Name)
				}
			}
			seen = append(seen, area)
			checkHeader(s, t, area, problem)
		}
	}
}

func checkHeader(s sheet, t tableXML, area box, problem report) {
	if t.Filter != nil && t.Filter.Ref != t.Ref {
		problem("table %s: filter on %s", t.Name, t.Filter.Ref)
	}
	if len(t.Columns) != area.lastCol-area.col+1 {
		problem("table %s: %d columns in %s", t.Name, len(t.Columns), t.Ref)
		return
	}
	seen := map[string]bool{}
	for i, c := range t.Columns {
		key := strings.ToLower(c.Name)
		if c.Name == "" || seen[key] {
			problem("table %s: header %q is empty or occurs twice", t.Name, c.Name)
		}
		seen[key] = true
		if cell, ok := s.cell(area.row, area.col+i); !ok || cell.text() != c.Name || cell.Formula != "" {
			problem("table %s: header %q, but the cell holds %q", t.Name, c.Name, cell.text())
		}
	}
}

func (s sheet) cell(row, col int) (cellXML, bool) {
	for _, r := range s.xml.Rows {
		if r.R != row {
			continue
		}
		for _, c := range r.Cells {
			if _, at, _ := at(c.R); at == col {
				return c, true
			}
		}
	}
	return cellXML{}, false
}

// checkRules: conditional formats lie on cells and use styles that there are.
func checkRules(b *book, problem report) {
	for _, s := range b.sheets {
		for _, f := range s.xml.Rules {
			for _, area := range strings.Fields(f.Area) {
				if _, ok := boxOf(area); !ok {
					problem("%s: conditional format on %q", s.name, area)
				}
			}
			for _, r := range f.Rules {
				if r.Dxf != nil && *r.Dxf >= len(b.styles.Dxfs) {
					problem("%s: conditional format on %s uses style %d of %d", s.name, f.Area, *r.Dxf, len(b.styles.Dxfs))
				}
			}
		}
	}
}

// checkSparklines: extensions are of different kinds, and sparklines stand in
// cells and draw from a row or a column of cells that are there.
func checkSparklines(b *book, problem report) {
	for _, s := range b.sheets {
		kinds, taken := map[string]bool{}, map[string]bool{}
		for _, e := range s.xml.Extensions {
			if kinds[e.URI] {
				problem("%s: the extension %s occurs twice", s.name, e.URI)
			}
			kinds[e.URI] = true
			for _, line := range e.Sparklines {
				if _, _, ok := at(line.At); !ok || taken[line.At] {
					problem("%s: a sparkline at %q, which is no cell or has one already", s.name, line.At)
				}
				taken[line.At] = true
				if why := b.sparklineProblem(line.Values); why != "" {
					problem("%s: the sparkline at %s draws from %q, %s", s.name, line.At, line.Values, why)
				}
			}
		}
	}
}

func (b *book) sparklineProblem(values string) string {
	name, ref, _ := cutSheet(values)
	area, ok := boxOf(strings.ReplaceAll(ref, "$", ""))
	if !ok || area.row != area.lastRow && area.col != area.lastCol {
		return "which is no row or column of cells"
	}
	for _, s := range b.sheets {
		if !strings.EqualFold(s.name, name) {
			continue
		}
		if _, found := s.cell(area.row, area.col); !found {
			return "where no cell is"
		}
		return ""
	}
	return "a sheet that there is not"
}

// inFormula is the target of a link within the file, in a formula.
var inFormula = regexp.MustCompile(`HYPERLINK\("#([^"]*)"`)

// checkLinks: links within the file lead to its sheets.
func checkLinks(b *book, problem report) {
	for _, s := range b.sheets {
		for _, l := range s.xml.Links {
			if l.Location != "" {
				b.checkTarget(s.name+"!"+l.Ref, l.Location, problem)
			}
		}
		for _, r := range s.xml.Rows {
			for _, c := range r.Cells {
				for _, m := range inFormula.FindAllStringSubmatch(c.Formula, -1) {
					b.checkTarget(s.name+"!"+c.R, m[1], problem)
				}
			}
		}
	}
}

func (b *book) checkTarget(from, to string, problem report) {
	name, area, ok := cutSheet(to)
	if !ok || !b.has(name) {
		problem("%s links to %q, which there is not", from, to)
		return
	}
	if _, ok := boxOf(area); !ok {
		problem("%s links to %q, which is no cell", from, to)
	}
}
