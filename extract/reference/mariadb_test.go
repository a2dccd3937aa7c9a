package reference

import (
	"slices"
	"testing"

	"github.com/jmoiron/sqlx"

	"daybook/internal/mariadbtest"
)

func onMariaDB(t *testing.T) *sqlx.DB {
	t.Helper()
	server := mariadbtest.Start(t)
	db := server.Open(t, server.DSN(t, "tables"))
	if err := Create(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	return db
}

// MariaDB has the columns of Tables, and none that must be filled or is unique.
func TestMariaDBSchema(t *testing.T) {
	db := onMariaDB(t)
	for _, table := range Tables {
		var columns []string
		if err := db.Select(&columns, `SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE()
			AND table_name = ? AND is_nullable = 'YES' AND column_key = '' ORDER BY ordinal_position`, table.Name); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(columns, table.Columns) {
			t.Errorf("%s has %v", table.Name, columns)
		}
	}
}

// Odd values are stored as they came, and large ones exactly.
func TestMariaDBKeepsWhatIsWritten(t *testing.T) {
	db := onMariaDB(t)
	w, err := NewWriter(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	for range batchRows + 1 {
		if err := w.Write(Document{ID: "same", Due: "0000-00-00", Gross: "99999999999.99", Rate: "0.000036123456789012", Net: "1.00005"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := db.Get(&n, `SELECT COUNT(*) FROM documents WHERE CAST(due AS CHAR) = '0000-00-00' AND gross = 99999999999.99
		AND rate = 0.000036123456789012 AND net = 1.00005 AND posted IS NULL`); err != nil || n != batchRows+1 {
		t.Errorf("%d rows, %v", n, err)
	}
	var mode string
	if err := db.Get(&mode, "SELECT @@SESSION.sql_mode"); err != nil || mode == "" {
		t.Errorf("the writer's connection came back to the pool: sql_mode %q, %v", mode, err)
	}
}
