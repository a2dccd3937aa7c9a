package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"daybook/render"
)

// Limits of the file format.
const (
	maxRows    = 1_048_576
	maxColumns = 16_384
)

// page is one sheet of the file. A sheet of the document becomes one page, or
// several where its last list has more rows than a sheet.
type page struct {
	name   string
	sheet  *render.Sheet
	cells  map[int][]render.Placed // by row, each in the order of columns
	blocks []block
	charts []*render.Chart
	widths []float64 // of columns, in characters; 0 is the reader's default
	rows   int       // last row
	cols   int       // last column
}

// block is a list, or a part of one, on a page.
type block struct {
	list  *render.List
	table string
	top   int // row of the brackets; the header's where there are none
	head  int
	first int // row of the first row of data
	from  int // index of the list's row that stands there
	rows  int
	keys  []string // by which links name the list's rows, where they can
	of    []*block // all parts of the list, this one among them
	page  *page
}

// bare says that the cells of the block's rows do not say where they stand.
func (b *block) bare() bool { return b.list.Count > addressed }

// last is the last row of the block's table, which has at least one row.
func (b *block) last() int { return b.first + max(b.rows, 1) - 1 }

// totals is the row of the totals, 0 where there are none.
func (b *block) totals() int {
	if b.list.TotalLabel == "" {
		return 0
	}
	return b.head - 1
}

// plan lays a document out on pages, each list within limit rows of a sheet, and
// refuses what a workbook cannot hold.
func plan(d *render.Document, limit int) ([]*page, error) {
	if len(d.Sheets) == 0 {
		return nil, fmt.Errorf("document %q has no sheet", d.Title)
	}
	var pages []*page
	for i := range d.Sheets {
		of, err := pagesOf(d, &d.Sheets[i], limit)
		if err != nil {
			return nil, fmt.Errorf("sheet %q: %w", d.Sheets[i].Name, err)
		}
		pages = append(pages, of...)
	}
	return pages, checkNames(pages)
}

// pagesOf lays out one sheet.
func pagesOf(d *render.Document, s *render.Sheet, limit int) ([]*page, error) {
	p := &page{name: s.Name, sheet: s, cells: map[int][]render.Placed{}}
	for i := range s.Charts {
		p.charts = append(p.charts, &s.Charts[i])
	}
	for _, c := range s.Cells {
		if err := p.place(c); err != nil {
			return nil, err
		}
	}
	pages := []*page{p}
	for i := range s.Lists {
		l := &s.Lists[i]
		if err := checkList(l); err != nil {
			return nil, fmt.Errorf("list %q: %w", l.ID, err)
		}
		b := blockAt(p, l)
		if i+1 < len(s.Lists) {
			if next := &s.Lists[i+1]; b.last() >= next.Row {
				return nil, fmt.Errorf("list %q ends in row %d, below the start of list %q in row %d", l.ID, b.last(), next.ID, next.Row)
			}
		}
		p.blocks = append(p.blocks, b)
	}
	if n := len(p.blocks); n > 0 {
		pages = append(pages, p.overflow(d, limit)...)
	}
	for _, q := range pages {
		q.measure()
	}
	return pages, nil
}

func blockAt(p *page, l *render.List) block {
	b := block{list: l, table: l.ID, top: l.Row, head: l.Row, rows: l.Count, page: p}
	if l.TotalLabel != "" {
		b.head = l.Row + 2
	}
	b.first = b.head + 1
	return b
}

// overflow moves what is too much of the page's last list to further pages, which
// repeat what stands above it.
func (p *page) overflow(d *render.Document, limit int) []*page {
	whole := &p.blocks[len(p.blocks)-1]
	room := limit - whole.first + 1
	if whole.rows <= room {
		whole.of = []*block{whole}
		return nil
	}
	rest := whole.rows - room
	whole.rows = room
	parts, pages := []*block{whole}, []*page(nil)
	for n := 2; rest > 0; n++ {
		q := p.continued(n)
		b := blockAt(q, whole.list)
		b.table = fmt.Sprintf("%s_%d", whole.list.ID, n)
		b.from, b.rows = whole.list.Count-rest, min(rest, room)
		rest -= b.rows
		q.blocks = []block{b}
		parts, pages = append(parts, &q.blocks[0]), append(pages, q)
	}
	for i, b := range parts {
		b.of = parts
		notices(d, parts, i)
	}
	return pages
}

