package sample

import (
	"fmt"
	"strconv"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// product is what Brackwater makes.
type product struct {
	id, code, name, category, brand, unit string
	list, cost                            fact.Amount // CNY per unit when the books opened
	rise                                  int         // of prices each January, in thousandths
	divisible                             bool        // sold by halves of a unit
}

// category is a family of products in several sizes.
type category struct {
	name, code, brand, unit string
	sizes                   []string
	list                    int // CNY, of the smallest size
	step                    int // percent by which each size is dearer
	cost                    int // percent of the list price
	rise                    int
	divisible               bool
}

var categories = []category{
	{"Ball valve", "BV", "Tidemark", "pc", []string{"DN15", "DN25", "DN40", "DN50", "DN80", "DN100", "DN150", "DN200"}, 86, 145, 54, 30, false},
	{"Butterfly valve", "FV", "Tidemark", "pc", []string{"DN50", "DN80", "DN100", "DN150", "DN200", "DN300"}, 210, 138, 57, 30, false},
	{"Pressure transmitter", "PT", "Brackwater", "pc", []string{"0–1 bar", "0–6 bar", "0–16 bar", "0–40 bar", "0–100 bar"}, 980, 112, 46, 20, false},
	{"Electromagnetic flow meter", "EF", "Brackwater", "pc", []string{"DN25", "DN50", "DN80", "DN100", "DN150", "DN200"}, 3400, 124, 49, 0, false},
	{"Water meter 智能水表", "WM", "Brackwater", "pc", []string{"DN15", "DN20", "DN25", "DN40", "DN50"}, 168, 140, 61, 10, false},
	{"Pneumatic actuator", "PA", "Orrel", "pc", []string{"52", "63", "83", "105", "140", "190"}, 420, 134, 58, 25, false},
	{"Control cabinet 控制柜", "CC", "Orrel", "set", []string{"6-way", "12-way", "24-way", "48-way"}, 6800, 142, 63, 15, false},
	{"Signal cable", "SC", "Orrel", "m", []string{"2×0.75", "4×0.75", "4×1.5", "8×1.5"}, 7, 150, 68, 50, true},
}

func catalogue() []product {
	var products []product
	for _, c := range categories {
		cents := int64(c.list) * 100
		for i, size := range c.sizes {
			products = append(products, product{
				id: strconv.Itoa(len(products) + 1), code: fmt.Sprintf("%s-%02d", c.code, 10*(i+1)),
				name: c.name + " " + size, category: c.name, brand: c.brand, unit: c.unit,
				list: fact.Amount(cents * 100), cost: fact.Amount(cents * int64(c.cost) / 100 * 100),
				rise: c.rise, divisible: c.divisible,
			})
			cents = cents * int64(c.step) / 100
		}
	}
	return products
}

// priceOn returns the list price of a day: it rises every January, for all but
// the flow meters.
func (p product) priceOn(day, start fact.Date) fact.Amount { return raised(p.list, p.rise, day, start) }

// costOn returns the standard cost of a day; costs rise by a fortieth a year.
func (p product) costOn(day, start fact.Date) fact.Amount { return raised(p.cost, 25, day, start) }

func raised(a fact.Amount, thousandths int, day, start fact.Date) fact.Amount {
	for range day.Time().Year() - start.Time().Year() {
		a = roundTo(divided(int64(a)*int64(1000+thousandths), 1000), 2)
	}
	return a
}

func (f *firm) writeProducts() {
	for _, p := range f.products {
		f.out.put(reference.Product{
			ID: p.id, Code: p.code, Name: p.name, Category: p.category, Brand: p.brand, Unit: p.unit,
			ListPrice: p.priceOn(f.Until, f.start).String(), StandardCost: p.costOn(f.Until, f.start).String(),
		})
	}
}

// offer is a promotion of one category.
type offer struct {
	id, name, category string
	from, until        fact.Date
	off                int // thousandths
}

// newOffers plans a promotion for every quarter.
func newOffers(chance dice, c *calendar) []offer {
	var offers []offer
	for from := c.start; from <= c.until; from = from.AddMonths(3) {
		what := categories[chance.below(len(categories))].name
		first := from.AddDays(chance.between(5, 40))
		offers = append(offers, offer{
			id: fmt.Sprintf("P%02d", len(offers)+1), name: fmt.Sprintf("%s weeks %s", what, first.Time().Format("2006-01")),
			category: what, from: first, until: first.AddDays(chance.between(20, 45)), off: chance.between(60, 140),
		})
	}
	return offers
}

// offerFor returns the promotion of a category on a day, and false for none.
func (f *firm) offerFor(category string, day fact.Date) (offer, bool) {
	for _, o := range f.offers {
		if o.category == category && day >= o.from && day <= o.until {
			return o, true
		}
	}
	return offer{}, false
}

func (f *firm) writeOffers() {
	for _, o := range f.offers {
		f.out.put(reference.Promotion{ID: o.id, Name: o.name, ValidFrom: o.from.String(), ValidUntil: o.until.String()})
	}
}
