package preset

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a query asks of its session is in a fixed order, and of no other query.
func TestSettings(t *testing.T) {
	p := &Preset{queries: map[string]string{"lines": "SELECT 1", "documents": "SELECT 1"}, SessionSettings: map[string]map[string]int64{
		"lines": {"join_cache_level": 4, "join_buffer_size": 1 << 20},
	}}
	if errs := p.verifySettings(); errs != nil {
		t.Error(errs)
	}
	want := []Setting{{"join_buffer_size", 1 << 20}, {"join_cache_level", 4}}
	if diff := cmp.Diff(want, p.Settings("lines")); diff != "" {
		t.Errorf("lines (want − got):\n%s", diff)
	}
	if got := p.Settings("documents"); got != nil {
		t.Errorf("documents ask for %v", got)
	}
}

// A preset may not change what a server answers, nor ask for all its memory.
func TestSettingsRefused(t *testing.T) {
	for want, settings := range map[string]map[string]map[string]int64{
		"settings: there is no line.sql": {"line": {"join_cache_level": 4}},
		"settings: lines: sql_mode may not be set; what may be: join_buffer_size, join_buffer_space_limit, join_cache_level, max_heap_table_size, tmp_memory_table_size": {
			"lines": {"sql_mode": 1},
		},
		"settings: lines: join_cache_level is 9; it may be 0 to 8":                   {"lines": {"join_cache_level": 9}},
		"settings: lines: join_buffer_size is -1; it may be 0 to 1073741824":         {"lines": {"join_buffer_size": -1}},
		"settings: lines: join_buffer_size is 1073741825; it may be 0 to 1073741824": {"lines": {"join_buffer_size": 1<<30 + 1}},
	} {
		p := &Preset{queries: map[string]string{"lines": "SELECT 1"}, SessionSettings: settings}
		if errs := p.verifySettings(); len(errs) != 1 || errs[0].Error() != want {
			t.Errorf("got  %v\nwant %s", errs, want)
		}
	}
}
