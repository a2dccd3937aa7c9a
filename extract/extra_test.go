package extract_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"

	"daybook/extract"
	"daybook/extract/reference"
	"daybook/internal/mariadbtest"
)

// staffed is the reference preset with salespeople whose addresses, and with promotions
// that stand in a table that not every installation has.
func staffed(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range map[string]string{
		"preset.yml": `{name: reference, title: Ours, versions: ["1"], time_zone: "", currency: "",
			reads: [salespeople, staff, deals], optional: [promotions],
			extras: [{name: employee, table: staff, columns: [id, mail], gives: [salespeople.mail]},
				{name: deal, table: deals, columns: [id, name], gives: [promotions]}]}`,
		"promotions.sql":  "SELECT d.id, d.name FROM {deal} d",
		"salespeople.sql": "SELECT p.id, p.code, p.name, e.mail AS mail FROM salespeople p LEFT JOIN {employee} e ON e.id = p.id",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// Without a table that a query can do without, it answers with what there is, and what
// comes from that table alone is missing; the check says so, and nothing else.
func TestExtraTable(t *testing.T) {
	dsn := onMariaDB(t,
		reference.Company{ID: "1", Name: "Example", Currency: "EUR"},
		reference.Salesperson{ID: "10", Code: "S10", Name: "Ann"},
	)
	admin := mariadbtest.Start(t).Open(t, dsn)
	reader := readOnly(t, admin, dsn)
	for _, now := range []struct {
		name, change string
		mail         string
		missing      bool
		promotions   string
	}{
		{"absent", "DO 0", "", true, "not supplied by this source: there is no table deals"},
		{"there", "CREATE TABLE staff (id VARCHAR(20), mail VARCHAR(99)); INSERT INTO staff VALUES ('10', 'ann@example.com'); CREATE TABLE deals (id INT, name INT)",
			"ann@example.com", false, "2 columns"},
		{"not to be read", strings.Join(append(onEachTable(t, admin, "narrow"), "DO 0"), ";"), "", true, "not supplied by this source: the account sees no deals"},
	} {
		t.Run(now.name, func(t *testing.T) {
			if _, err := admin.Exec(now.change); err != nil {
				t.Fatal(err)
			}
			if now.name == "not to be read" {
				reader = strings.Replace(reader, "reader@", "narrow@", 1)
			}
			source := openSource(t, reader, extract.Options{Preset: "reference", Overlay: staffed(t)})
			scope := extract.Scope{AsOf: date("2025-05-31")}
			snap, err := source.Snapshot(t.Context(), scope, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := snap.Salespeople[0].Mail; got != now.mail || slices.Contains(snap.Source.Missing, "salespeople.mail") != now.missing {
				t.Errorf("mail %q, missing %v", got, snap.Source.Missing)
			}
			if snap.Source.Supplies("promotions") == now.missing {
				t.Errorf("missing %v", snap.Source.Missing)
			}
			remarks, err := source.Check(t.Context(), scope)
			if err != nil {
				t.Fatal(err)
			}
			said := false
			for _, r := range remarks {
				if strings.Contains(r.Text, "staff") && r.Subject != "rights" {
					said = r.Text == "the account sees no staff, and the source does not supply salespeople.mail" && r.Level == extract.OK
				}
				if r.Subject == "promotions.sql" && r.Text != now.promotions {
					t.Errorf("%+v", r)
				}
				if r.Level == extract.Error {
					t.Errorf("%+v", r)
				}
			}
			if said != now.missing {
				t.Errorf("said is %v: %+v", said, remarks)
			}
		})
	}
}

// onEachTable lists the statements that let an account read each table that is there
// now, and none that comes later.
func onEachTable(t *testing.T, admin *sqlx.DB, account string) []string {
	t.Helper()
	statements := []string{"CREATE USER " + account + "@localhost"}
	var tables []string
	if err := admin.Select(&tables, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"); err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		statements = append(statements, "GRANT SELECT ON `"+table+"` TO "+account+"@localhost")
	}
	return statements
}
