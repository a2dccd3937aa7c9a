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
	rates := slices.Clone(b.s.Rates)
	slices.SortStableFunc(rates, func(x, y fact.DailyRate) int {
		return cmp.Or(cmp.Compare(x.Currency, y.Currency), cmp.Compare(x.Date, y.Date))
	})
	for _, o := range b.s.Orders.All() {
		if b.day(o.Ordered) == nil {
			continue
		}
		amount, known := b.converted(o, rates)
		if !known {
			b.excludeOrder(o)
			continue
		}
		b.post(Activity{Orders: amount}, o.Customer, b.sellers.Of(o.Salesperson, o.Customer), o.Ordered, 0)
	}
}

func (b *book) converted(o *fact.Order, rates []fact.DailyRate) (fact.Amount, bool) {
	if o.Currency == b.s.Company.Currency {
		return o.Amount, true
	}
	rate := rateAt(rates, o.Currency, o.Ordered)
	if rate.IsZero() {
		return 0, false
	}
	amount, err := rate.Convert(o.Amount, b.decimals)
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

// excludeOrder counts an order that is left out, with the others of its currency.
func (b *book) excludeOrder(o *fact.Order) {
	b.excluded++
	for i := range b.findings {
		if f := &b.findings[i]; f.Currency == o.Currency {
			f.Count++
			f.Amount = f.Amount.Plus(o.Amount)
			return
		}
	}
	b.findings = append(b.findings, fact.Finding{
		Treatment: fact.Excluded, Fact: "orders", Reason: fact.MissingRate, Value: string(o.Currency),
		Amount: o.Amount, HasAmount: true, Currency: o.Currency, Count: 1,
	})
}

// sortedFindings are the findings in the order of their currencies.
func (b *book) sortedFindings() []fact.Finding {
	slices.SortFunc(b.findings, func(x, y fact.Finding) int { return cmp.Compare(x.Currency, y.Currency) })
	return b.findings
}

// intake is the snapshot's count of rows, with what this analysis left out.
func (b *book) intake() []fact.Intake {
	out := slices.Clone(b.s.Intake)
	for i := range out {
		if out[i].Fact == "orders" {
			out[i].Used -= b.excluded
			out[i].Excluded += b.excluded
		}
	}
	return out
}
