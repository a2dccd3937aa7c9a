package scenario

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook/extract/fact"
)

// file is one file of scenarios. Every name of the form stands in these types, or
// in the tables of keys of what is expected; another name is refused.
type file struct {
	Note      string     `json:"note"`
	Scenarios []scenario `json:"scenarios"`
}

type scenario struct {
	ID                string       `json:"id"`
	Title             string       `json:"title"`
	Source            any          `json:"source"`
	CompanyCurrency   string       `json:"company_currency"`
	Documents         []document   `json:"documents"`
	Receipts          []receipt    `json:"receipts"`
	Allocations       []allocation `json:"allocations"`
	AsOf              day          `json:"as_of"`
	Options           options      `json:"options"`
	Expect            expect       `json:"expect"`
	AssertedByPeer    []string     `json:"asserted_by_peer"`
	Remark            string       `json:"remark"`
	FollowsSimpleRule bool         `json:"follows_simple_rule"`
	WhyNotSimple      string       `json:"why_not_simple"`
	// Customers and Journal are of our own scenarios: what customers are beside
	// their names, and the entries of the general ledger, see [entry].
	Customers []customer `json:"customers"`
	Journal   []string   `json:"journal"`
}

type document struct {
	ID            string       `json:"id"`
	Kind          string       `json:"kind"`
	Customer      string       `json:"customer"`
	CustomerGroup string       `json:"customer_group"`
	PostedOn      day          `json:"posted_on"`
	DueOn         day          `json:"due_on"`
	Currency      string       `json:"currency"`
	FxRate        string       `json:"fx_rate"`
	Gross         amount       `json:"gross"`
	CompanyGross  *amount      `json:"company_gross"`
	Instalments   []instalment `json:"instalments"`
	Corrects      string       `json:"corrects"`
	Revalues      string       `json:"revalues"`
	Cancelled     ended        `json:"cancelled"`
	Order         order        `json:"order"`
	Salesperson   string       `json:"salesperson"`
	SalesPartner  string       `json:"sales_partner"`
	Salespeople   []share      `json:"salespeople"`
	CostCentre    string       `json:"cost_centre"`
	Account       string       `json:"account"`
	Disputed      bool         `json:"disputed"` // of our own scenarios
	Company       string       `json:"company"`  // of our own: another than the report's
	// What belongs to orders, and the currency in which another ledger keeps the
	// customer's account: no receivable of ours depends on them.
	AccountCurrency  string       `json:"account_currency"`
	OrderGross       *amount      `json:"order_gross"`
	OrderInstalments []instalment `json:"order_instalments"`
	Quantity         any          `json:"quantity"`
}

type instalment struct {
	DueOn  day    `json:"due_on"`
	Amount amount `json:"amount"`
}

type share struct {
	ID     string  `json:"id"`
	Share  amount  `json:"share"` // percent
	Amount *amount `json:"amount"`
}

type receipt struct {
	ID            string  `json:"id"`
	Customer      string  `json:"customer"`
	ReceivedOn    day     `json:"received_on"`
	Currency      string  `json:"currency"`
	FxRate        string  `json:"fx_rate"`
	Amount        amount  `json:"amount"`
	CompanyAmount *amount `json:"company_amount"`
	AgainstOrder  string  `json:"against_order"`
	BookedAs      string  `json:"booked_as"`
	Cancelled     ended   `json:"cancelled"`
	Company       string  `json:"company"` // of our own scenarios
	// Money is one receivable however it is split by order or cost centre.
	AgainstOrderAmount *amount `json:"against_order_amount"`
	CostCentre         string  `json:"cost_centre"`
}

type allocation struct {
	From          string  `json:"from"`
	To            string  `json:"to"`
	AllocatedOn   day     `json:"allocated_on"`
	Amount        amount  `json:"amount"`
	CompanyAmount *amount `json:"company_amount"`
	FromAmount    *amount `json:"from_amount"`
	Kind          string  `json:"kind"`
	Instalment    int     `json:"instalment"`
	Via           string  `json:"via"`
	Cancelled     ended   `json:"cancelled"` // of our own scenarios
}

