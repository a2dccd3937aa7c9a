package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// measurement is one table of the report.
type measurement struct {
	name string
	run  func(*lab) (*section, error)
}

// measurements lists them in the order of the report.
var measurements = []measurement{
	{"read", measureReading},
	{"write", measureWriting},
	{"daily", func(l *lab) (*section, error) { return measureJob(l, "receivables-daily") }},
	{"weekly", func(l *lab) (*section, error) { return measureJob(l, "sales-weekly") }},
	{"slices", measureSlices},
}

func names() string {
	var all []string
	for _, m := range measurements {
		all = append(all, m.name)
	}
	return strings.Join(all, ", ")
}

func measureReading(l *lab) (*section, error) {
	all, err := readers(l.self, l.socket, l.complete)
	if err != nil {
		return nil, err
	}
	medians, err := alternate(l.ctx, l.options.rounds, all, os.Stderr)
	if err != nil {
		return nil, err
	}
	s := &section{
		title: fmt.Sprintf("Reading %s invoice lines from MariaDB", thousands(l.complete.lines)),
		words: "The statement of the reference preset, twelve columns, over a socket; the server runs on the same machine. Memory of Daybook is with the documents that lines belong to.",
		head:  []string{"reader", "rows/s", "of the client's", "wall s", "CPU s", "peak MB"},
	}
	rate := func(m measured) float64 { return float64(l.complete.lines) / m.Wall.Seconds() }
	for _, c := range all {
		m, ok := medians[c.name]
		if !ok {
			s.row(c.name, c.absent)
			continue
		}
		part := "–"
		if client, ok := medians[all[0].name]; ok {
			part = fmt.Sprintf("%.2f", rate(m)/rate(client))
		}
		s.row(c.name, fmt.Sprintf("%.2f M", rate(m)/1e6), part, seconds(m.Wall), seconds(m.CPU), megabytes(m.RSS))
	}
	return s, nil
}

func measureWriting(l *lab) (*section, error) {
	all := writers(l.self, l.folder)
	medians, err := alternate(l.ctx, l.options.rounds, all, os.Stderr)
	if err != nil {
		return nil, err
	}
	s := &section{
		title: "Writing a million rows of twelve columns",
		words: "Seven texts (some Chinese, some with markup) and five numbers, two of them dates and two of them money with formats of their own. Making the rows is part of each.",
		head:  []string{"writer", "CPU s", "times Daybook's", "wall s", "file MB", "peak MB"},
	}
	for _, c := range all {
		m, ok := medians[c.name]
		if !ok {
			s.row(c.name, c.absent)
			continue
		}
		times := m.CPU.Seconds() / medians[all[0].name].CPU.Seconds()
		s.row(c.name, seconds(m.CPU), fmt.Sprintf("%.1f", times), seconds(m.Wall), fmt.Sprintf("%.1f", float64(m.Bytes)/1e6), megabytes(m.RSS))
	}
	return s, nil
}

func measureJob(l *lab, job string) (*section, error) {
	companies := []company{l.tenth, l.third, l.complete}
	var all []contender
	for _, c := range companies {
		config, err := configure(l.ctx, l.program, l.folder, c, false)
		if err != nil {
			return nil, err
		}
		all = append(all, dryRun(l.program, l.folder, config, job, job+" of "+thousands(c.invoices), asOf))
	}
	medians, err := alternate(l.ctx, l.options.rounds, all, os.Stderr)
	if err != nil {
		return nil, err
	}
	s := &section{
		title: "The whole of " + job,
		words: "`daybook run " + job + " --dry-run`: reading from MariaDB, analysing, laying out, writing the workbook.",
		head:  []string{"invoices", "lines", "CPU s", "CPU µs an invoice", "wall s", "peak MB"},
	}
	for i, c := range companies {
		m := medians[all[i].name]
		each := float64(m.CPU.Microseconds()) / float64(c.invoices)
		s.row(thousands(c.invoices), thousands(c.lines), seconds(m.CPU), fmt.Sprintf("%.1f", each), seconds(m.Wall), megabytes(m.RSS))
	}
	return s, nil
}

// measureSlices compares the weekly job for the whole with the same and a copy
// for every salesperson.
func measureSlices(l *lab) (*section, error) {
	const job = "sales-weekly"
	var all []contender
	for _, own := range []bool{false, true} {
		config, err := configure(l.ctx, l.program, l.folder, l.tenth, own)
		if err != nil {
			return nil, err
		}
		name := "the whole"
		if own {
			name = "the whole, and one for each salesperson"
		}
		all = append(all, dryRun(l.program, l.folder, config, job, name, asOf))
	}
	medians, err := alternate(l.ctx, l.options.rounds, all, os.Stderr)
	if err != nil {
		return nil, err
	}
	s := &section{
		title: "A copy for every salesperson",
		words: fmt.Sprintf("%s of a company of %s invoices and %s lines: one extraction, one partition, a workbook each.", job, thousands(l.tenth.invoices), thousands(l.tenth.lines)),
		head:  []string{"what is made", "workbooks", "rows in them", "CPU s", "wall s", "peak MB"},
	}
	for _, c := range all {
		files, rows, err := countFiles(l.ctx, c)
		if err != nil {
			return nil, err
		}
		m := medians[c.name]
		s.row(c.name, fmt.Sprint(files), thousands(rows), seconds(m.CPU), seconds(m.Wall), megabytes(m.RSS))
	}
	return s, nil
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f", d.Seconds()) }

func megabytes(n int64) string { return fmt.Sprint(n / 1e6) }

// thousands writes a number in groups of three digits.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
