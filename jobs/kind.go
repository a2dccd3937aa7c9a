package jobs

import (
	"fmt"
	"slices"
	"strings"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/workbook"
)

// kind is one kind of report: which facts it needs, which of them in brief
// ([extract.Scope]), and how it is built. A new report is one more line in reports.
type kind struct {
	name  string
	facts []string
	brief []string
	build func(*fact.Snapshot, settings) (*book, error)
	// begin does what of the building needs no totals of the ERP, which adds them up
	// meanwhile, and returns the rest; nil where that is not worth it.
	begin func(*fact.Snapshot, settings) builder
	// detail opens what the documents pass through one by one, where they may be more
	// than memory holds; nil where the snapshot keeps them.
	detail func(settings) (*detail, error)
}

// builder makes what is begun a report.
type builder func(*fact.Snapshot) (*book, error)

// reports lists every kind of report.
var reports = []kind{
	{name: "receivables", facts: receivablesFacts, brief: receivablesBrief, build: buildReceivables, begin: beginReceivables},
	{name: "sales", facts: salesFacts, brief: salesBrief, build: buildSales},
	{name: "invoices", facts: invoicesFacts, brief: invoicesBrief, build: buildInvoices, detail: registerInvoices},
}

func kindOf(name string) (kind, error) {
	var known []string
	for _, k := range reports {
		if k.name == name {
			return k, nil
		}
		known = append(known, k.name)
	}
	return kind{}, fmt.Errorf("there is no report %q; there are: %s", name, strings.Join(known, ", "))
}

// settings are what a report is built for.
type settings struct {
	job  config.Job
	asOf fact.Date
	last previous
	// pages are those of the ERP that the workbook leads to.
	pages workbook.Pages
	// detail is what the documents passed through, of a kind that asks for it.
	detail *detail
}

// tolerance is what the two sides of a check may differ by.
func (s settings) tolerance() (fact.Amount, error) {
	tolerance, _, err := fact.ParseAmount(s.job.Tolerance)
	if err != nil {
		return 0, fmt.Errorf("tie_out_tolerance: %w", err)
	}
	return tolerance, nil
}

// previous is the report that this one is compared with.
type previous struct {
	asOf fact.Date // none where there was none
	net  fact.Amount
	// stored says that net is what that report stated.
	stored bool
}

// book is a report that was built.
type book struct {
	document *render.Document
	currency fact.Currency
	figures  any // of the JSON contract
	checks   []Identity
	data     Data
	// empty says that there is nothing to report.
	empty bool
}

// failed says whether a check that was supplied failed.
func (b *book) failed() bool {
	return slices.ContainsFunc(b.checks, Identity.failed)
}

// identities are the checks in the JSON contract.
func identities(checks fact.Checks) []Identity {
	out := make([]Identity, len(checks))
	for i, c := range checks {
		out[i] = identity(c)
	}
	return out
}

// identity is a check in the JSON contract. What is not supplied is null.
func identity(c fact.Check) Identity {
	out := Identity{Check: c.ID, Left: c.Left.String()}
	if c.Period != "" {
		out.Check += "_" + c.Period
	}
	if c.Supplied {
		right, difference := c.Right.String(), c.Difference().String()
		out.Right, out.Difference, out.Passed = &right, &difference, &c.Passed
	}
	return out
}

func dataOf(intake []fact.Intake) Data {
	var d Data
	for _, in := range intake {
		d.Read += in.Read
		d.Used += in.Used
		d.Excluded += in.Excluded
		d.Assumed += in.Assumed
	}
	return d
}
