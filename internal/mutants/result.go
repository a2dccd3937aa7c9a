package main

// sumMistakes are made where items become balances.
var sumMistakes = []mutation{
	{"analyze/receivables/result.go", `		if days <= 0 {`, `		if days < 0 {`, "the due day itself is overdue"},
	{"analyze/receivables/result.go", `		if days <= to {`, `		if days < to {`, "the last day of a bucket is in the next"},
	{"analyze/receivables/result.go", `		from = to + 1`, `		from = to`, "two buckets share a day"},
	{"analyze/receivables/result.go", `r.Discounts, r.WrittenOff, r.Exchange}`, `r.Discounts, r.WrittenOff}`, "exchange is no movement"},
	{"analyze/receivables/stock.go", `return at.class == OnInvoice && at.late > 0 }`, `return at.class == OnInvoice && at.late >= 0 }`, "what is due today is overdue"},
	{"analyze/receivables/balance.go", `b.Credits = b.Credits.Plus(amount)`, `b.Credits = b.Credits.Minus(amount)`, "credits are owed"},
	{"analyze/receivables/balance.go", `b.Oldest = max(b.Oldest, at.late)`, `b.Oldest = max(b.Oldest, at.age)`, "the oldest is told by its posting"},
	{"analyze/receivables/balance.go", `|| !e.countsOn(asOf) {`, `|| e.posted > asOf {`, "a cheque returned was received"},
	{"analyze/receivables/balance.go", `|| !e.countsOn(asOf) {`, `|| !e.countsOn(asOf.AddDays(-1)) {`, "money of today was not the last"},
	{"analyze/receivables/balance.go", `e.gross >= 0 || !e.countsOn`, `!e.countsOn`, "a refund is the last money received"},
	{"analyze/receivables/balance.go", `if i.Class != OnInvoice || i.Revaluation ||`, `if i.Revaluation ||`, "credits are counted as invoices"},
	{"analyze/receivables/balance.go", `return c.Net <= 0 })`, `return false })`, "whom we owe is a top debtor"},
	{"analyze/receivables/receivables.go", `return d.MonthStart().AddDays(-1)`, `return d.MonthEnd()`, "the month-end compared with is the month's own"},
	{"analyze/receivables/receivables.go", `monthEndBefore(p.AsOf), lastYear: p.AsOf.AddMonths(-12)`, `monthEndBefore(p.AsOf), lastYear: p.AsOf.AddMonths(-11)`, "a year is eleven months"},
	{"analyze/receivables/receivables.go", `p.Previous = p.AsOf.AddDays(-1)`, `p.Previous = p.AsOf`, "today is compared with itself"},
	{"analyze/receivables/stock.go", `return at.class == OnInvoice && at.late > 0 }`, `return at.late > 0 }`, "of a salesperson, credits are overdue"},
	{"analyze/receivables/standing.go", `			if !windows[n].Contains(on) {`, `			if !windows[n].Contains(on) && on > day {`, "of a salesperson, what was billed before the window counts"},
	{"analyze/receivables/exception.go", `e.ceased > after && e.ceased <= upto`, `e.ceased >= after && e.ceased <= upto`, "a returned cheque is told of twice"},
	{"analyze/receivables/exception.go", `e.ceased > after && e.ceased <= upto`, `e.ceased > after && e.ceased < upto`, "a cheque returned today is not told of"},
	{"analyze/receivables/exception.go", `share < r.Params.Concentration`, `share <= r.Params.Concentration`, "the threshold of concentration must be passed, not reached"},
}

// movementMistakes are made where two days are compared.
var movementMistakes = []mutation{
	{"analyze/receivables/movement.go", `return to[c].Minus(from[c])`, `return from[c].Minus(to[c])`, "movements run backwards"},
	{"analyze/receivables/movement.go", `delta(received).Plus(delta(settled))`, `delta(received).Minus(delta(settled))`, "what no receipt stands for was not received"},
	{"analyze/receivables/movement.go", `delta(exchange).Plus(delta(revalued))`, `delta(exchange)`, "revaluation is no movement"},
	{"analyze/receivables/movement.go", `was.DaysLate <= 0 && is.DaysLate > 0`, `was.DaysLate < 0 && is.DaysLate > 0`, "what was due on the last report's day is not newly overdue"},
	{"analyze/receivables/movement.go", `	case i.Posted <= since:`, `	case i.Posted < since:`, "what reappears from the last report's day is new"},
	{"analyze/receivables/movement.go", `	case !ceased.IsZero() && ceased <= asOf:`, `	case !ceased.IsZero() && ceased < asOf:`, "what is cancelled today is paid"},
	{"analyze/receivables/movement.go", `overLimit(customer, from.net[c]) == 0 {`, `overLimit(customer, from.net[c]) >= 0 {`, "who stays over the limit is new there"},
}

