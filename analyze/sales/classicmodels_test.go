package sales

import (
	"fmt"
	"strings"
	"testing"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/internal/mariadbtest"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"
)

// shipped are classicmodels' sales, as its own SQL sees them.
const shipped = ` FROM orders o JOIN orderdetails d USING (orderNumber) JOIN customers c USING (customerNumber) JOIN products p USING (productCode)
	WHERE o.status IN ('Shipped', 'Resolved', 'Disputed') AND o.shippedDate BETWEEN ? AND ?`

// The week of Monday 25 April 2005, and what else ends with it, by every
// dimension, against the database's own arithmetic.
func TestClassicmodels(t *testing.T) {
	dsn, db := mariadbtest.Loaded(t, "classicmodels", "erp/classicmodels.sql")
	source, err := extract.Open(t.Context(), dsn, extract.Options{Preset: "classicmodels"})
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	l := newLedger(t)
	for _, asOf := range []string{"2005-05-01", "2005-04-30"} {
		s, err := source.Snapshot(t.Context(), extract.Scope{AsOf: l.date(asOf)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Analyze(s, Params{AsOf: l.date(asOf)})
		if err != nil {
			t.Fatal(err)
		}
		if r.Checks.Failed() {
			t.Errorf("checks: %+v", r.Checks)
		}
		for id := range PeriodCount {
			agrees(t, db, s, r, id)
		}
		switch asOf {
		case "2005-05-01":
			equal(t, "week", r.Spans[Week].Period, l.period("2005-04-25", "2005-05-01"))
		default:
			equal(t, "net sales of April", r.Total[Month].Net().String(), "261498.35")
		}
	}
}

// agrees compares one period with SQL, where a sum of nothing has no row. To SQL
// "Norway" and "Norway  ", which the data has, are one.
func agrees(t *testing.T, db *sqlx.DB, s *fact.Snapshot, r *Result, id PeriodID) {
	t.Helper()
	name := func(ref fact.Ref, of func() string) string {
		if !ref.Known() {
			return ""
		}
		return of()
	}
	splits := map[string]map[string]string{
		"''": {}, "c.customerNumber": {}, "c.salesRepEmployeeNumber": {}, "c.country": {}, "p.productLine": {}, "p.productCode": {},
	}
	put := func(split, key string, sales Sales) {
		if sales.Gross != 0 {
			splits[split][key] = fmt.Sprintf("%s at cost %s, list %s", sales.Net(), sales.Cost, sales.List)
		}
	}
	put("''", "", r.Total[id].Sales)
	for _, c := range r.Customers {
		put("c.customerNumber", name(c.Ref, func() string { return s.Customers[c.Ref].Code }), c.Periods[id].Sales)
	}
	for _, p := range r.Salespeople {
		put("c.salesRepEmployeeNumber", name(p.Ref, func() string { return s.Salespeople[p.Ref].Code }), p.Periods[id].Sales)
	}
	for _, p := range r.Products {
		put("p.productCode", name(p.Ref, func() string { return s.Products[p.Ref].Code }), p.Periods[id].Sales)
	}
	for _, a := range r.Regions {
		put("c.country", a.Name, a.Periods[id].Sales)
	}
	for _, c := range r.Categories {
		put("p.productLine", c.Name, c.Periods[id].Sales)
	}
	span := r.Spans[id]
	for by, got := range splits {
		var rows []struct{ Name, Net, Cost, List string }
		query := `SELECT COALESCE(` + by + `, '') AS name, SUM(quantityOrdered * priceEach) AS net, SUM(quantityOrdered * buyPrice) AS cost, SUM(quantityOrdered * MSRP) AS list` +
			shipped + ` GROUP BY 1`
		if err := db.Select(&rows, query, span.From.String(), span.Until.AddDays(-1).String()); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for _, row := range rows {
			want[strings.TrimSpace(row.Name)] = fmt.Sprintf("%s at cost %s, list %s", row.Net, row.Cost, row.List)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s, %s by %s: %s", r.Params.AsOf, id, by, diff)
		}
	}
	var orders, cash string
	if err := db.Get(&orders, `SELECT COALESCE(SUM(quantityOrdered * priceEach), '0.00') FROM orders JOIN orderdetails USING (orderNumber) WHERE orderDate BETWEEN ? AND ?`, span.From.String(), span.Until.AddDays(-1).String()); err != nil {
		t.Fatal(err)
	}
	if err := db.Get(&cash, `SELECT COALESCE(SUM(amount), '0.00') FROM payments WHERE paymentDate BETWEEN ? AND ?`, span.From.String(), span.Until.AddDays(-1).String()); err != nil {
		t.Fatal(err)
	}
	equal(t, id.String()+" orders", r.Total[id].Orders.String(), orders)
	equal(t, id.String()+" cash", r.Total[id].Cash.String(), cash)
}
