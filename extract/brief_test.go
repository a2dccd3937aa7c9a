package extract_test

import (
	"testing"

	"daybook/extract/extracttest"
	"daybook/extract/fact"
)

// In brief the same rows are read, with the same findings; only texts and stages
// are not kept.
func TestBriefKeepsWhatIsSummed(t *testing.T) {
	dsn := onSQLite(t, fixture()...)
	whole := snapshot(t, dsn)
	scope := lastOfMay
	scope.Brief = []string{"documents", "receipts", "orders"}
	brief, err := openSource(t, dsn, asReference).Snapshot(t.Context(), scope, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := extracttest.Diff(whole, brief); diff == "" {
		t.Fatal("the fixture has nothing that is left out in brief")
	}
	documents, receipts, orders := whole.Documents.List(), whole.Receipts.List(), whole.Orders.List()
	for i := range documents {
		documents[i].Order, documents[i].Contract, documents[i].CreatedBy, documents[i].ApprovedBy = "", "", fact.Name{}, fact.Name{}
	}
	for i := range receipts {
		receipts[i].Reference, receipts[i].Method, receipts[i].CreatedBy, receipts[i].ApprovedBy = "", fact.Name{}, fact.Name{}, fact.Name{}
	}
	for i, o := range orders {
		orders[i] = fact.Order{ID: o.ID, Number: o.ID, Customer: o.Customer, Salesperson: o.Salesperson, Ordered: o.Ordered, Currency: o.Currency, Amount: o.Amount}
	}
	whole.Documents, whole.Receipts, whole.Orders = fact.DocumentsOf(documents...), fact.ReceiptsOf(receipts...), fact.OrdersOf(orders...)
	if diff := extracttest.Diff(whole, brief); diff != "" {
		t.Errorf("in brief (want − got):\n%s", diff)
	}
}
