package runlog

import (
	"context"
	"database/sql"
	"embed"
	"strings"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*/*.sql
var migrations embed.FS

//go:embed queries
var queries embed.FS

// dialect is what one kind of database does in its own way.
type dialect struct {
	// isFile says that a place is a file of ours, and not in a server that keeps and
	// copies it by itself.
	isFile bool
	// folder has its migrations, and those queries that replace shared ones.
	folder string
	goose  goose.Dialect
	// versions is the table of goose.
	versions string
	// tables counts the tables of a name.
	tables string
	// integrity answers with a row "ok", or one for each damage; empty where the server
	// looks after that.
	integrity string
	// open returns the database, and how it is called in messages: without the
	// password.
	open func(place string) (*sql.DB, string, error)
	// inspect says whether it can be read at all.
	inspect func(context.Context, *sql.DB) error
	// duplicate says that there is a row of that key already.
	duplicate func(error) bool
	// conflict says that a transaction lost against another, and is to be tried again.
	conflict func(error) bool
	// advice says what to do about an error; empty where there is nothing special.
	advice func(error) string
}

// shown is a place that is not open, without the password.
func (d dialect) shown(place string) string {
	if d.isFile {
		return place
	}
	return "in the database"
}

const mysqlScheme = "mysql://"

// dialectOf is the kind of database that a place names.
func dialectOf(place string) dialect {
	if strings.HasPrefix(place, mysqlScheme) {
		return mysqlDialect()
	}
	return sqliteDialect()
}
