package workbook

import (
	"iter"
	"slices"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// article is one row of Products: a product, a category, or what is on no line.
type article struct {
	code, name, category string
	products             int
	class                sales.Class
	share                sales.Measure
	periods              *sales.ProductPeriods
}

func soldOf(a *article, id sales.PeriodID) *sales.Sales { return &a.periods[id].Sales }

// products is the sheet of categories and products, most sales of the year first.
// What documents come to beyond their lines is the last row of both, so that both
// sum to net sales.
func (w *week) products() render.Sheet {
	categories := table(w.base, "categories", 5, w.categoryColumns(), w.categoryRows())
	w.articleTotals(&categories, "empty.products")
	row := afterList(categories)
	columns := w.productColumns()
	paper := printed(columns)
	list := table(w.base, SheetProducts, row+1, columns, w.productRows())
	w.articleTotals(&list, "empty.products")
	list.Filter = true

	sheet := w.frame(SheetProducts, paper, w.lead(), w.say("subtitle.whole", "currency", string(w.currency)), w.say("sales.most_of_year"))
	sheet.Cells = append(sheet.Cells, w.section(4, "categories"), w.section(row, SheetProducts))
	sheet.Lists, sheet.Columns = []render.List{categories, list}, widths(list)
	sheet.FreezeRow = rowList
	sheet.Print = render.Print{Area: area(paper, row+3+max(list.Count, 1)), RepeatRows: "1:2"}
	return sheet
}

func (w *week) articleTotals(list *render.List, empty string) {
	list.TotalLabel, list.TotalIn, list.Empty = w.say("total.rows"), 1, w.say(empty)
	w.periodTotals(list)
	rateTotals(list)
	ratio(list, "realisation", "listed", "list")
}

// rest is what documents come to beyond their lines, where there is any.
func (w *week) rest() []article {
	if w.r.NotOnLines == nil || *w.r.NotOnLines == (sales.ProductPeriods{}) {
		return nil
	}
	return []article{{name: w.say("none.lines"), periods: w.r.NotOnLines}}
}

func (w *week) categoryRows() iter.Seq[*article] {
	rows := make([]article, 0, len(w.r.Categories)+1)
	for _, c := range w.r.Categories {
		name := c.Name
		if name == "" {
			name = w.say("none.categories")
		}
		rows = append(rows, article{name: name, products: c.Products, class: c.Class, share: c.Share, periods: c.Periods})
	}
	return pointers(append(rows, w.rest()...))
}

func (w *week) productRows() iter.Seq[*article] {
	rows := make([]article, 0, len(w.r.Products)+1)
	for _, p := range w.r.Products {
		of := w.product(p.Ref)
		rows = append(rows, article{code: of.Code, name: of.Name, category: of.Category, class: p.Class, share: p.Share, periods: p.Periods})
	}
	return pointers(append(rows, w.rest()...))
}

// articleColumns are what both lists have in common, in the same columns.
func (w *week) articleColumns() []column[*article] {
	f := sold[*article](soldOf)
	return slices.Concat(
		[]column[*article]{f.net(12, sales.Week)},
		grouped(w.say("bracket.four_weeks_before"), f.net(12, sales.FourWeeks), f.growth(w, sales.FourWeeks, sales.PreviousFourWeeks)),
		grouped(w.say("bracket.year"), slices.Concat(
			[]column[*article]{f.net(13, sales.Year), f.net(13, sales.YearLastYear), f.growth(w, sales.Year, sales.YearLastYear)},
			f.rates(w, sales.Year),
			[]column[*article]{f.rate(w, "realisation", sales.Year, sales.Sales.Realisation)},
		)...),
		[]column[*article]{col("share", 8, render.RolePercent, func(a *article) render.Cell { return w.rate(a.share) })},
	)
}

func (w *week) articleScreenColumns() []column[*article] {
	f := sold[*article](soldOf)
	return onScreen(append([]column[*article]{f.net(13, sales.PreviousFourWeeks)}, f.parts(sales.Year)...)...)
}

func (w *week) categoryColumns() []column[*article] {
	f := sold[*article](soldOf)
	name := label("category", 30, render.RoleBody, func(a *article) string { return a.name })
	plain := name.cell
	name.cell = func(a *article) render.Cell {
		cell := plain(a)
		cell.Indent = true // beside a number
		return cell
	}
	return slices.Concat(
		[]column[*article]{
			col("products", 12, render.RoleCount, func(a *article) render.Cell { return count(a.products) }),
			name, f.net(20, sales.TwelveMonths),
			col("class", 6, render.RoleBody, func(a *article) render.Cell { return class(a.class) }),
		},
		w.articleColumns(),
		[]column[*article]{f.net(12, sales.Month), f.net(12, sales.Quarter)},
		w.articleScreenColumns(),
	)
}

func (w *week) productColumns() []column[*article] {
	f := sold[*article](soldOf)
	return slices.Concat(
		[]column[*article]{
			label("product_code", 12, render.RoleCode, func(a *article) string { return a.code }),
			label("product", 30, render.RoleBody, func(a *article) string { return a.name }),
			label("category", 20, render.RoleBody, func(a *article) string { return a.category }).from("products.category"),
			col("class", 6, render.RoleBody, func(a *article) render.Cell { return class(a.class) }),
		},
		w.articleColumns(),
		[]column[*article]{
			col("quantity", 12, render.RoleCount, func(a *article) render.Cell { return quantity(a.periods[sales.Year].Quantity) }),
			col("price", 12, render.RoleMoney, func(a *article) render.Cell { return w.rate(a.periods[sales.Year].Price()) }),
		},
		w.articleScreenColumns(),
		onScreen(f.net(13, sales.Month), f.net(13, sales.Quarter), f.net(13, sales.TwelveMonths)),
	)
}

// class is A, B or C; what sold nothing has none.
func class(c sales.Class) render.Cell {
	return render.Cell{Value: words(string(c)).Value, Indent: true}
}

// quantity is a number of units; none sold is an empty cell.
func quantity(q fact.Quantity) render.Cell {
	if q == 0 {
		return render.Cell{}
	}
	return render.Cell{Value: render.Float(q.Float())}
}
