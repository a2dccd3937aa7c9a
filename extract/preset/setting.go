package preset

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Setting is a variable of the session, set for one query.
type Setting struct {
	Name  string
	Value int64
}

// settable are the variables that a query may set, each with the largest value.
// They decide how a server joins and groups, never what it answers; a server that
// does not know one goes without.
var settable = map[string]int64{
	"join_cache_level":        8,
	"join_buffer_size":        1 << 30,
	"join_buffer_space_limit": 1 << 30,
	"tmp_memory_table_size":   1 << 30,
	"max_heap_table_size":     1 << 30,
}

// Settings are those that the query of a fact asks for, in alphabetical order. A
// variable holds for that query only: what makes one faster makes others slower.
func (p *Preset) Settings(fact string) []Setting {
	var out []Setting
	for _, name := range slices.Sorted(maps.Keys(p.SessionSettings[fact])) {
		out = append(out, Setting{Name: name, Value: p.SessionSettings[fact][name]})
	}
	return out
}

// verifySettings looks for mistakes in the settings of preset.yml.
func (p *Preset) verifySettings() []error {
	var errs []error
	for _, fact := range slices.Sorted(maps.Keys(p.SessionSettings)) {
		if !p.Has(fact) {
			errs = append(errs, fmt.Errorf("settings: there is no %s.sql", fact))
		}
		for _, s := range p.Settings(fact) {
			most, known := settable[s.Name]
			switch {
			case !known:
				errs = append(errs, fmt.Errorf("settings: %s: %s may not be set; what may be: %s",
					fact, s.Name, strings.Join(slices.Sorted(maps.Keys(settable)), ", ")))
			case s.Value < 0 || s.Value > most:
				errs = append(errs, fmt.Errorf("settings: %s: %s is %d; it may be 0 to %d", fact, s.Name, s.Value, most))
			}
		}
	}
	return errs
}
