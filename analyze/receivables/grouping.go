package receivables

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// sellersOf are the salespeople of an end: a document's, or a receipt's
// customer's.
func (b *Book) sellersOf(i int32) []fact.Seller {
	if b.isReceipt(i) {
		return b.sellers.Of(fact.None, b.ends[i].customer)
	}
	return b.sellers.OfDocument(fact.Ref(i))
}

func (b *Book) mainSeller(i int32) fact.Ref { return b.sellersOf(i)[0].Who }

// end returns the document or receipt that an item belongs to.
func (i *Item) end(documents int) int32 {
	if i.Document.Known() {
		return int32(i.Document)
	}
	return int32(documents) + int32(i.Receipt)
}

// groupings split the position by salesperson, region and customer group. Each
// sums to the same net receivable: a shared document's amount is spread to the
// cent.
func (b *Book) groupings(pos *Position, p Params) (salespeople, regions, groups []Group) {
	bySeller, byRegion, byGroup := newSplit(p), newSplit(p), newSplit(p)
	for k := range pos.Items {
		i := &pos.Items[k]
		sellers := b.sellersOf(i.end(b.documents))
		for n, amount := range fact.SpreadSellers(i.Company, sellers, b.decimals) {
			bySeller.add(sellers[n].Who, b.sellerName(sellers[n].Who), i, amount)
		}
		var region, group string
		if i.Customer.Known() {
			region, group = b.s.Customers[i.Customer].Region, b.s.Customers[i.Customer].Group
		}
		byRegion.add(fact.None, region, i, i.Company)
		byGroup.add(fact.None, group, i, i.Company)
	}
	return bySeller.groups(), byRegion.groups(), byGroup.groups()
}

func (b *Book) sellerName(who fact.Ref) string {
	if !who.Known() {
		return ""
	}
	return b.s.Salespeople[who].Name
}

type splitKey struct {
	who  fact.Ref
	name string
}

// split collects groups with the customers in each.
type split struct {
	p         Params
	byKey     map[splitKey]*Group
	customers map[splitKey]map[fact.Ref]bool
	documents map[splitKey]map[fact.Ref]bool
}

func newSplit(p Params) *split {
	return &split{p, map[splitKey]*Group{}, map[splitKey]map[fact.Ref]bool{}, map[splitKey]map[fact.Ref]bool{}}
}

func (s *split) add(who fact.Ref, name string, i *Item, amount fact.Amount) {
	key := splitKey{who, name}
	g := s.byKey[key]
	if g == nil {
		g = &Group{Ref: who, Name: name, Balance: newBalance(s.p)}
		s.byKey[key] = g
		s.customers[key], s.documents[key] = map[fact.Ref]bool{}, map[fact.Ref]bool{}
	}
	g.add(i.place(), amount)
	s.customers[key][i.Customer] = true
	if i.Class == OnInvoice && !i.Revaluation {
		s.documents[key][i.Document] = true
	}
}

// groups lists them, most overdue first and nobody's last.
func (s *split) groups() []Group {
	var out []Group
	for key, g := range s.byKey {
		g.Customers, g.Invoices = len(s.customers[key]), len(s.documents[key])
		out = append(out, *g)
	}
	slices.SortFunc(out, func(x, y Group) int {
		return cmp.Or(
			fact.TrueFirst(x.Name != "", y.Name != ""), cmp.Compare(y.Overdue, x.Overdue), cmp.Compare(y.Net, x.Net),
			strings.Compare(x.Name, y.Name), cmp.Compare(x.Ref, y.Ref),
		)
	})
	return out
}
