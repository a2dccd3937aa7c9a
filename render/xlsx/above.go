package xlsx

import (
	"slices"
	"strings"

	"daybook/render"
)

// list writes the rows of a block, and before them the fixed rows above.
func (s *sheetWriter) list(b *block, fixed *[]int) error {
	if b.totals() > 0 {
		if err := s.above(b, b.top, s.brackets(b), fixed); err != nil {
			return err
		}
		if err := s.above(b, b.totals(), s.totals(b), fixed); err != nil {
			return err
		}
	}
	if err := s.above(b, b.head, s.header(b), fixed); err != nil {
		return err
	}
	return s.data(b, fixed)
}

// above writes one of the rows above a list's data.
func (s *sheetWriter) above(b *block, row int, own []slot, fixed *[]int) error {
	if err := s.upTo(row, fixed); err != nil {
		return err
	}
	return s.flush(row, s.aboveHeight(b, row), s.join(row, own, fixed))
}

func (s *sheetWriter) aboveHeight(b *block, row int) float64 {
	if row != b.head {
		return s.lineHeight()
	}
	l, n := looks[render.RoleHeader], 1
	for i, c := range b.list.Columns {
		n = max(n, lines(headerText(c), s.page.width(i+1), l.points(), true, s.styles.zh))
	}
	least := headerShort
	if b.list.Filter {
		least = headerHeight
	}
	return max(least, s.textHeight(n, l.points()))
}

func (s *sheetWriter) lineHeight() float64 {
	if s.styles.zh {
		return rowHeightZh
	}
	return rowHeight
}

// brackets names the groups of columns, each centred over its columns.
func (s *sheetWriter) brackets(b *block) []slot {
	var out []slot
	for i, c := range b.list.Columns {
		if c.Group == "" {
			continue
		}
		next := slot{col: i + 1, cell: &render.Cell{}, style: style{role: render.RoleBracket, spread: true}}
		if i == 0 || b.list.Columns[i-1].Group != c.Group {
			next.cell.Value = render.Text(c.Group)
		}
		out = append(out, next)
	}
	return out
}

// header writes the names of the columns, right-aligned over numbers.
func (s *sheetWriter) header(b *block) []slot {
	out := make([]slot, len(b.list.Columns))
	for i, c := range b.list.Columns {
		role := render.RoleHeader
		if rightAligned(&c) {
			role = render.RoleHeaderRight
		}
		out[i] = slot{col: i + 1, cell: &render.Cell{Value: render.Text(headerText(c))}, style: style{
			role: role, edge: render.EdgeRule, indent: indented(b.list, i),
		}}
	}
	return out
}

func rightAligned(c *render.Column) bool {
	return looks[c.Role].right || c.Role == render.RoleInput && c.Accept == render.AcceptMoney
}

// indented says that text in column i would touch a number at its left.
func indented(l *render.List, i int) bool {
	return i > 0 && rightAligned(&l.Columns[i-1]) && !rightAligned(&l.Columns[i])
}

// totals writes the totals above the header: they follow the filter, and are
// seen without scrolling.
func (s *sheetWriter) totals(b *block) []slot {
	out := make([]slot, len(b.list.Columns))
	for i, c := range b.list.Columns {
		cell := render.Cell{Role: c.Role, Edge: render.EdgeTop}
		switch {
		case c.Total != render.TotalNone:
			cell.Value = c.Sum
			cell.Value.Formula = s.totalFormula(b, c)
		case i == b.list.TotalIn:
			cell.Role, cell.Value = render.RoleBody, render.Text(b.list.TotalLabel)
		}
		look := s.styles.styleOf(&cell)
		look.total, look.indent = true, cell.Value.Form == render.FormText && indented(b.list, i)
		if look.role == render.RoleInput || look.role == render.RoleNote {
			look.role = render.RoleMoney
		}
		out[i] = slot{col: i + 1, style: look, cell: &cell}
	}
	return out
}

// totalFormula computes a total; a division by nothing, which a filter can
// cause, shows nothing.
func (s *sheetWriter) totalFormula(b *block, c render.Column) string {
	if c.Total == render.TotalSum {
		return subtotal(b, columnOf(b.list, c.ID))
	}
	f := c.Formula
	for i, other := range b.list.Columns {
		f = strings.ReplaceAll(f, "{"+other.ID+"}", ref(b.totals(), i+1))
	}
	return "IFERROR(" + f + `,"")`
}

func columnOf(l *render.List, id string) int {
	return 1 + slices.IndexFunc(l.Columns, func(c render.Column) bool { return c.ID == id })
}

// subtotal sums the rows shown of a column, over every page of the list.
func subtotal(b *block, col int) string {
	parts := make([]string, len(b.of))
	for i, part := range b.of {
		parts[i] = span(part.first, col, part.last(), col)
		if part.page != b.page {
			parts[i] = quoted(part.page.name) + "!" + parts[i]
		}
		parts[i] = "SUBTOTAL(109," + parts[i] + ")"
	}
	return strings.Join(parts, "+")
}
