package acceptance

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/internal/mariadbtest"
)

var update = flag.Bool("update", false, "write the golden workbook anew, from the first ERP of the list")

// keeper is an ERP in whose tables the one business lies.
type keeper struct {
	preset     string
	company    string // of the configuration
	parameters string // of the configuration
	named      string // SQL that gives the company its name, where the ERP keeps one
	overlay    func(t *testing.T) string
}

var keepers = []keeper{
	{preset: "erpnext", company: "name: Demo Trading, ", overlay: withoutTargets},
	{preset: "dolibarr", company: "name: '1', ", named: "INSERT INTO llx_const (name, entity, value) VALUES ('MAIN_INFO_SOCIETE_NOM', 1, 'Demo Trading')", overlay: customersFile("region", "group")},
	{preset: "frontaccounting", parameters: "company_name: Demo Trading, write_offs: WO%", overlay: customersFile("group")},
	{preset: "weberp", parameters: "company_name: Demo Trading", overlay: customersFile("group")},
	{preset: "jsherp", company: "name: '63', ", named: "INSERT INTO jsh_system_config (company_name, tenant_id) VALUES ('Demo Trading', 63)", overlay: customersFile(customerColumns...)},
	{preset: "yudao", company: "name: '1', ", parameters: "company_name: Demo Trading", overlay: customersFile(customerColumns...)},
}

// exception is a place at which an ERP's workbook is not the golden one, and why. It
// is a column by its heading, a row by its beginning, or a section by its title; a
// column or section may be hidden on all sheets.
type exception struct{ presets, sheet, column, row, section, why string }

// withoutProduct are those in whose tables credit notes have no lines.
const withoutProduct = "frontaccounting weberp yudao"

const others = "dolibarr frontaccounting weberp jsherp yudao"

// otherOrders are those that have other orders than the golden.
const (
	otherOrders    = "dolibarr jsherp yudao"
	whyOtherOrders = "an order that was given up is none in Dolibarr and yudao, and jshERP and yudao keep advances on orders"
)

var receivablesDifferences = []exception{
	{presets: "dolibarr weberp", sheet: "Ageing", column: "Country", why: "ERPNext keeps it with addresses, which are not read"},
	{presets: "dolibarr", sheet: "Ageing", column: "Parent", why: "ERPNext has no parent companies of customers"},
	{presets: others, sheet: "Ageing", column: "Contact", why: "not every customer's contact was written into each ERP"},
	{presets: "frontaccounting", sheet: "Ageing", column: "Phone", why: "FrontAccounting has no number of these customers"},
	{presets: "jsherp yudao", sheet: "Ageing", column: "On hold (current)", why: "neither stops deliveries"},
	{presets: "frontaccounting weberp jsherp yudao", sheet: "Open items", column: "Order", why: "an order was written for each invoice"},
	{presets: "jsherp yudao", sheet: "Open items", column: "Remark", why: "due dates follow from the terms of customers.csv, and are marked so"},
	{presets: others, sheet: "Tie-out", section: "If a check fails", why: "why the ERP's own total is known to differ is another in each ERP"},
	{presets: others, sheet: "Data", section: "Rows read", why: "how many rows say it is another in each ERP"},
	{presets: "jsherp yudao", sheet: "Data", row: "Assumed | Documents", why: "due dates follow from the terms of customers.csv"},
	{presets: "jsherp yudao", sheet: "Data", column: "Cur.", why: "neither has foreign currencies: the pounds were written in at their rate"},
	{presets: "jsherp yudao", sheet: "Data", column: "Amount", why: "as above"},
	{presets: "dolibarr", sheet: "Data", row: "Left out | Documents", why: "Dolibarr alone has invoices that were abandoned, or replaced by another"},
	{presets: "jsherp", sheet: "Data", row: "Noted | Control totals | all_need_get", why: "jshERP keeps a balance of its own that it does not keep up"},
	{presets: others, sheet: "Notes", row: "Not supplied", why: "what an ERP cannot supply"},
}

