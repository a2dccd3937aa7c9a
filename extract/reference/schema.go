package reference

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"github.com/jmoiron/sqlx"
)

// Engine is a database that holds the reference tables.
type Engine string

// The engines.
const (
	SQLite  Engine = "sqlite"
	MariaDB Engine = "mariadb" // and MySQL, TiDB
)

//go:embed schema.sqlite.sql
var sqliteSchema string

//go:embed schema.mariadb.sql
var mariadbSchema string

// EngineOf says which engine db speaks to, by the driver that opened it.
func EngineOf(db *sqlx.DB) Engine {
	if strings.HasPrefix(db.DriverName(), "sqlite") {
		return SQLite
	}
	return MariaDB
}

// Schema returns the engine's DDL, documented column by column.
func Schema(e Engine) string {
	if e == SQLite {
		return sqliteSchema
	}
	return mariadbSchema
}

// Create makes every reference table in an empty database.
func Create(ctx context.Context, db *sqlx.DB) error {
	for _, statement := range statements(Schema(EngineOf(db))) {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("creating the reference tables: %w", err)
		}
	}
	return nil
}

// statements cuts a schema at the semicolons that end a line: its comments hold
// none there.
func statements(schema string) []string {
	var out []string
	for part := range strings.SplitSeq(schema, ";\n") {
		if strings.Contains(part, "CREATE TABLE") {
			out = append(out, part)
		}
	}
	return out
}
