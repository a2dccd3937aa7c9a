package sample

import (
	"fmt"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// home is the company's currency.
const home fact.Currency = "CNY"

// quotation is how a currency is quoted and how far it wanders.
type quotation struct {
	currency fact.Currency
	middle   int // in units of the last decimal
	decimals int
	step     int // the most that a day changes it
	perCNY   int // by which list prices are converted, in thousandths; fixed for years
}

var quotations = []quotation{
	{currency: "USD", middle: 71_250, decimals: 4, step: 160, perCNY: 140},
	{currency: "EUR", middle: 78_100, decimals: 4, step: 290, perCNY: 128},
	{currency: "VND", middle: 28_130, decimals: 8, step: 70, perCNY: 3_550_000},
}

// dailyRate is a rate beside its text.
type dailyRate struct {
	text string
	rate fact.Rate
}

// rateTable holds the rates of every day of the calendar up to the last.
type rateTable struct {
	first fact.Date
	of    map[fact.Currency][]dailyRate
}

// newRates lets every currency wander around its middle on working days.
func newRates(chance dice, c *calendar) rateTable {
	t := rateTable{first: c.first, of: map[fact.Currency][]dailyRate{}}
	for _, q := range quotations {
		value := q.middle
		for d := c.first; d <= c.until; d++ {
			if c.workday(d) {
				value += chance.bell(-q.step, q.step) - (value-q.middle)/120
			}
			t.of[q.currency] = append(t.of[q.currency], quote(value, q.decimals))
		}
	}
	return t
}

func quote(value, decimals int) dailyRate {
	unit := 1
	for range decimals {
		unit *= 10
	}
	text := fmt.Sprintf("%d.%0*d", value/unit, decimals, value%unit)
	rate, err := fact.ParseRate(text, false)
	if err != nil {
		panic(err) // a rate that we wrote ourselves
	}
	return dailyRate{text: text, rate: rate}
}

func (t rateTable) on(c fact.Currency, day fact.Date) dailyRate {
	if c == home {
		return dailyRate{text: "1", rate: fact.Unity}
	}
	return t.of[c][day.Days(t.first)]
}

// writeRates writes the rate of every working day, also of those before the books
// open, on which orders were taken that are still under way then, and that of the
// opening balance.
func (f *firm) writeRates() {
	for _, q := range quotations {
		for d := f.calendar.first; d <= f.Until; d++ {
			if d == f.start.AddDays(-1) || f.calendar.workday(d) {
				f.out.put(reference.Rate{Currency: string(q.currency), Day: d.String(), Rate: f.rates.on(q.currency, d).text})
			}
		}
	}
}

// abroad converts a list price into what an export price list says.
func abroad(price fact.Amount, c fact.Currency) fact.Amount {
	for _, q := range quotations {
		if q.currency == c {
			return roundTo(divided(int64(price)*int64(q.perCNY), 1000), c.Decimals())
		}
	}
	return price
}

// divided returns n / d rounded half away from zero; d is positive.
func divided(n, d int64) fact.Amount {
	if n < 0 {
		return -divided(-n, d)
	}
	return fact.Amount((n + d/2) / d)
}

// roundTo rounds to a number of decimals, half away from zero. It is what
// [fact.Amount.Round] does, for the small amounts of lines, of which there are many.
func roundTo(a fact.Amount, decimals int) fact.Amount {
	unit := int64(fact.AmountScale)
	for range decimals {
		unit /= 10
	}
	return divided(int64(a), unit) * fact.Amount(unit)
}
