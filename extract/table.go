package extract

import (
	"database/sql"
	"strings"

	"daybook/extract/fact"
)

// factTable is a [table] of any row type.
type factTable interface {
	contract() Fact
	read(rd *reading, rows *sql.Rows) error
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

// progressRows is the number of rows between two reports of progress.
const progressRows = 5000

// read streams the rows of an answer through t.row. No value is reflected upon:
// each cell takes its own bytes.
func (t table[R]) read(rd *reading, rows *sql.Rows) error {
	row := new(R)
	answer, err := t.bind(rd, row, rows)
	if err != nil {
		return err
	}
	rd.begin(t.name)
	for n := 1; rows.Next(); n++ {
		if err := rows.Scan(answer.dest...); err != nil {
			return err
		}
		for i, c := range answer.cells {
			if c != nil {
				c.set(answer.raw[i], answer.zones[i])
			}
		}
		rd.count(t.row(rd, row))
		if n%progressRows == 0 {
			rd.report(n, false)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if t.done != nil {
		t.done(rd)
	}
	rd.report(rd.scanned, true)
	return nil
}

// answer is where the columns of one query go; a nil cell takes no column.
type answer struct {
	raw   []sql.RawBytes
	dest  []any
	cells []cell
	zones []zones
}

// bind matches the columns of an answer with those of the contract by name.
func (t table[R]) bind(rd *reading, row *R, rows *sql.Rows) (*answer, error) {
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	a := &answer{raw: make([]sql.RawBytes, len(types)), cells: make([]cell, len(types)), zones: make([]zones, len(types))}
	supplied := map[string]bool{}
	for i, typ := range types {
		name := strings.ToLower(typ.Name())
		if supplied[name] {
			return nil, &Contract{Fact: t.name, Column: name, Problem: "is answered twice"}
		}
		supplied[name] = true
		a.dest = append(a.dest, &a.raw[i])
		a.zones[i] = rd.zonesOf(typ.DatabaseTypeName())
		for _, c := range t.columns {
			if c.name == name {
				a.cells[i] = c.cell(row)
			}
		}
	}
	for _, c := range t.columns {
		switch {
		case supplied[c.name]:
		case c.required:
			return nil, &Contract{Fact: t.name, Column: c.name, Problem: "is missing from the answer"}
		default:
			rd.lacks(t.name + "." + c.name)
		}
	}
	return a, nil
}

// begin opens the counting of a fact.
func (rd *reading) begin(name string) {
	rd.snap.Intake = append(rd.snap.Intake, fact.Intake{Fact: name})
	rd.in, rd.scanned = &rd.snap.Intake[len(rd.snap.Intake)-1], 0
	rd.about = about{}
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
