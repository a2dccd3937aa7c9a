package xlsx

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"daybook/render"
)

// Heights in points.
const (
	rowHeight    = 15.0
	rowHeightZh  = 16.5
	headerHeight = 30.0
	headerShort  = 20.0 // where no filter button covers it
)

// sheetWriter streams the rows of one page: the cells of the grid and the rows
// of the lists, in the order of rows, one row in memory at a time.
type sheetWriter struct {
	out     io.Writer
	page    *page
	styles  *styles
	links   *links
	charts  *sources
	letters []string
	last    []knownStyle // by column
	reach   int
	buf     []byte
	number  []byte
	row     []byte // the digits of the row at hand
	bare    bool   // its cells do not say where they stand
	slots   []slot
	shared  []shared // by column of the list at hand
	rows    int      // rows of lists
}

func newSheetWriter(out io.Writer, p *page, t *styles, k *links, c *sources) *sheetWriter {
	s := &sheetWriter{out: out, page: p, styles: t, links: k, charts: c, letters: make([]string, p.cols), last: make([]knownStyle, p.cols), reach: p.reach()}
	for i := range s.letters {
		s.letters[i] = letters(i + 1)
	}
	return s
}

// write streams the sheet's data.
func (s *sheetWriter) write() error {
	if _, err := io.WriteString(s.out, "<sheetData>"); err != nil {
		return err
	}
	fixed := s.fixedRows()
	for i := range s.page.blocks {
		b := &s.page.blocks[i]
		if err := s.list(b, &fixed); err != nil {
			return fmt.Errorf("list %q: %w", b.list.ID, err)
		}
	}
	for _, row := range fixed {
		if err := s.flush(row, 0, s.placed(row)); err != nil {
			return err
		}
	}
	_, err := io.WriteString(s.out, "</sheetData>")
	return err
}

// fixedRows lists, in order, the rows that hold more than a list's data.
func (s *sheetWriter) fixedRows() []int {
	seen := map[int]bool{}
	for row, cells := range s.page.cells {
		for _, c := range cells {
			for r := row; r < row+c.Down; r++ {
				seen[r] = true
			}
		}
	}
	for row := range s.page.sheet.Heights {
		if row <= s.page.rows {
			seen[row] = true
		}
	}
	rows := make([]int, 0, len(seen))
	for r := range seen {
		rows = append(rows, r)
	}
	slices.Sort(rows)
	return rows
}

// placed returns the slots of the grid's cells in a row, also those that a cell
// covers besides its own.
func (s *sheetWriter) placed(row int) []slot {
	s.slots = s.slots[:0]
	for r := max(1, row-s.reach); r <= row; r++ {
		for _, c := range s.page.cells[r] {
			if r+c.Down <= row {
				continue
			}
			s.cover(c, r == row)
		}
	}
	slices.SortStableFunc(s.slots, func(a, b slot) int { return cmp.Compare(a.col, b.col) })
	s.slots = slices.CompactFunc(s.slots, func(a, b slot) bool { return a.col == b.col })
	return s.slots
}

// reach is how many rows above a row a cell may stand that covers it.
func (p *page) reach() int {
	n := 0
	for _, cells := range p.cells {
		for _, c := range cells {
			n = max(n, c.Down-1)
		}
	}
	return n
}

// cover adds the slots of one row of a placed cell. A cell's own slot goes
// before those that only another's width covers.
func (s *sheetWriter) cover(c render.Placed, own bool) {
	look := s.styles.styleOf(&c.Cell)
	if own {
		first := slot{col: c.Column, style: look, cell: &c.Cell}
		s.slots = slices.Insert(s.slots, 0, first)
	}
	look.link, look.arrow, look.dash = false, false, false
	for col := c.Column; col < c.Column+c.Across; col++ {
		if own && col == c.Column {
			continue
		}
		s.slots = append(s.slots, slot{col: col, style: look, cell: &render.Cell{}})
	}
}

// flush writes one row.
func (s *sheetWriter) flush(row int, height float64, slots []slot) error {
	if h, ok := s.page.sheet.Heights[row]; ok {
		height = h
	} else if height == 0 {
		height = s.noteHeight(row)
	}
	alignTops(slots, height)
	s.row = strconv.AppendInt(s.row[:0], int64(row), 10)
	b := append(s.buf[:0], `<row r="`...)
	b = append(b, s.row...)
	b = append(b, '"')
	if height > 0 {
		b = append(b, ` ht="`...)
		b = strconv.AppendFloat(b, height, 'f', -1, 64)
		b = append(b, `" customHeight="1"`...)
	}
	b = append(b, '>')
	last := 0
	drawn := s.charts.wants(s.page)
	for i := range slots {
		c := &slots[i]
		if c.col <= last {
			return fmt.Errorf("two cells at %s", ref(row, c.col))
		}
		last = c.col
		var err error
		if b, err = s.appendCell(b, c); err != nil {
			return fmt.Errorf("cell %s: %w", ref(row, c.col), err)
		}
		if drawn {
			s.charts.see(s.page, row, c, s.styles.zh)
		}
	}
	b = append(b, "</row>"...)
	s.buf = b
	_, err := s.out.Write(b)
	return err
}

// alignTops lets all cells of a tall row begin on the line on which its long
// text begins; up to three lines read better centred.
func alignTops(slots []slot, height float64) {
	const threeLines = 45
	isNote := func(c slot) bool { return c.style.role == render.RoleNote }
	if height <= threeLines || !slices.ContainsFunc(slots, isNote) {
		return
	}
	for i := range slots {
		slots[i].style.top = true
	}
}

// noteHeight is the height that wrapped text of the grid needs: a reader of the
// file does not find it for cells that span columns. 0 is the reader's default.
func (s *sheetWriter) noteHeight(row int) float64 {
	height := 0.0
	for _, c := range s.page.cells[row] {
		l := looks[c.Role]
		if !l.wrap || c.Value.Form != render.FormText || c.Down > 1 {
			continue
		}
		width := 0.0
		for col := c.Column; col < c.Column+c.Across; col++ {
			width += s.page.width(col)
		}
		n := lines(c.Value.Text, width, l.points(), l.bold || c.Strong, s.styles.zh)
		height = max(height, s.textHeight(n, l.points()))
	}
	return height
}

// textHeight is the height of a row that holds some lines of text.
func (s *sheetWriter) textHeight(lines int, points float64) float64 {
	const largest = 409 // Excel's
	leading := 1.22
	if s.styles.zh {
		leading = 1.45
	}
	return min(math.Round(float64(lines)*points*leading+4), largest)
}

// upTo writes the fixed rows before row.
func (s *sheetWriter) upTo(row int, fixed *[]int) error {
	for len(*fixed) > 0 && (*fixed)[0] < row {
		next := (*fixed)[0]
		if err := s.flush(next, 0, s.placed(next)); err != nil {
			return err
		}
		*fixed = (*fixed)[1:]
	}
	return nil
}

// join adds what the grid has in the row of a list.
func (s *sheetWriter) join(row int, own []slot, fixed *[]int) []slot {
	if len(*fixed) == 0 || (*fixed)[0] != row {
		return own
	}
	*fixed = (*fixed)[1:]
	own = append(own, s.placed(row)...)
	slices.SortStableFunc(own, func(a, b slot) int { return cmp.Compare(a.col, b.col) })
	return own
}
