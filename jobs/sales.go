package jobs

import (
	"fmt"

	"daybook/analyze/receivables"
	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render/locale"
	"daybook/render/workbook"
)

// salesFacts are the facts that the weekly report reads.
var salesFacts = []string{
	"company", "customers", "salespeople", "products", "documents", "instalments", "document_salespeople", "lines",
	"receipts", "allocations", "orders", "deliveries", "quotations", "rates", "targets", "promotions",
}

// salesBrief are those that it only adds up, or shows by their number.
var salesBrief = []string{"documents", "receipts", "orders"}

// buildSales analyses a snapshot and lays the weekly workbook out. What is
// overdue comes from the receivables analysis: two reports, one set of figures.
func buildSales(s *fact.Snapshot, set settings) (*book, error) {
	params, err := salesParams(set)
	if err != nil {
		return nil, err
	}
	words, err := locale.Get(set.job.Language)
	if err != nil {
		return nil, err
	}
	if params.Standing, err = standing(s, params, set); err != nil {
		return nil, err
	}
	result, err := sales.Analyze(s, params)
	if err != nil {
		return nil, fmt.Errorf("sales as of %s: %w", set.asOf, err)
	}
	return &book{
		document: workbook.Sales(s, result, words, workbook.Options{Pages: set.pages}),
		currency: s.Company.Currency,
		figures:  salesFigures(s, result),
		checks:   identities(result.Checks),
		data:     dataOf(result.Intake),
		empty:    result.Total[sales.TwelveMonths].Gross == 0 && result.Total[sales.TwelveMonths].Returns == 0,
	}, nil
}

func salesParams(set settings) (sales.Params, error) {
	o := set.job.Sales
	tolerance, err := set.tolerance()
	if err != nil {
		return sales.Params{}, err
	}
	return sales.Params{
		AsOf: set.asOf, WeekStart: &o.WeekStart, LargeDiscount: float64(o.LargeDiscount) / 100,
		LargeCredit: fact.Amount(o.LargeCredit) * fact.AmountScale, Top: o.Top, Tolerance: tolerance,
	}, nil
}

// standing asks the receivables analysis what is overdue on the scorecard's days.
func standing(s *fact.Snapshot, p sales.Params, set settings) (sales.Standing, error) {
	days := p.StandingDays()
	stands, err := receivables.StandingsOn(s, days.All(), receivables.Params{AsOf: p.AsOf, DSOMonths: dsoMonths[set.job.Receivables.DSODays]})
	if err != nil {
		return sales.Standing{}, fmt.Errorf("receivables as of %s: %w", p.AsOf, err)
	}
	out := sales.Standing{
		Company: days.Of(known(stands.Company)), Salespeople: map[fact.Ref]sales.Standings{}, OverLimit: stands.OverLimit,
	}
	for who, byDay := range stands.Salespeople {
		out.Salespeople[who] = days.Of(known(byDay))
	}
	return out, nil
}

func known(byDay map[fact.Date]receivables.Standing) map[fact.Date]sales.Receivable {
	out := map[fact.Date]sales.Receivable{}
	for day, s := range byDay {
		dso := sales.Measure{Value: s.DSO.Value, Valid: s.DSO.Valid, Reason: sales.Reason(s.DSO.Reason)}
		out[day] = sales.Receivable{Known: true, Overdue: s.Overdue, DSO: dso}
	}
	return out
}

// SalesFigures are the figures of the weekly report in the JSON contract: of the
// week, unless they say otherwise.
type SalesFigures struct {
	NetSales    string        `json:"net_sales"`
	Previous    string        `json:"previous"`
	LastYear    string        `json:"last_year"`
	Target      *string       `json:"target"`
	Attainment  *string       `json:"attainment"` // a ratio: 0.97 is 97 %
	Month       string        `json:"month_to_date"`
	Year        string        `json:"year_to_date"`
	Customers   []SalesOfCode `json:"customers"`
	Products    []SalesOfCode `json:"products"`
	Categories  []SalesOfName `json:"categories"`
	Regions     []SalesOfName `json:"regions"`
	Salespeople []SalesOfCode `json:"salespeople"`
	// Quotations is null where the source has none.
	Quotations *QuotationFigures `json:"quotations"`
}

// SalesOfCode is what one customer, product or salesperson comes to; an empty code
// is nobody's.
type SalesOfCode struct {
	Code string `json:"code"`
	SalesOf
}

// SalesOfName is what a category or region comes to.
type SalesOfName struct {
	Name string `json:"name"`
	SalesOf
}

// SalesOf are net sales of several periods.
type SalesOf struct {
	NetSales string `json:"net_sales"`
	Previous string `json:"previous"`
	LastYear string `json:"last_year"`
	Month    string `json:"month_to_date"`
	Year     string `json:"year_to_date"`
}

func salesFigures(s *fact.Snapshot, r *sales.Result) SalesFigures {
	whole := activitiesOf(r.Total)
	f := SalesFigures{
		NetSales: whole.NetSales, Previous: whole.Previous, LastYear: whole.LastYear, Month: whole.Month, Year: whole.Year,
		Customers: []SalesOfCode{}, Products: []SalesOfCode{}, Categories: []SalesOfName{}, Regions: []SalesOfName{}, Salespeople: []SalesOfCode{},
	}
	if target := r.Targets[sales.Week]; target.Set {
		amount := target.Amount.String()
		f.Target = &amount
		f.Attainment = decimalOf(target.Attainment(r.Total[sales.Week].Net()), 4)
	}
	f.Quotations = quotationFigures(r.Quotations)
	for _, c := range r.Customers {
		f.Customers = append(f.Customers, SalesOfCode{codeOf(s.Customers, c.Ref, func(c *fact.Customer) string { return c.Code }), activitiesOf(c.Periods)})
	}
	for _, p := range r.Products {
		f.Products = append(f.Products, SalesOfCode{codeOf(s.Products, p.Ref, func(p *fact.Product) string { return p.Code }), productsOf(p.Periods)})
	}
	for _, c := range r.Categories {
		f.Categories = append(f.Categories, SalesOfName{c.Name, productsOf(c.Periods)})
	}
	for _, a := range r.Regions {
		f.Regions = append(f.Regions, SalesOfName{a.Name, activitiesOf(a.Periods)})
	}
	for _, p := range r.Salespeople {
		f.Salespeople = append(f.Salespeople, SalesOfCode{codeOf(s.Salespeople, p.Ref, func(p *fact.Salesperson) string { return p.Code }), activitiesOf(p.Periods)})
	}
	return f
}

// codeOf is the code of what a reference points at.
func codeOf[T any](all []T, r fact.Ref, code func(*T) string) string {
	if !r.Known() {
		return ""
	}
	return code(&all[r])
}

func activitiesOf(a *sales.Activities) SalesOf {
	return salesOf(func(id sales.PeriodID) fact.Amount { return a[id].Net() })
}

func productsOf(p *sales.ProductPeriods) SalesOf {
	return salesOf(func(id sales.PeriodID) fact.Amount { return p[id].Net() })
}

func salesOf(net func(sales.PeriodID) fact.Amount) SalesOf {
	return SalesOf{
		NetSales: net(sales.Week).String(), Previous: net(sales.PreviousWeek).String(), LastYear: net(sales.WeekLastYear).String(),
		Month: net(sales.Month).String(), Year: net(sales.Year).String(),
	}
}
