package sales

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// ExceptionKind is what is odd about a document of the week.
type ExceptionKind string

// The exceptions, in the order in which they are listed.
const (
	BelowCost        ExceptionKind = "below_cost"
	LargeDiscount    ExceptionKind = "large_discount"
	LargeCredit      ExceptionKind = "large_credit"
	OverLimit        ExceptionKind = "over_limit"
	OnHold           ExceptionKind = "on_hold"
	NegativeQuantity ExceptionKind = "negative_quantity"
)

// ExceptionKinds lists every kind in order.
var ExceptionKinds = []ExceptionKind{BelowCost, LargeDiscount, LargeCredit, OverLimit, OnHold, NegativeQuantity}

// Exception is one document, line or delivery of the week that needs a look.
type Exception struct {
	Kind     ExceptionKind
	On       fact.Date
	Document fact.Ref // None of a delivery
	Delivery fact.Ref // None of a document
	Line     uint16   // 0 of a whole document
	Customer fact.Ref
	Product  fact.Ref
	// Salesperson is the one with the largest share.
	Salesperson fact.Ref
	// Amount, in company currency, is the loss below cost, the discount, the
	// credit note's net, what was invoiced or shipped to whom is over the limit
	// or on hold, or the net of the line with a negative quantity.
	Amount fact.Amount
	Net    fact.Amount // of the line or document
	Rate   Measure     // discount of the list price, loss of the cost
}

// inspectLine looks at a line of the week; sales is the line with its sign.
func (b *book) inspectLine(l *fact.Line, sales *Sales) {
	if b.moves[l.Document].credit {
		return
	}
	if l.Quantity < 0 {
		b.except(NegativeQuantity, l, l.CompanyNet, Measure{})
		return
	}
	if loss := sales.Margin().Neg(); loss > 0 && sales.Cost > 0 {
		b.except(BelowCost, l, loss, ratio(loss, sales.Cost, NoCost))
	}
	if rate := sales.DiscountRate(); rate.Valid && rate.Value >= b.p.LargeDiscount {
		b.except(LargeDiscount, l, sales.Discount(), rate)
	}
}

func (b *book) except(kind ExceptionKind, l *fact.Line, amount fact.Amount, rate Measure) {
	e := b.exception(kind, l.Document, amount)
	e.Line, e.Product, e.Net, e.Rate = l.No, l.Product, l.CompanyNet, rate
	b.exceptions = append(b.exceptions, e)
}

func (b *book) exception(kind ExceptionKind, document fact.Ref, amount fact.Amount) Exception {
	d := b.s.Documents.At(document)
	return Exception{
		Kind: kind, On: d.Posted, Document: document, Delivery: fact.None, Customer: d.Customer, Product: fact.None,
		Salesperson: b.sellers.OfDocument(document)[0].Who, Amount: amount, Net: d.CompanyNet,
	}
}

// inspectDocument looks at a document of the week.
func (b *book) inspectDocument(document fact.Ref) {
	d := b.s.Documents.At(document)
	switch {
	case d.Kind == fact.CreditNote && d.CompanyNet >= b.p.LargeCredit:
		b.exceptions = append(b.exceptions, b.exception(LargeCredit, document, d.CompanyNet))
	case d.Kind == fact.Invoice:
		for _, kind := range b.credit(d.Customer) {
			b.exceptions = append(b.exceptions, b.exception(kind, document, d.CompanyNet))
		}
	}
}

// credit says what speaks against delivering to a customer. Limits and holds have
// no history: they are as they are now.
func (b *book) credit(c fact.Ref) []ExceptionKind {
	if !c.Known() {
		return nil
	}
	var out []ExceptionKind
	if b.p.Standing.OverLimit[c] > 0 {
		out = append(out, OverLimit)
	}
	if b.s.Customers[c].OnHold {
		out = append(out, OnHold)
	}
	return out
}

// inspectDeliveries looks at what was shipped in the week and is not invoiced.
func (b *book) inspectDeliveries() {
	for i := range b.s.Deliveries {
		d := &b.s.Deliveries[i]
		if !b.spans[Week].Contains(d.Shipped) || d.NotInvoiced == 0 {
			continue
		}
		who := fact.None
		if d.Order.Known() {
			who = b.s.Orders.Salesperson(d.Order)
		}
		for _, kind := range b.credit(d.Customer) {
			b.exceptions = append(b.exceptions, Exception{
				Kind: kind, On: d.Shipped, Document: fact.None, Delivery: fact.Ref(i), Customer: d.Customer, Product: fact.None,
				Salesperson: b.sellers.Of(who, d.Customer)[0].Who, Amount: d.NotInvoiced, Net: d.NotInvoiced,
			})
		}
	}
}

func (b *book) sortedExceptions() []Exception {
	b.inspectDeliveries()
	slices.SortFunc(b.exceptions, func(x, y Exception) int {
		return cmp.Or(
			cmp.Compare(slices.Index(ExceptionKinds, x.Kind), slices.Index(ExceptionKinds, y.Kind)),
			cmp.Compare(y.Amount.Abs(), x.Amount.Abs()), cmp.Compare(x.On, y.On),
			strings.Compare(b.exceptionNumber(&x), b.exceptionNumber(&y)), cmp.Compare(x.Line, y.Line),
			strings.Compare(b.productCode(x.Product), b.productCode(y.Product)),
		)
	})
	return b.exceptions
}

func (b *book) exceptionNumber(e *Exception) string {
	if e.Document.Known() {
		return b.s.Documents.Number(e.Document)
	}
	return b.s.Deliveries[e.Delivery].ID
}
