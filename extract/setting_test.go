package extract

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/extract/preset"
)

// A query's settings hold while it runs, and no longer.
func TestSettingsHoldForOneQuery(t *testing.T) {
	settings := []preset.Setting{{Name: "join_cache_level", Value: 4}, {Name: "join_buffer_size", Value: 1024}}
	const level, size = "SET SESSION join_cache_level = ", "SET SESSION join_buffer_size = "
	for name, test := range map[string]struct {
		refuses map[string]uint16
		query   error
		said    []string
		fails   string
	}{
		"as a rule":           {nil, nil, []string{level + "4", size + "1024", "query", level + "DEFAULT", size + "DEFAULT"}, ""},
		"an unknown variable": {map[string]uint16{"level": 1193}, nil, []string{level + "4", size + "1024", "query", level + "DEFAULT", size + "DEFAULT"}, ""},
		"a refusal":           {map[string]uint16{"size": 1227}, nil, []string{level + "4", size + "1024"}, "SET SESSION join_buffer_size = 1024: Error 1227: refused"},
		"a failing query":     {nil, errors.New("no such table"), []string{level + "4", size + "1024", "query"}, "no such table"},
	} {
		t.Run(name, func(t *testing.T) {
			server := &fakeServer{refuses: test.refuses}
			ss := sessionOn(t, server)
			err := ss.with(settings, func() error {
				server.said = append(server.said, "query")
				return test.query
			})
			if got := textOf(err); got != test.fails {
				t.Errorf("got %q, want %q", got, test.fails)
			}
			if diff := cmp.Diff(test.said, server.said); diff != "" {
				t.Errorf("said (want − got):\n%s", diff)
			}
		})
	}
}

// A file has no variables.
func TestSQLiteHasNoSettings(t *testing.T) {
	p := &preset.Preset{SessionSettings: map[string]map[string]int64{"lines": {"join_cache_level": 4}}}
	if got := (&Source{engine: sqliteEngine{}, preset: p}).settingsOf("lines"); got != nil {
		t.Errorf("SQLite is told %v", got)
	}
	if got := (&Source{engine: mysqlEngine{}, preset: p}).settingsOf("lines"); len(got) != 1 {
		t.Errorf("MySQL is told %v", got)
	}
}

func sessionOn(t *testing.T, server *fakeServer) *session {
	t.Helper()
	db := sql.OpenDB(server)
	t.Cleanup(func() { db.Close() })
	conn, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return &session{conn: conn, ctx: context.Background(), cancel: func() {}}
}

func textOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
