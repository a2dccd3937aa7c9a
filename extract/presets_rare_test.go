package extract_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"

	"daybook/analyze/receivables"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/internal/mariadbtest"
)

// TestRare holds each preset to what its ERP does rarely, in rows of our own.
func TestRare(t *testing.T) {
	type aspect struct {
		name string
		hold func(*testing.T, *extract.Source)
	}
	mill := map[string]string{"company_name": "The Mill"}
	for _, erp := range []struct {
		preset, tables string
		parameters     map[string]string
		aspects        []aspect
	}{
		{"erpnext", "erp/erpnext-15-schema.sql", nil, []aspect{{"owed", owedERPNext}, {"described", describedERPNext}, {"sold", soldERPNext}}},
		{"dolibarr", "transplant/dolibarr.sql", nil, []aspect{{"owed", owedDolibarr}, {"described", describedDolibarr}, {"shipped", shippedDolibarr}}},
		{"frontaccounting", "transplant/frontaccounting.sql", mill, []aspect{{"owed", owedFrontAccounting}, {"described", describedFrontAccounting}}},
		{"frontaccounting", "transplant/frontaccounting.sql", map[string]string{"write_offs": "J%"}, []aspect{{"written off", writtenOffFrontAccounting}}},
		{"jsherp", "transplant/jsherp.sql", map[string]string{"opening_date": "2024-12-31"}, []aspect{{"owed", owedJshERP}, {"described", describedJshERP}}},
		{"yudao", "transplant/yudao.sql", mill, []aspect{{"owed", owedYudao}, {"described", describedYudao}}},
		{"weberp", "transplant/weberp.sql", mill, []aspect{{"owed", owedWebERP}, {"described", describedWebERP}}},
	} {
		source := rare(t, erp.preset, erp.tables, erp.parameters)
		for _, a := range erp.aspects {
			t.Run(erp.preset+"/"+a.name, func(t *testing.T) { a.hold(t, source) })
		}
	}
}

// rare loads an ERP's tables, empties them and fills them with our own rows.
func rare(t *testing.T, presetName, dump string, parameters map[string]string) *extract.Source {
	t.Helper()
	return refilled(t, presetName, dump, "presets", "", parameters)
}

// refilled is rare with the rows of any folder of testdata, and a statement after them.
func refilled(t *testing.T, presetName, dump, folder, then string, parameters map[string]string) *extract.Source {
	t.Helper()
	dsn, db := refill(t, presetName, dump, folder, then)
	return openSource(t, readOnly(t, db, dsn), extract.Options{Preset: presetName, Parameters: parameters})
}

// refill is refilled for who wants the database.
func refill(t *testing.T, presetName, dump, folder, then string) (dsn string, db *sqlx.DB) {
	t.Helper()
	tables := mariadbtest.Data(t, dump)
	server := mariadbtest.Start(t)
	dsn = server.DSN(t, presetName+"_"+folder)
	server.Load(t, dsn, tables)
	db = server.Open(t, dsn)
	var names []string
	if err := db.Select(&names, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_rows > 0"); err != nil {
		t.Fatal(err)
	}
	empty := "SET foreign_key_checks = 0;"
	for _, name := range names {
		empty += "DELETE FROM `" + name + "`;"
	}
	if _, err := db.Exec(empty); err != nil {
		t.Fatal(err)
	}
	server.Load(t, dsn, filepath.Join("testdata", folder, presetName+".sql"))
	if then != "" {
		if _, err := db.Exec(then); err != nil {
			t.Fatal(err)
		}
	}
	return dsn, db
}

// items lists what is open, one line for each: customer, number, class, due, amount
// in the item's own and in company currency.
func items(r *receivables.Result, snap *fact.Snapshot) (out []string) {
	for _, i := range r.Items {
		due := i.Due.String()
		if i.Class != receivables.OnInvoice {
			due = "-"
		}
		class := [...]string{receivables.OnInvoice: "invoice", receivables.Credit: "credit", receivables.Advance: "advance"}[i.Class]
		out = append(out, fmt.Sprint(snap.Customers[i.Customer].ID, " ", i.Number, " ", class, " ", due, " ", i.Open, " ", i.Currency, " ", i.Company))
	}
	return out
}

