package receivables

import "daybook/extract/fact"

const (
	// MovementMonths is how many months the movement and the DSO family go back,
	// the month to date included.
	MovementMonths = 24
	// ChainedMonths is over how many months the chained CEI goes.
	ChainedMonths = 12
)

// Month is one month of the receivable, the last one to date.
type Month struct {
	Movement   RollForward // from the last day of the month before
	Collection Collection  // as of the month's last day
}

// Collection is how fast money comes in, as of one day: METHODS 1. Sums are in
// company currency and gross of tax; the window is Params.DSOMonths.
type Collection struct {
	Net     fact.Amount // net receivable
	Current fact.Amount // of it on invoices that are not yet due
	Overdue fact.Amount // on invoices past their due date; the rest is credits and advances
	Billing fact.Amount // invoices less credit notes, in the window
	// DSO, CountBack, BestPossible and Delinquent (ADD) are in days.
	DSO, CountBack, BestPossible, Delinquent Measure
	// CEI is the collection effectiveness of the month to date in percent, in
	// which credit notes and write-offs count as collected; CashCEI leaves both
	// out. The chained ones weight each month by what could be collected in it;
	// they are of the as-of day only.
	CEI, CashCEI, ChainedCEI, ChainedCashCEI Measure
	// Turnover is billing of the window ÷ the average of its month-ends' net
	// receivable, in times per window.
	Turnover Measure
	// Settled is what money settled of invoices in the window, and weights the
	// days: from posting, and from the due date with early ones negative (DBT) or
	// counted as 0.
	Settled                           fact.Amount
	DaysToPay, DaysLate, DaysLateOnly Measure
}

// Collected is the collection of one customer, salesperson or customer group.
// Ref is None of a group, and of what nobody is named for.
type Collected struct {
	Ref  fact.Ref
	Name string
	Collection
}

// CollectedBy splits the collection of the as-of day, largest receivable first.
// Sums add up to the company's; ratios come from sums, never from ratios.
type CollectedBy struct {
	Salespeople, Groups, Customers []Collected
}

// tempo is what the measures of one customer, salesperson, group or of the whole
// company are made of.
type tempo struct {
	begin             fact.Amount // net receivable at the month-end before
	net               fact.Amount // at the last month-end, as the next two
	current, overdue  fact.Amount
	nets              fact.Amount // summed over the month-ends of the window
	billing           fact.Amount // in the window
	charged, forgiven fact.Amount // since the last month-end
	month, chained    effects
	paid              paid
}

// effects are the effect with credit notes and write-offs counted as collected,
// and with both left out.
type effects struct{ all, cash effect }

// effect is what was collected of what could be.
type effect struct{ collected, base fact.Amount }

// effectOf is METHODS 1, CEI: (B + S − E) of (B + S − current E).
func effectOf(begin, charged, end, endCurrent fact.Amount) effect {
	owed := begin.Plus(charged)
	return effect{owed.Minus(end), owed.Minus(endCurrent)}
}

// chain adds a month. One in which nothing could be collected has no weight.
func (e *effect) chain(month effect) {
	if month.base > 0 {
		e.collected, e.base = e.collected.Plus(month.collected), e.base.Plus(month.base)
	}
}

// percent is the collection effectiveness index.
func (e effect) percent() Measure {
	if e.base <= 0 {
		return Measure{Reason: NoBalance}
	}
	return Measure{Value: e.collected.Float() / e.base.Float() * 100, Valid: true}
}

// endMonth reckons the month from what was charged in it, and begins the next.
func (t *tempo) endMonth(chained bool) {
	t.month = effects{
		effectOf(t.begin, t.charged, t.net, t.current),
		effectOf(t.begin, t.charged.Plus(t.forgiven), t.net, t.current),
	}
	if chained {
		t.chained.all.chain(t.month.all)
		t.chained.cash.chain(t.month.cash)
	}
	t.charged, t.forgiven = 0, 0
}

// collection are the measures of a day whose window has so many days and
// month-ends.
func (t *tempo) collection(days, points int, countBack Measure) Collection {
	c := Collection{
		Net: t.net, Current: t.current, Overdue: t.overdue, Billing: t.billing, Settled: t.paid.amount,
		DSO: daysOf(t.net, t.billing, days), BestPossible: daysOf(t.current, t.billing, days), CountBack: countBack,
		CEI: t.month.all.percent(), CashCEI: t.month.cash.percent(),
		ChainedCEI: t.chained.all.percent(), ChainedCashCEI: t.chained.cash.percent(),
		Turnover:  turnover(t.billing, t.nets, points),
		DaysToPay: t.paid.average(t.paid.waited), DaysLate: t.paid.average(t.paid.late), DaysLateOnly: t.paid.average(t.paid.lateOnly),
	}
	c.Delinquent = daysOf(c.Net.Minus(c.Current), t.billing, days)
	return c
}

// turnover is METHODS 1, receivables turnover: billing over the average of so
// many month-ends' receivables, given as their sum.
func turnover(billing, nets fact.Amount, points int) Measure {
	switch {
	case billing <= 0:
		return Measure{Reason: NoBilling}
	case nets <= 0:
		return Measure{Reason: NoBalance}
	}
	return Measure{Value: billing.Float() / (nets.Float() / float64(points)), Valid: true}
}
