package jobs_test

import (
	"strings"
	"testing"

	"daybook/extract/reference"
	"daybook/jobs"
	"daybook/jobs/runlog"
)

// Every dimension that a rule can look at, slices beside each other and over each
// other: each reader sees their own customers and no other.
func TestSlices(t *testing.T) {
	rows := append(books(),
		reference.Customer{ID: "3", Code: "C-NORTH", Name: "Northmoor Tiles", Region: "North", CustomerGroup: "Retail", Country: "SE"},
		invoice("3", "INV-3", "3", "2026-09-10", "2026-10-10", "33.33"))
	slices := `
  - {name: west, by: region, is: [West]}
  - {name: outer, by: region, is: [West, North]}
  - {name: coast, by: team, is: [Coast]}
  - {name: ma, by: salesperson, is: [S2]}
  - {name: retail, by: group, is: [Retail]}
  - {name: sweden, by: country, is: [SE]}
  - {name: one, by: customer, is: [C-WEST]}
  - {name: nobody, by: region, is: [South]}`
	want := map[string]string{
		"all": "Eastgate Westfold Northmoor", "east": "Eastgate", "west": "Westfold", "outer": "Westfold Northmoor", "coast": "Eastgate",
		"ma": "Westfold", "retail": "Northmoor", "sweden": "Northmoor", "one": "Westfold", "nobody": "",
	}
	to := ""
	for slice := range want {
		to += "\n      - {to: " + slice + "@lantern.example, slice: " + slice + "}"
	}
	h := newHouse(t, options{rows: rows, slices: slices, to: to})
	if report := h.run(jobs.Request{}); report.Outcome != runlog.Delivered || len(h.mails()) != len(want) {
		t.Fatalf("%s, %d mails, %+v", report.Outcome, len(h.mails()), report.Error)
	}
	for _, l := range h.mails() {
		slice, _, _ := strings.Cut(l.to, "@")
		all := l.text + l.html
		for _, b := range l.attachments {
			for _, part := range unzipped(t, b) {
				all += string(part)
			}
		}
		for _, name := range []string{"Eastgate", "Westfold", "Northmoor"} {
			if got := strings.Contains(all, name); got != strings.Contains(want[slice], name) {
				t.Errorf("slice %s: %s is there: %v", slice, name, got)
			}
		}
	}
}

// The whole is made first, wherever it stands: its analysis was begun while the ERP was
// read, and is in memory until then. The report says what became of parts in their order.
func TestTheWholeIsMadeFirst(t *testing.T) {
	h := newHouse(t, options{to: `
      - {to: east@lantern.example, slice: east}
      - {to: finance@lantern.example, slice: all}`})
	report := h.run(jobs.Request{})
	mails := h.mails()
	if len(mails) != 2 || mails[0].to != "finance@lantern.example" || mails[1].to != "east@lantern.example" {
		t.Errorf("%d mails: %+v", len(mails), report.Deliveries)
	}
	if d := report.Deliveries; len(d) != 2 || d[0].Slice != "east" || d[1].Slice != "all" {
		t.Errorf("%+v", d)
	}
}
