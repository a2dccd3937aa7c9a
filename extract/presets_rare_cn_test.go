package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/analyze/receivables"
	"daybook/extract"
	"daybook/extract/fact"
)

// same compares lists without regard to their order.
func same(t *testing.T, what string, want, got []string) {
	t.Helper()
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (want − got):\n%s", what, diff)
	}
}

// sold lists the lines, and excluded the rows that are in no figure, with what is
// said of figures that the ERP keeps.
func sold(snap *fact.Snapshot) (out []string) {
	for l := range snap.Lines.All() {
		out = append(out, fmt.Sprint(snap.Documents.Number(l.Document), " ", l.Quantity, " × ", l.Price, " of ", l.ListPrice, " = ", l.Net, " cost ", l.Cost, " ", snap.Lines.Reasons[l.ReturnReason]))
	}
	return out
}

func excluded(snap *fact.Snapshot) (out []string) {
	for _, f := range snap.Findings {
		if f.Treatment == fact.Excluded || f.Reason == fact.NotCounted {
			out = append(out, fmt.Sprint(f.Fact, " ", f.Row, " ", f.Reason, " ", f.Value, " ", f.Amount))
		}
	}
	return out
}

// ordered lists the orders, and how far they have come.
func ordered(snap *fact.Snapshot) (out []string) {
	for _, o := range snap.Orders.All() {
		out = append(out, fmt.Sprint(o.Number, " ", o.Amount, " to ship ", o.NotShipped, " to invoice ", o.NotInvoiced, " last ", o.Invoiced, " ", o.Status))
	}
	return out
}

// inactive are the names of salespeople who sell no more.
func inactive(snap *fact.Snapshot) (out []string) {
	for _, p := range snap.Salespeople {
		if p.Inactive {
			out = append(out, p.Name)
		}
	}
	return out
}

func owedJshERP(t *testing.T, source *extract.Source) {
	r, snap := report(t, source, "The Mill", "2025-03-31", receivables.ByDueDate)
	tied(t, r, "erp")
	holdsItems(t, r, snap, `
1 期初-1 invoice 2025-01-30 75.00 CNY 75.00
2 X-202 invoice 2025-04-01 20.00 CNY 20.00
4 X-402 invoice 2025-04-09 150.00 CNY 150.00
4 X-403 invoice 2025-04-10 20.00 CNY 20.00
4 D-401 advance - -50.00 CNY -50.00
5 X-501 invoice 2025-04-19 157.00 CNY 157.00
5 X-502 invoice 2025-04-19 60.00 CNY 60.00
5 X-503 invoice 2025-04-30 40.00 CNY 40.00
9 S-6 advance - -10.00 CNY -10.00`,
		// Received: 25 + 115 + 50 on the bill − 50 and 8 paid back + deposits of 200 and 10 + 10.
		"invoiced 809.00 credited -78.00 journals 0.00 received -352.00 discounts -5.00 written off -12.00 exchange 0.00")
	if want := "711.50"; r.Sales.Month.String() != want { // 100+60+50+300+30+137.5+60+40+12−78
		t.Errorf("net sales %s, want %s", r.Sales.Month, want)
	}
	same(t, "excluded", []string{
		"documents X-801 not_counted tenant_id NULL 99.00",
		"receipts S-7 unknown_reference customer= 9.00",
		"control all_need_get × 1 not_counted all_need_get 702.00", // 1000 stored, 298 by the statement
	}, excluded(snap))
	// The statement itself, approved or not, is the first of the control's lines.
	if c := snap.Control; len(c) != 4 || !slices.ContainsFunc(c, func(c fact.Control) bool { return c.Account == "客户对账" && c.Amount == 672_0000 }) {
		t.Errorf("control %+v", c)
	}
	april, _ := report(t, source, "The Mill", "2025-04-30", receivables.ByDueDate)
	tied(t, april, "erp")
}

