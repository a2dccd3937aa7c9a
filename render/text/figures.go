package text

import (
	"slices"
	"strings"

	"daybook/render"
)

// leastLabel is the width below which a name beside its figures is unreadable.
const leastLabel = 14

// table is the key figures with their changes: the first column is of names, the
// others are of figures.
type table struct {
	head   []string
	rows   [][]string
	notes  []string
	widths []int
}

// figures writes the key figures, or, where they are too long to stand beside
// each other, one below the other.
func figures(p *page, d *render.Document, m render.Mail) {
	if len(d.Brief.KPIs) == 0 {
		return
	}
	t := tabulate(d, m)
	p.gap()
	if t.widths[0] < leastLabel {
		t.stack(p)
	} else {
		t.write(p)
	}
	p.paragraph("", Clean(d.Brief.Legend))
}

func tabulate(d *render.Document, m render.Mail) table {
	since := d.Brief.Since[:min(render.MailComparisons, len(d.Brief.Since))]
	t := table{head: []string{m.Currency, m.Words.DayOf(d.AsOf)}}
	for _, s := range since {
		t.head = append(t.head, Clean(s))
	}
	for _, k := range d.Brief.KPIs {
		row := []string{Cut(Clean(k.Name), columns), k.Short}
		for i := range since {
			row = append(row, k.Since(i).Short)
		}
		t.rows = append(t.rows, row)
		t.notes = append(t.notes, Cut(Clean(k.Note), columns-2))
	}
	t.measure()
	return t
}

// measure gives each column of figures what its figures need, shares among the
// changes what the longest name leaves, as far as their heads can use it, and
// gives the rest to the names.
func (t *table) measure() {
	t.widths = make([]int, len(t.head))
	t.widths[1] = Width(t.head[1])
	for _, row := range t.rows {
		for i, cell := range row {
			t.widths[i] = max(t.widths[i], Width(cell))
		}
	}
	t.share(columns - min(t.widths[0], leastLabel) - t.widths[1] - 2)
	t.widths[0] = columns
	for _, w := range t.widths[1:] {
		t.widths[0] -= w + 2
	}
}

// share gives the free columns to the heads of the changes, to short heads first,
// so that long ones get what those leave.
func (t *table) share(free int) {
	order := []int{}
	for i := 2; i < len(t.head); i++ {
		order = append(order, i)
	}
	slices.SortFunc(order, func(a, b int) int { return Width(t.head[a]) - Width(t.head[b]) })
	for n, i := range order {
		part := free/(len(order)-n) - 2
		t.widths[i] = max(t.widths[i], min(part, Width(t.head[i])))
		free -= t.widths[i] + 2
	}
}

func (t *table) write(p *page) {
	t.writeHead(p)
	p.rule("-")
	for i, row := range t.rows {
		var figures strings.Builder
		for j, cell := range row[1:] {
			figures.WriteString("  " + left(cell, t.widths[j+1]))
		}
		names := wrap(row[0], t.widths[0])
		p.line(right(names[0], t.widths[0]) + figures.String())
		for _, rest := range names[1:] {
			p.line(rest)
		}
		p.paragraph("  ", t.notes[i])
	}
	p.rule("-")
}

// writeHead wraps the heads inside their columns and sets them on one foot.
func (t *table) writeHead(p *page) {
	heads := make([][]string, len(t.head))
	tall := 1
	for i, h := range t.head {
		heads[i] = wrap(h, t.widths[i])
		tall = max(tall, len(heads[i]))
	}
	for n := range tall {
		var line strings.Builder
		for i, h := range heads {
			cell := ""
			if at := n - (tall - len(h)); at >= 0 {
				cell = h[at]
			}
			if i == 0 {
				line.WriteString(right(cell, t.widths[0]))
			} else {
				line.WriteString("  " + left(cell, t.widths[i]))
			}
		}
		p.line(line.String())
	}
}

// stack writes the figures one below the other.
func (t *table) stack(p *page) {
	p.spread("", t.head[0], t.head[1])
	p.rule("-")
	for i, row := range t.rows {
		p.spread("", row[0], row[1])
		p.paragraph("  ", t.notes[i])
		for j := 2; j < len(row); j++ {
			p.spread("  ", t.head[j], row[j])
		}
	}
	p.rule("-")
}
