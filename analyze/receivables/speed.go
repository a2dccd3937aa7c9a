package receivables

import (
	"daybook/extract/fact"
)

// daily is an amount by day, summed up so that any period costs two look-ups.
type daily struct {
	first fact.Date
	upto  []fact.Amount // upto[i] is the sum of all days before first+i
}

func newDaily(byDay map[fact.Date]fact.Amount) daily {
	if len(byDay) == 0 {
		return daily{}
	}
	first, last := fact.Date(1<<31-1), fact.Date(0)
	for d := range byDay {
		first, last = min(first, d), max(last, d)
	}
	upto := make([]fact.Amount, last.Days(first)+2)
	for i := range upto[1:] {
		upto[i+1] = upto[i].Plus(byDay[first.AddDays(i)])
	}
	return daily{first, upto}
}

// in returns the sum of a period.
func (d daily) in(p fact.Period) fact.Amount { return d.before(p.Until).Minus(d.before(p.From)) }

func (d daily) before(day fact.Date) fact.Amount {
	if len(d.upto) == 0 {
		return 0
	}
	return d.upto[min(max(day.Days(d.first), 0), len(d.upto)-1)]
}

// collectBilling sums sales documents by day. A cancelled document is taken off
// on the day of its cancelling, as the general ledger does, so that no past day's
// figure changes afterwards.
func (b *Book) collectBilling() {
	gross, net := map[fact.Date]fact.Amount{}, map[fact.Date]fact.Amount{}
	b.eachBilling(func(_ int32, on fact.Date, g, n fact.Amount) {
		gross[on], net[on] = gross[on].Plus(g), net[on].Plus(n)
	})
	b.billing, b.sales = newDaily(gross), newDaily(net)
}

// eachBilling calls do for every sales document on its day, and again with the
// opposite amounts on the day of its cancelling.
func (b *Book) eachBilling(do func(i int32, on fact.Date, gross, net fact.Amount)) {
	for i := range int32(b.documents) {
		e := &b.ends[i]
		if !e.sale() || !e.ceased.IsZero() && e.ceased <= e.posted {
			continue
		}
		net := b.s.Documents.CompanyNet(fact.Ref(i))
		do(i, e.posted, e.company, net)
		if !e.ceased.IsZero() {
			do(i, e.ceased, e.company.Neg(), net.Neg())
		}
	}
}

// window is the span of whole months up to and including a day: from a month-end
// it begins after a month-end.
func window(asOf fact.Date, months int) fact.Period {
	from := asOf.AddMonths(-months)
	if asOf == asOf.MonthEnd() {
		from = from.MonthEnd()
	}
	return fact.Period{From: from.AddDays(1), Until: asOf.AddDays(1)}
}

// Reasons why a measure does not exist.
const (
	NoBilling = "no_billing" // nothing was billed in the window
	NoBalance = "no_balance" // nothing could be collected
	NoPayment = "no_payment" // no money settled an invoice in the window
)

// dso is receivables over billing × days: METHODS 1, simple DSO. Billing is gross
// of tax, as receivables are.
func (b *Book) dso(net fact.Amount, asOf fact.Date, p Params) Measure {
	w := window(asOf, p.DSOMonths)
	return daysOf(net, b.billing.in(w), w.Days())
}

func daysOf(amount, billing fact.Amount, days int) Measure {
	if billing <= 0 {
		return Measure{Reason: NoBilling}
	}
	return Measure{Value: amount.Float() / billing.Float() * float64(days), Valid: true}
}

// countBack is the number of days whose billing the receivable makes up, counted
// back from asOf over the whole history.
func (b *Book) countBack(net fact.Amount, asOf fact.Date) Measure {
	return countBack(net, asOf, b.firstBilling(asOf), b.billing.in)
}

// firstBilling is the first day of billing; where there is none, the day after.
func (b *Book) firstBilling(asOf fact.Date) fact.Date {
	if len(b.billing.upto) == 0 {
		return asOf.AddDays(1)
	}
	return b.billing.first
}

// countBack counts back month by month with each month's own days (METHODS 1). A
// month of net credit gives its days and hands its credit to older months. Where
// the history, which begins with first, ends sooner the measure says so.
func countBack(net fact.Amount, asOf, first fact.Date, billing func(fact.Period) fact.Amount) Measure {
	if net <= 0 {
		return Measure{Valid: true}
	}
	left, days := net, 0.0
	month := fact.Period{From: asOf.MonthStart(), Until: asOf.AddDays(1)}
	for month.Until > first {
		billed := billing(month)
		if billed >= left {
			return Measure{Value: days + left.Float()/billed.Float()*float64(month.Days()), Valid: true}
		}
		left, days = left.Minus(billed), days+float64(month.Days())
		month = fact.Period{From: month.From.AddMonths(-1), Until: month.From}
	}
	return Measure{Value: days, Valid: days > 0, AtLeast: true, Reason: NoBilling}
}

// netSales compares the month and the fiscal year to date with a year earlier.
func (b *Book) netSales(asOf fact.Date) Sales {
	last := asOf.AddMonths(-12)
	if asOf == asOf.MonthEnd() {
		last = last.MonthEnd()
	}
	start := fiscalYearStart(asOf, b.s.Company.FiscalYearStart)
	return Sales{
		Month:         b.sales.in(fact.Period{From: asOf.MonthStart(), Until: asOf.AddDays(1)}),
		MonthLastYear: b.sales.in(fact.Period{From: last.MonthStart(), Until: last.AddDays(1)}),
		Year:          b.sales.in(fact.Period{From: start, Until: asOf.AddDays(1)}),
		YearLastYear:  b.sales.in(fact.Period{From: start.AddMonths(-12), Until: last.AddDays(1)}),
	}
}

// fiscalYearStart is the first day of the fiscal year that a day belongs to.
func fiscalYearStart(d fact.Date, month int) fact.Date {
	first := d.MonthStart()
	for month >= 1 && month <= 12 && int(first.Time().Month()) != month {
		first = first.AddMonths(-1)
	}
	return first
}
