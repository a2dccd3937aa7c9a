package reference

import (
	"context"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite"
)

// rowTypes stands in the order of Tables.
var rowTypes = []any{
	Company{}, Customer{}, Salesperson{}, Product{}, Document{}, Instalment{}, Share{}, Line{}, Receipt{},
	Allocation{}, Order{}, OrderLine{}, Delivery{}, Quotation{}, Rate{}, Target{}, Promotion{}, Control{},
}

func open(t *testing.T) *sqlx.DB {
	t.Helper()
	db, err := sqlx.Open("sqlite", filepath.Join(t.TempDir(), "reference.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := Create(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	return db
}

// A column's name is its field's in snake case, in the same order.
func TestColumnsAreFields(t *testing.T) {
	if len(rowTypes) != len(Tables) {
		t.Fatalf("%d row types, %d tables", len(rowTypes), len(Tables))
	}
	for i, row := range rowTypes {
		var want []string
		for f := range reflect.TypeOf(row).Fields() {
			want = append(want, snake(f.Name))
		}
		if diff := cmp.Diff(want, Tables[i].Columns); diff != "" {
			t.Errorf("%s (fields − columns):\n%s", Tables[i].Name, diff)
		}
	}
}

var hump = regexp.MustCompile(`([a-z])([A-Z])`)

func snake(field string) string { return strings.ToLower(hump.ReplaceAllString(field, "${1}_${2}")) }

// Every field reaches its own column: each is filled with its own name.
func TestWriteReachesEveryColumn(t *testing.T) {
	db := open(t)
	var rows []any
	for _, row := range rowTypes {
		v := reflect.New(reflect.TypeOf(row)).Elem()
		for i := range v.NumField() {
			v.Field(i).SetString(snake(v.Type().Field(i).Name))
		}
		rows = append(rows, v.Interface())
	}
	if err := Add(t.Context(), db, rows...); err != nil {
		t.Fatal(err)
	}
	for _, table := range Tables {
		got := map[string]any{}
		if err := db.QueryRowx("SELECT * FROM `" + table.Name + "`").MapScan(got); err != nil {
			t.Fatal(err)
		}
		for column, value := range got {
			if value != column {
				t.Errorf("%s.%s holds %v", table.Name, column, value)
			}
		}
		if len(got) != len(table.Columns) {
			t.Errorf("%s has %d columns, the rows %d", table.Name, len(got), len(table.Columns))
		}
	}
}

var ddlColumn = regexp.MustCompile(`^  (\w+) +[A-Z]+`)

// Both engines' DDL name the columns of Tables, in order and with one comment.
func TestSchemasAgree(t *testing.T) {
	comments := map[Engine][]string{}
	for _, e := range []Engine{SQLite, MariaDB} {
		ddl := statements(Schema(e))
		if len(ddl) != len(Tables) {
			t.Fatalf("%s has %d tables, want %d", e, len(ddl), len(Tables))
		}
		for i, table := range Tables {
			var columns []string
			for line := range strings.SplitSeq(ddl[i], "\n") {
				if m := ddlColumn.FindStringSubmatch(line); m != nil {
					columns = append(columns, m[1])
					_, comment, _ := strings.Cut(line, "-- ")
					comments[e] = append(comments[e], table.Name+"."+m[1]+": "+comment)
				}
			}
			if diff := cmp.Diff(table.Columns, columns); diff != "" {
				t.Errorf("%s of %s (want − DDL):\n%s", table.Name, e, diff)
			}
		}
	}
	if diff := cmp.Diff(comments[MariaDB], comments[SQLite]); diff != "" {
		t.Errorf("the engines' comments differ (MariaDB − SQLite):\n%s", diff)
	}
}

func TestWriteManyRowsAndNulls(t *testing.T) {
	db := open(t)
	w, err := NewWriter(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	for range 2*batchRows + 7 {
		if err := w.Write(Rate{Currency: "USD", Rate: "7.1"}, Target{Salesperson: "1"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int{
		"SELECT COUNT(*) FROM rates":                                                   2*batchRows + 7,
		"SELECT COUNT(*) FROM rates WHERE day IS NULL AND rate='7.1'":                  2*batchRows + 7,
		"SELECT COUNT(*) FROM targets WHERE month IS NULL AND net_sales IS NULL":       2*batchRows + 7,
		"SELECT COUNT(*) FROM targets WHERE salesperson='1' AND salesperson IS NOT ''": 2*batchRows + 7,
	} {
		var got int
		if err := db.Get(&got, query); err != nil || got != want {
			t.Errorf("%s: %d, %v; want %d", query, got, err, want)
		}
	}
}

// Values by name go where the row types put them, and a wrong number of them
// nowhere.
func TestWriteValues(t *testing.T) {
	db := open(t)
	w, err := NewWriter(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	for range batchRows + 1 {
		if err := w.WriteValues("rates", []string{"USD", "", "7.1"}); err != nil {
			t.Fatal(err)
		}
	}
	for table, want := range map[string]string{
		"rates": "writing rates: there is no such table of 2 columns", "rate": "writing rate: there is no such table of 2 columns",
	} {
		if err := w.WriteValues(table, []string{"USD", ""}); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := db.Get(&n, "SELECT COUNT(*) FROM rates WHERE currency = 'USD' AND day IS NULL AND rate = '7.1'"); err != nil || n != batchRows+1 {
		t.Errorf("%d rows, %v", n, err)
	}
}

func TestRollbackAndRefusal(t *testing.T) {
	db := open(t)
	w, err := NewWriter(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(Rate{Currency: "USD"}, "a string"); err == nil || err.Error() != "string is not a row of a reference table" {
		t.Errorf("a string was taken: %v", err)
	}
	if err := w.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := Add(t.Context(), db, Rate{Currency: "USD"}, 1); err == nil || err.Error() != "int is not a row of a reference table" {
		t.Errorf("a number was taken: %v", err)
	}
	var n int
	if err := db.Get(&n, "SELECT COUNT(*) FROM rates"); err != nil || n != 0 {
		t.Errorf("%d rows after rolling back, %v", n, err)
	}
}
