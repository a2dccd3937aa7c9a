package xlsx

import (
	"fmt"
	"slices"

	"daybook/render"
)

// addressed is the longest list whose cells say where they stand. In a longer one
// they are told by their order, as the standard allows (ECMA-376 part 1,
// 18.3.1.4): an address is what differs in every cell, so that with it the file is
// three fifths larger and takes half as long again to write. Tests read such
// lists with LibreOffice, openpyxl and excelize; Excel opens them, since exports of
// Power BI and Dynamics are of this kind. OLE DB and ClosedXML do not, for which
// short lists stay as they expect them.
const addressed = 10_000

// data streams the rows of a block.
func (s *sheetWriter) data(b *block, fixed *[]int) error {
	if b.rows == 0 {
		return s.empty(b, fixed)
	}
	s.shared = sharedLooks(b.list)
	n := 0
	for cells, err := range b.list.Rows {
		if err != nil {
			return err
		}
		if n++; n <= b.from {
			continue
		}
		if n > b.from+b.rows {
			break
		}
		if len(cells) != len(b.list.Columns) {
			return fmt.Errorf("row %d has %d cells for %d columns", n, len(cells), len(b.list.Columns))
		}
		if err := s.dataRow(b, b.first+n-1-b.from, cells, fixed); err != nil {
			return err
		}
		s.rows++
	}
	return counted(b, n)
}

// counted refuses a list that yields other than it counts: the table's extent
// is already written.
func counted(b *block, n int) error {
	last := b.from+b.rows == b.list.Count
	if n < b.from+b.rows || last && n > b.list.Count {
		return fmt.Errorf("counts %d rows, but yields %s", b.list.Count, yielded(n, b.list.Count))
	}
	return nil
}

func yielded(n, count int) string {
	if n > count {
		return "more"
	}
	return fmt.Sprint(n)
}

func (s *sheetWriter) dataRow(b *block, row int, cells []render.Cell, fixed *[]int) error {
	s.slots = slices.Grow(s.slots[:0], len(cells))
	out := s.slots[:len(cells)]
	for i := range cells {
		s.dataSlot(&out[i], i, &cells[i])
	}
	alone := len(*fixed) == 0 || (*fixed)[0] != row
	if !alone {
		out = s.join(row, slices.Clone(out), fixed)
	}
	s.bare = alone && b.bare()
	err := s.flush(row, s.dataHeight(b, cells), out)
	s.bare = false
	return err
}

// shared is what the looks of all cells of a column follow from.
type shared struct {
	column        *render.Column
	indent, right bool
}

func sharedLooks(l *render.List) []shared {
	out := make([]shared, len(l.Columns))
	for i := range l.Columns {
		c := &l.Columns[i]
		out[i] = shared{c, indented(l, i), rightAligned(c)}
	}
	return out
}

// dataSlot fills the slot of cell i of a row. Cells are large and pass by the
// million, so none is copied.
func (s *sheetWriter) dataSlot(to *slot, i int, c *render.Cell) {
	of := &s.shared[i]
	look := s.styles.styleAs(roleIn(c, of.column), c)
	look.edge |= render.EdgeHairline
	look.indent = look.indent || of.indent
	look.right = look.right || of.right
	if look.role == render.RoleInput {
		look.accept = of.column.Accept
	}
	to.col, to.style, to.cell = i+1, look, c
}

// dataHeight is the list's own, or what its longest wrapped text needs.
func (s *sheetWriter) dataHeight(b *block, cells []render.Cell) float64 {
	if b.list.Height > 0 {
		return b.list.Height
	}
	height := s.lineHeight()
	for i := range cells {
		c := &cells[i]
		l := &looks[roleIn(c, &b.list.Columns[i])]
		if l.wrap && c.Value.Form == render.FormText {
			n := lines(c.Value.Text, s.page.width(i+1), l.points(), c.Strong, s.styles.zh)
			height = max(height, s.textHeight(n, l.points()))
		}
	}
	return height
}

// empty says in the list's one row that there are none.
func (s *sheetWriter) empty(b *block, fixed *[]int) error {
	if b.list.Rows != nil {
		for _, err := range b.list.Rows {
			if err != nil {
				return err
			}
			return counted(b, 1)
		}
	}
	out := make([]slot, len(b.list.Columns))
	for i := range out {
		out[i] = slot{col: i + 1, cell: &render.Cell{}, style: style{role: render.RoleBody, tone: render.ToneMuted, edge: render.EdgeHairline}}
	}
	out[0].cell.Value = render.Text(b.list.Empty)
	return s.flush(b.first, s.lineHeight(), s.join(b.first, out, fixed))
}
