package workbook

import (
	"cmp"
	"slices"
	"strconv"

	"daybook/render"
)

func digits(n int) string { return strconv.Itoa(n) }

// canvas collects placed cells, so that rules can be drawn across a row whatever
// stands in it.
type canvas struct {
	cells []render.Placed
	index map[[2]int]int // by row and column, spans under each of their cells
}

func newCanvas() *canvas { return &canvas{index: map[[2]int]int{}} }

// put places a cell.
func (c *canvas) put(row, column int, cell render.Cell) { c.span(row, column, 1, cell) }

// span places a cell over a number of columns. Where a rule alone stood, the cell
// keeps it.
func (c *canvas) span(row, column, across int, cell render.Cell) {
	if i, ok := c.index[[2]int{row, column}]; ok {
		cell.Edge |= c.cells[i].Edge
		c.cells[i].Cell = cell
		return
	}
	for i := range across {
		c.index[[2]int{row, column + i}] = len(c.cells)
	}
	c.cells = append(c.cells, render.Placed{Row: row, Column: column, Across: across, Cell: cell})
}

// text places words of a role.
func (c *canvas) text(row, column int, role render.Role, s string) {
	c.put(row, column, render.Cell{Value: render.Text(s), Role: role})
}

// rule draws edges from one column to another.
func (c *canvas) rule(row, from, to int, edge render.Edge) {
	for column := from; column <= to; column++ {
		i, ok := c.index[[2]int{row, column}]
		if !ok {
			c.put(row, column, render.Cell{})
			i = len(c.cells) - 1
		}
		c.cells[i].Edge |= edge
	}
}

// placed returns the cells by row and column.
func (c *canvas) placed() []render.Placed {
	slices.SortFunc(c.cells, func(a, b render.Placed) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	return c.cells
}
