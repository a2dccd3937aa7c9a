package scenario

import (
	"fmt"
	"slices"
	"testing"

	"daybook/analyze/receivables"
	"daybook/extract"
	"daybook/extract/fact"
)

// report is what our analysis says of a scenario, read from its results.
type report struct {
	s        *scenario
	postings []posting
	snaps    map[*receivables.Result]*fact.Snapshot // what each result was computed from
	now      *receivables.Result                    // since the beginning
	period   *receivables.Result                    // where the scenario names one
	later    *receivables.Result                    // at the last day that the scenario knows
}

// analysed takes a scenario through a database: written into the reference
// tables, extracted, analysed.
func analysed(t *testing.T, s *scenario) *report {
	t.Helper()
	source, err := extract.Open(t.Context(), database(t, s), extract.Options{Preset: "reference"})
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	r := &report{s: s, postings: ledger(t, s), snaps: map[*receivables.Result]*fact.Snapshot{}}
	read := func(asOf fact.Date) *fact.Snapshot {
		snap, err := source.Snapshot(t.Context(), extract.Scope{AsOf: asOf, Company: reported}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range snap.Findings {
			if f.Treatment == fact.Excluded {
				t.Errorf("as of %s: %s %s is excluded: %s %s", asOf, f.Fact, f.Row, f.Reason, f.Value)
			}
		}
		return snap
	}
	first, last := s.span()
	r.now = r.analyse(t, read(s.AsOf.Date), s.AsOf.Date, first.AddDays(-1))
	r.later = r.analyse(t, read(last), last, first.AddDays(-1))
	if !s.Options.PeriodFrom.IsZero() {
		to := s.AsOf.Date
		if !s.Options.PeriodTo.IsZero() {
			to = s.Options.PeriodTo.Date
		}
		r.period = r.analyse(t, read(to), to, s.Options.PeriodFrom.AddDays(-1))
	}
	return r
}

// span is the first and the last day that a scenario knows.
func (s *scenario) span() (first, last fact.Date) {
	days := []fact.Date{s.AsOf.Date}
	for _, d := range s.Documents {
		days = append(days, d.PostedOn.Date)
	}
	for _, r := range s.Receipts {
		days = append(days, r.ReceivedOn.Date)
	}
	for _, a := range s.Allocations {
		days = append(days, a.AllocatedOn.Date)
	}
	days = slices.DeleteFunc(days, fact.Date.IsZero)
	return slices.Min(days), slices.Max(days)
}

// analyse computes one day, which must tie out: with the ledger too, except for a
// part of the company, as the ledger knows of none.
func (r *report) analyse(t *testing.T, snap *fact.Snapshot, asOf, previous fact.Date) *receivables.Result {
	t.Helper()
	p := receivables.Params{AsOf: asOf, Previous: previous, Limits: r.s.Options.Buckets}
	switch r.s.Options.AgeBy {
	case "posting_date":
		p.AgeBy = receivables.ByPostingDate
	case "due_date", "":
	default:
		t.Fatalf("age_by %q is not known", r.s.Options.AgeBy)
	}
	snap, whole := r.filtered(t, snap)
	result, err := receivables.Analyze(snap, p)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range result.Checks {
		if c.Supplied && !c.Passed {
			t.Errorf("as of %s: check %s: %s is not %s", asOf, c.ID, c.Left, c.Right)
		}
		if c.ID == "gl" && whole && c.Left != balance(r.postings, "", asOf) {
			t.Errorf("as of %s: we have %s, the general ledger %s", asOf, c.Left, balance(r.postings, "", asOf))
		}
	}
	r.snaps[result] = snap
	return result
}

// customer is a customer's id in a result.
func (r *report) customer(result *receivables.Result, ref fact.Ref) string {
	if !ref.Known() {
		return ""
	}
	return r.snaps[result].Customers[ref].ID
}

// filtered parts the snapshot as a slice of a job does. A salesperson's part
// holds the share of it; sales partners are salespeople of ours.
func (r *report) filtered(t *testing.T, snap *fact.Snapshot) (part *fact.Snapshot, whole bool) {
	t.Helper()
	f := r.s.Options.Filter
	const within = "within"
	choose := func(allowed names, value func(*fact.Customer) string) fact.Dimension {
		return fact.Dimension{Customer: func(c *fact.Customer) string {
			if slices.Contains(allowed, value(c)) {
				return within
			}
			return ""
		}}
	}
	var dimensions []fact.Dimension
	if len(f.Customer) > 0 {
		dimensions = append(dimensions, choose(f.Customer, func(c *fact.Customer) string { return c.ID }))
	}
	if len(f.CustomerGroup) > 0 {
		dimensions = append(dimensions, choose(f.CustomerGroup, func(c *fact.Customer) string { return c.Group }))
	}
	for _, who := range []names{f.Salesperson, f.SalesPartner} {
		if len(who) > 0 {
			dimensions = append(dimensions, fact.Dimension{Seller: func(s *fact.Salesperson) string {
				if slices.Contains(who, s.ID) {
					return within
				}
				return ""
			}})
		}
	}
	for _, d := range dimensions {
		snap = fact.NewPartition(snap, d).Part(within)
	}
	return snap, len(dimensions) == 0
}

// items are the open items of a result by key: the document's or receipt's id,
// with #n for instalment n. Cost centres and accounts are no facts of ours: where
// a scenario filters by them, it is here that the rows are chosen.
func (r *report) items(result *receivables.Result) map[string]receivables.Item {
	out := map[string]receivables.Item{}
	for _, i := range result.Items {
		if key := i.Number; r.chosen(key) {
			if i.Instalment > 0 {
				key = fmt.Sprintf("%s#%d", key, i.Instalment)
			}
			out[key] = i
		}
	}
	return out
}

func (r *report) chosen(id string) bool {
	f, d := r.s.Options.Filter, r.s.document(id)
	if d == nil {
		return len(f.CostCentre) == 0 && len(f.Account) == 0 || r.s.receipt(id) != nil && len(f.Account) == 0 && slices.Contains(f.CostCentre, r.s.receipt(id).CostCentre)
	}
	return (len(f.CostCentre) == 0 || slices.Contains(f.CostCentre, d.CostCentre)) && (len(f.Account) == 0 || slices.Contains(f.Account, d.Account))
}
