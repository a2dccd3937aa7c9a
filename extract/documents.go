package extract

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

type documentRow struct {
	id, number, kind, customer, currency         text
	posted, due, cancelledOn                     day
	rate, inverse                                rate
	net, tax, gross                              money
	companyNet, companyTax, companyGross         money
	salesperson, corrects, revalues              text
	orderNumber, contract, createdBy, approvedBy text
	disputed                                     flag
}

var documentsTable = table[documentRow]{
	name:  "documents",
	needs: []string{"rates", "salespeople", "customers"},
	columns: []column[documentRow]{
		{"id", required, func(r *documentRow) cell { return &r.id }},
		{"number", required, func(r *documentRow) cell { return &r.number }},
		{"kind", required, func(r *documentRow) cell { return &r.kind }},
		{"customer", required, func(r *documentRow) cell { return &r.customer }},
		{"posted", required, func(r *documentRow) cell { return &r.posted }},
		{"due", optional, func(r *documentRow) cell { return &r.due }},
		{"currency", required, func(r *documentRow) cell { return &r.currency }},
		{"rate", optional, func(r *documentRow) cell { return &r.rate }},
		{"inverse_rate", optional, func(r *documentRow) cell { return &r.inverse }},
		{"net", required, func(r *documentRow) cell { return &r.net }},
		{"tax", required, func(r *documentRow) cell { return &r.tax }},
		{"gross", required, func(r *documentRow) cell { return &r.gross }},
		{"company_net", optional, func(r *documentRow) cell { return &r.companyNet }},
		{"company_tax", optional, func(r *documentRow) cell { return &r.companyTax }},
		{"company_gross", optional, func(r *documentRow) cell { return &r.companyGross }},
		{"salesperson", optional, func(r *documentRow) cell { return &r.salesperson }},
		{"corrects", optional, func(r *documentRow) cell { return &r.corrects }},
		{"revalues", optional, func(r *documentRow) cell { return &r.revalues }},
		{"order_number", optional, func(r *documentRow) cell { return &r.orderNumber }},
		{"contract", optional, func(r *documentRow) cell { return &r.contract }},
		{"disputed", optional, func(r *documentRow) cell { return &r.disputed }},
		{"cancelled_on", optional, func(r *documentRow) cell { return &r.cancelledOn }},
		{"created_by", optional, func(r *documentRow) cell { return &r.createdBy }},
		{"approved_by", optional, func(r *documentRow) cell { return &r.approvedBy }},
	},
	row:  (*reading).takeDocument,
	done: (*reading).documentsDone,
}

func (rd *reading) takeDocument(r *documentRow) outcome {
	rd.about = about{number: r.number.raw, id: r.id.raw, customer: rd.customers.at(r.customer.raw), amount: &r.gross, currency: rd.currency(&r.currency)}
	if !r.posted.bad && r.posted.date > rd.scope.AsOf {
		if rd.scope.Each == nil {
			rd.documents.putLater(r.id.string())
		}
		return outside
	}
	if rd.scope.Each != nil && !rd.scope.touches(r) {
		return outside
	}
	kind := slices.Index(fact.Kinds, r.kind.string())
	if why, value := r.unusable(kind); why != "" {
		return rd.exclude(why, value)
	}
	if rd.documents.has(r.id.raw) {
		return rd.exclude(fact.DuplicateID, r.id.string())
	}
	d := fact.Document{
		ID: r.id.string(), Kind: fact.Kind(kind), Posted: r.posted.date, Due: r.due.date,
		CancelledOn: r.cancelledOn.by(rd.scope.AsOf), Currency: rd.about.currency,
		Net: r.net.amount(), Tax: r.tax.amount(), Gross: r.gross.amount(),
		Corrects: fact.None, Revalues: fact.None,
		Disputed: r.disputed.on,
	}
	d.Number = r.number.or(d.ID)
	if !rd.brief {
		d.Order, d.Contract = r.orderNumber.string(), r.contract.string()
		d.CreatedBy, d.ApprovedBy = rd.name(&r.createdBy), rd.name(&r.approvedBy)
	}
	if !d.Kind.Sale() && r.net.null() {
		d.Net, d.Tax = d.Gross, 0
	}
	var ofDay bool
	d.Rate, ofDay = rd.rateOf(d.Currency, d.Posted, &r.rate, &r.inverse)
	converted, err := r.book(&d, rd.snap.Company.Currency)
	switch {
	case err != nil:
		return rd.exclude(fact.BadNumber, err.Error())
	case converted && d.Rate.IsZero():
		return rd.exclude(fact.MissingRate, string(d.Currency))
	case converted && ofDay:
		rd.assume(fact.MissingRate, d.Rate.String())
	}
	d.Customer = rd.customer(&r.customer)
	d.Salesperson = rd.reference(&rd.salespeople, "salesperson", &r.salesperson)
	rd.noteDocument(r, &d)
	if rd.scope.Each != nil {
		rd.passing = d
		rd.scope.Each(&rd.passing)
		return used
	}
	rd.link(d.ID, "corrects", &r.corrects)
	rd.link(d.ID, "revalues", &r.revalues)
	rd.documents.put(d.ID, 0)
	rd.snap.Documents.Append(d)
	return used
}

