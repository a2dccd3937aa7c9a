// Package extract reads an ERP's database into facts: one read-only, consistent
// snapshot on one connection, one streamed SELECT for each fact after another.
//
// Which SELECT, a preset says; what each column means, the contract does (see
// [Facts]). Every row that is read is counted, and what is odd about a row stands
// in the snapshot's findings instead of stopping the report.
package extract

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite" // the driver of sqlite:// sources

	"daybook/extract/fact"
	"daybook/extract/preset"
)

// Options say how a source is read.
type Options struct {
	// Preset is the name of the ERP's preset; files in the folder Overlay, where
	// given, replace the preset's.
	Preset, Overlay string
	Parameters      map[string]string
	// TimeZone is that of the source's DATETIME columns; nil for the preset's,
	// else the company's.
	TimeZone *time.Location
	// StatementTimeout bounds each query; 0 is five minutes.
	StatementTimeout time.Duration
	// Customers reads the operator's own file of customers, if there is one; it is
	// asked anew for every snapshot. Nil is none.
	Customers func() (*CustomerFile, error)
}

// defaultTimeout bounds a query where the operator sets no bound.
const defaultTimeout = 5 * time.Minute

func (o Options) timeout() time.Duration {
	if o.StatementTimeout <= 0 {
		return defaultTimeout
	}
	return o.StatementTimeout
}

// Scope is what one snapshot is about.
type Scope struct {
	// Company is its id in the ERP, or its name; empty where the source has only
	// one.
	Company string
	// AsOf is the last day that counts. From is for presets that limit how far
	// back they read; none means from the beginning.
	AsOf, From fact.Date
	// Facts are those that are needed; those they refer to are read too. None
	// means all.
	Facts []string
	// Brief names facts of which only sums are wanted: of documents no order,
	// contract and names of users are kept, of receipts none of these and no
	// reference, of orders not how far they have come. What is odd about a row is
	// found all the same.
	Brief []string
	// Each takes every document that is posted or cancelled from From to AsOf, one by
	// one in the order of the database, instead of the snapshot keeping them: there may
	// be more than memory holds. So none is looked for twice, and none refers to
	// another. A document is valid until the next. Nil keeps all documents.
	Each func(*fact.Document)
	// Meanwhile is called with all facts but the ERP's own totals, which take it as long
	// to add up as much of the reading does. Snapshot returns when both are done. Nil is
	// nothing to do.
	Meanwhile func(*fact.Snapshot)
	// Currency and Zone override what the source says of the company.
	Currency fact.Currency
	Zone     *time.Location
}

// Progress says how far the reading of a fact is.
type Progress struct {
	Fact string
	Rows int
	Done bool
}

// Source is a database that is read through a preset.
type Source struct {
	db      *sqlx.DB
	engine  engine
	preset  *preset.Preset
	values  preset.Values
	times   *time.Location
	timeout time.Duration
	local   bool // reached through a socket or on this host
	// customers reads the operator's file; nil where there is none.
	customers func() (*CustomerFile, error)
}

// Open connects to "mysql://" and a go-sql-driver DSN, or "sqlite://" and a file.
func Open(ctx context.Context, dsn string, o Options) (*Source, error) {
	p, err := preset.Load(o.Preset, o.Overlay)
	if err != nil {
		return nil, err
	}
	if err := unknownQueries(p); err != nil {
		return nil, err
	}
	if err := unknownDifferences(p); err != nil {
		return nil, err
	}
	s := &Source{preset: p, times: o.TimeZone, timeout: o.timeout(), customers: o.Customers}
	if s.values, err = p.Values(o.Parameters); err != nil {
		return nil, err
	}
	if s.times == nil && p.TimeZone != "" {
		if s.times, err = time.LoadLocation(p.TimeZone); err != nil {
			return nil, fmt.Errorf("preset %s: time_zone: %w", p.Name, err)
		}
	}
	if err := s.connect(dsn); err != nil {
		return nil, err
	}
	if err := s.db.PingContext(ctx); err != nil {
		s.db.Close()
		return nil, unreachable("connecting to the source", err)
	}
	return s, nil
}

