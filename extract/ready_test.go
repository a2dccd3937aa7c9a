package extract_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/internal/mariadbtest"
)

var askedOf = extract.Scope{AsOf: fact.NewDate(2026, 9, 24), Company: "1"}

// answers are queries and whether they say yes, in SQL that both engines know.
var answers = []struct {
	query string
	want  bool
}{
	{"SELECT 1", true},
	{"SELECT 0", false},
	{"SELECT 'closed', 0", true},
	{"SELECT ''", false},
	{"SELECT ' false '", false},
	{"SELECT NULL", false},
	{"SELECT 0.5", true},
	{"SELECT 1 WHERE 1 = 0", false},
	{"WITH d AS (SELECT :as_of AS day) SELECT COUNT(*) FROM d WHERE day = '2026-09-24'", true},
	{"SELECT '23:59:59' > '1' AND :company = '1' -- :nothing", true},
}

func TestReady(t *testing.T) {
	s, err := extract.Open(t.Context(), onSQLite(t), asReference)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ask(t, s)
	for query, want := range map[string]any{
		"SELECT 1 FROM nowhere": new(*extract.Contract),
		"SELECT :day":           new(*extract.ParameterError),
	} {
		if _, err := s.Ready(t.Context(), query, askedOf); !errors.As(err, want) {
			t.Errorf("%s: %v, want %T", query, err, want)
		}
	}
}

func ask(t *testing.T, s *extract.Source) {
	t.Helper()
	for _, a := range answers {
		if got, err := s.Ready(t.Context(), a.query, askedOf); err != nil || got != a.want {
			t.Errorf("%s: %v, %v, want %v", a.query, got, err, a.want)
		}
	}
}

// A question to a server cannot write, and does not take longer than it may.
func TestReadyOnAServer(t *testing.T) {
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, "ready")
	if _, err := server.Open(t, dsn).Exec("CREATE TABLE days (day DATE)"); err != nil {
		t.Fatal(err)
	}
	s, err := extract.Open(t.Context(), dsn, extract.Options{Preset: "reference", StatementTimeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ask(t, s)
	begun := time.Now()
	_, err = s.Ready(t.Context(), "SELECT SLEEP(30) FROM (SELECT 1 UNION SELECT 2) AS two", askedOf)
	var unreachable *extract.Unreachable
	if !errors.As(err, &unreachable) || time.Since(begun) > 10*time.Second {
		t.Errorf("after %v: %v", time.Since(begun), err)
	}
	if _, err := s.Ready(t.Context(), "DELETE FROM days", askedOf); err == nil || !strings.Contains(err.Error(), "READ ONLY") {
		t.Errorf("a question that writes: %v", err)
	}
}
