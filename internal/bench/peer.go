package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"daybook/extract/fact"
	"daybook/extract/preset"
	"daybook/internal/mariadbtest"
)

// The peer is a script that people run instead of Daybook: pandas and XlsxWriter on
// ERPNext's own tables. Its folder has the script, daily.py, and what fills the
// tables with a company of any size; filling a million invoices takes a quarter of
// an hour, so that it is not done here.
const (
	peerScript  = "daily.py"
	peerCompany = "Demo Trading"
	wholeScope  = "receivables-daily"
	everyRow    = "invoices-all"
)

// peerDay is the last day of the peer's books.
var peerDay = fact.NewDate(2025, 6, 30)

// dailyFacts are those that receivables-daily reads, in the order of reading.
var dailyFacts = []string{
	"company", "rates", "salespeople", "customers", "documents", "instalments", "document_salespeople", "receipts", "allocations", "control",
}

// peerFloor is what no program that reads these tables can do without: the columns
// of the peer's report, by a full scan of each table, with nothing done to them.
var peerFloor = strings.Join([]string{
	"SELECT against_voucher_type, against_voucher_no, voucher_type, voucher_no, party, account, account_currency, posting_date, amount, amount_in_account_currency FROM `tabPayment Ledger Entry` USE INDEX () WHERE company = 'Demo Trading' AND account_type = 'Receivable' AND party_type = 'Customer' AND delinked = 0 AND posting_date <= '2025-06-30'",
	"SELECT name, customer, posting_date, base_net_total, base_grand_total FROM `tabSales Invoice` USE INDEX () WHERE docstatus = 1 AND company = 'Demo Trading'",
	"SELECT parent, item_code, stock_qty, base_net_amount, incoming_rate FROM `tabSales Invoice Item` USE INDEX () WHERE docstatus = 1",
	"SELECT parent, sales_person, allocated_percentage FROM `tabSales Team` USE INDEX () WHERE parenttype = 'Sales Invoice'",
	"SELECT account, posting_date, debit, credit FROM `tabGL Entry` USE INDEX () WHERE is_cancelled = 0 AND posting_date <= '2025-06-30' AND account IN ('Debtors - DT', 'Debtors EUR - DT', 'Debtors GBP - DT', 'Sales - DT')",
}, ";\n")

// rowsFloor is every invoice row by twelve columns.
const rowsFloor = "SELECT name, company, status, customer, customer_name, territory, posting_date, due_date, currency, base_net_total, base_total_taxes_and_charges, base_grand_total FROM `tabSales Invoice`"

