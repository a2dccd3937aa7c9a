package fact

// Stake is how a document or receipt moves the receivable: by Amount, signed, in
// its own currency and by Company in company currency, from the day on which it
// was posted until that on which it ceased to count, which may be none.
type Stake struct {
	Customer        Ref
	Posted, Ceased  Date
	Amount, Company Amount
}
