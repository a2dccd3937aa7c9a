package demo_test

import (
	"maps"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"daybook/extract/fact"

	"github.com/xuri/excelize/v2"
)

// book is a workbook as its readers have it: what its cells hold, read by a
// library that did not write them.
type book struct {
	*excelize.File
	t *testing.T
}

func open(t *testing.T, path string) book {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return book{f, t}
}

// row is one row of a list by its headings, and where it stands.
type row struct {
	cells map[string]string
	at    map[string]string // heading → "B17"
}

// list reads the rows below the line whose first cell is the heading.
func (b book) list(sheet, first string) []row {
	b.t.Helper()
	lines, err := b.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		b.t.Fatal(err)
	}
	var heads []string
	var out []row
	for n, line := range lines {
		switch {
		case heads != nil && len(line) == 0:
			return out
		case heads != nil:
			out = append(out, under(heads, line, n+1))
		case len(line) > 1 && line[0] == first:
			heads = line
		}
	}
	if heads == nil {
		b.t.Fatalf("sheet %s has no list that begins with %s", sheet, first)
	}
	return out
}

func under(heads, line []string, n int) row {
	r := row{map[string]string{}, map[string]string{}}
	for i, text := range line {
		cell, _ := excelize.CoordinatesToCellName(i+1, n)
		r.cells[heads[i]], r.at[heads[i]] = text, cell
	}
	return r
}

// where finds the only row with these cells.
func (b book) where(rows []row, want map[string]string) (row, bool) {
	b.t.Helper()
	var found []row
	for _, r := range rows {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(want)), func(head string) bool { return r.cells[head] != want[head] }) {
			found = append(found, r)
		}
	}
	if len(found) != 1 {
		b.t.Errorf("%d rows are %v, want one", len(found), want)
		return row{}, false
	}
	return found[0], true
}

// serial is a day as a spreadsheet counts it.
func serial(year int, month time.Month, day int) string {
	return strconv.Itoa(int(fact.NewDate(year, month, day) - fact.NewDate(1899, 12, 30)))
}

func contents(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
