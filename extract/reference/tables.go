package reference

import (
	"fmt"
	"strings"
)

// Table is one reference table: its name and its columns in order.
type Table struct {
	Name    string
	Columns []string
}

// Tables lists every table in the order in which facts are read.
var Tables = []Table{
	{"company", words("id name currency fiscal_year_start time_zone")},
	{"customers", words(`id code name customer_group region country salesperson collector parent currency
		terms_days terms_rule terms_day credit_limit on_hold contact mail phone since active`)},
	{"salespeople", words("id code name team region mail manager joined left_on active")},
	{"products", words("id code name category brand unit list_price standard_cost")},
	{"documents", words(`id number kind customer posted due currency rate net tax gross
		company_net company_tax company_gross salesperson corrects revalues order_number contract
		disputed cancelled_on created_by approved_by company`)},
	{"instalments", words("document no due amount")},
	{"document_salespeople", words("document salesperson share")},
	{"lines", words(`document line_no product quantity list_price unit_price discount
		net company_net cost promotion return_reason`)},
	{"receipts", words(`id number customer received matures bounced_on currency rate amount company_amount
		method reference created_by approved_by company`)},
	{"allocations", words(`giver_kind giver document instalment matched_on amount giver_amount company_amount
		cancelled_on kind taker_kind`)},
	{"orders", words(`id number customer salesperson ordered approved_on approved_by contract_signed promised
		shipped delivered invoiced currency amount not_shipped not_invoiced status company`)},
	{"order_lines", words("order_id line_no product quantity unit_price net not_shipped not_invoiced")},
	{"deliveries", words("id order_id customer shipped delivered not_invoiced company")},
	{"quotations", words("id number customer prospect salesperson quoted valid_until currency amount outcome decided order_id company")},
	{"rates", words("currency day rate")},
	{"targets", words("salesperson month net_sales")},
	{"promotions", words("id name valid_from valid_until")},
	{"control", words("basis account posted amount company")},
}

func words(s string) []string { return strings.Fields(s) }

// tableOf returns the place in [Tables] of a row and appends the row's values to
// args in the order of the columns.
func tableOf(row any, args []any) (int, []any, error) {
	switch r := row.(type) {
	case Company:
		return 0, nullable(args, r.ID, r.Name, r.Currency, r.FiscalYearStart, r.TimeZone), nil
	case Customer:
		return 1, nullable(args, r.ID, r.Code, r.Name, r.CustomerGroup, r.Region, r.Country, r.Salesperson, r.Collector, r.Parent, r.Currency,
			r.TermsDays, r.TermsRule, r.TermsDay, r.CreditLimit, r.OnHold, r.Contact, r.Mail, r.Phone, r.Since, r.Active), nil
	case Salesperson:
		return 2, nullable(args, r.ID, r.Code, r.Name, r.Team, r.Region, r.Mail, r.Manager, r.Joined, r.LeftOn, r.Active), nil
	case Product:
		return 3, nullable(args, r.ID, r.Code, r.Name, r.Category, r.Brand, r.Unit, r.ListPrice, r.StandardCost), nil
	case Document:
		return 4, nullable(args, r.ID, r.Number, r.Kind, r.Customer, r.Posted, r.Due, r.Currency, r.Rate, r.Net, r.Tax, r.Gross,
			r.CompanyNet, r.CompanyTax, r.CompanyGross, r.Salesperson, r.Corrects, r.Revalues, r.OrderNumber, r.Contract,
			r.Disputed, r.CancelledOn, r.CreatedBy, r.ApprovedBy, r.Company), nil
	case Instalment:
		return 5, nullable(args, r.Document, r.No, r.Due, r.Amount), nil
	case Share:
		return 6, nullable(args, r.Document, r.Salesperson, r.Share), nil
	case Line:
		return 7, nullable(args, r.Document, r.LineNo, r.Product, r.Quantity, r.ListPrice, r.UnitPrice, r.Discount,
			r.Net, r.CompanyNet, r.Cost, r.Promotion, r.ReturnReason), nil
	case Receipt:
		return 8, nullable(args, r.ID, r.Number, r.Customer, r.Received, r.Matures, r.BouncedOn, r.Currency, r.Rate, r.Amount, r.CompanyAmount,
			r.Method, r.Reference, r.CreatedBy, r.ApprovedBy, r.Company), nil
	case Allocation:
		return 9, nullable(args, r.GiverKind, r.Giver, r.Document, r.Instalment, r.MatchedOn, r.Amount, r.GiverAmount, r.CompanyAmount,
			r.CancelledOn, r.Kind, r.TakerKind), nil
	case Order:
		return 10, nullable(args, r.ID, r.Number, r.Customer, r.Salesperson, r.Ordered, r.ApprovedOn, r.ApprovedBy, r.ContractSigned, r.Promised,
			r.Shipped, r.Delivered, r.Invoiced, r.Currency, r.Amount, r.NotShipped, r.NotInvoiced, r.Status, r.Company), nil
	case OrderLine:
		return 11, nullable(args, r.OrderID, r.LineNo, r.Product, r.Quantity, r.UnitPrice, r.Net, r.NotShipped, r.NotInvoiced), nil
	case Delivery:
		return 12, nullable(args, r.ID, r.OrderID, r.Customer, r.Shipped, r.Delivered, r.NotInvoiced, r.Company), nil
	case Quotation:
		return 13, nullable(args, r.ID, r.Number, r.Customer, r.Prospect, r.Salesperson, r.Quoted, r.ValidUntil,
			r.Currency, r.Amount, r.Outcome, r.Decided, r.OrderID, r.Company), nil
	case Rate:
		return 14, nullable(args, r.Currency, r.Day, r.Rate), nil
	case Target:
		return 15, nullable(args, r.Salesperson, r.Month, r.NetSales), nil
	case Promotion:
		return 16, nullable(args, r.ID, r.Name, r.ValidFrom, r.ValidUntil), nil
	case Control:
		return 17, nullable(args, r.Basis, r.Account, r.Posted, r.Amount, r.Company), nil
	}
	return 0, args, fmt.Errorf("%T is not a row of a reference table", row)
}

// nullable appends values as arguments of a statement; the empty string is NULL.
func nullable(args []any, values ...string) []any {
	for _, v := range values {
		if v == "" {
			args = append(args, nil)
			continue
		}
		args = append(args, v)
	}
	return args
}
