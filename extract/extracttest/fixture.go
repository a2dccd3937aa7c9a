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
// whose name is given. db must take several statements at once. In the reference
// tables it adds indexes.
func Fill(ctx context.Context, db *sqlx.DB, presetName, reference string) error {
	for _, path := range []string{presetName + "/tables.sql", "business.sql", presetName + "/fill.sql"} {
		text, err := fixture.ReadFile("fixture/" + path)
		if err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, strings.ReplaceAll(string(text), "{reference}", reference)); err != nil {
			return fmt.Errorf("filling the tables of %s, %s: %w", presetName, path, err)
		}
	}
	return nil
}
