package main

// bookMistakes are made where a snapshot becomes dated events.
var bookMistakes = []mutation{
	{"extract/fact/documents.go", `sign*s.Amount, sign*s.Company`, `sign*s.Amount, s.Company`, "a credit note raises the receivable in company currency"},
	{"extract/fact/receipts.go", `row.amount.Neg(), rare.companyAmount.Neg()}`, `row.amount.Neg(), rare.companyAmount}`, "money raises the receivable in company currency"},
	{"extract/fact/receipts.go", `row.received, rare.bouncedOn, row.amount.Neg()`, `row.received, 0, row.amount.Neg()`, "a returned cheque stays money"},
	{"extract/fact/documents.go", `s.Ceased, s.Company = rare.cancelledOn, rare`, `s.Ceased, s.Company = rare.cancelledOn.AddDays(1), rare`, "a cancelled document counts a day longer"},
	{"analyze/receivables/book.go", `a.starts = max(a.starts, e.posted)`, `a.starts = min(a.starts, e.posted)`, "a matching counts before what it matches is posted"},
	{"analyze/receivables/book.go", `a.starts = max(a.starts, e.posted)`, `a.starts = e.posted`, "a matching counts before its own date"},
	{"analyze/receivables/book.go", `e.ceased < a.ends) {`, `e.ceased > a.ends) {`, "a matching outlives an end that ceased"},
	{"analyze/receivables/book.go", `	if !until.IsZero() && until <= from {`, `	if !until.IsZero() && until >= from {`, "what is cancelled was never there"},
	{"analyze/receivables/book.go", `moment{until, what | momentCeases}`, `moment{until.AddDays(1), what | momentCeases}`, "ceasing counts a day late"},
	{"analyze/receivables/book.go", `		do(moment{from, what})`, `		do(moment{from.AddDays(1), what})`, "everything counts from the day after"},
	{"analyze/receivables/book.go", `		rest = rest.Minus(s.amount)`, `		rest = rest.Plus(s.amount)`, "what instalments leave is added instead of taken"},
	{"analyze/receivables/book.go", `in.Amount * b.s.Documents.Kind(in.Document).Sign()`, `in.Amount`, "instalments of a credit note are owed"},
	{"analyze/receivables/book.go", `cmp.Or(cmp.Compare(x.due, y.due), cmp.Compare(x.no, y.no))`, `cmp.Or(cmp.Compare(y.due, x.due), cmp.Compare(x.no, y.no))`, "the latest instalment is paid first"},
	{"analyze/receivables/book.go", `		taker += int32(documents)`, `		taker += 0`, "money that takes is taken for a document"},
	{"analyze/receivables/book.go", `	case a.Kind == fact.AllocExchange: //`, `	case false: //`, "an exchange difference moves what gave, too"},
	{"analyze/receivables/book.go", `b.ends[i].due, b.ends[i].assumed = in.Due, asGiven`, `b.ends[i].assumed = asGiven`, "the due date of a single instalment is lost"},
}

// dueMistakes are made where due dates and findings are settled.
var dueMistakes = []mutation{
	{"analyze/receivables/due.go", `		return due, asGiven`, `		return e.posted, asGiven`, "what is due ages from its posting"},
	{"analyze/receivables/due.go", `return due, fromTerms`, `return due.AddDays(1), fromTerms`, "a due date from terms is a day late"},
	{"analyze/receivables/due.go", `return e.posted, fromPosting`, `return e.posted.AddDays(30), fromPosting`, "without terms thirty days are given"},
	{"analyze/receivables/due.go", `			if e.due < e.posted && e.sale() {`, `			if e.due <= e.posted && e.sale() {`, "cash on delivery is called odd"},
	{"analyze/receivables/due.go", `b.ends[a.giver].posted < posted &&`, `b.ends[a.giver].posted <= posted &&`, "money of the invoice's own day came before it"},
	{"analyze/receivables/due.go", `		if over <= 0 {`, `		if over < 0 {`, "what is settled exactly is over-allocated"},
	{"analyze/receivables/due.go", `|| !a.countsOn(asOf) {`, `|| a.starts > asOf {`, "what is un-matched is still over-allocated"},
}

// inferenceMistakes are made where matchings are inferred.
var inferenceMistakes = []mutation{
	{"analyze/receivables/infer.go", `return o.left == u.left })`, `return o.left >= u.left })`, "an item of more than the amount goes before the oldest"},
	{"analyze/receivables/infer.go", `	return cmp.Or(cmp.Compare(x.on, y.on), strings.Compare(x.number, y.number))`, `	return cmp.Or(cmp.Compare(y.on, x.on), strings.Compare(x.number, y.number))`, "the newest is paid first"},
	{"analyze/receivables/infer.go", `	amount := min(x.left, y.left)`, `	amount := max(x.left, y.left)`, "more is matched than there is"},
	{"analyze/receivables/infer.go", `fact.TrueFirst(!b.isReceipt(x.index()), !b.isReceipt(y.index()))`, `fact.TrueFirst(b.isReceipt(x.index()), b.isReceipt(y.index()))`, "money goes before the documents of its day"},
	{"analyze/receivables/infer.go", `		l.other.left += l.amount
`, ``, "what a returned cheque paid stays paid"},
	{"analyze/receivables/infer.go", `		inf.seek(l.other, today)`, `		inf.seek(l.other, l.other.on)`, "what is matched anew was so from the beginning"},
	{"analyze/receivables/infer.go", `span: span{starts: today}`, `span: span{}`, "an inferred matching counts before it was known"},
}

