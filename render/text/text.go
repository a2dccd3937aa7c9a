// Package text writes the plain part of a mail: the same words in the same order
// as the HTML part, in columns, for readers and programs that show no HTML.
package text

import (
	"fmt"
	"io"
	"strings"

	"daybook/render"
)

// columns is the width of a line: it survives being quoted, and a phone.
const columns = 58

// Write writes the mail of a document.
func Write(w io.Writer, d *render.Document, m render.Mail) error {
	if err := m.Check(); err != nil {
		return err
	}
	var p page
	for _, part := range []func(*page, *render.Document, render.Mail){
		head, status, finding, figures, exceptions, changes, attachments, smallPrint,
	} {
		part(&p, d, m)
	}
	if _, err := io.WriteString(w, p.String()); err != nil {
		return fmt.Errorf("write the text of %q: %w", d.Brief.Title, err)
	}
	return nil
}

func head(p *page, d *render.Document, _ render.Mail) {
	p.paragraph("", Cut(Clean(d.Brief.Title), 2*columns))
	p.rule("=")
	p.paragraph("", Cut(Clean(d.Brief.Caption), 3*columns))
}

// status stands above all else, with what must not be missed.
func status(p *page, d *render.Document, m render.Mail) {
	p.gap()
	p.paragraph(m.Words.Of(d.Brief.Status)+"  ", Clean(d.Brief.Verdict))
	p.paragraph("  ", Clean(d.Brief.TieOut))
	for _, n := range m.Notices {
		p.paragraph("! ", Clean(n))
	}
}

func finding(p *page, d *render.Document, _ render.Mail) {
	if d.Brief.Finding == "" {
		return
	}
	p.gap()
	p.paragraph("", Clean(d.Brief.Finding))
}

func exceptions(p *page, d *render.Document, m render.Mail) {
	e := d.Brief.Exceptions
	if len(e.Rows) == 0 && e.None == "" {
		return
	}
	p.section(e.Title)
	for _, row := range e.Rows {
		mark := "- "
		if row.Act {
			mark = "! "
		}
		p.spread(mark, Cut(Clean(row.What), columns-2), row.Short)
		p.spread("  ", Cut(cutWords(Clean(row.Why)), 3*columns), Clean(row.CustomersText))
	}
	if len(e.Rows) == 0 {
		p.paragraph("", Clean(e.None))
		return
	}
	p.spread("", render.Unlinked(e.More), m.Words.Marks)
}

func changes(p *page, d *render.Document, _ render.Mail) {
	if len(d.Brief.Changes) == 0 {
		return
	}
	p.section(d.Brief.ChangesTitle)
	short := 10
	for _, c := range d.Brief.Changes {
		short = max(short, Width(c.Short))
	}
	for _, c := range d.Brief.Changes {
		p.spread("", Cut(Clean(c.What), columns), c.Count+"  "+left(c.Short, short))
	}
}

func attachments(p *page, _ *render.Document, m render.Mail) {
	if len(m.Attachments) == 0 {
		return
	}
	p.section(m.Words.Attached)
	for _, a := range m.Attachments {
		p.spread("", Clean(a.Name), a.Size())
		p.paragraph("  ", m.Words.Contents(a))
	}
}

func smallPrint(p *page, _ *render.Document, m render.Mail) {
	p.gap()
	p.rule("-")
	for _, f := range m.SmallPrint() {
		p.paragraph("", Clean(f.Label+f.Value))
	}
}

// cutWords shortens the words of s that would not fit on a line: nobody copies a
// customer's name from a mail.
func cutWords(s string) string {
	words := strings.FieldsFunc(s, isSpace)
	for i, w := range words {
		if len(atoms(w)) == 1 {
			words[i] = Cut(w, columns-2)
		}
	}
	return strings.Join(words, " ")
}

// left fills s with spaces on its left.
func left(s string, n int) string { return strings.Repeat(" ", max(0, n-Width(s))) + s }

// right fills s with spaces on its right.
func right(s string, n int) string { return s + strings.Repeat(" ", max(0, n-Width(s))) }
