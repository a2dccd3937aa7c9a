package preset

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Recognise says how an ERP and its version are told from a database.
type Recognise struct {
	// Tables stand in every database of the ERP, and not together in another's. A
	// name may hold an {identifier}.
	Tables []string `yaml:"tables"`
	// Version holds queries, each for one text. Not every installation can answer
	// each: the first that does counts.
	Version []string `yaml:"version"`
}

// Change is a name that a version of the ERP brought, took away or changed. Was is
// empty where there was nothing before, Is where there is nothing since.
type Change struct {
	Version string `yaml:"version"`
	// Table holds the columns Was and Is; where it is empty they are tables.
	Table string `yaml:"table"`
	Was   string `yaml:"was"`
	Is    string `yaml:"is"`
}

// bind puts identifiers into the names of a change.
func (c Change) bind(v Values) (Change, error) {
	for _, name := range []*string{&c.Table, &c.Was, &c.Is} {
		bound, err := v.name(*name)
		if err != nil {
			return c, fmt.Errorf("changes: %w", err)
		}
		*name = bound
	}
	return c, nil
}

// History lists what changed in the ERP's tables, the oldest version first as
// preset.yml has it, under the given values.
func (p *Preset) History(v Values) ([]Change, error) {
	var out []Change
	for _, c := range p.Changes {
		bound, err := c.bind(v)
		if err != nil {
			return nil, err
		}
		out = append(out, bound)
	}
	return out, nil
}

// VersionQueries are those of [Recognise], ready to be run.
func (p *Preset) VersionQueries(v Values) ([]string, error) {
	return v.names("recognise: version", p.Recognise.Version)
}

// Marks are the tables by which the ERP is recognised, under the given values.
func (p *Preset) Marks(v Values) ([]string, error) {
	return v.names("recognise: tables", p.Recognise.Tables)
}

// Placements are the values under which the preset's tables may stand in a
// database that has these: one for each prefix that a table of the preset has there,
// in alphabetical order. A preset whose tables have one name everywhere has one.
func (p *Preset) Placements(tables []string) []Values {
	identifier := p.identifier()
	if identifier == "" {
		return []Values{p.values(nil)}
	}
	found := map[string]bool{}
	for _, mark := range p.Recognise.Tables {
		before, after, _ := strings.Cut(mark, "{"+identifier+"}")
		pattern := regexp.MustCompile(`(?i)\A` + regexp.QuoteMeta(before) + `(` + identifierPattern + `)` + regexp.QuoteMeta(after) + `\z`)
		for _, table := range tables {
			if m := pattern.FindStringSubmatch(table); m != nil {
				found[m[1]] = true
			}
		}
	}
	var out []Values
	for _, value := range slices.Sorted(maps.Keys(found)) {
		out = append(out, p.values(map[string]string{identifier: value}))
	}
	return out
}

// identifier is the parameter that is part of tables' names; empty where there is
// none.
func (p *Preset) identifier() string {
	for _, q := range p.Parameters {
		if q.Identifier {
			return q.Name
		}
	}
	return ""
}

// Placed says which parameter decides where the tables stand, and its value.
func (p *Preset) Placed(v Values) (name, value string) {
	name = p.identifier()
	return name, v.identifiers[name]
}

// MaySkip says whether what a query answers counts as not supplied where the database
// lacks a table that it reads.
func (p *Preset) MaySkip(query string) bool { return slices.Contains(p.Optional, query) }

// name puts identifiers into the name of a table or column, or a query of such names
// only.
func (v Values) name(text string) (string, error) {
	bound, _, err := Bind(text, nil, v.identifiers)
	return bound, err
}

// names is name for all that a field of preset.yml lists.
func (v Values) names(field string, texts []string) ([]string, error) {
	out := make([]string, len(texts))
	for i, text := range texts {
		bound, err := v.name(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", field, err)
		}
		out[i] = bound
	}
	return out, nil
}

// verifyRecognition looks for mistakes in what the ERP is recognised by.
func (p *Preset) verifyRecognition(v Values) error {
	if _, err := p.Marks(v); err != nil {
		return err
	}
	if _, err := p.VersionQueries(v); err != nil {
		return err
	}
	history, err := p.History(v)
	if err != nil {
		return err
	}
	for _, c := range history {
		if c.Version == "" || c.Was == "" && c.Is == "" {
			return fmt.Errorf("changes: %+v names no version, or nothing that changed", c)
		}
	}
	for _, query := range p.Optional {
		if _, known := p.queries[query]; !known || query == "company" || query == "documents" {
			return fmt.Errorf("optional: %q has no query of its own that may be left out", query)
		}
	}
	for _, name := range p.Unscoped {
		if _, known := p.queries[name]; !known {
			return fmt.Errorf("unscoped: there is no query %q", name)
		}
	}
	return nil
}

// pageNames are what a page's path may hold in braces.
var pageNames = []string{"{id}", "{number}", "{head}", "{tail}"}

// verifyPages looks for mistakes in the paths of the ERP's pages.
func (p *Preset) verifyPages() error {
	for _, kind := range slices.Sorted(maps.Keys(p.Pages)) {
		rest := p.Pages[kind]
		for _, name := range pageNames {
			rest = strings.ReplaceAll(rest, name, "")
		}
		if !strings.HasPrefix(rest, "/") || rest == p.Pages[kind] || strings.ContainsAny(rest, "{}") {
			return fmt.Errorf("pages: %s: %q is no path with one of %s in it", kind, p.Pages[kind], strings.Join(pageNames, ", "))
		}
	}
	return nil
}
