package sales

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// ProductSales are sales of a product, with how many of its units.
type ProductSales struct {
	Sales
	Quantity fact.Quantity // less what came back
}

// Price is net sales per unit, in company currency.
func (s ProductSales) Price() Measure {
	if s.Quantity <= 0 {
		return undefined(NoSales)
	}
	return measured(s.Net().Float() / s.Quantity.Float())
}

// ProductPeriods are the sales of every period.
type ProductPeriods [PeriodCount]ProductSales

func (p *ProductPeriods) post(what *ProductSales, m move) {
	(m.plus &^ m.minus).each(func(id PeriodID) { p[id].add(what) })
	if off := m.minus &^ m.plus; off != 0 {
		back := ProductSales{Activity{Sales: what.Sales}.negated().Sales, -what.Quantity}
		off.each(func(id PeriodID) { p[id].add(&back) })
	}
}

func (s *ProductSales) add(o *ProductSales) {
	s.Sales.add(&o.Sales)
	s.Quantity = s.Quantity.Plus(o.Quantity)
}

// products lists what was sold in any period, most of the year first; the one of
// no product, which is documents without lines and lines that name none, last.
func (b *book) products() []Product {
	var out []Product
	for i, periods := range b.byProduct {
		if periods != nil && *periods != (ProductPeriods{}) {
			out = append(out, Product{Ref: fact.Ref(i) - 1, Periods: periods})
		}
	}
	slices.SortFunc(out, func(x, y Product) int {
		return cmp.Or(
			noneLast(x.Ref, y.Ref), cmp.Compare(y.Periods[Year].Net(), x.Periods[Year].Net()),
			cmp.Compare(y.Periods[TwelveMonths].Net(), x.Periods[TwelveMonths].Net()),
			strings.Compare(b.productCode(x.Ref), b.productCode(y.Ref)), cmp.Compare(x.Ref, y.Ref),
		)
	})
	net := make([]fact.Amount, len(out))
	for i := range out {
		net[i] = out[i].Periods[TwelveMonths].Net()
	}
	for i, part := range shares(net) {
		out[i].Share = part
		if !out[i].Ref.Known() {
			net[i] = 0 // what is no product has no class
		}
	}
	for i, class := range classes(net) {
		out[i].Class = class
	}
	return out
}

func noneLast(x, y fact.Ref) int {
	switch {
	case x.Known() && !y.Known():
		return -1
	case !x.Known() && y.Known():
		return 1
	}
	return 0
}

func (b *book) productCode(p fact.Ref) string {
	if !p.Known() {
		return ""
	}
	return b.s.Products[p].Code
}

// categories add the products up. Quantities of different units do not add, and
// a category's is 0.
func (b *book) categories(products []Product) []Category {
	byName := map[string]*Category{}
	for i := range products {
		p := &products[i]
		name := ""
		if p.Ref.Known() {
			name = strings.TrimSpace(b.s.Products[p.Ref].Category)
		}
		c := byName[name]
		if c == nil {
			c = &Category{Name: name, Periods: new(ProductPeriods)}
			byName[name] = c
		}
		c.Products++
		for id := range p.Periods {
			c.Periods[id].Sales.add(&p.Periods[id].Sales)
		}
	}
	out := make([]Category, 0, len(byName))
	for _, c := range byName {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(x, y Category) int {
		return cmp.Or(
			namelessLast(x.Name, y.Name), cmp.Compare(y.Periods[Year].Net(), x.Periods[Year].Net()), strings.Compare(x.Name, y.Name),
		)
	})
	net := make([]fact.Amount, len(out))
	for i := range out {
		net[i] = out[i].Periods[TwelveMonths].Net()
	}
	byClass, parts := classes(net), shares(net)
	for i := range out {
		out[i].Class, out[i].Share = byClass[i], parts[i]
	}
	return out
}