func lines(text string) []string { return strings.Split(strings.TrimSpace(text), "\n") }

// moved names the parts of a roll-forward that are not zero.
func moved(m receivables.RollForward) string {
	return fmt.Sprintf("invoiced %s credited %s journals %s received %s discounts %s written off %s exchange %s",
		m.Invoiced, m.Credited, m.Journals, m.Received, m.Discounts, m.WrittenOff, m.Exchange)
}

// holdsItems compares what is open and what moved in the month with what the fixture is
// about.
func holdsItems(t *testing.T, r *receivables.Result, snap *fact.Snapshot, wantItems, wantMoved string) {
	t.Helper()
	want, got := lines(wantItems), items(r, snap)
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("open items (want − got):\n%s", diff)
	}
	if got := moved(r.Movements[1]); got != wantMoved {
		t.Errorf("moved\n got %s\nwant %s", got, wantMoved)
	}
}

func owedERPNext(t *testing.T, source *extract.Source) {
	r, snap := report(t, source, "Mill", "2025-03-31", receivables.ByDueDate)
	tied(t, r, "erp", "gl")
	holdsItems(t, r, snap, `
claim JV-10 credit - -1.00 USD -1.00
claim DN-12 invoice 2025-03-31 9.00 USD 9.00
euro INV-9 invoice 2025-03-31 11.00 USD 11.00
journal INV-7 invoice 2025-03-31 18.00 USD 18.00
opening OLD-13 invoice 2024-12-31 40.00 USD 40.00
opening JV-7 invoice 2025-01-11 300.00 USD 300.00
parts INV-2 invoice 2025-04-30 200.00 USD 200.00
refunded RET-4 credit - -50.00 USD -50.00
rounded INV-1 invoice 2025-03-31 100.00 USD 100.00
advance PE-9 advance - -15.00 USD -15.00`,
		"invoiced 993.00 credited -130.00 journals -7.00 received -775.00 discounts -5.00 written off -14.00 exchange 10.00")
	for _, in := range snap.Intake {
		if in.Excluded > 0 || in.Assumed > 0 {
			t.Errorf("%+v", in)
		}
	}
	// Net of returns, and without what is neither submitted nor this company's.
	if want := "853.00"; r.Sales.Month.String() != want { // 90+300+200−50−80+3+97+100+110+11+57+15
		t.Errorf("net sales %s, want %s", r.Sales.Month, want)
	}
}

