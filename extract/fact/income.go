package fact

// Income is what the general ledger has on one of its income accounts from invoices
// and credit notes posted in the span of a snapshot.
type Income struct {
	Account string
	// Amount is what was earned, in company currency.
	Amount Amount
}
