package sales

import "daybook/extract/fact"

// OfferCheckIDs lists the checks of quotations in order; each is made for the week
// and for the year.
var OfferCheckIDs = []string{"quotations", "quotation_outcomes", "quotation_flow"}

// checks hold what was quoted, straight from the facts, to the split by salesperson
// and to the sum of what became of it; and the undecided of before and what was quoted
// to what was decided and what is undecided still.
func (q *Quotations) checks(tolerance fact.Amount) []fact.Check {
	var out []fact.Check
	for _, id := range OfferCheckIDs {
		for _, k := range []int{offerWeek, offerYear} {
			p := &q.Periods[k]
			c := fact.Check{ID: id, Period: p.Code, Right: q.quoted[k], Supplied: true}
			switch id {
			case "quotations":
				c.Left = sum(q.Salespeople, func(s *SellerOffers) fact.Amount { return s.Periods[k].Quoted.Amount })
			case "quotation_outcomes":
				c.Left = p.Made.Sum().Amount
			case "quotation_flow":
				c.Left = p.Before.Amount.Plus(q.quoted[k])
				c.Right = p.Won.plus(p.Lost).plus(p.After).Amount
			}
			out = append(out, c.Within(tolerance))
		}
	}
	return out
}
