package receivables

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// seller is a salesperson's part of a document, in millionths.
type seller struct {
	who  fact.Ref
	part fact.Amount
}

// resolveSellers finds the salespeople of each document that has shares.
func (b *Book) resolveSellers() {
	b.sellers = make([][]seller, len(b.s.Documents))
	for _, s := range b.s.Shares {
		if s.Document.Known() {
			b.sellers[s.Document] = append(b.sellers[s.Document], seller{s.Salesperson, fact.Amount(s.Millionths)})
		}
	}
	for _, list := range b.sellers {
		slices.SortFunc(list, func(x, y seller) int {
			return cmp.Or(cmp.Compare(y.part, x.part), strings.Compare(b.sellerCode(x.who), b.sellerCode(y.who)), cmp.Compare(x.who, y.who))
		})
	}
}

func (b *Book) sellerCode(who fact.Ref) string {
	if !who.Known() {
		return ""
	}
	return b.s.Salespeople[who].Code
}

// sellersOf are the salespeople of an end: a document's shares, else its own,
// else the customer's. What shares leave of the whole is nobody's.
func (b *Book) sellersOf(i int32) []seller {
	who := fact.None
	if int(i) < b.documents {
		if list := b.sellers[i]; len(list) > 0 {
			return withRest(list)
		}
		who = b.s.Documents[i].Salesperson
	}
	if c := b.end(i).customer; !who.Known() && c.Known() {
		who = b.s.Customers[c].Salesperson
	}
	return []seller{{who, fact.ShareScale}}
}

func withRest(list []seller) []seller {
	rest := fact.Amount(fact.ShareScale)
	for _, s := range list {
		rest -= s.part
	}
	if rest <= 0 {
		return list
	}
	return append(slices.Clone(list), seller{fact.None, rest})
}

func (b *Book) mainSeller(i int32) fact.Ref { return b.sellersOf(i)[0].who }

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
		parts := make([]fact.Amount, len(sellers))
		for n, s := range sellers {
			parts[n] = s.part
		}
		for n, amount := range spread(i.Company, parts, b.decimals) {
			bySeller.add(sellers[n].who, b.sellerName(sellers[n].who), i, amount)
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
	g.add(i, amount)
	s.customers[key][i.Customer] = true
	if i.Class == OnInvoice {
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
			boolFirst(x.Name != "", y.Name != ""), cmp.Compare(y.Overdue, x.Overdue), cmp.Compare(y.Net, x.Net),
			strings.Compare(x.Name, y.Name), cmp.Compare(x.Ref, y.Ref),
		)
	})
	return out
}

func boolFirst(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	}
	return 1
}
