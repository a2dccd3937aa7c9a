package tables

import (
	"cmp"
	"fmt"
	"slices"

	"daybook/extract"
)

func headersOf(r row) []string {
	out := make([]string, len(r.cells))
	for i, c := range r.cells {
		out[i] = c.text
	}
	return out
}

// noTwins finds headers that stand twice: which of the columns is meant is not ours to
// say.
func noTwins(headers []string, wrong blame) {
	for i, h := range headers {
		if h != "" && slices.Index(headers, h) < i {
			wrong(i, "stands twice among the headers")
		}
	}
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
	noTwins(headers, wrong)
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
	if !x.fits(g, r, headers) {
		return nil
	}
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

// fits finds cells that no header names, and in a text rows that were cut off:
// what such a row holds may stand under the wrong headers.
func (x *importing) fits(g grid, r row, headers []string) bool {
	if r.whole && len(r.cells) != len(headers) {
		x.faults.add(Fault{File: g.file, Place: g.place(r.at, 0, ""), Message: fmt.Sprintf("has %d cells, and the header %d", len(r.cells), len(headers))})
		return false
	}
	for i, c := range r.cells {
		if !c.empty() && (i >= len(headers) || headers[i] == "") {
			x.faults.add(Fault{File: g.file, Place: g.place(r.at, i, ""), Message: fmt.Sprintf("%q stands in a column without a header", c.text)})
		}
	}
	return true
}

func (x *importing) progress(g grid, rows int, done bool) {
	const often = 5000
	if x.request.Progress != nil && (done || rows%often == 0) {
		x.request.Progress(extract.Progress{Fact: g.file, Rows: rows, Done: done})
	}
}
