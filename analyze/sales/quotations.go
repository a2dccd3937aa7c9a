package sales

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// Fortnight is the number of days before its expiry from which a quotation is one
// to see to first.
const Fortnight = 14

// Quotations is what was offered, what became of it, and what waits for an answer
// on the as-of day. Amounts are in company currency at the rate of the day of the
// quotation, with or without tax as the source's orders are.
type Quotations struct {
	Periods     []OfferPeriod // those of [OfferPeriods]
	Salespeople []SellerOffers
	// Expiring are open and expire within a fortnight, Waiting are all others that
	// are open; of both the largest come first.
	Expiring, Waiting []Offer

	quoted []fact.Amount // by period, straight from the facts
}

// OfferPeriods lists the codes of the periods of quotations. So few are decided in a
// week that a rate needs twelve of them.
var OfferPeriods = []string{"week", "previous_week", "twelve_weeks", "previous_twelve_weeks", "year"}

// offerWeek, offerTwelve and offerYear are places in OfferPeriods.
const (
	offerWeek   = 0
	offerTwelve = 2
	offerYear   = 4
)

// OfferPeriod is what happened to quotations in one period.
type OfferPeriod struct {
	Code string
	Span Span
	Offers
}

// SellerOffers are the quotations of a salesperson, None for nobody's; Periods are
// those of OfferPeriods.
type SellerOffers struct {
	Ref            fact.Ref
	Periods        []Offers
	Open, Expiring Tally
}

// TwelveWeeks are those of the last twelve weeks.
func (s *SellerOffers) TwelveWeeks() *Offers { return &s.Periods[offerTwelve] }

// TwelveWeeks are those of the last twelve weeks.
func (q *Quotations) TwelveWeeks() *OfferPeriod { return &q.Periods[offerTwelve] }

// Week are those of the week.
func (q *Quotations) Week() *OfferPeriod { return &q.Periods[offerWeek] }

// Offer is one open quotation.
type Offer struct {
	Ref    fact.Ref // into Snapshot.Quotations
	Amount fact.Amount
	Age    int // days since it was made
	Left   int // days until the last day of its validity, meaningful where Expires
	// Expires says that it has such a day.
	Expires     bool
	Salesperson fact.Ref
}

// Open is what is open on the as-of day.
func (q *Quotations) Open() Tally {
	return tallied(q.Expiring).plus(tallied(q.Waiting))
}

// Soon is what of it expires within a fortnight.
func (q *Quotations) Soon() Tally { return tallied(q.Expiring) }

func tallied(list []Offer) (t Tally) {
	for i := range list {
		t.add(list[i].Amount)
	}
	return t
}

// offer is a quotation as the analysis sees it.
type offer struct {
	*fact.Quotation
	ref     fact.Ref
	amount  fact.Amount // company currency
	seller  fact.Ref
	decided fact.Date
}

// quotations analyses what was offered; nil where there is nothing that can be counted.
func (b *book) quotations() *Quotations {
	out := &Quotations{Periods: b.offerPeriods(), quoted: make([]fact.Amount, len(OfferPeriods))}
	sellers := map[fact.Ref]*SellerOffers{}
	first, losses := fact.Date(0), false
	for o := range b.offers(out.from()) {
		if first.IsZero() || o.Quoted < first {
			first = o.Quoted
		}
		losses = losses || o.expires() || o.on(b.p.AsOf) == stateLost
		who := sellers[o.seller]
		if who == nil {
			who = &SellerOffers{Ref: o.seller, Periods: make([]Offers, len(OfferPeriods))}
			sellers[o.seller] = who
		}
		out.count(o, who)
		out.wait(b, o, who)
	}
	if len(sellers) == 0 {
		return nil
	}
	for _, who := range sellers {
		out.Salespeople = append(out.Salespeople, *who)
	}
	out.close(first, losses)
	b.sortOffers(out)
	return out
}

// from is the first day of which a figure tells.
func (q *Quotations) from() fact.Date {
	first := q.Periods[0].Span.From
	for i := range q.Periods {
		first = min(first, q.Periods[i].Span.From)
	}
	return first
}

