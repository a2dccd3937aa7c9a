package fact

import (
	"maps"
	"slices"
)

// Dimension says to whom rows belong when a snapshot is parted. Exactly one of
// its functions is set; the empty value is nobody's and makes no part.
type Dimension struct {
	// Customer is the value of a customer; its documents and money follow it.
	Customer func(*Customer) string
	// Seller is the value of a salesperson. Documents follow their shares, else
	// their own salesperson, else the customer's; money follows the documents that
	// it is set against, and what is set against none the customer's salesperson.
	Seller func(*Salesperson) string
}

// Partition is a snapshot parted by a dimension: each row is looked at once, and
// each part is made in time proportional to its own rows.
//
// The parts of a snapshot add up to it. A document that several share is split in
// all its amounts, to the minor unit, by largest remainder; so is money that was
// set against documents of several.
type Partition struct {
	s                  *Snapshot
	dimension          Dimension
	sellers            *Sellers
	documents          map[string][]cut
	receipts           map[string][]cut
	customers          map[string][]Ref
	orders, deliveries map[string][]Ref
	quotations         map[string][]Ref
	lines              grouped            // by document
	taken              grouped            // allocations by the document that takes
	given              grouped            // allocations by the document that gives
	money              map[string][]int32 // allocations between receipts
	slots              grouped            // instalments by document
	findings           map[string][]Finding
}

// cut is a part of a row: from low to high of whole. Of a receipt the three are
// amounts of its money, of a document millionths.
type cut struct {
	row              Ref
	low, high, whole Amount
}

func (c cut) all() bool { return c.low == 0 && c.high == c.whole }

// of returns the cut's part of an amount.
func (c cut) of(a Amount, decimals int) Amount {
	if c.all() || a == 0 {
		return a
	}
	return a.Share(c.high, c.whole, decimals).Minus(a.Share(c.low, c.whole, decimals))
}

// NewPartition parts a snapshot.
func NewPartition(s *Snapshot, d Dimension) *Partition {
	p := &Partition{
		s: s, dimension: d, documents: map[string][]cut{}, receipts: map[string][]cut{}, customers: map[string][]Ref{}, findings: map[string][]Finding{},
		taken: group(s.Documents.Len(), len(s.Allocations), func(i int) Ref { return s.Allocations[i].document() }),
		given: group(s.Documents.Len(), len(s.Allocations), func(i int) Ref { return s.Allocations[i].FromDocument }),
		slots: group(s.Documents.Len(), len(s.Instalments), func(i int) Ref { return s.Instalments[i].Document }),
	}
	p.groupLines()
	p.sellers = NewSellers(s)
	portions := make([][]portion, s.Documents.Len())
	for i := range portions {
		portions[i] = p.portions(Ref(i))
		p.cutDocument(Ref(i), portions[i])
	}
	p.cutReceipts(portions)
	p.placeMoney()
	codes := map[string]string{}
	for i := range s.Customers {
		value := p.home(Ref(i))
		codes[s.Customers[i].Code] = value
		if value != "" {
			p.customers[value] = append(p.customers[value], Ref(i))
		}
	}
	p.placeOrders()
	p.placeQuotations()
	for _, f := range s.Findings {
		if value := codes[f.Customer]; value != "" {
			p.findings[value] = append(p.findings[value], f)
		}
	}
	return p
}

// placeOrders gives orders to their own salesperson's value, else to their
// customer's, and deliveries to their order's.
func (p *Partition) placeOrders() {
	p.orders, p.deliveries = map[string][]Ref{}, map[string][]Ref{}
	values := make([]string, p.s.Orders.Len())
	for i, o := range p.s.Orders.All() {
		values[i] = p.handled(o.Customer, o.Salesperson)
		p.orders[values[i]] = append(p.orders[values[i]], i)
	}
	for i := range p.s.Deliveries {
		d := &p.s.Deliveries[i]
		value := p.home(d.Customer)
		if d.Order.Known() {
			value = values[d.Order]
		}
		p.deliveries[value] = append(p.deliveries[value], Ref(i))
	}
}

// placeQuotations gives quotations to whom orders are given.
func (p *Partition) placeQuotations() {
	p.quotations = map[string][]Ref{}
	for i, q := range p.s.Quotations.All() {
		value := p.handled(q.Customer, q.Salesperson)
		p.quotations[value] = append(p.quotations[value], i)
	}
}

// handled is the value of what one salesperson handles: that salesperson's, else
// the customer's.
func (p *Partition) handled(customer, salesperson Ref) string {
	if p.dimension.Seller != nil && salesperson.Known() {
		return p.sellerValue(salesperson)
	}
	return p.home(customer)
}

// Values lists the values that have a part, in order.
func (p *Partition) Values() []string {
	all := map[string]bool{}
	for v := range p.documents {
		all[v] = true
	}
	for v := range p.receipts {
		all[v] = true
	}
	for v := range p.customers {
		all[v] = true
	}
	for v := range p.quotations { // a salesperson may have prospects and no customer yet
		all[v] = true
	}
	delete(all, "")
	return slices.Sorted(maps.Keys(all))
}

