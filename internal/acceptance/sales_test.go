package acceptance

import (
	"encoding/json"
	"fmt"
	"testing"

	"daybook/internal/mariadbtest"
	"daybook/jobs"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"
)

// salesReport is a report of the weekly job, read back from the JSON contract.
type salesReport struct {
	jobs.Report
	Figures jobs.SalesFigures `json:"figures"`
}

// sold is an independent calculation over classicmodels: what was shipped between
// two days, by whatever the expression says.
const sold = `SELECT COALESCE(%s, '') AS k, CAST(SUM(d.quantityOrdered * d.priceEach) AS CHAR) AS amount
FROM orders o JOIN orderdetails d ON d.orderNumber = o.orderNumber
JOIN customers c ON c.customerNumber = o.customerNumber JOIN products p ON p.productCode = d.productCode
WHERE o.status IN ('Shipped', 'Resolved', 'Disputed') AND o.shippedDate BETWEEN ? AND ?
GROUP BY k`

// Every figure of the week of 2005-04-25 and of the year to date equals plain SQL,
// by customer, product line, product, salesperson and region.
func TestClassicmodelsSales(t *testing.T) {
	dsn, db := mariadbtest.Loaded(t, "classicmodels", "erp/classicmodels.sql")
	f := weekly(t, configFor(t, "classicmodels", dsn), "2005-05-01").Figures

	week, year := [2]string{"2005-04-25", "2005-05-01"}, [2]string{"2005-01-01", "2005-05-01"}
	codes := func(rows []jobs.SalesOfCode, of func(jobs.SalesOf) string) map[string]string {
		out := map[string]string{}
		for _, r := range rows {
			out[r.Code] = of(r.SalesOf)
		}
		return nonzero(out)
	}
	names := func(rows []jobs.SalesOfName, of func(jobs.SalesOf) string) map[string]string {
		out := map[string]string{}
		for _, r := range rows {
			out[r.Name] = of(r.SalesOf)
		}
		return nonzero(out)
	}
	inWeek, inYear := func(s jobs.SalesOf) string { return s.NetSales }, func(s jobs.SalesOf) string { return s.Year }
	for _, c := range []struct {
		what, by string
		week     map[string]string
		year     map[string]string
	}{
		{"customer", "c.customerNumber", codes(f.Customers, inWeek), codes(f.Customers, inYear)},
		{"product", "p.productCode", codes(f.Products, inWeek), codes(f.Products, inYear)},
		{"product line", "p.productLine", names(f.Categories, inWeek), names(f.Categories, inYear)},
		{"salesperson", "c.salesRepEmployeeNumber", codes(f.Salespeople, inWeek), codes(f.Salespeople, inYear)},
		{"region", "TRIM(c.country)", names(f.Regions, inWeek), names(f.Regions, inYear)},
	} {
		if diff := cmp.Diff(bySQL(t, db, c.by, week), c.week); diff != "" {
			t.Errorf("week by %s (−SQL +ours):\n%s", c.what, diff)
		}
		if diff := cmp.Diff(bySQL(t, db, c.by, year), c.year); diff != "" {
			t.Errorf("year by %s (−SQL +ours):\n%s", c.what, diff)
		}
	}
	if all := bySQL(t, db, "''", week)[""]; f.NetSales != all {
		t.Errorf("week %s, SQL %s", f.NetSales, all)
	}
	if april := weekly(t, configFor(t, "classicmodels", dsn), "2005-04-30").Figures.Month; april != "261498.35" {
		t.Errorf("2005-04: %s, want 261498.35", april)
	}
}

func nonzero(m map[string]string) map[string]string {
	for k, v := range m {
		if v == "0.00" {
			delete(m, k)
		}
	}
	return m
}

func bySQL(t testing.TB, db *sqlx.DB, by string, days [2]string) map[string]string {
	t.Helper()
	var rows []struct {
		K      string `db:"k"`
		Amount string `db:"amount"`
	}
	if err := db.Select(&rows, fmt.Sprintf(sold, by), days[0], days[1]); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, r := range rows {
		out[r.K] = r.Amount
	}
	return out
}

// weekly makes the weekly workbook as of a day.
func weekly(t testing.TB, config, asOf string) salesReport {
	t.Helper()
	stdout, stderr, code := daybook(t, "run", "sales-weekly", "--config", config, "--as-of", asOf, "--dry-run", "--json", "--out", t.TempDir())
	if code != 0 {
		t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
	}
	var r salesReport
	if err := json.Unmarshal([]byte(stdout), &r); err != nil {
		t.Fatalf("%v\n%s", err, stdout)
	}
	return r
}
