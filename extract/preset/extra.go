package preset

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Extra is a table without which a query answers all the same, only less: of a module
// that is not installed, or one that the account is not let see. In the queries
// {name} stands for it, and for no rows where it cannot be read.
type Extra struct {
	Name string `yaml:"name"`
	// Table may hold an {identifier}, Columns are those that queries read of it.
	Table   string   `yaml:"table"`
	Columns []string `yaml:"columns"`
	// Gives names the columns of facts that come from it alone, and are missing
	// without it: salespeople.mail.
	Gives []string `yaml:"gives"`
}

// GivesAll says whether a whole fact comes from the extra: without it there is none.
func (e Extra) GivesAll() bool {
	return slices.ContainsFunc(e.Gives, func(what string) bool { return !strings.Contains(what, ".") })
}

// nothing is a table of no rows with the columns of an extra.
func (e Extra) nothing() string {
	var columns []string
	for _, c := range e.Columns {
		columns = append(columns, "NULL AS `"+c+"`")
	}
	return "(SELECT " + strings.Join(columns, ", ") + " FROM (SELECT 1 AS one) nothing WHERE 1 = 0)"
}

// Without returns the values under which queries read no rows of an extra.
func (v Values) Without(e Extra) Values {
	v.identifiers = maps.Clone(v.identifiers)
	v.identifiers[e.Name] = e.nothing()
	return v
}

// withExtras enters the tables of extras; [Preset.verifyExtras] tells of those that
// cannot be.
func (v Values) withExtras(extras []Extra) Values {
	for _, e := range extras {
		if table, err := v.name(e.Table); err == nil {
			v.identifiers[e.Name] = "`" + table + "`"
		}
	}
	return v
}

// Extra returns the one whose table is named, with that name.
func (p *Preset) Extra(v Values, table string) (e Extra, found bool) {
	for _, e = range p.Extras {
		name, err := v.name(e.Table)
		if err == nil && strings.EqualFold(name, table) {
			e.Table = name
			return e, true
		}
	}
	return Extra{}, false
}

// verifyExtras looks for mistakes in the declarations: an extra's name is one of its
// own, what it gives is not missing anyhow, and its table is among those that are read.
func (p *Preset) verifyExtras(v Values) error {
	for _, e := range p.Extras {
		_, err := v.name(e.Table)
		isParameter := slices.ContainsFunc(p.Parameters, func(q Parameter) bool { return q.Name == e.Name })
		switch {
		case err != nil:
			return fmt.Errorf("extras: %s: %w", e.Name, err)
		case e.Name == "" || nameAt(e.Name, 0) != e.Name || isParameter:
			return fmt.Errorf("extras: %q is not a name of its own", e.Name)
		case len(e.Columns) == 0:
			return fmt.Errorf("extras: %s has no columns", e.Name)
		case !slices.Contains(p.Reads, e.Table):
			return fmt.Errorf("extras: %s: %q is not among the tables under reads", e.Name, e.Table)
		}
		for _, what := range e.Gives {
			if slices.Contains(p.Missing, what) {
				return fmt.Errorf("extras: %s gives %s, which is under missing", e.Name, what)
			}
		}
	}
	return nil
}
