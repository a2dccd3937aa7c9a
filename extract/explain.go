package extract

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"daybook/extract/preset"
)

// explain turns what a database said of a query into what it means for the
// operator: that it holds another ERP, that the account may not read a table, or
// that a version calls something otherwise. Whatever cannot be explained stays what
// the database said.
func (s *Source) explain(ctx context.Context, ss *session, factName, query string, err error) error {
	plain := failed(ctx, factName, err)
	if ctx.Err() != nil {
		return plain
	}
	x := explanation{source: s, session: ss, fact: factName, query: query, err: err}
	for _, reading := range []func(context.Context) error{x.denied, x.missingTable, x.missingColumn, x.brokenView} {
		if explained := reading(ctx); explained != nil {
			return explained
		}
	}
	return plain
}

// explanation is an error that is looked into.
type explanation struct {
	source      *Source
	session     *session
	fact, query string
	err         error
}

// What the databases say, with the names in it. MySQL quotes a table in another way
// than MariaDB does.
var (
	deniedTable  = regexp.MustCompile("(?i)command denied to user .* for table [`'](?:[^`']*`\\.`)?([^`']+)[`']")
	deniedColumn = regexp.MustCompile("(?i)command denied to user .* for column [`']([^`']+)[`'] in table [`']([^`']+)[`']")
	noTable      = regexp.MustCompile(`(?i)table '(?:[^'.]*\.)?([^']+)' doesn't exist|no such table: (?:main\.)?([^()]+?)(?: \(|$)`)
	noColumn     = regexp.MustCompile(`(?i)unknown column '([^']+)'|no such column: ([^ ()]+)`)
	brokenViews  = regexp.MustCompile(`(?i)view '(?:[^'.]*\.)?([^']+)' references invalid`)
)

// captured is the first group that a pattern caught of an error's text.
func captured(pattern *regexp.Regexp, err error) string {
	m := pattern.FindStringSubmatch(err.Error())
	if m == nil {
		return ""
	}
	return cmp.Or(m[1:]...)
}

func (x explanation) denied(ctx context.Context) error {
	e := &Denied{Fact: x.fact, Err: x.err}
	switch mysqlNumber(x.err) {
	case errTableAccess:
		e.Table = captured(deniedTable, x.err)
	case errColumnAccess:
		m := deniedColumn.FindStringSubmatch(x.err.Error())
		if m != nil {
			e.Column, e.Table = m[1], m[2]
		}
	}
	if e.Table == "" {
		return nil
	}
	if other := x.otherERP(ctx); other != nil {
		return other
	}
	if who, err := x.session.account(ctx); err == nil {
		e.Account = who
	}
	e.Grant = x.source.grant(ctx, x.session, e.Table)
	e.Optional = x.mayDoWithout(e.Table)
	return e
}

// mayDoWithout says that no query which must be there reads a table.
func (x explanation) mayDoWithout(table string) bool {
	p := x.source.preset
	return !slices.ContainsFunc(p.Queries(), func(query string) bool {
		text, _, err := x.source.bind(x.session, query, Scope{})
		return err != nil || !p.MaySkip(query) && slices.Contains(tablesOf(text, ""), table)
	})
}

// otherERP is what is wrong where the account has rights on single tables, and those
// are another ERP's: the server then says of ours that they are denied, not that
// they are not there.
func (x explanation) otherERP(ctx context.Context) error {
	seen, err := x.source.catalogue(ctx, x.session)
	if err != nil {
		return nil
	}
	var wrong *Mismatch
	if errors.As(x.source.mismatch(ctx, x.session, seen), &wrong) && len(wrong.Found) > 0 {
		return wrong
	}
	return nil
}

func (x explanation) missingTable(ctx context.Context) error {
	table := captured(noTable, x.err)
	if table == "" {
		return nil
	}
	seen, err := x.source.catalogue(ctx, x.session)
	if err != nil {
		return nil
	}
	if err := x.source.mismatch(ctx, x.session, seen); err != nil {
		return err
	}
	return &Contract{
		Fact: x.fact, Lacks: Name{Table: table}, Err: x.err, Hint: x.history(Name{Table: table}),
		Problem: fmt.Sprintf("reads the table %s, which is not there", table),
	}
}

func (x explanation) missingColumn(ctx context.Context) error {
	name := captured(noColumn, x.err)
	if name == "" {
		return nil
	}
	seen, err := x.source.catalogue(ctx, x.session)
	if err != nil {
		return nil
	}
	alias, column, qualified := strings.Cut(name, ".")
	if !qualified {
		alias, column = "", name
	}
	lacks := Name{Table: x.tableOf(seen, alias, column), Column: column}
	problem := fmt.Sprintf("reads the column %s, which none of its tables has", column)
	if lacks.Table != "" {
		problem = fmt.Sprintf("reads the column %s of %s, which is not there", column, lacks.Table)
	}
	hint := x.history(lacks)
	if others := seen.alike(lacks.Table, column); hint == "" && len(others) > 0 {
		hint = fmt.Sprintf("%s has %s: mend the query in a source.overlay folder", lacks.Table, strings.Join(others, ", "))
	}
	return &Contract{Fact: x.fact, Lacks: lacks, Err: x.err, Hint: hint, Problem: problem}
}