func describedJshERP(t *testing.T, source *extract.Source) {
	_, snap := report(t, source, "7", "2025-03-31", receivables.ByDueDate)
	companies, err := source.Companies(t.Context())
	if err != nil || len(companies) != 2 || companies[1].Name != "租户 8" || snap.Company.TimeZone != "Asia/Shanghai" {
		t.Errorf("companies %+v, %v; company %+v", companies, err, snap.Company)
	}
	if n := len(snap.Customers); n != 9 {
		t.Fatalf("%d customers", n)
	}
	if a, b, f := snap.Customers[0], snap.Customers[2], snap.Customers[5]; a.Phone != "123" || a.Inactive || !b.Inactive || !f.Inactive || a.Terms.Days != 30 {
		t.Errorf("customers %+v\n%+v\n%+v", a, b, f)
	}
	sellers, shares := fact.NewSellers(snap), []string{}
	for i, d := range snap.Documents.All() {
		for _, s := range sellers.OfDocument(fact.Ref(i)) {
			if s.Who.Known() {
				shares = append(shares, fmt.Sprint(d.Number, " ", snap.Salespeople[s.Who].Name, " ", s.Part))
			}
		}
	}
	half, third := fact.Amount(500_000), fact.Amount(333_333)
	same(t, "shares", []string{
		fmt.Sprint("X-501 Ann ", half), fmt.Sprint("X-501 Bob ", half), fmt.Sprint("X-502 Ann ", third), fmt.Sprint("X-502 Bob ", third),
		fmt.Sprint("X-503 Ann ", fact.Amount(fact.ShareScale)),
	}, shares)
	same(t, "lines", []string{
		"X-501 10 × 8.7 of 12 = 87.00 cost 70.00 ", "X-501 5 × 8.7 of 0 = 43.50 cost 0.00 ", // 19.50 off at the foot
		"T-203 2 × 10 of 12 = 20.00 cost 12.00 wet",
	}, sold(snap))
	same(t, "orders", []string{
		"D-401 500.00 to ship 200.00 to invoice 200.00 last 2025-03-10 部分销售",
		"D-505 100.00 to ship 41.00 to invoice 41.00 last  完成销售", // done in April, with 41
	}, ordered(snap))
	if p := snap.Products; len(p) != 3 || p[0].Brand != "Maker" || p[2].Brand != "Brand" || p[2].Code != "21" || p[0].Category != "Flour" {
		t.Errorf("products %+v", p)
	}
	documents := snap.Documents.List()
	i := slices.IndexFunc(documents, func(d fact.Document) bool { return d.Number == "T-203" })
	if d := documents[i]; !d.Corrects.Known() || snap.Documents.Number(d.Corrects) != "X-201" || d.CreatedBy.String() != "小李" {
		t.Errorf("return %+v", d)
	}
}

func owedYudao(t *testing.T, source *extract.Source) {
	r, snap := report(t, source, "7", "2025-03-31", receivables.ByDueDate)
	tied(t, r, "erp")
	holdsItems(t, r, snap, `
1 X-2 invoice 2025-04-01 20.00 CNY 20.00
2 X-3 invoice 2025-04-19 157.00 CNY 157.00
2 X-4 invoice 2025-04-30 40.00 CNY 40.00
2 T-2 credit - -20.00 CNY -20.00
3 D-2 advance - -50.00 CNY -50.00`,
		"invoiced 369.00 credited -50.00 journals 0.00 received -155.00 discounts -5.00 written off -12.00 exchange 0.00")
	if want := "299.50"; r.Sales.Month.String() != want { // 100+60+137.5+40+12−50
		t.Errorf("net sales %s, want %s", r.Sales.Month, want)
	}
	same(t, "excluded", nil, excluded(snap))
	april, _ := report(t, source, "7", "2025-04-30", receivables.ByDueDate)
	tied(t, april, "erp")
}

func describedYudao(t *testing.T, source *extract.Source) {
	_, snap := report(t, source, "7", "2025-03-31", receivables.ByDueDate)
	same(t, "lines", []string{
		"X-3 10 × 8.7 of 12 = 87.00 cost 60.00 ", "X-3 5 × 8.7 of 0 = 43.50 cost 0.00 ", "T-1 2 × 10 of 12 = 20.00 cost 12.00 wet",
	}, sold(snap))
	same(t, "orders", []string{
		"D-1 500.00 to ship 340.00 to invoice 340.00 last 2025-03-02 已审核", "D-2 90.00 to ship 90.00 to invoice 90.00 last  已审核",
	}, ordered(snap))
	c := snap.Customers
	if snap.Company.Name != "The Mill" || len(c) != 4 || c[0].Phone != "123" || c[0].Contact != "Bill" || c[0].Inactive || !c[1].Inactive || !c[3].Inactive {
		t.Errorf("company %+v, customers %+v", snap.Company, c)
	}
	same(t, "salespeople who are gone", []string{"Bob"}, inactive(snap))
	// Cy sold what nobody approved; who wrote a bill is told by name.
	if p := snap.Salespeople; len(p) != 3 || p[0].Name != "Ann" || p[0].Mail != "ann@example.com" || snap.Documents.At(0).CreatedBy.String() != "Ann" || snap.Documents.At(1).CreatedBy.String() != "" {
		t.Errorf("salespeople %+v, documents %+v", p, snap.Documents.List()[:2])
	}
}