func describedERPNext(t *testing.T, source *extract.Source) {
	_, snap := report(t, source, "Mill", "2025-03-31", receivables.ByDueDate)
	if c := snap.Company; c.TimeZone != "Asia/Kolkata" || c.FiscalYearStart != 4 || c.Currency != "USD" {
		t.Errorf("company %+v", c)
	}
	for id, want := range map[string]string{
		"rounded":  "100.00 USD days 10 Bob Bill Payer bill@example.com", // its own limit in this company, the company's terms
		"parts":    "2000.00 USD days 60  ",                              // the group's limit, the last of two parts
		"returned": "2000.00 USD month-end 0  ",                          // none of its own is none, and the group's terms
		"euro":     "9000.00 EUR days 10  ",                              // the company's limit
		"claim":    "9000.00 USD days 10  ",                              // the same: orders of its group pass unchecked
	} {
		c := snap.Customers[slices.IndexFunc(snap.Customers, func(c fact.Customer) bool { return c.ID == id })]
		rule := map[fact.TermsRule]string{fact.TermsDays: "days", fact.TermsEndOfMonth: "month-end"}[c.Terms.Rule]
		seller := ""
		if c.Salesperson.Known() {
			seller = snap.Salespeople[c.Salesperson].Name
		}
		if got := strings.TrimRight(fmt.Sprint(c.Limit, " ", c.Currency, " ", rule, " ", c.Terms.Days, " ", seller, " ", c.Contact, " ", c.Mail), " "); got != strings.TrimRight(want, " ") {
			t.Errorf("%s: got %s, want %s", id, got, want)
		}
	}
	if c := snap.Customers; c[slices.IndexFunc(c, func(c fact.Customer) bool { return c.ID == "rounded" })].Country != "France" || c[0].Country != "" {
		t.Errorf("customers %+v", c)
	}
	if o := snap.Orders.List(); len(o) != 2 || o[0].NotShipped != 750_0000 || o[0].NotInvoiced != 900_0000 || o[0].Shipped != date("2025-02-25") ||
		o[0].Invoiced != date("2025-03-01") || o[1].NotShipped != 0 || len(snap.Deliveries) != 1 || snap.Deliveries[0].NotInvoiced != 150_0000 {
		t.Errorf("orders %+v, deliveries %+v", o, snap.Deliveries)
	}
	var sold []string
	for l := range snap.Lines.All() {
		sold = append(sold, fmt.Sprint(snap.Documents.Number(l.Document), " ", l.Quantity, " × ", l.Price, " of ", l.ListPrice, " = ", l.Net, " cost ", l.Cost, " ", l.HasCost))
	}
	if diff := cmp.Diff([]string{"INV-1 24 × 3.75 of 5 = 90.00 cost 48.00 true", "RET-3 12 × 4.166667 of 5 = 50.00 cost 0.00 false"}, sold); diff != "" {
		t.Errorf("lines (want − got):\n%s", diff)
	}
}

// soldERPNext holds who sells, what they are to sell in which month, and under which
// promotion it was sold.
func soldERPNext(t *testing.T, source *extract.Source) {
	_, snap := report(t, source, "Mill", "2025-03-31", receivables.ByDueDate)
	people, targets := []string{}, map[string][]string{}
	for _, p := range snap.Salespeople {
		people = append(people, fmt.Sprint(p.Name, " ", p.Mail, " ", p.Joined, " ", p.Left, " ", p.Inactive))
	}
	same(t, "salespeople", []string{"All    false", "Ann ann@mill.example 2019-02-01  false", "Bob bob@mill.example 2020-05-01 2025-02-28 true"}, people)
	for _, target := range snap.Targets {
		name := snap.Salespeople[target.Salesperson].Name
		targets[name] = append(targets[name], fmt.Sprint(target.Month.String()[:7], " ", target.NetSales))
	}
	want := map[string]string{
		// 100 by twelfths, to the cent.
		"Ann": "2025-04 8.33, 2025-05 8.34, 2025-06 8.33, 2025-07 8.33, 2025-08 8.34, 2025-09 8.33, 2025-10 8.33, 2025-11 8.34, 2025-12 8.33, 2026-01 8.33, 2026-02 8.34, 2026-03 8.33",
		// 33.333 % of 100.01 in April, the rest in March, and 1 each month.
		"Bob": "2025-04 34.34, 2025-05 1.00, 2025-06 1.00, 2025-07 1.00, 2025-08 1.00, 2025-09 1.00, 2025-10 1.00, 2025-11 1.00, 2025-12 1.00, 2026-01 1.00, 2026-02 1.00, 2026-03 67.67",
		// A year that is not kept, and a third of 100 in each month of a short one.
		"All": "2024-01 2.00, 2024-02 2.00, 2024-03 2.00, 2024-04 2.00, 2024-05 2.00, 2024-06 2.00, 2024-07 2.00, 2024-08 2.00, 2024-09 2.00, 2024-10 2.00, 2024-11 2.00, 2024-12 2.00, 2026-04 33.33, 2026-05 33.34, 2026-06 33.33",
	}
	for who := range want {
		if got := strings.Join(targets[who], ", "); got != want[who] {
			t.Errorf("targets of %s\n got %s\nwant %s", who, got, want[who])
		}
	}
	var promoted []string
	for l := range snap.Lines.All() {
		p := snap.Promotions[l.Promotion-1]
		promoted = append(promoted, fmt.Sprint(snap.Documents.Number(l.Document), " ", p.Name, " ", p.From, " ", p.Until))
	}
	same(t, "promotions of lines", []string{"INV-1 Spring 2025-03-01 2025-05-31", "RET-3 Two for one  "}, promoted)
	if n := len(snap.Promotions); n != 2 {
		t.Errorf("%d promotions", n)
	}
}

