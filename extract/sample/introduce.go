package sample

import (
	"fmt"
	"strconv"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// introduce writes everything that describes: the company, people, products and
// customers, rates and targets.
func (f *firm) introduce() {
	f.out.put(reference.Company{ID: "1", Name: companyName, Currency: string(home), FiscalYearStart: "1", TimeZone: "Asia/Shanghai"})
	f.writeSellers()
	f.writeProducts()
	f.writeOffers()
	for i, c := range f.customers {
		f.out.put(f.customerRow(c, i))
	}
	f.writeRates()
	f.writeTargets()
}

func (f *firm) customerRow(c *customer, i int) reference.Customer {
	contact := chinesePerson(3*i + 1)
	if !c.market.domestic() {
		contact = latinPerson(3*i + 1)
	}
	row := reference.Customer{
		ID: c.id, Code: c.code, Name: c.name, CustomerGroup: c.group, Region: c.market.region, Country: c.market.country,
		Salesperson: f.sellerOn(c.seller, f.Until), Collector: f.sellers[c.collector].id, Currency: string(c.market.currency),
		OnHold: flag(c.onHold), Contact: contact, Mail: "ap@" + c.code + ".example", Phone: phone(c, i),
		Since: c.joins.String(), Active: flag(c.leaves.IsZero() || c.leaves > f.Until.AddDays(-300)),
	}
	row.TermsRule, row.TermsDays, row.TermsDay = termsColumns(c.terms)
	if c.parent != nil {
		row.Parent = c.parent.id
	}
	if c.limit > 0 {
		row.CreditLimit = yuan(c.limit).String()
	}
	return row
}

// termsColumns writes terms as the customers table keeps them.
func termsColumns(t fact.Terms) (rule, days, day string) {
	switch t.Rule {
	case fact.TermsDays:
		return "days", strconv.Itoa(t.Days), ""
	case fact.TermsEndOfMonth:
		return "end_of_month", strconv.Itoa(t.Days), ""
	case fact.TermsDayOfMonth:
		return "day_of_month", strconv.Itoa(t.Days), strconv.Itoa(t.Day)
	}
	return "", "", ""
}

// phone returns a number that nobody has: Chinese mobile numbers do not begin
// with 100, and 555-01xx is kept for fiction.
func phone(c *customer, i int) string {
	if c.market.domestic() {
		return fmt.Sprintf("100 %04d %04d", i/10_000, i%10_000)
	}
	return fmt.Sprintf("+1 555 01%02d", i%100)
}
