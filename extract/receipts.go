package extract

import "daybook/extract/fact"

type receiptRow struct {
	id, number, customer, currency           text
	received, matures, bouncedOn             day
	rate, inverse                            rate
	amount, companyAmount                    money
	method, reference, createdBy, approvedBy text
}

var receiptsTable = table[receiptRow]{
	name:  "receipts",
	needs: []string{"rates", "customers"},
	columns: []column[receiptRow]{
		{"id", required, func(r *receiptRow) cell { return &r.id }},
		{"number", required, func(r *receiptRow) cell { return &r.number }},
		{"customer", required, func(r *receiptRow) cell { return &r.customer }},
		{"received", required, func(r *receiptRow) cell { return &r.received }},
		{"matures", optional, func(r *receiptRow) cell { return &r.matures }},
		{"bounced_on", optional, func(r *receiptRow) cell { return &r.bouncedOn }},
		{"currency", required, func(r *receiptRow) cell { return &r.currency }},
		{"rate", optional, func(r *receiptRow) cell { return &r.rate }},
		{"inverse_rate", optional, func(r *receiptRow) cell { return &r.inverse }},
		{"amount", required, func(r *receiptRow) cell { return &r.amount }},
		{"company_amount", optional, func(r *receiptRow) cell { return &r.companyAmount }},
		{"method", optional, func(r *receiptRow) cell { return &r.method }},
		{"reference", optional, func(r *receiptRow) cell { return &r.reference }},
		{"created_by", optional, func(r *receiptRow) cell { return &r.createdBy }},
		{"approved_by", optional, func(r *receiptRow) cell { return &r.approvedBy }},
	},
	row: (*reading).takeReceipt,
	done: func(rd *reading) {
		sortRowsByID(&rd.snap.Receipts, &rd.receipts)
		rd.foreignReceipts = rd.foreign(&rd.snap.Receipts)
	},
}

func (rd *reading) takeReceipt(r *receiptRow) outcome {
	rd.about = about{number: r.number.raw, id: r.id.raw, customer: rd.customers.at(r.customer.raw), amount: &r.amount, currency: rd.currency(&r.currency)}
	if !r.received.bad && r.received.date > rd.scope.AsOf {
		rd.receipts.putLater(r.id.string())
		return outside
	}
	if why := r.received.fault(); why != "" {
		return rd.exclude(why, string(r.received.raw))
	}
	if why := r.amount.fault(); why != "" {
		return rd.exclude(why, string(r.amount.raw))
	}
	if rd.receipts.has(r.id.raw) {
		return rd.exclude(fact.DuplicateID, r.id.string())
	}
	if r.customer.null() {
		return rd.exclude(fact.UnknownReference, "customer=")
	}
	m := fact.Receipt{
		ID: r.id.string(), Received: r.received.date, Matures: r.matures.date, BouncedOn: r.bouncedOn.by(rd.scope.AsOf),
		Currency: rd.about.currency, Amount: r.amount.amount(),
	}
	m.Number = r.number.or(m.ID)
	if !rd.brief {
		m.Reference, m.Method = r.reference.string(), rd.name(&r.method)
		m.CreatedBy, m.ApprovedBy = rd.name(&r.createdBy), rd.name(&r.approvedBy)
	}
	if why, value := rd.bookReceipt(r, &m); why != "" {
		return rd.exclude(why, value)
	}
	m.Customer = rd.customer(&r.customer)
	rd.noteDates(&r.matures, &r.bouncedOn)
	rd.noteAmounts(&r.amount, &r.companyAmount)
	if r.currency.null() {
		rd.assume(fact.UnknownReference, "currency="+string(m.Currency))
	}
	rd.receipts.put(m.ID, 0)
	rd.snap.Receipts.Append(m)
	return used
}

// bookReceipt fills the amount in company currency as [documentRow.book] does.
func (rd *reading) bookReceipt(r *receiptRow, m *fact.Receipt) (fact.Reason, string) {
	home := rd.snap.Company.Currency
	var ofDay bool
	m.Rate, ofDay = rd.rateOf(m.Currency, m.Received, &r.rate, &r.inverse)
	switch {
	case r.companyAmount.given():
		m.CompanyAmount = r.companyAmount.amount()
	case m.Currency == home:
		m.CompanyAmount = m.Amount
	case m.Rate.IsZero():
		return fact.MissingRate, string(m.Currency)
	default:
		converted, err := m.Rate.Convert(m.Amount, home.Decimals())
		if err != nil {
			return fact.BadNumber, err.Error()
		}
		if ofDay {
			rd.assume(fact.MissingRate, m.Rate.String())
		}
		m.CompanyAmount = converted
	}
	return "", ""
}