func owedDolibarr(t *testing.T, source *extract.Source) {
	r, snap := report(t, source, "1", "2025-03-31", receivables.ByDueDate)
	tied(t, r, "erp")
	holdsItems(t, r, snap, `
1 FA-1 invoice 2025-04-04 480.00 EUR 480.00
1 P3 advance - -60.00 EUR -60.00
2 FA-3 invoice 2025-04-14 25.00 EUR 25.00
3 AV-1 credit - -30.00 EUR -30.00
4 FA-10 invoice 2025-04-25 79.00 EUR 79.00
4 FA-6 invoice 2025-03-02 30.00 EUR 30.00
5 FA-11 invoice 2025-03-31 60.00 USD 30.00
7 AC-3 invoice 2025-03-11 18.00 EUR 18.00`,
		// FA-1 is 600 again; AC-2 came and went, AC-3 came; 8 were settled by closing AV-2.
		"invoiced 844.00 credited -78.00 journals 36.00 received -306.00 discounts -2.00 written off -22.00 exchange 0.00")
	if want := "666.00"; r.Sales.Month.String() != want { // 500+45+30−70+40−8+79+50
		t.Errorf("net sales %s, want %s", r.Sales.Month, want)
	}
	var excluded []string
	for _, f := range snap.Findings {
		if f.Treatment == fact.Excluded {
			excluded = append(excluded, fmt.Sprint(f.Row, " ", f.Reason, " ", f.Amount))
		}
	}
	if diff := cmp.Diff([]string{"FA-8 not_counted 77.00", "FA-9 not_counted 78.00", "P8 unknown_reference 33.00", "P9 unknown_reference 1.00"}, excluded); diff != "" {
		t.Errorf("excluded (want − got):\n%s", diff)
	}
	// Until the invoice came the deposit's money was an advance; before it was
	// converted it had paid the deposit.
	for day, want := range map[string]string{
		"2025-01-14": "1 AC-1 invoice 2025-01-10 120.00 EUR 120.00",
		"2025-01-16": "1 AC-1 invoice 2025-01-10 20.00 EUR 20.00",
		"2025-01-19": "",
		"2025-01-31": "1 P1 advance - -100.00 EUR -100.00, 1 P2 advance - -20.00 EUR -20.00",
	} {
		r, snap := report(t, source, "1", day, receivables.ByDueDate)
		tied(t, r, "erp")
		if got := strings.Join(items(r, snap), ", "); got != want {
			t.Errorf("%s: got %q, want %q", day, got, want)
		}
	}
}

