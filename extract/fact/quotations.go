package fact

import "iter"

// Quotations keeps quotations compactly, as [Documents] does documents: 48 bytes each
// and their texts. The zero value is empty and ready.
type Quotations struct {
	rows  chunked[quotationRow]
	texts texts
	kinds numbered[quotationKind]
}

type quotationRow struct {
	amount                       Amount
	customer, salesperson, order Ref
	quoted, validUntil, decided  Date
	id, number, prospect         uint32 // in texts
	kind                         uint32 // by number
}

// quotationKind is what many quotations have in common.
type quotationKind struct {
	currency Currency
	outcome  Outcome
}

// QuotationsOf keeps the given quotations, in their order.
func QuotationsOf(list ...Quotation) Quotations {
	var q Quotations
	for i := range list {
		q.Append(list[i])
	}
	return q
}

// Len returns the number of quotations.
func (q *Quotations) Len() int { return q.rows.len() }

// Append adds a quotation at the end.
func (q *Quotations) Append(one Quotation) {
	row := quotationRow{
		amount: one.Amount, customer: one.Customer, salesperson: one.Salesperson, order: one.Order,
		quoted: one.Quoted, validUntil: one.ValidUntil, decided: one.Decided,
		prospect: q.texts.add(one.Prospect), kind: q.kinds.number(quotationKind{one.Currency, one.Outcome}),
	}
	row.id, row.number = q.texts.addPair(one.ID, one.Number)
	q.rows.append(row)
}

// At returns the quotation at a place.
func (q *Quotations) At(i Ref) (one Quotation) {
	q.read(&one, q.rows.at(i))
	return one
}

func (q *Quotations) read(one *Quotation, row *quotationRow) {
	kind := q.kinds.values[row.kind]
	*one = Quotation{
		ID: q.texts.at(row.id), Number: q.texts.at(row.number), Customer: row.customer, Prospect: q.texts.at(row.prospect),
		Salesperson: row.salesperson, Quoted: row.quoted, ValidUntil: row.validUntil, Currency: kind.currency,
		Amount: row.amount, Outcome: kind.outcome, Decided: row.decided, Order: row.order,
	}
}

// All yields every quotation with its place, in order. The quotation is valid until
// the next step.
func (q *Quotations) All() iter.Seq2[Ref, *Quotation] {
	return all(&q.rows, q.read)
}

// List returns the quotations as a slice of their own; for few.
func (q *Quotations) List() []Quotation { return list(q.All()) }

// Sort brings the quotations into the order of compare, which is given places; equal
// ones stay as they are.
func (q *Quotations) Sort(compare func(a, b Ref) int) { q.rows.sort(compare) }

// ID returns the id of the quotation at a place.
func (q *Quotations) ID(i Ref) string { return q.texts.at(q.rows.at(i).id) }

// Number returns the number of the quotation at a place.
func (q *Quotations) Number(i Ref) string { return q.texts.at(q.rows.at(i).number) }
