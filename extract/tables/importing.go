package tables

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"daybook/extract"
	"daybook/extract/fact"
)

// Request is what is to be imported.
type Request struct {
	// Into is the SQLite file to write; one that exists is replaced only where
	// Replace says so and an import wrote it.
	Into    string
	Replace bool
	// Paths are files, and folders whose CSV and XLSX files are taken.
	Paths []string
	// Table is the table of the one file, where its name is not the table's.
	Table string
	// Map is a file that maps the headers of another program.
	Map string
	// Encoding is one of [Encodings], DateFormat a form such as D/M/YYYY, Decimal
	// "point" or "comma"; empty is what can be told from the cells without doubt.
	Encoding, DateFormat, Decimal string
	// Progress may be nil.
	Progress func(extract.Progress)
}

// Import reads the files into a new SQLite source. A mistake of the request is a
// [Refusal], what is wrong with the files [Faults]; after either, and after any
// other error, nothing was written.
func Import(ctx context.Context, q Request) (s *Summary, err error) {
	defer func() {
		if errors.Is(err, fact.ErrOverflow) {
			err = fmt.Errorf("adding up a money column: %w", err)
		}
	}()
	defer fact.CatchOverflow(&err)
	x := &importing{ctx: ctx, request: q, from: map[string]string{}, used: map[string]bool{}, seen: map[string]map[string]bool{}, summary: &Summary{}}
	if x.reader, err = newReader(q.DateFormat, q.Decimal); err != nil {
		return nil, &Refusal{Message: err.Error()}
	}
	if x.mapping, err = loadMapping(q.Map); err != nil {
		return nil, err
	}
	files, err := x.files()
	if err != nil {
		return nil, err
	}
	if err := mayWrite(ctx, q.Into, q.Replace); err != nil {
		return nil, err
	}
	if x.target, err = newTarget(ctx, q.Into); err != nil {
		return nil, err
	}
	kept := false
	defer func() {
		if !kept {
			err = errors.Join(err, x.target.drop())
		}
	}()
	for _, f := range files {
		if err := x.readFile(f); err != nil {
			return nil, err
		}
	}
	x.wantMapped()
	x.wantCompany()
	if x.faults.Count > 0 {
		return nil, &x.faults
	}
	kept = true
	if err := x.target.keep(); err != nil {
		return nil, fmt.Errorf("writing %s: %w", q.Into, err)
	}
	return x.summary.finished(), nil
}

// importing is the state of one import.
type importing struct {
	ctx     context.Context
	request Request
	reader  reader
	mapping *mapping
	target  *target
	from    map[string]string // which file supplies a table, unless by a map
	used    map[string]bool   // names of files in the map that were found
	seen    map[string]map[string]bool
	faults  Faults
	summary *Summary
}

func (x *importing) readFile(path string) error {
	if x.mapping == nil {
		return x.readAs(path, fileMap{})
	}
	entries := x.mapping.forFile(filepath.Base(path))
	if len(entries) == 0 {
		x.faults.add(Fault{File: filepath.Base(path), Message: "the map does not name it"})
	}
	for _, m := range entries {
		x.used[m.File+m.Sheet] = true
		if err := x.readAs(path, m); err != nil {
			return err
		}
	}
	return nil
}

// readAs reads the grids of a file, as the map says where there is one.
func (x *importing) readAs(path string, mapped fileMap) (err error) {
	grids, done, err := open(path, cmp.Or(mapped.Encoding, x.request.Encoding))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	if mapped.Sheet != "" {
		grids = slices.DeleteFunc(grids, func(g grid) bool { return g.sheet != mapped.Sheet })
	}
	if len(grids) == 0 {
		x.faults.add(Fault{File: filepath.Base(path), Message: strings.TrimSpace("holds no sheet "+mapped.Sheet) + " with anything on it"})
	}
	if x.request.Table != "" && len(grids) > 1 {
		return &Refusal{Message: fmt.Sprintf("%s has %d sheets, and a table is named for one", path, len(grids)), Hint: "name the sheets after their tables instead"}
	}
	for _, g := range grids {
		g.base = cmp.Or(x.request.Table, g.base)
		if err := x.readGrid(g, mapped); err != nil {
			return err
		}
	}
	return nil
}

// readGrid reads the first row as the headers, and every other by the plans.
func (x *importing) readGrid(g grid, mapped fileMap) error {
	if g.note != "" {
		x.summary.Notes = append(x.summary.Notes, g.note)
	}
	var plans []*plan
	var headers []string
	n, already := 0, x.faults.Count
	for r, err := range g.rows {
		if err := x.stopped(g, err); err != nil {
			return err
		}
		switch {
		case err != nil, r.blank():
		case headers == nil:
			headers = headersOf(r)
			plans = x.plans(g, r, headers, mapped)
			if x.faults.Count > already {
				return nil // every row would repeat it
			}
		default:
			if err := x.take(g, r, headers, plans); err != nil {
				return err
			}
			n++
			x.progress(g, n, false)
		}
	}
	if headers == nil && x.faults.Count == already {
		x.faults.add(Fault{File: g.file, Message: "is empty: the first row must name the columns"})
	}
	x.progress(g, n, true)
	return nil
}

// stopped sorts out what ended the reading: a fault of the file is collected.
func (x *importing) stopped(g grid, err error) error {
	var f Fault
	switch {
	case x.ctx.Err() != nil:
		return context.Cause(x.ctx)
	case errors.As(err, &f):
		f.File = g.file
		x.faults.add(f)
		return nil
	case err != nil:
		return fmt.Errorf("%s: %w", g.file, err)
	}
	return nil
}