// speedMistakes are made in the DSO family and in sales.
var speedMistakes = []mutation{
	{"analyze/receivables/speed.go", `fact.Period{From: from.AddDays(1), Until: asOf.AddDays(1)}`, `fact.Period{From: from, Until: asOf.AddDays(1)}`, "the window of DSO is a day longer"},
	{"analyze/receivables/speed.go", `fact.Period{From: from.AddDays(1), Until: asOf.AddDays(1)}`, `fact.Period{From: from.AddDays(1), Until: asOf}`, "billing of the as-of day is left out"},
	{"analyze/receivables/speed.go", `	if asOf == asOf.MonthEnd() {
		from = from.MonthEnd()`, `	if false {
		from = from.MonthEnd()`, "from a month-end the window begins within a month"},
	{"analyze/receivables/speed.go", `do(i, e.ceased, e.company.Neg(), net.Neg())`, `do(i, e.ceased, e.company, net)`, "a cancelled invoice is billed twice"},
	{"analyze/receivables/speed.go", `do(i, e.posted, e.company, net)`, `do(i, e.posted, e.company.Abs(), net)`, "credit notes are billing"},
	{"analyze/receivables/speed.go", `do(i, e.posted, e.company, net)`, `do(i, e.posted, e.company, e.company)`, "net sales are gross of tax"},
	{"analyze/receivables/speed.go", `From: month.From.AddMonths(-1), Until: month.From}`, `From: month.From.AddDays(-30), Until: month.From}`, "count-back takes every month for thirty days"},
	{"analyze/receivables/speed.go", `Until: last.AddDays(1)}),
		Year:`, `Until: last}),
		Year:`, "last year's month lacks its last day"},
	{"analyze/receivables/speed.go", `		last = last.MonthEnd()`, `		last = last.AddDays(0)`, "28 February is compared with 28 February of a leap year"},
	{"analyze/receivables/speed.go", `		first = first.AddMonths(-1)`, `		first = first.AddMonths(1)`, "the fiscal year begins in the future"},
}

// tieOutMistakes are made where the report checks itself.
var tieOutMistakes = []mutation{
	{"analyze/receivables/tieout.go", `(s.Ceased.IsZero() || s.Ceased > pos.AsOf)`, `(s.Ceased.IsZero() || s.Ceased >= pos.AsOf)`, "what is cancelled today still stands in the check"},
	{"analyze/receivables/tieout.go", `s.Posted <= pos.AsOf`, `s.Posted < pos.AsOf`, "documents of today are left out of the check"},
	{"analyze/receivables/tieout.go", `		count(b.s.Receipts.Stake(fact.Ref(i)))`, `		_ = i`, "money is left out of the check"},
	{"extract/fact/check.go", `c.Difference().Abs() <= tolerance`, `c.Difference().Abs() < tolerance`, "a difference of just the tolerance fails"},
	{"extract/fact/check.go", `c.Difference().Abs() <= tolerance`, `c.Difference() <= tolerance`, "a check fails in one direction only"},
	{"analyze/receivables/tieout.go", `row.Posted > p.AsOf {`, `row.Posted >= p.AsOf {`, "the ledger's postings of today are left out"},
	{"analyze/receivables/tieout.go", `[]component{settled, discounts, writtenOff, exchange}`, `[]component{settled, discounts, writtenOff}`, "exchange is left out of the check"},
}

// collectionMistakes are made where 24 months of collecting are followed.
var collectionMistakes = []mutation{
	{"analyze/receivables/collection.go", `return effect{owed.Minus(end), owed.Minus(endCurrent)}`, `return effect{owed.Minus(end), owed.Minus(end)}`, "CEI is always a hundred"},
	{"analyze/receivables/collection.go", `daysOf(c.Net.Minus(c.Current), t.billing, days)`, `daysOf(c.Net.Plus(c.Current), t.billing, days)`, "days delinquent are added"},
	{"analyze/receivables/collection.go", `t.charged.Plus(t.forgiven)`, `t.charged.Minus(t.forgiven)`, "what was forgiven was collected twice"},
	{"analyze/receivables/collection.go", `	t.charged, t.forgiven = 0, 0`, `	t.charged = 0`, "what was forgiven once is forgiven every month"},
	{"analyze/receivables/collection.go", `float64(points)), Valid`, `float64(points-1)), Valid`, "an average of month-ends leaves one out"},
	{"analyze/receivables/collection.go", `	if month.base > 0 {`, `	if month.base < 0 {`, "months are chained that have nothing to collect"},
	{"analyze/receivables/collector.go", `	case why == credited, why == writtenOff:`, `	case why == credited:`, "what is written off was paid in cash"},
	{"analyze/receivables/collector.go", `	if ahead <= c.p.DSOMonths {`, `	if ahead < c.p.DSOMonths {`, "the window of turnover begins a month late"},
	{"analyze/receivables/collector.go", `	case at.pastDue():`, `	case at.late >= 0:`, "in the month-ends, the due day itself is overdue"},
	{"analyze/receivables/payment.go", `paid.Days(e.posted), paid.Days(due)`, `paid.Days(e.posted), due.Days(paid)`, "who pays early pays late"},
	{"analyze/receivables/payment.go", `float64(max(late, 0))`, `float64(late)`, "days before the due date make up for others"},
	{"analyze/receivables/payment.go", `(s.ends.IsZero() || s.ends > day)`, `(s.ends.IsZero() || s.ends >= day)`, "what is un-matched today was paid"},
}
