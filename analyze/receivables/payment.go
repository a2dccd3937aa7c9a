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

// payments follows a walk and tells of what money settled of invoices up to a day,
// in order of time.
type payments struct {
	b    *Book
	asOf fact.Date
	pays func(*payment)
	left map[int32][]fact.Amount // of documents with instalments, by instalment
	// split are the allocations of today to such documents.
	split []allocation
}

// match takes an allocation that begins to count.
func (x *payments) match(a *allocation) {
	switch {
	case x.b.isReceipt(a.taker) || a.amount <= 0:
	case x.b.slots[a.taker] != nil:
		x.split = append(x.split, *a)
	default:
		x.settle(a, x.b.ends[a.taker].due, a.amount)
	}
}

// closeDay parts what was allocated on the day among instalments.
func (x *payments) closeDay() {
	slices.SortFunc(x.split, x.b.compareSameDay)
	for i := range x.split {
		a := &x.split[i]
		for k, part := range x.parts(a) {
			if part > 0 {
				x.settle(a, x.b.slots[a.taker][k].due, part)
			}
		}
	}
	x.split = x.split[:0]
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

// settle tells of part of an allocation where it is money for an invoice.
func (x *payments) settle(a *allocation, due fact.Date, part fact.Amount) {
	e := &x.b.ends[a.taker]
	if e.why != invoiced || e.gross <= 0 || !x.b.isMoney(a) {
		return
	}
	p := payment{document: a.taker, span: a.span}
	switch {
	case !a.hasCompany:
		p.amount = e.company.Share(part, e.gross, x.b.decimals)
	case part == a.amount:
		p.amount = a.company
	default:
		p.amount = a.company.Share(part, a.amount, x.b.decimals)
	}
	paid := x.b.paidOn(a)
	p.waited, p.late = paid.Days(e.posted), paid.Days(due)
	x.pays(&p)
}

// parts are what an allocation takes of each instalment of its document, given what
// earlier ones left: the one that it names, else the oldest open. One that is undone
// by the last day leaves them as they were.
func (x *payments) parts(a *allocation) []fact.Amount {
	slots := x.b.slots[a.taker]
	open := x.left[a.taker]
	if open == nil {
		open = make([]fact.Amount, len(slots))
		for k, s := range slots {
			open[k] = s.amount
		}
		x.left[a.taker] = open
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
	if a.countsOn(x.asOf) {
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
