package scenario

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// database writes a scenario into the reference tables of a new SQLite file and
// returns where it is.
func database(t *testing.T, s *scenario) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "scenario.db")
	db, err := sqlx.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := reference.Fill(t.Context(), db, rows(t, s)...); err != nil {
		t.Fatal(err)
	}
	return "sqlite://" + path
}

func rows(t *testing.T, s *scenario) []any {
	out := append(companies(s), people(s)...)
	for i := range s.Documents {
		out = append(out, documentRows(s, &s.Documents[i])...)
	}
	for i := range s.Receipts {
		out = append(out, receiptRow(&s.Receipts[i]))
	}
	for i := range s.Allocations {
		out = append(out, allocationRow(t, s, &s.Allocations[i]))
	}
	for _, p := range ledger(t, s) {
		out = append(out, reference.Control{Basis: "gl", Account: "Receivables", Posted: p.on.String(), Amount: p.amount.String(), Company: p.company})
	}
	return out
}

// reported is the company that a scenario's report is about. Others are named by
// the rows that are theirs.
const reported = "1"

func companies(s *scenario) []any {
	ids := map[string]bool{reported: true}
	for _, d := range s.Documents {
		ids[cmp.Or(d.Company, reported)] = true
	}
	for _, r := range s.Receipts {
		ids[cmp.Or(r.Company, reported)] = true
	}
	var out []any
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		out = append(out, reference.Company{ID: id, Name: "Company " + id, Currency: s.CompanyCurrency, FiscalYearStart: "1", TimeZone: "UTC"})
	}
	return out
}

// people are the customers and salespeople that a scenario names.
func people(s *scenario) []any {
	customers, sellers := map[string]reference.Customer{}, map[string]bool{}
	name := func(id, group string) {
		c := customers[id]
		customers[id] = reference.Customer{ID: id, Code: id, Name: id, CustomerGroup: cmp.Or(c.CustomerGroup, group)}
	}
	for _, d := range s.Documents {
		name(d.Customer, d.CustomerGroup)
		sellers[d.Salesperson], sellers[d.SalesPartner] = true, true
		for _, share := range d.Salespeople {
			sellers[share.ID] = true
		}
	}
	for _, r := range s.Receipts {
		name(r.Customer, "")
	}
	for _, c := range s.Customers {
		sellers[c.Salesperson] = true
		customers[c.ID] = reference.Customer{
			ID: c.ID, Code: c.ID, Name: c.ID, CustomerGroup: c.Group, Salesperson: c.Salesperson, Parent: c.Parent,
			TermsDays: c.TermsDays, CreditLimit: c.CreditLimit, OnHold: flag(c.OnHold),
		}
	}
	var out []any
	for _, id := range slices.Sorted(maps.Keys(customers)) {
		out = append(out, customers[id])
	}
	delete(sellers, "")
	for _, id := range slices.Sorted(maps.Keys(sellers)) {
		out = append(out, reference.Salesperson{ID: id, Code: id, Name: id})
	}
	return out
}

// documentRows are a document and its parts. What stands in for an order is
// written as one. A sales partner sells, as a salesperson does. Instalments that
// the peer's report does not look at are not given to ours.
func documentRows(s *scenario, d *document) []any {
	if d.Order.is {
		return []any{reference.Order{ID: d.ID, Number: d.ID, Customer: d.Customer, Ordered: d.PostedOn.String(), Currency: d.Currency, Amount: d.Gross.String()}}
	}
	out := []any{reference.Document{
		ID: d.ID, Number: d.ID, Kind: d.Kind, Customer: d.Customer, Posted: d.PostedOn.String(), Due: d.DueOn.String(),
		Currency: d.Currency, Rate: d.FxRate, Net: d.Gross.String(), Tax: "0", Gross: d.Gross.String(), CompanyGross: optional(d.CompanyGross),
		Salesperson: cmp.Or(d.Salesperson, d.SalesPartner), Corrects: d.Corrects, Revalues: d.Revalues, OrderNumber: d.Order.number,
		Disputed: flag(d.Disputed), CancelledOn: d.Cancelled.from(d.PostedOn.Date),
		Company: d.Company,
	}}
	for no, in := range d.Instalments {
		if s.parts() {
			out = append(out, reference.Instalment{Document: d.ID, No: strconv.Itoa(no + 1), Due: in.DueOn.String(), Amount: in.Amount.String()})
		}
	}
	for _, share := range d.Salespeople {
		out = append(out, reference.Share{Document: d.ID, Salesperson: share.ID, Share: (share.Share.Amount / 100).String()})
	}
	return out
}

