package extract

import "daybook/extract/fact"

type companyRow struct {
	id, name, currency, timeZone text
	fiscalYearStart              whole
}

var companyTable = table[companyRow]{
	name: "company",
	columns: []column[companyRow]{
		{"id", required, func(r *companyRow) cell { return &r.id }},
		{"name", required, func(r *companyRow) cell { return &r.name }},
		{"currency", optional, func(r *companyRow) cell { return &r.currency }},
		{"fiscal_year_start", optional, func(r *companyRow) cell { return &r.fiscalYearStart }},
		{"time_zone", optional, func(r *companyRow) cell { return &r.timeZone }},
	},
	row: (*reading).takeCompany,
}

// takeCompany keeps every company; which one is meant is decided when all are
// known.
func (rd *reading) takeCompany(r *companyRow) outcome {
	c := fact.Company{
		ID: r.id.string(), Name: r.name.or(r.id.string()),
		Currency: fact.Currency(r.currency.string()), TimeZone: r.timeZone.string(),
		FiscalYearStart: 1,
	}
	if r.fiscalYearStart.n >= 1 && r.fiscalYearStart.n <= 12 {
		c.FiscalYearStart = r.fiscalYearStart.n
	}
	rd.companies = append(rd.companies, c)
	if rd.scope.Company != "" && !rd.scope.names(c) {
		return outside
	}
	return used
}

// names says whether the scope's company is this one: people write its id or
// its name.
func (s Scope) names(c fact.Company) bool { return s.Company == c.ID || s.Company == c.Name }
