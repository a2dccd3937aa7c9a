package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/extract"
	"daybook/extract/extracttest"
	"daybook/extract/fact"
	"daybook/extract/reference"
)

var lastOfMay = extract.Scope{AsOf: date("2025-05-31")}

func snapshot(t *testing.T, dsn string) *fact.Snapshot {
	t.Helper()
	snap, err := openSource(t, dsn, asReference).Snapshot(t.Context(), lastOfMay, nil)
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

func TestReferenceConformsOnSQLite(t *testing.T) {
	dsn := onSQLite(t, fixture()...)
	extracttest.Exercise(t, func(t *testing.T) *extract.Source { return openSource(t, dsn, asReference) }, lastOfMay)
}

func TestReferenceConformsOnMariaDB(t *testing.T) {
	dsn := onMariaDB(t, fixture()...)
	extracttest.Exercise(t, func(t *testing.T) *extract.Source { return openSource(t, dsn, asReference) }, lastOfMay)
}

// The same rows give the same snapshot, to the last finding.
func TestEnginesAgree(t *testing.T) {
	a, b := snapshot(t, onSQLite(t, fixture()...)), snapshot(t, onMariaDB(t, fixture()...))
	if diff := extracttest.Diff(a, b); diff != "" {
		t.Errorf("SQLite − MariaDB:\n%s", diff)
	}
}

// Every odd row of the fixture, reasoned by hand.
func TestOddRowsAreFound(t *testing.T) {
	var got []string
	for _, f := range snapshot(t, onSQLite(t, fixture()...)).Findings {
		amount := ""
		if f.HasAmount {
			amount = " " + f.Amount.String() + " " + string(f.Currency)
		}
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s %s %q of %q%s", f.Treatment, f.Fact, f.Row, f.Reason, f.Value, f.Customer, amount)))
	}
	want := []string{
		`noted salespeople S9 unknown_reference "manager=77" of ""`,
		`excluded customers C2b duplicate_id "2" of ""`,
		`noted customers C3 unknown_reference "salesperson=nobody" of ""`,
		`noted customers C4 unknown_kind "terms_rule=when we like" of ""`,
		`excluded documents R-0 null_amount "" of "C1"`,
		`noted documents R-10 duplicate_number "dup" of "C2" 1.00 EUR`,
		`excluded documents R-99 duplicate_id "d10" of "C1" 7.00 EUR`,
		`assumed documents R-G unknown_customer "404" of "404" 1.00 EUR`,
		`noted documents R-M negative_amount "-23.80" of "C1" -23.80 EUR`,
		`noted documents R-M unknown_reference "corrects=gone" of "C1" -23.80 EUR`,
		`excluded documents R-NP null_date "" of "C1" 11.90 EUR`,
		`noted documents R-R amount_rounded "1.00005" of "C1" 1.0001 EUR`,
		`noted documents R-R unknown_reference "salesperson=404" of "C1" 1.0001 EUR`,
		`assumed documents R-V2 missing_rate "0.000036123456789012" of "C1" 1000000.00 VND`,
		`excluded documents R-W unknown_kind "pro_forma" of "C1" 1.00 EUR`,
		`excluded documents R-X1 missing_rate "XAU" of "C1" 1.00 XAU`,
		`noted documents R-Z bad_date "0000-00-00" of "C1" 11.90 EUR`,
		`excluded documents R-ZP bad_date "0000-00-00" of "C1" 11.90 EUR`,
		`excluded instalments 404 unknown_reference "document=404" of "" 100.00`,
		`noted lines R-U1 negative_quantity "-1" of "C2" 50.00 USD`,
		`noted lines R-U1 unknown_reference "product=404" of "C2" 50.00 USD`,
		`excluded lines null unknown_reference "document=null" of "" 10.00`,
		`assumed receipts B-10 unknown_customer "nobody" of "nobody" 12.34 EUR`,
		`excluded receipts B-11 null_amount "" of "C1"`,
		`assumed receipts B-13 missing_rate "0.000036123456789012" of "C1" 1000000.00 VND`,
		`excluded receipts B-14 missing_rate "VND" of "C1" 1000000.00 VND`,
		`excluded allocations R-10 unknown_reference "giver=404" of "C1" 1.00 EUR`,
		`assumed allocations R-V1 missing_rate "3973.58" of "C1" 110000000.00 VND`,
		`excluded allocations usd1 unknown_kind "barter" of "" 1.00`,
		`excluded targets 404 unknown_reference "salesperson=404" of "" 5000.00 EUR`,
		`excluded control  unknown_kind "guess" of "" 1.00 EUR`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (want − got):\n%s", diff)
	}
}

// A snapshot of the past does not change with what is posted, paid, matched,
// cancelled or returned later.
func TestThePastStaysAsItWas(t *testing.T) {
	now := fixture()
	for i, row := range now {
		switch r := row.(type) {
		case reference.Document:
			if r.ID == "d2" {
				r.CancelledOn = "2025-06-15"
				now[i] = r
			}
		case reference.Receipt:
			if r.ID == "r9" {
				r.BouncedOn = "2025-06-03"
				now[i] = r
			}
		}
	}
	credit := plainInvoice("later", "R-L", "2025-06-02", "50")
	credit.Kind, credit.Corrects = "credit_note", "d10"
	now = append(now, credit,
		reference.Line{Document: "later", LineNo: "1", Product: "p1", Quantity: "1", UnitPrice: "50", Net: "50"},
		reference.Instalment{Document: "later", No: "1", Due: "2025-07-01", Amount: "50"},
		reference.Share{Document: "later", Salesperson: "10", Share: "1"},
		reference.Receipt{ID: "late", Number: "B-L", Customer: "someone new", Received: "2025-06-01", Currency: "XXX", Amount: "1"},
		reference.Allocation{GiverKind: "receipt", Giver: "late", Document: "d2", Amount: "1", Kind: "receipt"},
		reference.Allocation{GiverKind: "document", Giver: "later", Document: "d10", Amount: "50", Kind: "credit"},
		reference.Allocation{GiverKind: "receipt", Giver: "r9", Document: "later", Amount: "50", Kind: "receipt"},
		reference.Allocation{GiverKind: "receipt", Giver: "r9", Document: "d10", Amount: "9", Kind: "receipt", MatchedOn: "2025-06-20"},
		reference.Order{ID: "o2", Number: "A-2", Customer: "1", Ordered: "2025-06-01", Currency: "EUR", Amount: "1"},
		reference.Delivery{ID: "l2", OrderID: "o2", Customer: "1", Shipped: "2025-06-02", NotInvoiced: "1"},
		reference.Control{Basis: "gl", Account: "1200", Posted: "2025-06-02", Amount: "-50"},
	)
	if diff := extracttest.Diff(snapshot(t, onSQLite(t, fixture()...)), snapshot(t, onSQLite(t, now...))); diff != "" {
		t.Errorf("the snapshot of May changed in June (then − now):\n%s", diff)
	}
}

// What the fixture's good and mended rows come to, computed by hand.
func TestRowsBecomeFacts(t *testing.T) {
	snap := snapshot(t, onSQLite(t, fixture()...))
	documents := map[string]fact.Document{}
	for _, d := range snap.Documents.All() {
		documents[d.ID] = *d
	}
	for _, want := range []struct{ id, gross, companyNet, companyTax, companyGross string }{
		{"d2", "99999999999.99", "99999999999.99", "0.00", "99999999999.99"},
		// 1,100,000,000 × 0.000036123456789012 = 39,735.8024679132; net 36,123.456789012
		{"vnd1", "1100000000.00", "36123.46", "3612.34", "39735.80"},
		{"vnd2", "1000000.00", "36.12", "0.00", "36.12"}, // at the rate of the day before
		{"usd1", "100.00", "90.01", "0.00", "90.01"},     // as booked, without a rate
		{"open", "-5.00", "-5.00", "0.00", "-5.00"},
		{"round", "1.0001", "1.0001", "0.00", "1.0001"},
	} {
		d, found := documents[want.id]
		if !found {
			t.Errorf("%s is not there", want.id)
			continue
		}
		got := []string{d.Gross.String(), d.CompanyNet.String(), d.CompanyTax.String(), d.CompanyGross.String()}
		if diff := cmp.Diff([]string{want.gross, want.companyNet, want.companyTax, want.companyGross}, got); diff != "" {
			t.Errorf("%s: gross, company net, tax, gross (want − got):\n%s", want.id, diff)
		}
	}
	for _, gone := range []string{"null", "zeropost", "nopost", "what", "xau1", "future"} {
		if _, found := documents[gone]; found {
			t.Errorf("%s is in the snapshot", gone)
		}
	}
	if d := documents["killed"]; !d.CancelledOn.IsZero() {
		t.Errorf("a cancellation after the as-of date is known: %s", d.CancelledOn)
	}
	if d := documents["early"]; d.Due != date("2025-05-01") {
		t.Errorf("a due date before the posting date became %s", d.Due)
	}
	if d := documents["zero"]; !d.Due.IsZero() {
		t.Errorf("'0000-00-00' became %s", d.Due)
	}
	if d := documents["credit"]; snap.Documents.ID(d.Corrects) != "d10" {
		t.Errorf("the credit note corrects %d", d.Corrects)
	}
}

func TestCustomersAndTheirTerms(t *testing.T) {
	snap := snapshot(t, onSQLite(t, fixture()...))
	var got []string
	for _, c := range snap.Customers {
		got = append(got, fmt.Sprintf("%s %.12s %v limit %v %s hold %v inactive %v missing %v parent %d",
			c.ID, c.Name, c.Terms, c.HasLimit, c.Limit, c.OnHold, c.Inactive, c.Missing, c.Parent))
	}
	want := []string{
		"1 Müller 🛠 und {2 15 0} limit false 0.00 hold false inactive true missing false parent -1",
		`2 =HYPERLINK(" {1 30 0} limit true 1000.50 hold true inactive false missing false parent 0`,
		"3 longlonglong {3 0 25} limit false 0.00 hold false inactive false missing false parent -1",
		"4 whenever {0 0 0} limit false 0.00 hold false inactive false missing false parent -1",
		"404 404 {0 0 0} limit false 0.00 hold false inactive false missing true parent -1",
		"nobody nobody {0 0 0} limit false 0.00 hold false inactive false missing true parent -1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("customers (want − got):\n%s", diff)
	}
	if name := snap.Customers[2].Name; len(name) != 300 {
		t.Errorf("a name of 300 characters came as %d", len(name))
	}
}

func TestAllocationsFindTheirEnds(t *testing.T) {
	snap := snapshot(t, onSQLite(t, fixture()...))
	var got []string
	for _, a := range snap.Allocations {
		from := "nothing"
		if a.FromReceipt.Known() {
			from = snap.Receipts.ID(a.FromReceipt)
		} else if a.FromDocument.Known() {
			from = snap.Documents.ID(a.FromDocument)
		}
		got = append(got, fmt.Sprintf("%s %s of %s to %s, gives %s, booked %v %s, on %q",
			a.Kind, a.Amount, from, snap.Documents.ID(a.To), a.FromAmount, a.HasCompany, a.CompanyAmount, a.On))
	}
	want := []string{
		`write_off 0.50 of nothing to d10, gives 0.50, booked false 0.00, on "2025-05-31"`,
		`credit 1.00 of credit to d10, gives 1.00, booked false 0.00, on "2025-05-30"`,
		`receipt 119.00 of r9 to d10, gives 119.00, booked true 119.00, on ""`,
		`exchange 0.00 of nothing to usd1, gives 0.00, booked true 0.01, on ""`,
		`receipt 110000000.00 of r9 to vnd1, gives 3973.58, booked false 0.00, on ""`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("allocations (want − got):\n%s", diff)
	}
}

func TestLinesKeepWhatTheyName(t *testing.T) {
	snap := snapshot(t, onSQLite(t, fixture()...))
	var got []string
	for l := range snap.Lines.All() {
		promotion := ""
		if l.Promotion > 0 {
			promotion = snap.Promotions[l.Promotion-1].ID
		}
		got = append(got, fmt.Sprintf("%s %s × %s = %s, %s at home, cost %v %s, list %v %s, %q, %q", snap.Documents.ID(l.Document),
			l.Quantity, l.Price, l.Net, l.CompanyNet, l.HasCost, l.Cost, l.HasListPrice, l.ListPrice, promotion, snap.Lines.Reasons[l.ReturnReason]))
	}
	want := []string{
		`d10 8.1 × 12.345678 = 100.00, 100.00 at home, cost true 40.50, list true 13, "spring", ""`,
		`vnd1 1 × 1000000000 = 1000000000.00, 36123.46 at home, cost false 0.00, list false 0, "", ""`,
		`usd1 -1 × 50 = 50.00, 45.01 at home, cost false 0.00, list false 0, "", ""`, // half of 90.01, half away from zero
		`credit 1 × 20 = 20.00, 20.00 at home, cost false 0.00, list false 0, "", "broken"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (want − got):\n%s", diff)
	}
}
