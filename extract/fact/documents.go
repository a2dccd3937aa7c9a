package fact

import "iter"

// Documents keeps documents compactly, in 64 bytes each and their texts, without a
// pointer in a row: a company has millions of them, and most were settled long
// ago. A [Document] is made when it is asked for. The zero value is empty and
// ready.
type Documents struct {
	rows       chunked[documentRow]
	rare       chunked[documentRarities]
	texts      texts
	rates      numbered[Rate]
	currencies numbered[Currency]
	users      numbered[[2]Name]
}

// documentRow is what every document has. The amounts in company currency are
// the document's own, and tax is what net leaves of gross, unless rare says
// otherwise.
type documentRow struct {
	gross, net            Amount
	customer, salesperson Ref
	posted, due           Date
	id, number, order     uint32 // in texts
	rate, currency, users uint32 // by number
	rare                  uint32 // 1 + place in rare; 0 is none
	kind                  Kind
	disputed              bool
}

// documentRarities are what few documents have.
type documentRarities struct {
	tax, companyNet, companyTax, companyGross Amount
	corrects, revalues                        Ref
	cancelledOn                               Date
	contract                                  uint32 // in texts
}

// DocumentsOf keeps the given documents, in their order.
func DocumentsOf(list ...Document) Documents {
	var d Documents
	for i := range list {
		d.Append(list[i])
	}
	return d
}

// Len returns the number of documents.
func (d *Documents) Len() int { return d.rows.len() }

// Append adds a document at the end.
func (d *Documents) Append(doc Document) {
	var row documentRow
	row.id, row.number = d.texts.addPair(doc.ID, doc.Number)
	row.order = d.texts.add(doc.Order)
	d.fill(&row, &doc, d.texts.add(doc.Contract))
	d.rows.append(row)
}

// fill enters all but the texts.
func (d *Documents) fill(row *documentRow, doc *Document, contract uint32) {
	row.gross, row.net = doc.Gross, doc.Net
	row.customer, row.salesperson, row.posted, row.due = doc.Customer, doc.Salesperson, doc.Posted, doc.Due
	row.rate, row.currency = d.rates.number(doc.Rate), d.currencies.number(doc.Currency)
	row.users = d.users.number([2]Name{doc.CreatedBy, doc.ApprovedBy})
	row.kind, row.disputed = doc.Kind, doc.Disputed
	rare := documentRarities{
		doc.Tax, doc.CompanyNet, doc.CompanyTax, doc.CompanyGross, doc.Corrects, doc.Revalues, doc.CancelledOn, contract,
	}
	switch {
	case row.rare > 0:
		*d.rare.at(Ref(row.rare - 1)) = rare
	case rare != row.usual():
		d.rare.append(rare)
		row.rare = uint32(d.rare.len())
	}
}

// usual is what goes without saying.
func (row *documentRow) usual() documentRarities {
	tax := row.gross - row.net
	return documentRarities{tax, row.net, tax, row.gross, None, None, 0, 0}
}

// At returns the document at a place.
func (d *Documents) At(i Ref) (doc Document) {
	d.read(&doc, d.rows.at(i))
	return doc
}

func (d *Documents) read(doc *Document, row *documentRow) {
	rare := d.rarities(row)
	users := d.users.values[row.users]
	*doc = Document{
		ID: d.texts.at(row.id), Number: d.texts.at(row.number), Kind: row.kind, Disputed: row.disputed,
		Customer: row.customer, Salesperson: row.salesperson, Posted: row.posted, Due: row.due, CancelledOn: rare.cancelledOn,
		Currency: d.currencies.values[row.currency], Rate: d.rates.values[row.rate],
		Net: row.net, Tax: rare.tax, Gross: row.gross,
		CompanyNet: rare.companyNet, CompanyTax: rare.companyTax, CompanyGross: rare.companyGross,
		Corrects: rare.corrects, Revalues: rare.revalues, Order: d.texts.at(row.order), Contract: d.texts.at(rare.contract),
		CreatedBy: users[0], ApprovedBy: users[1],
	}
}

