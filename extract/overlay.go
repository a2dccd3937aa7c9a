package extract

import (
	"context"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// CustomerFile is what an operator knows of customers and the ERP does not: terms,
// limits, who chases payment. What it gives for a customer overrules the ERP.
type CustomerFile struct {
	// Name is how people know the file: "customers.csv".
	Name string
	// Columns are those of [CustomerColumns] that the file has.
	Columns []string
	Rows    []CustomerRow
	Faults  []CustomerFault
}

// CustomerRow is one customer of a [CustomerFile].
type CustomerRow struct {
	// Code is the customer's code, or its id.
	Code string
	// Place is where in the file: "line 7".
	Place string
	// Values stand in the order of the file's columns, as the contract wants them;
	// empty ones leave the ERP's.
	Values []string
}

// CustomerFault is a cell of a [CustomerFile] that is not used, or all of a row.
type CustomerFault struct {
	Code     string
	Reason   fact.Reason
	Problem  string // with its place
	WholeRow bool
}

// CustomerColumns are the columns of the contract that a [CustomerFile] may give.
// Salespeople, collectors and parents are named by code, id or, for people, name.
var CustomerColumns = []string{
	"customer_group", "region", "salesperson", "collector", "parent",
	"terms_days", "terms_rule", "terms_day", "credit_limit", "contact", "mail", "phone",
}

// terms are given together: a file's days say nothing about the ERP's rule.
var terms = []string{"terms_days", "terms_rule", "terms_day"}

// overlay lays an operator's file over the customers as they are read.
type overlay struct {
	file *CustomerFile
	rows map[string]int // by code
	met  []bool
	// cells are the columns of a row that the file fills.
	cells []column[customerRow]
	// parents are the rows that name a parent, by the customer's id.
	parents map[string]*CustomerRow
	// faults are the file's, and values that lead nowhere in this ERP.
	faults []CustomerFault
}

// overlay reads the operator's file and prepares it; nil where there is none.
func (s *Source) overlay() (*overlay, error) {
	if s.customers == nil {
		return nil, nil
	}
	file, err := s.customers()
	if file == nil || err != nil {
		return nil, err
	}
	o := &overlay{
		file: file, rows: map[string]int{}, met: make([]bool, len(file.Rows)),
		parents: map[string]*CustomerRow{}, faults: slices.Clone(file.Faults),
	}
	for _, name := range file.Columns {
		i := slices.IndexFunc(customersTable.columns, func(c column[customerRow]) bool { return c.name == name })
		o.cells = append(o.cells, customersTable.columns[i])
	}
	for i, row := range file.Rows {
		o.rows[row.Code] = i
	}
	return o, nil
}

// takeCustomerOverlaid puts the file's values into a row before it is taken, and
// takes them out after: the query may not answer the column for the next row.
func (rd *reading) takeCustomerOverlaid(r *customerRow) outcome {
	o := rd.overlay
	if o == nil {
		return rd.takeCustomer(r)
	}
	i, found := o.rows[r.code.or(r.id.string())]
	if !found {
		i, found = o.rows[r.id.string()]
	}
	if !found {
		return rd.takeCustomer(r)
	}
	o.met[i] = true
	defer rd.clear(r)
	rd.lay(r, &o.file.Rows[i])
	return rd.takeCustomer(r)
}

func (rd *reading) lay(r *customerRow, row *CustomerRow) {
	o := rd.overlay
	if o.givesTerms(row) {
		r.termsDays, r.termsRule, r.termsDay = whole{}, text{}, whole{}
	}
	for i, c := range o.cells {
		v := row.Values[i]
		switch {
		case v == "":
			continue
		case c.name == "parent":
			o.parents[r.id.string()] = row
		case c.name == "salesperson" || c.name == "collector":
			id, found := rd.personNamed(v)
			if !found {
				o.blame(row, c.name+" "+v+": no such salesperson")
				continue
			}
			v = id
		}
		c.cell(r).set([]byte(v), zones{})
	}
}

func (o *overlay) givesTerms(row *CustomerRow) bool {
	for i, v := range row.Values {
		if v != "" && slices.Contains(terms, o.file.Columns[i]) {
			return true
		}
	}
	return false
}

// blame enters a value that leads nowhere; the ERP's own is left.
func (o *overlay) blame(row *CustomerRow, problem string) {
	o.faults = append(o.faults, CustomerFault{Code: row.Code, Reason: fact.UnknownReference, Problem: row.Place + ": " + problem})
}

func (rd *reading) clear(r *customerRow) {
	r.termsDays, r.termsRule, r.termsDay = whole{}, text{}, whole{}
	for _, c := range rd.overlay.cells {
		c.cell(r).set(nil, zones{})
	}
}

// personNamed is the id of whoever bears the id, the code or the name.
func (rd *reading) personNamed(s string) (id string, found bool) {
	if rd.salespeople.has([]byte(s)) {
		return s, true
	}
	people := rd.snap.Salespeople
	i := slices.IndexFunc(people, func(p fact.Salesperson) bool { return p.Code == s })
	if i < 0 {
		i = slices.IndexFunc(people, func(p fact.Salesperson) bool { return p.Name == s })
	}
	if i < 0 {
		return "", false
	}
	return people[i].ID, true
}

// customersDone sorts the customers, resolves who belongs to whom, and counts the
// operator's file among what was read.
func (rd *reading) customersDone() {
	sortByID(&rd.snap.Customers, func(c *fact.Customer) string { return c.ID }, &rd.customers)
	rd.listed = len(rd.snap.Customers)
	if rd.overlay != nil {
		rd.parentsByCode()
	}
	rd.resolveLinks(&rd.customers, func(from fact.Ref, _ string, to fact.Ref) { rd.snap.Customers[from].Parent = to })
	if rd.overlay != nil {
		rd.countFile()
	}
}

// parentsByCode turns the codes by which a file names parents into ids.
func (rd *reading) parentsByCode() {
	ids := map[string]string{}
	for _, c := range rd.snap.Customers {
		ids[c.Code] = c.ID
	}
	rd.links = slices.DeleteFunc(rd.links, func(l link) bool {
		row := rd.overlay.parents[l.from]
		isUnknown := row != nil && !rd.customers.has([]byte(l.to)) && ids[l.to] == ""
		if isUnknown {
			rd.overlay.blame(row, "parent "+l.to+": no such customer")
		}
		return isUnknown
	})
	for i := range rd.links {
		if l := &rd.links[i]; rd.overlay.parents[l.from] != nil && !rd.customers.has([]byte(l.to)) {
			l.to = ids[l.to]
		}
	}
}

// countFile enters the file's rows: used where there is such a customer, else
// excluded; and what it supplies is missing no longer.
func (rd *reading) countFile() {
	o := rd.overlay
	in := fact.Intake{Fact: o.file.Name, Read: len(o.file.Rows)}
	for i, row := range o.file.Rows {
		if o.met[i] {
			in.Used++
			continue
		}
		in.Excluded++
		rd.findInFile(fact.Excluded, fact.UnknownReference, row.Code, row.Place+": no such customer")
	}
	for _, f := range o.faults {
		treatment := fact.Noted
		if f.WholeRow {
			treatment = fact.Excluded
			in.Read, in.Excluded = in.Read+1, in.Excluded+1
		}
		rd.findInFile(treatment, f.Reason, f.Code, f.Problem)
	}
	rd.snap.Intake = append(rd.snap.Intake, in)
	missing := &rd.snap.Source.Missing
	*missing = slices.DeleteFunc(*missing, o.supplies)
}

// supplies says whether the file has a value for a column that is named missing.
func (o *overlay) supplies(what string) bool {
	i := slices.IndexFunc(o.file.Columns, func(c string) bool { return what == "customers."+c })
	return i >= 0 && slices.ContainsFunc(o.file.Rows, func(row CustomerRow) bool { return row.Values[i] != "" })
}

func (rd *reading) findInFile(t fact.Treatment, why fact.Reason, code, value string) {
	rd.snap.Findings = append(rd.snap.Findings, fact.Finding{
		Treatment: t, Fact: rd.overlay.file.Name, Row: code, Customer: code, Reason: why, Value: value,
	})
}

// customers says what of the operator's file is not used, and why.
func (c *checking) customers(ctx context.Context) error {
	over, err := c.source.overlay()
	if over == nil || err != nil || slices.ContainsFunc(c.remarks, func(r Remark) bool { return r.Level == Error }) {
		return err
	}
	rd := c.source.newReading(c.scope, nil)
	rd.overlay = over
	if err := c.source.readFacts(ctx, c.session, rd, []factTable{companyTable, salespeopleTable, customersTable}); err != nil {
		return err
	}
	name, already := over.file.Name, len(c.remarks)
	for _, f := range rd.snap.Findings {
		if f.Fact == name {
			c.say(Warning, name, "mend it in the file", "%s", strings.TrimPrefix(f.Row+", "+f.Value, ", "))
		}
	}
	in := rd.snap.Intake[len(rd.snap.Intake)-1]
	if len(c.remarks) == already {
		c.say(OK, name, "", "%s for %d of the customers", strings.Join(over.file.Columns, ", "), in.Used)
	}
	return nil
}
