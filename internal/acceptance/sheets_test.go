package acceptance

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// sheet is what stands in the cells of one sheet, row by row: of a formula its
// value.
type sheet struct {
	name string
	rows [][]string
}

// sheets reads a workbook.
func sheets(t testing.TB, file string) (out []sheet) {
	t.Helper()
	f, err := excelize.OpenFile(file, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, sheet{name, rows})
	}
	return out
}

// text is how sheets lie in a golden file: one line for each row, for people.
func text(all []sheet) string {
	var b strings.Builder
	for _, s := range all {
		b.WriteString("== " + s.name + "\n")
		for _, row := range s.rows {
			b.WriteString(strings.TrimRight(strings.Join(row, " | "), " |") + "\n")
		}
	}
	return b.String()
}

// read takes the text of sheets apart again.
func read(text string) (out []sheet) {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if name, is := strings.CutPrefix(line, "== "); is {
			out = append(out, sheet{name: name})
			continue
		}
		last := &out[len(out)-1]
		last.rows = append(last.rows, strings.Split(line, " | "))
	}
	return out
}

// column calls do for each cell under a heading, down to the next row without
// anything in it.
func (s *sheet) column(heading string, do func(row []string, cell *string)) {
	at := -1
	for i, row := range s.rows {
		if j := slices.Index(row, heading); j >= 0 {
			at = j
			continue
		}
		if strings.Join(row, "") == "" {
			at = -1
		}
		if at < 0 {
			continue
		}
		for len(row) <= at {
			row = append(row, "")
		}
		s.rows[i] = row
		do(row, &row[at])
	}
}

// cell is what a row has under a heading.
func (s *sheet) cell(row []string, heading string) string {
	for _, r := range s.rows {
		if i := slices.Index(r, heading); i >= 0 && i < len(row) {
			return row[i]
		}
	}
	return ""
}

// unlike names the columns in which a sheet differs from another of as many rows,
// with the first cell of each.
func (s *sheet) unlike(other *sheet) (out []string) {
	var headings []string
	cells := map[string]int{}
	for i, row := range s.rows {
		if len(row) > 3 && slices.Contains(heads, row[0]) {
			headings = row
		}
		for j := range max(len(row), len(other.rows[i])) {
			a, b := at(row, j), at(other.rows[i], j)
			if a == b {
				continue
			}
			place := s.name + ", " + at(headings, j)
			if cells[place]++; cells[place] == 1 {
				out = append(out, fmt.Sprintf("%s, first in row %d (%s): %q, %q", place, i+1, at(row, 0), a, b))
			}
		}
	}
	return out
}

// heads begin the rows that are headings.
var heads = []string{"Code", "Salesperson", "Customer", "Region", "Customer group", "Products", "Product code", "Month", "Week", "Fact", "Treatment", "Check"}

// firsts are the first cells of all rows.
func (s *sheet) firsts() (out []string) {
	for _, row := range s.rows {
		out = append(out, at(row, 0))
	}
	return out
}

// at is a cell, or nothing beyond the last.
func at(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

// section is the rows from one that begins with a title to the next empty one.
func (s *sheet) section(title string) (from, to int) {
	from = slices.IndexFunc(s.rows, func(row []string) bool { return at(row, 0) == title })
	if from < 0 {
		return 0, 0
	}
	for to = from; to < len(s.rows) && strings.Join(s.rows[to], "") != ""; to++ {
	}
	return from, to
}

// neutral takes out of the sheets what is another in every ERP though the business
// is the same: how customers, documents and payments are numbered, and the ERP's own
// name. Names of people and companies are cut down to what tells them apart.
func neutral(all []sheet, preset string) {
	for i := range all {
		s := &all[i]
		for _, heading := range []string{"Code", "Document", "Order", "Row", "Value"} {
			s.column(heading, func(row []string, cell *string) {
				switch {
				case lastDigits(*cell) == "":
				case ofMoney(row) && (heading == "Document" || heading == "Row"):
					*cell = "a payment"
				default:
					*cell = lastDigits(*cell)
				}
			})
		}
		if s.name == "Data" {
			s.column("Customer", func(_ []string, cell *string) { *cell = lastDigits(*cell) })
		}
		for _, heading := range []string{"Contact", "Phone", "Mail", "Payment term"} {
			s.column(heading, func(_ []string, cell *string) {
				if *cell != "" && *cell != "not supplied" {
					*cell = "given"
				}
			})
		}
	}
	names := append(aliases(all), "“"+preset+"”", "of the ERP", "source: "+preset, "source: the ERP", "\n", "⏎")
	replacer := strings.NewReplacer(names...)
	for i := range all {
		for _, row := range all[i].rows {
			for j := range row {
				row[j] = replacer.Replace(row[j])
			}
		}
	}
}

// aliases are pairs of a name and what stands for it: customers and products go by
// their codes, people by the beginnings of their names.
func aliases(all []sheet) []string {
	found := map[string]string{}
	for i := range all {
		s := &all[i]
		for _, kind := range [][2]string{{"Customer", "Code"}, {"Product", "Product code"}} {
			s.column(kind[1], func(row []string, code *string) {
				if name := s.cell(row, kind[0]); len(name) > 4 && *code != "" {
					found[name] = kind[0] + " " + *code
				}
			})
		}
		s.column("Salesperson", func(_ []string, cell *string) {
			if m := people.FindStringSubmatch(*cell); m != nil {
				found[*cell] = m[1] + m[2]
			}
		})
	}
	var out []string
	for _, name := range slices.Sorted(maps.Keys(found)) {
		out = append(out, name, found[name])
	}
	return out
}

// ofMoney says whether a row is about a payment, whose number no two ERPs share.
func ofMoney(row []string) bool {
	return slices.ContainsFunc(row, func(cell string) bool { return cell == "Advance" || cell == "New advance" || cell == "Receipts" })
}

var (
	people    = regexp.MustCompile(`^([A-Z][a-z])[a-z]+ (?:[A-Z][a-z]+ )?([A-Z][a-z])[a-z]+$`)
	digits    = regexp.MustCompile(`^[-A-Za-z0-9]*?([0-9]+)(/20[0-9][0-9])?$`)
	untouched = regexp.MustCompile(`^[0-9]{1,4}-[0-9]{2}-[0-9]{2}|^S[0-9]+_[0-9]+$`)
)

// lastDigits is the number that a customer or a document bears in all ERPs, behind
// what each of them puts before it: ACC-SINV-2025-10398, FA2503-10398, 10398/2025.
func lastDigits(s string) string {
	m := digits.FindStringSubmatch(s)
	if m == nil || untouched.MatchString(s) {
		return ""
	}
	return strings.TrimLeft(m[1], "0")
}
