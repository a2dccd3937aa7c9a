package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"daybook/jobs"
)

// printReport says what became of a run in a few lines.
func printReport(env Env, r jobs.Report) {
	w := env.Stdout
	if r.AsOf != "" {
		fmt.Fprintf(w, "%s as of %s: %s\n", r.Job, r.AsOf, r.Outcome)
	}
	if f, ok := r.Figures.(jobs.ReceivablesFigures); ok {
		fmt.Fprintf(w, "  net receivable %s, overdue %s, %d open invoices\n", f.NetReceivable, f.Overdue, f.OpenInvoices)
	}
	printChecks(w, r)
	if d := r.Data; d.Read > 0 {
		fmt.Fprintf(w, "  rows: %d read, %d used, %d excluded, %d assumed\n", d.Read, d.Used, d.Excluded, d.Assumed)
	}
	for _, f := range r.Files {
		fmt.Fprintf(w, "  file: %s (%d sheets, %d rows, %s)\n", f.Path, f.Sheets, f.Rows, size(f.Bytes))
	}
	for _, d := range r.Deliveries {
		line := fmt.Sprintf("  mail: %s, %s: %s", d.Recipient, d.Slice, d.Outcome)
		if d.Reason != "" {
			line += " (" + d.Reason + ")"
		}
		fmt.Fprintln(w, line)
	}
	for _, n := range r.Notes {
		fmt.Fprintf(w, "  note: %s\n", n)
	}
	if r.Error != nil {
		env.complain(r.Error)
	}
}

func printChecks(w io.Writer, r jobs.Report) {
	passed, supplied := 0, 0
	for _, c := range r.TieOut {
		if c.Passed == nil {
			continue
		}
		supplied++
		if *c.Passed {
			passed++
			continue
		}
		fmt.Fprintf(w, "  tie-out FAILED: %s: %s ≠ %s, difference %s\n", c.Check, c.Left, *c.Right, *c.Difference)
	}
	if supplied > 0 {
		fmt.Fprintf(w, "  tie-out: %d of %d checks passed\n", passed, supplied)
	}
}

func size(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", (n+1023)/1024)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// list prints rows under heads, aligned, or as JSON.
func list[T any](env Env, asJSON bool, rows []T, heads []string, cells func(T) []string) error {
	if asJSON {
		if rows == nil {
			rows = []T{}
		}
		return json.NewEncoder(env.Stdout).Encode(rows)
	}
	w := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, strings.Join(heads, "\t"))
	for _, row := range rows {
		fmt.Fprintln(w, strings.Join(cells(row), "\t"))
	}
	return w.Flush()
}