// history says by what name a version of the ERP calls what is missing.
func (x explanation) history(lacks Name) string {
	changes, err := x.source.preset.History(x.source.values)
	if err != nil {
		return ""
	}
	title := x.source.preset.Title
	for _, c := range changes {
		is, was := sides(c)
		switch {
		case sameName(is, lacks) && c.Was == "":
			return fmt.Sprintf("%s has it since version %s only: mend the query in a source.overlay folder, or read a newer version", title, c.Version)
		case sameName(is, lacks):
			return fmt.Sprintf("%s before %s calls it %s: mend the query in a source.overlay folder", title, c.Version, c.Was)
		case sameName(was, lacks) && c.Is == "":
			return fmt.Sprintf("%s has it no longer since version %s: mend the query in a source.overlay folder", title, c.Version)
		case sameName(was, lacks):
			return fmt.Sprintf("%s calls it %s since version %s: mend the query in a source.overlay folder", title, c.Is, c.Version)
		}
	}
	return ""
}

func sameName(a, b Name) bool {
	return strings.EqualFold(a.Table, b.Table) && strings.EqualFold(a.Column, b.Column) && a != Name{}
}

// sides are the two names of a change, each as what would be missing.
func sides(c preset.Change) (is, was Name) {
	if c.Table == "" {
		return Name{Table: c.Is}, Name{Table: c.Was}
	}
	return Name{c.Table, c.Is}, Name{c.Table, c.Was}
}

// tableOf finds the table that a column is missing from: of those that the query
// gives the alias, the one that lacks it. A name that may mean several is left open,
// but for one of which it is known that the column came or went.
func (x explanation) tableOf(seen *catalogue, alias, column string) string {
	var lacking []string
	for _, table := range tablesOf(x.query, alias) {
		if seen.has(table) && !seen.hasColumn(table, column) && !slices.Contains(lacking, table) {
			lacking = append(lacking, table)
		}
	}
	known := slices.IndexFunc(lacking, func(table string) bool { return x.history(Name{table, column}) != "" })
	switch {
	case known >= 0:
		return lacking[known]
	case len(lacking) == 1:
		return lacking[0]
	}
	meant := slices.DeleteFunc(x.holders(column), func(table string) bool { return !slices.Contains(lacking, table) })
	if len(meant) == 1 {
		return meant[0]
	}
	return ""
}

// holders are the tables of which any of the preset's queries reads a column by
// name: debtortrans, where one of them says t.trandate FROM debtortrans t.
func (x explanation) holders(column string) []string {
	qualified := regexp.MustCompile(`(?i)\b(\w+)\.` + regexp.QuoteMeta(column) + `\b`)
	var out []string
	for _, factName := range x.source.preset.Queries() {
		query, _, err := x.source.bind(x.session, factName, Scope{})
		if err != nil {
			continue
		}
		for _, m := range qualified.FindAllStringSubmatch(query, -1) {
			for _, table := range tablesOf(query, m[1]) {
				if !slices.Contains(out, table) {
					out = append(out, table)
				}
			}
		}
	}
	return out
}

var (
	comment = regexp.MustCompile(`(?m)--\s.*$`)
	source  = regexp.MustCompile("(?i)\\b(?:from|join)\\s+(`[^`]+`|\\w+)(?:\\s+(?:as\\s+)?(\\w+))?")
)

// tablesOf lists the tables that a query reads under an alias, or all where there is
// none.
func tablesOf(query, alias string) []string {
	var out []string
	for _, m := range source.FindAllStringSubmatch(comment.ReplaceAllString(query, ""), -1) {
		table := strings.Trim(m[1], "`")
		if alias == "" || strings.EqualFold(m[2], alias) || strings.EqualFold(table, alias) {
			out = append(out, table)
		}
	}
	return out
}

// brokenView is a view over what is no longer there or may no longer be read.
func (x explanation) brokenView(context.Context) error {
	view := captured(brokenViews, x.err)
	if view == "" {
		return nil
	}
	return &Contract{
		Fact: x.fact, Lacks: Name{Table: view}, Err: x.err,
		Problem: fmt.Sprintf("reads the view %s, under which a table or column is gone, or which its definer may no longer read", view),
		Hint:    "mend the view; SHOW CREATE VIEW " + quoteName(view) + " names its tables and its definer",
	}
}
