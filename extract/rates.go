package extract

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

type rateRow struct {
	currency      text
	day           day
	rate, inverse rate
}

var ratesTable = table[rateRow]{
	name: "rates",
	columns: []column[rateRow]{
		{"currency", required, func(r *rateRow) cell { return &r.currency }},
		{"day", required, func(r *rateRow) cell { return &r.day }},
		{"rate", optional, func(r *rateRow) cell { return &r.rate }},
		{"inverse_rate", optional, func(r *rateRow) cell { return &r.inverse }},
	},
	row: (*reading).takeRate,
	done: func(rd *reading) {
		rates := rd.snap.Rates
		slices.SortStableFunc(rates, func(a, b fact.DailyRate) int {
			return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Date, b.Date))
		})
	},
}

func (rd *reading) takeRate(r *rateRow) outcome {
	rd.about = about{id: r.currency.raw, customer: fact.None, currency: fact.Currency(rd.intern(&r.currency))}
	if why := r.day.fault(); why != "" {
		return rd.exclude(why, string(r.day.raw))
	}
	if r.day.date > rd.scope.AsOf {
		return outside
	}
	value, given, err := rd.rates.parse(&r.rate, &r.inverse)
	switch {
	case err != nil:
		return rd.exclude(fact.BadNumber, given)
	case value.IsZero():
		return rd.exclude(fact.NullAmount, given)
	}
	rd.snap.Rates = append(rd.snap.Rates, fact.DailyRate{Currency: rd.about.currency, Date: r.day.date, Rate: value})
	return used
}

// rateTable parses each rate once: documents repeat them.
type rateTable struct{ parsed map[string]fact.Rate }

// parse reads the rate of a row from whichever of the two columns holds one.
// Zero is how some ERPs write that there is none.
func (t *rateTable) parse(direct, inverse *rate) (r fact.Rate, given string, err error) {
	c, isInverse, key := direct, false, "*"
	if direct.null() && !inverse.null() {
		c, isInverse, key = inverse, true, "/"
	}
	given = c.string()
	if strings.Trim(given, "0.") == "" {
		return fact.Rate{}, given, nil
	}
	if r, found := t.parsed[key+given]; found {
		return r, given, nil
	}
	if r, err = fact.ParseRate(given, isInverse); err != nil {
		return fact.Rate{}, given, err
	}
	if t.parsed == nil {
		t.parsed = map[string]fact.Rate{}
	}
	t.parsed[key+given] = r
	return r, given, nil
}

// rateAt returns the latest rate on or before a day from the rates that the
// source keeps.
func (rd *reading) rateAt(c fact.Currency, on fact.Date) fact.Rate {
	rates := rd.snap.Rates
	i, _ := slices.BinarySearchFunc(rates, fact.DailyRate{Currency: c, Date: on + 1}, func(r, want fact.DailyRate) int {
		return cmp.Or(cmp.Compare(r.Currency, want.Currency), cmp.Compare(r.Date, want.Date))
	})
	if i == 0 || rates[i-1].Currency != c {
		return fact.Rate{}
	}
	return rates[i-1].Rate
}

// rateOf returns the rate of a row in a currency: its own, else that of the day,
// which is an assumption. The zero Rate says that there is none.
func (rd *reading) rateOf(c fact.Currency, on fact.Date, direct, inverse *rate) (r fact.Rate, ofDay bool) {
	if c == rd.snap.Company.Currency {
		return fact.Unity, false
	}
	r, given, err := rd.rates.parse(direct, inverse)
	if err != nil {
		rd.note(fact.BadNumber, given)
	}
	if !r.IsZero() {
		return r, false
	}
	return rd.rateAt(c, on), true
}
