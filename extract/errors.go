package extract

import (
	"context"
	"errors"
	"fmt"
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
	Err     error
}

// contractHint is what to do about a [Contract] error.
const contractHint = "the ERP's version may differ from those the preset was tried with: mend the query in a source.overlay folder"

func (e *Contract) Error() string {
	s := e.Fact + ".sql"
	if e.Column != "" {
		s += ": column " + e.Column
	}
	s += " " + e.Problem
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Contract) Unwrap() error { return e.Err }

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
	case errAccess, errAccessDatabase:
		return "check user, password and the host the user may come from"
	case errNoDatabase:
		return "check the name of the database in source.dsn"
	case errTableAccess, errColumnAccess:
		return "grant SELECT on it; `daybook check` prints the GRANT"
	case errStatementTimeout, errQueryTimeout:
		return "raise source.statement_timeout, or run when the database has less to do"
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
