package tables_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"

	"daybook/extract/reference"
	"daybook/extract/sample"
	"daybook/extract/tables"
)

const ourMap = `
files:
  - file: "sales-*.csv"
    date_format: D.M.YYYY
    decimal: comma
    tables:
      - table: company
        distinct: id
        columns: {id: "1", name: Example, currency: EUR}
      - table: customers
        distinct: id
        columns: {id: "{Kunde}", code: "K{Kunde}", name: "{Name}"}
      - table: documents
        only_if: Art = RE
        columns: {id: "{Nr}", number: "RE-{Nr}", kind: invoice, customer: "{Kunde}", posted: "{Datum}", currency: EUR, net: "{Betrag}", tax: "0", gross: "{Betrag}"}
      - table: receipts
        only_if: Bezahlt
        columns: {id: "{#}", number: "Z{#}", customer: "{Kunde}", received: "{Bezahlt}", currency: EUR, amount: "{Betrag}"}
`

// A row of another program fills several tables, each customer once.
func TestMap(t *testing.T) {
	folder := write(t, files{
		"map.yml":       ourMap,
		"sales-24.csv":  "Nr;Art;Kunde;Name;Datum;Betrag;Bezahlt\n1;RE;7;Eins;31.12.2024;1.234,50;\n2;AN;8;Zwei;30.12.2024;5;\n",
		"sales-25.csv":  "Kunde;Name;Bezahlt;Nr;Art;Datum;Betrag\n7;Eins;2.1.2025;3;RE;1.1.2025;10,00\n",
		"ignored.other": "",
	})
	_, books, err := take(t, tables.Request{Paths: []string{folder}, Map: filepath.Join(folder, "map.yml")})
	if err != nil {
		t.Fatal(err)
	}
	same(t, rows(t, books, "SELECT id, name, currency FROM company"), "1|Example|EUR")
	same(t, rows(t, books, "SELECT id, code, name FROM customers"), "7|K7|Eins", "8|K8|Zwei")
	same(t, rows(t, books, "SELECT id, number, posted, gross FROM documents"), "1|RE-1|2024-12-31|1234.50", "3|RE-3|2025-01-01|10.00")
	same(t, rows(t, books, "SELECT id, received, amount FROM receipts"), "2|2025-01-02|10.00")
}

func TestMapFaults(t *testing.T) {
	folder := write(t, files{
		"map.yml":      strings.ReplaceAll(ourMap, "{Name}", "{Nahme}") + "  - {file: more.csv, tables: [{table: rates, columns: {currency: EUR, day: \"{d}\", rate: \"1\"}}]}\n",
		"sales-24.csv": "Nr;Art;Kunde;Name;Datum;Betrag\n1;RE;7;Eins;31.13.2024;x\n",
		"other.csv":    "x\n",
	})
	q := tables.Request{Paths: []string{folder}, Map: filepath.Join(folder, "map.yml")}
	_, _, err := take(t, q)
	want := `nothing was imported, as 4 things are wrong:
other.csv: the map does not name it
sales-24.csv: the map names a column Nahme that is not there; did you mean Name?
sales-24.csv: the map names a column Bezahlt that is not there
more.csv: the map names it, and it is not among the files`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}

	folder = write(t, files{"map.yml": ourMap, "sales-24.csv": "Nr;Art;Kunde;Name;Datum;Betrag;Bezahlt\n1;RE;7;Eins;31.13.2024;x;1.1.2025\n"})
	_, _, err = take(t, tables.Request{Paths: []string{filepath.Join(folder, "sales-24.csv")}, Map: filepath.Join(folder, "map.yml")})
	want = `nothing was imported, as 4 things are wrong:
sales-24.csv, line 2, column Datum: as documents.posted: "31.13.2024" is no date of the form D.M.YYYY
sales-24.csv, line 2, column Betrag: as documents.net: "x" is no number with a decimal comma, such as 1234,50
sales-24.csv, line 2, column Betrag: as documents.gross: "x" is no number with a decimal comma, such as 1234,50
sales-24.csv, line 2, column Betrag: as receipts.amount: "x" is no number with a decimal comma, such as 1234,50`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

