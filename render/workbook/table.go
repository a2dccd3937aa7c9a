package workbook

import (
	"iter"
	"slices"

	"daybook/extract/fact"
	"daybook/render"
)

// column is one column of a list, and how its cell comes from a row.
type column[T any] struct {
	render.Column
	cell func(T) render.Cell
	// amount is set where the column is totalled.
	amount func(T) fact.Amount
	// screen marks a column to the right of what is printed.
	screen bool
	// needs is the fact or the source's column without which there are no cells.
	needs string
}

// from names what of the source the column needs; where the source lacks it,
// every cell says so.
func (c column[T]) from(what string) column[T] {
	c.needs = what
	return c
}

// fitted is the column, as wide as its texts need.
func (c column[T]) fitted() column[T] {
	c.Fit = true
	return c
}

// col is a column of the given role; its header is the word of its id.
func col[T any](id string, width float64, role render.Role, cell func(T) render.Cell) column[T] {
	return column[T]{Column: render.Column{ID: id, Width: width, Role: role}, cell: cell}
}

// label is a column of texts.
func label[T any](id string, width float64, role render.Role, text func(T) string) column[T] {
	return col(id, width, role, func(row T) render.Cell { return words(text(row)) })
}

// sum is a column of amounts in company currency with its total above.
func sum[T any](id string, width float64, role render.Role, amount func(T) fact.Amount) column[T] {
	c := col(id, width, role, func(row T) render.Cell { return money(amount(row)) })
	c.Total, c.amount = render.TotalSum, amount
	return c
}

// onScreen marks columns as not printed.
func onScreen[T any](columns ...column[T]) []column[T] {
	for i := range columns {
		columns[i].screen = true
	}
	return columns
}

func words(s string) render.Cell {
	if s == "" {
		return render.Cell{}
	}
	return render.Cell{Value: render.Text(s)}
}

func money(a fact.Amount) render.Cell { return render.Cell{Value: render.Money(a)} }

func count(n int) render.Cell { return render.Cell{Value: render.Int(n)} }

func day(d fact.Date) render.Cell { return render.Cell{Value: render.Day(d)} }

// table makes a list of the columns and rows, totals first: it goes through the
// rows once to sum them.
func table[T any](b *base, id string, row int, columns []column[T], rows iter.Seq[T]) render.List {
	list := render.List{ID: id, Row: row}
	sums := make([]fact.Amount, len(columns))
	for r := range rows {
		list.Count++
		for i, c := range columns {
			if c.amount != nil {
				sums[i] = sums[i].Plus(c.amount(r))
			}
		}
	}
	for i, c := range columns {
		if c.Header == "" {
			c.Header = b.say("column."+c.ID, "currency", string(b.currency))
		}
		switch {
		case c.needs != "" && !b.s.Source.Supplies(c.needs):
			c.Total = render.TotalNone // a sum of nothing known is not 0
		case c.Total == render.TotalSum:
			c.Sum = render.Money(sums[i])
		}
		list.Columns = append(list.Columns, c.Column)
	}
	list.Rows = cells(suppliedColumns(b, columns), rows)
	return list
}

// suppliedColumns are the columns, saying in their cells what the source lacks.
func suppliedColumns[T any](b *base, columns []column[T]) []column[T] {
	columns = slices.Clone(columns)
	missing := b.unsupplied()
	for i := range columns {
		if columns[i].needs != "" && !b.s.Source.Supplies(columns[i].needs) {
			columns[i].cell = func(T) render.Cell { return missing }
		}
	}
	return columns
}

// cells yields the cells of every row. There may be many, so that they share one
// slice.
func cells[T any](columns []column[T], rows iter.Seq[T]) iter.Seq2[[]render.Cell, error] {
	return func(yield func([]render.Cell, error) bool) {
		line := make([]render.Cell, len(columns))
		for r := range rows {
			fill(line, columns, r)
			if !yield(line, nil) {
				return
			}
		}
	}
}

// fill makes the cells of a row, which have their column's role unless another.
func fill[T any](line []render.Cell, columns []column[T], row T) {
	for i := range columns {
		c := &columns[i]
		if line[i] = c.cell(row); line[i].Role == render.RoleBody {
			line[i].Role = c.Role
		}
	}
}

