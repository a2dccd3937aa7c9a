package sample_test

import (
	"cmp"
	"math/big"
	"slices"
	"testing"

	"daybook/extract/fact"
	"daybook/extract/sample"
)

// end is a document or receipt of the replay: what it adds to the receivable,
// and from when until when.
type end struct {
	from, until   fact.Date // until: none while it stands
	gross, signed fact.Amount
	// of the day replayed:
	allocated, company fact.Amount // company: what is left, unsigned
}

func (e *end) counts(d fact.Date) bool { return e.from <= d && (e.until == 0 || d < e.until) }

func (e *end) sign() fact.Amount {
	if e.signed < 0 {
		return -1
	}
	return 1
}

// match is an allocation of the replay.
type match struct {
	giver, taker *end // giver: nil where nothing gives
	from, until  fact.Date
	amount       fact.Amount
	company      fact.Amount
	hasCompany   bool
	exchange     bool
}

// replay recomputes the receivable from rows alone, by the rules of the reference
// tables, in big rationals.
type replay struct {
	ends                []*end
	documents, receipts map[string]*end
	matches             []match
	control             []posting
}

type posting struct {
	day    fact.Date
	amount fact.Amount
}

func newReplay(t *testing.T, b *books) *replay {
	r := &replay{documents: map[string]*end{}, receipts: map[string]*end{}}
	for _, d := range b.documents {
		if d.Gross == "" {
			continue
		}
		e := &end{from: day(t, d.Posted), until: day(t, d.CancelledOn), gross: amount(t, d.Gross).Abs(), signed: amount(t, d.CompanyGross)}
		if d.Kind == "credit_note" {
			e.signed = -e.signed
		}
		r.documents[d.ID] = e
		r.ends = append(r.ends, e)
	}
	for _, x := range b.receipts {
		e := &end{from: day(t, x.Received), until: day(t, x.BouncedOn), gross: amount(t, x.Amount).Abs(), signed: -amount(t, x.CompanyAmount)}
		r.receipts[x.ID] = e
		r.ends = append(r.ends, e)
	}
	for _, a := range b.allocations {
		m := match{taker: r.documents[a.Document], until: day(t, a.CancelledOn), amount: amount(t, a.Amount), exchange: a.Kind == "exchange"}
		switch a.GiverKind {
		case "receipt":
			m.giver = r.receipts[a.Giver]
		case "document":
			m.giver = r.documents[a.Giver]
		}
		if m.taker == nil || a.GiverKind != "" && m.giver == nil {
			t.Fatalf("allocation of nothing: %+v", a)
		}
		m.from = max(day(t, a.MatchedOn), m.taker.from)
		if m.giver != nil {
			m.from = max(m.from, m.giver.from)
		}
		if a.CompanyAmount != "" {
			m.company, m.hasCompany = amount(t, a.CompanyAmount), true
		}
		r.matches = append(r.matches, m)
	}
	slices.SortStableFunc(r.matches, func(a, b match) int { return cmp.Compare(a.from, b.from) })
	for _, c := range b.control {
		r.control = append(r.control, posting{day(t, c.Posted), amount(t, c.Amount)})
	}
	return r
}

func (m match) counts(d fact.Date) bool {
	return m.from <= d && (m.until == 0 || d < m.until) && m.taker.counts(d) && (m.giver == nil || m.giver.counts(d))
}

// net returns the receivable at the end of a day, each share rounded by split.
func (r *replay) net(d fact.Date, split func(e *end, amount fact.Amount) fact.Amount) (net fact.Amount) {
	for _, e := range r.ends {
		e.allocated, e.company = 0, e.signed.Abs()
	}
	for _, m := range r.matches {
		if !m.counts(d) {
			continue
		}
		if m.exchange {
			m.taker.company -= m.company
			continue
		}
		for _, e := range []*end{m.giver, m.taker} {
			switch {
			case e == nil:
			case m.hasCompany:
				e.company -= m.company
				e.allocated += m.amount
			default:
				e.company -= split(e, m.amount)
				e.allocated += m.amount
			}
		}
	}
	for _, e := range r.ends {
		if e.counts(d) {
			net += e.sign() * e.company
		}
	}
	return net
}

func cents(company, part, whole fact.Amount) fact.Amount {
	if company == whole {
		return part
	}
	x := new(big.Rat).SetFrac64(int64(company), 100)
	x.Mul(x, big.NewRat(int64(part), int64(whole)))
	n, ok := new(big.Int).SetString(x.FloatString(0), 10) // rounds half away from zero
	if !ok {
		panic(x.String())
	}
	return fact.Amount(n.Int64()) * 100
}

// each rounds every allocation; the one that closes an end takes what is left.
func each(e *end, amount fact.Amount) fact.Amount {
	if e.allocated+amount == e.gross {
		return e.company
	}
	return cents(e.signed.Abs(), amount, e.gross)
}

// cumulative rounds what is allocated in all.
func cumulative(e *end, amount fact.Amount) fact.Amount {
	return cents(e.signed.Abs(), e.allocated+amount, e.gross) - cents(e.signed.Abs(), e.allocated, e.gross)
}

func (r *replay) ledger(d fact.Date) (balance fact.Amount) {
	for _, p := range r.control {
		if p.day <= d {
			balance += p.amount
		}
	}
	return balance
}

func TestLedgerTiesOut(t *testing.T) {
	for _, o := range []sample.Options{{Odd: true}, {Seed: 7}, {Until: fact.NewDate(2027, 2, 7), Odd: true}} {
		b := write(t, o)
		r := newReplay(t, b)
		last := o.Until
		if last == 0 {
			last = lastDay
		}
		days := []fact.Date{last}
		for m := range 28 {
			days = append(days, last.MonthStart().AddMonths(-m).AddDays(-1))
		}
		for d := last.AddDays(-21); d < last; d++ {
			days = append(days, d)
		}
		for _, d := range days {
			ledger, item, whole := r.ledger(d), r.net(d, each), r.net(d, cumulative)
			if ledger != item || ledger != whole {
				t.Errorf("%+v at %s: ledger %s, items %s, rounded cumulatively %s", o, d, ledger, item, whole)
			}
		}
	}
}