// parts says whether the peer's report looks at instalments.
func (s *scenario) parts() bool {
	return s.Options.ByInstalment || slices.ContainsFunc(s.Expect.Rows, func(row figures) bool {
		_, no := splitKey(row.key())
		return no > 0
	})
}

func receiptRow(r *receipt) reference.Receipt {
	return reference.Receipt{
		ID: r.ID, Number: r.ID, Customer: r.Customer, Received: r.ReceivedOn.String(), BouncedOn: r.Cancelled.from(r.ReceivedOn.Date),
		Currency: r.Currency, Rate: r.FxRate, Amount: r.Amount.String(), CompanyAmount: optional(r.CompanyAmount),
		Method: r.BookedAs, Reference: r.AgainstOrder,
		Company: r.Company,
	}
}

// allocationRow writes one matching. In the form what a refund gives is negative,
// as its amount is; in the tables it has the sign of what the other end takes.
// With nothing to take, an end is settled by itself.
func allocationRow(t *testing.T, s *scenario, a *allocation) reference.Allocation {
	row := reference.Allocation{
		Kind: a.Kind, MatchedOn: a.AllocatedOn.String(), CancelledOn: a.Cancelled.from(a.AllocatedOn.Date),
		Amount: a.Amount.String(), CompanyAmount: optional(a.CompanyAmount),
	}
	if a.Kind == "surcharge" {
		row.Kind = "write_off" // income that no document claims
	}
	if a.Instalment > 0 && s.parts() {
		row.Instalment = strconv.Itoa(a.Instalment)
	}
	if a.FromAmount != nil {
		given := a.FromAmount.Abs()
		if a.Amount.Amount < 0 {
			given = given.Neg()
		}
		row.GiverAmount = given.String()
	}
	if a.Via != "" {
		on, off := s.life(t, a.Via)
		row.MatchedOn = max(a.AllocatedOn.Date, on).String()
		row.CancelledOn = cmp.Or(row.CancelledOn, off)
	}
	giver, taker := a.From, a.To
	if taker == "" {
		giver, taker = "", a.From
	}
	row.GiverKind, row.Giver = s.end(t, giver)
	row.TakerKind, row.Document = s.end(t, taker)
	return row
}

// end says what an id of a scenario is in the tables.
func (s *scenario) end(t *testing.T, id string) (kind, same string) {
	switch {
	case id == "":
		return "", ""
	case s.document(id) != nil:
		return "document", id
	case s.receipt(id) != nil:
		return "receipt", id
	}
	t.Fatalf("an allocation names %q, which is neither a document nor a receipt", id)
	return "", ""
}

// life is from when to when a document or receipt counts.
func (s *scenario) life(t *testing.T, id string) (on fact.Date, off string) {
	if d := s.document(id); d != nil {
		return d.PostedOn.Date, d.Cancelled.from(d.PostedOn.Date)
	}
	if r := s.receipt(id); r != nil {
		return r.ReceivedOn.Date, r.Cancelled.from(r.ReceivedOn.Date)
	}
	t.Fatalf("via %q is neither a document nor a receipt", id)
	return 0, ""
}

func (s *scenario) document(id string) *document {
	if i := slices.IndexFunc(s.Documents, func(d document) bool { return d.ID == id }); i >= 0 {
		return &s.Documents[i]
	}
	return nil
}

func (s *scenario) receipt(id string) *receipt {
	if i := slices.IndexFunc(s.Receipts, func(r receipt) bool { return r.ID == id }); i >= 0 {
		return &s.Receipts[i]
	}
	return nil
}

// from is the day on which something that began on a day ceased to count.
func (e ended) from(began fact.Date) string {
	if e.never {
		return began.String()
	}
	return e.on.String()
}

func optional(a *amount) string {
	if a == nil {
		return ""
	}
	return a.String()
}

func flag(b bool) string {
	if b {
		return "1"
	}
	return ""
}

// splitKey parts "X#2" into X and 2.
func splitKey(key string) (id string, no int) {
	id, after, found := strings.Cut(key, "#")
	if n, err := strconv.Atoi(after); found && err == nil {
		return id, n
	}
	return key, 0
}
