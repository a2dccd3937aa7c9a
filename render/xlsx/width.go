package xlsx

import (
	"math"
	"slices"
	"strings"

	"daybook/render"
)

const (
	sampled  = 1_000 // rows that are measured of a list too long to read twice
	widest   = 60.0
	padding  = 1.4 // characters left and right of a cell's content
	charUnit = 7   // pixels of a digit of Calibri 11, the unit of widths
	charEdge = 5   // pixels that a column has besides
	baseSize = 11.0
)

// textWidth estimates how wide s is on one line, in digits of Calibri 11.
func textWidth(s string, points float64, bold, zh bool) float64 {
	narrow := 1.0
	if zh {
		narrow = 1.12 // 微软雅黑 is wider
	}
	w := 0.0
	for _, r := range s {
		switch {
		case wide(r):
			w += 2.1
		case strings.ContainsRune(".,:;'|il- ", r):
			w += 0.6 * narrow
		case r >= 'A' && r <= 'Z' || r == '%':
			w += 1.2 * narrow
		default:
			w += narrow
		}
	}
	if bold {
		w *= 1.05
	}
	return w * points / baseSize
}

// wide says whether r takes the room of two digits: East Asian scripts, full
// width forms, emoji, and the marks of changes.
func wide(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff,
		r >= 0xfe30 && r <= 0xfe6f, r >= 0xff00 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6, r >= 0x1f000:
		return true
	}
	return strings.ContainsRune("▲▼△▽●○", r)
}

// setWidths decides the widths of a page's columns: what the sheet and its lists
// ask for, and more where numbers would show as ####.
func (p *page) setWidths(zh bool) error {
	p.widths = make([]float64, p.cols)
	copy(p.widths, p.sheet.Columns)
	for _, cells := range p.cells {
		for _, c := range cells {
			if need := cellWidth(&c.Cell, c.Role, zh); c.Across <= 1 && isNumber(c.Value) && need > p.width(c.Column) {
				p.widen(c.Column, need)
			}
		}
	}
	for i := range p.blocks {
		need, err := p.blocks[i].columnWidths(zh)
		if err != nil {
			return err
		}
		for col, w := range need {
			p.widen(col+1, w)
		}
	}
	return nil
}

func (p *page) widen(col int, w float64) { p.widths[col-1] = max(p.widths[col-1], min(w, widest)) }

// width is the width of a column, the reader's default where none is set.
func (p *page) width(col int) float64 {
	const standard = 8.43
	if w := p.widths[col-1]; w > 0 {
		return w
	}
	return standard
}

func isNumber(v render.Value) bool {
	return v.Form != render.FormEmpty && v.Form != render.FormText && v.Form != render.FormMissing
}

// cellWidth is the width that a cell's number needs in a role.
func cellWidth(c *render.Cell, role render.Role, zh bool) float64 {
	l := looks[role]
	return textWidth(shown(c.Value, l, zh), l.points(), l.bold || c.Strong || l.up != neither, zh) + padding
}

// columnWidths returns the width of each column of a list.
func (b *block) columnWidths(zh bool) ([]float64, error) {
	columns := b.list.Columns
	need := make([]float64, len(columns))
	texts := make([][]float64, len(columns))
	seen := make([]extent, len(columns))
	for i, c := range columns {
		need[i] = max(asked(c, zh), wordWidth(headerText(c), zh)+padding)
		if c.Total != render.TotalNone && isNumber(c.Sum) {
			total := render.Cell{Value: c.Sum, Role: c.Role, Strong: true}
			need[i] = max(need[i], cellWidth(&total, total.Role, zh))
		}
	}
	err := b.sample(func(i int, c *render.Cell, role render.Role) {
		switch {
		case isNumber(c.Value):
			if !seen[i].covers(c, role, zh) {
				need[i] = max(need[i], cellWidth(c, role, zh))
			}
		case columns[i].Width == 0, columns[i].Fit, role == render.RoleCode:
			l := looks[role]
			texts[i] = append(texts[i], textWidth(shown(c.Value, l, zh), l.points(), c.Strong, zh)+padding)
		}
	})
	for i, w := range texts {
		need[i] = max(need[i], min(percentile99(w), widest))
	}
	return need, err
}

// asked is the width that a column asks for. Widths are in digits of Calibri;
// words in 微软雅黑 need a little more.
func asked(c render.Column, zh bool) float64 {
	if zh && !rightAligned(&c) {
		return c.Width * 1.06
	}
	return c.Width
}

// sample passes the cells of the list's rows to see, of the first rows only
// where there are very many. On its way it notes the keys that links may name.
func (b *block) sample(see func(column int, c *render.Cell, role render.Role)) error {
	if b.list.Rows == nil {
		return nil
	}
	most := b.list.Count
	if most > maxIndexed {
		most = sampled
	}
	n := 0
	for cells, err := range b.list.Rows {
		if err != nil {
			return err
		}
		if n++; n > most {
			return nil
		}
		for i := range cells[:min(len(cells), len(b.list.Columns))] {
			see(i, &cells[i], roleIn(&cells[i], &b.list.Columns[i]))
		}
		if b.from == 0 && b.list.Count <= maxIndexed && b.list.Keys < len(cells) {
			b.keys = append(b.keys, cells[b.list.Keys].Value.Text)
		}
	}
	return nil
}

// roleIn is a cell's role, that of its column where it names none.
func roleIn(c *render.Cell, column *render.Column) render.Role {
	if c.Role == render.RoleBody {
		return column.Role
	}
	return c.Role
}

// wordWidth is the width of a header's longest word: what stands between blanks
// and hyphens. Chinese breaks anywhere, but four to a line read well.
func wordWidth(s string, zh bool) float64 {
	const four = 8.4
	l, longest := looks[render.RoleHeader], 0.0
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' }) {
		w := textWidth(word, l.points(), true, zh)
		if strings.ContainsFunc(word, wide) {
			w = min(w, four)
		}
		longest = max(longest, w)
	}
	return longest
}

func percentile99(w []float64) float64 {
	if len(w) == 0 {
		return 0
	}
	slices.Sort(w)
	return w[int(math.Ceil(0.99*float64(len(w))))-1]
}

// lines is how many lines s takes in a column of the given width.
func lines(s string, width, points float64, bold, zh bool) int {
	n := 0
	for _, paragraph := range strings.Split(s, "\n") {
		n += wrapped(paragraph, max(width-padding/2, 1), points, bold, zh)
	}
	return n
}

// wrapped fills lines word by word; a word with wide runes breaks anywhere.
func wrapped(s string, width, points float64, bold, zh bool) int {
	n, used := 1, 0.0
	blank := textWidth(" ", points, bold, zh)
	for _, word := range strings.Fields(s) {
		w := textWidth(word, points, bold, zh)
		switch {
		case used > 0 && used+blank+w <= width:
			used += blank + w
			continue
		case used > 0 && !strings.ContainsFunc(word, wide):
			n, used = n+1, 0
		}
		used += w
		for used > width {
			n, used = n+1, used-width
		}
	}
	return n
}
