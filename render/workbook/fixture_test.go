package workbook

import (
	"testing"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

// The company of the tests, made by hand: three customers, six open items, one
// salesperson each. Every figure below was added up on paper:
//
//	on open invoices 200,000 + 1,100,000 + 710,000 + 90,000 = 2,100,000
//	credits −40,000, advances −60,000, net receivable 2,000,000
//	overdue 200,000 + 1,100,000 + 90,000 = 1,390,000, 66.2 % of 2,100,000
var (
	asOf     = fact.NewDate(2026, 9, 24)
	previous = fact.NewDate(2026, 9, 23)
)

func units(n int64) fact.Amount { return fact.Amount(n * fact.AmountScale) }

func snapshot() *fact.Snapshot {
	return &fact.Snapshot{
		Company: fact.Company{Name: "Harbour & Pine Ltd", Currency: "CNY", FiscalYearStart: 1, TimeZone: "Asia/Shanghai"},
		Source:  fact.Source{Preset: "reference"},
		Customers: []fact.Customer{
			{
				ID: "c0", Code: "00010", Name: `=HYPERLINK("x")`, Group: "Dealer", Region: "East", Country: "CN", Salesperson: 0, Collector: 1, Parent: fact.None,
				Terms: fact.Terms{Rule: fact.TermsDays, Days: 30}, Limit: units(1_000_000), HasLimit: true, Contact: "Mr Xu", Mail: "xu@example.com", Phone: "+86 21 5550",
			},
			{
				ID: "c1", Code: "00020", Name: "青岛明远泵业有限公司", Group: "Works", Region: "North", Salesperson: 1, Collector: fact.None, Parent: 0,
				Terms: fact.Terms{Rule: fact.TermsEndOfMonth, Days: 30}, OnHold: true,
			},
			{ID: "c2", Code: "00030", Salesperson: fact.None, Collector: fact.None, Parent: fact.None, Missing: true},
		},
		Salespeople: []fact.Salesperson{{ID: "s0", Code: "S0", Name: "A. Orrin"}, {ID: "s1", Code: "S1", Name: "林知夏"}},
		Documents: fact.DocumentsOf([]fact.Document{
			{ID: "d0", Number: "INV-1", Posted: fact.NewDate(2024, 1, 2)},
			{ID: "d1", Number: "INV-2", Posted: fact.NewDate(2026, 8, 1)},
		}...),
	}
}

func items() []receivables.Item {
	return []receivables.Item{
		{
			Class: receivables.OnInvoice, Document: 0, Receipt: fact.None, Customer: 0, Number: "INV-1", Posted: fact.NewDate(2026, 5, 1), Due: fact.NewDate(2026, 5, 31),
			DaysLate: 116, Age: 146, Bucket: 4, Currency: "CNY", Amount: units(500_000), Open: units(200_000), Company: units(200_000),
			PartPaid: true, Disputed: true, Order: "SO-1", Contract: "K-1", Salesperson: 0,
		},
		{
			Class: receivables.OnInvoice, Document: 1, Receipt: fact.None, Customer: 0, Number: "INV-2", Posted: fact.NewDate(2026, 8, 1), Due: fact.NewDate(2026, 8, 31),
			DaysLate: 24, Age: 54, Bucket: 1, Currency: "CNY", Amount: units(1_100_000), Open: units(1_100_000), Company: units(1_100_000), Salesperson: 0,
		},
		{
			Class: receivables.Credit, Kind: fact.CreditNote, Document: 2, Receipt: fact.None, Customer: 1, Number: "CN-5", Posted: fact.NewDate(2026, 9, 10),
			DaysLate: 14, Age: 14, Bucket: -1, Currency: "CNY", Amount: units(-40_000), Open: units(-40_000), Company: units(-40_000), Salesperson: 1,
		},
		{
			Class: receivables.OnInvoice, Document: 3, Receipt: fact.None, Customer: 1, Number: "INV-4", Posted: fact.NewDate(2026, 7, 20), Due: fact.NewDate(2026, 8, 20),
			DaysLate: 35, Age: 66, Bucket: 2, Currency: "CNY", Amount: units(90_000), Open: units(90_000), Company: units(90_000), Salesperson: 1,
		},
		{
			Class: receivables.OnInvoice, Document: 4, Receipt: fact.None, Instalment: 2, Customer: 1, Number: "INV-3", Posted: fact.NewDate(2026, 9, 1), Due: fact.NewDate(2026, 10, 1), DueAssumed: true,
			DaysLate: -7, Age: 23, Bucket: 0, Currency: "USD", Amount: units(100_000), Open: units(100_000), Company: units(710_000), Salesperson: 1,
		},
		{
			Class: receivables.Advance, Document: fact.None, Receipt: 0, Customer: 2, Number: "RC-6", Posted: fact.NewDate(2026, 9, 20),
			DaysLate: 4, Age: 4, Bucket: -1, Currency: "CNY", Amount: units(-60_000), Open: units(-60_000), Company: units(-60_000), Salesperson: fact.None,
		},
	}
}

func aging(notDue, b30, b60, b90, over int64) []fact.Amount {
	return []fact.Amount{units(notDue), units(b30), units(b60), units(b90), units(over)}
}

func figures(day fact.Date, net, overdue, over, dso int64) receivables.Figures {
	return receivables.Figures{
		AsOf: day, Customers: 3, OverLimit: units(over), OverLimitCustomers: 1,
		DSO: receivables.Measure{Value: float64(dso), Valid: true},
		Balance: receivables.Balance{
			OnInvoices: units(net + 100_000), Credits: units(-40_000), Advances: units(-60_000), Net: units(net), Overdue: units(overdue),
			Aging: aging(net+100_000-overdue, overdue-200_000, 0, 0, 200_000),
		},
	}
}

func result() *receivables.Result {
	s := snapshot()
	now := figures(asOf, 2_000_000, 1_390_000, 300_000, 60)
	now.Balance = receivables.Balance{
		Invoices: 4, OnInvoices: units(2_100_000), Credits: units(-40_000), Advances: units(-60_000), Net: units(2_000_000), Overdue: units(1_390_000),
		OverdueItems: 3, Items: 6, Aging: aging(710_000, 1_100_000, 90_000, 0, 200_000),
		AgingItems: []int{1, 1, 1, 0, 1}, AgingHolders: []int{1, 1, 1, 0, 1}, Oldest: 116,
	}
	monthEnd, lastYear := fact.NewDate(2026, 8, 31), fact.NewDate(2025, 9, 24)
	first := receivables.Customer{
		Ref: 0, LastReceived: fact.NewDate(2026, 9, 2), LastReceivedAmount: units(300_000), OverLimit: units(300_000), OverSince: fact.NewDate(2026, 8, 1), LimitUse: 1.3,
		Balance: receivables.Balance{OnInvoices: units(1_300_000), Net: units(1_300_000), Overdue: units(1_300_000), Aging: aging(0, 1_100_000, 0, 0, 200_000), Oldest: 116},
	}
	second := receivables.Customer{Ref: 1, Balance: receivables.Balance{
		OnInvoices: units(800_000), Credits: units(-40_000), Net: units(760_000), Overdue: units(90_000), Aging: aging(710_000, 0, 90_000, 0, 0), Oldest: 35,
	}}
	third := receivables.Customer{Ref: 2, Balance: receivables.Balance{Advances: units(-60_000), Net: units(-60_000), Aging: aging(0, 0, 0, 0, 0)}}
	return &receivables.Result{
		Company: s.Company, Source: s.Source, Buckets: receivables.Buckets(receivables.ByDueDate, []int{30, 60, 90}),
		Params: receivables.Params{
			AsOf: asOf, Previous: previous, Limits: []int{30, 60, 90}, DSOMonths: 3, Concentration: 0.1, Top: 10, Months: 12,
			Stored: units(1_880_010), HasStored: true,
		},
		Now: now, Previous: figures(previous, 1_880_000, 1_300_000, 280_000, 60),
		MonthEnd: figures(monthEnd, 2_100_000, 1_500_000, 0, 54), LastYear: figures(lastYear, 1_000_000, 400_000, 0, 50),
		History:     []receivables.Figures{figures(fact.NewDate(2026, 7, 31), 1_700_000, 900_000, 0, 55), figures(monthEnd, 2_100_000, 1_500_000, 0, 54), now},
		Items:       items(),
		Customers:   []receivables.Customer{first, second, third},
		Top:         []receivables.Customer{first, second},
		Salespeople: []receivables.Group{{Ref: 0, Name: "A. Orrin", Customers: 1, Balance: first.Balance}, {Ref: 1, Name: "林知夏", Customers: 1, Balance: second.Balance}, {Ref: fact.None, Customers: 1, Balance: third.Balance}},
		Regions:     []receivables.Group{{Ref: fact.None, Name: "East", Customers: 1, Balance: first.Balance}, {Ref: fact.None, Name: "North", Customers: 1, Balance: second.Balance}, {Ref: fact.None, Customers: 1, Balance: third.Balance}},
		Groups:      []receivables.Group{{Ref: fact.None, Name: "Dealer", Customers: 1, Balance: first.Balance}, {Ref: fact.None, Name: "Works", Customers: 1, Balance: second.Balance}, {Ref: fact.None, Customers: 1, Balance: third.Balance}},
		Movements: []receivables.RollForward{
			{From: previous, To: asOf, Opening: units(1_880_000), Invoiced: units(170_000), Received: units(-50_000), Closing: units(2_000_000)},
			{From: monthEnd, To: asOf, Opening: units(2_100_000), Invoiced: units(910_000), Credited: units(-40_000), Received: units(-970_000), Closing: units(2_000_000)},
		},
		Changes: changes(), Window: fact.Period{From: fact.NewDate(2026, 6, 25), Until: fact.NewDate(2026, 9, 25)}, Months: months(), Collected: collectedBy(), Exceptions: exceptions(), Checks: checks(),
		Sales:  receivables.Sales{Month: units(800_000), MonthLastYear: units(1_000_000), Year: units(9_000_000), YearLastYear: units(8_000_000)},
		Intake: []fact.Intake{{Fact: "documents", Read: 7, Used: 6, Excluded: 1, Assumed: 1}, {Fact: "receipts", Read: 1, Used: 1}},
		Findings: []fact.Finding{
			{Treatment: fact.Assumed, Fact: "documents", Row: "INV-3", Customer: "00020", Reason: fact.DueFromTerms, Value: "2026-10-01", Count: 1},
			{Treatment: fact.Excluded, Fact: "documents", Row: "INV-9", Customer: "00010", Reason: fact.NullAmount, Currency: "CNY"},
		},
	}
}

func changes() []receivables.Change {
	list := items()
	return []receivables.Change{
		{Kind: receivables.NewlyOverdue, Item: list[1], From: 0, To: 1, Amount: units(1_100_000)},
		{Kind: receivables.NewOverLimit, Item: receivables.Item{Customer: 0, Document: fact.None, Receipt: fact.None, Bucket: -1}, From: -1, To: -1, Amount: units(300_000)},
		{Kind: receivables.Cleared, Item: receivables.Item{Customer: 2, Number: "INV-0", Due: fact.NewDate(2026, 9, 25), DaysLate: -1}, From: 0, To: -1, Amount: units(-50_000)},
		{Kind: receivables.NewAdvance, Item: list[5], From: -1, To: -1, Amount: units(-60_000)},
	}
}

func exceptions() []receivables.Exception {
	return []receivables.Exception{
		{Kind: receivables.OverCreditLimit, Act: true, Amount: units(300_000), Customers: 1, Since: fact.NewDate(2026, 8, 1), Worst: 0, Share: 1.3},
		{Kind: receivables.HistoryChanged, Amount: units(-10), Items: 1, Since: previous, Worst: fact.None},
		{Kind: receivables.RowsExcluded, Act: true, Items: 1, Worst: fact.None},
		{Kind: receivables.DisputedItems, Amount: units(200_000), Items: 1, Customers: 1, Since: fact.NewDate(2026, 5, 1), Worst: 0},
	}
}

func checks() []fact.Check {
	pass := func(id string, side int64) fact.Check {
		return fact.Check{ID: id, Left: units(side), Right: units(side), Passed: true, Supplied: true}
	}
	gl := pass("gl", 2_000_000)
	gl.Account = "1122"
	return []fact.Check{
		pass("buckets", 2_100_000), pass("parts", 2_000_000), pass("items", 2_000_000), pass("customers", 2_000_000), pass("salespeople", 2_000_000),
		pass("movement_previous", 2_000_000), pass("movement_month", 2_000_000), pass("movement_months", 2_000_000), {ID: "erp", Left: units(2_000_000)}, gl,
	}
}

func language(t testing.TB, tag string) *locale.Locale {
	t.Helper()
	l, err := locale.Get(tag)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// document lays the hand-made company out.
func document(t testing.TB, tag string) *render.Document {
	t.Helper()
	return Receivables(snapshot(), result(), language(t, tag), Options{Pages: Pages{"invoice": "https://erp.example/doc?no={number}&id={id}"}})
}

// sheet returns a document's sheet.
func sheet(t testing.TB, d *render.Document, id string) *render.Sheet {
	t.Helper()
	for i := range d.Sheets {
		if d.Sheets[i].ID == id {
			return &d.Sheets[i]
		}
	}
	t.Fatalf("there is no sheet %q", id)
	return nil
}

// months are August and September to date: 1,700,000 + 900,000 − 500,000 =
// 2,100,000, and the roll-forward since month-end.
func months() []receivables.Month {
	days := func(v float64) receivables.Measure { return receivables.Measure{Value: v, Valid: true} }
	return []receivables.Month{
		{
			Movement: receivables.RollForward{
				From: fact.NewDate(2026, 7, 31), To: fact.NewDate(2026, 8, 31),
				Opening: units(1_700_000), Invoiced: units(900_000), Received: units(-500_000), Closing: units(2_100_000),
			},
			Collection: receivables.Collection{
				Net: units(2_100_000), Current: units(600_000), Overdue: units(1_500_000), Billing: units(3_500_000), Settled: units(500_000),
				DSO: days(55.2), CountBack: days(60.5), BestPossible: days(15.8), Delinquent: days(39.4),
				CEI: days(25), CashCEI: days(25), Turnover: days(1.9), DaysToPay: days(48.5), DaysLate: days(18.5), DaysLateOnly: days(19),
			},
		},
		{
			Movement: receivables.RollForward{
				From: fact.NewDate(2026, 8, 31), To: asOf,
				Opening: units(2_100_000), Invoiced: units(910_000), Credited: units(-40_000), Received: units(-970_000), Closing: units(2_000_000),
			},
			Collection: collection(2_000_000, 710_000, 1_390_000, 3_066_667, 970_000),
		},
	}
}

func collection(net, current, overdue, billing, settled int64) receivables.Collection {
	days := func(v float64) receivables.Measure { return receivables.Measure{Value: v, Valid: true} }
	none := receivables.Measure{Reason: receivables.NoPayment}
	return receivables.Collection{
		Net: units(net), Current: units(current), Overdue: units(overdue), Billing: units(billing), Settled: units(settled),
		DSO: days(60), CountBack: receivables.Measure{Value: 66.5, Valid: true, AtLeast: true}, BestPossible: days(18.3), Delinquent: days(41.7),
		CEI: days(43.9), CashCEI: days(42.9), ChainedCEI: days(35.2), ChainedCashCEI: days(34.8), Turnover: days(1.5), DaysToPay: none, DaysLate: none, DaysLateOnly: none,
	}
}

func collectedBy() receivables.CollectedBy {
	first, second := collection(1_300_000, 0, 1_300_000, 1_100_000, 300_000), collection(760_000, 710_000, 90_000, 1_966_667, 670_000)
	third := receivables.Collection{Net: units(-60_000), CountBack: receivables.Measure{Valid: true}}
	split := func(one, two string, ref fact.Ref) []receivables.Collected {
		return []receivables.Collected{{Ref: ref, Name: one, Collection: first}, {Ref: min(ref+1, 2*ref+1), Name: two, Collection: second}, {Ref: fact.None, Collection: third}}
	}
	customers := split("=HYPERLINK", "青岛明远泵业有限公司", 0)
	customers[2].Ref = 2
	return receivables.CollectedBy{Salespeople: split("A. Orrin", "林知夏", 0), Groups: split("Dealer", "Works", fact.None), Customers: customers}
}
