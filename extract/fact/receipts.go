package fact

import "iter"

// Receipts keeps receipts compactly, as [Documents] does documents: 48 bytes each
// and their texts. The zero value is empty and ready.
type Receipts struct {
	rows       chunked[receiptRow]
	rare       chunked[receiptRarities]
	texts      texts
	rates      numbered[Rate]
	currencies numbered[Currency]
	handling   numbered[handling]
}

// receiptRow is what every receipt has. The amount in company currency is its
// own, unless rare says otherwise.
type receiptRow struct {
	amount                  Amount
	customer                Ref
	received                Date
	id, number, reference   uint32 // in texts
	rate, currency, handled uint32 // by number
	rare                    uint32 // 1 + place in rare; 0 is none
}

// receiptRarities are what few receipts have.
type receiptRarities struct {
	companyAmount      Amount
	matures, bouncedOn Date
}

// handling is how money came, and through whose hands.
type handling struct{ method, createdBy, approvedBy Name }

// ReceiptsOf keeps the given receipts, in their order.
func ReceiptsOf(list ...Receipt) Receipts {
	var r Receipts
	for i := range list {
		r.Append(list[i])
	}
	return r
}

// Len returns the number of receipts.
func (r *Receipts) Len() int { return r.rows.len() }

// Append adds a receipt at the end.
func (r *Receipts) Append(m Receipt) {
	var row receiptRow
	row.id, row.number = r.texts.addPair(m.ID, m.Number)
	row.reference = r.texts.add(m.Reference)
	row.amount, row.customer, row.received = m.Amount, m.Customer, m.Received
	row.rate, row.currency = r.rates.number(m.Rate), r.currencies.number(m.Currency)
	row.handled = r.handling.number(handling{m.Method, m.CreatedBy, m.ApprovedBy})
	if rare := (receiptRarities{m.CompanyAmount, m.Matures, m.BouncedOn}); rare != (receiptRarities{row.amount, 0, 0}) {
		r.rare.append(rare)
		row.rare = uint32(r.rare.len())
	}
	r.rows.append(row)
}

// At returns the receipt at a place.
func (r *Receipts) At(i Ref) (m Receipt) {
	r.read(&m, r.rows.at(i))
	return m
}

func (r *Receipts) read(m *Receipt, row *receiptRow) {
	rare, handled := r.rarities(row), r.handling.values[row.handled]
	*m = Receipt{
		ID: r.texts.at(row.id), Number: r.texts.at(row.number), Customer: row.customer,
		Received: row.received, Matures: rare.matures, BouncedOn: rare.bouncedOn,
		Currency: r.currencies.values[row.currency], Rate: r.rates.values[row.rate],
		Amount: row.amount, CompanyAmount: rare.companyAmount, Reference: r.texts.at(row.reference),
		Method: handled.method, CreatedBy: handled.createdBy, ApprovedBy: handled.approvedBy,
	}
}

func (r *Receipts) rarities(row *receiptRow) receiptRarities {
	if row.rare == 0 {
		return receiptRarities{row.amount, 0, 0}
	}
	return *r.rare.at(Ref(row.rare - 1))
}

// All yields every receipt with its place, in order. The receipt is valid until
// the next step.
func (r *Receipts) All() iter.Seq2[Ref, *Receipt] {
	return all(&r.rows, r.read)
}

// List returns the receipts as a slice of their own; for few.
func (r *Receipts) List() []Receipt { return list(r.All()) }

// Sort brings the receipts into the order of compare, which is given places;
// equal ones stay as they are.
func (r *Receipts) Sort(compare func(a, b Ref) int) { r.rows.sort(compare) }

// ID returns the id of the receipt at a place.
func (r *Receipts) ID(i Ref) string { return r.texts.at(r.rows.at(i).id) }

// Number returns the number of the receipt at a place.
func (r *Receipts) Number(i Ref) string { return r.texts.at(r.rows.at(i).number) }

// Customer returns the customer of the receipt at a place.
func (r *Receipts) Customer(i Ref) Ref { return r.rows.at(i).customer }

// Currency returns the currency of the receipt at a place.
func (r *Receipts) Currency(i Ref) Currency { return r.currencies.values[r.rows.at(i).currency] }

// Stake returns how the receipt at a place moves the receivable: money received
// lowers it.
func (r *Receipts) Stake(i Ref) Stake {
	row := r.rows.at(i)
	rare := r.rarities(row)
	return Stake{row.customer, row.received, rare.bouncedOn, row.amount.Neg(), rare.companyAmount.Neg()}
}

// direction is −1 for money received and +1 for money paid back, as they move
// what is owed.
func (r *Receipts) direction(i Ref) Amount {
	if r.rows.at(i).amount > 0 {
		return -1
	}
	return 1
}
