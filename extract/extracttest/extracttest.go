// Package extracttest is the suite that every preset passes, on a database with
// data in it.
package extracttest

import (
	compare "cmp"
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/extract"
	"daybook/extract/fact"
)

// Exercise runs the suite. open returns a source on the same data each time it is
// called; scope names a company and an as-of date on which there is something to
// read.
func Exercise(t *testing.T, open func(t *testing.T) *extract.Source, scope extract.Scope) {
	source := open(t)
	snap := read(t, source, scope)
	t.Run("company", func(t *testing.T) { company(t, source, scope, snap) })
	t.Run("check", func(t *testing.T) { check(t, source, scope) })
	t.Run("intake", func(t *testing.T) { intake(t, snap) })
	t.Run("references", func(t *testing.T) { references(t, snap) })
	t.Run("amounts", func(t *testing.T) { amounts(t, snap) })
	t.Run("orders", func(t *testing.T) { orders(t, snap, scope.AsOf) })
	t.Run("as of", func(t *testing.T) { asOf(t, source, scope, snap) })
	t.Run("missing", func(t *testing.T) { missing(t, snap) })
	t.Run("progress", func(t *testing.T) { progress(t, source, scope, snap) })
	t.Run("scope", func(t *testing.T) { scoped(t, source, scope, snap) })
	t.Run("again", func(t *testing.T) {
		if diff := Diff(snap, read(t, open(t), scope)); diff != "" {
			t.Errorf("a second reading differs (first − second):\n%s", diff)
		}
	})
	t.Run("cancelled", func(t *testing.T) { cancelled(t, source, scope) })
}

// Diff compares two snapshots in every detail. Lines stand in no order but that in which
// the server answers: they are compared by document and number.
func Diff(a, b *fact.Snapshot) string {
	lines := cmp.Transformer("lines", listed)
	documents := cmp.Transformer("documents", func(d fact.Documents) []fact.Document { return d.List() })
	receipts := cmp.Transformer("receipts", func(r fact.Receipts) []fact.Receipt { return r.List() })
	orders := cmp.Transformer("orders", func(o fact.Orders) []fact.Order { return o.List() })
	quotations := cmp.Transformer("quotations", func(q fact.Quotations) []fact.Quotation { return q.List() })
	return cmp.Diff(a, b, lines, documents, receipts, orders, quotations, cmp.Comparer(func(a, b fact.Rate) bool { return a == b }))
}

// listed is the lines by document and number, each with the text of its reason.
func listed(l fact.Lines) (out []line) {
	for i := range l.All() {
		each := line{Line: *i}
		if i.ReturnReason > 0 {
			each.Reason, each.ReturnReason = l.Reasons[i.ReturnReason], 0
		}
		out = append(out, each)
	}
	slices.SortFunc(out, func(a, b line) int {
		return compare.Or(compare.Compare(a.Document, b.Document), compare.Compare(a.No, b.No))
	})
	return out
}

type line struct {
	fact.Line
	Reason string
}

