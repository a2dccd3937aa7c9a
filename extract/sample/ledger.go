package sample

import (
	"daybook/extract/fact"
	"daybook/extract/reference"
)

// receivableAccount is 应收账款 in the chart of accounts of the Chinese
// accounting standards for enterprises.
const receivableAccount = "1122"

// ledger is the general ledger's receivables account, kept from postings alone:
// it knows nothing of invoices that are open or of what was matched with what.
// Amounts are in company currency.
type ledger struct {
	live          bool // nothing is posted before the books open
	first         fact.Date
	debit, credit []fact.Amount // of each day from first on
}

func newLedger(first, until fact.Date) *ledger {
	n := until.Days(first) + 1
	return &ledger{first: first, debit: make([]fact.Amount, n), credit: make([]fact.Amount, n)}
}

// The rules of posting: what raises the receivable is a debit.

func (l *ledger) opening(day fact.Date, gross fact.Amount)      { l.post(day, gross) }
func (l *ledger) invoice(day fact.Date, gross fact.Amount)      { l.post(day, gross) }
func (l *ledger) debitNote(day fact.Date, gross fact.Amount)    { l.post(day, gross) }
func (l *ledger) creditNote(day fact.Date, gross fact.Amount)   { l.post(day, -gross) }
func (l *ledger) journal(day fact.Date, amount fact.Amount)     { l.post(day, amount) }
func (l *ledger) cancelled(day fact.Date, invoiced fact.Amount) { l.post(day, -invoiced) }
func (l *ledger) receipt(day fact.Date, amount fact.Amount)     { l.post(day, -amount) }
func (l *ledger) bounced(day fact.Date, received fact.Amount)   { l.post(day, received) }
func (l *ledger) refund(day fact.Date, paid fact.Amount)        { l.post(day, paid) }
func (l *ledger) discount(day fact.Date, allowed fact.Amount)   { l.post(day, -allowed) }
func (l *ledger) writeOff(day fact.Date, lost fact.Amount)      { l.post(day, -lost) }
func (l *ledger) exchangeLoss(day fact.Date, loss fact.Amount)  { l.post(day, -loss) }

// post keeps a movement of the account; a day outside the books is not posted.
func (l *ledger) post(day fact.Date, amount fact.Amount) {
	i := day.Days(l.first)
	switch {
	case !l.live || i < 0 || i >= len(l.debit):
	case amount > 0:
		l.debit[i] = l.debit[i].Plus(amount)
	case amount < 0:
		l.credit[i] = l.credit[i].Plus(amount)
	}
}

// write writes the account's debits and credits of every day.
func (l *ledger) write(put func(any)) {
	for i := range l.debit {
		for _, amount := range []fact.Amount{l.debit[i], l.credit[i]} {
			if amount != 0 {
				put(reference.Control{
					Basis: string(fact.ControlLedger), Account: receivableAccount,
					Posted: l.first.AddDays(i).String(), Amount: amount.String(),
				})
			}
		}
	}
}
