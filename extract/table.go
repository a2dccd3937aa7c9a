package extract

import (
	"slices"
	"strings"

	"daybook/extract/fact"
)

// factTable is a [table] of any row type.
type factTable interface {
	contract() Fact
	// read takes the rows of one query of the fact, finish what is left to do behind
	// the last of them.
	read(rd *reading, query string, a *answer) error
	finish(rd *reading)
}

// table is how one fact is read: its columns, each with the cell that takes it,
// and what becomes of a row.
type table[R any] struct {
	name    string
	needs   []string
	columns []column[R]
	row     func(*reading, *R) outcome
	// done is called after the last row, to sort and to resolve references
	// within the fact; nil where there is nothing to do.
	done func(*reading)
}

// column is one column of the contract and the cell of the row that takes it.
type column[R any] struct {
	name     string
	required bool
	cell     func(*R) cell
}

const (
	required = true
	optional = false
)

// outcome is what became of a row.
type outcome uint8

const (
	used     outcome = iota
	excluded         // counted, and on the Data sheet with its reason
	outside          // of another company, or after the as-of date: not counted
)

func (t table[R]) contract() Fact {
	f := Fact{Name: t.name, Needs: t.needs}
	row := new(R)
	for _, c := range t.columns {
		f.Columns = append(f.Columns, Column{Name: c.name, Kind: c.cell(row).kind(), Required: c.required})
	}
	return f
}

// progressRows is the number of rows between two reports of progress, and between
// two looks at whether the run was called off.
const progressRows = 5000

// read streams the rows of an answer through t.row. No value is reflected upon:
// each cell takes its own bytes.
func (t table[R]) read(rd *reading, query string, a *answer) error {
	row := new(R)
	places, err := t.bind(rd, row, query, a)
	if err != nil {
		return err
	}
	rd.begin(t.name)
	for n := 1; a.next(); n++ {
		for _, p := range places {
			p.cell.set(a.cells[p.column], p.zones)
		}
		rd.count(t.row(rd, row))
		if n%progressRows == 0 {
			if err := a.ctx.Err(); err != nil {
				return err
			}
			rd.report(rd.scanned, false)
		}
	}
	return a.err
}

func (t table[R]) finish(rd *reading) {
	if t.done != nil {
		t.done(rd)
	}
	rd.report(rd.scanned, true)
}

// place is where a column of an answer goes.
type place struct {
	column int
	cell   cell
	zones  zones
}

// bind matches the columns of an answer with those of the contract by name.
func (t table[R]) bind(rd *reading, row *R, query string, a *answer) ([]place, error) {
	var places []place
	supplied := map[string]bool{}
	for i, name := range a.names {
		name = strings.ToLower(name)
		if supplied[name] {
			return nil, &Contract{Fact: query, Column: name, Problem: "is answered twice"}
		}
		supplied[name] = true
		for _, c := range t.columns {
			if c.name == name {
				places = append(places, place{i, c.cell(row), rd.zonesOf(typeName(a.rows, i))})
				rd.supplies(t.name + "." + name)
			}
		}
	}
	for _, c := range t.columns {
		switch {
		case supplied[c.name]:
		case c.required:
			return nil, &Contract{Fact: query, Column: c.name, Problem: "is missing from the answer"}
		default:
			rd.lacks(t.name + "." + c.name)
		}
	}
	return places, nil
}

// begin opens the counting of a fact, once for all its queries.
func (rd *reading) begin(name string) {
	if rd.in != nil && rd.in.Fact == name {
		return
	}
	rd.supplies(name)
	rd.snap.Intake = append(rd.snap.Intake, fact.Intake{Fact: name})
	rd.in, rd.scanned = &rd.snap.Intake[len(rd.snap.Intake)-1], 0
	rd.about, rd.brief = about{}, slices.Contains(rd.scope.Brief, name)
}

// count enters what became of the row at hand.
func (rd *reading) count(o outcome) {
	rd.scanned++
	switch o {
	case used:
		rd.in.Read++
		rd.in.Used++
		if rd.assumed {
			rd.in.Assumed++
		}
	case excluded:
		rd.in.Read++
		rd.in.Excluded++
	}
	rd.assumed = false
}

func (rd *reading) report(rows int, done bool) {
	if rd.progress != nil {
		rd.progress(Progress{Fact: rd.in.Fact, Rows: rows, Done: done})
	}
}
