package extract

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Level says how much a remark matters.
type Level string

// The levels. With an error a run cannot succeed.
const (
	OK      Level = "ok"
	Warning Level = "warning"
	Error   Level = "error"
)

// Remark is one thing that [Source.Check] found.
type Remark struct {
	Level   Level
	Subject string // "connection", "tls", "rights", "tables", "company", "documents.sql"
	Text    string
	Hint    string // what to do; empty where nothing need be done
	// Err is the error behind a remark, such as a [ParameterError]; often nil.
	Err error
}

// Check tries the source without reading a row of a fact: connection,
// encryption, rights, tables that a snapshot does not bind, the company, and
// every query's columns against the contract. Only where the operator has a file
// of customers of their own are the ERP's read, to be held against it. An error
// says that checking itself came to an end.
func (s *Source) Check(ctx context.Context, scope Scope) ([]Remark, error) {
	session, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	defer session.close()
	c := &checking{source: s, session: session, scope: scope}
	for _, step := range []func(context.Context) error{c.connection, c.encryption, c.rights, c.tables, c.company, c.queries, c.customers} {
		if err := step(ctx); err != nil {
			return c.remarks, err
		}
	}
	return c.remarks, nil
}

// checking collects the remarks of one check.
type checking struct {
	source  *Source
	session *session
	scope   Scope
	remarks []Remark
}

func (c *checking) say(level Level, subject, hint, format string, args ...any) {
	c.remarks = append(c.remarks, Remark{Level: level, Subject: subject, Text: fmt.Sprintf(format, args...), Hint: hint})
}

// sayError enters an error as a remark.
func (c *checking) sayError(subject string, err error) {
	r := Remark{Level: Error, Subject: subject, Text: err.Error(), Err: err}
	if contract := (*Contract)(nil); errors.As(err, &contract) {
		r.Hint = contractHint
	}
	c.remarks = append(c.remarks, r)
}

func (c *checking) isMySQL() bool { return c.source.engine == mysqlEngine{} }

func (c *checking) connection(ctx context.Context) error {
	query := "SELECT sqlite_version()"
	if c.isMySQL() {
		query = "SELECT VERSION()"
	}
	version, err := c.scalar(ctx, query)
	if err != nil {
		return err
	}
	name := "SQLite"
	if c.isMySQL() {
		name = "server"
	}
	c.say(OK, "connection", "", "%s %s, preset %s", name, version, c.source.preset.Name)
	return nil
}

func (c *checking) encryption(ctx context.Context) error {
	if !c.isMySQL() {
		return nil
	}
	cipher, err := c.pair(ctx, "SHOW SESSION STATUS LIKE 'Ssl_version'")
	switch {
	case err != nil:
		return err
	case cipher != "":
		c.say(OK, "tls", "", "the connection is encrypted with %s", cipher)
	case c.source.local:
		c.say(OK, "tls", "", "the connection is not encrypted, and does not leave this host")
	default:
		c.say(Warning, "tls", "add tls=true to source.dsn", "the connection is not encrypted: what the ERP answers can be read on the way")
	}
	return nil
}

// tables warns of tables that the preset reads and the account does not see, and
// of those that a snapshot does not bind: what is written to them while the report
// is read shows in part of it.
func (c *checking) tables(ctx context.Context) error {
	if !c.isMySQL() {
		return nil
	}
	read, err := c.source.preset.Tables(c.source.values)
	if err != nil {
		return err
	}
	engines, err := c.engines(ctx)
	if err != nil {
		return err
	}
	var unseen, unbound []string
	for _, table := range read {
		engine, seen := engines[strings.ToLower(table)]
		switch {
		case !seen:
			unseen = append(unseen, table)
		case engine != "" && !strings.EqualFold(engine, "InnoDB"):
			unbound = append(unbound, table+" ("+engine+")")
		}
	}
	if len(unseen) > 0 {
		c.say(Warning, "tables", "check the database's name and the preset's parameters, and grant SELECT on them",
			"the account sees no %s", strings.Join(unseen, ", "))
	}
	if len(unbound) > 0 {
		c.say(Warning, "tables", "convert them to InnoDB, or report when nobody is posting",
			"a snapshot does not bind %s", strings.Join(unbound, ", "))
	}
	return nil
}

// engines returns the storage engine of every table that the account sees; a
// view has none.
func (c *checking) engines(ctx context.Context) (map[string]string, error) {
	const what = "information_schema.tables"
	rows, err := c.session.query("SELECT table_name, COALESCE(engine, '') FROM information_schema.tables WHERE table_schema = DATABASE()", nil)
	if err != nil {
		return nil, failed(ctx, what, err)
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var name, engine string
		if err := rows.Scan(&name, &engine); err != nil {
			return nil, failed(ctx, what, err)
		}
		out[strings.ToLower(name)] = engine
	}
	if err := rows.Err(); err != nil {
		return nil, failed(ctx, what, err)
	}
	return out, nil
}

