package tables

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
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

// files lists the files in the order given, those of a folder by name.
func (x *importing) files() ([]string, error) {
	var out []string
	for _, p := range x.request.Paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, &Refusal{Message: fmt.Sprintf("%s cannot be read: %v", p, errors.Unwrap(err))}
		}
		if !info.IsDir() {
			out = append(out, p)
			continue
		}
		found, err := filesOf(p)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	if x.request.Table != "" {
		if len(out) != 1 || x.mapping != nil {
			return nil, &Refusal{Message: "a table is named for one file, without a map", Hint: "name the files after their tables instead"}
		}
		if _, known := tableNamed(x.request.Table); !known {
			return nil, &Refusal{Message: noTable(x.request.Table)}
		}
	}
	return out, nil
}

func filesOf(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		hidden := strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~$") // an open workbook's lock
		if !hidden && e.Type().IsRegular() && slices.Contains(extensions, strings.ToLower(filepath.Ext(e.Name()))) {
			out = append(out, filepath.Join(folder, e.Name()))
		}
	}
	if len(out) == 0 {
		return nil, &Refusal{Message: folder + " holds no CSV or XLSX file"}
	}
	return out, nil
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
	n := 0
	for r, err := range g.rows {
		if err := x.stopped(g, err); err != nil {
			return err
		}
		switch {
		case err != nil, r.blank():
		case headers == nil:
			headers = headersOf(r)
			before := x.faults.Count
			plans = x.plans(g, r, headers, mapped)
			if x.faults.Count > before {
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
	if headers == nil {
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

func headersOf(r row) []string {
	out := make([]string, len(r.cells))
	for i, c := range r.cells {
		out[i] = c.text
	}
	return out
}

// plans says which tables the rows of a grid fill.
func (x *importing) plans(g grid, r row, headers []string, mapped fileMap) []*plan {
	wrong := func(at int, message string) {
		f := Fault{File: g.file, Message: message}
		if at >= 0 {
			f.Place = g.place(r.at, at, headers[at])
		}
		x.faults.add(f)
	}
	for i, h := range headers {
		if h != "" && headerIndex(headers, h) < i {
			wrong(i, "stands twice among the headers")
		}
	}
	if x.mapping != nil {
		// Both were tried: the map's when it was read, the request's before.
		reader, _ := newReader(cmp.Or(mapped.DateFormat, x.request.DateFormat), cmp.Or(mapped.Decimal, x.request.Decimal))
		var out []*plan
		for _, t := range mapped.Tables {
			key := t.Table + "." + t.Distinct
			if x.seen[key] == nil {
				x.seen[key] = map[string]bool{}
			}
			out = append(out, mappedPlan(t, reader, headers, x.seen[key], wrong))
		}
		return out
	}
	t, known := tableNamed(g.base)
	if !known {
		wrong(-1, noTable(g.base))
		return nil
	}
	if first, twice := x.from[t.name]; twice {
		wrong(-1, fmt.Sprintf("supplies %s, and so does %s: import one of them", t.name, first))
		return nil
	}
	x.from[t.name] = g.file
	return []*plan{plainPlan(t, x.reader, headers, wrong)}
}

// take writes what a row gives to each table. Once something is wrong the rest is
// read to find more, and not written.
func (x *importing) take(g grid, r row, headers []string, plans []*plan) error {
	x.fits(g, r, headers)
	wrong := func(at int, header, message string) {
		x.faults.add(Fault{File: g.file, Place: g.place(r.at, at, header), Message: message})
	}
	for _, p := range plans {
		values, any := p.apply(r, wrong)
		if !any || x.faults.Count > 0 {
			continue
		}
		if err := x.target.WriteValues(p.table.name, values); err != nil {
			return err
		}
		x.summary.count(p.table, g.file, values)
	}
	return nil
}

// fits finds cells that no header names, and in a text rows that were cut off.
func (x *importing) fits(g grid, r row, headers []string) {
	if r.whole && len(r.cells) != len(headers) {
		x.faults.add(Fault{File: g.file, Place: g.place(r.at, 0, ""), Message: fmt.Sprintf("has %d cells, and the header %d", len(r.cells), len(headers))})
		return
	}
	for i, c := range r.cells {
		if !c.empty() && (i >= len(headers) || headers[i] == "") {
			x.faults.add(Fault{File: g.file, Place: g.place(r.at, i, ""), Message: fmt.Sprintf("%q stands in a column without a header", c.text)})
		}
	}
}

// wantMapped misses the files that the map names: without them half would be
// imported.
func (x *importing) wantMapped() {
	if x.mapping == nil {
		return
	}
	for _, f := range x.mapping.Files {
		if !x.used[f.File+f.Sheet] {
			x.faults.add(Fault{File: f.File, Message: "the map names it, and it is not among the files"})
		}
	}
}

// wantCompany says what to do where no file supplies the company: no source can
// be without.
func (x *importing) wantCompany() {
	if x.faults.Count == 0 && !slices.ContainsFunc(x.summary.Tables, func(t Imported) bool { return t.Table == "company" }) {
		x.faults.add(Fault{File: "company", Message: "no file supplies it: add a company.csv of two lines, such as\n" +
			"    id,name,currency,time_zone\n    1,Example Ltd,EUR,Europe/Berlin"})
	}
}

func (x *importing) progress(g grid, rows int, done bool) {
	const often = 5000
	if x.request.Progress != nil && (done || rows%often == 0) {
		x.request.Progress(extract.Progress{Fact: g.file, Rows: rows, Done: done})
	}
}