// unknownQueries refuses a file that would never be read: document.sql in an
// overlay is a slip of the pen for documents.sql. Where a part bears the name of a
// column, it could not be said which of the two is missing.
func unknownQueries(p *preset.Preset) error {
	columns := map[string][]Column{}
	for _, f := range Facts() {
		columns[f.Name] = f.Columns
	}
	for _, query := range p.Queries() {
		name, part := preset.Part(query)
		switch {
		case columns[name] == nil:
			return &Contract{Fact: query, Problem: "answers no fact of the contract"}
		case slices.ContainsFunc(columns[name], func(c Column) bool { return c.Name == part }):
			return &Contract{Fact: query, Problem: "names a part of " + name + " as one of its columns: give it another name"}
		}
	}
	return nil
}

// unknownDifferences refuses a reason that no language words.
func unknownDifferences(p *preset.Preset) error {
	for _, why := range p.Differs {
		if !slices.Contains(fact.KnownDifferences, fact.KnownDifference(why)) {
			return fmt.Errorf("preset %s: preset.yml: differs: %q is none of %q", p.Name, why, fact.KnownDifferences)
		}
	}
	return nil
}

// Preset returns the preset through which the source is read.
func (s *Source) Preset() *preset.Preset { return s.preset }

// Close gives the source's connections up.
func (s *Source) Close() error { return s.db.Close() }

func (s *Source) connect(dsn string) (err error) {
	if file, isSQLite := strings.CutPrefix(dsn, "sqlite://"); isSQLite {
		return s.connectSQLite(file)
	}
	rest, isMySQL := strings.CutPrefix(dsn, "mysql://")
	if !isMySQL {
		return &ParameterError{Path: "source.dsn", Message: "begins with neither mysql:// nor sqlite://"}
	}
	return s.connectMySQL(rest)
}

// connectSQLite opens a file that must exist, for reading only.
func (s *Source) connectSQLite(file string) error {
	if _, err := os.Stat(file); err != nil {
		return &Unreachable{Doing: "opening the source", Hint: "check the path after sqlite://", Err: err}
	}
	uri := url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath(), RawQuery: "mode=ro&_pragma=busy_timeout(10000)&_pragma=query_only(1)"}
	db, err := sqlx.Open("sqlite", uri.String())
	if err != nil {
		return &Unreachable{Doing: "opening the source", Hint: "check the path after sqlite://", Err: err}
	}
	s.db, s.engine, s.local = db, sqliteEngine{}, true
	return nil
}

// connectMySQL reads the DSN with the driver's own parser: a URL parser would
// stumble over passwords with @ and /. The parser's complaint may quote the DSN
// and is not passed on.
func (s *Source) connectMySQL(dsn string) error {
	c, err := mysql.ParseDSN(dsn)
	if err != nil {
		return &ParameterError{Path: "source.dsn", Message: "is not of the form mysql://user:password@tcp(host:3306)/database?tls=true"}
	}
	if c.DBName == "" {
		return &ParameterError{Path: "source.dsn", Message: "names no database: mysql://user:password@tcp(host:3306)/database"}
	}
	c.ParseTime, c.Loc = false, time.UTC // dates stay the bytes that came
	c.InterpolateParams = true           // one round trip, and answers as text
	c.MultiStatements = false
	c.Logger = &mysql.NopLogger{}
	if c.Timeout == 0 {
		c.Timeout = 10 * time.Second
	}
	if c.ReadTimeout == 0 {
		c.ReadTimeout = s.timeout + 15*time.Second // the server's own limit is to strike first
	}
	if _, err := mysql.NewConnector(c); err != nil {
		return &ParameterError{Path: "source.dsn", Message: "has parameters that the driver does not take"}
	}
	s.db = sqlx.NewDb(sql.OpenDB(connector{c}), "mysql")
	s.engine = mysqlEngine{}
	s.local = c.Net == "unix" || strings.HasPrefix(c.Addr, "127.") || strings.HasPrefix(c.Addr, "localhost") || strings.HasPrefix(c.Addr, "[::1]")
	return nil
}
