package extract

import (
	"context"
	"slices"
	"strings"
)

// catalogue is what the account sees of a database: tables that it has no right to
// are not in it.
type catalogue struct {
	tables  map[string]standing // by name in lower case
	columns map[string][]string // by table in lower case; as they are written
}

// standing is a table or a view as the database keeps it.
type standing struct {
	name, engine string
	view         bool
}

// catalogue returns the names of everything in the source's database, which it reads
// once in a session: an ERP may have a thousand tables, and each query that fails asks.
func (s *Source) catalogue(ctx context.Context, ss *session) (*catalogue, error) {
	if ss.seen != nil {
		return ss.seen, nil
	}
	c := &catalogue{tables: map[string]standing{}, columns: map[string][]string{}}
	tables, columns := s.engine.lists()
	var t standing
	err := ss.each(ctx, "the list of tables", tables, []any{&t.name, &t.engine, &t.view}, func() {
		c.tables[strings.ToLower(t.name)] = t
	})
	if err != nil {
		return nil, err
	}
	var table, column string
	err = ss.each(ctx, "the list of columns", columns, []any{&table, &column}, func() {
		key := strings.ToLower(table)
		c.columns[key] = append(c.columns[key], column)
	})
	if err != nil {
		return nil, err
	}
	ss.seen = c
	return c, nil
}

// each runs a query of our own and scans its rows into the same places.
func (ss *session) each(ctx context.Context, what, query string, into []any, take func()) error {
	rows, err := ss.query(query, nil)
	if err != nil {
		return failed(ctx, what, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return failed(ctx, what, err)
		}
		take()
	}
	if err := rows.Err(); err != nil {
		return failed(ctx, what, err)
	}
	return nil
}

func (c *catalogue) has(table string) bool {
	_, seen := c.tables[strings.ToLower(table)]
	return seen
}

func (c *catalogue) hasColumn(table, column string) bool {
	return slices.ContainsFunc(c.columns[strings.ToLower(table)], func(name string) bool { return strings.EqualFold(name, column) })
}

// names lists the tables in alphabetical order.
func (c *catalogue) names() []string {
	out := make([]string, 0, len(c.tables))
	for _, t := range c.tables {
		out = append(out, t.name)
	}
	slices.Sort(out)
	return out
}

// alike finds the columns of a table whose names hold the wanted one or are held by
// it, as a renamed column's often is.
func (c *catalogue) alike(table, column string) []string {
	const least = 3 // letters; less is in everything
	var out []string
	for _, name := range c.columns[strings.ToLower(table)] {
		long, short := strings.ToLower(name), strings.ToLower(column)
		if len(long) < len(short) {
			long, short = short, long
		}
		if len(short) >= least && strings.Contains(long, short) {
			out = append(out, name)
		}
	}
	return out
}