// company finds out which company is meant, as a run would.
func (c *checking) company(ctx context.Context) error {
	rd := c.source.newReading(c.scope, nil)
	if err := c.source.readFact(ctx, c.session, rd, companyTable); err != nil {
		var contract *Contract
		if errors.As(err, &contract) {
			c.sayError("company", err)
			return nil
		}
		return err
	}
	if err := rd.chooseCompany(c.source.preset.Currency); err != nil {
		c.sayError("company", err)
		return nil
	}
	c.scope.Company, c.scope.Currency = rd.snap.Company.ID, rd.snap.Company.Currency
	c.say(OK, "company", "", "%s, %s, days end in %s", rd.snap.Company.Name, rd.snap.Company.Currency, rd.snap.Company.TimeZone)
	return nil
}

// queries runs every query for no rows and compares what it answers.
func (c *checking) queries(ctx context.Context) error {
	wanted, err := wantedTables(c.scope.Facts)
	if err != nil {
		return err
	}
	for _, t := range wanted {
		f := t.contract()
		if !c.source.preset.Has(f.Name) {
			continue
		}
		types, err := c.columnsOf(ctx, f.Name)
		var contract *Contract
		switch {
		case errors.As(err, &contract):
			c.sayError(f.Name+".sql", err)
		case err != nil:
			return err
		default:
			c.compare(f, types)
		}
	}
	return nil
}

// columnsOf asks for the columns of a query without its rows.
func (c *checking) columnsOf(ctx context.Context, factName string) ([]*sql.ColumnType, error) {
	query, args, err := c.source.bind(factName, c.scope)
	if err != nil {
		return nil, err
	}
	rows, err := c.session.query("SELECT * FROM (\n"+query+"\n) AS q LIMIT 0", args)
	if err != nil {
		return nil, failed(ctx, factName, err)
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, failed(ctx, factName, err)
	}
	return types, rows.Err()
}

// compare holds the columns of an answer against the contract.
func (c *checking) compare(f Fact, types []*sql.ColumnType) {
	before := len(c.remarks)
	answered := map[string]bool{}
	for _, typ := range types {
		name := strings.ToLower(typ.Name())
		answered[name] = true
		i := slices.IndexFunc(f.Columns, func(col Column) bool { return col.Name == name })
		switch {
		case i < 0:
			c.say(Warning, f.Name+".sql", "remove it, or mend its name", "column %s is not in the contract and is not read", name)
		case c.isMySQL() && !f.Columns[i].Kind.fits(typ.DatabaseTypeName()):
			c.say(Error, f.Name+".sql", "cast it in the query", "column %s is %s, and %s is wanted", name, typ.DatabaseTypeName(), f.Columns[i].Kind)
		}
	}
	for _, col := range f.Columns {
		if col.Required && !answered[col.Name] {
			c.sayError(f.Name+".sql", &Contract{Fact: f.Name, Column: col.Name, Problem: "is missing from the answer"})
		}
	}
	if len(c.remarks) == before {
		c.say(OK, f.Name+".sql", "", "%d columns", len(types))
	}
}

// fits says whether values of a database's type can be of the kind. Numbers and
// flags may come as text where a parameter or an expression gives them, and a bare
// NULL comes as BINARY.
func (k Kind) fits(databaseType string) bool {
	base := strings.TrimPrefix(databaseType, "UNSIGNED ")
	switch {
	case k == Text, base == "NULL", base == "BINARY":
		return true
	case k == Day:
		return slices.Contains([]string{"DATE", "DATETIME", "TIMESTAMP"}, base)
	case k == Flag && base == "BIT":
		return true
	case k == Whole || k == Flag:
		return isNumeric(base) || base == "VARCHAR" || base == "CHAR"
	}
	return isNumeric(base)
}

func isNumeric(databaseType string) bool {
	switch databaseType {
	case "DECIMAL", "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "BIGINT", "DOUBLE", "FLOAT":
		return true
	}
	return false
}

// scalar returns the one value that a query answers.
func (c *checking) scalar(ctx context.Context, query string) (string, error) {
	var s string
	if err := c.session.conn.QueryRowContext(c.session.ctx, query).Scan(&s); err != nil {
		return "", failed(ctx, query, err)
	}
	return s, nil
}

// pair returns the second of the two values that a SHOW answers.
func (c *checking) pair(ctx context.Context, query string) (string, error) {
	var name, value string
	err := c.session.conn.QueryRowContext(c.session.ctx, query).Scan(&name, &value)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", failed(ctx, query, err)
	}
	return value, nil
}
