package sales

import (
	"path/filepath"
	"testing"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/sample"

	"github.com/jmoiron/sqlx"
)

// sampled writes the made-up company into a database and reads it as any other.
func sampled(t testing.TB, o sample.Options) (*fact.Snapshot, *sqlx.DB) {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "company.db")
	db, err := sqlx.Open("sqlite", path)
	check(err)
	t.Cleanup(func() { db.Close() })
	check(sample.Fill(t.Context(), db, o))
	source, err := extract.Open(t.Context(), "sqlite://"+path, extract.Options{Preset: "reference"})
	check(err)
	t.Cleanup(func() { source.Close() })
	s, err := source.Snapshot(t.Context(), extract.Scope{AsOf: o.Until}, nil)
	check(err)
	return s, db
}

// The week of the made-up company, read back row by row from its tables.
func TestSampleWeek(t *testing.T) {
	l := newLedger(t)
	until := l.date("2026-09-20")
	s, db := sampled(t, sample.Options{Until: until})
	r, err := Analyze(s, Params{AsOf: until})
	if err != nil {
		t.Fatal(err)
	}
	if r.Checks.Failed() {
		t.Errorf("checks: %+v", r.Checks)
	}
	var rows []struct{ Kind, Posted, Net, Region, Cancelled string }
	if err := db.Select(&rows, `SELECT d.kind, d.posted, d.company_net AS net, coalesce(c.region, '') AS region, coalesce(d.cancelled_on, '') AS cancelled
		FROM documents d JOIN customers c ON c.id = d.customer WHERE d.kind IN ('invoice', 'debit_note', 'credit_note')`); err != nil {
		t.Fatal(err)
	}
	for id, span := range r.Spans {
		from, last := span.From.String(), span.Until.AddDays(-1).String()
		within := func(day string) bool { return from <= day && day <= last }
		var total fact.Amount
		byRegion := map[string]fact.Amount{}
		for _, row := range rows {
			net := l.amount(row.Net)
			if row.Kind == "credit_note" {
				net = -net
			}
			counted := fact.Amount(0)
			if within(row.Posted) {
				counted += net
			}
			if within(row.Cancelled) && row.Cancelled <= until.String() {
				counted -= net
			}
			total += counted
			byRegion[row.Region] += counted
		}
		equal(t, Periods[id], r.Total[id].Net(), total)
		for _, region := range r.Regions {
			equal(t, Periods[id]+" in "+region.Name, region.Periods[id].Net(), byRegion[region.Name])
		}
	}
	if r.Total[Week].Net() <= 0 || r.Total[Week].Orders <= 0 || r.Total[Week].Cash <= 0 || !r.Targets[Year].Set {
		t.Errorf("nothing happens in the sample: %+v", r.Total[Week])
	}
}
