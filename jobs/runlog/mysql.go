package runlog

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/pressly/goose/v3"
)

func mysqlDialect() dialect {
	return dialect{
		folder: "mysql", goose: goose.DialectMySQL, versions: "daybook_version",
		tables: "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?",
		open:   openMySQL, inspect: ping, duplicate: isDuplicateMySQL, conflict: isConflict, advice: adviseMySQL,
	}
}

// Waiting bounds what the server may take; a DSN that says otherwise keeps its own.
const (
	dialing  = 10 * time.Second
	answer   = 30 * time.Second
	lockWait = "10" // seconds that one transaction waits for another
	// reuse is shorter than what proxies and servers let a connection idle.
	reuse = 3 * time.Minute
)

// openMySQL opens a database of MySQL, MariaDB, Galera or TiDB. Rows that an
// update found count, changed or not: none found is a lost claim. What does not fit
// a column is refused, as a key that was cut could be another's.
func openMySQL(place string) (*sql.DB, string, error) {
	c, err := mysql.ParseDSN(strings.TrimPrefix(place, mysqlScheme))
	if err != nil || c.DBName == "" { // what the driver says may show the password
		return nil, "mysql://…", errors.New("the DSN cannot be read; it is mysql://user:password@tcp(host:3306)/database")
	}
	c.ClientFoundRows, c.ParseTime = true, true
	c.MultiStatements, c.InterpolateParams = false, false
	c.Timeout, c.ReadTimeout, c.WriteTimeout = cmp.Or(c.Timeout, dialing), cmp.Or(c.ReadTimeout, answer), cmp.Or(c.WriteTimeout, answer)
	if c.Params == nil {
		c.Params = map[string]string{}
	}
	c.Params["sql_mode"] = "'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'"
	if c.Params["innodb_lock_wait_timeout"] == "" {
		c.Params["innodb_lock_wait_timeout"] = lockWait
	}
	c.Logger = &mysql.NopLogger{}
	name := fmt.Sprintf("mysql://%s(%s)/%s", c.Net, c.Addr, c.DBName)
	connector, err := mysql.NewConnector(c)
	if err != nil {
		return nil, name, errors.New("the options of the DSN are not those of go-sql-driver/mysql")
	}
	db := sql.OpenDB(connector)
	db.SetConnMaxLifetime(reuse)
	return db, name, nil
}

func ping(ctx context.Context, db *sql.DB) error { return db.PingContext(ctx) }

// numberOf is the server's error number.
func numberOf(err error) uint16 {
	var refused *mysql.MySQLError
	if errors.As(err, &refused) {
		return refused.Number
	}
	return 0
}

func isDuplicateMySQL(err error) bool { return numberOf(err) == 1062 }

// conflicts are a deadlock (which in Galera is a lost certification, too), a lock
// that was not to be had in time, and TiDB's: a write conflict, "try again later",
// and a schema that changed meanwhile.
var conflicts = []uint16{1213, 1205, 9007, 8022, 8002, 8028}

func isConflict(err error) bool { return slices.Contains(conflicts, numberOf(err)) }

// away are the answers of a server that is going, not yet there, or full: shutting
// down, killed, too many connections, a Galera node that is not in its cluster.
var away = []uint16{1053, 1077, 1079, 1317, 1927, 1040, 1203, 1047, 9001, 9002, 9005}

// refusals are answers about the account: wrong password, no right, no database.
var refusals = []uint16{1045, 1044, 1142, 1143, 1227, 1049, 1698}

// readOnly are the answers of a replica, or of a server that was made one.
var readOnly = []uint16{1290, 1792, 1836}

func adviseMySQL(err error) string {
	number := numberOf(err)
	var network net.Error
	switch {
	case slices.Contains(refusals, number):
		return "give the account SELECT, INSERT, UPDATE, CREATE, ALTER, INDEX and DROP on a database of its own, and write both into state"
	case slices.Contains(readOnly, number):
		return "name the server that takes writes in state; this one is a replica"
	case slices.Contains(away, number), errors.As(err, &network), errors.Is(err, driver.ErrBadConn),
		errors.Is(err, mysql.ErrInvalidConn), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "see that the database of the runlog is up and can be reached from here, then run again: what was sent is not sent twice"
	}
	return ""
}
