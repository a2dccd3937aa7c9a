package receivables

import (
	"daybook/extract/fact"
)

// exceptions lists what needs attention, in the order of ExceptionKinds.
func (b *Book) exceptions(r *Result, now, previous *Position) []Exception {
	var out []Exception
	for _, e := range []Exception{
		b.overLimits(r), newOverdue(r), b.oldestBucket(r), b.bounced(previous.AsOf, now.AsOf), concentration(r),
		historyChanged(r), excludedRows(r), b.disputed(r), b.held(r), unmatchedCredits(r),
	} {
		if e.Items > 0 || e.Customers > 0 {
			out = append(out, e)
		}
	}
	return out
}

func (b *Book) overLimits(r *Result) Exception {
	e := Exception{Kind: OverCreditLimit, Act: true, Worst: fact.None}
	for _, c := range r.Customers {
		if c.OverLimit == 0 {
			continue
		}
		e.Amount, e.Customers = e.Amount.Plus(c.OverLimit), e.Customers+1
		e.Since = earlier(e.Since, c.OverSince)
		if !e.Worst.Known() || c.LimitUse > e.Share {
			e.Worst, e.Share = c.Ref, c.LimitUse
		}
		if b.s.Customers[c.Ref].Limit == 0 {
			e.Worst, e.Share = c.Ref, 0 // nothing was granted at all
		}
	}
	return e
}

// earlier is the first of two dates, of which either may be none.
func earlier(x, y fact.Date) fact.Date {
	if x.IsZero() || !y.IsZero() && y < x {
		return y
	}
	return x
}

// tally sums items into an exception; its worst customer is the one with most.
type tally struct {
	e          Exception
	byCustomer map[fact.Ref]fact.Amount
}

func newTally(kind ExceptionKind, act bool) *tally {
	return &tally{Exception{Kind: kind, Act: act, Worst: fact.None}, map[fact.Ref]fact.Amount{}}
}

func (t *tally) add(i *Item, amount fact.Amount, since fact.Date) {
	t.e.Items++
	t.e.Amount = t.e.Amount.Plus(amount)
	t.e.Since = earlier(t.e.Since, since)
	t.byCustomer[i.Customer] = t.byCustomer[i.Customer].Plus(amount)
}

func (t *tally) exception() Exception {
	t.e.Customers = len(t.byCustomer)
	for c, amount := range t.byCustomer {
		worst, ok := t.byCustomer[t.e.Worst]
		if !ok || amount.Abs() > worst.Abs() || amount.Abs() == worst.Abs() && c < t.e.Worst {
			t.e.Worst = c
		}
	}
	return t.e
}

func newOverdue(r *Result) Exception {
	t := newTally(NewOverdue, true)
	for _, c := range r.Changes {
		if c.Kind == NewlyOverdue {
			t.add(&c.Item, c.Amount, c.Item.Due.AddDays(1))
		}
	}
	return t.exception()
}

func (b *Book) oldestBucket(r *Result) Exception {
	t := newTally(OldestBucket, true)
	last := len(r.Buckets) - 1
	for k := range r.Items {
		if i := &r.Items[k]; i.Class == OnInvoice && i.Bucket == last {
			from := i.Due
			if r.Params.AgeBy == ByPostingDate {
				from = i.Posted
			}
			t.add(i, i.Company, from.AddDays(r.Buckets[last].From))
		}
	}
	return t.exception()
}

func (b *Book) bounced(after, upto fact.Date) Exception {
	t := newTally(Bounced, true)
	for i := b.documents; i < len(b.ends); i++ {
		if e := &b.ends[i]; e.ceased > after && e.ceased <= upto && e.ceased > e.posted {
			t.add(&Item{Customer: e.customer}, e.company.Neg(), e.ceased)
		}
	}
	return t.exception()
}

// concentration names the largest debtor where its share reaches the threshold.
func concentration(r *Result) Exception {
	e := Exception{Kind: Concentration, Act: true, Worst: fact.None}
	for _, c := range r.Top {
		share, ok := c.Net.Ratio(r.Now.Net)
		if !ok || share < r.Params.Concentration || r.Now.Net <= 0 {
			continue
		}
		e.Amount, e.Customers = e.Amount.Plus(c.Net), e.Customers+1
		if share > e.Share {
			e.Worst, e.Share = c.Ref, share
		}
	}
	return e
}

// historyChanged says that the last report's day has other figures now than the
// report stated: the ERP's history was changed since.
func historyChanged(r *Result) Exception {
	e := Exception{Kind: HistoryChanged, Worst: fact.None}
	if r.Params.HasStored && r.Params.Stored != r.Previous.Net {
		e.Amount, e.Items, e.Since = r.Previous.Net.Minus(r.Params.Stored), 1, r.Params.Previous
	}
	return e
}

func excludedRows(r *Result) Exception {
	return Exception{Kind: RowsExcluded, Act: true, Items: fact.LeftOut(r.Intake, r.Findings), Worst: fact.None}
}

func (b *Book) disputed(r *Result) Exception {
	t := newTally(DisputedItems, false)
	for k := range r.Items {
		if i := &r.Items[k]; i.Disputed && i.Class == OnInvoice {
			t.add(i, i.Company, i.Posted)
		}
	}
	return t.exception()
}

func (b *Book) held(r *Result) Exception {
	e := Exception{Kind: HeldCustomers, Worst: fact.None}
	var most fact.Amount
	for _, c := range r.Customers {
		if !c.Ref.Known() || !b.s.Customers[c.Ref].OnHold || c.Net <= 0 {
			continue
		}
		e.Amount, e.Customers = e.Amount.Plus(c.Net), e.Customers+1
		if c.Net > most {
			e.Worst, most = c.Ref, c.Net
		}
	}
	return e
}

func unmatchedCredits(r *Result) Exception {
	t := newTally(UnmatchedCredits, false)
	for k := range r.Items {
		if i := &r.Items[k]; i.Class != OnInvoice {
			t.add(i, i.Company, i.Posted)
		}
	}
	return t.exception()
}
