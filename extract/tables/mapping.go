package tables

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// mapping says how the files of another program fill the reference tables.
type mapping struct {
	Files []fileMap `yaml:"files"`
}

// fileMap is for the files, or the sheets, whose name matches.
type fileMap struct {
	// File is a base name such as invoices.csv, or a pattern: invoices-*.csv.
	File string `yaml:"file"`
	// Sheet is that of a workbook; empty for all its sheets.
	Sheet      string     `yaml:"sheet"`
	Encoding   string     `yaml:"encoding"`
	DateFormat string     `yaml:"date_format"`
	Decimal    string     `yaml:"decimal"`
	Tables     []tableMap `yaml:"tables"`
}

// tableMap fills one table from each row.
type tableMap struct {
	Table string `yaml:"table"`
	// OnlyIf is a header whose cell must not be empty, or "header = value".
	OnlyIf string `yaml:"only_if"`
	// Distinct is a column by whose value only the first row counts.
	Distinct string `yaml:"distinct"`
	// Columns are templates by the name of the column.
	Columns map[string]string `yaml:"columns"`
}

// loadMapping reads a map strictly: all that it does not know is refused.
func loadMapping(file string) (*mapping, error) {
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, &Refusal{Message: fmt.Sprintf("the map cannot be read: %v", err)}
	}
	var m mapping
	if err := yaml.UnmarshalWithOptions(data, &m, yaml.Strict()); err != nil {
		return nil, &Refusal{Message: file + ": " + yamlFault(err), Hint: "docs/import.md shows every key"}
	}
	if wrong := m.mistakes(); len(wrong) > 0 {
		return nil, &Refusal{
			Message: fmt.Sprintf("%s: %s", file, strings.Join(wrong, fmt.Sprintf("\n%s: ", file))),
			Hint:    "docs/import.md shows every key",
		}
	}
	return &m, nil
}

func yamlFault(err error) string {
	if at, ok := errors.AsType[yaml.Error](err); ok && at.GetToken() != nil {
		p := at.GetToken().Position
		return fmt.Sprintf("line %d, column %d: %s", p.Line, p.Column, at.GetMessage())
	}
	return err.Error()
}

// mistakes names all that is wrong with a map, each with its path.
func (m *mapping) mistakes() (out []string) {
	if len(m.Files) == 0 {
		out = append(out, "files: is empty: name a file and the tables that it fills")
	}
	for i, f := range m.Files {
		at := fmt.Sprintf("files[%d]", i)
		say := func(field, format string, args ...any) {
			out = append(out, at+field+": "+fmt.Sprintf(format, args...))
		}
		if _, err := path.Match(f.File, ""); f.File == "" || err != nil {
			say(".file", "is no name of a file")
		}
		if _, err := newReader(f.DateFormat, f.Decimal); err != nil {
			say("", "%v", err)
		}
		if f.Encoding != "" && !slices.Contains(Encodings(), f.Encoding) {
			say(".encoding", "is none of %s", strings.Join(Encodings(), ", "))
		}
		if len(f.Tables) == 0 {
			say(".tables", "is empty")
		}
		for k, t := range f.Tables {
			t.mistakes(func(field, format string, args ...any) {
				say(fmt.Sprintf(".tables[%d]%s", k, field), format, args...)
			})
		}
	}
	return out
}

func (m tableMap) mistakes(say func(field, format string, args ...any)) {
	t, known := tableNamed(m.Table)
	if !known {
		say(".table", "%s", noTable(m.Table))
		return
	}
	for _, name := range slices.Sorted(maps.Keys(m.Columns)) {
		if t.index(name) < 0 {
			say(".columns", "%s", t.noColumn(name))
		}
		if _, err := parseTemplate(m.Columns[name]); err != nil {
			say(".columns."+name, "%v", err)
		}
	}
	if lacks := t.lacks(m.has); lacks != "" {
		say(".columns", "%s needs also %s", m.Table, lacks)
	}
	if m.Distinct != "" && !m.has(m.Distinct) {
		say(".distinct", "%s is none of the columns given", m.Distinct)
	}
}

func (m tableMap) has(column string) bool {
	_, found := m.Columns[column]
	return found
}

// noColumn says that a table has no such column, and which was probably meant.
func (t table) noColumn(name string) string {
	s := fmt.Sprintf("%s has no column %s", t.name, name)
	if near := nearest(name, t.names()); near != "" {
		return s + "; did you mean " + near + "?"
	}
	return s + "; it has " + strings.Join(t.names(), ", ")
}

func newReader(dates, mark string) (r reader, err error) {
	if r.dates, err = parseDateFormat(dates); err != nil {
		return r, err
	}
	switch r.mark = decimalMark(mark); r.mark {
	case markUnnamed, markPoint, markComma:
		return r, nil
	}
	return r, fmt.Errorf("the decimal mark is %s or %s, not %q", markPoint, markComma, mark)
}

// forFile returns what the map says of a file, by its base name: one entry, or
// several for the sheets of a workbook.
func (m *mapping) forFile(base string) []fileMap {
	var out []fileMap
	for _, f := range m.Files {
		if ok, _ := path.Match(f.File, base); ok { // the pattern was tried when the map was read
			out = append(out, f)
		}
	}
	return out
}
