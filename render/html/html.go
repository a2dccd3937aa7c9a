// Package html writes the HTML part of a mail: one column of at most 640 pixels
// that fits a phone, in tables with inline styles, without images, scripts or
// anything fetched. All that is said is escaped by html/template.
package html

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"daybook/render"
)

//go:embed mail.html
var source string

var page = template.Must(template.New("mail").Funcs(template.FuncMap{"css": css}).Parse(source))

// Write writes the mail of a document, or nothing.
func Write(w io.Writer, d *render.Document, m render.Mail) error {
	if err := m.Check(); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := page.Execute(&b, viewOf(d, m)); err != nil {
		return fmt.Errorf("lay out the mail of %q: %w", d.Brief.Title, err)
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write the mail of %q: %w", d.Brief.Title, err)
	}
	return nil
}
