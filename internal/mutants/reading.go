package main

// readingMistakes are made where rows become facts.
var readingMistakes = []mutation{
	{"extract/cell.go", `	if c.date > asOf {`, `	if c.date >= asOf {`, "what happens on the as-of day itself is not seen"},
	{"extract/cell.go", `z.from).In(z.to)), true`, `z.from)), true`, "a time is not converted to the company's zone"},
	{"extract/cell.go", `z.from).In(z.to)), true`, `z.to).In(z.from)), true`, "a time is converted the wrong way"},
	{"extract/cell.go", `(year%100 != 0 || year%400 == 0)`, `year%100 != 0`, "2000 is no leap year"},
	{"extract/cell.go", `m > 12 || d < 1`, `m > 11 || d < 1`, "December is no month"},
	{"extract/documents.go", `r.posted.date > rd.scope.AsOf`, `r.posted.date >= rd.scope.AsOf`, "documents of the as-of day are left out"},
	{"extract/documents.go", `CancelledOn: r.cancelledOn.by(rd.scope.AsOf), Currency`, `CancelledOn: r.cancelledOn.date, Currency`, "a later cancelling is seen"},
	{"extract/documents.go", `d.CompanyNet = d.CompanyGross.Minus(r.companyTax.amount())`, `d.CompanyNet = d.CompanyGross.Plus(r.companyTax.amount())`, "net is gross and tax"},
	{"extract/documents.go", `d.CompanyTax = d.CompanyGross.Minus(d.CompanyNet)`, `d.CompanyTax = d.CompanyNet.Minus(d.CompanyGross)`, "tax has the wrong sign"},
	{"extract/documents.go", `	case r.companyGross.given():`, `	case r.companyGross.given() && same:`, "what the ERP booked in company currency is not used"},
	{"extract/receipts.go", `r.received.date > rd.scope.AsOf`, `r.received.date >= rd.scope.AsOf`, "money of the as-of day is left out"},
	{"extract/receipts.go", `BouncedOn: r.bouncedOn.by(rd.scope.AsOf)`, `BouncedOn: r.bouncedOn.date`, "a later return of a cheque is seen"},
	{"extract/receipts.go", `	case r.companyAmount.given():`, `	case r.companyAmount.given() && m.Currency == home:`, "what the ERP booked for money is not used"},
	{"extract/allocations.go", `r.matchedOn.date > rd.scope.AsOf`, `r.matchedOn.date >= rd.scope.AsOf`, "matchings of the as-of day are left out"},
	{"extract/allocations.go", `CancelledOn: r.cancelledOn.by(rd.scope.AsOf)`, `CancelledOn: r.cancelledOn.date`, "a later un-matching is seen"},
	{"extract/allocations.go", `		a.Amount, a.FromAmount = a.FromAmount, a.Amount
`, ``, "turning an allocation round leaves its amounts"},
	{"extract/allocations.go", `gives.amount.Share(atHome, gives.company`, `gives.company.Share(atHome, gives.amount`, "what a foreign giver gives is converted the wrong way"},
	{"extract/rates.go", `fact.DailyRate{Currency: c, Date: on + 1}`, `fact.DailyRate{Currency: c, Date: on}`, "the rate of the day itself is not used"},
	{"extract/rates.go", `	return rates[i-1].Rate`, `	return rates[min(i, len(rates)-1)].Rate`, "the rate of a later day is used"},
	{"extract/control.go", `r.posted.date > rd.scope.AsOf`, `r.posted.date >= rd.scope.AsOf`, "postings of the as-of day are left out of the ledger"},
}

// amountMistakes are made where money is read and rounded.
var amountMistakes = []mutation{
	{"extract/fact/amount.go", `	if v *= powers[missing]; neg {
		return -v, true`, `	if v *= powers[missing]; neg {
		return v, true`, "a minus sign is lost"},
	{"extract/fact/amount.go", `				up = c >= '5'`, `				up = c > '5'`, "half a ten-thousandth is rounded down on reading"},
	{"extract/fact/amount.go", `		return -int64(u), rounded, nil`, `		return int64(u), rounded, nil`, "a minus sign is lost where digits are"},
	{"extract/fact/amount.go", `lo, carry := bits.Add64(lo, den/2, 0)`, `lo, carry := bits.Add64(lo, 0, 0)`, "a share is cut, not rounded"},
	{"extract/fact/amount.go", `lo, carry := bits.Add64(lo, den/2, 0)`, `lo, carry := bits.Add64(lo, (den-1)/2, 0)`, "half a cent of a share is rounded toward zero"},
	{"extract/fact/amount.go", `		return -Amount(q), true`, `		return Amount(q), true`, "a share of a negative amount is positive"},
	{"extract/fact/amount.go", `	twice.Add(twice, d)
`, ``, "a conversion is cut, not rounded"},
	{"extract/fact/amount.go", `	if is.inverse {`, `	if !is.inverse {`, "a rate is taken the other way round"},
	{"extract/fact/amount.go", `out[k], given = upto.Minus(given), upto`, `out[k], given = upto.Minus(given), given.Plus(upto)`, "parts of a spread amount do not add up"},
	{"extract/fact/amount.go", `	if (s > a) != (b > 0) {`, `	if s < a && b > 0 && a < 0 {`, "a sum that leaves the range goes on"},
	{"extract/fact/receivable.go", `	if k == CreditNote {
		return -1`, `	if k == CreditNote || k == Journal {
		return -1`, "a journal lowers what is owed"},
	{"extract/fact/receivable.go", `	if k == CreditNote {
		return -1`, `	if k == CreditNote {
		return 1`, "a credit note raises what is owed"},
	{"extract/fact/receivable.go", `k == Invoice || k == CreditNote || k == DebitNote }`, `k == Invoice || k == CreditNote || k == DebitNote || k == Opening }`, "what was brought forward is a sale"},
}

// dateMistakes are made in the calendar.
var dateMistakes = []mutation{
	{"extract/fact/date.go", `return d >= p.From && d < p.Until`, `return d >= p.From && d <= p.Until`, "the day after a period belongs to it"},
	{"extract/fact/date.go", `return d >= p.From && d < p.Until`, `return d > p.From && d < p.Until`, "the first day of a period does not belong to it"},
	{"extract/fact/date.go", `return int(d - from)`, `return int(d-from) + 1`, "both ends of a span are counted"},
	{"extract/fact/date.go", `	return NewDate(y, m+1, 0)`, `	return NewDate(y, m+1, 1)`, "a month ends on the first of the next"},
	{"extract/fact/date.go", `.AddDays(day-1), last)`, `.AddDays(day-1), last+31)`, "31 January plus a month is in March"},
	{"extract/fact/dimension.go", `		return base.MonthEnd(), true`, `		return posted.MonthEnd().AddDays(t.Days), true`, "days are added after the end of the month"},
	{"extract/fact/dimension.go", `		if due < base {`, `		if due <= base {`, "a due day that is reached exactly is put off a month"},
	{"extract/fact/dimension.go", `min(next.AddDays(t.Day-1), next.MonthEnd())`, `next.AddDays(t.Day - 1)`, "the 31st of a short month is in the next"},
	{"extract/fact/dimension.go", `		return base, true`, `		return base.AddDays(1), true`, "terms are a day too long"},
}
