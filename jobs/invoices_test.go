package jobs_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/reference"
	"daybook/jobs"
)

// A register of every span that there is, on the books of [books] and a credit note.
func TestInvoices(t *testing.T) {
	credit := invoice("3", "CN-1", "1", "2026-09-23", "", "17.31")
	credit.Kind = "credit_note"
	later := invoice("4", "INV-3", "1", "2026-10-01", "2026-10-31", "999.00")
	void := invoice("5", "INV-0", "1", "2026-08-31", "2026-09-30", "50.00")
	void.CancelledOn = "2026-09-02"
	rows := append(books(), credit, later, void)
	for span, want := range map[string]struct {
		from    string
		net     string
		numbers []string
	}{
		"month":   {"2026-09-01", "450.00", []string{"INV-0 -50", "INV-2 517.31", "CN-1 -17.31"}},
		"quarter": {"2026-07-01", "1500.00", []string{"INV-1 1000", "INV-0 50", "INV-0 -50", "INV-2 517.31", "CN-1 -17.31"}},
		"year":    {"2026-01-01", "1500.00", []string{"INV-1 1000", "INV-0 50", "INV-0 -50", "INV-2 517.31", "CN-1 -17.31"}},
		"all":     {"", "1500.00", []string{"INV-1 1000", "INV-0 50", "INV-0 -50", "INV-2 517.31", "CN-1 -17.31"}},
	} {
		t.Run(span, func(t *testing.T) {
			temporary := t.TempDir()
			h := newHouse(t, options{rows: rows, to: oneRecipient + fmt.Sprintf(`
  - name: register
    report: invoices
    invoices: {span: %s}
    recipients: [{to: finance@lantern.example, slice: all}]`, span)})
			t.Setenv("TMPDIR", temporary)
			r := h.Run(t.Context(), "register", jobs.Request{By: "li", AsOf: fact.NewDate(2026, 9, 30)})
			f, ok := r.Figures.(jobs.InvoicesFigures)
			if !ok || r.Outcome != "delivered" || r.Exit() != 0 {
				t.Fatalf("%+v", r)
			}
			from := ""
			if f.From != nil {
				from = *f.From
			}
			if from != want.from || f.Net != want.net || f.Entries != len(want.numbers) {
				t.Errorf("from %s, net %s of %d; want %+v", from, f.Net, f.Entries, want)
			}
			if diff := cmp.Diff(want.numbers, h.listed(r)); diff != "" {
				t.Errorf("listed (want − got):\n%s", diff)
			}
			if passed := r.TieOut[0].Passed; passed == nil || !*passed || r.TieOut[2].Passed != nil {
				t.Errorf("tie-out %+v", r.TieOut)
			}
			if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
				t.Errorf("%v, %v are left", left, err)
			}
		})
	}
}

// What an ERP that goes away in the middle had listed by then is not listed twice.
func TestInvoicesReadAgain(t *testing.T) {
	temporary := t.TempDir()
	r := newRestarting(t, options{to: oneRecipient + `
  - name: register
    report: invoices
    recipients: [{to: finance@lantern.example, slice: all}]`}, nil)
	t.Setenv("TMPDIR", temporary)
	whole, reads := r.Source, 0
	r.Source = &fakeSource{func(ctx context.Context, s extract.Scope) (*fact.Snapshot, error) {
		snapshot, err := whole.Snapshot(ctx, s, nil)
		if reads++; reads == 1 {
			return nil, &extract.Unreachable{Doing: "reading income", Err: io.ErrUnexpectedEOF}
		}
		return snapshot, err
	}}
	report := r.Run(t.Context(), "register", jobs.Request{By: "schedule", AsOf: fact.NewDate(2026, 9, 30), Due: seven})
	if report.Outcome != "delivered" || reads != 2 {
		t.Fatalf("%d readings, %+v", reads, report)
	}
	if diff := cmp.Diff([]string{"INV-2 517.31"}, r.listed(report)); diff != "" {
		t.Errorf("listed (want − got):\n%s", diff)
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("%v, %v are left", left, err)
	}
}

// listed reads the list of invoices back from the mail's workbook: number and net.
func (h *house) listed(r jobs.Report) []string {
	h.t.Helper()
	must(h.t, os.WriteFile(filepath.Join(h.dir, "sent.xlsx"), h.mails()[0].attachments[filepath.Base(r.Files[0].Path)], 0o600))
	book, err := excelize.OpenFile(filepath.Join(h.dir, "sent.xlsx"), excelize.Options{RawCellValue: true})
	must(h.t, err)
	defer book.Close()
	rows, err := book.GetRows("Invoices")
	must(h.t, err)
	var out []string
	for _, row := range rows[5:] {
		out = append(out, row[0]+" "+row[11])
	}
	return out
}

// A span without documents is said to be empty, and with "skip" is not mailed.
func TestInvoicesOfNothing(t *testing.T) {
	h := newHouse(t, options{rows: []any{reference.Company{ID: "1", Name: "Lantern Works", Currency: "CNY"}}, to: oneRecipient + `
  - name: register
    report: invoices
    empty: skip
    recipients: [{to: finance@lantern.example, slice: all}]`})
	r := h.Run(t.Context(), "register", jobs.Request{By: "li", AsOf: fact.NewDate(2026, 9, 30)})
	if r.Outcome != "nothing" && r.Outcome != "nothing to report" || len(h.mails()) > 0 {
		t.Errorf("%+v", r)
	}
}