var salesDifferences = []exception{
	{presets: others, column: "Team", why: "only ERPNext has teams"},
	{presets: others, column: "Discount", why: "what list prices there are is another matter in each ERP"},
	{presets: "dolibarr frontaccounting weberp jsherp", column: "At list price", why: "as above"},
	{presets: "dolibarr frontaccounting weberp", sheet: "Salespeople", row: "Total of the rows shown", why: "as above"},
	{presets: others, sheet: "Regions", row: "Total", why: "totals of the columns above, and of order intake"},
	{presets: "dolibarr frontaccounting weberp", sheet: "Notes", row: "Discount", why: "as above"},
	{presets: "dolibarr frontaccounting weberp", sheet: "Exceptions", row: "Large discount", why: "known where list prices are"},
	{presets: "jsherp yudao", sheet: "Exceptions", column: "Line", why: "lines were written into ERPNext without numbers"},
	{presets: "jsherp yudao", sheet: "Exceptions", row: "Sold while on hold", why: "neither stops deliveries"},
	{presets: "weberp", sheet: "Exceptions", row: "Sold while on hold", why: "nothing was sent yet, as goods leave with their invoice"},
	{presets: "weberp", sheet: "Exceptions", row: "Nothing of the week needs attention", why: "as above, and as list prices are not known"},
	{presets: withoutProduct, sheet: "Products", row: "1 | (no category)", why: "a credit note without a product stands in a row of its own"},
	{presets: withoutProduct, sheet: "Products", row: "(no product)", why: "as above"},
	{presets: withoutProduct, sheet: "Products", row: "37 | Classic Cars", why: "credit notes for two of the products below"},
	{presets: withoutProduct, sheet: "Products", row: "12 | Planes", why: "a credit note for one of them"},
	{presets: withoutProduct, sheet: "Products", row: "9 | Ships", why: "as above"},
	{presets: withoutProduct, sheet: "Products", row: "S18_1589", why: "a credit note of 3,958.06 for this product"},
	{presets: withoutProduct, sheet: "Products", row: "S18_3685", why: "one of 1,081.93"},
	{presets: withoutProduct, sheet: "Products", row: "S24_2841", why: "one of 4,696.85"},
	{presets: withoutProduct, sheet: "Products", row: "S700_2610", why: "one of 2,056.49: with the others the 11,793.33 of 12 months that bear no product"},
	{presets: withoutProduct, sheet: "Products", row: "Total of the rows shown", why: "returns without quantity and cost, as above"},
	{presets: "dolibarr", sheet: "Products", section: "By category", why: "products were not put into categories"},
	{presets: "dolibarr", sheet: "Products", column: "Category", why: "as above"},
	{presets: others, sheet: "Products", column: "Of list price", why: "list prices, as above"},
	{presets: "yudao", sheet: "Products", column: "At list price", why: "as above"},
	{presets: "dolibarr jsherp", sheet: "Products", row: "Total of the rows shown", why: "list prices and costs, as above and below"},
	{presets: "jsherp", sheet: "Products", column: "Margin", why: "jshERP's costs are those of today"},
	{presets: "jsherp", sheet: "Products", column: "Cost", why: "as above"},
	{presets: "frontaccounting weberp jsherp yudao", sheet: "Customers", column: "Margin", why: "costs of credit notes; jshERP's and yudao's are those of today"},
	{presets: otherOrders, sheet: "Customers", row: "Total of the rows shown", why: "of orders, as below"},
	{presets: otherOrders, sheet: "Customers", column: "Orders, week", why: whyOtherOrders},
	{presets: "frontaccounting weberp yudao", sheet: "Scorecard", row: "Check: net sales", why: "one product more: that of credit notes without one"},
	{presets: "frontaccounting weberp jsherp yudao", sheet: "Trend", column: "Margin", why: "costs of credit notes; jshERP's and yudao's are those of today"},
	{presets: otherOrders, sheet: "Scorecard", row: "Order intake", why: whyOtherOrders},
	{presets: otherOrders, sheet: "Trend", column: "Order intake", why: "as above"},
	{presets: otherOrders, sheet: "Trend", row: "13 weeks", why: "as above"},
	{presets: otherOrders, sheet: "Trend", row: "24 months", why: "as above"},
	{presets: otherOrders, sheet: "Regions", column: "Order intake", why: "as above"},
	{presets: otherOrders, sheet: "Data", row: "Orders by salesperson", why: "as above"},
	{presets: "dolibarr", sheet: "Data", row: "Left out | Documents", why: "Dolibarr alone has invoices that were abandoned, or replaced by another"},
	{presets: "dolibarr", sheet: "Data", row: "Every row that was read is as it should be.", why: "as above"},
	{presets: otherOrders, sheet: "Notes", row: "Order intake", why: "as above"},
	{presets: others, sheet: "Data", section: "Rows read", why: "how many rows say it is another in each ERP"},
	{presets: others, sheet: "Notes", row: "Not supplied", why: "what an ERP cannot supply"},
}

// One business, kept in the tables of six ERPs, gives one workbook: what differs is
// what an ERP does not keep, and stands in a table above.
func TestOneBusinessOneWorkbook(t *testing.T) {
	for _, k := range keepers {
		t.Run(k.preset, func(t *testing.T) {
			config := k.config(t)
			_, file := dryRun(t, config, "2025-05-31")
			k.holds(t, "receivables", file, receivablesDifferences)
			k.holds(t, "sales", weekly(t, config, "2025-05-25").Files[0].Path, salesDifferences)
		})
	}
}

