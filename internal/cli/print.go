package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"

	"daybook/jobs"
	"daybook/jobs/runlog"
)

// conclude prints what became of a run, for people or as one JSON object, and ends
// with its code.
func conclude(env Env, asJSON bool, r jobs.Report) error {
	if !asJSON {
		printReport(env, r)
	} else if err := json.NewEncoder(env.Stdout).Encode(r); err != nil {
		return fmt.Errorf("printing the outcome: %w", err)
	}
	return exit(r.Exit())
}

// printReport says what became of a run in a few lines, labels in one column.
func printReport(env Env, r jobs.Report) {
	w := env.Stdout
	if r.AsOf != "" {
		fmt.Fprintf(w, "%s as of %s: %s\n", r.Job, r.AsOf, became(r.Outcome))
	}
	if f, ok := r.Figures.(jobs.ReceivablesFigures); ok {
		say(w, "net receivable", "%18s", grouped(f.NetReceivable))
		say(w, "overdue", "%18s", grouped(f.Overdue))
		say(w, "open invoices", "%18s", grouped(fmt.Sprint(f.OpenInvoices)))
	}
	if f, ok := r.Figures.(jobs.SalesFigures); ok {
		say(w, "net sales", "%18s", grouped(f.NetSales))
		say(w, "week before", "%18s", grouped(f.Previous))
		say(w, "last year", "%18s", grouped(f.LastYear))
	}
	printChecks(w, r)
	if d := r.Data; d.Read > 0 {
		say(w, "rows", "%s read = %s used + %s excluded; %s under an assumption", counted(d.Read), counted(d.Used), counted(d.Excluded), counted(d.Assumed))
	}
	for i, f := range r.Files {
		if i == shown {
			say(w, "workbook", "… and %d more, which --json lists", len(r.Files)-shown)
			break
		}
		say(w, "workbook", "%s (%d sheets, %s rows, %s)", f.Path, f.Sheets, counted(f.Rows), size(f.Bytes))
	}
	printDeliveries(w, r.Deliveries)
	for _, n := range r.Notes {
		say(w, "note", "%s", n)
	}
	if r.Error != nil {
		env.complain(r.Error)
	}
}

// shown is how many files and mails are listed for people; a job may make
// hundreds. What did not arrive is always listed.
const shown = 6

func printDeliveries(w io.Writer, all []jobs.Delivery) {
	listed := 0
	for _, d := range all {
		if d.Outcome == runlog.Delivered || d.Outcome == runlog.Built {
			if listed++; listed > shown {
				continue
			}
		}
		printDelivery(w, d)
	}
	if listed > shown {
		say(w, "mail", "… and %d more, which --json lists", listed-shown)
	}
}

// say prints one line under a heading.
func say(w io.Writer, label, format string, args ...any) {
	fmt.Fprintf(w, "  %-16s%s\n", label, fmt.Sprintf(format, args...))
}

// became words an outcome for people.
func became(o runlog.Outcome) string {
	if o == runlog.Built {
		return "built, nothing sent"
	}
	return string(o)
}

func printDelivery(w io.Writer, d jobs.Delivery) {
	if d.Outcome == runlog.Built {
		say(w, "would mail", "%s, slice %s", d.Recipient, d.Slice)
		return
	}
	line := fmt.Sprintf("%s, slice %s: %s", d.Recipient, d.Slice, d.Outcome)
	if d.Reason != "" {
		line += " (" + d.Reason + ")"
	}
	say(w, "mail", "%s", line)
}

// delivered says how many mails arrived, of how many.
func delivered(all []jobs.Delivery) string {
	n := 0
	for _, d := range all {
		if d.Outcome == runlog.Delivered {
			n++
		}
	}
	return fmt.Sprintf("%d of %d", n, len(all))
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
		say(w, "tie-out FAILED", "%s: %s ≠ %s, difference %s", c.Check, grouped(c.Left), grouped(*c.Right), grouped(*c.Difference))
	}
	if supplied > 0 {
		say(w, "tie-out", "%d of %d checks passed", passed, supplied)
	}
}

func counted(n int) string { return grouped(fmt.Sprint(n)) }

// grouped puts separators between the thousands of a decimal.
func grouped(decimal string) string {
	sign, digits := "", decimal
	if strings.HasPrefix(decimal, "-") {
		sign, digits = "-", decimal[1:]
	}
	whole, fraction, found := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if found {
		whole += "." + fraction
	}
	return sign + whole
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
	lines := [][]string{heads}
	for _, row := range rows {
		lines = append(lines, cells(row))
	}
	for _, line := range aligned(lines) {
		if _, err := fmt.Fprintln(env.Stdout, line); err != nil {
			return err
		}
	}
	return nil
}

// aligned sets lines in columns, two spaces between them, as a terminal shows them:
// East Asian characters take the room of two.
func aligned(lines [][]string) []string {
	var widths []int
	for _, cells := range lines {
		for i, cell := range cells {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], room(cell))
		}
	}
	out := make([]string, len(lines))
	for n, cells := range lines {
		var b strings.Builder
		for i, cell := range cells {
			b.WriteString(cell + strings.Repeat(" ", widths[i]-room(cell)+2))
		}
		out[n] = strings.TrimRight(b.String(), " ")
	}
	return out
}

// room is how many columns of a terminal a text takes.
func room(text string) int {
	n := 0
	for _, r := range text {
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
