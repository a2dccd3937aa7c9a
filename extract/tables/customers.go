package tables

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"daybook/extract"
	"daybook/extract/fact"
)

// customerFiles are the names of an operator's file of customers.
var customerFiles = []string{"customers.csv", "customers.xlsx"}

// Customers reads the operator's file of customers in a folder; it is nil where
// there is none. A header that cannot be used is a [Refusal]; a cell that cannot is
// among the file's faults, and left to the ERP.
func Customers(folder string) (*extract.CustomerFile, error) {
	var found []string
	for _, name := range customerFiles {
		if _, err := os.Stat(filepath.Join(folder, name)); err == nil {
			found = append(found, name)
		}
	}
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return readCustomers(filepath.Join(folder, found[0]))
	}
	return nil, &Refusal{Message: "there are both " + strings.Join(found, " and ") + " in " + folder, Hint: "keep one of them"}
}

func readCustomers(path string) (file *extract.CustomerFile, err error) {
	grids, done, err := open(path, "")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, done()) }()
	if i := slices.IndexFunc(grids, func(g grid) bool { return g.base == "customers" }); i >= 0 {
		grids = grids[i : i+1]
	}
	if len(grids) != 1 {
		return nil, &Refusal{Message: path + " has no sheet named customers", Hint: "name the sheet so, or keep no other"}
	}
	x := &customerReading{file: &extract.CustomerFile{Name: filepath.Base(path)}, grid: grids[0], lines: map[string]string{}}
	for r, err := range x.grid.rows {
		if err := x.take(r, err); err != nil {
			return nil, err
		}
	}
	if x.plan == nil {
		return nil, &Refusal{Message: x.file.Name + " is empty: the first row must name the columns", Hint: customerHint}
	}
	return x.file, nil
}

// customerReading is the state of reading one file: the plan once the headers are
// known, and where each code stands.
type customerReading struct {
	file  *extract.CustomerFile
	grid  grid
	plan  *plan
	lines map[string]string
}

var customerHint = "a file of customers has the column code and any of " + strings.Join(extract.CustomerColumns, ", ")

func (x *customerReading) take(r row, err error) error {
	var fault Fault
	switch {
	case errors.As(err, &fault):
		fault.File = x.file.Name
		return &Refusal{Message: fault.String(), Hint: customerHint}
	case err != nil:
		return fmt.Errorf("reading %s: %w", x.file.Name, err)
	case r.blank():
		return nil
	case x.plan == nil:
		return x.head(r)
	}
	x.row(r)
	return nil
}

// head plans how rows are read, by the headers. People say group; SQL cannot.
func (x *customerReading) head(r row) error {
	headers := headersOf(r)
	for i, h := range headers {
		headers[i] = strings.ToLower(h)
		if headers[i] == "group" {
			headers[i] = "customer_group"
		}
	}
	var wrong []string
	blame := func(at int, message string) {
		place := ""
		if at >= 0 {
			place = ", " + x.grid.place(r.at, at, headers[at])
		}
		wrong = append(wrong, x.file.Name+place+": "+message)
	}
	noTwins(headers, blame)
	x.plan = plainPlan(customerTable(), reader{}, headers, blame)
	if len(wrong) > 0 {
		return &Refusal{Message: strings.Join(wrong, "\n"), Hint: customerHint}
	}
	for i, c := range x.plan.table.columns {
		if x.plan.fill[i] != nil && c.Name != "code" {
			x.file.Columns = append(x.file.Columns, c.Name)
		}
	}
	return nil
}

// customerTable is the part of the contract that a file may give.
func customerTable() table {
	whole, _ := tableNamed("customers")
	t := table{name: whole.name}
	for _, c := range whole.columns {
		c.Required = c.Name == "code"
		if c.Required || slices.Contains(extract.CustomerColumns, c.Name) {
			t.columns = append(t.columns, c)
		}
	}
	return t
}

func (x *customerReading) row(r row) {
	at, _ := x.plan.fill[x.plan.table.index("code")].source()
	code, place := r.cell(at).text, x.place(r)
	switch first, twice := x.lines[code]; {
	case code == "":
		x.fault(extract.CustomerFault{Reason: fact.UnknownReference, Problem: place + ": no code", WholeRow: true})
		return
	case twice:
		x.fault(extract.CustomerFault{Code: code, Reason: fact.DuplicateID, Problem: place + ": the code stands in " + first, WholeRow: true})
		return
	}
	x.lines[code] = place
	values, _ := x.plan.apply(r, func(at int, header, message string) {
		x.fault(extract.CustomerFault{
			Code: code, Reason: x.reason(header),
			Problem: x.grid.place(r.at, at, header) + ": " + strings.TrimSuffix(message, orName),
		})
	})
	out := extract.CustomerRow{Code: code, Place: place}
	for i, c := range x.plan.table.columns {
		if x.plan.fill[i] != nil && c.Name != "code" {
			out.Values = append(out.Values, values[i])
		}
	}
	if problem := x.badTerms(out.Values); problem != "" {
		x.fault(extract.CustomerFault{Code: code, Reason: fact.BadNumber, Problem: place + ": " + problem})
	}
	x.file.Rows = append(x.file.Rows, out)
}

func (x *customerReading) fault(f extract.CustomerFault) { x.file.Faults = append(x.file.Faults, f) }

func (x *customerReading) place(r row) string {
	if x.grid.sheet != "" {
		return fmt.Sprintf("row %d", r.at)
	}
	return x.grid.place(r.at, 0, "")
}

// reason is why a cell is not used: a text is one of a few words, all else a number.
func (x *customerReading) reason(header string) fact.Reason {
	if i := x.plan.table.index(header); x.plan.table.columns[i].Kind == extract.Text {
		return fact.UnknownKind
	}
	return fact.BadNumber
}

// badTerms says what makes no sense about a customer's terms, and takes them out.
func (x *customerReading) badTerms(values []string) (problem string) {
	columns := []string{"terms_days", "terms_rule", "terms_day"}
	var days, rule, day string
	into := []*string{&days, &rule, &day}
	for i, c := range columns {
		if at := slices.Index(x.file.Columns, c); at >= 0 {
			*into[i] = values[at]
		}
	}
	n, _ := strconv.Atoi(day)
	switch {
	case strings.HasPrefix(days, "-"):
		problem = "terms_days " + days + " is below zero"
	case rule == "day_of_month" && (n < 1 || n > 31):
		problem = "terms_rule day_of_month wants a terms_day from 1 to 31"
	default:
		return ""
	}
	for _, c := range columns {
		if at := slices.Index(x.file.Columns, c); at >= 0 {
			values[at] = ""
		}
	}
	return problem
}