// config writes a configuration for the ERP, filled, with some orders more: some of the
// business were sent in part, or not invoiced, or given up.
func (k keeper) config(t *testing.T) string {
	t.Helper()
	dsn, db := mariadbtest.Loaded(t, k.preset, "transplant/"+k.preset+".sql")
	orders, err := os.ReadFile(filepath.Join("testdata", "orders", k.preset+".sql"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(string(orders) + k.named); err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("company: {%scurrency: USD, time_zone: UTC}\nsource:\n  preset: %s\n  dsn: %s\n  parameters: {%s}\n", k.company, k.preset, dsn, k.parameters)
	if k.overlay != nil {
		text += "  overlay: " + k.overlay(t) + "\n"
	}
	text += "jobs:\n"
	for _, job := range []string{"receivables-daily, report: receivables", "sales-weekly, report: sales"} {
		text += "  - {name: " + job + ", schedule: every monday 07:30, recipients: [{to: finance@example.com, slice: all}]}\n"
	}
	path := filepath.Join(t.TempDir(), "daybook.yml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// withoutTargets leaves out what ERPNext alone keeps, so that the rest of its sales
// can be compared.
func withoutTargets(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	none := "SELECT NULL AS salesperson, NULL AS month, NULL AS net_sales FROM DUAL WHERE 1 = 0"
	if err := os.WriteFile(filepath.Join(folder, "targets.sql"), []byte(none), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

// customerColumns are all that the file of customers can have of ERPNext's.
var customerColumns = []string{"terms_days", "credit_limit", "salesperson", "region", "group"}

// customersFile is what an operator writes whose ERP knows little of customers, or groups
// them in another way: what ERPNext knows of the same ones.
func customersFile(columns ...string) func(t *testing.T) string {
	return func(t *testing.T) string { return writeCustomers(t, columns) }
}

func writeCustomers(t *testing.T, columns []string) string {
	t.Helper()
	known := map[string]string{
		"terms_days": "p.credit_days", "credit_limit": "COALESCE(l.credit_limit, '')", "salesperson": "COALESCE(s.sales_person, '')",
		"region": "c.territory", "group": "c.customer_group",
	}
	list := ""
	for _, c := range columns {
		list += ", " + known[c]
	}
	_, db := mariadbtest.Loaded(t, "erpnext", "transplant/erpnext.sql")
	var rows []string
	if err := db.Select(&rows, `SELECT CONCAT_WS(',', CAST(SUBSTRING_INDEX(c.name, '-', -1) AS UNSIGNED)`+list+`)
		FROM tabCustomer c
		JOIN `+"`tabPayment Terms Template Detail`"+` p ON p.parent = c.payment_terms
		LEFT JOIN `+"`tabCustomer Credit Limit`"+` l ON l.parent = c.name
		LEFT JOIN `+"`tabSales Team`"+` s ON s.parent = c.name AND s.parenttype = 'Customer'
		ORDER BY c.name`); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	file := "code," + strings.Join(columns, ",") + "\n" + strings.Join(rows, "\n") + "\n"
	if err := os.WriteFile(filepath.Join(folder, "customers.csv"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

// holds compares a workbook with the golden one, but for the differences that are
// known; each of these must be one.
func (k keeper) holds(t *testing.T, report, file string, known []exception) {
	t.Helper()
	got := sheets(t, file)
	neutral(got, k.preset)
	golden := filepath.Join("testdata", "business."+report+".txt")
	if *update && k.preset == keepers[0].preset {
		if err := os.WriteFile(golden, []byte(text(got)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	stored, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	mine := slices.DeleteFunc(slices.Clone(known), func(d exception) bool { return !slices.Contains(strings.Fields(d.presets), k.preset) })
	if diff := compare(string(stored), text(got), mine); diff != "" {
		t.Errorf("%s (golden, got); -update writes the golden anew:\n%s", report, diff)
	}
	for i, d := range mine {
		if compare(string(stored), text(got), slices.Delete(slices.Clone(mine), i, i+1)) == "" {
			t.Errorf("%s: no difference any more: %+v", report, d)
		}
	}
}

// compare names the cells in which two workbooks differ, but for some places.
func compare(want, got string, but []exception) string {
	a, b := read(want), read(got)
	for _, e := range but {
		e.hide(a)
		e.hide(b)
	}
	if len(a) != len(b) {
		return fmt.Sprintf("%d sheets and %d", len(a), len(b))
	}
	var out []string
	for i := range a {
		if a[i].name != b[i].name || len(a[i].rows) != len(b[i].rows) {
			out = append(out, fmt.Sprintf("%s, of %d rows, and %s, of %d:\n%s", a[i].name, len(a[i].rows), b[i].name, len(b[i].rows),
				cmp.Diff(a[i].firsts(), b[i].firsts())))
			continue
		}
		out = append(out, a[i].unlike(&b[i])...)
	}
	return strings.Join(out, "\n")
}

// hide takes the place out of a workbook.
func (d exception) hide(all []sheet) {
	for i := range all {
		s := &all[i]
		if d.sheet != "" && s.name != d.sheet {
			continue
		}
		switch {
		case d.column != "":
			s.column(d.column, func(_ []string, cell *string) { *cell = "*" })
		case d.section != "":
			from, to := s.section(d.section)
			s.rows = slices.Delete(s.rows, from, to)
		default:
			s.rows = slices.DeleteFunc(s.rows, func(row []string) bool {
				return strings.HasPrefix(strings.TrimLeft(strings.Join(row, " | "), " |"), d.row)
			})
		}
	}
}
