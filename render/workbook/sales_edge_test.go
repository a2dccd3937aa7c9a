package workbook

import (
	"strings"
	"testing"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render/locale"
)

// weekEdges are weeks that are not like others.
func weekEdges() map[string]struct {
	s *fact.Snapshot
	r *sales.Result
} {
	type pair = struct {
		s *fact.Snapshot
		r *sales.Result
	}
	alone := sellingCompany()
	alone.Salespeople = alone.Salespeople[:1]
	alone.Customers = alone.Customers[:1]
	alone.Documents = fact.DocumentsOf(alone.Documents.At(0))
	young := sellingCompany()
	young.Documents.Update(0, func(d *fact.Document) { d.Posted = fact.NewDate(2026, 9, 14) })
	poor := sellingCompany()
	poor.Source.Missing = []string{"targets", "orders", "receipts", "customers.region", "salespeople.team", "lines.list_price", "customers.credit_limit", "customers.on_hold"}
	odd := sellingCompany()
	odd.Customers[0].Name, odd.Customers[0].Code, odd.Customers[1].Name = "\x00", "", strings.Repeat("长", 40_000)
	odd.Salespeople[0].Name = strings.Repeat("Long ", 50)
	dong := sellingCompany()
	dong.Company.Currency = "VND"
	return map[string]pair{
		"nothing yet":        {&fact.Snapshot{Company: fact.Company{Name: "New Ltd", Currency: "CNY"}}, nothingSold()},
		"one salesperson":    {alone, ownResult()},
		"no history":         {young, weekResult()},
		"no targets":         {sellingCompany(), withoutTargets()},
		"no targets yet":     {young, withoutTargets()},
		"no cost":            {sellingCompany(), withoutCost()},
		"poor source":        {poor, withoutTargets()},
		"a week of returns":  {sellingCompany(), negativeWeek()},
		"huge":               {sellingCompany(), hugeWeek()},
		"odd names":          {odd, weekResult()},
		"no decimals":        {dong, weekResult()},
		"unfinished":         {sellingCompany(), unfinishedWeek()},
		"failed":             {sellingCompany(), failedWeek()},
		"a crowd":            crowded(),
		"nobody's documents": {sellingCompany(), nobodys()},
	}
}

func nothingSold() *sales.Result {
	r := &sales.Result{
		Params: weekResult().Params, Spans: weekSpans(), Total: new(sales.Activities), Targets: new(sales.Targets),
		Outlook: sales.Outlook{Method: sales.ByLastYear}, NotOnLines: new(sales.ProductPeriods),
		Concentration: sales.Concentration{Largest: fact.None, HHI: sales.Measure{Reason: sales.NoSales}, Effective: sales.Measure{Reason: sales.NoSales}},
	}
	r.Params.Standing = sales.Standing{}
	for _, code := range sales.KPICodes {
		r.Scorecard = append(r.Scorecard, sales.KPI{Code: code, Unit: sales.Money, Missing: sales.NotSupplied})
	}
	return r
}

// ownResult is what the first salesperson's own copy is made of.
func ownResult() *sales.Result {
	r := weekResult()
	r.Salespeople, r.Customers = r.Salespeople[:1], r.Customers[:1]
	r.Total, r.Targets = activities(60), goals(80)
	r.Rankings.FourWeeks.Losers, r.Rankings.Lapsing, r.Rankings.Top = nil, nil, r.Rankings.Top[:1]
	r.Exceptions = r.Exceptions[2:]
	return r
}

func withoutTargets() *sales.Result {
	r := weekResult()
	r.Targets, r.Outlook.Target, r.Outlook.PerDay = new(sales.Targets), sales.Target{}, 0
	for i := range r.Salespeople {
		r.Salespeople[i].Targets, r.Salespeople[i].MonthTarget = new(sales.Targets), sales.Target{}
	}
	for _, points := range [][]sales.TrendPoint{r.Weeks, r.Months, r.Pace} {
		for i := range points {
			points[i].Target = sales.Target{}
		}
	}
	r.Scorecard[0].Target, r.Scorecard[0].Attainment = sales.Figure{Missing: sales.NoTarget}, sales.Figure{Missing: sales.NoTarget}
	r.Scorecard[3].Missing = sales.NoTarget
	return r
}

func withoutCost() *sales.Result {
	r := weekResult()
	r.Scorecard[2].Missing = sales.NoCost
	for i := range r.Salespeople {
		for id := range r.Salespeople[i].Periods {
			a := &r.Salespeople[i].Periods[id]
			a.Costed, a.Cost, a.Listed, a.List = 0, 0, 0, 0
		}
	}
	return r
}

func negativeWeek() *sales.Result {
	r := weekResult()
	r.Total[sales.Week].Gross, r.Total[sales.Week].Returns = 0, units(50_000)
	r.Weeks[2].Now.Sales = r.Total[sales.Week].Sales
	r.Scorecard[0].Week.Amount = units(-50_000)
	r.Scorecard[0].Series[2].Amount = units(-50_000)
	r.Pace[3].Now.Sales = sales.Sales{Returns: units(50_000)}
	return r
}

func hugeWeek() *sales.Result {
	r := weekResult()
	r.Total[sales.Month].Gross = 90_000_000_000 * fact.AmountScale
	r.Total[sales.Week].Gross = 20_000_000_000 * fact.AmountScale
	r.Scorecard[0].Week.Amount = r.Total[sales.Week].Net()
	return r
}

func unfinishedWeek() *sales.Result {
	r := weekResult()
	week := &r.Spans[sales.Week]
	week.Until, week.Workdays = week.Until.AddDays(-4), 3
	r.Weeks[2].Span = *week
	return r
}

func failedWeek() *sales.Result {
	r := weekResult()
	r.Checks[0].Right, r.Checks[0].Passed = r.Checks[0].Right.Minus(units(7)), false
	return r
}

func crowded() struct {
	s *fact.Snapshot
	r *sales.Result
} {
	s, r := sellingCompany(), weekResult()
	for i := range 40 {
		s.Salespeople = append(s.Salespeople, fact.Salesperson{Code: "X" + digits(i), Name: "Person " + digits(i)})
		r.Salespeople = append(r.Salespeople, sales.Salesperson{Ref: fact.Ref(2 + i), Periods: activities(1), Targets: goals(1)})
	}
	return struct {
		s *fact.Snapshot
		r *sales.Result
	}{s, r}
}

func nobodys() *sales.Result {
	r := weekResult()
	r.Salespeople = append(r.Salespeople, sales.Salesperson{Ref: fact.None, Periods: activities(3), Targets: new(sales.Targets)})
	r.Customers = append(r.Customers, sales.Customer{Ref: fact.None, Periods: activities(3)})
	r.Exceptions[0].Customer, r.Exceptions[0].Salesperson = fact.None, fact.None
	return r
}

func TestWeekEdges(t *testing.T) {
	for name, e := range weekEdges() {
		for _, tag := range locale.Tags() {
			t.Run(name+"/"+tag, func(t *testing.T) {
				d := Sales(e.s, e.r, language(t, tag), Options{})
				audit(t, d)
				write(t, d)
			})
		}
	}
}