// benchPeer measures Daybook beside the peer on one server, in turns.
func benchPeer(ctx context.Context, o options) (err error) {
	if o.socket == "" {
		return errors.New("name the server that holds the peer's tables with -socket, and the database with -database; the peer's README says how to fill them")
	}
	folder, err := os.MkdirTemp("", "daybook-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	all, err := peerContenders(ctx, o, folder)
	if err != nil {
		return err
	}
	medians, err := alternate(ctx, o.rounds, all, os.Stderr)
	if err != nil {
		return err
	}
	return publish(o.report, "bench-peer", machine(o.rounds), []*section{peerSection(all, medians)})
}

func peerContenders(ctx context.Context, o options, folder string) ([]contender, error) {
	program, err := buildProgram(ctx, folder)
	if err != nil {
		return nil, err
	}
	config, err := configurePeer(ctx, program, folder, o)
	if err != nil {
		return nil, err
	}
	own, err := dailyQueries()
	if err != nil {
		return nil, err
	}
	client := func(name, queries string) contender {
		return rawClient(name, o.socket, o.database, queries)
	}
	peer := func(name string, more ...string) contender {
		file := filepath.Join(folder, "peer.xlsx")
		command := []string{python, filepath.Join(o.peer, peerScript), "--socket", o.socket, "--database", o.database, "--as-of", peerDay.String(), "--out", file}
		return contender{name: name, command: append(command, more...), writes: file}
	}
	ours := func(name, job, report string) contender {
		c := dryRun(program, folder, config, job, name, peerDay)
		c.writes = filepath.Join(folder, "out", peerDay.String()+"_"+report+"_all.xlsx")
		return c
	}
	all := []contender{
		client("raw floor: the peer's columns", peerFloor),
		client("raw floor: Daybook's own queries", own),
		peer("peer: " + peerScript),
		ours("Daybook: "+wholeScope, wholeScope, "receivables"),
		client("raw floor: every invoice", rowsFloor),
		peer("peer: "+peerScript+" --all-lines", "--all-lines"),
		ours("Daybook: the register of all invoices", everyRow, "invoices"),
	}
	server, err := serverProcess(o.socket)
	for i := range all {
		all[i].server = server
	}
	return all, err
}

// configurePeer writes a configuration as an operator would, with a register of
// everything beside the usual jobs.
func configurePeer(ctx context.Context, program, folder string, o options) (string, error) {
	path := filepath.Join(folder, "daybook.yml")
	text, err := initialise(ctx, program, path, "--preset", "erpnext", "--dsn", mariadbtest.Source(o.socket, o.database), "--company", peerCompany)
	if err != nil {
		return "", err
	}
	job := "\n  - name: " + everyRow + "\n    report: invoices\n    invoices: {span: all}\n    recipients: [{to: finance@example.com, slice: all}]\n"
	return path, os.WriteFile(path, []byte(text+job), 0o600)
}

// dailyQueries are the statements of the preset that the daily report runs, to the
// letter.
func dailyQueries() (string, error) {
	p, err := preset.Load("erpnext", "")
	if err != nil {
		return "", err
	}
	values, err := p.Values(nil)
	if err != nil {
		return "", err
	}
	var all []string
	var names []string
	for _, name := range dailyFacts {
		names = append(names, p.Of(name)...)
	}
	for _, e := range p.Extras { // which the peer's tables are without
		values = values.Without(e)
	}
	for _, name := range names {
		query, err := statement(p, name, values.With(peerDay.String(), "1000-01-01", peerCompany, "USD"))
		if err != nil {
			return "", err
		}
		all = append(all, query)
	}
	return strings.Join(all, ";\n"), nil
}

// serverProcess is the server's process, whose processor time is the server's.
func serverProcess(socket string) (int, error) {
	out, err := exec.Command("mariadb", "--no-defaults", "--socket="+socket, "--user=root", "--skip-column-names", "--execute=SELECT @@pid_file").Output()
	if err != nil {
		return 0, fmt.Errorf("asking the server for its process: %w", err)
	}
	text, err := os.ReadFile(strings.TrimSpace(string(out)))
	if err != nil {
		return 0, fmt.Errorf("the server's process: %w; it must run on this machine", err)
	}
	return strconv.Atoi(strings.TrimSpace(string(text)))
}

// processTime is the processor time that a process has used so far.
func processTime(pid int) (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, fmt.Errorf("the processor time of the server: %w", err)
	}
	_, rest, _ := strings.Cut(string(text), ") ") // after the name, which may hold anything
	fields := strings.Fields(rest)
	const user, system, tick = 11, 12, time.Second / 100
	if len(fields) <= system {
		return 0, fmt.Errorf("/proc/%d/stat has %d fields", pid, len(fields))
	}
	u, err1 := strconv.Atoi(fields[user])
	s, err2 := strconv.Atoi(fields[system])
	return time.Duration(u+s) * tick, errors.Join(err1, err2)
}

func peerSection(all []contender, medians map[string]measured) *section {
	s := &section{
		title: "ERPNext with a million invoices, beside a tuned pandas script",
		words: "Company Demo Trading as of " + peerDay.String() + "; server and client on the same machine. Floors are `mariadb --quick --batch > /dev/null`. " +
			"The peer lists all 1,000,000 rows of the table; the register the 921,625 that were posted by the company, in order, tied out to the general ledger.",
		head: []string{"what", "wall s", "client CPU s", "server CPU s", "peak MB", "file MB"},
	}
	for _, c := range all {
		m := medians[c.name]
		file := "–"
		if m.Bytes > 0 {
			file = fmt.Sprintf("%.1f", float64(m.Bytes)/1e6)
		}
		s.row(c.name, seconds(m.Wall), seconds(m.CPU), seconds(m.Server), megabytes(m.RSS), file)
	}
	return s
}
