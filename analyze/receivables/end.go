package receivables

import "daybook/extract/fact"

// end is one document or receipt, signed as it moves the receivable: what amounts
// move to and from. There are millions, looked up in no order: it is 40 bytes,
// side by side.
type end struct {
	gross, company fact.Amount
	customer       fact.Ref
	posted, ceased fact.Date
	due            fact.Date // of a document
	why            component // of its posting
	assumed        assumption
}

// newEnds lists documents first, then receipts.
func newEnds(s *fact.Snapshot) []end {
	ends := make([]end, 0, s.Documents.Len()+s.Receipts.Len())
	for i := range fact.Ref(s.Documents.Len()) {
		e := endOf(s.Documents.Stake(i), posting(&s.Documents, i))
		e.due, e.assumed = resolveDue(s, &e, s.Documents.Due(i))
		ends = append(ends, e)
	}
	for i := range fact.Ref(s.Receipts.Len()) {
		ends = append(ends, endOf(s.Receipts.Stake(i), received))
	}
	return ends
}

func endOf(s fact.Stake, why component) end {
	return end{gross: s.Amount, company: s.Company, customer: s.Customer, posted: s.Posted, ceased: s.Ceased, why: why}
}

// posting says why the posting of a document moves the receivable.
func posting(documents *fact.Documents, i fact.Ref) component {
	if documents.Revalued(i).Known() {
		return revalued
	}
	switch documents.Kind(i) {
	case fact.Invoice, fact.DebitNote:
		return invoiced
	case fact.CreditNote:
		return credited
	}
	return journals
}

// sale says whether an end is a sales document.
func (e *end) sale() bool { return e.why == invoiced || e.why == credited }

// countsOn says whether an end counts at the end of a day.
func (e *end) countsOn(day fact.Date) bool { return span{e.posted, e.ceased}.countsOn(day) }

// count is the number of ends.
func (b *Book) count() int32 { return int32(len(b.ends)) }

// isReceipt says whether an end is a receipt.
func (b *Book) isReceipt(i int32) bool { return int(i) >= b.documents }

// receipt is the receipt that an end is.
func (b *Book) receipt(i int32) fact.Ref { return fact.Ref(int(i) - b.documents) }
