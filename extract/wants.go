package extract

import (
	"errors"
	"slices"
	"strings"
)

// wants collects what the queries of a source cannot read, so that each table or
// column is told of once, with all queries that need it.
type wants struct {
	list []want
	// skipped are the tables of queries that are not supplied for want of one of them.
	skipped []string
}

// want is one thing that is not there, or that the account may not read.
type want struct {
	name    Name
	subject string
	problem string // behind "documents.sql reads "
	hint    string
	err     error
	facts   []string
}

// add enters the error of a query, if it is of this kind.
func (w *wants) add(err error) bool {
	var denied *Denied
	var contract *Contract
	switch {
	case errors.As(err, &denied):
		w.enter(denied.Fact, want{
			name: Name{Table: denied.Table}, subject: "rights", problem: denied.problem(), hint: denied.Hint(), err: err,
		})
	case errors.As(err, &contract) && contract.Lacks != Name{}:
		subject := "tables"
		if contract.Lacks.Column != "" {
			subject = "columns"
		}
		w.enter(contract.Fact, want{
			name: contract.Lacks, subject: subject, problem: strings.TrimPrefix(contract.Problem, "reads "), hint: contract.Remedy(), err: err,
		})
	default:
		return false
	}
	return true
}

func (w *wants) enter(factName string, new want) {
	i := slices.IndexFunc(w.list, new.same)
	switch {
	case i < 0:
		w.list, i = append(w.list, new), len(w.list)
	case w.list[i].name.Table == "": // now it is known of which table
		new.facts = w.list[i].facts
		w.list[i] = new
	}
	if facts := &w.list[i].facts; !slices.Contains(*facts, factName) {
		*facts = append(*facts, factName)
	}
}

// same says whether two wants are of one thing. A column of a table that is not known
// is taken for the one that is.
func (w want) same(other want) bool {
	nameless := w.name.Table == "" || other.name.Table == ""
	return w.subject == other.subject && w.name.Column == other.name.Column && (nameless || w.name.Table == other.name.Table)
}

// tells says whether a table has been told of.
func (w *wants) tells(table string) bool {
	return slices.Contains(w.skipped, table) ||
		slices.ContainsFunc(w.list, func(x want) bool { return strings.EqualFold(x.name.Table, table) })
}

// remarks are one for each want.
func (w *wants) remarks() []Remark {
	var out []Remark
	for _, x := range w.list {
		verb := " read "
		if len(x.facts) == 1 {
			verb = " reads "
		}
		text := strings.Join(x.facts, ".sql, ") + ".sql" + verb + x.problem
		out = append(out, Remark{Level: Error, Subject: x.subject, Text: text, Hint: x.hint, Err: x.err})
	}
	return out
}
