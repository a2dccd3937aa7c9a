package extract

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybook/extract/fact"
	"daybook/extract/preset"
	"daybook/internal/mariadbtest"
)

// answersOf runs a query on a new database and returns its rows as text.
func answersOf(t *testing.T, query string, args ...any) (rows []string) {
	t.Helper()
	session := openSession(t, t.Context())
	err := session.stream(query, args, func(a *answer) error {
		for a.next() {
			var row []string
			for i := range a.names {
				row = append(row, string(a.bytes(i)))
			}
			rows = append(rows, strings.Join(row, "|"))
		}
		return a.err
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func openSession(t *testing.T, ctx context.Context) *session {
	t.Helper()
	server := mariadbtest.Start(t)
	s := &Source{preset: &preset.Preset{}, timeout: time.Minute}
	if err := s.connect(server.DSN(t, "answer")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	session, err := s.open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(session.close)
	return session
}

// Whatever the driver makes of a column, its bytes are those of the database.
func TestAnswerIsWhatTheDatabaseSent(t *testing.T) {
	query := `SELECT CAST('12.50000000' AS DECIMAL(25,8)), 7, CAST(18446744073709551615 AS UNSIGNED), 1.5e0, NULL, DATE '2025-05-31',
		TIMESTAMP '2025-05-31 23:30:00', 'Müller', b'1', ?`
	const want = "12.50000000|7|18446744073709551615|1.5||2025-05-31|2025-05-31 23:30:00|Müller|\x01|c1"
	if got := answersOf(t, query, "c1"); len(got) != 1 || got[0] != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// A question mark in a text makes the driver skip the query, which is prepared
// instead and answers the same.
func TestQuestionMarkInAText(t *testing.T) {
	const want = "paid?|12.5000|7|2025-05-31|c1"
	if got := answersOf(t, "SELECT 'paid?', CAST(12.5 AS DECIMAL(18,4)), 7, DATE '2025-05-31', ?", "c1"); len(got) != 1 || got[0] != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// An answer that is given up is not read to its end: eight thousand million rows
// would take hours.
func TestAnswerIsGivenUp(t *testing.T) {
	const endless = "SELECT 1 FROM information_schema.columns a, information_schema.columns b, information_schema.columns c"
	enough := errors.New("enough")
	session := openSession(t, t.Context())
	begun := time.Now()
	err := session.stream(endless, nil, func(a *answer) error {
		a.next()
		return enough
	})
	if !errors.Is(err, enough) || time.Since(begun) > 30*time.Second {
		t.Errorf("%v after %s", err, time.Since(begun))
	}
}

// A run that is called off ends in the middle of an answer.
func TestAnswerEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	session := openSession(t, ctx)
	err := session.stream("SELECT 1 FROM information_schema.columns a, information_schema.columns b, information_schema.columns c", nil, func(a *answer) error {
		a.next()
		cancel()
		for a.next() {
		}
		return a.err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// An index answers as a map of texts does, whatever ids look like and in whatever
// order they come.
func TestIndexIsAMap(t *testing.T) {
	id := rapid.OneOf(
		rapid.StringMatching(`[0-9]{1,3}`), rapid.StringMatching(`[1-9][0-9]{4,11}`), rapid.StringMatching(`0[0-9]{1,3}`),
		rapid.StringMatching(`-?[0-9a-z/]{0,4}`),
	)
	rapid.Check(t, func(t *rapid.T) {
		var x index
		want := map[string]fact.Ref{}
		for place, id := range rapid.SliceOf(id).Draw(t, "ids") {
			switch rapid.IntRange(0, 2).Draw(t, "how") {
			case 0:
				x.putLater(id)
				if _, found := want[id]; !found {
					want[id] = later
				}
			default:
				x.put(id, fact.Ref(place))
				want[id] = fact.Ref(place)
			}
		}
		for _, id := range append(rapid.SliceOf(id).Draw(t, "others"), "") {
			ref, found := want[id]
			if !found {
				ref = fact.None
			}
			if got := x.at([]byte(id)); got != ref || x.has([]byte(id)) != found {
				t.Fatalf("%q is at %d, want %d", id, got, ref)
			}
		}
		for id, ref := range want {
			if got := x.at([]byte(id)); got != ref {
				t.Fatalf("%q is at %d, want %d", id, got, ref)
			}
		}
	})
}
