package jobs

import (
	"fmt"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render/locale"
	"daybook/render/workbook"
)

// receivablesFacts are the facts that the daily report reads.
var receivablesFacts = []string{
	"company", "customers", "salespeople", "documents", "instalments", "document_salespeople",
	"receipts", "allocations", "rates", "control",
}

// receivablesBrief are those of which it shows no texts but numbers.
var receivablesBrief = []string{"receipts"}

// buildReceivables analyses a snapshot and lays the daily workbook out.
func buildReceivables(s *fact.Snapshot, set settings) (*book, error) {
	return beginReceivables(s, set)(s)
}

// beginReceivables analyses a snapshot, and leaves the tie-out and the workbook.
func beginReceivables(s *fact.Snapshot, set settings) builder {
	begun, err := analyzeReceivables(s, set)
	return func(s *fact.Snapshot) (*book, error) {
		if err != nil {
			return nil, err
		}
		result, err := begun.End(s)
		if err != nil {
			return nil, fmt.Errorf("receivables as of %s: %w", set.asOf, err)
		}
		return bookOfReceivables(s, result, set)
	}
}

func analyzeReceivables(s *fact.Snapshot, set settings) (*receivables.Begun, error) {
	params, err := receivablesParams(set)
	if err != nil {
		return nil, err
	}
	begun, err := receivables.Begin(s, params)
	if err != nil {
		return nil, fmt.Errorf("receivables as of %s: %w", set.asOf, err)
	}
	return begun, nil
}

func bookOfReceivables(s *fact.Snapshot, result *receivables.Result, set settings) (*book, error) {
	words, err := locale.Get(set.job.Language)
	if err != nil {
		return nil, err
	}
	return &book{
		document: workbook.Receivables(s, result, words, workbook.Options{Pages: set.pages}),
		currency: s.Company.Currency,
		figures:  receivablesFigures(s, result),
		checks:   identities(result.Checks),
		data:     dataOf(result.Intake),
		empty:    result.Now.Items == 0,
	}, nil
}

// dsoMonths are the windows of the configuration in months.
var dsoMonths = map[int]int{30: 1, 90: 3, 365: 12}

func receivablesParams(set settings) (receivables.Params, error) {
	o := set.job.Receivables
	tolerance, err := set.tolerance()
	if err != nil {
		return receivables.Params{}, err
	}
	p := receivables.Params{
		AsOf: set.asOf, Previous: set.last.asOf, Stored: set.last.net, HasStored: set.last.stored,
		Limits: o.Buckets, DSOMonths: dsoMonths[o.DSODays], Concentration: float64(o.Concentration) / 100,
		Top: o.LargeItems, Tolerance: tolerance,
	}
	if o.AgeBy == "posting_date" {
		p.AgeBy = receivables.ByPostingDate
	}
	return p, nil
}

// ReceivablesFigures are the figures of the daily report in the JSON contract:
// amounts are decimals in company currency, days and ratios decimals too.
type ReceivablesFigures struct {
	OpenInvoices   int            `json:"open_invoices"`
	OnOpenInvoices string         `json:"on_open_invoices"`
	OpenCredits    string         `json:"open_credits"`
	Advances       string         `json:"advances"`
	NetReceivable  string         `json:"net_receivable"`
	Overdue        string         `json:"overdue"`
	Aging          []Bucket       `json:"aging"`
	Customers      []CustomerOwes `json:"customers"`
	NetSales       string         `json:"net_sales"`
	DSO            *string        `json:"dso"` // null where there was no billing
}

// Bucket is one class of age in the JSON contract.
type Bucket struct {
	Bucket string `json:"bucket"`
	Amount string `json:"amount"`
}

// CustomerOwes is one customer in the JSON contract.
type CustomerOwes struct {
	Code          string `json:"code"`
	NetReceivable string `json:"net_receivable"`
	Overdue       string `json:"overdue"`
}

func receivablesFigures(s *fact.Snapshot, r *receivables.Result) ReceivablesFigures {
	f := ReceivablesFigures{
		OpenInvoices: r.Now.Invoices, OnOpenInvoices: r.Now.OnInvoices.String(), OpenCredits: r.Now.Credits.String(),
		Advances: r.Now.Advances.String(), NetReceivable: r.Now.Net.String(), Overdue: r.Now.Overdue.String(),
		Customers: []CustomerOwes{}, NetSales: r.Sales.Month.String(),
	}
	for i, b := range r.Buckets {
		f.Aging = append(f.Aging, Bucket{b.Code, r.Now.Aging[i].String()})
	}
	for _, c := range r.Customers {
		code := ""
		if c.Ref.Known() {
			code = s.Customers[c.Ref].Code
		}
		f.Customers = append(f.Customers, CustomerOwes{code, c.Net.String(), c.Overdue.String()})
	}
	if r.Now.DSO.Valid {
		days := fmt.Sprintf("%.2f", r.Now.DSO.Value)
		f.DSO = &days
	}
	return f
}
