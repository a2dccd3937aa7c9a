package workbook

import (
	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
)

// exceptions words what needs attention, acts first as the analysis sorts them.
// There are ten kinds at most, and the mail shows all.
func (b *book) exceptions() render.Exceptions {
	acts := 0
	out := render.Exceptions{
		Head: []string{b.scale.Unit(b.currency), b.say("exceptions.customers"), b.say("exceptions.since"), b.say("exceptions.where")},
		None: b.say("exceptions.none"),
	}
	for _, act := range []bool{true, false} {
		for _, e := range b.r.Exceptions {
			if e.Act == act {
				out.Rows = append(out.Rows, b.exception(e))
			}
		}
		if act {
			acts = len(out.Rows)
		}
	}
	out.Title = b.say("exceptions.title", "acts", acts, "watches", len(out.Rows)-acts)
	if len(out.Rows) == 0 {
		out.Title = b.say("exceptions.title.none")
	}
	return out
}

func (b *book) exception(e receivables.Exception) render.Exception {
	key := "exception." + string(e.Kind)
	sheet := exceptionSheets[e.Kind]
	x := render.Exception{
		Act:    e.Act,
		Mark:   b.say("exceptions.watch"),
		What:   b.say(key+".what", "bucket", b.bucket(b.last())),
		Why:    b.why(e),
		Amount: render.Cell{Value: render.Money(b.scale.Cell(e.Amount)), Role: render.RoleThousand, Strong: true},
		Short:  b.scale.Short(e.Amount), Customers: e.Customers,
		CustomersText: b.say("count.customers", "n", e.Customers),
		Since:         e.Since,
		Link:          b.exceptionLink(e, sheet),
		LinkText:      b.say("forward", "sheet", b.say("sheet."+sheet)),
	}
	if e.Act {
		x.Mark = b.say("exceptions.act")
	}
	switch e.Kind {
	case receivables.RowsExcluded:
		x.Short, x.CustomersText = "", b.say("count.rows", "n", e.Items)
	case receivables.HistoryChanged: // a difference of a cent counts
		x.Short, x.CustomersText = b.exact(e.Amount), ""
	}
	return x
}

// exceptionSheets says where the rows behind an exception stand.
var exceptionSheets = map[receivables.ExceptionKind]string{
	receivables.OverCreditLimit:  SheetAgeing,
	receivables.NewOverdue:       SheetMovement,
	receivables.OldestBucket:     SheetAgeing,
	receivables.Bounced:          SheetItems,
	receivables.Concentration:    SheetAgeing,
	receivables.HistoryChanged:   SheetMovement,
	receivables.RowsExcluded:     SheetData,
	receivables.DisputedItems:    SheetItems,
	receivables.HeldCustomers:    SheetAgeing,
	receivables.UnmatchedCredits: SheetItems,
}

// exceptionLink leads to the worst customer's row where one is named.
func (b *book) exceptionLink(e receivables.Exception, sheet string) render.Link {
	switch {
	case sheet == SheetAgeing && e.Worst.Known():
		return b.ageingLink(e.Worst, render.Link{Sheet: sheet})
	case sheet == SheetItems && e.Worst.Known():
		return b.itemsLink(e.Worst, render.Link{Sheet: sheet})
	}
	return render.Link{Sheet: sheet}
}

// why names the reason and the worst customer.
func (b *book) why(e receivables.Exception) string {
	key := "exception." + string(e.Kind) + ".why"
	asOf := b.r.Params.AsOf
	args := []any{
		"share", b.l.Percent(e.Share, 0), "exact", b.l.Percent(e.Share, 1), "alarm", b.l.Percent(b.r.Params.Concentration, 0),
		"date", b.l.ShortDate(b.r.Previous.AsOf, asOf), "items", e.Items, "customers", e.Customers,
		"stored", b.exact(b.r.Params.Stored), "now", b.exact(b.r.Previous.Net),
	}
	if e.Kind == receivables.OverCreditLimit && b.customer(e.Worst).Limit == 0 {
		key += ".nothing"
	}
	return b.say(key, append(args, "name", b.cutName(e.Worst, whyName))...)
}

// whyName is the room, in columns, for a name in a reason on the Summary.
const whyName = 28

// ageingLink leads to a customer's row on Ageing, or elsewhere where it has none.
func (b *book) ageingLink(customer fact.Ref, otherwise render.Link) render.Link {
	if code := b.customer(customer).Code; code != "" && b.aged[customer] {
		return render.Link{Sheet: SheetAgeing, List: SheetAgeing, Key: code}
	}
	return otherwise
}

// itemsLink leads to a customer's first open item, or elsewhere.
func (b *book) itemsLink(customer fact.Ref, otherwise render.Link) render.Link {
	if code := b.customer(customer).Code; code != "" && b.open[customer] {
		return render.Link{Sheet: SheetItems, List: listItems, Key: code}
	}
	return otherwise
}

// changesInShort is what the mail says of the changes.
func (b *book) changesInShort() []render.Change {
	items := map[receivables.ChangeKind]int{}
	amounts := map[receivables.ChangeKind]fact.Amount{}
	for i := range b.r.Changes {
		c := &b.r.Changes[i]
		items[c.Kind]++
		amounts[c.Kind] = amounts[c.Kind].Plus(c.Amount)
	}
	var out []render.Change
	for _, kind := range receivables.ChangeKinds {
		n := items[kind]
		if n == 0 {
			continue
		}
		unit := "count.items"
		if kind == receivables.NewOverLimit {
			unit = "count.customers"
		}
		out = append(out, render.Change{
			What: b.say("change." + string(kind)), Count: b.say(unit, "n", n), Short: b.scale.Short(amounts[kind].Abs()),
		})
	}
	if len(b.r.Movements) > 0 && b.r.Movements[0].Received != 0 {
		received := b.r.Movements[0].Received.Neg()
		out = append(out, render.Change{What: b.say("movement.received"), Short: b.scale.Short(received)})
	}
	return out
}
