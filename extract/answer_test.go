package extract

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
				row = append(row, string(a.cells[i]))
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
	return openSessionTo(t, ctx, mariadbtest.Start(t).DSN(t, "answer"))
}

func openSessionTo(t *testing.T, ctx context.Context, dsn string) *session {
	t.Helper()
	s := &Source{preset: &preset.Preset{}, timeout: time.Minute}
	if err := s.connect(dsn); err != nil {
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

// What is taken from the wire is what the driver makes of the same answer, also
// around rows that only the driver reads.
func TestWireAndDriverAgree(t *testing.T) {
	const columns = `i INT ZEROFILL, u BIGINT UNSIGNED ZEROFILL, y YEAR, d DECIMAL(18,4) ZEROFILL, f FLOAT, g DOUBLE, s LONGTEXT, b BIT(1), t DATETIME, n INT`
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, "agree")
	db := server.Open(t, dsn)
	db.MustExec("CREATE TABLE kinds (" + columns + ")")
	const row = "INSERT INTO kinds VALUES (?, ?, ?, ?, ?, ?, REPEAT('x', ?), ?, ?, NULL)"
	for _, length := range []int{0, 1, 250, 251, 1 << 16, wireBuffer - 1, 3 * wireBuffer, 5} {
		db.MustExec(row, length, "18446744073709551615", 2025, "12.5", 1.5, 2.25, length, 1, "2025-05-31 23:30:00")
		db.MustExec(row, 0, 0, 0, 0, 0, -1e10, 0, 0, nil)
	}
	read := func(dsn string, below bool) (rows [][]string) {
		session := openSessionTo(t, t.Context(), dsn)
		err := session.stream("SELECT * FROM kinds", nil, func(a *answer) error {
			if (a.wire != nil) != below {
				t.Errorf("%s is read below the driver: %v", dsn, a.wire != nil)
			}
			for a.next() {
				var row []string
				for _, c := range a.cells {
					row = append(row, fmt.Sprintf("%q %v", c, c == nil))
				}
				rows = append(rows, row)
			}
			return a.err
		})
		if err != nil {
			t.Error(err)
		}
		// The connection is where the driver believes it to be.
		if rows, err := session.query("SELECT 1", nil); err != nil {
			t.Error(err)
		} else {
			rows.Close()
		}
		return rows
	}
	byDriver := read(dsn+"?compress=true", false)
	if diff := cmp.Diff(byDriver, read(dsn, true)); diff != "" || len(byDriver) != 16 {
		t.Errorf("%d rows (driver − wire):\n%s", len(byDriver), diff)
	}
}

// A number of a ZEROFILL column is the number, as the driver has it.
func TestLeadingZerosAreNoValue(t *testing.T) {
	for sent, want := range map[string]string{"007": "7", "0": "0", "000": "0", "10": "10", "": ""} {
		if got := trimZeros([]byte(sent)); string(got) != want {
			t.Errorf("%q is %q, want %q", sent, got, want)
		}
	}
	if trimZeros(nil) != nil {
		t.Error("NULL became a value")
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