func describedDolibarr(t *testing.T, source *extract.Source) {
	_, snap := report(t, source, "1", "2025-03-31", receivables.ByDueDate)
	if c := snap.Company; c.Name != "The Mill" || c.FiscalYearStart != 4 || c.Currency != "EUR" {
		t.Errorf("company %+v", c)
	}
	companies, err := source.Companies(t.Context())
	if err != nil || len(companies) != 2 {
		t.Errorf("companies %v, %v", companies, err) // the third entity never invoiced
	}
	same(t, "salespeople who are gone", []string{"Bob Best"}, inactive(snap))
	if len(snap.Customers) != 6 || len(snap.Salespeople) != 2 {
		t.Fatalf("%d customers, %d salespeople", len(snap.Customers), len(snap.Salespeople))
	}
	terms := []fact.Terms{{Rule: fact.TermsDays, Days: 30}, {Rule: fact.TermsEndOfMonth, Days: 30}, {Rule: fact.TermsDayOfMonth, Days: 10, Day: 15}}
	for i, want := range terms {
		if got := snap.Customers[i].Terms; got != want {
			t.Errorf("terms %+v, want %+v", got, want)
		}
	}
	first, second, third := snap.Customers[0], snap.Customers[1], snap.Customers[2]
	if first.Limit != 100_0000 || second.HasLimit || !third.Inactive || first.Country != "France" || snap.Salespeople[first.Salesperson].Name != "Ann Able" {
		t.Errorf("customers %+v\n%+v\n%+v", first, second, third)
	}
	var sold []string
	for l := range snap.Lines.All() {
		sold = append(sold, fmt.Sprint(snap.Documents.Number(l.Document), " ", l.Quantity, " × ", l.Price, " of ", l.ListPrice, " = ", l.Net, " (", l.CompanyNet, ") cost ", l.Cost))
	}
	want := []string{"FA-1 10 × 50 of 62.5 = 500.00 (500.00) cost 300.00", "AV-1 2 × 35 of 35 = 70.00 (70.00) cost 60.00", "FA-11 1 × 100 of 100 = 100.00 (50.00) cost 0.00"}
	slices.Sort(want)
	slices.Sort(sold)
	if diff := cmp.Diff(want, sold); diff != "" {
		t.Errorf("lines (want − got):\n%s", diff)
	}
}

// shippedDolibarr holds that a shipment is invoiced from its own invoice on, and is
// worth what the order says of what was sent.
func shippedDolibarr(t *testing.T, source *extract.Source) {
	for day, want := range map[string]string{
		"2025-02-28": "",
		"2025-03-04": "CO-1 2025-03-01 60.00, CO-1 2025-03-02 60.00, CO-1 2025-03-03 60.00, CO-2 2025-03-04 0.00",
		"2025-03-31": "CO-1 2025-03-01 0.00, CO-1 2025-03-02 60.00, CO-1 2025-03-03 60.00, CO-2 2025-03-04 0.00, CO-3 2025-03-05 0.00",
		"2025-04-30": "CO-1 2025-03-01 0.00, CO-1 2025-03-02 0.00, CO-1 2025-03-03 60.00, CO-2 2025-03-04 0.00, CO-3 2025-03-05 0.00",
	} {
		_, snap := report(t, source, "1", day, receivables.ByDueDate)
		var got []string
		for _, d := range snap.Deliveries {
			order := snap.Orders.At(d.Order)
			got = append(got, fmt.Sprint(order.Number, " ", d.Shipped, " ", d.NotInvoiced))
		}
		slices.Sort(got)
		if strings.Join(got, ", ") != want {
			t.Errorf("%s\n got %s\nwant %s", day, strings.Join(got, ", "), want)
		}
	}
	_, snap := report(t, source, "1", "2025-03-31", receivables.ByDueDate)
	// The last rate of 2025-03-01, 1.6 dollars for a euro: 16 dollars are 10 euros.
	rates := snap.Rates
	if len(rates) != 1 || rates[0].Currency != "USD" || rates[0].Date != date("2025-03-01") {
		t.Fatalf("rates %+v", rates)
	}
	if euros, err := rates[0].Rate.Convert(16_0000, 2); err != nil || euros != 10_0000 {
		t.Errorf("16 dollars are %s, %v", euros, err)
	}
}

// J2, which settles I5 on its own day, writes it off where journals of such a
// reference do; J1, which is owed, stays a journal under any name.
func writtenOffFrontAccounting(t *testing.T, source *extract.Source) {
	r, _ := report(t, source, "", "2025-03-31", receivables.ByDueDate)
	tied(t, r, "erp")
	if got, want := moved(r.Movements[1]), "invoiced 648.00 credited -80.00 journals 50.00 received -237.00 discounts -5.00 written off -12.00 exchange 5.00"; got != want {
		t.Errorf("moved\n got %s\nwant %s", got, want)
	}
}