func read(t *testing.T, source *extract.Source, scope extract.Scope) *fact.Snapshot {
	t.Helper()
	snap, err := source.Snapshot(t.Context(), scope, nil)
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

func company(t *testing.T, source *extract.Source, scope extract.Scope, snap *fact.Snapshot) {
	companies, err := source.Companies(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(companies, func(c fact.Company) bool { return c.ID == snap.Company.ID }) {
		t.Errorf("the companies %v lack %q", companies, snap.Company.ID)
	}
	c := snap.Company
	if c.Name == "" || len(c.Currency) != 3 || c.TimeZone == "" || c.FiscalYearStart < 1 || c.FiscalYearStart > 12 {
		t.Errorf("company %+v is not whole", c)
	}
	scope.Company = "no such company"
	var wrong *extract.ParameterError
	if _, err := source.Snapshot(t.Context(), scope, nil); !errors.As(err, &wrong) || wrong.Path != "company.name" {
		t.Errorf("an unknown company: %v", err)
	}
}

func check(t *testing.T, source *extract.Source, scope extract.Scope) {
	remarks, err := source.Check(t.Context(), scope)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range remarks {
		if r.Level == extract.Error || r.Level == extract.Warning && r.Subject != "rights" {
			t.Errorf("%s: %s: %s", r.Level, r.Subject, r.Text)
		}
	}
}

// intake holds that every row is counted once, and every exclusion is explained.
func intake(t *testing.T, snap *fact.Snapshot) {
	found := map[string]map[fact.Treatment]int{}
	for _, f := range snap.Findings {
		if found[f.Fact] == nil {
			found[f.Fact] = map[fact.Treatment]int{}
		}
		found[f.Fact][f.Treatment]++
		if !slices.Contains(fact.Reasons, f.Reason) {
			t.Errorf("finding with the unknown reason %q", f.Reason)
		}
	}
	names := 0
	for _, f := range extract.Facts() {
		for _, in := range snap.Intake[names:] {
			if in.Fact == f.Name {
				names++
			}
		}
	}
	if names != len(snap.Intake) {
		t.Errorf("facts are not counted once each in the order of reading: %v", snap.Intake)
	}
	for _, in := range snap.Intake {
		if in.Read != in.Used+in.Excluded || in.Assumed > in.Used {
			t.Errorf("%+v does not add up", in)
		}
		if got := found[in.Fact][fact.Excluded]; got != in.Excluded {
			t.Errorf("%s: %d rows excluded, %d explained", in.Fact, in.Excluded, got)
		}
		if found[in.Fact][fact.Assumed] < in.Assumed {
			t.Errorf("%s: %d rows assumed, %d explained", in.Fact, in.Assumed, found[in.Fact][fact.Assumed])
		}
	}
}

// references holds that every reference is None or within its slice.
func references(t *testing.T, snap *fact.Snapshot) {
	within := func(what string, ref fact.Ref, length int, mustBe bool) {
		if ref < fact.None || int(ref) >= length || mustBe && !ref.Known() {
			t.Errorf("%s refers to %d of %d", what, ref, length)
		}
	}
	customers, people, documents := len(snap.Customers), len(snap.Salespeople), snap.Documents.Len()
	for _, c := range snap.Customers {
		within("customer "+c.ID, c.Salesperson, people, false)
		within("customer "+c.ID, c.Collector, people, false)
		within("customer "+c.ID, c.Parent, customers, false)
	}
	for _, d := range snap.Documents.All() {
		within("document "+d.ID, d.Customer, customers, true)
		within("document "+d.ID, d.Salesperson, people, false)
		within("document "+d.ID, d.Corrects, documents, false)
		within("document "+d.ID, d.Revalues, documents, false)
	}
	for line := range snap.Lines.All() {
		within("a line", line.Document, documents, true)
		within("a line", line.Product, len(snap.Products), false)
	}
	for _, r := range snap.Receipts.All() {
		within("receipt "+r.ID, r.Customer, customers, true)
	}
	for _, a := range snap.Allocations {
		takers := documents
		if a.ToMoney {
			takers = snap.Receipts.Len()
		}
		within("an allocation", a.To, takers, true)
		within("an allocation", a.FromReceipt, snap.Receipts.Len(), false)
		within("an allocation", a.FromDocument, documents, false)
		if a.FromReceipt.Known() && a.FromDocument.Known() {
			t.Error("an allocation has two giving ends")
		}
	}
}

// amounts holds that net + tax = gross in company currency, and that documents in
// company currency were booked as they stand.
func amounts(t *testing.T, snap *fact.Snapshot) {
	for _, d := range snap.Documents.All() {
		if d.CompanyNet+d.CompanyTax != d.CompanyGross {
			t.Errorf("document %s: %s + %s is not %s", d.ID, d.CompanyNet, d.CompanyTax, d.CompanyGross)
		}
		if d.Currency == snap.Company.Currency && d.Rate != fact.Unity {
			t.Errorf("document %s in company currency has the rate %s", d.ID, d.Rate)
		}
	}
}

// orders holds that of an order no more is left than was ordered, and that nothing came
// of it, nor of a delivery, later than the date.
func orders(t *testing.T, snap *fact.Snapshot, day fact.Date) {
	for _, o := range snap.Orders.All() {
		if o.Amount >= 0 && (min(o.NotShipped, o.NotInvoiced) < 0 || max(o.NotShipped, o.NotInvoiced) > o.Amount) {
			t.Errorf("of order %s over %s, %s is to be shipped and %s to be invoiced", o.ID, o.Amount, o.NotShipped, o.NotInvoiced)
		}
		if last := max(o.Ordered, o.Shipped, o.Delivered, o.Invoiced); last > day {
			t.Errorf("order %s had come to a stage of %s on %s", o.ID, last, day)
		}
		if int(o.Customer) >= len(snap.Customers) || int(o.Salesperson) >= len(snap.Salespeople) {
			t.Errorf("order %s refers to nobody", o.ID)
		}
	}
	for _, d := range snap.Deliveries {
		if d.Shipped > day || d.NotInvoiced < 0 || int(d.Order) >= snap.Orders.Len() || int(d.Customer) >= len(snap.Customers) {
			t.Errorf("on %s a delivery is %+v", day, d)
		}
	}
}

// asOf holds that an earlier date sees a part of what a later one sees, and
// nothing that is later than itself.
func asOf(t *testing.T, source *extract.Source, scope extract.Scope, snap *fact.Snapshot) {
	days := make([]fact.Date, 0, snap.Documents.Len())
	for _, d := range snap.Documents.All() {
		days = append(days, d.Posted)
	}
	slices.Sort(days)
	if len(days) == 0 || days[0] == days[len(days)-1] {
		t.Fatal("the suite needs documents of several days")
	}
	scope.AsOf = days[len(days)/2] - 1
	earlier := read(t, source, scope)
	if earlier.Documents.Len() >= snap.Documents.Len() {
		t.Errorf("%d documents at %s, %d at the end", earlier.Documents.Len(), scope.AsOf, snap.Documents.Len())
	}
	for _, d := range earlier.Documents.All() {
		if d.Posted > scope.AsOf || d.CancelledOn > scope.AsOf {
			t.Errorf("document %s of %s stands in the snapshot of %s", d.ID, d.Posted, scope.AsOf)
		}
	}
	for _, r := range earlier.Receipts.All() {
		if r.Received > scope.AsOf || r.BouncedOn > scope.AsOf {
			t.Errorf("receipt %s of %s stands in the snapshot of %s", r.ID, r.Received, scope.AsOf)
		}
	}
	intake(t, earlier)
	references(t, earlier)
}

// missing holds that what is named missing is in the contract, sorted, and indeed
// not there.
func missing(t *testing.T, snap *fact.Snapshot) {
	known := []string{"control.gl"} // the one part that a source may lack of itself
	for _, f := range extract.Facts() {
		known = append(known, f.Name)
		for _, c := range f.Columns {
			known = append(known, f.Name+"."+c.Name)
		}
	}
	for _, what := range snap.Source.Missing {
		if !slices.Contains(known, what) {
			t.Errorf("%q is named missing, and the contract does not know it", what)
		}
	}
	if !slices.IsSorted(snap.Source.Missing) {
		t.Errorf("missing is not sorted: %v", snap.Source.Missing)
	}
	for _, in := range snap.Intake {
		if !snap.Source.Supplies(in.Fact) {
			t.Errorf("%s is named missing, and was read", in.Fact)
		}
	}
}

func progress(t *testing.T, source *extract.Source, scope extract.Scope, snap *fact.Snapshot) {
	var done []string
	_, err := source.Snapshot(t.Context(), scope, func(p extract.Progress) {
		if p.Done {
			done = append(done, p.Fact)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, in := range snap.Intake {
		want = append(want, in.Fact)
	}
	if diff := cmp.Diff(want, done); diff != "" {
		t.Errorf("facts read − facts reported as done:\n%s", diff)
	}
}

// scoped holds that a part of the facts is the same whether the rest is read or not.
func scoped(t *testing.T, source *extract.Source, scope extract.Scope, snap *fact.Snapshot) {
	scope.Facts = []string{"documents"}
	part := read(t, source, scope)
	if diff := cmp.Diff(snap.Documents.List(), part.Documents.List(), cmp.Comparer(func(a, b fact.Rate) bool { return a == b })); diff != "" {
		t.Errorf("documents read alone differ (all − alone):\n%s", diff)
	}
	if part.Lines.Len() > 0 || part.Receipts.Len() > 0 {
		t.Error("more was read than asked for")
	}
	scope.Facts = []string{"no such fact"}
	if _, err := source.Snapshot(t.Context(), scope, nil); err == nil {
		t.Error("an unknown fact was read")
	}
}

func cancelled(t *testing.T, source *extract.Source, scope extract.Scope) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := source.Snapshot(ctx, scope, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