// home is the value of a customer.
func (p *Partition) home(c Ref) string {
	switch {
	case !c.Known():
		return ""
	case p.dimension.Customer != nil:
		return p.dimension.Customer(&p.s.Customers[c])
	}
	return p.sellerValue(p.s.Customers[c].Salesperson)
}

func (p *Partition) sellerValue(who Ref) string {
	if !who.Known() {
		return ""
	}
	return p.dimension.Seller(&p.s.Salespeople[who])
}

// portion is a value's part of a document, in millionths.
type portion struct {
	value string
	part  Amount
}

// portions says to whom a document belongs, in the order in which reports about
// the whole split it, so that a part says to the minor unit what they say. What
// shares leave of the whole is nobody's; two salespeople of one value are one.
func (p *Partition) portions(document Ref) []portion {
	if p.dimension.Customer != nil {
		return []portion{{p.home(p.s.Documents.Customer(document)), ShareScale}}
	}
	var out []portion
	for _, seller := range p.sellers.OfDocument(document) {
		value := p.sellerValue(seller.Who)
		if i := slices.IndexFunc(out, func(o portion) bool { return o.value == value }); i >= 0 {
			out[i].part += seller.Part
			continue
		}
		out = append(out, portion{value, seller.Part})
	}
	return out
}

func (p *Partition) cutDocument(row Ref, portions []portion) {
	var whole, low Amount
	for _, part := range portions {
		whole += part.part
	}
	for _, part := range portions {
		if part.part != 0 {
			p.documents[part.value] = append(p.documents[part.value], cut{row, low, low + part.part, whole})
		}
		low += part.part
	}
}

// cutReceipts gives money to whom the documents belong that it is set against.
// Matchings that were undone leave it where it was. Money that gave more than it
// had may leave nothing to a value whose documents it is set against, and is in
// its part all the same.
func (p *Partition) cutReceipts(portions [][]portion) {
	of := group(p.s.Receipts.Len(), len(p.s.Allocations), func(i int) Ref { return p.s.Allocations[i].FromReceipt })
	for i, r := range p.s.Receipts.All() {
		home, rest, parts, gives := p.home(r.Customer), r.Amount, map[string]Amount{}, map[string]bool{}
		for _, k := range of.of(i) {
			a := &p.s.Allocations[k]
			if !a.document().Known() || !a.CancelledOn.IsZero() {
				continue
			}
			direction := p.s.Documents.direction(a.To)
			for value, amount := range p.spread(a, portions[a.To]) {
				parts[value] += direction * amount
				gives[value] = true
				rest -= direction * amount
			}
		}
		parts[home] += rest
		var low Amount
		for _, value := range slices.Sorted(maps.Keys(parts)) {
			if parts[value] != 0 || gives[value] || r.Amount == 0 {
				p.receipts[value] = append(p.receipts[value], cut{i, low, low + parts[value], r.Amount})
			}
			low += parts[value]
		}
	}
}

// spread splits what an allocation takes from its giver by the portions of the
// document that takes it.
func (p *Partition) spread(a *Allocation, portions []portion) map[string]Amount {
	decimals := p.s.Documents.Currency(a.To).Decimals()
	var whole, low Amount
	for _, part := range portions {
		whole += part.part
	}
	out := map[string]Amount{}
	for _, part := range portions {
		out[part.value] += cut{None, low, low + part.part, whole}.of(a.FromAmount, decimals)
		low += part.part
	}
	return out
}

func (p *Partition) groupLines() {
	numbers := make([]Ref, 0, p.s.Lines.Len())
	for line := range p.s.Lines.All() {
		numbers = append(numbers, line.Document)
	}
	p.lines = group(p.s.Documents.Len(), len(numbers), func(i int) Ref { return numbers[i] })
}

// grouped lists rows by what they belong to, in two flat slices.
type grouped struct {
	first []int32 // first[g] is where group g begins in rows; the next group's is its end
	rows  []int32
}

func (g grouped) of(r Ref) []int32 { return g.rows[g.first[r]:g.first[r+1]] }

// group sorts n rows by their group with a counting sort; rows of none are left
// out.
func group(groups, n int, of func(int) Ref) grouped {
	g := grouped{first: make([]int32, groups+1)}
	total := int32(0)
	for i := range n {
		if r := of(i); r.Known() {
			g.first[r+1]++
			total++
		}
	}
	for i := 1; i < len(g.first); i++ {
		g.first[i] += g.first[i-1]
	}
	g.rows = make([]int32, total)
	next := slices.Clone(g.first)
	for i := range n {
		if r := of(i); r.Known() {
			g.rows[next[r]] = int32(i)
			next[r]++
		}
	}
	return g
}
