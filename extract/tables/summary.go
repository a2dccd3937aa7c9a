package tables

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract"
	"daybook/extract/fact"
)

// Summary is what was imported, to be compared with where it came from.
type Summary struct {
	Tables []Imported // in the order of the reference tables
	Notes  []string
}

// Imported is what one table got.
type Imported struct {
	Table string   `json:"table"`
	Rows  int      `json:"rows"`
	Files []string `json:"files"`
	Sums  []Sum    `json:"sums"`
}

// Sum is the total of a money column, as the cells stand: kinds of documents give
// no sign to it. Currency is that of the rows that it sums; it is empty for
// company currency, and where the rows name none.
type Sum struct {
	Column   string `json:"column"`
	Currency string `json:"currency"`
	Amount   string `json:"amount"`

	total fact.Amount
}

func (s *Summary) of(t table) *Imported {
	i := slices.IndexFunc(s.Tables, func(have Imported) bool { return have.Table == t.name })
	if i < 0 {
		i = len(s.Tables)
		s.Tables = append(s.Tables, Imported{Table: t.name, Files: []string{}, Sums: []Sum{}})
	}
	return &s.Tables[i]
}

// count enters a row of a table. It panics with [fact.ErrOverflow] where a sum
// leaves the range of an amount.
func (s *Summary) count(t table, file string, values []string) {
	in := s.of(t)
	if in.Rows++; !slices.Contains(in.Files, file) {
		in.Files = append(in.Files, file)
	}
	currency := ""
	if i := t.index("currency"); i >= 0 {
		currency = values[i]
	}
	for i, c := range t.columns {
		if c.Kind != extract.Money || values[i] == "" {
			continue
		}
		amount, _, _ := fact.ParseAmount(values[i]) // was tried when the cell was read
		in.sum(c.Name, currencyOf(c.Name, currency)).add(amount)
	}
}

// currencyOf is the currency of a column in a row: company_… columns, and a limit,
// are in the company's.
func currencyOf(column, row string) string {
	if strings.HasPrefix(column, "company_") || column == "credit_limit" {
		return ""
	}
	return row
}

func (in *Imported) sum(column, currency string) *Sum {
	for i := range in.Sums {
		if s := &in.Sums[i]; s.Column == column && s.Currency == currency {
			return s
		}
	}
	in.Sums = append(in.Sums, Sum{Column: column, Currency: currency})
	return &in.Sums[len(in.Sums)-1]
}

func (s *Sum) add(a fact.Amount) { s.total = s.total.Plus(a) }

// finished brings the summary into its order.
func (s *Summary) finished() *Summary {
	slices.SortFunc(s.Tables, func(a, b Imported) int {
		return cmp.Compare(slices.Index(tableNames(), a.Table), slices.Index(tableNames(), b.Table))
	})
	for i := range s.Tables {
		in := &s.Tables[i]
		t, _ := tableNamed(in.Table)
		slices.SortFunc(in.Sums, func(a, b Sum) int {
			return cmp.Or(cmp.Compare(t.index(a.Column), t.index(b.Column)), cmp.Compare(a.Currency, b.Currency))
		})
		for k := range in.Sums {
			in.Sums[k].Amount = in.Sums[k].total.String()
		}
	}
	return s
}