// ratio totals a column as one total divided by another, empty where that is 0.
func ratio(list *render.List, id, part, whole string) {
	p, ok := totalOf(list, part).Ratio(totalOf(list, whole))
	totalled(list, id, "IF({"+whole+"}=0,\"\",{"+part+"}/{"+whole+"})", p, ok)
}

// relative totals a column as the difference of two totals divided by a third,
// empty where that is not above zero.
func relative(list *render.List, id, from, less, whole string) {
	w := totalOf(list, whole)
	p, ok := totalOf(list, from).Minus(totalOf(list, less)).Ratio(w)
	totalled(list, id, "IF({"+whole+"}<=0,\"\",({"+from+"}-{"+less+"})/{"+whole+"})", p, ok && w > 0)
}

// difference totals a column as one total less another.
func difference(list *render.List, id, from, less string) {
	totalled(list, id, "{"+from+"}-{"+less+"}", 0, false)
	for i := range list.Columns {
		if c := &list.Columns[i]; c.ID == id {
			c.Sum = render.Money(totalOf(list, from).Minus(totalOf(list, less)))
		}
	}
}

func totalOf(list *render.List, id string) fact.Amount {
	for _, c := range list.Columns {
		if c.ID == id {
			return c.Sum.Money
		}
	}
	return 0
}

func totalled(list *render.List, id, formula string, value float64, known bool) {
	for i := range list.Columns {
		if c := &list.Columns[i]; c.ID == id {
			c.Total, c.Formula = render.TotalFormula, formula
			c.Sum = render.Value{}
			if known {
				c.Sum = render.Float(value)
			}
		}
	}
}

// printed counts the columns that go on paper.
func printed[T any](columns []column[T]) int {
	n := 0
	for _, c := range columns {
		if !c.screen {
			n++
		}
	}
	return n
}

// widths are the widths of a list's columns.
func widths(l render.List) []float64 {
	w := make([]float64, len(l.Columns))
	for i, c := range l.Columns {
		w[i] = c.Width
	}
	return w
}

// The rows of a sheet that is one list: title, subtitle, then bracket, totals,
// header and rows.
const (
	rowTitle    = 1
	rowSubtitle = 2
	rowList     = 3
	rowData     = 6
)

// frame is a list sheet's head: title, subtitle, the way back, the print set-up.
func (b *base) frame(id string, printedColumns int, subtitle ...string) render.Sheet {
	back := b.say("back", "sheet", b.say("sheet."+b.home))
	return render.Sheet{
		Heights: map[int]float64{rowTitle: 26, rowSubtitle: 16},
		Cells: []render.Placed{
			{Row: rowTitle, Column: 1, Cell: render.Cell{Value: render.Text(b.say("title." + id)), Role: render.RoleListTitle}},
			{Row: rowTitle, Column: printedColumns, Cell: render.Cell{Value: render.Text(back), Right: true, Link: render.Link{Sheet: b.home}}},
			{Row: rowSubtitle, Column: 1, Cell: render.Cell{Value: render.Text(b.l.Join(subtitle...)), Role: render.RoleCaption}},
		},
	}
}

// frame is a list sheet's head with the as-of day.
func (b *book) frame(id string, printedColumns int, subtitle ...string) render.Sheet {
	lead := b.say("as_of", "date", b.asOf.String(), "weekday", b.l.ShortWeekday(b.asOf), "zone", b.zone())
	return b.base.frame(id, printedColumns, append([]string{lead}, subtitle...)...)
}

// single completes a sheet that is one list with totals: panes, paper, widths.
func single(s *render.Sheet, l render.List, printedColumns int) {
	s.Lists = []render.List{l}
	s.Columns = widths(l)
	s.FreezeRow, s.FreezeColumn = rowData, 3
	s.Print = render.Print{
		Area:       area(printedColumns, max(rowData, rowData+l.Count-1)),
		RepeatRows: "3:5", RepeatColumns: "A:B",
	}
}

// basis says from which date items age.
func (b *book) basis() string {
	return b.say([]string{"basis.due", "basis.posting"}[b.r.Params.AgeBy])
}

// area is the range from A1 to the column and row.
func area(column, row int) string { return "A1:" + ref(column, row) }

// ref is a cell's address: ref(2, 7) is "B7".
func ref(column, row int) string { return letters(column) + digits(row) }

// letters is a column's letters: 27 is "AA".
func letters(column int) string {
	var s string
	for ; column > 0; column = (column - 1) / 26 {
		s = string(rune('A'+(column-1)%26)) + s
	}
	return s
}
