package sales

import "daybook/extract/fact"

// Reason is the code of why a figure does not exist.
type Reason string

// The reasons. An undefined figure is empty with its reason, never 0.
const (
	NoTarget    Reason = "no_target"     // nobody set one
	NotSupplied Reason = "not_supplied"  // the source does not tell
	NoSales     Reason = "no_sales"      // nothing was sold to measure it by
	NoCost      Reason = "no_cost"       // no line has a cost
	NoListPrice Reason = "no_list_price" // no line has a list price
	NoBase      Reason = "no_base"       // nothing, or less, to compare with
	TooFew      Reason = "too_few"       // too few customers to rank, or purchases to know a habit
	NoneDecided Reason = "none_decided"  // no quotation was decided to measure it by
	NoHistory   Reason = "no_history"    // the books do not reach so far back
)

// Reasons lists every reason.
var Reasons = []Reason{NoTarget, NotSupplied, NoSales, NoCost, NoListPrice, NoBase, TooFew, NoneDecided, NoHistory}

// Measure is a ratio or statistic that may not exist; Reason says why not.
type Measure struct {
	Value  float64
	Valid  bool
	Reason Reason
}

func measured(v float64) Measure   { return Measure{Value: v, Valid: true} }
func undefined(why Reason) Measure { return Measure{Reason: why} }

// ratio is a of b, undefined where b is not positive.
func ratio(a, b fact.Amount, why Reason) Measure {
	if b <= 0 {
		return undefined(why)
	}
	v, _ := a.Ratio(b)
	return measured(v)
}

// Growth is the change from base to now as a part of base: 0.1 is a tenth more.
func Growth(now, base fact.Amount) Measure { return ratio(now.Minus(base), base, NoBase) }

// Sales are sums of documents or lines, net of tax, in company currency.
type Sales struct {
	// Gross is invoices and debit notes, Returns credit notes as a positive
	// amount.
	Gross, Returns fact.Amount
	// Costed is the net of lines whose cost is known, and Cost that cost; Listed
	// the net of lines with a list price, and List what they come to at it. All
	// four are less what was credited.
	Costed, Cost, Listed, List fact.Amount
}

// Net is gross sales less returns.
func (s Sales) Net() fact.Amount { return s.Gross.Minus(s.Returns) }

// Margin is what lines with a cost brought in beyond it.
func (s Sales) Margin() fact.Amount { return s.Costed.Minus(s.Cost) }

// MarginRate is the margin of the net of lines with a cost.
func (s Sales) MarginRate() Measure {
	if s.Costed == 0 && s.Cost == 0 {
		return undefined(NoCost)
	}
	return ratio(s.Margin(), s.Costed, NoSales)
}

// CostCoverage is the part of net sales whose cost is known.
func (s Sales) CostCoverage() Measure { return ratio(s.Costed, s.Net(), NoSales) }

// Discount is what lines with a list price brought in less than it.
func (s Sales) Discount() fact.Amount { return s.List.Minus(s.Listed) }

// DiscountRate is the discount as a part of the list price.
func (s Sales) DiscountRate() Measure { return ratio(s.Discount(), s.List, NoListPrice) }

// Realisation is how much of the list price was had.
func (s Sales) Realisation() Measure { return ratio(s.Listed, s.List, NoListPrice) }

// ReturnRate is credit notes as a part of gross sales.
func (s Sales) ReturnRate() Measure { return ratio(s.Returns, s.Gross, NoSales) }

func (s *Sales) add(o *Sales) {
	s.Gross, s.Returns = s.Gross.Plus(o.Gross), s.Returns.Plus(o.Returns)
	s.Costed, s.Cost = s.Costed.Plus(o.Costed), s.Cost.Plus(o.Cost)
	s.Listed, s.List = s.Listed.Plus(o.Listed), s.List.Plus(o.List)
}

// Activity is what was sold, ordered and collected.
type Activity struct {
	Sales
	// Orders is order intake by the day of ordering, gross of tax as orders are.
	Orders fact.Amount
	// Cash is receipts less what bounced, on its day, and less refunds.
	Cash fact.Amount
}

func (a *Activity) add(o *Activity) {
	a.Sales.add(&o.Sales)
	a.Orders, a.Cash = a.Orders.Plus(o.Orders), a.Cash.Plus(o.Cash)
}

// Activities are the activity of every period.
type Activities [PeriodCount]Activity

func (a Activity) negated() Activity {
	var n Activity
	for _, field := range activityFields {
		*field(&n) = field(&a).Neg()
	}
	return n
}

// spread splits an activity over sellers, each amount to the cent.
func (a Activity) spread(sellers []fact.Seller, decimals int) []Activity {
	out := make([]Activity, len(sellers))
	for _, field := range activityFields {
		total := *field(&a)
		if total == 0 {
			continue
		}
		for i, part := range fact.SpreadSellers(total, sellers, decimals) {
			*field(&out[i]) = part
		}
	}
	return out
}

// activityFields are the amounts of an activity.
var activityFields = [...]func(*Activity) *fact.Amount{
	func(a *Activity) *fact.Amount { return &a.Gross }, func(a *Activity) *fact.Amount { return &a.Returns },
	func(a *Activity) *fact.Amount { return &a.Costed }, func(a *Activity) *fact.Amount { return &a.Cost },
	func(a *Activity) *fact.Amount { return &a.Listed }, func(a *Activity) *fact.Amount { return &a.List },
	func(a *Activity) *fact.Amount { return &a.Orders }, func(a *Activity) *fact.Amount { return &a.Cash },
}

func (a *Activities) add(o *Activities) {
	for id := range a {
		a[id].add(&o[id])
	}
}

func (a *Activities) idle() bool { return *a == Activities{} }