// walkMistakes are made where amounts move.
var walkMistakes = []mutation{
	{"analyze/receivables/walk.go", `b.moments[next].on <= day {`, `b.moments[next].on < day {`, "the as-of day itself is left out"},
	{"analyze/receivables/walk.go", `gross, company = gross.Neg(), company.Neg()`, `gross, company = gross.Neg(), company`, "what ceases is posted twice in company currency"},
	{"analyze/receivables/walk.go", `amount, given, company = amount.Neg(), given.Neg(), company.Neg()`, `amount, given, company = amount.Neg(), given, company.Neg()`, "un-matching does not give back"},
	{"analyze/receivables/walk.go", `amount, given, company = amount.Neg(), given.Neg(), company.Neg()`, `amount, given, company = amount.Neg(), given.Neg(), company`, "un-matching books its company amount again"},
	{"analyze/receivables/walk.go", `gave := st.settle(a.giver, (toward * given).Neg(), (toward * company).Neg()`, `gave := st.settle(a.giver, toward*given, (toward * company).Neg()`, "what gives has more afterwards"},
	{"analyze/receivables/walk.go", `gave := st.settle(a.giver, (toward * given).Neg(), (toward * company).Neg()`, `gave := st.settle(a.giver, (toward * given).Neg(), toward*company`, "what gives has more afterwards in company currency"},
	{"analyze/receivables/walk.go", `	if gross < 0 {
		return -1`, `	if gross < 0 {
		return 1`, "a credit that is refunded grows"},
	{"analyze/receivables/walk.go", `		return discounts`, `		return writtenOff`, "discounts are written off"},
	{"analyze/receivables/end.go", `		return credited`, `		return invoiced`, "credit notes are invoices of less"},
	{"analyze/receivables/walk.go", `	after := e.company.Share(st.allocated[i], e.gross, st.b.decimals)`, `	after := before.Plus(e.company.Share(amount, e.gross, st.b.decimals))`, "every part is rounded by itself"},
	{"analyze/receivables/walk.go", `	if booked {
		st.move(i, amount.Neg(), company.Neg(), why)`, `	if booked {
		st.move(i, amount.Neg(), company, why)`, "a booked company amount is added"},
	{"analyze/receivables/walk.go", `st.named[key] = st.named[key].Plus(toward * amount)`, `st.named[key] = st.named[key].Minus(toward * amount)`, "paying an instalment raises it"},
	{"analyze/receivables/walk.go", `	return !b.isReceipt(a.giver)`, `	return !b.isReceipt(a.giver - 1)`, "the first money is a credit note"},
	{"analyze/receivables/walk.go", `net <= c.Limit || net <= 0 {`, `net < 0 {`, "everybody is over the limit"},
	{"analyze/receivables/walk.go", `	return net.Minus(c.Limit)`, `	return net`, "all that is owed is above the limit"},
	{"analyze/receivables/walk.go", `		case st.overSince[c].IsZero():`, `		case true:`, "over the limit since the last movement"},
	{"analyze/receivables/walk.go", `	st.totals[why] = st.totals[why].Plus(company)`, `	st.totals[why] = st.totals[why].Minus(company)`, "movements have the wrong sign"},
}

// positionMistakes are made where open items are listed and aged.
var positionMistakes = []mutation{
	{"analyze/receivables/walk.go", `l.open != 0 || l.company != 0)`, `l.open != 0)`, "what exchange left of a settled item is lost"},
	{"analyze/receivables/stock.go", `	case open > 0, open == 0 && company >= 0:`, `	case open > 0:`, "what exchange left of an invoice is a credit"},
	{"analyze/receivables/stock.go", `	late := day.Days(o.due)`, `	late := day.Days(o.due) + 1`, "everything is a day later than it is"},
	{"analyze/receivables/stock.go", `	if p.AgeBy == ByPostingDate {`, `	if p.AgeBy == ByDueDate {`, "the two ways of ageing are confused"},
	{"analyze/receivables/stock.go", `		take := clampToward(rest, open[k])`, `		take := rest`, "all that is paid is taken off the first instalment"},
	{"analyze/receivables/stock.go", `		return max(rest, open.Neg())`, `		return min(rest, open.Neg())`, "an instalment is paid beyond nothing"},
	{"analyze/receivables/stock.go", `open[k] = s.amount.Minus(st.named[slotKey{i, s.no}])`, `open[k] = s.amount`, "which instalment was paid is forgotten"},
	{"analyze/receivables/stock.go", `amount: e.gross, open: l.open, companyAmount`, `amount: e.gross, open: l.open.Abs(), companyAmount`, "advances are owed"},
	{"analyze/receivables/stock.go", `amounts[k], credits[k] = slots[k].amount, uncredited.Minus(open[k])`, `amounts[k], credits[k] = slots[k].amount, open[k].Minus(uncredited)`, "what was credited of an instalment has the wrong sign"},
	{"analyze/receivables/stock.go", `class: b.class(of, document.gross, 0)`, `class: OnInvoice`, "the revaluation of a credit is owed"},
	{"analyze/receivables/revaluation.go", `sums[of] = sums[of].Plus(st.left[i].company)`, `sums[of] = st.left[i].company`, "only the last revaluation counts"},
	{"analyze/receivables/revaluation.go", `strings.Compare(b.number(x), b.number(y))) > 0`, `strings.Compare(b.number(x), b.number(y))) < 0`, "the first revaluation stands for all"},
}
