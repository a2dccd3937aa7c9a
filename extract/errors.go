package extract

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"

	"github.com/go-sql-driver/mysql"

	"daybook/extract/preset"
)

// ParameterError says that what the operator wrote does not fit the preset or the
// source; its Path is the field of the configuration.
type ParameterError = preset.ParameterError

// Unreachable says that the source does not answer, refuses, or stopped in the
// middle. It holds neither DSN nor password.
type Unreachable struct {
	// Doing is what was under way: "connecting to the source", "reading lines".
	Doing string
	Err   error
	// Hint is what to do about it; the error's text does not repeat it.
	Hint string
}

func (e *Unreachable) Error() string { return fmt.Sprintf("%s failed: %v", e.Doing, e.Err) }

func (e *Unreachable) Unwrap() error { return e.Err }

// Passing says that it may be otherwise when tried again later, though nobody changes
// the configuration or the account's rights.
func (e *Unreachable) Passing() bool {
	switch mysqlNumber(e.Err) {
	case errAccess, errAccessDatabase, errNoDatabase, errTableAccess, errColumnAccess:
		return false
	}
	return !errors.As(e.Err, new(*tls.CertificateVerificationError))
}

// unreachable finds the hint that goes with an error.
func unreachable(doing string, err error) *Unreachable {
	if errors.Is(err, mysql.ErrInvalidConn) {
		err = fmt.Errorf("the connection broke off (%w)", err)
	}
	return &Unreachable{Doing: doing, Err: err, Hint: hintFor(err)}
}

// Contract says that a query does not answer what the contract asks of it: a
// column or a table is missing or was renamed.
type Contract struct {
	Fact    string // and so the file: documents.sql
	Column  string // empty where the whole query fails
	Problem string
	// Lacks is what of the database the query reads and is not there, where that
	// is known.
	Lacks Name
	Err   error
	// Hint is what to do about this one; empty where it is what it is for all.
	Hint string
}

// Remedy is what to do about it.
func (e *Contract) Remedy() string { return cmp.Or(e.Hint, contractHint) }

// Name is a table, or a column of one. A column whose table is not known has none.
type Name struct{ Table, Column string }

// contractHint is what to do about a [Contract] error.
const contractHint = "the ERP's version may differ from those the preset was tried with: mend the query in a source.overlay folder"

func (e *Contract) Error() string {
	s := e.Fact + ".sql"
	if e.Column != "" {
		s += ": column " + e.Column
	}
	s += " " + e.Problem
	if e.Err != nil && e.Lacks == (Name{}) { // else the problem says it better
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Contract) Unwrap() error { return e.Err }

// absentTable says that the query failed because a table is not there.
func (e *Contract) absentTable() bool {
	return e.Lacks.Table != "" && e.Lacks.Column == "" && captured(noTable, e.Err) != ""
}

// Denied says that the account may not read what a query does.
type Denied struct {
	Fact, Table string
	Column      string // empty where the whole table is denied
	Account     string
	// Grant is the statement that allows it.
	Grant string
	// Optional says that only queries that may be left out read the table: where the
	// account has rights on single tables, one that is not there is denied as well.
	Optional bool
	Err      error
}

func (e *Denied) Error() string { return e.Fact + ".sql reads " + e.problem() }

// problem is what stands behind "documents.sql reads".
func (e *Denied) problem() string {
	what := e.Table
	if e.Column != "" {
		what = "the column " + e.Column + " of " + e.Table
	}
	return fmt.Sprintf("%s, and the account %s may not", what, e.Account)
}

func (e *Denied) Unwrap() error { return e.Err }

// Hint is what to do about it.
func (e *Denied) Hint() string {
	hint := "let the database's administrator run: " + e.Grant
	if e.Optional {
		hint += "; where there is no such table, or it is not to be read, put an empty " + e.Fact + ".sql into a source.overlay folder"
	}
	if e.Column != "" {
		hint += "; where it is to be less, the preset's README says which columns are enough"
	}
	return hint
}

// The numbers of MySQL's and MariaDB's errors that need words of their own.
const (
	errNoDatabase       = 1049
	errAccessDatabase   = 1044
	errAccess           = 1045
	errBadField         = 1054
	errSyntax           = 1064
	errNoTable          = 1146
	errTableAccess      = 1142
	errColumnAccess     = 1143
	errUnknownVariable  = 1193
	errNotSupported     = 1235
	errNoFunction       = 1305
	errStatementTimeout = 1969 // MariaDB, max_statement_time
	errQueryTimeout     = 3024 // MySQL, max_execution_time
)

// failed turns the error of a query into one that says what to do.
func failed(ctx context.Context, factName string, err error) error {
	var contract *Contract
	switch {
	case errors.As(err, &contract):
		return err
	case ctx.Err() != nil:
		return fmt.Errorf("reading %s: %w", factName, context.Cause(ctx))
	case isWrongQuery(err):
		return &Contract{Fact: factName, Problem: "cannot be run", Err: err}
	}
	return unreachable("reading "+factName, err)
}

// isWrongQuery says that the database understood us and has no such thing.
func isWrongQuery(err error) bool {
	switch mysqlNumber(err) {
	case errBadField, errSyntax, errNoTable, errNoFunction:
		return true
	}
	text := err.Error()
	return strings.Contains(text, "no such table") || strings.Contains(text, "no such column") ||
		strings.Contains(text, "no such function") || strings.Contains(text, "syntax error")
}

func hintFor(err error) string {
	switch mysqlNumber(err) {
	case errAccess:
		if strings.Contains(err.Error(), "using password: NO") {
			return "source.dsn gives no password: mysql://user:password@tcp(host:3306)/database, or let the account in without one"
		}
		return "check user and password in source.dsn, and from which host the user may come"
	case errAccessDatabase:
		return "check the name of the database in source.dsn, and that the account may read it: GRANT SELECT ON database.* TO …"
	case errNoDatabase:
		return "check the name of the database in source.dsn"
	case errTableAccess, errColumnAccess:
		return "grant SELECT on it; `daybook check` prints the GRANT"
	case errStatementTimeout, errQueryTimeout:
		return "raise source.statement_timeout, or run when the database has less to do"
	}
	return hintForNetwork(err)
}

// hintForNetwork is about a server that was never reached.
func hintForNetwork(err error) string {
	var unknown *net.DNSError
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.As(err, &unknown):
		return "check the host in source.dsn: mysql://user:password@tcp(HOST:3306)/database"
	case errors.As(err, &certificate):
		return "the server's certificate is not trusted here: install its authority's, or use the name that it is made out to in source.dsn"
	case errors.Is(err, os.ErrNotExist):
		return "check the path of the socket in source.dsn: mysql://user:password@unix(PATH)/database"
	}
	return "check that the database runs and can be reached, then run again"
}

func mysqlNumber(err error) uint16 {
	var e *mysql.MySQLError
	if errors.As(err, &e) {
		return e.Number
	}
	return 0
}
