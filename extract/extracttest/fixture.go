package extracttest

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"github.com/jmoiron/sqlx"
)

// fixture holds, for each ERP, its tables as far as the preset reads them, and the
// statements that fill them.
//
//go:embed fixture
var fixture embed.FS

// Fixtures names the presets into whose ERP's tables [Fill] writes a business: those
// with a folder in fixture.
func Fixtures() ([]string, error) {
	entries, err := fs.ReadDir(fixture, "fixture")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// Fill makes the tables of a preset's ERP in an empty database and writes the business
// into them that lies in the reference tables of another database of the same server,
// whose name is given. db must take several statements at once. Beside the reference
// tables it keeps the business as any ERP can keep it, for the next ERP too, and a copy of
// that beside the ERP's.
func Fill(ctx context.Context, db *sqlx.DB, presetName, reference string) error {
	conn, err := db.Connx(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := writeBusiness(ctx, conn, reference); err != nil {
		return fmt.Errorf("the business of %s: %w", reference, err)
	}
	for _, path := range []string{presetName + "/tables.sql", presetName + "/fill.sql"} {
		if err := runFixture(ctx, conn, path, reference); err != nil {
			return fmt.Errorf("filling the tables of %s: %w", presetName, err)
		}
	}
	return nil
}

// writeBusiness makes the tables of business.sql, unless they are there, and copies them
// into the database of the connection.
func writeBusiness(ctx context.Context, conn *sqlx.Conn, reference string) error {
	var own string
	if err := conn.GetContext(ctx, &own, "SELECT DATABASE()"); err != nil {
		return err
	}
	tables, err := businessTables(ctx, conn, reference)
	if err != nil {
		return err
	}
	if len(tables) == 0 {
		if _, err := conn.ExecContext(ctx, "USE `"+reference+"`"); err != nil {
			return err
		}
		if err := runFixture(ctx, conn, "business.sql", reference); err != nil {
			return err
		}
		if _, err := conn.ExecContext(ctx, "USE `"+own+"`"); err != nil {
			return err
		}
		if tables, err = businessTables(ctx, conn, reference); err != nil {
			return err
		}
	}
	for _, table := range tables {
		from := fmt.Sprintf("`%s`.`%s`", reference, table)
		if _, err := conn.ExecContext(ctx, "CREATE TABLE "+table+" LIKE "+from+"; INSERT INTO "+table+" SELECT * FROM "+from); err != nil {
			return err
		}
	}
	return nil
}

func businessTables(ctx context.Context, conn *sqlx.Conn, reference string) (tables []string, err error) {
	err = conn.SelectContext(ctx, &tables,
		"SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND LEFT(table_name, 9) = 'business_' ORDER BY table_name", reference)
	return tables, err
}

func runFixture(ctx context.Context, conn *sqlx.Conn, path, reference string) error {
	text, err := fixture.ReadFile("fixture/" + path)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, strings.ReplaceAll(string(text), "{reference}", reference)); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