func owedFrontAccounting(t *testing.T, source *extract.Source) {
	r, snap := report(t, source, "", "2025-03-31", receivables.ByDueDate)
	tied(t, r, "erp", "gl")
	holdsItems(t, r, snap, `
1 I1 invoice 2025-03-16 110.00 USD 110.00
1 I2 invoice 2025-03-17 231.00 USD 231.00
2 I4 invoice 2025-03-31 60.00 USD 60.00
3 J1 invoice 2025-03-16 20.00 USD 20.00
4 I6 invoice 2025-03-31 50.00 EUR 55.00
4 P5 advance - -50.00 EUR -60.00
5 C1 credit - -50.00 USD -50.00
6 P3 advance - -15.00 USD -15.00
6 P4 advance - -7.00 USD -7.00
7 I7 invoice 2025-03-31 25.00 USD 25.00`,
		// Half of I6 was 55 and was paid with 60: five were gained.
		"invoiced 648.00 credited -80.00 journals 38.00 received -237.00 discounts -5.00 written off 0.00 exchange 5.00")
	april, snap := report(t, source, "", "2025-04-30", receivables.ByDueDate)
	tied(t, april, "erp", "gl")
	if got := strings.Join(items(april, snap), ", "); strings.Contains(got, "EUR") {
		t.Errorf("euros are left: %s", got)
	}
}

func describedFrontAccounting(t *testing.T, source *extract.Source) {
	_, snap := report(t, source, "", "2025-03-31", receivables.ByDueDate)
	if c := snap.Company; c.Name != "The Mill" || c.Currency != "USD" {
		t.Errorf("company %+v", c)
	}
	same(t, "salespeople who are gone", []string{"Bob"}, inactive(snap))
	taxed, discount, journal, euro := snap.Customers[0], snap.Customers[1], snap.Customers[2], snap.Customers[3]
	if taxed.Terms != (fact.Terms{Rule: fact.TermsDays, Days: 15}) || taxed.Region != "North" || taxed.Contact != "Bill Payer" || taxed.Mail != "bill@example.com" ||
		snap.Salespeople[taxed.Salesperson].Name != "Ann" || taxed.Limit != 1000_0000 {
		t.Errorf("taxed: %+v", taxed)
	}
	if discount.Terms.Rule != fact.TermsUnknown || !discount.OnHold || !journal.Inactive || euro.Limit != 600_0000 { // 500 × 1.2
		t.Errorf("discount %+v\njournal %+v\neuro %+v", discount, journal, euro)
	}
	var sold []string
	for l := range snap.Lines.All() {
		sold = append(sold, fmt.Sprint(snap.Documents.Number(l.Document), " ", l.Quantity, " × ", l.Price, " of ", l.ListPrice, " = ", l.Net, " cost ", l.Cost))
	}
	want := []string{
		"I1 3 × 33.3334 of 33.3334 = 100.00 cost 60.00", "I2 3 × 40 of 50 = 120.00 cost 60.00", "I2 2 × 40 of 40 = 80.00 cost 0.00",
		"C1 2 × 40 of 40 = 80.00 cost 40.00",
	}
	slices.Sort(want)
	slices.Sort(sold)
	if diff := cmp.Diff(want, sold); diff != "" {
		t.Errorf("lines (want − got):\n%s", diff)
	}
	// Order 1 is done. Of order 3, half is sent and nothing invoiced; three bags of the
	// four that were sent are not invoiced, at 27.50 with tax.
	o, d := snap.Orders.List(), snap.Deliveries
	if len(o) != 2 || o[0].Number != "1" || o[0].NotShipped != 0 || o[0].NotInvoiced != 0 || o[0].Invoiced != date("2025-03-01") ||
		o[1].NotShipped != 110_0000 || o[1].NotInvoiced != 220_0000 || o[1].Shipped != date("2025-03-03") ||
		len(d) != 2 || d[0].NotInvoiced != 0 || d[1].NotInvoiced != 82_5000 {
		t.Errorf("orders %+v\ndeliveries %+v", o, d)
	}
}
