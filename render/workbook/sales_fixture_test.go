package workbook

import (
	"testing"
	"time"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// The week of the tests, made by hand: Monday 14 to Sunday 20 September 2026, two
// salespeople, three customers, two products.
var sunday = fact.NewDate(2026, 9, 20)

func sellingCompany() *fact.Snapshot {
	return &fact.Snapshot{
		Company: fact.Company{Name: "Marlwick Instruments (Suzhou) Co., Ltd.", Currency: "CNY", TimeZone: "Asia/Shanghai", FiscalYearStart: 1},
		Source:  fact.Source{Preset: "reference"},
		Salespeople: []fact.Salesperson{
			{Code: "S1", Name: "A. Orrin", Team: "East"}, {Code: "S2", Name: "林知夏", Team: "North"},
		},
		Customers: []fact.Customer{
			{Code: "00010", Name: "杭州栎衡水处理有限公司", Region: "East", Group: "Dealer", Salesperson: 0, Parent: fact.None},
			{Code: "00020", Name: "Ketterstead Water Treatment Ltd", Region: "North", Group: "Works", Salesperson: 1, Parent: fact.None},
			{Code: "00030", Name: "=HYPERLINK(\"x\")", Salesperson: fact.None, Parent: fact.None},
		},
		Products: []fact.Product{{Code: "P-1", Name: "Gauge", Category: "Measuring"}, {Code: "P-2", Name: "Valve"}},
		Documents: fact.DocumentsOf([]fact.Document{
			{ID: "1", Number: "INV-1", Posted: fact.NewDate(2023, 1, 2), Customer: 0, Corrects: fact.None, Revalues: fact.None},
			{ID: "2", Number: "INV-2", Posted: fact.NewDate(2026, 9, 15), Customer: 1, Corrects: fact.None, Revalues: fact.None},
		}...),
		Deliveries: []fact.Delivery{{ID: "DN-7", Customer: 0, Order: fact.None}},
		Quotations: fact.QuotationsOf([]fact.Quotation{
			{ID: "1", Number: "QT-1", Customer: 0, Salesperson: 0, Quoted: fact.NewDate(2026, 9, 1), ValidUntil: fact.NewDate(2026, 9, 25), Currency: "CNY", Amount: units(70_000), Order: fact.None},
			{ID: "2", Number: "QT-2", Customer: fact.None, Prospect: "湖州青禾净水有限公司", Salesperson: 1, Quoted: fact.NewDate(2026, 9, 10), ValidUntil: fact.NewDate(2026, 10, 4), Currency: "USD", Amount: units(5_000), Order: fact.None},
			{ID: "3", Number: "QT-3", Customer: 1, Salesperson: fact.None, Quoted: fact.NewDate(2026, 9, 18), Currency: "CNY", Amount: units(12_500), Order: fact.None},
		}...),
	}
}

func weekSpan(from fact.Date, number int) sales.Span {
	p := fact.Period{From: from, Until: from.AddDays(7)}
	return sales.Span{Period: p, Whole: p, ISOYear: from.Time().Year(), ISOWeek: number, Workdays: 5, WholeWorkdays: 5}
}

func days(from, last fact.Date) sales.Span {
	p := fact.Period{From: from, Until: last.AddDays(1)}
	return sales.Span{Period: p, Whole: p, Workdays: 10, WholeWorkdays: 10}
}

func weekSpans() [sales.PeriodCount]sales.Span {
	d := fact.NewDate
	month := days(d(2026, time.September, 1), sunday)
	month.Whole.Until, month.Workdays, month.WholeWorkdays = d(2026, time.October, 1), 14, 22
	year := days(d(2026, time.January, 1), sunday)
	year.Whole.Until = d(2027, time.January, 1)
	return [sales.PeriodCount]sales.Span{
		sales.Week: weekSpan(d(2026, 9, 14), 38), sales.PreviousWeek: weekSpan(d(2026, 9, 7), 37), sales.WeekLastYear: weekSpan(d(2025, 9, 15), 38),
		sales.FourWeeks: days(d(2026, 8, 24), sunday), sales.PreviousFourWeeks: days(d(2026, 7, 27), d(2026, 8, 23)), sales.FourWeeksLastYear: days(d(2025, 8, 25), d(2025, 9, 21)),
		sales.Month: month, sales.MonthLastYear: days(d(2025, 9, 1), d(2025, 9, 18)),
		sales.Quarter: days(d(2026, 7, 1), sunday), sales.QuarterLastYear: days(d(2025, 7, 1), d(2025, 9, 20)),
		sales.Year: year, sales.YearLastYear: days(d(2025, 1, 1), d(2025, 9, 20)),
		sales.TwelveMonths: days(d(2025, 9, 21), sunday), sales.TwentyFourMonths: days(d(2024, 9, 21), sunday),
	}
}

// scaleOf says how many weeks of the same size a period is made of in the tests.
var scaleOf = [sales.PeriodCount]int64{
	sales.Week: 10, sales.PreviousWeek: 8, sales.WeekLastYear: 5, sales.FourWeeks: 40, sales.PreviousFourWeeks: 32, sales.FourWeeksLastYear: 0,
	sales.Month: 28, sales.MonthLastYear: 35, sales.Quarter: 120, sales.QuarterLastYear: 100, sales.Year: 380, sales.YearLastYear: 400,
	sales.TwelveMonths: 520, sales.TwentyFourMonths: 1000,
}

// activity is a week's of the given net sales in thousands, tenfold in the unit of
// scaleOf: a tenth comes back, the cost is 60 %, the discount 10 %.
func activity(thousands, scale int64) sales.Activity {
	tenth := units(thousands * scale * 10) // a hundredth of the net
	return sales.Activity{
		Sales: sales.Sales{
			Gross: tenth * 110, Returns: tenth * 10, Costed: tenth * 100, Cost: tenth * 60, Listed: tenth * 90, List: tenth * 100,
		},
		Orders: tenth * 130, Cash: tenth * 80,
	}
}

func activities(thousands int64) *sales.Activities {
	var out sales.Activities
	for id, scale := range scaleOf {
		out[id] = activity(thousands, scale)
	}
	return &out
}

func productPeriods(thousands int64) *sales.ProductPeriods {
	var out sales.ProductPeriods
	for id, scale := range scaleOf {
		out[id] = sales.ProductSales{Sales: activity(thousands, scale).Sales, Quantity: fact.Quantity(thousands * scale * 1_000_000)}
	}
	return &out
}

// goals are targets of the given thousands a unit of scaleOf.
func goals(thousands int64) *sales.Targets {
	var out sales.Targets
	for id, scale := range scaleOf {
		out[id] = sales.Target{Amount: units(thousands * scale * 1000), Set: true}
	}
	return &out
}

func is(v float64) sales.Measure { return sales.Measure{Value: v, Valid: true} }

func owed(overdue int64, dso float64) sales.Receivable {
	return sales.Receivable{Known: true, Overdue: units(overdue), DSO: is(dso)}
}

// weekResult is 100 thousand a unit of scaleOf: 60 of the first salesperson,
// who should sell 80, and 40 of the second, who should sell 30.
func weekResult() *sales.Result {
	spans := weekSpans()
	standing := sales.Standings{Now: owed(500_000, 60), LastWeek: owed(400_000, 58), LastYear: owed(600_000, 60)}
	r := &sales.Result{
		Params: sales.Params{
			AsOf: sunday, LargeDiscount: 0.2, LargeCredit: units(10_000), Top: 10, Weeks: 3, Months: 3,
			Lapsing:  sales.Lapsing{Active: 1.5, Slipping: 2.5, Lapsing: 4, Purchases: 4},
			Standing: sales.Standing{Company: standing},
		},
		Spans: spans, Total: activities(100), Targets: goals(110),
		Outlook: sales.Outlook{
			Month: spans[sales.Month].Whole, Target: sales.Target{Amount: units(5_000_000), Set: true}, Actual: units(2_800_000),
			WorkdaysLeft: 8, PerDay: units(275_000), RunRate: units(4_400_000), Method: sales.ByWorkdays,
		},
		NotOnLines: productPeriods(5), Concentration: sales.Concentration{HHI: is(5200), Effective: is(1.9), Largest: 0, LargestShare: 0.6},
	}
	r.Company, r.Source = sellingCompany().Company, sellingCompany().Source
	r.Salespeople = []sales.Salesperson{
		{Ref: 0, Periods: activities(60), Targets: goals(80), MonthTarget: sales.Target{Amount: units(3_500_000), Set: true}, PerDay: units(200_000), Standings: sales.Standings{Now: owed(300_000, 50)}},
		{Ref: 1, Periods: activities(40), Targets: goals(30), MonthTarget: sales.Target{Amount: units(1_500_000), Set: true}, Standings: sales.Standings{Now: owed(200_000, 70)}, Left: true},
	}
	r.Customers = []sales.Customer{
		{Ref: 0, Periods: activities(60), First: fact.NewDate(2023, 1, 2), Last: fact.NewDate(2026, 9, 18), Purchases: 90, Silent: 2, Interval: is(7), OwnInterval: true, Silence: is(0.3), State: sales.Active, RFM: sales.RFM{Recency: 5, Frequency: 5, Money: 5}, Class: sales.ClassA, Share: is(0.6)},
		{Ref: 1, Periods: activities(40), First: fact.NewDate(2026, 9, 1), Last: fact.NewDate(2026, 9, 1), Purchases: 1, Silent: 19, Interval: is(7), Silence: is(2.7), State: sales.Lapsed, Class: sales.ClassB, Share: is(0.4)},
		{Ref: 2, Periods: activities(0), Silence: sales.Measure{Reason: sales.TooFew}, Interval: sales.Measure{Reason: sales.TooFew}, Share: is(0)},
	}
	gain := sales.Move{Customer: &r.Customers[0], Now: units(2_400_000), Base: units(1_920_000), Change: units(480_000)}
	loss := sales.Move{Customer: &r.Customers[1], Now: units(1_600_000), Base: units(1_700_000), Change: units(-100_000)}
	r.Rankings = sales.Rankings{
		Top: []*sales.Customer{&r.Customers[0], &r.Customers[1]}, Lapsing: []*sales.Customer{&r.Customers[1]},
		FourWeeks: sales.Moves{Gainers: []sales.Move{gain}, Losers: []sales.Move{loss}},
	}
	r.Products = []sales.Product{
		{Ref: 0, Periods: productPeriods(70), Class: sales.ClassA, Share: is(0.74)},
		{Ref: 1, Periods: productPeriods(20), Class: sales.ClassB, Share: is(0.21)},
		{Ref: fact.None, Periods: productPeriods(5), Share: is(0.05)},
	}
	r.Categories = []sales.Category{
		{Name: "Measuring", Products: 1, Periods: productPeriods(70), Class: sales.ClassA, Share: is(0.74)},
		{Products: 2, Periods: productPeriods(25), Class: sales.ClassB, Share: is(0.26)},
	}
	r.Regions = []sales.Area{{Name: "East", Periods: activities(60)}, {Name: "North", Periods: activities(40)}}
	r.Groups = []sales.Area{{Name: "Dealer", Periods: activities(60)}, {Periods: activities(40)}}
	r.Regions[0].Customers[sales.Month], r.Groups[0].Customers[sales.Month] = 1, 1
	weekTrends(r)
	r.Scorecard = weekScores(r)
	r.Exceptions = weekExceptions()
	for _, id := range sales.CheckIDs {
		for _, period := range sales.CheckedPeriods {
			net := r.Total[period].Net()
			r.Checks = append(r.Checks, fact.Check{ID: id, Period: period.String(), Left: net, Right: net, Passed: true, Supplied: id != "orders"})
		}
	}
	r.Quotations = weekQuotations(r)
	r.Intake = []fact.Intake{{Fact: "documents", Read: 10, Used: 10}, {Fact: "lines", Read: 20, Used: 20}}
	return r
}

// weekQuotations are ten of 100 thousand in all in twelve weeks, of which two are open
// still, and one more that was made before: of those decided half of the value was won.
func weekQuotations(r *sales.Result) *sales.Quotations {
	tally := func(n int, thousands int64) sales.Tally {
		return sales.Tally{Number: n, Amount: units(thousands * 1000)}
	}
	twelve := sales.Offers{
		Quoted: tally(10, 100), Won: tally(3, 45), Lost: tally(4, 30), Expired: tally(2, 15), Before: tally(1, 10), After: tally(4, 35),
		Made:    sales.MadeOffers{Open: tally(2, 20), Won: tally(3, 45), Lost: tally(3, 20), Expired: tally(2, 15)},
		HitRate: is(1. / 3), HitRateValue: is(0.5), DaysToOrder: is(12.5),
	}
	none := sales.Measure{Reason: sales.NoneDecided}
	idle := sales.Offers{HitRate: none, HitRateValue: none, DaysToOrder: none}
	q := &sales.Quotations{
		Expiring: []sales.Offer{
			{Ref: 0, Amount: units(70_000), Age: 19, Left: 5, Expires: true, Salesperson: 0},
			{Ref: 1, Amount: units(35_500), Age: 10, Left: 14, Expires: true, Salesperson: 1},
		},
		Waiting: []sales.Offer{{Ref: 2, Amount: units(12_500), Age: 2, Salesperson: 1}},
		Salespeople: []sales.SellerOffers{
			{Ref: 0, Periods: []sales.Offers{idle, idle, twelve, idle, twelve}, Open: tally(1, 70), Expiring: tally(1, 70)},
			{Ref: fact.None, Periods: []sales.Offers{idle, idle, idle, idle, idle}, Open: tally(2, 48), Expiring: tally(1, 35)},
		},
	}
	spans := []sales.Span{r.Spans[sales.Week], r.Spans[sales.PreviousWeek], days(sunday.AddDays(-83), sunday), days(sunday.AddDays(-167), sunday.AddDays(-84)), r.Spans[sales.Year]}
	spans[3].BeforeBooks = true
	for i, code := range sales.OfferPeriods {
		q.Periods = append(q.Periods, sales.OfferPeriod{Code: code, Span: spans[i], Offers: []sales.Offers{idle, idle, twelve, idle, twelve}[i]})
	}
	return q
}

func weekTrends(r *sales.Result) {
	target := func(thousands int64) sales.Target { return sales.Target{Amount: units(thousands * 1000), Set: true} }
	for i := range 3 {
		from := fact.NewDate(2026, 8, 31).AddDays(7 * i)
		r.Weeks = append(r.Weeks, sales.TrendPoint{
			Span: weekSpan(from, 36+i), LastYear: weekSpan(from.AddDays(-364), 36+i), Now: activity(100, 8+int64(i)), Base: activity(100, 5), Target: target(1100),
		})
		r.Params.Standing.Company.Weeks = append(r.Params.Standing.Company.Weeks, owed(300_000+100_000*int64(i), 56+2*float64(i)))
		month := days(fact.NewDate(2026, time.July+time.Month(i), 1), fact.NewDate(2026, time.August+time.Month(i), 1).AddDays(-1))
		if i == 2 {
			month = r.Spans[sales.Month]
		}
		last := days(month.From.AddMonths(-12), month.Until.AddMonths(-12).AddDays(-1))
		r.Months = append(r.Months, sales.TrendPoint{Span: month, LastYear: last, Now: activity(100, 46-9*int64(i)), Base: activity(100, 35), Target: target(4500)})
	}
	first := fact.NewDate(2026, 9, 1)
	for i := range int64(30) {
		d := first.AddDays(int(i))
		r.Pace = append(r.Pace, sales.TrendPoint{
			Span: days(first, d), LastYear: days(first.AddMonths(-12), d.AddMonths(-12)),
			Now: activity(7, min(i+1, 20)*2), Base: activity(7, i+1), Target: target(167 * (i + 1)),
		})
	}
}

func weekScores(r *sales.Result) []sales.KPI {
	money := func(code sales.KPICode, up bool, of func(*sales.Activity) fact.Amount) sales.KPI {
		k := sales.KPI{
			Code: code, Unit: sales.Money, UpIsGood: up, Week: sales.Figure{Amount: of(&r.Total[sales.Week])}, LastWeek: sales.Figure{Amount: of(&r.Total[sales.PreviousWeek])},
			LastYear: sales.Figure{Amount: of(&r.Total[sales.WeekLastYear])}, Month: sales.Figure{Amount: of(&r.Total[sales.Month])},
			Target: sales.Figure{Missing: sales.NoTarget}, Attainment: sales.Figure{Missing: sales.NoTarget},
		}
		for i := range r.Weeks {
			k.Series = append(k.Series, sales.Figure{Amount: of(&r.Weeks[i].Now)})
		}
		return k
	}
	number := func(code sales.KPICode, unit sales.Unit, up bool, week, lastWeek, lastYear, month float64) sales.KPI {
		return sales.KPI{
			Code: code, Unit: unit, UpIsGood: up, Week: sales.Figure{Number: week}, LastWeek: sales.Figure{Number: lastWeek}, LastYear: sales.Figure{Number: lastYear},
			Month: sales.Figure{Number: month}, Target: sales.Figure{Missing: sales.NoTarget}, Attainment: sales.Figure{Missing: sales.NoTarget},
			Series: []sales.Figure{{Number: lastWeek}, {Missing: sales.NoSales}, {Number: week}},
		}
	}
	net := money(sales.NetSales, true, func(a *sales.Activity) fact.Amount { return a.Net() })
	net.Target, net.Attainment = sales.Figure{Amount: r.Targets[sales.Month].Amount}, sales.Figure{Number: 0.91}
	overdue := money(sales.Overdue, false, func(*sales.Activity) fact.Amount { return 0 })
	overdue.Week.Amount, overdue.LastWeek.Amount, overdue.LastYear.Amount, overdue.Month.Amount = units(500_000), units(400_000), units(600_000), units(500_000)
	return []sales.KPI{
		net, money(sales.OrderIntake, true, func(a *sales.Activity) fact.Amount { return a.Orders }),
		number(sales.MarginRate, sales.Ratios, true, 0.4, 0.41, 0.4, 0.4), number(sales.TargetReached, sales.Ratios, true, 0.91, 0.73, 0.45, 0.91),
		money(sales.CashCollected, true, func(a *sales.Activity) fact.Amount { return a.Cash }), overdue,
		number(sales.DSO, sales.Days, false, 60, 58, 60, 60), number(sales.ReturnRate, sales.Ratios, false, 0.09, 0.08, 0.1, 0.09),
	}
}

func weekExceptions() []sales.Exception {
	return []sales.Exception{
		{Kind: sales.BelowCost, On: fact.NewDate(2026, 9, 15), Document: 1, Delivery: fact.None, Line: 2, Customer: 1, Product: 0, Salesperson: 1, Amount: units(1_200), Net: units(4_000), Rate: is(0.23)},
		{Kind: sales.BelowCost, On: fact.NewDate(2026, 9, 15), Document: 1, Delivery: fact.None, Line: 3, Customer: 1, Product: 1, Salesperson: 1, Amount: units(200), Net: units(900), Rate: is(0.18)},
		{Kind: sales.OnHold, On: fact.NewDate(2026, 9, 16), Document: fact.None, Delivery: 0, Customer: 0, Product: fact.None, Salesperson: 0, Amount: units(30_000), Net: units(30_000)},
	}
}

// week lays the hand-made week out.
func weekDocument(t testing.TB, tag string) *render.Document {
	t.Helper()
	return Sales(sellingCompany(), weekResult(), language(t, tag), Options{Pages: Pages{"invoice": "https://erp.example/doc?no={number}"}})
}