func (d *Documents) rarities(row *documentRow) documentRarities {
	if row.rare == 0 {
		return row.usual()
	}
	return *d.rare.at(Ref(row.rare - 1))
}

// All yields every document with its place, in order. The document is valid until
// the next step.
func (d *Documents) All() iter.Seq2[Ref, *Document] {
	return all(&d.rows, d.read)
}

// Set replaces the document at a place.
func (d *Documents) Set(i Ref, doc Document) {
	row := d.rows.at(i)
	was := d.At(i)
	keep := func(place *uint32, before, now string) {
		if before != now {
			*place = d.texts.add(now)
		}
	}
	keep(&row.id, was.ID, doc.ID)
	keep(&row.number, was.Number, doc.Number)
	keep(&row.order, was.Order, doc.Order)
	contract := d.rarities(row).contract
	keep(&contract, was.Contract, doc.Contract)
	d.fill(row, &doc, contract)
}

// Update changes the document at a place.
func (d *Documents) Update(i Ref, change func(*Document)) {
	doc := d.At(i)
	change(&doc)
	d.Set(i, doc)
}

// List returns the documents as a slice of their own; for few.
func (d *Documents) List() []Document { return list(d.All()) }

// Sort brings the documents into the order of compare, which is given places;
// equal ones stay as they are.
func (d *Documents) Sort(compare func(a, b Ref) int) { d.rows.sort(compare) }

// ID returns the id of the document at a place.
func (d *Documents) ID(i Ref) string { return d.texts.at(d.rows.at(i).id) }

// Number returns the number of the document at a place.
func (d *Documents) Number(i Ref) string { return d.texts.at(d.rows.at(i).number) }

// Kind returns the kind of the document at a place.
func (d *Documents) Kind(i Ref) Kind { return d.rows.at(i).kind }

// Customer returns the customer of the document at a place.
func (d *Documents) Customer(i Ref) Ref { return d.rows.at(i).customer }

// Currency returns the currency of the document at a place.
func (d *Documents) Currency(i Ref) Currency { return d.currencies.values[d.rows.at(i).currency] }

// Due returns the due date of the document at a place; it may be none.
func (d *Documents) Due(i Ref) Date { return d.rows.at(i).due }

// CompanyNet returns the net amount of the document at a place in company currency,
// signed as it moves the receivable.
func (d *Documents) CompanyNet(i Ref) Amount {
	row := d.rows.at(i)
	if row.rare == 0 {
		return row.kind.Sign() * row.net
	}
	return row.kind.Sign() * d.rare.at(Ref(row.rare-1)).companyNet
}

// Revalued is [Document.Revalued] of the document at a place.
func (d *Documents) Revalued(i Ref) Ref {
	row := d.rows.at(i)
	if row.kind != Journal || row.gross != 0 {
		return None
	}
	return d.rarities(row).revalues
}

// Stake returns how the document at a place moves the receivable.
func (d *Documents) Stake(i Ref) Stake {
	row := d.rows.at(i)
	s := Stake{row.customer, row.posted, 0, row.gross, row.gross}
	if row.rare > 0 {
		rare := d.rare.at(Ref(row.rare - 1))
		s.Ceased, s.Company = rare.cancelledOn, rare.companyGross
	}
	if sign := row.kind.Sign(); sign < 0 {
		s.Amount, s.Company = sign*s.Amount, sign*s.Company
	}
	return s
}

// sold returns who is named on the document at a place, and its customer.
func (d *Documents) sold(i Ref) (salesperson, customer Ref) {
	row := d.rows.at(i)
	return row.salesperson, row.customer
}

// direction is +1 for a document that is owed to us and −1 for one that we owe.
func (d *Documents) direction(i Ref) Amount {
	if d.Stake(i).Amount < 0 {
		return -1
	}
	return 1
}
