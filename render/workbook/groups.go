package workbook

import (
	"iter"
	"slices"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
)

// group is one row of a split of the receivable.
type group = *receivables.Group

// splits are the ways in which the receivable is split, in their order.
var splits = []struct {
	id, needs string
	rows      func(*receivables.Result) []receivables.Group
}{
	{"salespeople", "salespeople", func(r *receivables.Result) []receivables.Group { return r.Salespeople }},
	{"regions", "customers.region", func(r *receivables.Result) []receivables.Group { return r.Regions }},
	{"customer_groups", "customers.customer_group", func(r *receivables.Result) []receivables.Group { return r.Groups }},
}

// groups is the sheet of totals: by bucket, salesperson, region and group.
func (b *book) groups() render.Sheet {
	row := 4
	buckets := b.bucketList(row + 1)
	lists := []render.List{buckets}
	heads := []render.Placed{b.section(row, "buckets")}
	row = afterList(buckets)
	for _, split := range splits {
		rows, empty := splitBy(b.base, split.needs, split.rows(b.r), b.say("empty.groups"))
		list := b.groupList(split.id, row+1, rows)
		list.Empty = empty
		lists = append(lists, list)
		heads = append(heads, b.section(row, split.id))
		row = afterList(list)
	}
	paper := len(lists[1].Columns)
	sheet := b.frame(SheetGroups, paper, b.say("subtitle.whole", "currency", string(b.currency)), b.basis())
	sheet.Cells = append(sheet.Cells, heads...)
	sheet.Lists, sheet.Columns = lists, widths(lists[1])
	sheet.FreezeRow = rowList
	sheet.Print = render.Print{Area: area(paper, row-2), OnePage: row <= groupsOnePage, RepeatRows: "1:2"}
	return sheet
}

// splitBy are the rows of a split, and what is said where there are none: without
// what the source lacks for it, all would be nobody's.
func splitBy[T any](b *base, needs string, rows []T, none string) ([]T, string) {
	if !b.s.Source.Supplies(needs) {
		return nil, b.say("empty.unsupplied")
	}
	return rows, none
}

// groupsOnePage is the number of rows that one page still shows legibly.
const groupsOnePage = 75

// section titles a list among several on a sheet.
func (b *base) section(row int, id string) render.Placed {
	return render.Placed{Row: row, Column: 1, Cell: render.Cell{Value: render.Text(b.say("section." + id)), Role: render.RoleSection}}
}

// afterList is the row of the next section's title: a list with totals takes
// three rows of head, and one of its rows is empty where there are none.
func afterList(l render.List) int {
	head := 1
	if l.TotalLabel != "" {
		head = 3
	}
	return l.Row + head + max(l.Count, 1) + 1
}

func (b *book) groupList(id string, row int, rows []receivables.Group) render.List {
	columns := slices.Concat(
		[]column[group]{
			label("name_"+id, 26, render.RoleBody, func(g group) string { return b.groupName(id, g) }),
			col("customers", 10, render.RoleCount, func(g group) render.Cell { return count(g.Customers) }),
		},
		balanceColumns(b, func(g group) *receivables.Balance { return &g.Balance }),
	)
	list := table(b.base, id, row, columns, pointers(rows))
	list.TotalLabel = b.say("total")
	ratio(&list, "overdue_share", "overdue", "on_open_invoices")
	return list
}

// groupName names a split's row, and the rest that nobody is named for.
func (b *book) groupName(id string, g group) string {
	switch {
	case g.Name != "":
		return g.Name
	case g.Ref.Known() && b.person(g.Ref) != "":
		return b.person(g.Ref)
	}
	return b.say("none." + id)
}

// bucketRow is one class of age in total.
type bucketRow struct {
	bucket, customers, items int
	amount                   fact.Amount
}

func (b *book) bucketRows() iter.Seq[bucketRow] {
	now := b.r.Now
	return func(yield func(bucketRow) bool) {
		for i := range b.r.Buckets {
			row := bucketRow{i, at(now.AgingHolders, i), at(now.AgingItems, i), at(now.Aging, i)}
			if !yield(row) {
				return
			}
		}
	}
}

// bucketList states customers, items, amount and share of every bucket.
func (b *book) bucketList(row int) render.List {
	columns := []column[bucketRow]{
		label("bucket", 26, render.RoleBody, func(r bucketRow) string { return b.bucket(r.bucket) }),
		col("customers", 10, render.RoleCount, func(r bucketRow) render.Cell { return count(r.customers) }),
		col("items", 10, render.RoleCount, func(r bucketRow) render.Cell { return count(r.items) }),
		sum("amount", 13, render.RoleWhole, func(r bucketRow) fact.Amount { return r.amount }),
		col("share", 9, render.RolePercent, func(r bucketRow) render.Cell {
			if share, ok := r.amount.Ratio(b.r.Now.OnInvoices); ok {
				return render.Cell{Value: render.Float(share)}
			}
			return render.Cell{}
		}),
	}
	list := table(b.base, "buckets", row, columns, b.bucketRows())
	list.TotalLabel = b.say("total.on_open_invoices")
	return list
}