// continued returns the n-th page of the same sheet, with the cells above the
// last list.
func (p *page) continued(n int) *page {
	suffix := fmt.Sprintf(" (%d)", n)
	q := &page{name: cut(p.sheet.Name, maxName-len(suffix)) + suffix, sheet: p.sheet, cells: map[int][]render.Placed{}}
	top := p.blocks[len(p.blocks)-1].top
	for row, cells := range p.cells {
		if row < top {
			q.cells[row] = slices.Clone(cells)
		}
	}
	return q
}

// notices says on the page of parts[i] where the list came from and goes on: in
// the row of the brackets, or the one above the header.
func notices(d *render.Document, parts []*block, i int) {
	var words []string
	if i > 0 && d.ContinuedFrom != "" {
		words = append(words, strings.ReplaceAll(d.ContinuedFrom, "%s", parts[i-1].page.name))
	}
	if i+1 < len(parts) && d.ContinuedOn != "" {
		words = append(words, strings.ReplaceAll(d.ContinuedOn, "%s", parts[i+1].page.name))
	}
	b := parts[i]
	row := b.top
	if b.totals() == 0 {
		row--
	}
	if row < 1 || len(words) == 0 || len(b.page.cells[row]) > 0 {
		return
	}
	b.page.cells[row] = []render.Placed{{Row: row, Column: 1, Across: 1, Down: 1, Cell: render.Cell{
		Value: render.Text(strings.Join(words, " · ")), Role: render.RoleCaption, Tone: render.ToneWorse,
	}}}
}

// split says whether a list of the page stands on others too.
func (p *page) split() bool {
	return slices.ContainsFunc(p.blocks, func(b block) bool { return len(b.of) > 1 })
}

// level is how hard the page is to be compressed.
func (p *page) level() int {
	if slices.ContainsFunc(p.blocks, func(b block) bool { return b.bare() }) {
		return quick
	}
	return small
}

// place puts a cell on the grid.
func (p *page) place(c render.Placed) error {
	c.Across, c.Down = max(c.Across, 1), max(c.Down, 1)
	if c.Row < 1 || c.Row+c.Down-1 > maxRows || c.Column < 1 || c.Column+c.Across-1 > maxColumns {
		return fmt.Errorf("no cell at row %d, column %d", c.Row, c.Column)
	}
	at, found := slices.BinarySearchFunc(p.cells[c.Row], c.Column, func(o render.Placed, col int) int { return o.Column - col })
	if found {
		return fmt.Errorf("two cells at %s", ref(c.Row, c.Column))
	}
	p.cells[c.Row] = slices.Insert(p.cells[c.Row], at, c)
	return nil
}

// measure finds the last row and column.
func (p *page) measure() {
	for row, cells := range p.cells {
		for _, c := range cells {
			p.rows = max(p.rows, row+c.Down-1)
			p.cols = max(p.cols, c.Column+c.Across-1)
		}
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		b.page = p
		if b.of == nil {
			b.of = []*block{b}
		}
		p.rows, p.cols = max(p.rows, b.last()), max(p.cols, len(b.list.Columns))
	}
	p.rows, p.cols = max(p.rows, 1), max(p.cols, 1)
}

// ref names a cell: B7.
func ref(row, col int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return fmt.Sprintf("R%dC%d", row, col)
	}
	return name
}

// letters names a column: B.
func letters(col int) string { return strings.TrimSuffix(ref(1, col), "1") }

// span names a range: B7:C9.
func span(row, col, lastRow, lastCol int) string { return ref(row, col) + ":" + ref(lastRow, lastCol) }

// quoted names a sheet in a formula; it always stands in quotes, which every
// name may.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
