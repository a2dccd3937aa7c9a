package extract_test

import (
	"slices"
	"testing"

	"daybook/extract/extracttest"
	"daybook/extract/reference"
)

// Parts of a document that are alike in nearly all come out in one order, in whichever
// the database answers with them.
func TestPartsComeInOneOrder(t *testing.T) {
	parts := []any{
		reference.Instalment{Document: "a", No: "1", Due: "2025-06-30", Amount: "50"},
		reference.Instalment{Document: "a", No: "1", Due: "2025-05-31", Amount: "50"},
		reference.Instalment{Document: "a", No: "1", Due: "2025-05-31", Amount: "20"},
		reference.Share{Document: "a", Salesperson: "10", Share: "0.5"},
		reference.Share{Document: "a", Salesperson: "10", Share: "0.25"},
		reference.Allocation{Document: "a", Amount: "5", CompanyAmount: "5.01", Kind: "write_off"},
		reference.Allocation{Document: "a", Amount: "5", CompanyAmount: "5.00", CancelledOn: "2025-05-20", Kind: "write_off"},
		reference.Allocation{Document: "a", Amount: "5", CompanyAmount: "5.00", Kind: "write_off"},
	}
	head := []any{
		reference.Company{ID: "1", Name: "Test", Currency: "EUR"},
		reference.Customer{ID: "1", Code: "C1", Name: "One"},
		reference.Salesperson{ID: "10", Code: "S1", Name: "Ann"},
		reference.Document{ID: "a", Number: "A", Kind: "invoice", Customer: "1", Posted: "2025-05-01", Currency: "EUR", Net: "100", Tax: "0", Gross: "100"},
	}
	one := snapshot(t, onSQLite(t, append(slices.Clone(head), parts...)...))
	slices.Reverse(parts)
	other := snapshot(t, onSQLite(t, append(slices.Clone(head), parts...)...))
	if diff := extracttest.Diff(one, other); diff != "" || len(one.Instalments) != 3 || len(one.Shares) != 2 || len(one.Allocations) != 3 {
		t.Errorf("the other way round (− one, + other):\n%s", diff)
	}
}
