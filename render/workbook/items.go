package workbook

import (
	"iter"
	"slices"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
)

// item is one row of Open items.
type item = *receivables.Item

// listItems is the native table of open items, to which links lead.
const listItems = "open_items"

// items is the sheet of everything open: invoices, and below zero credits and
// advances, so that its total is the net receivable.
func (b *book) items() render.Sheet {
	columns := b.itemColumns()
	paper := printed(columns)
	list := table(b.base, listItems, rowList, columns, b.sortedItems())
	list.TotalLabel, list.TotalIn, list.Filter = b.say("total.rows"), 1, true
	list.Empty = b.say("empty.items")
	sheet := b.frame(SheetItems, paper, b.say("subtitle.items", "currency", string(b.currency)), b.say("subtitle.most_overdue"))
	single(&sheet, list, paper)
	return sheet
}

// sortedItems yields the items of the most overdue customer first; within a
// customer they keep the order of due dates.
func (b *book) sortedItems() iter.Seq[item] {
	rank := make(map[fact.Ref]int, len(b.r.Customers))
	for i := range b.r.Customers {
		rank[b.r.Customers[i].Ref] = i
	}
	order := make([]int32, len(b.r.Items))
	for i := range order {
		order[i] = int32(i)
	}
	position := func(i int32) int {
		if p, ok := rank[b.r.Items[i].Customer]; ok {
			return p
		}
		return len(rank)
	}
	slices.SortStableFunc(order, func(x, y int32) int { return position(x) - position(y) })
	return func(yield func(item) bool) {
		for _, i := range order {
			if !yield(&b.r.Items[i]) {
				return
			}
		}
	}
}

func (b *book) itemColumns() []column[item] {
	open := sum("open_company", 16, render.RoleMoney, func(i item) fact.Amount { return i.Company })
	open.cell = func(i item) render.Cell {
		return render.Cell{Value: render.Money(i.Company), Strong: true}
	}
	return slices.Concat(
		[]column[item]{
			col("code", 8, render.RoleCode, func(i item) render.Cell { return b.codeCell(i.Customer) }),
			col("customer", 31, render.RoleBody, func(i item) render.Cell { return b.linkedName(i.Customer, b.ageingLink) }),
			col("document", 14.5, render.RoleBody, b.documentCell).fitted(),
			label("kind", 11, render.RoleBody, func(i item) string { return b.kind(i) }),
			col("posted", 11.5, render.RoleDate, func(i item) render.Cell { return day(i.Posted) }),
			col("due", 11.5, render.RoleDate, func(i item) render.Cell { return day(i.Due) }),
			col("days_late", 9, render.RoleDays, b.daysLate),
			col("bucket", 11, render.RoleBody, b.bucketCell),
			label("item_currency", 5.5, render.RoleBody, func(i item) string { return string(i.Currency) }),
			col("item_amount", 14, render.RoleMoney, func(i item) render.Cell { return muted(money(i.Amount)) }),
			col("item_open", 14, render.RoleMoney, func(i item) render.Cell { return muted(money(i.Open)) }),
			open,
			col("salesperson", 13, render.RoleBody, func(i item) render.Cell {
				return render.Cell{Value: words(b.person(i.Salesperson)).Value, Indent: true}
			}),
			label("order", 14.5, render.RoleBody, func(i item) string { return i.Order }).from("documents.order_number").fitted(),
			label("remark", 18, render.RoleBody, func(i item) string { return b.joined(b.remarks(i)) }),
		},
		onScreen(b.itemScreenColumns()...),
	)
}

func (b *book) itemScreenColumns() []column[item] {
	return []column[item]{
		label("contract", 14, render.RoleBody, func(i item) string { return i.Contract }).from("documents.contract").fitted(),
		col("terms", 9, render.RoleCount, func(i item) render.Cell { return b.terms(b.customer(i.Customer).Terms) }).from("customers.terms_days"),
		col("age_days", 8, render.RoleCount, func(i item) render.Cell { return count(i.Age) }),
		label("group", 16, render.RoleBody, func(i item) string { return b.customer(i.Customer).Group }).from("customers.customer_group"),
		label("region", 12, render.RoleBody, func(i item) string { return b.customer(i.Customer).Region }).from("customers.region"),
	}
}

func muted(c render.Cell) render.Cell {
	c.Tone = render.ToneMuted
	return c
}

// kind names what an item is: a document by its kind, money by its own word.
func (b *book) kind(i item) string {
	if i.Class == receivables.Advance || i.Receipt.Known() && !i.Document.Known() {
		return b.say("kind.advance")
	}
	return b.say("kind." + i.Kind.String())
}

// documentCell is the number of an item, with a link where there is one.
func (b *book) documentCell(i item) render.Cell {
	cell := words(i.Number)
	if cell.Link = b.documentLink(i.Document); !i.Document.Known() {
		cell.Link = b.receiptLink(i.Receipt)
	}
	return cell
}

// documentLink leads to the ERP's page of a document, where one is known.
func (b *base) documentLink(document fact.Ref) render.Link {
	if len(b.o.Pages) == 0 || !document.Known() || int(document) >= b.s.Documents.Len() {
		return render.Link{}
	}
	d := b.s.Documents.At(document)
	return b.o.Pages.link(d.Kind.String(), d.ID, d.Number)
}

// receiptLink leads to the ERP's page of money that was received.
func (b *base) receiptLink(receipt fact.Ref) render.Link {
	if !receipt.Known() || int(receipt) >= b.s.Receipts.Len() {
		return render.Link{}
	}
	r := b.s.Receipts.At(receipt)
	return b.o.Pages.link(PageReceipt, r.ID, r.Number)
}

// soon is the number of days before its due date from which an item is shown as
// due soon.
const soon = 7

func (b *book) daysLate(i item) render.Cell {
	if i.Class != receivables.OnInvoice || i.Due.IsZero() {
		return render.Cell{}
	}
	cell := count(i.DaysLate)
	switch {
	case i.DaysLate >= b.r.Buckets[b.last()].From:
		cell.Tone, cell.Strong = render.ToneWorse, true
	case i.DaysLate < -soon:
		cell.Tone = render.ToneMuted
	case i.DaysLate <= 0:
		cell.Tone = render.ToneSoon
	}
	return cell
}

// bucketCell is the class of age, or for what does not age what it is instead.
func (b *book) bucketCell(i item) render.Cell {
	cell := render.Cell{Indent: true}
	switch {
	case i.Class == receivables.Credit:
		cell.Value, cell.Tone = render.Text(b.say("class.credit")), render.ToneMuted
	case i.Class == receivables.Advance:
		cell.Value, cell.Tone = render.Text(b.say("class.advance")), render.ToneMuted
	default:
		cell.Value = words(b.bucketShort(i.Bucket)).Value
		if i.Bucket < b.overdueFrom() {
			cell.Tone = render.ToneMuted
		}
	}
	return cell
}

// remarks say what is particular about an item.
func (b *book) remarks(i item) []string {
	var out []string
	add := func(when bool, text string) {
		if when {
			out = append(out, text)
		}
	}
	add(i.Disputed, b.say("remark.disputed"))
	add(i.PartPaid && i.Class == receivables.OnInvoice, b.say("remark.part_paid"))
	add(i.PartPaid && i.Class != receivables.OnInvoice, b.say("remark.part_used"))
	add(i.Instalment > 0, b.say("remark.instalment", "n", i.Instalment))
	add(i.DueAssumed, b.say("remark.due_assumed"))
	add(b.customer(i.Customer).Missing, b.say("flag.unknown_customer"))
	return out
}
