package text

import "strings"

// page collects lines of at most columns.
type page struct{ strings.Builder }

func (p *page) line(s string) {
	p.WriteString(strings.TrimRight(s, " "))
	p.WriteByte('\n')
}

func (p *page) gap() { p.line("") }

func (p *page) rule(of string) { p.line(strings.Repeat(of, columns)) }

func (p *page) section(title string) {
	p.gap()
	p.paragraph("", Cut(Clean(title), 2*columns))
	p.rule("-")
}

// paragraph wraps s behind a lead, such as a mark, below which the further lines
// are indented; no words take no line.
func (p *page) paragraph(lead, s string) {
	if s == "" {
		return
	}
	for _, l := range wrap(s, columns-Width(lead)) {
		p.line(lead + l)
		lead = blank(lead)
	}
}

// spread sets l, behind its lead, to the left and r to the right of the same
// line. What of l does not fit beside r goes on below it; where not even its
// first word fits, r has a line to itself.
func (p *page) spread(lead, l, r string) {
	if r == "" {
		p.paragraph(lead, l)
		return
	}
	lines := wrap(l, columns-Width(lead)-2-Width(r))
	if Width(lead+lines[0])+2+Width(r) > columns {
		p.paragraph(lead, l)
		p.line(left(r, columns))
		return
	}
	p.line(lead + lines[0] + left(r, columns-Width(lead+lines[0])))
	for _, rest := range lines[1:] {
		p.line(blank(lead) + rest)
	}
}

func blank(s string) string { return strings.Repeat(" ", Width(s)) }
