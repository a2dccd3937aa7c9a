package workbook

import (
	"iter"

	"daybook/analyze/register"
	"daybook/extract/fact"
	"daybook/render"
)

// entry is one row of the list of invoices.
type entry = *register.Entry

// listInvoices is the native table of the entries.
const listInvoices = "invoices"

// invoices is every entry as a row, however many: they are read from where they are
// kept while the file is written, and go on on a next sheet where one is full.
func (b *daybook) invoices() render.Sheet {
	columns := b.entryColumns()
	list := render.List{
		ID: listInvoices, Row: rowList, TotalLabel: b.say("total.register"), TotalIn: 3, Filter: true,
		Count: b.r.Total.Entries, Empty: b.say("empty.register"),
	}
	for _, c := range columns {
		c.Header = b.say("column."+c.ID, "currency", string(b.currency))
		list.Columns = append(list.Columns, c.Column)
	}
	list.Rows = streamed(suppliedColumns(b.base, columns), b.r.Entries.All())
	sheet := b.frame(SheetInvoices, printed(columns), b.span(), b.say("register.order"))
	single(&sheet, list, printed(columns))
	sheet.FreezeColumn = 2
	return sheet
}

func (b *daybook) entryColumns() []column[entry] {
	total, parties := b.r.Total, newParties(b.s.Customers)
	summed := func(id string, whole fact.Amount, amount func(entry) fact.Amount) column[entry] {
		c := col(id, 16, render.RoleMoney, func(e entry) render.Cell { return money(amount(e)) })
		c.Total, c.Sum = render.TotalSum, render.Money(whole)
		return c
	}
	return []column[entry]{
		label("document", 22, render.RoleBody, func(e entry) string { return e.Number }),
		label("kind", 16, render.RoleBody, b.entryKind()),
		label("code", 12, render.RoleCode, func(e entry) string { return parties.of(e.Customer).code }),
		label("customer", 34, render.RoleBody, func(e entry) string { return parties.of(e.Customer).name }),
		label("region", 14, render.RoleBody, func(e entry) string { return parties.of(e.Customer).region }).from("customers.region"),
		col("posted", 11.5, render.RoleDate, func(e entry) render.Cell { return day(e.Posted) }),
		col("due", 11.5, render.RoleDate, func(e entry) render.Cell { return day(e.Due) }).from("documents.due"),
		label("item_currency", 5.5, render.RoleBody, func(e entry) string { return string(e.Currency) }),
		col("register_amount", 16, render.RoleMoney, func(e entry) render.Cell { return muted(money(e.Amount)) }),
		summed("register_gross", total.Gross, func(e entry) fact.Amount { return e.Gross }),
		summed("register_tax", total.Tax, func(e entry) fact.Amount { return e.Tax }),
		summed("register_net", total.Net, func(e entry) fact.Amount { return e.Net }),
	}
}

// entryKind names the kind of an entry, and says where it takes an earlier one off.
// There are few of them, for all the rows.
func (b *daybook) entryKind() func(entry) string {
	plain, cancels := map[fact.Kind]string{}, map[fact.Kind]string{}
	for _, k := range register.Kinds {
		plain[k] = b.say("kind." + k.String())
		cancels[k] = b.say("register.cancels", "kind", plain[k])
	}
	return func(e entry) string {
		if e.Cancels {
			return cancels[e.Kind]
		}
		return plain[e.Kind]
	}
}

// streamed yields the cells of rows that are read while they are listed. There may
// be millions, so that they share one slice.
func streamed[T any](columns []column[T], rows iter.Seq2[T, error]) iter.Seq2[[]render.Cell, error] {
	return func(yield func([]render.Cell, error) bool) {
		line := make([]render.Cell, len(columns))
		for r, err := range rows {
			if err != nil {
				yield(nil, err)
				return
			}
			fill(line, columns, r)
			if !yield(line, nil) {
				return
			}
		}
	}
}