// offers converts what was quoted by the as-of day. What has no rate is in no figure,
// and a finding for each currency says so, but for what would be in none from that day
// on: nobody can mend the rates of years ago.
func (b *book) offers(from fact.Date) iter.Seq[*offer] {
	return func(yield func(*offer) bool) {
		for i, q := range b.s.Quotations.All() {
			if q.Quoted > b.p.AsOf {
				continue
			}
			o := offer{Quotation: q, ref: i, seller: b.sellers.Of(q.Salesperson, q.Customer)[0].Who}
			if q.Outcome != fact.OutcomeOpen {
				o.decided = max(q.Decided, q.Quoted)
			}
			var known bool
			if o.amount, known = b.converted(q.Currency, q.Amount, q.Quoted); !known {
				if !o.over(from) {
					b.exclude("quotations", q.Currency, q.Amount)
				}
				continue
			}
			if !yield(&o) {
				return
			}
		}
	}
}

func (b *book) offerPeriods() []OfferPeriod {
	week := b.spans[Week]
	twelve := fact.Period{From: week.From.AddDays(-7 * 11), Until: week.Until}
	before := shifted(twelve, -7*12)
	spans := []Span{
		week, b.spans[PreviousWeek], newSpan(twelve, fact.Period{From: twelve.From, Until: week.Whole.Until}, ""),
		newSpan(before, before, DaysBefore), b.spans[Year],
	}
	out := make([]OfferPeriod, len(spans))
	for i, span := range spans {
		out[i] = OfferPeriod{Code: OfferPeriods[i], Span: span}
	}
	return out
}

// count adds a quotation to every period, of all and of its salesperson.
func (q *Quotations) count(o *offer, who *SellerOffers) {
	for k := range q.Periods {
		span := q.Periods[k].Span.Period
		q.Periods[k].take(o, span)
		who.Periods[k].take(o, span)
		if span.Contains(o.Quoted) {
			q.quoted[k] = q.quoted[k].Plus(o.amount)
		}
	}
}

// close works out what needs all quotations, of which the first was made on the given
// day. Where a source tells in no way that an offer came to nothing, a rate of those
// that were won would always be the whole.
func (q *Quotations) close(first fact.Date, knowsLosses bool) {
	for k := range q.Periods {
		p := &q.Periods[k]
		p.Span.BeforeBooks = p.Span.Until <= first
		p.close(knowsLosses)
		for i := range q.Salespeople {
			q.Salespeople[i].Periods[k].close(knowsLosses)
		}
	}
}

// wait puts what is open on the as-of day on its list.
func (q *Quotations) wait(b *book, o *offer, who *SellerOffers) {
	if o.on(b.p.AsOf) != stateOpen {
		return
	}
	row := Offer{Ref: o.ref, Amount: o.amount, Age: b.p.AsOf.Days(o.Quoted), Salesperson: o.seller}
	if row.Expires = !o.ValidUntil.IsZero(); row.Expires {
		row.Left = o.ValidUntil.Days(b.p.AsOf)
	}
	who.Open.add(o.amount)
	if row.Expires && row.Left <= Fortnight {
		who.Expiring.add(o.amount)
		q.Expiring = append(q.Expiring, row)
		return
	}
	q.Waiting = append(q.Waiting, row)
}

// sortOffers puts the largest first, and who has most open before others.
func (b *book) sortOffers(q *Quotations) {
	number := func(o *Offer) string { return b.s.Quotations.Number(o.Ref) }
	for _, list := range [][]Offer{q.Expiring, q.Waiting} {
		slices.SortFunc(list, func(x, y Offer) int {
			return cmp.Or(cmp.Compare(y.Amount, x.Amount), strings.Compare(number(&x), number(&y)), cmp.Compare(x.Ref, y.Ref))
		})
	}
	slices.SortFunc(q.Salespeople, func(x, y SellerOffers) int {
		return cmp.Or(
			noneLast(x.Ref, y.Ref), cmp.Compare(y.Open.Amount, x.Open.Amount),
			cmp.Compare(y.TwelveWeeks().Quoted.Amount, x.TwelveWeeks().Quoted.Amount),
			strings.Compare(b.sellerCode(x.Ref), b.sellerCode(y.Ref)), cmp.Compare(x.Ref, y.Ref),
		)
	})
}
