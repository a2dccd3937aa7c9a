package tables

import (
	"slices"
	"strings"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/reference"
)

// table is a reference table as the contract describes it.
type table struct {
	name    string
	columns []column // in the order of the table
}

type column struct {
	extract.Column
	words []string // what a code may be; nil for free text
}

// words are the columns whose text is one of a few.
var words = map[string][]string{
	"customers.terms_rule":   {"days", "end_of_month", "day_of_month"},
	"documents.kind":         fact.Kinds,
	"allocations.kind":       fact.AllocationKinds,
	"allocations.giver_kind": {"receipt", "document"},
	"allocations.taker_kind": {"receipt", "document"},
	"control.basis":          {string(fact.ControlLedger), string(fact.ControlSource)},
}

// schema returns the tables that can be imported: those that the contract knows.
func schema() []table {
	var out []table
	facts := extract.Facts()
	for _, r := range reference.Tables {
		i := slices.IndexFunc(facts, func(f extract.Fact) bool { return f.Name == r.Name })
		if i < 0 {
			continue // stored, and read by nothing yet
		}
		t := table{name: r.Name}
		for _, name := range r.Columns {
			t.columns = append(t.columns, column{contracted(facts[i], name), words[r.Name+"."+name]})
		}
		out = append(out, t)
	}
	return out
}

// contracted is a column as the contract has it. The company, by which the
// queries choose rows, is in no answer of theirs: it is text that may be left out.
func contracted(f extract.Fact, name string) extract.Column {
	for _, c := range f.Columns {
		if c.Name == name {
			return c
		}
	}
	return extract.Column{Name: name, Kind: extract.Text}
}

func tableNamed(name string) (table, bool) {
	for _, t := range schema() {
		if t.name == name {
			return t, true
		}
	}
	return table{}, false
}

func tableNames() []string {
	var out []string
	for _, t := range schema() {
		out = append(out, t.name)
	}
	return out
}

func (t table) names() []string {
	var out []string
	for _, c := range t.columns {
		out = append(out, c.Name)
	}
	return out
}

func (t table) index(name string) int {
	return slices.IndexFunc(t.columns, func(c column) bool { return c.Name == name })
}

// lacks names the columns that must be there and are not among those given.
func (t table) lacks(given func(name string) bool) string {
	var out []string
	for _, c := range t.columns {
		if c.Required && !given(c.Name) {
			out = append(out, c.Name)
		}
	}
	return strings.Join(out, ", ")
}

// noTable says that there is no such table, and which was probably meant.
func noTable(name string) string {
	if slices.ContainsFunc(reference.Tables, func(t reference.Table) bool { return t.Name == name }) {
		return name + " is stored and read by no report yet: leave it out"
	}
	if near := nearest(name, tableNames()); near != "" {
		return "there is no table " + name + "; did you mean " + near + "?"
	}
	return "there is no table " + name + "; the tables are " + strings.Join(tableNames(), ", ")
}
