package jobs

import (
	"fmt"

	"daybook/analyze/sales"
)

// QuotationFigures are what is open on the as-of day, what of it expires within a
// fortnight, and what became of quotations in two periods.
type QuotationFigures struct {
	Open        Tally        `json:"open"`
	Expiring    Tally        `json:"expiring"`
	Week        QuotationsOf `json:"week"`
	TwelveWeeks QuotationsOf `json:"twelve_weeks"`
}

// Tally is a number of quotations and their amount in company currency.
type Tally struct {
	Number int    `json:"number"`
	Amount string `json:"amount"`
}

// QuotationsOf is what happened to quotations in a period. The rates are ratios, null
// where nothing was decided or the source cannot tell.
type QuotationsOf struct {
	Quoted       Tally   `json:"quoted"`
	Won          Tally   `json:"won"`
	Lost         Tally   `json:"lost"`
	Expired      Tally   `json:"expired"`
	HitRate      *string `json:"hit_rate"`
	HitRateValue *string `json:"hit_rate_value"`
	DaysToOrder  *string `json:"days_to_order"`
}

func quotationFigures(q *sales.Quotations) *QuotationFigures {
	if q == nil {
		return nil
	}
	return &QuotationFigures{
		Open: tallyOf(q.Open()), Expiring: tallyOf(q.Soon()), Week: quotationsOf(&q.Week().Offers), TwelveWeeks: quotationsOf(&q.TwelveWeeks().Offers),
	}
}

func quotationsOf(o *sales.Offers) QuotationsOf {
	return QuotationsOf{
		Quoted: tallyOf(o.Quoted), Won: tallyOf(o.Won), Lost: tallyOf(o.Lost), Expired: tallyOf(o.Expired),
		HitRate: decimalOf(o.HitRate, 4), HitRateValue: decimalOf(o.HitRateValue, 4), DaysToOrder: decimalOf(o.DaysToOrder, 1),
	}
}

func tallyOf(t sales.Tally) Tally { return Tally{t.Number, t.Amount.String()} }

// decimalOf writes a measure, nil where there is none.
func decimalOf(m sales.Measure, places int) *string {
	if !m.Valid {
		return nil
	}
	s := fmt.Sprintf("%.*f", places, m.Value)
	return &s
}
