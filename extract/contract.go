package extract

// Kind is what a column holds, and so how its bytes are read.
type Kind uint8

// The kinds of columns.
const (
	Text     Kind = iota
	Day           // DATE, or DATETIME and TIMESTAMP of which the day in the company's zone counts
	Money         // decimal, kept to four places
	Price         // decimal per unit of measure, kept to six places
	Quantity      // decimal, kept to six places
	Rate          // decimal of up to 38 digits
	Whole         // integer
	Flag          // 1 or 0; BIT(1) as well
)

// String returns the word for the kind that people read.
func (k Kind) String() string {
	return [...]string{"text", "date", "money", "price", "quantity", "rate", "integer", "flag"}[k]
}

// Column is one column of the contract between a preset's SQL and this package.
type Column struct {
	Name string
	Kind Kind
	// Required columns must be in the answer, though a row's value may be NULL.
	Required bool
}

// Fact is what one .sql file answers. Columns are matched by name, so their order
// in the SELECT is free.
type Fact struct {
	Name    string
	Columns []Column
	// Needs names the facts that must be read before this one.
	Needs []string
}

// Facts returns the whole contract in the order of reading. It is derived from
// the tables by which rows are decoded, and cannot differ from them.
func Facts() []Fact {
	var out []Fact
	for _, t := range tables() {
		out = append(out, t.contract())
	}
	return out
}

// tables lists every fact in the order of reading: what is referred to comes
// before what refers to it.
func tables() []factTable {
	return []factTable{
		companyTable,
		ratesTable,
		salespeopleTable,
		promotionsTable,
		customersTable,
		productsTable,
		documentsTable,
		instalmentsTable,
		sharesTable,
		linesTable,
		receiptsTable,
		allocationsTable,
		ordersTable,
		deliveriesTable,
		quotationsTable,
		targetsTable,
		controlTable,
		incomeTable,
	}
}
