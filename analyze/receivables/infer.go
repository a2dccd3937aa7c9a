package receivables

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// unmatched is an end during inference, with what is left to match and what it
// was matched with.
type unmatched struct {
	index  int32
	on     fact.Date
	number string
	left   fact.Amount // positive
	links  []link
}

type link struct {
	other  *unmatched
	amount fact.Amount
}

// account is one customer's ends of one currency that have something left, the
// oldest first by (date, number).
type account struct{ debits, credits []*unmatched }

type accountKey struct {
	customer fact.Ref
	currency fact.Currency
}

// inference matches ends where the ERP keeps no matching.
type inference struct {
	b        *Book
	accounts map[accountKey]*account
	ends     map[int32]*unmatched
}

// inferAllocations matches receipts and credits to invoices. Events are taken by
// date, documents before receipts of the same day, and each sees only what came
// before it: the open end of exactly its amount first, else the oldest by (date,
// number). What finds nothing stays open as an advance until the next invoice. A
// cancelled or bounced end frees what it was matched with, which from that day on
// is matched again.
func (b *Book) inferAllocations() {
	inf := &inference{b, map[accountKey]*account{}, map[int32]*unmatched{}}
	for _, e := range b.chronological() {
		if e.ceases() {
			inf.cease(e.index(), e.on)
		} else {
			inf.open(e.index())
		}
	}
}

func (inf *inference) accountOf(i int32) *account {
	key := accountKey{inf.b.ends[i].customer, inf.b.currency(i)}
	if inf.accounts[key] == nil {
		inf.accounts[key] = &account{}
	}
	return inf.accounts[key]
}

func (inf *inference) open(i int32) {
	e := &inf.b.ends[i]
	u := &unmatched{index: i, on: e.posted, number: inf.b.number(i), left: e.gross.Abs()}
	if u.left != 0 {
		inf.ends[i] = u
		inf.seek(u, e.posted)
	}
}

// sides returns the list that u belongs to and the one it is matched with.
func (inf *inference) sides(u *unmatched) (own, others *[]*unmatched) {
	acc := inf.accountOf(u.index)
	if inf.b.ends[u.index].gross > 0 {
		return &acc.debits, &acc.credits
	}
	return &acc.credits, &acc.debits
}

// seek matches u against the other side and keeps what is left of it.
func (inf *inference) seek(u *unmatched, today fact.Date) {
	own, others := inf.sides(u)
	if i := slices.IndexFunc(*others, func(o *unmatched) bool { return o.left == u.left }); i >= 0 {
		inf.match(u, (*others)[i], today)
	}
	for _, o := range *others {
		if u.left == 0 {
			break
		}
		inf.match(u, o, today)
	}
	*others = slices.DeleteFunc(*others, func(o *unmatched) bool { return o.left == 0 })
	if u.left > 0 {
		at, _ := slices.BinarySearchFunc(*own, u, older)
		*own = slices.Insert(*own, at, u)
	}
}

func older(x, y *unmatched) int {
	return cmp.Or(cmp.Compare(x.on, y.on), strings.Compare(x.number, y.number))
}

func (inf *inference) match(x, y *unmatched, today fact.Date) {
	amount := min(x.left, y.left)
	taker, giver := x.index, y.index
	if inf.b.ends[taker].gross < 0 {
		taker, giver = giver, taker
	}
	if inf.b.isReceipt(taker) {
		taker, giver = giver, taker // a refund gives to the credit note it pays out
	}
	if amount == 0 || inf.b.isReceipt(taker) {
		return // money against money: both stay advances that cancel out
	}
	x.left, y.left = x.left-amount, y.left-amount
	x.links, y.links = append(x.links, link{y, amount}), append(y.links, link{x, amount})
	inf.b.infer(allocation{taker: taker, giver: giver, kind: fact.AllocReceipt, span: span{starts: today}, amount: amount, giverAmount: amount})
}

// cease takes an end away and matches anew what it leaves behind.
func (inf *inference) cease(i int32, today fact.Date) {
	u := inf.ends[i]
	if u == nil {
		return
	}
	own, _ := inf.sides(u)
	*own = slices.DeleteFunc(*own, func(o *unmatched) bool { return o == u })
	for _, l := range u.links {
		if inf.ends[l.other.index] == nil {
			continue
		}
		l.other.links = slices.DeleteFunc(l.other.links, func(back link) bool { return back.other == u })
		list, _ := inf.sides(l.other)
		*list = slices.DeleteFunc(*list, func(o *unmatched) bool { return o == l.other })
		l.other.left += l.amount
		inf.seek(l.other, today)
	}
	delete(inf.ends, i)
}

// chronological lists when ends begin and cease by (date, ceasing first,
// documents before receipts, number).
func (b *Book) chronological() []moment {
	var order []moment
	for i := range b.ends {
		e := &b.ends[i]
		if !e.ceased.IsZero() && e.ceased <= e.posted {
			continue
		}
		order = append(order, moment{e.posted, uint32(i)})
		if !e.ceased.IsZero() {
			order = append(order, moment{e.ceased, uint32(i) | momentCeases})
		}
	}
	slices.SortFunc(order, func(x, y moment) int {
		return cmp.Or(
			cmp.Compare(x.on, y.on), fact.TrueFirst(x.ceases(), y.ceases()), fact.TrueFirst(!b.isReceipt(x.index()), !b.isReceipt(y.index())),
			strings.Compare(b.number(x.index()), b.number(y.index())), strings.Compare(b.id(x.index()), b.id(y.index())),
		)
	})
	return order
}

func (b *Book) currency(i int32) fact.Currency {
	if b.isReceipt(i) {
		return b.s.Receipts.Currency(b.receipt(i))
	}
	return b.s.Documents.Currency(fact.Ref(i))
}

func (b *Book) number(i int32) string {
	if b.isReceipt(i) {
		return b.s.Receipts.Number(b.receipt(i))
	}
	return b.s.Documents.Number(fact.Ref(i))
}

func (b *Book) id(i int32) string {
	if b.isReceipt(i) {
		return b.s.Receipts.ID(b.receipt(i))
	}
	return b.s.Documents.ID(fact.Ref(i))
}
