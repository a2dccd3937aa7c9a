package tables

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// openText opens a CSV file: its separator is found in the first line, its
// encoding in all of it.
func openText(path, encoding string) ([]grid, func() error, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	chars, guessed, err := charsetOf(encoding, file)
	if err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	g := grid{
		file: filepath.Base(path), base: baseOf(path), place: linePlace,
		rows: func(yield func(row, error) bool) { readText(chars.NewDecoder().Reader(file), chars, yield) },
	}
	if guessed {
		g.note = fmt.Sprintf("%s is not UTF-8 and was read as %s", g.file, chars.name)
	}
	return []grid{g}, file.Close, nil
}

func linePlace(line, _ int, header string) string {
	if header == "" {
		return fmt.Sprintf("line %d", line)
	}
	return fmt.Sprintf("line %d, column %s", line, header)
}

// maxRecord is far above any row, so that a quote which is never closed does not
// fill the memory.
const maxRecord = 4 << 20

func readText(text io.Reader, chars charset, yield func(row, error) bool) {
	in := bufio.NewReader(text)
	bounded := &io.LimitedReader{R: in}
	lines := csv.NewReader(bounded)
	lines.Comma, lines.FieldsPerRecord, lines.ReuseRecord = separator(in), -1, true
	for {
		bounded.N = maxRecord
		fields, err := lines.Read()
		if err == io.EOF && bounded.N > 0 {
			return
		}
		if err == nil && bounded.N > 0 {
			line, _ := lines.FieldPos(0)
			if !yield(textRow(line, fields, chars), nil) {
				return
			}
			continue
		}
		yield(row{}, csvFault(err))
		return
	}
}

func textRow(line int, fields []string, chars charset) row {
	r := row{at: line, cells: make([]cell, len(fields)), whole: true}
	for i, f := range fields {
		r.cells[i] = cell{text: strings.TrimSpace(f)}
		if chars.unreadable(f) {
			r.cells[i] = cell{form: broken, text: "is no text in the encoding " + chars.name + ": name the file's encoding"}
		}
	}
	return r
}

// csvFault words what the reader of CSV complains about.
func csvFault(err error) error {
	var parse *csv.ParseError
	switch {
	case err == nil || err == io.EOF:
		return Fault{Message: "a row of more than 4 MiB: a quote may never be closed"}
	case !errors.As(err, &parse):
		return err
	case errors.Is(err, csv.ErrBareQuote):
		return Fault{Place: fmt.Sprintf("line %d", parse.Line), Message: `a quote stands inside a cell: put the whole cell in quotes, and write "" for each in it`}
	}
	return Fault{Place: fmt.Sprintf("line %d", parse.StartLine), Message: `a cell that begins with a quote here is not closed by one that stands before a separator`}
}

// separator is the one of comma, semicolon and tab that the first line holds most.
func separator(in *bufio.Reader) rune {
	head, _ := in.Peek(in.Size()) // an error shows again when the line is read
	first, _, _ := strings.Cut(string(head), "\n")
	best := ','
	for _, s := range ";\t" {
		if strings.Count(first, string(s)) > strings.Count(first, string(best)) {
			best = s
		}
	}
	return best
}
