package extract_test

import (
	"testing"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

func inDollars(id, posted string) reference.Document {
	return reference.Document{ID: id, Number: id, Kind: "invoice", Customer: "A", Posted: posted, Due: "2025-06-30", Currency: "USD", Net: "100", Tax: "0", Gross: "100"}
}

// A rate holds from its own day until the day before the next.
func TestLimitsOfADayOfRates(t *testing.T) {
	snap := snapshot(t, onSQLite(t,
		reference.Company{ID: "1", Name: "One", Currency: "EUR"}, reference.Customer{ID: "A", Code: "A", Name: "A"},
		reference.Rate{Currency: "USD", Day: "2025-05-01", Rate: "2"}, reference.Rate{Currency: "USD", Day: "2025-05-10", Rate: "3"},
		reference.Rate{Currency: "USD", Day: "2025-05-20", Rate: "4"},
		inDollars("1", "2025-05-01"), inDollars("2", "2025-05-09"), inDollars("3", "2025-05-10"), inDollars("4", "2025-05-19"), inDollars("5", "2025-05-31"),
	))
	for i, want := range []string{"200.00", "200.00", "300.00", "300.00", "400.00"} {
		if d := snap.Documents.At(fact.Ref(i)); d.CompanyGross.String() != want {
			t.Errorf("posted %s: %s in company currency, want %s", d.Posted, d.CompanyGross, want)
		}
	}
}

// What the ERP booked goes before what a rate would give, and what it books in part
// completes itself: of 90 with 15 of tax, 75 are net. Setting 150 EUR of 100 USD that
// were booked at 200 EUR against an invoice takes 75 USD.
func TestLimitsOfADayOfBooking(t *testing.T) {
	booked := inDollars("1", "2025-05-01")
	booked.Rate, booked.Tax, booked.Net, booked.CompanyGross, booked.CompanyTax = "2", "20", "80", "90", "15"
	euros := inDollars("2", "2025-05-01")
	euros.Currency, euros.Net, euros.Gross = "EUR", "150", "150"
	snap := snapshot(t, onSQLite(t,
		reference.Company{ID: "1", Name: "One", Currency: "EUR"}, reference.Customer{ID: "A", Code: "A", Name: "A"}, booked, euros,
		reference.Receipt{ID: "1", Number: "1", Customer: "A", Received: "2025-05-02", Currency: "USD", Rate: "3", Amount: "100", CompanyAmount: "200"},
		reference.Allocation{GiverKind: "receipt", Giver: "1", Document: "2", Amount: "150", Kind: "receipt", CancelledOn: "2025-06-01"},
	))
	if d := snap.Documents.At(0); d.CompanyGross != 90_0000 || d.CompanyNet != 75_0000 || d.CompanyTax != 15_0000 {
		t.Errorf("booked gross %s, net %s, tax %s", d.CompanyGross, d.CompanyNet, d.CompanyTax)
	}
	if r := snap.Receipts.At(0); r.CompanyAmount != 200_0000 {
		t.Errorf("booked money %s", r.CompanyAmount)
	}
	if a := snap.Allocations[0]; a.FromAmount != 75_0000 || !a.CancelledOn.IsZero() {
		t.Errorf("gives %s, un-matched on %q, which is after the day", a.FromAmount, a.CancelledOn)
	}
}

// A matching that is undone on the as-of day itself is undone.
func TestLimitsOfADayOfUnmatching(t *testing.T) {
	for cancelled, want := range map[string]fact.Date{"2025-05-30": date("2025-05-30"), "2025-05-31": date("2025-05-31"), "2025-06-01": 0} {
		snap := snapshot(t, onSQLite(t,
			reference.Company{ID: "1", Name: "One", Currency: "EUR"}, reference.Customer{ID: "1", Code: "A", Name: "A"},
			plainInvoice("1", "1", "2025-05-01", "10"),
			reference.Allocation{Document: "1", Amount: "1", Kind: "write_off", CancelledOn: cancelled},
		))
		if got := snap.Allocations[0].CancelledOn; got != want {
			t.Errorf("undone on %s: %q", cancelled, got)
		}
	}
}