type options struct {
	AgeBy              string   `json:"age_by"`
	Buckets            []int    `json:"buckets"`
	BucketConvention   string   `json:"bucket_convention"`
	ByInstalment       bool     `json:"by_instalment"`
	GroupBy            string   `json:"group_by"`
	Filter             filter   `json:"filter"`
	ReportCurrency     string   `json:"report_currency"`
	ShowFuturePayments bool     `json:"show_future_payments"`
	PeriodFrom         day      `json:"period_from"`
	PeriodTo           day      `json:"period_to"`
	Dunning            *dunning `json:"dunning"`
}

type filter struct {
	Customer      names `json:"customer"`
	CustomerGroup names `json:"customer_group"`
	Salesperson   names `json:"salesperson"`
	SalesPartner  names `json:"sales_partner"`
	CostCentre    names `json:"cost_centre"`
	Account       names `json:"account"`
}

type dunning struct {
	Fee               *amount `json:"fee"`
	YearlyRatePercent any     `json:"yearly_rate_percent"`
	DayBase           any     `json:"day_base"`
}

type customer struct {
	ID          string `json:"id"`
	Parent      string `json:"parent"`
	Group       string `json:"group"`
	Salesperson string `json:"salesperson"`
	TermsDays   string `json:"terms_days"`
	CreditLimit string `json:"credit_limit"`
	OnHold      bool   `json:"on_hold"`
}

// expect holds its rows as they come: which key is checked how is a table, see
// rowKeys, customerKeys, totalKeys and notChecked.
type expect struct {
	Rows            []figures         `json:"rows"`
	Customers       []figures         `json:"customers"`
	Totals          figures           `json:"totals"`
	Absent          []string          `json:"absent"`
	InstalmentsPaid map[string]amount `json:"instalments_paid"`
	Movement        figures           `json:"movement"` // of our own scenarios
	others          figures
}

type figures map[string]json.RawMessage

// UnmarshalJSON keeps what it does not know for the table of what is not checked.
func (e *expect) UnmarshalJSON(b []byte) error {
	type known expect
	if err := json.Unmarshal(b, &e.others); err != nil {
		return err
	}
	for _, key := range []string{"rows", "customers", "totals", "absent", "instalments_paid", "movement"} {
		delete(e.others, key)
	}
	others := e.others
	err := json.Unmarshal(b, (*known)(e))
	e.others = others
	return err
}

func (f figures) key() string { return f.text("key") }

func (f figures) text(key string) string {
	return strings.Trim(string(f[key]), `"`)
}

// amount is money, written as a string or as a number.
type amount struct{ fact.Amount }

// UnmarshalJSON refuses what an amount cannot hold exactly.
func (a *amount) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		return nil
	}
	v, rounded, err := fact.ParseAmountBytes(bytes.Trim(b, `"`))
	if err == nil && rounded {
		err = fmt.Errorf("%s has more than four decimals", b)
	}
	a.Amount = v
	return err
}

// day is a date, or none.
type day struct{ fact.Date }

func (d *day) UnmarshalJSON(b []byte) (err error) {
	if text := strings.Trim(string(b), `"`); text != "null" {
		d.Date, err = fact.ParseDate(text)
	}
	return err
}

// ended says that something never counted (true), or until when (a date).
type ended struct {
	never bool
	on    fact.Date
}

func (e *ended) UnmarshalJSON(b []byte) (err error) {
	switch text := strings.Trim(string(b), `"`); text {
	case "true", "false":
		e.never = text == "true"
	default:
		e.on, err = fact.ParseDate(text)
	}
	return err
}

// order is true for a document that is an order, or the number of a document's.
type order struct {
	is     bool
	number string
}

func (o *order) UnmarshalJSON(b []byte) error {
	switch text := strings.Trim(string(b), `"`); text {
	case "true", "false", "null":
		o.is = text == "true"
	default:
		o.number = text
	}
	return nil
}

// names is one name or a list of them.
type names []string

func (n *names) UnmarshalJSON(b []byte) error {
	if bytes.HasPrefix(b, []byte(`"`)) {
		*n = names{strings.Trim(string(b), `"`)}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(n))
}

// load reads every file of scenarios in a folder.
func load(t *testing.T, folder string) []scenario {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []scenario
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(bytes.NewReader(raw))
		decoder.DisallowUnknownFields()
		var f file
		if err := decoder.Decode(&f); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, f.Scenarios...)
	}
	return all
}
