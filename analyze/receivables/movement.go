package receivables

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// rollForward explains the way from one position to a later one. Opening and
// closing are sums of open items; the movements are sums of what was posted and
// allocated in between, so that a movement that nobody accounts for shows.
func (b *Book) rollForward(from, to *Position) RollForward {
	r := moved(&from.totals, &to.totals)
	r.From, r.To, r.Opening, r.Closing = from.AsOf, to.AsOf, from.figures.Net, to.figures.Net
	return r
}

// moved are the movements between two moments of the walk.
func moved(from, to *totals) RollForward {
	delta := func(c component) fact.Amount { return to[c].Minus(from[c]) }
	return RollForward{
		Invoiced: delta(invoiced), Credited: delta(credited), Journals: delta(journals), Received: delta(received).Plus(delta(settled)),
		Discounts: delta(discounts), WrittenOff: delta(writtenOff), Exchange: delta(exchange).Plus(delta(revalued)),
	}
}

// customerMovements parts the roll-forward by customer.
func (b *Book) customerMovements(from, to *Position) []CustomerMovement {
	var out []CustomerMovement
	for c := range b.s.Customers {
		opening, closing := from.net[c], to.net[c]
		if opening == 0 && closing == 0 && from.byCustomer[c] == to.byCustomer[c] {
			continue
		}
		r := moved(&from.byCustomer[c], &to.byCustomer[c])
		r.From, r.To, r.Opening, r.Closing = from.AsOf, to.AsOf, opening, closing
		out = append(out, CustomerMovement{fact.Ref(c), r})
	}
	slices.SortFunc(out, func(x, y CustomerMovement) int { return b.compareCustomers(x.Ref, y.Ref) })
	return out
}

func sumItems(items []Item) fact.Amount {
	var sum fact.Amount
	for i := range items {
		sum = sum.Plus(items[i].Company)
	}
	return sum
}

// itemKey tells items apart across days.
type itemKey struct {
	document, receipt fact.Ref
	instalment        int
}

func (i *Item) key() itemKey { return itemKey{i.Document, i.Receipt, i.Instalment} }

func byKey(items []Item) map[itemKey]*Item {
	out := make(map[itemKey]*Item, len(items))
	for k := range items {
		if !items[k].Revaluation {
			out[items[k].key()] = &items[k]
		}
	}
	return out
}

// changes lists what differs between two positions, the most urgent kinds first.
// A revaluation is nothing that a customer did.
func (b *Book) changes(from, to *Position) []Change {
	before, after := byKey(from.Items), byKey(to.Items)
	var out []Change
	for k := range to.Items {
		i := &to.Items[k]
		if i.Revaluation {
			continue
		}
		if was := before[i.key()]; was != nil {
			out = append(out, changed(was, i)...)
		} else {
			out = append(out, appeared(i, from.AsOf))
		}
	}
	for k := range from.Items {
		if i := &from.Items[k]; after[i.key()] == nil && !i.Revaluation {
			out = append(out, b.gone(i, to.AsOf))
		}
	}
	out = append(out, b.newlyOverLimit(from, to)...)
	b.sortChanges(out)
	return out
}

func changed(was, is *Item) []Change {
	var out []Change
	difference := is.Company.Minus(was.Company)
	if is.Class == OnInvoice && was.Class == OnInvoice {
		switch {
		case was.DaysLate <= 0 && is.DaysLate > 0:
			out = append(out, Change{NewlyOverdue, *is, was.Bucket, is.Bucket, is.Company})
		case was.Bucket != is.Bucket:
			out = append(out, Change{MovedBucket, *is, was.Bucket, is.Bucket, is.Company})
		}
		if difference < 0 {
			out = append(out, Change{PartPaid, *is, was.Bucket, is.Bucket, difference})
		}
		if difference > 0 {
			out = append(out, Change{Reopened, *is, was.Bucket, is.Bucket, difference})
		}
		return out
	}
	if difference != 0 {
		out = append(out, Change{AdvanceUsed, *is, -1, is.Bucket, difference})
	}
	return out
}

func appeared(i *Item, since fact.Date) Change {
	kind := NewInvoice
	switch {
	case i.Class == Advance:
		kind = NewAdvance
	case i.Class == Credit:
		kind = NewCredit
	case i.Posted <= since:
		kind = Reopened
	}
	return Change{kind, *i, -1, i.Bucket, i.Company}
}

func (b *Book) gone(i *Item, asOf fact.Date) Change {
	kind := Cleared
	ceased := b.ends[i.end(b.documents)].ceased
	switch {
	case !ceased.IsZero() && ceased <= asOf:
		kind = Cancelled
	case i.Class != OnInvoice:
		kind = AdvanceUsed
	}
	return Change{kind, *i, i.Bucket, -1, i.Company.Neg()}
}

func (b *Book) newlyOverLimit(from, to *Position) []Change {
	var out []Change
	for c := range b.s.Customers {
		customer := &b.s.Customers[c]
		over := overLimit(customer, to.net[c])
		if over > 0 && overLimit(customer, from.net[c]) == 0 {
			item := Item{Customer: fact.Ref(c), Document: fact.None, Receipt: fact.None, Bucket: -1, Salesperson: customer.Salesperson}
			out = append(out, Change{NewOverLimit, item, -1, -1, over})
		}
	}
	return out
}

func (b *Book) sortChanges(changes []Change) {
	rank := map[ChangeKind]int{}
	for i, k := range ChangeKinds {
		rank[k] = i
	}
	slices.SortFunc(changes, func(x, y Change) int {
		return cmp.Or(
			cmp.Compare(rank[x.Kind], rank[y.Kind]), cmp.Compare(y.Amount.Abs(), x.Amount.Abs()),
			strings.Compare(x.Item.Number, y.Item.Number), cmp.Compare(x.Item.Instalment, y.Item.Instalment),
			strings.Compare(b.customerCode(x.Item.Customer), b.customerCode(y.Item.Customer)),
			cmp.Compare(x.Item.Posted, y.Item.Posted),
		)
	})
}