// Where nobody approves bills, all that were saved count.
func TestUnapproved(t *testing.T) {
	for preset, want := range map[string]string{
		"jsherp": "612.00", // 462 and the bills of 77 and 78, less 5
		"yudao":  "137.00", // 147 and 77, less the return of 31, 5 received, and the deposit of 51
	} {
		source := rare(t, preset, "transplant/"+preset+".sql", map[string]string{"approved_only": "0"})
		r, _ := report(t, source, "7", "2025-03-31", receivables.ByDueDate)
		tied(t, r, "erp")
		if r.Now.Net.String() != want {
			t.Errorf("%s: net %s, want %s", preset, r.Now.Net, want)
		}
	}
}

func owedWebERP(t *testing.T, source *extract.Source) {
	r, snap := report(t, source, "", "2025-03-31", receivables.ByDueDate)
	tied(t, r, "erp", "gl")
	holdsItems(t, r, snap, `
C1 1 invoice 2025-03-20 6.00 USD 6.00
C1 discount 2 credit - -6.00 USD -6.00
C2 3 invoice 2025-05-01 25.00 USD 25.00
C2 1 credit - -5.00 USD -5.00
C3 5 invoice 2025-03-31 60.00 USD 60.00
C3 5 advance - -60.00 USD -60.00
C3 6 invoice 2025-04-10 70.00 USD 70.00
C4 7 invoice 2025-03-15 60.00 EUR 75.00
C5 8 invoice 2025-03-05 11.00 USD 11.00`,
		// Of two receipts one is nothing but a discount: what it settled was given up.
		"invoiced 331.00 credited -50.00 journals -6.00 received -230.00 discounts -5.00 written off -4.00 exchange 0.00")
	if want := "286.00"; r.Sales.Month.String() != want { // 40+25+60+70+125+11−45
		t.Errorf("net sales %s, want %s", r.Sales.Month, want)
	}
	same(t, "excluded", nil, excluded(snap))
	for _, day := range []string{"2025-02-28", "2025-03-05", "2025-03-06", "2025-04-30"} {
		r, _ := report(t, source, "", day, receivables.ByDueDate)
		tied(t, r, "erp", "gl")
	}
}

func describedWebERP(t *testing.T, source *extract.Source) {
	_, snap := report(t, source, "", "2025-03-31", receivables.ByDueDate)
	same(t, "salespeople who are gone", []string{"Bob"}, inactive(snap))
	if c := snap.Company; c.Name != "The Mill" || c.Currency != "USD" || !strings.HasPrefix(c.ID, "weberp") {
		t.Errorf("company %+v", c)
	}
	seller := func(c fact.Customer) string { return snap.Salespeople[c.Salesperson].Name }
	c1, c2, c4, c5 := snap.Customers[0], snap.Customers[1], snap.Customers[3], snap.Customers[4]
	if c1.Name != "D'Arc & <Sons>" || !c1.OnHold || c1.Terms != (fact.Terms{Rule: fact.TermsDayOfMonth, Day: 20}) || c1.Since != date("2020-01-02") ||
		c1.Region != "North" || seller(c1) != "Ann & Al" || c1.Mail != "a@example.com" || c1.Group != "Baker" {
		t.Errorf("C1: %+v", c1)
	}
	if c2.OnHold || seller(c2) != "Bob" || !c2.Since.IsZero() || c4.Limit != 1000_0000 || c4.Currency != "EUR" || c5.Terms.Rule != fact.TermsUnknown {
		t.Errorf("C2 %+v\nC4 %+v\nC5 %+v", c2, c4, c5)
	}
	same(t, "lines", []string{
		"1 8 × 7.5 of 10 = 60.00 cost 40.00 ", "1 1 × 30 of 30 = 30.00 cost 0.00 ", "1 1 × 45 of 45 = 45.00 cost 5.00 wet",
	}, sold(snap))
	same(t, "orders", []string{
		"1 75.00 to ship 0.00 to invoice 0.00 last 2025-02-10 completed", "2 60.00 to ship 20.50 to invoice 20.50 last 2025-03-05 in part", // 8.50 are left, 12 followed
		"4 8.00 to ship 8.00 to invoice 8.00 last  open", // euros, at the rate of the last transaction
	}, ordered(snap))
}
