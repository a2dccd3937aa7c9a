package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"daybook/extract/tables"
	"daybook/jobs"
)

type importCommand struct {
	Paths      []string `arg:"" name:"path" help:"CSV and XLSX files, or folders of them."`
	Into       string   `help:"The SQLite file to write." required:"" placeholder:"FILE"`
	Table      string   `help:"Table of the one file; else its name, or its sheets', is the table's." placeholder:"NAME"`
	Map        string   `help:"A file that maps other headers to the tables." placeholder:"FILE"`
	Encoding   string   `help:"Of CSV files: utf-8, gb18030, utf-16 or windows-1252." enum:",utf-8,gb18030,utf-16,windows-1252" default:"" placeholder:"NAME"`
	DateFormat string   `help:"How days are written where the year is not first: D/M/YYYY, MM-DD-YYYY." placeholder:"FORM"`
	Decimal    string   `help:"The decimal mark: point or comma." enum:",point,comma" default:"" placeholder:"MARK"`
	Replace    bool     `help:"Replace what an earlier import wrote."`
	JSON       bool     `name:"json" help:"Print what was imported as JSON."`
}

// Help stands under the usage.
func (*importCommand) Help() string {
	return `Examples:

    daybook import --into books.db exported/             documents.csv, receipts.csv, …
    daybook import --into books.db books.xlsx            a sheet for each table
    daybook import --into books.db --map map.yml invoices.csv

The first row names the columns. Either everything is imported or nothing; each
cell that is wrong is named. docs/import.md explains tables, forms and maps.`
}

func (c *importCommand) Run(ctx context.Context, env Env, _ *commands) error {
	bar := newBar(env)
	defer bar.finish()
	s, err := jobs.Import(ctx, tables.Request{
		Into: c.Into, Replace: c.Replace, Paths: c.Paths, Table: c.Table, Map: c.Map,
		Encoding: c.Encoding, DateFormat: c.DateFormat, Decimal: c.Decimal, Progress: bar.show,
	})
	if err != nil {
		return err
	}
	bar.finish()
	for _, n := range s.Notes {
		fmt.Fprintf(env.Stderr, "note: %s; --encoding names another\n", n)
	}
	if c.JSON {
		return json.NewEncoder(env.Stdout).Encode(s.Tables)
	}
	printImported(env, s)
	fmt.Fprintf(env.Stdout, "\nwrote %s\nnext: daybook init --preset reference --dsn sqlite://%s --out daybook.yml\n", c.Into, c.Into)
	return nil
}

// printImported lists tables and, under each, the sums of its money columns, to be
// held against the program that the files came from.
func printImported(env Env, s *tables.Summary) {
	for _, t := range s.Tables {
		unit := "rows"
		if t.Rows == 1 {
			unit = "row"
		}
		fmt.Fprintf(env.Stdout, "%-22s%14s %s, from %s\n", t.Table, counted(t.Rows), unit, strings.Join(t.Files, ", "))
		for _, sum := range t.Sums {
			line := fmt.Sprintf("  %-14s%20s %s", sum.Column, grouped(sum.Amount), sum.Currency)
			fmt.Fprintln(env.Stdout, strings.TrimRight(line, " "))
		}
	}
}
