package tables

import (
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
)

// grid is one sheet of cells as a file holds it, read once from top to bottom.
type grid struct {
	file  string // as faults name it
	base  string // the name that its table goes by
	sheet string // of a workbook
	rows  iter.Seq2[row, error]
	// place names a cell by its row and column, counted from 1 and 0.
	place func(row, column int, header string) string
	note  string // how it was read, where that was guessed
}

// row is one row of a grid.
type row struct {
	at    int // line of a text, row of a sheet; from 1
	cells []cell
	whole bool // whether a row must have a cell for every column
}

func (r row) blank() bool {
	return !slices.ContainsFunc(r.cells, func(c cell) bool { return !c.empty() })
}

// cell returns a cell, which is empty beyond the last.
func (r row) cell(i int) cell {
	if i >= len(r.cells) {
		return cell{}
	}
	return r.cells[i]
}

// extensions of the files that are taken from a folder.
var extensions = []string{".csv", ".tsv", ".txt", ".xlsx"}

// open returns the grids of a file, and what to call when they are read.
func open(path, encoding string) (grids []grid, done func() error, err error) {
	switch extension := strings.ToLower(filepath.Ext(path)); extension {
	case ".xlsx":
		return openBook(path)
	case ".csv", ".tsv", ".txt":
		return openText(path, encoding)
	default:
		return nil, nil, &Refusal{
			Message: fmt.Sprintf("%s is neither a CSV nor an XLSX file", path),
			Hint:    "save it as CSV (UTF-8) or as .xlsx",
		}
	}
}

// baseOf is the name of a file without its folder and extension.
func baseOf(path string) string {
	name := filepath.Base(path)
	return strings.TrimSuffix(name, filepath.Ext(name))
}
