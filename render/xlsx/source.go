package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"daybook/render"
)

// area is a range of cells on a page.
type area struct{ row, col, lastRow, lastCol int }

// parseArea reads "Q4:Q8" or "Q4", with or without $.
func parseArea(s string) (area, error) {
	from, to, ok := strings.Cut(strings.ReplaceAll(s, "$", ""), ":")
	if !ok {
		to = from
	}
	col, row, err := excelize.CellNameToCoordinates(from)
	if err != nil {
		return area{}, fmt.Errorf("range %q: %w", s, err)
	}
	lastCol, lastRow, err := excelize.CellNameToCoordinates(to)
	if err != nil {
		return area{}, fmt.Errorf("range %q: %w", s, err)
	}
	if lastCol < col || lastRow < row {
		return area{}, fmt.Errorf("range %q runs backwards", s)
	}
	return area{row, col, lastRow, lastCol}, nil
}

// in names the area with its sheet, absolutely.
func (a area) in(sheet string) string {
	first, last := absolute(ref(a.row, a.col)), absolute(ref(a.lastRow, a.lastCol))
	if first == last {
		return quoted(sheet) + "!" + first
	}
	return quoted(sheet) + "!" + first + ":" + last
}

func (a area) holds(row, col int) bool {
	return row >= a.row && row <= a.lastRow && col >= a.col && col <= a.lastCol
}

// size is the number of cells.
func (a area) size() int { return (a.lastRow - a.row + 1) * (a.lastCol - a.col + 1) }

// index is where a cell stands in the area, row by row.
func (a area) index(row, col int) int {
	return (row-a.row)*(a.lastCol-a.col+1) + col - a.col
}

// sources are the values of the cells that charts draw, noted while the cells
// are written: a chart carries a copy, without which previews show it empty.
type sources struct {
	wanted map[*page][]area
	seen   map[*page]map[area][]point
}

// point is a cell as a chart keeps it.
type point struct {
	text    string // of a category
	number  string // digits; empty for none
	value   float64
	role    render.Role
	present bool
}

func newSources() *sources {
	return &sources{wanted: map[*page][]area{}, seen: map[*page]map[area][]point{}}
}

// want notes that a chart draws a.
func (s *sources) want(p *page, a area) {
	if s.seen[p] == nil {
		s.seen[p] = map[area][]point{}
	}
	if s.seen[p][a] == nil {
		s.seen[p][a] = make([]point, a.size())
		s.wanted[p] = append(s.wanted[p], a)
	}
}

// wants says whether a chart draws cells of a page.
func (s *sources) wants(p *page) bool { return len(s.wanted[p]) > 0 }

// see is shown every cell as it is written.
func (s *sources) see(p *page, row int, c *slot, zh bool) {
	for _, a := range s.wanted[p] {
		if a.holds(row, c.col) {
			s.seen[p][a][a.index(row, c.col)] = pointOf(c, zh)
		}
	}
}

// points returns what stood in a.
func (s *sources) points(p *page, a area) []point { return s.seen[p][a] }

func pointOf(c *slot, zh bool) point {
	l := looks[c.style.role]
	out := point{role: c.style.role, text: shown(c.cell.Value, l, zh), present: c.cell.Value.Form != render.FormEmpty}
	if number, ok := appendNumber(nil, &c.cell.Value, zh && l.scaled); ok {
		out.number = string(number)
		fmt.Sscan(out.number, &out.value)
	}
	return out
}
