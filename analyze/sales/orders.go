package sales

import (
	"cmp"
	"slices"

	"daybook/extract/fact"
)

// addOrders adds order intake by the day of ordering, in company currency at the
// rate of that day. Orders in a currency without a rate are in no figure, and a
// finding for each currency says so. A status is the ERP's own word and decides nothing: what a
// preset answers with was ordered.
func (b *book) addOrders() {
	for _, o := range b.s.Orders.All() {
		if b.day(o.Ordered) == nil {
			continue
		}
		amount, known := b.converted(o.Currency, o.Amount, o.Ordered)
		if !known {
			b.exclude("orders", o.Currency, o.Amount)
			continue
		}
		b.post(Activity{Orders: amount}, o.Customer, b.sellers.Of(o.Salesperson, o.Customer), o.Ordered, 0)
	}
}

// sortedRates are the rates by currency and day.
func sortedRates(s *fact.Snapshot) []fact.DailyRate {
	rates := slices.Clone(s.Rates)
	slices.SortStableFunc(rates, func(x, y fact.DailyRate) int {
		return cmp.Or(cmp.Compare(x.Currency, y.Currency), cmp.Compare(x.Date, y.Date))
	})
	return rates
}

// converted is an amount in company currency at the rate of a day, false where there
// is none.
func (b *book) converted(c fact.Currency, a fact.Amount, on fact.Date) (fact.Amount, bool) {
	if c == b.s.Company.Currency {
		return a, true
	}
	rate := rateAt(b.rates, c, on)
	if rate.IsZero() {
		return 0, false
	}
	amount, err := rate.Convert(a, b.decimals)
	if err != nil {
		panic(fact.ErrOverflow)
	}
	return amount, true
}

// rateAt is the latest rate on or before a day.
func rateAt(rates []fact.DailyRate, c fact.Currency, on fact.Date) fact.Rate {
	i, _ := slices.BinarySearchFunc(rates, on, func(r fact.DailyRate, on fact.Date) int {
		return cmp.Or(cmp.Compare(r.Currency, c), cmp.Compare(r.Date, on+1))
	})
	if i == 0 || rates[i-1].Currency != c {
		return fact.Rate{}
	}
	return rates[i-1].Rate
}

// exclude counts an order or a quotation that is left out, with the others of its
// currency.
func (b *book) exclude(of string, c fact.Currency, a fact.Amount) {
	for i := range b.findings {
		if f := &b.findings[i]; f.Fact == of && f.Currency == c {
			f.Count++
			f.Amount = f.Amount.Plus(a)
			return
		}
	}
	b.findings = append(b.findings, fact.Finding{
		Treatment: fact.Excluded, Fact: of, Reason: fact.MissingRate, Value: string(c),
		Amount: a, HasAmount: true, Currency: c, Count: 1,
	})
}

// sortedFindings are the findings by fact, in the order of their currencies.
func (b *book) sortedFindings() []fact.Finding {
	slices.SortFunc(b.findings, func(x, y fact.Finding) int {
		return cmp.Or(cmp.Compare(x.Fact, y.Fact), cmp.Compare(x.Currency, y.Currency))
	})
	return b.findings
}

// intake is the snapshot's count of rows, with what this analysis left out.
func (b *book) intake() []fact.Intake {
	out := slices.Clone(b.s.Intake)
	for i := range out {
		for _, f := range b.findings {
			if f.Fact == out[i].Fact {
				out[i].Used -= f.Count
				out[i].Excluded += f.Count
			}
		}
	}
	return out
}
