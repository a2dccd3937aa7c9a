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
// encryption, rights, whether it is the ERP that the preset reads and in which
// version, the company, every query's columns against the contract, and tables that
// a snapshot does not bind. Only where the operator has a file of customers of their
// own are the ERP's read, to be held against it. An error says that checking itself
// came to an end.
func (s *Source) Check(ctx context.Context, scope Scope) ([]Remark, error) {
	session, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	defer session.close()
	c := &checking{source: s, session: session, scope: scope}
	for _, step := range []func(context.Context) error{
		c.connection, c.encryption, c.rights, c.recognition, c.company, c.queries, c.tables, c.customers,
	} {
		if err := step(ctx); errors.As(err, new(*Mismatch)) {
			c.sayError("database", err) // one word for what else every query would say
			return c.remarks, nil
		} else if err != nil {
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
	wants   wants
}

func (c *checking) say(level Level, subject, hint, format string, args ...any) {
	c.remarks = append(c.remarks, Remark{Level: level, Subject: subject, Text: fmt.Sprintf(format, args...), Hint: hint})
}

// sayError enters an error as a remark.
func (c *checking) sayError(subject string, err error) {
	r := Remark{Level: Error, Subject: subject, Text: err.Error(), Err: err}
	var contract *Contract
	var wrong *Mismatch
	switch {
	case errors.As(err, &contract):
		r.Hint = contract.Remedy()
	case errors.As(err, &wrong):
		r.Hint = wrong.Hint
	}
	c.remarks = append(c.remarks, r)
}

func (c *checking) connection(ctx context.Context) error {
	name, query := c.source.engine.server()
	version, err := c.session.scalar(ctx, query)
	if err != nil {
		return err
	}
	c.say(OK, "connection", "", "%s %s, preset %s", name, version, c.source.preset.Name)
	return nil
}

func (c *checking) encryption(ctx context.Context) error {
	if !c.source.isMySQL() {
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

// recognition finds out whether the database is that of the preset's ERP, and in
// which version.
func (c *checking) recognition(ctx context.Context) error {
	seen, err := c.source.catalogue(ctx, c.session)
	if err != nil {
		return err
	}
	if err := c.source.mismatch(ctx, c.session, seen); err != nil {
		return err
	}
	p := c.source.preset
	is, err := versionOf(c.session, p, c.source.values, seen)
	if err != nil {
		return err
	}
	found := strings.TrimSpace(p.Title + " " + is.String())
	if is.untried(p.Versions) {
		c.say(Warning, "version", "look closely at the first workbook: its Tie-out, and its Data sheet",
			"this is %s, and the preset was tried with %s", found, strings.Join(p.Versions, ", "))
		return nil
	}
	c.say(OK, "version", "", "this is %s", found)
	return nil
}

// tables tells of tables that the preset reads and the account does not see, where
// no query has told of them, and of those that a snapshot does not bind: what is
// written to them while the report is read shows in part of it.
func (c *checking) tables(ctx context.Context) error {
	reads, err := c.source.preset.Tables(c.source.values)
	if err != nil || !c.source.isMySQL() {
		return err
	}
	known, err := c.source.catalogue(ctx, c.session)
	if err != nil {
		return err
	}
	var unseen, unbound, views []string
	for _, name := range reads {
		table, seen := known.tables[strings.ToLower(name)]
		switch {
		case !seen && !c.wants.tells(name):
			unseen = append(unseen, name)
		case table.view:
			views = append(views, name)
		case seen && !strings.EqualFold(table.engine, "InnoDB"):
			unbound = append(unbound, name+" ("+table.engine+")")
		}
	}
	if len(unseen) > 0 {
		c.say(Warning, "tables", "if they are there: "+c.source.grant(ctx, c.session, ""), "the account sees no %s", strings.Join(unseen, ", "))
	}
	if len(views) > 0 {
		c.say(OK, "tables", "", "views and not tables are read of %s", strings.Join(views, ", "))
	}
	if len(unbound) > 0 {
		c.say(Warning, "tables", "convert them to InnoDB, or report when nobody is posting",
			"a snapshot does not bind %s", strings.Join(unbound, ", "))
	}
	return nil
}

// company finds out which company is meant, as a run would.
func (c *checking) company(ctx context.Context) error {
	rd := c.source.newReading(c.scope, nil)
	err := c.source.readFacts(ctx, c.session, rd, []factTable{companyTable})
	switch {
	case c.wants.add(err):
		return nil
	case errors.As(err, new(*Contract)), errors.As(err, new(*ParameterError)):
		c.sayError("company", err)
		return nil
	case err != nil:
		return err
	}
	c.scope.Company, c.scope.Currency = rd.snap.Company.ID, rd.snap.Company.Currency
	c.say(OK, "company", "", "%s, %s, days end in %s", rd.snap.Company.Name, rd.snap.Company.Currency, rd.snap.Company.TimeZone)
	return nil
}

// queries runs every query for no rows and compares what it answers. What several
// of them lack is said once.
func (c *checking) queries(ctx context.Context) error {
	wanted, err := wantedTables(c.scope.Facts)
	if err != nil {
		return err
	}
	for _, t := range wanted {
		for _, query := range c.source.preset.Of(t.contract().Name) {
			if err := c.query(ctx, t.contract(), query); err != nil {
				return err
			}
		}
	}
	c.remarks = append(c.remarks, c.wants.remarks()...)
	c.extras(ctx)
	return nil
}

// query runs one query of a fact for no rows.
func (c *checking) query(ctx context.Context, f Fact, query string) error {
	types, err := c.columnsOf(ctx, query)
	var contract *Contract
	switch {
	case c.source.mayGoWithout(query, err):
		c.wants.skipped = append(c.wants.skipped, c.readsOf(query)...)
		c.sayUnsupplied(ctx, query+".sql", err)
	case c.wants.add(err):
	case errors.As(err, &contract):
		c.sayError(query+".sql", err)
	case err != nil:
		return err
	default:
		c.compare(f, query, types)
	}
	return nil
}

// readsOf lists the tables that a query reads.
func (c *checking) readsOf(query string) []string {
	text, _, err := c.source.bind(c.session, query, c.scope)
	if err != nil {
		return nil
	}
	return tablesOf(text, "")
}

// columnsOf asks for the columns of a query without its rows.
func (c *checking) columnsOf(ctx context.Context, query string) ([]*sql.ColumnType, error) {
	text, args, err := c.source.bind(c.session, query, c.scope)
	if err != nil {
		return nil, err
	}
	rows, err := c.session.query("SELECT * FROM (\n"+text+"\n) AS q LIMIT 0", args)
	if err != nil {
		err = c.source.explain(ctx, c.session, query, text, err)
		if c.source.goWithout(c.session, err) {
			return c.columnsOf(ctx, query)
		}
		return nil, err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, failed(ctx, query, err)
	}
	return types, rows.Err()
}

// compare holds the columns of an answer against the contract.
func (c *checking) compare(f Fact, query string, types []*sql.ColumnType) {
	file, before := query+".sql", len(c.remarks)
	answered := map[string]bool{}
	for _, typ := range types {
		name := strings.ToLower(typ.Name())
		answered[name] = true
		i := slices.IndexFunc(f.Columns, func(col Column) bool { return col.Name == name })
		switch {
		case i < 0:
			c.say(Warning, file, "remove it, or mend its name", "column %s is not in the contract and is not read", name)
		case c.source.isMySQL() && !f.Columns[i].Kind.fits(typ.DatabaseTypeName()):
			c.say(Error, file, "cast it in the query", "column %s is %s, and %s is wanted", name, typ.DatabaseTypeName(), f.Columns[i].Kind)
		}
	}
	for _, col := range f.Columns {
		if col.Required && !answered[col.Name] {
			c.sayError(file, &Contract{Fact: query, Column: col.Name, Problem: "is missing from the answer"})
		}
	}
	if len(c.remarks) == before {
		c.say(OK, file, "", "%d columns", len(types))
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

// pair returns the second of the two values that a SHOW answers.
func (c *checking) pair(ctx context.Context, query string) (string, error) {
	var name, value string
	err := c.session.conn.QueryRowContext(c.session.ctx, query).Scan(&name, &value)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", failed(ctx, query, err)
	}
	return value, nil
}
