package extract

import (
	"cmp"
	"math"

	"daybook/extract/fact"
)

// document resolves the document of a part of one. A part of a document that is
// not in the snapshot is excluded, or left out with it.
func (rd *reading) document(column string, id *text) (fact.Ref, outcome) {
	switch ref := rd.documents.at(id.raw); ref {
	case later:
		return ref, outside
	case fact.None:
		if rd.unscoped {
			return ref, outside
		}
		return ref, rd.exclude(fact.UnknownReference, column+"="+id.string())
	default:
		rd.about.partOf(&rd.snap.Documents, ref)
		return ref, used
	}
}

type instalmentRow struct {
	document text
	no       whole
	due      day
	amount   money
}

var instalmentsTable = table[instalmentRow]{
	name:  "instalments",
	needs: []string{"documents"},
	columns: []column[instalmentRow]{
		{"document", required, func(r *instalmentRow) cell { return &r.document }},
		{"no", required, func(r *instalmentRow) cell { return &r.no }},
		{"due", required, func(r *instalmentRow) cell { return &r.due }},
		{"amount", required, func(r *instalmentRow) cell { return &r.amount }},
	},
	row: (*reading).takeInstalment,
	done: func(rd *reading) {
		rd.snap.Instalments = rd.instalments.sorted(rd.snap.Documents.Len(),
			func(slot *fact.Instalment) int { return int(slot.Document) },
			func(a, b fact.Instalment) int {
				return cmp.Or(cmp.Compare(a.No, b.No), cmp.Compare(a.Due, b.Due), cmp.Compare(a.Amount, b.Amount))
			})
	},
}

func (rd *reading) takeInstalment(r *instalmentRow) outcome {
	rd.about = about{id: r.document.raw, customer: fact.None, amount: &r.amount}
	ref, o := rd.document("document", &r.document)
	if o != used {
		return o
	}
	if why := r.amount.fault(); why != "" {
		return rd.exclude(why, string(r.amount.raw))
	}
	if r.no.bad || r.no.null() {
		return rd.exclude(fact.BadNumber, string(r.no.raw))
	}
	rd.noteDates(&r.due)
	rd.noteAmounts(&r.amount)
	rd.instalments.add(fact.Instalment{Document: ref, No: r.no.n, Due: r.due.date, Amount: r.amount.amount()})
	return used
}

type shareRow struct {
	document, salesperson text
	share                 quantity
}

var sharesTable = table[shareRow]{
	name:  "document_salespeople",
	needs: []string{"documents"},
	columns: []column[shareRow]{
		{"document", required, func(r *shareRow) cell { return &r.document }},
		{"salesperson", required, func(r *shareRow) cell { return &r.salesperson }},
		{"share", required, func(r *shareRow) cell { return &r.share }},
	},
	row: (*reading).takeShare,
	done: func(rd *reading) {
		rd.snap.Shares = rd.shares.sorted(rd.snap.Documents.Len(),
			func(share *fact.Share) int { return int(share.Document) },
			func(a, b fact.Share) int {
				return cmp.Or(cmp.Compare(a.Salesperson, b.Salesperson), cmp.Compare(a.Millionths, b.Millionths))
			})
	},
}

func (rd *reading) takeShare(r *shareRow) outcome {
	rd.about = about{id: r.document.raw, customer: fact.None}
	ref, o := rd.document("document", &r.document)
	if o != used {
		return o
	}
	if why := r.share.fault(); why != "" {
		return rd.exclude(why, string(r.share.raw))
	}
	if r.share.value < 0 || r.share.value > math.MaxInt32 {
		return rd.exclude(fact.BadNumber, string(r.share.raw))
	}
	who := rd.salespeople.at(r.salesperson.raw)
	if who == fact.None {
		return rd.exclude(fact.UnknownReference, "salesperson="+r.salesperson.string())
	}
	rd.shares.add(fact.Share{Document: ref, Salesperson: who, Millionths: int32(r.share.value)})
	return used
}

type lineRow struct {
	document, product, promotion, returnReason text
	no                                         whole
	quantity                                   quantity
	listPrice, unitPrice                       price
	discount, net, companyNet, cost            money
}

