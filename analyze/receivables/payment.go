package receivables

import (
	"cmp"
	"slices"

	"daybook/extract/fact"
)

// paid sums what money settled and how long it took, each allocation a row of its
// own. Days are weighted by amount: METHODS 1, days to pay and days late.
type paid struct {
	amount                 fact.Amount
	waited, late, lateOnly float64 // amount × days
}

func (p *paid) add(amount fact.Amount, waited, late int) {
	p.amount = p.amount.Plus(amount)
	weight := amount.Float()
	p.waited += weight * float64(waited)
	p.late += weight * float64(late)
	p.lateOnly += weight * float64(max(late, 0))
}

// average is one of the weighted sums per unit of amount.
func (p *paid) average(sum float64) Measure {
	if p.amount <= 0 {
		return Measure{Reason: NoPayment}
	}
	return Measure{Value: sum / p.amount.Float(), Valid: true}
}

// payment is what one allocation settled of an invoice or of one instalment.
type payment struct {
	document     int32
	span                     // when it counts
	amount       fact.Amount // in company currency
	waited, late int         // days since posting and since the due date
}

// eachPayment calls do for what money settled of invoices up to a day, in order
// of time.
func (b *Book) eachPayment(asOf fact.Date, do func(*payment)) {
	left := map[int32][]fact.Amount{}
	var split []allocation // of today, of documents with instalments
	settle := func() {
		slices.SortFunc(split, b.compareSameDay)
		for _, a := range split {
			for k, part := range b.slotsPaid(a, left, asOf) {
				if part > 0 {
					b.pays(&a, b.slots[a.taker][k].due, part, do)
				}
			}
		}
		split = split[:0]
	}
	for _, m := range b.moments {
		if m.on > asOf {
			break
		}
		if !m.isAllocation() || m.ceases() {
			continue
		}
		if len(split) > 0 && split[0].starts < m.on {
			settle()
		}
		switch a := b.allocation(m.index()); {
		case b.isReceipt(a.taker) || a.amount <= 0:
		case b.slots[a.taker] != nil:
			split = append(split, a)
		default:
			b.pays(&a, b.ends[a.taker].due, a.amount, do)
		}
	}
	settle()
}

// compareSameDay orders what settled on one day by all that makes a difference, so
// that the order of rows makes none: first what names its instalment.
func (b *Book) compareSameDay(x, y allocation) int {
	return cmp.Or(
		fact.TrueFirst(x.instalment > 0, y.instalment > 0), cmp.Compare(b.paidOn(&x), b.paidOn(&y)), cmp.Compare(x.kind, y.kind),
		fact.TrueFirst(b.isMoney(&x), b.isMoney(&y)), cmp.Compare(x.amount, y.amount), cmp.Compare(x.company, y.company), cmp.Compare(x.ends, y.ends),
	)
}

// paidOn is when the money of an allocation came.
func (b *Book) paidOn(a *allocation) fact.Date {
	if a.giver < 0 {
		return a.starts
	}
	return b.ends[a.giver].posted
}

// isMoney says whether an allocation settles by money: a receipt's, or such as no
// receipt stands for.
func (b *Book) isMoney(a *allocation) bool {
	if a.giver >= 0 {
		return b.isReceipt(a.giver)
	}
	return a.kind != fact.AllocCredit && oneSided(a.kind) == settled
}

// pays passes part of an allocation on where it is money for an invoice.
func (b *Book) pays(a *allocation, due fact.Date, part fact.Amount, do func(*payment)) {
	e := &b.ends[a.taker]
	if e.why != invoiced || e.gross <= 0 || !b.isMoney(a) {
		return
	}
	p := payment{document: a.taker, span: a.span}
	switch {
	case !a.hasCompany:
		p.amount = e.company.Share(part, e.gross, b.decimals)
	case part == a.amount:
		p.amount = a.company
	default:
		p.amount = a.company.Share(part, a.amount, b.decimals)
	}
	paid := b.paidOn(a)
	p.waited, p.late = paid.Days(e.posted), paid.Days(due)
	do(&p)
}

// slotsPaid is what an allocation takes of each instalment of its document, given
// what earlier ones left: the one that it names, else the oldest open. One that is
// undone by asOf leaves them as they were.
func (b *Book) slotsPaid(a allocation, left map[int32][]fact.Amount, asOf fact.Date) []fact.Amount {
	slots := b.slots[a.taker]
	open := left[a.taker]
	if open == nil {
		open = make([]fact.Amount, len(slots))
		for k, s := range slots {
			open[k] = s.amount
		}
		left[a.taker] = open
	}
	taken, rest := make([]fact.Amount, len(slots)), a.amount
	for k, s := range slots {
		if a.instalment == s.no {
			taken[k], rest = rest, 0
		}
	}
	for k := range slots {
		take := min(rest, max(open[k], 0))
		if k == len(slots)-1 {
			take = rest
		}
		taken[k], rest = taken[k].Plus(take), rest.Minus(take)
	}
	if a.countsOn(asOf) {
		for k := range open {
			open[k] = open[k].Minus(taken[k])
		}
	}
	return taken
}

// countsOn says whether it counts at the end of a day.
func (s span) countsOn(day fact.Date) bool {
	return s.starts <= day && (s.ends.IsZero() || s.ends > day)
}
