package extract

import "daybook/extract/fact"

type productRow struct {
	id, code, name, category, brand, unit text
	listPrice, standardCost               price
}

var productsTable = table[productRow]{
	name: "products",
	columns: []column[productRow]{
		{"id", required, func(r *productRow) cell { return &r.id }},
		{"code", required, func(r *productRow) cell { return &r.code }},
		{"name", required, func(r *productRow) cell { return &r.name }},
		{"category", optional, func(r *productRow) cell { return &r.category }},
		{"brand", optional, func(r *productRow) cell { return &r.brand }},
		{"unit", optional, func(r *productRow) cell { return &r.unit }},
		{"list_price", optional, func(r *productRow) cell { return &r.listPrice }},
		{"standard_cost", optional, func(r *productRow) cell { return &r.standardCost }},
	},
	row: (*reading).takeProduct,
	done: func(rd *reading) {
		sortByID(&rd.snap.Products, func(p *fact.Product) string { return p.ID }, &rd.products)
	},
}

func (rd *reading) takeProduct(r *productRow) outcome {
	rd.about = about{number: r.code.raw, id: r.id.raw, customer: fact.None}
	if rd.products.has(r.id.raw) {
		return rd.exclude(fact.DuplicateID, r.id.string())
	}
	for _, p := range []*price{&r.listPrice, &r.standardCost} {
		if p.bad {
			rd.note(fact.BadNumber, string(p.raw))
		}
	}
	id := r.id.string()
	rd.products.put(id, 0)
	rd.snap.Products = append(rd.snap.Products, fact.Product{
		ID: id, Code: r.code.or(id), Name: r.name.or(r.code.or(id)),
		Category: rd.intern(&r.category), Brand: rd.intern(&r.brand), Unit: rd.intern(&r.unit),
		ListPrice: r.listPrice.unitPrice(), HasListPrice: r.listPrice.given(),
		StandardCost: r.standardCost.unitPrice(), HasCost: r.standardCost.given(),
	})
	return used
}

type promotionRow struct {
	id, name              text
	validFrom, validUntil day
}

var promotionsTable = table[promotionRow]{
	name: "promotions",
	columns: []column[promotionRow]{
		{"id", required, func(r *promotionRow) cell { return &r.id }},
		{"name", required, func(r *promotionRow) cell { return &r.name }},
		{"valid_from", optional, func(r *promotionRow) cell { return &r.validFrom }},
		{"valid_until", optional, func(r *promotionRow) cell { return &r.validUntil }},
	},
	row: (*reading).takePromotion,
	done: func(rd *reading) {
		sortByID(&rd.snap.Promotions, func(p *fact.Promotion) string { return p.ID }, &rd.promotions)
	},
}

func (rd *reading) takePromotion(r *promotionRow) outcome {
	rd.about = about{id: r.id.raw, customer: fact.None}
	if rd.promotions.has(r.id.raw) {
		return rd.exclude(fact.DuplicateID, r.id.string())
	}
	rd.noteDates(&r.validFrom, &r.validUntil)
	id := r.id.string()
	rd.promotions.put(id, 0)
	rd.snap.Promotions = append(rd.snap.Promotions, fact.Promotion{
		ID: id, Name: r.name.or(id), From: r.validFrom.date, Until: r.validUntil.date,
	})
	return used
}