// touches says whether a document moves anything in the span: one that is undated
// does, so that it is seen to be so.
func (s *Scope) touches(r *documentRow) bool {
	return r.posted.fault() != "" || r.posted.date >= s.From || r.cancelledOn.by(s.AsOf) >= s.From
}

// unusable says why a row is in no figure, and the value at fault. Openings and
// journals need no net and tax: they are no sales.
func (r *documentRow) unusable(kind int) (fact.Reason, string) {
	if kind < 0 {
		return unknownKind(r.kind.string())
	}
	if why := r.posted.fault(); why != "" {
		return why, string(r.posted.raw)
	}
	amounts := []*money{&r.gross, &r.net, &r.tax}
	if !fact.Kind(kind).Sale() && r.net.null() {
		amounts = amounts[:1]
	}
	for _, m := range amounts {
		if why := m.fault(); why != "" {
			return why, string(m.raw)
		}
	}
	return "", ""
}

// book fills the amounts in company currency: as the ERP booked them, else the
// document's own, else at its rate. What is left of the gross after the net is
// tax, so that net + tax = gross survives rounding. converted says that the rate
// was needed.
func (r *documentRow) book(d *fact.Document, home fact.Currency) (converted bool, err error) {
	defer fact.CatchOverflow(&err)
	same, decimals := d.Currency == home, home.Decimals()
	switch {
	case r.companyGross.given():
		d.CompanyGross = r.companyGross.amount()
	case r.companyNet.given() && r.companyTax.given():
		d.CompanyGross = r.companyNet.amount().Plus(r.companyTax.amount())
	case same:
		d.CompanyGross = d.Gross
	case d.Rate.IsZero():
		return true, nil
	default:
		converted = true
		if d.CompanyGross, err = d.Rate.Convert(d.Gross, decimals); err != nil {
			return converted, err
		}
	}
	switch {
	case r.companyNet.given():
		d.CompanyNet = r.companyNet.amount()
	case r.companyTax.given():
		d.CompanyNet = d.CompanyGross.Minus(r.companyTax.amount())
	case same && !r.companyGross.given():
		d.CompanyNet = d.Net
	case converted:
		if d.CompanyNet, err = d.Rate.Convert(d.Net, decimals); err != nil {
			return converted, err
		}
	case d.Gross != 0:
		d.CompanyNet = d.CompanyGross.Share(d.Net, d.Gross, decimals)
	}
	d.CompanyTax = d.CompanyGross.Minus(d.CompanyNet)
	return converted, nil
}

// noteDocument notes what is odd about a document that is used as it stands.
func (rd *reading) noteDocument(r *documentRow, d *fact.Document) {
	rd.noteDates(&r.due, &r.cancelledOn)
	rd.noteAmounts(&r.gross, &r.net, &r.tax, &r.companyGross, &r.companyNet, &r.companyTax)
	rd.noteFlags(&r.disputed)
	if r.currency.null() {
		rd.assume(fact.UnknownReference, "currency="+string(d.Currency))
	}
	if d.Gross < 0 && d.Kind.Sale() {
		rd.note(fact.NegativeAmount, d.Gross.String())
	}
}

func (rd *reading) documentsDone() {
	documents := &rd.snap.Documents
	sortRowsByID(documents, &rd.documents)
	rd.resolveLinks(&rd.documents, func(from fact.Ref, column string, to fact.Ref) {
		documents.Update(from, func(d *fact.Document) {
			if column == "corrects" {
				d.Corrects = to
			} else {
				d.Revalues = to
			}
		})
	})
	rd.noteDuplicateNumbers()
	rd.foreignDocuments = rd.foreign(documents)
}

// noteDuplicateNumbers notes every document after the first that bears the
// number of another of its kind.
func (rd *reading) noteDuplicateNumbers() {
	documents := &rd.snap.Documents
	places := make([]fact.Ref, 0, documents.Len())
	for kind := range fact.Kinds { // numbers of a kind mostly rise, and then there is nothing to sort
		for i := range fact.Ref(documents.Len()) {
			if documents.Kind(i) == fact.Kind(kind) {
				places = append(places, i)
			}
		}
	}
	compare := func(a, b fact.Ref) int {
		if x, y := documents.Kind(a), documents.Kind(b); x != y {
			return cmp.Compare(x, y)
		}
		return strings.Compare(documents.Number(a), documents.Number(b))
	}
	slices.SortFunc(places, func(a, b fact.Ref) int {
		if c := compare(a, b); c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	})
	for i := 1; i < len(places); i++ {
		if compare(places[i-1], places[i]) == 0 {
			d := documents.At(places[i])
			rd.snap.Findings = append(rd.snap.Findings, fact.Finding{
				Treatment: fact.Noted, Fact: "documents", Row: d.Number, Customer: rd.snap.Customers[d.Customer].Code,
				Reason: fact.DuplicateNumber, Value: d.ID, Amount: d.Gross, HasAmount: true, Currency: d.Currency,
			})
		}
	}
}
