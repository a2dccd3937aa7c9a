package tables

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// template is what fills a column: text with the cells of a row in it, such as
// INV-{invoiceNumber}. {#} is the number of the row in its file.
type template []part

// part is literal text, or a header and the place of its cells.
type part struct {
	text, header string
	at           int
}

const rowNumber = "#"

// parseTemplate reads a template; {{ and }} stand for braces.
func parseTemplate(s string) (template, error) {
	var t template
	literal := ""
	for s != "" {
		i := strings.IndexAny(s, "{}")
		if i < 0 {
			break
		}
		literal += s[:i]
		if strings.HasPrefix(s[i:], "{{") || strings.HasPrefix(s[i:], "}}") {
			literal, s = literal+s[i:i+1], s[i+2:]
			continue
		}
		header, rest, closed := strings.Cut(s[i+1:], "}")
		if s[i] == '}' || !closed || header == "" {
			return nil, fmt.Errorf("%q has a brace without its other: write {header}, or {{ for a brace", s[i:])
		}
		if literal != "" {
			t, literal = append(t, part{text: literal}), ""
		}
		t, s = append(t, part{header: header}), rest
	}
	if literal += s; literal != "" {
		t = append(t, part{text: literal})
	}
	return t, nil
}

// plainHeader is the template of a column that is filled by a header of its name.
func plainHeader(header string, at int) template { return template{{header: header, at: at}} }

// bind finds the place of every header; it returns the headers that are not there.
func (t template) bind(headers []string) (bound template, unknown []string) {
	for _, p := range t {
		if p.header != "" && p.header != rowNumber {
			if p.at = slices.Index(headers, p.header); p.at < 0 {
				unknown = append(unknown, p.header)
			}
		}
		bound = append(bound, p)
	}
	return bound, unknown
}

// of returns the cell that the template makes of a row. A single header hands its
// cell on as it is; a text around cells that are all empty is empty too.
func (t template) of(r row) cell {
	if len(t) == 1 && t[0].header != "" && t[0].header != rowNumber {
		return r.cell(t[0].at)
	}
	text, isAny, isFixed := "", false, true
	for _, p := range t {
		switch p.header {
		case "":
			text += p.text
		case rowNumber:
			text, isAny, isFixed = text+strconv.Itoa(r.at), true, false
		default:
			c := r.cell(p.at)
			if c.form == broken {
				return c
			}
			text, isAny, isFixed = text+c.text, isAny || !c.empty(), false
		}
	}
	if !isAny && !isFixed {
		return cell{}
	}
	return cell{text: text}
}

// source is the first header of the template, to name a cell by.
func (t template) source() (at int, header string) {
	for _, p := range t {
		if p.header != "" && p.header != rowNumber {
			return p.at, p.header
		}
	}
	return 0, ""
}