// What is wrong with a map, all of it, word for word.
func TestMapMistakes(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"unknown key": {"files:\n  - file: a.csv\n    tabels: []\n", `line 3, column 5: unknown field "tabels"`},
		"no list":     {"files: a.csv\n", "line 1, column 8: string was used where sequence is expected"},
		"empty":       {"", "files: is empty: name a file and the tables that it fills"},
		"many": {`
files:
  - date_format: D/M/YY
  - file: a.csv
    encoding: latin
    decimal: dot
    tables:
      - table: document
      - table: rates
        distinct: id
        columns: {currency: "{c", dai: "{d}"}
`, `files[0].file: is no name of a file
MAP: files[0]: "D/M/YY" is no form of a date: write D, M and YYYY between / . or -, such as D/M/YYYY
MAP: files[0].tables: is empty
MAP: files[1]: the decimal mark is point or comma, not "dot"
MAP: files[1].encoding: is none of utf-8, gb18030, utf-16, windows-1252
MAP: files[1].tables[0].table: there is no table document; did you mean documents?
MAP: files[1].tables[1].columns.currency: "{c" has a brace without its other: write {header}, or {{ for a brace
MAP: files[1].tables[1].columns: rates has no column dai; did you mean day?
MAP: files[1].tables[1].columns: rates needs also day
MAP: files[1].tables[1].distinct: id is none of the columns given`},
	} {
		t.Run(name, func(t *testing.T) {
			folder := write(t, files{"map.yml": test.text, "a.csv": "x\n"})
			file := filepath.Join(folder, "map.yml")
			_, _, err := take(t, tables.Request{Paths: []string{filepath.Join(folder, "a.csv")}, Map: file})
			var refusal *tables.Refusal
			if !errors.As(err, &refusal) || refusal.Hint != "docs/import.md shows every key" {
				t.Fatalf("got %v", err)
			}
			want := file + ": " + strings.ReplaceAll(test.want, "MAP", file)
			if test.want != "" && refusal.Message != want {
				t.Errorf("got  %s\nwant %s", refusal.Message, want)
			}
		})
	}
}

// The made-up company, written out as files and imported, is the same to the last
// cell.
func TestRoundTrip(t *testing.T) {
	original := filepath.Join(t.TempDir(), "original.db")
	db := sqlx.MustOpen("sqlite", original)
	defer db.Close()
	if err := sample.Fill(t.Context(), db, sample.Options{Scale: 1}); err != nil {
		t.Fatal(err)
	}
	fs := files{}
	for _, table := range reference.Tables {
		if table.Name == "order_lines" {
			continue
		}
		text := strings.Join(table.Columns, ",") + "\n"
		for _, line := range quotedRows(t, db, table) {
			text += line + "\n"
		}
		fs[table.Name+".csv"] = text
	}
	_, books, err := take(t, tables.Request{Paths: []string{write(t, fs)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range reference.Tables {
		if table.Name == "order_lines" {
			continue
		}
		query := "SELECT * FROM `" + table.Name + "` ORDER BY rowid"
		want := rows(t, original, query)
		if len(want) == 0 {
			t.Logf("the company has no %s", table.Name)
		}
		same(t, rows(t, books, query), want...)
	}
}

// quotedRows are the rows of a table as SQLite writes them for CSV.
func quotedRows(t *testing.T, db *sqlx.DB, table reference.Table) (out []string) {
	t.Helper()
	var cells []string
	for _, c := range table.Columns {
		cells = append(cells, "'\"' || replace(COALESCE("+c+", ''), '\"', '\"\"') || '\"'")
	}
	if err := db.Select(&out, "SELECT "+strings.Join(cells, " || ',' || ")+" FROM `"+table.Name+"` ORDER BY rowid"); err != nil {
		t.Fatal(err)
	}
	return out
}
