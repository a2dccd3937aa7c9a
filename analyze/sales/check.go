package sales

import "daybook/extract/fact"

// CheckIDs lists every check in order; each is made for CheckedPeriods.
var CheckIDs = []string{"customers", "salespeople", "regions", "groups", "products", "categories", "cash", "orders"}

// CheckedPeriods are the periods that checks are made for.
var CheckedPeriods = []PeriodID{Week, Year}

// checks compare every split of the week and of the year with the total, which
// was summed by day; those of quotations are made where there are any.
func checks(r *Result) fact.Checks {
	var out fact.Checks
	for _, id := range CheckIDs {
		for _, period := range CheckedPeriods {
			out = append(out, check(id, period, r))
		}
	}
	if r.Quotations != nil {
		out = append(out, r.Quotations.checks(r.Params.Tolerance)...)
	}
	return out
}

func check(id string, period PeriodID, r *Result) fact.Check {
	c := fact.Check{ID: id, Period: period.String(), Right: r.Total[period].Net(), Supplied: true}
	switch id {
	case "customers":
		c.Left = sum(r.Customers, func(x *Customer) fact.Amount { return x.Periods[period].Net() })
	case "salespeople":
		c.Left = sum(r.Salespeople, func(x *Salesperson) fact.Amount { return x.Periods[period].Net() })
	case "regions":
		c.Left = sum(r.Regions, func(x *Area) fact.Amount { return x.Periods[period].Net() })
	case "groups":
		c.Left = sum(r.Groups, func(x *Area) fact.Amount { return x.Periods[period].Net() })
	case "products":
		c.Left = sum(r.Products, func(x *Product) fact.Amount { return x.Periods[period].Net() }).Plus(r.NotOnLines[period].Net())
	case "categories":
		c.Left = sum(r.Categories, func(x *Category) fact.Amount { return x.Periods[period].Net() }).Plus(r.NotOnLines[period].Net())
	case "cash":
		c.Left = sum(r.Salespeople, func(x *Salesperson) fact.Amount { return x.Periods[period].Cash })
		c.Right, c.Supplied = r.Total[period].Cash, r.Source.Supplies("receipts")
	case "orders":
		c.Left = sum(r.Salespeople, func(x *Salesperson) fact.Amount { return x.Periods[period].Orders })
		c.Right, c.Supplied = r.Total[period].Orders, r.Source.Supplies("orders")
	}
	return c.Within(r.Params.Tolerance)
}

func sum[T any](list []T, amount func(*T) fact.Amount) fact.Amount {
	var total fact.Amount
	for i := range list {
		total = total.Plus(amount(&list[i]))
	}
	return total
}
