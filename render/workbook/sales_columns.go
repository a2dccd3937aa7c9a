package workbook

import (
	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// sold reads what a row of a list sold in a period.
type sold[T any] func(T, sales.PeriodID) *sales.Sales

// net is a column of net sales of a period.
func (f sold[T]) net(width float64, id sales.PeriodID) column[T] {
	return sum("net_"+id.String(), width, render.RoleWhole, func(row T) fact.Amount { return f(row, id).Net() })
}

// growth is a column of the change between two periods, as a share.
func (f sold[T]) growth(w *week, now, base sales.PeriodID) column[T] {
	return col("growth_"+now.String(), 9.5, render.RoleGrowthBetter, func(row T) render.Cell {
		return w.growth(f(row, now).Net(), f(row, base).Net())
	})
}

// rate is a column of a ratio of a period.
func (f sold[T]) rate(w *week, id string, period sales.PeriodID, ratio func(sales.Sales) sales.Measure) column[T] {
	return col(id, 8.5, render.RolePercent, func(row T) render.Cell {
		if s := f(row, period); s.Gross != 0 || s.Returns != 0 {
			return w.rate(ratio(*s))
		}
		return render.Cell{}
	})
}

// rates are the columns of margin, discount and returns of a period.
func (f sold[T]) rates(w *week, period sales.PeriodID) []column[T] {
	return []column[T]{
		f.rate(w, "margin", period, sales.Sales.MarginRate),
		f.rate(w, "discount", period, sales.Sales.DiscountRate),
		f.rate(w, "returns", period, sales.Sales.ReturnRate),
	}
}

// parts are the amounts behind the rates, from which their totals are computed.
func (f sold[T]) parts(period sales.PeriodID) []column[T] {
	amount := func(id string, of func(*sales.Sales) fact.Amount) column[T] {
		return sum(id, 13, render.RoleMoney, func(row T) fact.Amount { return of(f(row, period)) })
	}
	return onScreen(
		amount("costed", func(s *sales.Sales) fact.Amount { return s.Costed }),
		amount("cost", func(s *sales.Sales) fact.Amount { return s.Cost }),
		amount("list", func(s *sales.Sales) fact.Amount { return s.List }),
		amount("listed", func(s *sales.Sales) fact.Amount { return s.Listed }),
		amount("gross", func(s *sales.Sales) fact.Amount { return s.Gross }),
		amount("returned", func(s *sales.Sales) fact.Amount { return s.Returns }),
	)
}

// rateTotals computes the totals of the columns of rates from their parts.
func rateTotals(list *render.List) {
	relative(list, "margin", "costed", "cost", "costed")
	relative(list, "discount", "list", "listed", "list")
	ratio(list, "returns", "returned", "gross")
}

// rate is a ratio in a cell. Where nothing was sold there is nothing to say.
func (w *week) rate(m sales.Measure) render.Cell {
	if m.Reason == sales.NoSales {
		return render.Cell{}
	}
	return w.measure(m)
}

// grouped names the group of neighbouring columns.
func grouped[T any](group string, columns ...column[T]) []column[T] {
	for i := range columns {
		columns[i].Group = group
	}
	return columns
}

// known leaves out the total of a column whose figures may not exist at all.
func known[T any](is bool, c column[T]) column[T] {
	if !is {
		c.Total, c.amount = render.TotalNone, nil
	}
	return c
}

// strong makes a column's figures bold.
func strong[T any](c column[T]) column[T] {
	plain := c.cell
	c.cell = func(row T) render.Cell {
		cell := plain(row)
		cell.Strong = true
		return cell
	}
	return c
}
