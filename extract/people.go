package extract

import "daybook/extract/fact"

type salespersonRow struct {
	id, code, name, team, region, mail, manager text
	joined, leftOn                              day
	active                                      flag
}

var salespeopleTable = table[salespersonRow]{
	name: "salespeople",
	columns: []column[salespersonRow]{
		{"id", required, func(r *salespersonRow) cell { return &r.id }},
		{"code", required, func(r *salespersonRow) cell { return &r.code }},
		{"name", required, func(r *salespersonRow) cell { return &r.name }},
		{"team", optional, func(r *salespersonRow) cell { return &r.team }},
		{"region", optional, func(r *salespersonRow) cell { return &r.region }},
		{"mail", optional, func(r *salespersonRow) cell { return &r.mail }},
		{"manager", optional, func(r *salespersonRow) cell { return &r.manager }},
		{"joined", optional, func(r *salespersonRow) cell { return &r.joined }},
		{"left_on", optional, func(r *salespersonRow) cell { return &r.leftOn }},
		{"active", optional, func(r *salespersonRow) cell { return &r.active }},
	},
	row: (*reading).takeSalesperson,
	done: func(rd *reading) {
		sortByID(&rd.snap.Salespeople, func(p *fact.Salesperson) string { return p.ID }, &rd.salespeople)
		rd.resolveLinks(&rd.salespeople, func(from fact.Ref, _ string, to fact.Ref) { rd.snap.Salespeople[from].Manager = to })
	},
}

func (rd *reading) takeSalesperson(r *salespersonRow) outcome {
	rd.about = about{number: r.code.raw, id: r.id.raw, customer: fact.None}
	if rd.salespeople.has(r.id.raw) {
		return rd.exclude(fact.DuplicateID, r.id.string())
	}
	rd.noteDates(&r.joined, &r.leftOn)
	rd.noteFlags(&r.active)
	id := r.id.string()
	rd.link(id, "manager", &r.manager)
	rd.salespeople.put(id, 0)
	rd.snap.Salespeople = append(rd.snap.Salespeople, fact.Salesperson{
		ID: id, Code: r.code.or(id), Name: r.name.or(r.code.or(id)),
		Team: rd.intern(&r.team), Region: rd.intern(&r.region), Mail: r.mail.string(),
		Manager: fact.None, Joined: r.joined.date, Left: r.leftOn.date,
		Inactive: !r.active.null() && !r.active.bad && !r.active.on,
	})
	return used
}

type customerRow struct {
	id, code, name, group, region, country   text
	salesperson, collector, parent, currency text
	termsDays, termsDay                      whole
	termsRule, contact, mail, phone          text
	creditLimit                              money
	onHold, active                           flag
	since                                    day
}

var customersTable = table[customerRow]{
	name:  "customers",
	needs: []string{"salespeople"},
	columns: []column[customerRow]{
		{"id", required, func(r *customerRow) cell { return &r.id }},
		{"code", required, func(r *customerRow) cell { return &r.code }},
		{"name", required, func(r *customerRow) cell { return &r.name }},
		{"customer_group", optional, func(r *customerRow) cell { return &r.group }},
		{"region", optional, func(r *customerRow) cell { return &r.region }},
		{"country", optional, func(r *customerRow) cell { return &r.country }},
		{"salesperson", optional, func(r *customerRow) cell { return &r.salesperson }},
		{"collector", optional, func(r *customerRow) cell { return &r.collector }},
		{"parent", optional, func(r *customerRow) cell { return &r.parent }},
		{"currency", optional, func(r *customerRow) cell { return &r.currency }},
		{"terms_days", optional, func(r *customerRow) cell { return &r.termsDays }},
		{"terms_rule", optional, func(r *customerRow) cell { return &r.termsRule }},
		{"terms_day", optional, func(r *customerRow) cell { return &r.termsDay }},
		{"credit_limit", optional, func(r *customerRow) cell { return &r.creditLimit }},
		{"on_hold", optional, func(r *customerRow) cell { return &r.onHold }},
		{"contact", optional, func(r *customerRow) cell { return &r.contact }},
		{"mail", optional, func(r *customerRow) cell { return &r.mail }},
		{"phone", optional, func(r *customerRow) cell { return &r.phone }},
		{"since", optional, func(r *customerRow) cell { return &r.since }},
		{"active", optional, func(r *customerRow) cell { return &r.active }},
	},
	row:  (*reading).takeCustomerOverlaid,
	done: (*reading).customersDone,
}

func (rd *reading) takeCustomer(r *customerRow) outcome {
	rd.about = about{number: r.code.raw, id: r.id.raw, customer: fact.None, amount: &r.creditLimit, currency: rd.snap.Company.Currency}
	if rd.customers.has(r.id.raw) {
		return rd.exclude(fact.DuplicateID, r.id.string())
	}
	rd.noteDates(&r.since)
	rd.noteAmounts(&r.creditLimit)
	rd.noteFlags(&r.onHold, &r.active)
	id := r.id.string()
	rd.link(id, "parent", &r.parent)
	rd.customers.put(id, 0)
	rd.snap.Customers = append(rd.snap.Customers, fact.Customer{
		ID: id, Code: r.code.or(id), Name: r.name.or(r.code.or(id)),
		Group: rd.intern(&r.group), Region: rd.intern(&r.region), Country: rd.intern(&r.country),
		Salesperson: rd.reference(&rd.salespeople, "salesperson", &r.salesperson),
		Collector:   rd.reference(&rd.salespeople, "collector", &r.collector),
		Parent:      fact.None,
		Currency:    rd.currency(&r.currency),
		Terms:       rd.terms(r),
		Limit:       r.creditLimit.amount(), HasLimit: r.creditLimit.given(),
		OnHold:  r.onHold.on,
		Contact: r.contact.string(), Mail: r.mail.string(), Phone: r.phone.string(),
		Since:    r.since.date,
		Inactive: !r.active.null() && !r.active.bad && !r.active.on,
	})
	return used
}

// terms reads the rule by which a due date follows. Days without a rule count
// from posting; a rule or a number that makes no sense leaves the terms unknown.
func (rd *reading) terms(r *customerRow) fact.Terms {
	for _, n := range []*whole{&r.termsDays, &r.termsDay} {
		if n.bad {
			rd.note(fact.BadNumber, string(n.raw))
			return fact.Terms{}
		}
	}
	t := fact.Terms{Days: r.termsDays.n, Day: r.termsDay.n}
	switch rule := r.termsRule.string(); {
	case r.termsDays.null() && (rule == "" || rule == "days"):
		return fact.Terms{}
	case rule == "" || rule == "days":
		t.Rule = fact.TermsDays
	case rule == "end_of_month":
		t.Rule = fact.TermsEndOfMonth
	case rule == "day_of_month" && t.Day >= 1 && t.Day <= 31:
		t.Rule = fact.TermsDayOfMonth
	default:
		rd.note(fact.UnknownKind, "terms_rule="+rule)
		return fact.Terms{}
	}
	return t
}

// noteFlags notes flags that are neither 0 nor 1; they count as not given.
func (rd *reading) noteFlags(flags ...*flag) {
	for _, f := range flags {
		if f.bad {
			rd.note(fact.BadNumber, string(f.raw))
		}
	}
}

// currency returns the currency of a row, and the company's where it has none.
func (rd *reading) currency(c *text) fact.Currency {
	if c.null() {
		return rd.snap.Company.Currency
	}
	return fact.Currency(rd.intern(c))
}
