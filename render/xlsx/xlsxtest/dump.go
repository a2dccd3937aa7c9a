package xlsxtest

import (
	"fmt"
	"strings"
)

// Dump writes the cells of a workbook for reading in a golden file, one a line:
//
//	== Summary (A1:O36)
//	B2  "Receivables"  20 bold 1B2733
//	D7  37631068.12  =SUM(D8:D9)  #,##0,  22 bold 1B2733
//
// Text stands in quotes, numbers as the file holds them.
func Dump(file []byte) (string, error) {
	b, err := open(file)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for _, s := range b.sheets {
		fmt.Fprintf(&out, "== %s (%s)\n", s.name, s.xml.Dimension.Ref)
		for _, m := range s.xml.Merges {
			fmt.Fprintf(&out, "merged %s\n", m.Ref)
		}
		for _, t := range s.tables {
			fmt.Fprintf(&out, "table %s %s\n", t.Name, t.Ref)
		}
		for _, r := range s.xml.Rows {
			for _, c := range r.Cells {
				if line := b.line(c); line != "" {
					out.WriteString(line + "\n")
				}
			}
		}
	}
	return out.String(), nil
}

// line describes a cell that holds something.
func (b *book) line(c cellXML) string {
	if c.text() == "" && c.Formula == "" {
		return ""
	}
	parts := []string{c.R, c.Value}
	if c.Type == "inlineStr" || c.Type == "str" {
		parts[1] = fmt.Sprintf("%q", c.text())
	}
	if c.Formula != "" {
		parts = append(parts, "="+c.Formula)
	}
	return strings.Join(append(parts, b.look(c.Style)...), "  ")
}

// look describes a style: number format, then font and fill.
func (b *book) look(style int) []string {
	if style >= len(b.styles.Cells) {
		return []string{fmt.Sprintf("style %d?", style)}
	}
	x := b.styles.Cells[style]
	var out []string
	for _, f := range b.styles.Formats {
		if f.ID == x.Format {
			out = append(out, f.Code)
		}
	}
	if x.Format != 0 && len(out) == 0 {
		out = append(out, fmt.Sprintf("format %d", x.Format))
	}
	if x.Font >= len(b.styles.Fonts) || x.Fill >= len(b.styles.Fills) {
		return append(out, fmt.Sprintf("style %d?", style))
	}
	font := b.styles.Fonts[x.Font]
	words := []string{font.Size.Value}
	if font.Bold != nil {
		words = append(words, "bold")
	}
	words = append(words, strings.TrimPrefix(font.Colour.RGB, "FF"))
	if fill := strings.TrimPrefix(b.styles.Fills[x.Fill].Colour.RGB, "FF"); fill != "" {
		words = append(words, "on "+fill)
	}
	return append(out, strings.Join(words, " "))
}

// Part returns one part of a file as it stands.
func Part(file []byte, name string) (string, error) {
	b, err := open(file)
	if err != nil {
		return "", err
	}
	part, ok := b.parts[name]
	if !ok {
		return "", fmt.Errorf("%s is missing", name)
	}
	return string(part), nil
}