var linesTable = table[lineRow]{
	name:  "lines",
	needs: []string{"documents", "products", "promotions"},
	columns: []column[lineRow]{
		{"document", required, func(r *lineRow) cell { return &r.document }},
		{"line_no", required, func(r *lineRow) cell { return &r.no }},
		{"product", required, func(r *lineRow) cell { return &r.product }},
		{"quantity", required, func(r *lineRow) cell { return &r.quantity }},
		{"list_price", optional, func(r *lineRow) cell { return &r.listPrice }},
		{"unit_price", required, func(r *lineRow) cell { return &r.unitPrice }},
		// The discount shows in the prices; the column is taken so that it is checked.
		{"discount", optional, func(r *lineRow) cell { return &r.discount }},
		{"net", required, func(r *lineRow) cell { return &r.net }},
		{"company_net", optional, func(r *lineRow) cell { return &r.companyNet }},
		{"cost", optional, func(r *lineRow) cell { return &r.cost }},
		{"promotion", optional, func(r *lineRow) cell { return &r.promotion }},
		{"return_reason", optional, func(r *lineRow) cell { return &r.returnReason }},
	},
	row: (*reading).takeLine,
}

func (rd *reading) takeLine(r *lineRow) outcome {
	rd.about = about{id: r.document.raw, customer: fact.None, amount: &r.net}
	ref, o := rd.document("document", &r.document)
	if o != used {
		return o
	}
	if why := r.net.fault(); why != "" {
		return rd.exclude(why, string(r.net.raw))
	}
	if r.quantity.bad || r.unitPrice.bad {
		return rd.exclude(fact.BadNumber, string(r.quantity.raw)+" × "+string(r.unitPrice.raw))
	}
	companyNet, err := rd.bookLine(r, ref)
	if err != nil {
		return rd.exclude(fact.BadNumber, err.Error())
	}
	rd.noteLine(r)
	rd.snap.Lines.Append(fact.Line{
		Document: ref, Product: rd.reference(&rd.products, "product", &r.product),
		No: r.lineNo(), Promotion: rd.promotion(&r.promotion), ReturnReason: rd.returnReason(&r.returnReason),
		Quantity:  r.quantity.quantity(),
		ListPrice: r.listPrice.unitPrice(), HasListPrice: r.listPrice.given(),
		Price: r.unitPrice.unitPrice(),
		Net:   r.net.amount(), CompanyNet: companyNet,
		Cost: r.cost.amount(), HasCost: r.cost.given(),
	})
	return used
}

// bookLine returns a line's net in company currency: as booked, else its own,
// else at the document's rate, else its part of what was booked for the document.
func (rd *reading) bookLine(r *lineRow, document fact.Ref) (a fact.Amount, err error) {
	defer fact.CatchOverflow(&err)
	home := rd.snap.Company.Currency
	switch {
	case r.companyNet.given():
		return r.companyNet.amount(), nil
	case rd.snap.Documents.Currency(document) == home:
		return r.net.amount(), nil
	}
	d := rd.snap.Documents.At(document)
	switch {
	case !d.Rate.IsZero():
		return d.Rate.Convert(r.net.amount(), home.Decimals())
	case d.Net != 0:
		return d.CompanyNet.Share(r.net.amount(), d.Net, home.Decimals()), nil
	}
	return 0, nil
}

func (rd *reading) noteLine(r *lineRow) {
	rd.noteAmounts(&r.net, &r.companyNet, &r.cost)
	if r.listPrice.bad {
		rd.note(fact.BadNumber, string(r.listPrice.raw))
	}
	if r.quantity.value < 0 {
		rd.note(fact.NegativeQuantity, plain(r.quantity.raw))
	}
}

// lineNo is for reading only; beyond what fits it is 0.
func (r *lineRow) lineNo() uint16 {
	if r.no.n < 0 || r.no.n > math.MaxUint16 {
		return 0
	}
	return uint16(r.no.n)
}

func (rd *reading) promotion(id *text) uint16 {
	ref := rd.reference(&rd.promotions, "promotion", id)
	if !ref.Known() || ref >= math.MaxUint16 {
		return 0
	}
	return uint16(ref) + 1
}

// returnReason keeps each text once. Beyond 65,535 of them it is not a reason but
// a remark, and is dropped.
func (rd *reading) returnReason(c *text) uint16 {
	if c.null() {
		return 0
	}
	if n, found := rd.reasons[string(c.raw)]; found {
		return n
	}
	lines := &rd.snap.Lines
	if len(lines.Reasons) > math.MaxUint16 {
		return 0
	}
	n := uint16(len(lines.Reasons))
	if rd.reasons == nil {
		rd.reasons = map[string]uint16{}
	}
	rd.reasons[c.string()] = n
	lines.Reasons = append(lines.Reasons, c.string())
	return n
}
