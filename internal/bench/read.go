package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"github.com/jmoiron/sqlx"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/preset"
)

// asOf is the last day of the made-up company's books.
var asOf = fact.NewDate(2026, 9, 24)

// linesQuery is what every reader runs: the statement of the reference preset to
// the letter, with the made-up company's id in it.
func linesQuery() (string, error) {
	p, err := preset.Load("reference", "")
	if err != nil {
		return "", err
	}
	values, err := p.Values(nil)
	if err != nil {
		return "", err
	}
	return statement(p, "lines", values.With(asOf.String(), "", "1", "CNY"))
}

// statement is a query of a preset with its parameters in it, for programs that take
// only text.
func statement(p *preset.Preset, name string, values preset.Values) (string, error) {
	query, args, err := p.Bind(name, values)
	if err != nil {
		return "", err
	}
	if strings.Count(query, "?") != len(args) {
		return "", fmt.Errorf("%s.sql has a question mark in a text, which this command cannot tell from a parameter", name)
	}
	for _, a := range args {
		query = strings.Replace(query, "?", fmt.Sprintf("'%s'", a), 1)
	}
	return query, nil
}

// readers read every invoice line of a company.
func readers(self, socket string, c company) ([]contender, error) {
	query, err := linesQuery()
	if err != nil {
		return nil, err
	}
	database := c.dsn[strings.LastIndex(c.dsn, "/")+1:]
	client := rawClient("mariadb --quick --batch > /dev/null", socket, database, query)
	if _, err := exec.LookPath("mariadb"); err != nil {
		client.absent = "no mariadb client"
	}
	return []contender{
		client,
		{name: "Daybook, into facts", command: []string{self, "-do", "read", c.dsn}},
		{name: "sqlx.StructScan, row by row", command: []string{self, "-do", "scan", c.dsn}},
		{name: "sqlx.Select, all at once", command: []string{self, "-do", "select", c.dsn}},
	}, nil
}

// rawClient has the server's own client run queries, whose rows go nowhere.
func rawClient(name, socket, database, queries string) contender {
	return contender{name: name, stdin: queries, command: []string{
		"mariadb", "--no-defaults", "--socket=" + socket, "--user=root", "--quick", "--batch", database,
	}}
}

// readFacts reads the company and takes the time of its lines.
func readFacts(ctx context.Context, dsn string) (err error) {
	source, err := extract.Open(ctx, dsn, extract.Options{Preset: "reference"})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	var before clock
	_, err = source.Snapshot(ctx, extract.Scope{AsOf: asOf, Facts: []string{"lines"}}, func(p extract.Progress) {
		switch {
		case !p.Done:
		case p.Fact == "lines":
			err = before.stop(0)
		default:
			before = startClock()
		}
	})
	return err
}

// plainLine is a line as a program reads it that thinks of nothing.
type plainLine struct {
	Document     string  `db:"document"`
	LineNo       int     `db:"line_no"`
	Product      string  `db:"product"`
	Quantity     string  `db:"quantity"`
	ListPrice    *string `db:"list_price"`
	UnitPrice    string  `db:"unit_price"`
	Discount     *string `db:"discount"`
	Net          string  `db:"net"`
	CompanyNet   *string `db:"company_net"`
	Cost         *string `db:"cost"`
	Promotion    *string `db:"promotion"`
	ReturnReason *string `db:"return_reason"`
}

func openPlain(dsn string) (*sqlx.DB, error) {
	return sqlx.Open("mysql", strings.TrimPrefix(dsn, "mysql://"))
}

func selectLines(ctx context.Context, dsn string) error {
	db, err := openPlain(dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	query, err := linesQuery()
	if err != nil {
		return err
	}
	c, all := startClock(), []plainLine(nil)
	if err := db.SelectContext(ctx, &all, query); err != nil {
		return err
	}
	return errors.Join(counted(len(all)), c.stop(0))
}

func scanLines(ctx context.Context, dsn string) error {
	db, err := openPlain(dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	query, err := linesQuery()
	if err != nil {
		return err
	}
	c, n := startClock(), 0
	rows, err := db.QueryxContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for ; rows.Next(); n++ {
		var line plainLine
		if err := rows.StructScan(&line); err != nil {
			return err
		}
	}
	return errors.Join(rows.Err(), counted(n), c.stop(0))
}

func counted(n int) error {
	if n == 0 {
		return fmt.Errorf("no lines were read")
	}
	return nil
}
