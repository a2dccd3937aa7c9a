package workbook

import (
	"iter"
	"slices"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
)

// month is one row of the months, collected one of a split.
type (
	month     = *receivables.Month
	collected = *receivables.Collected
)

// speedSplits are the ways in which the collection is split, in their order.
var speedSplits = []struct {
	id, needs string
	rows      func(*receivables.CollectedBy) []receivables.Collected
}{
	{"salespeople", "salespeople", func(by *receivables.CollectedBy) []receivables.Collected { return by.Salespeople }},
	{"customer_groups", "customers.customer_group", func(by *receivables.CollectedBy) []receivables.Collected { return by.Groups }},
}

// listSpeedCustomers is the native table of customers, which has filters.
const listSpeedCustomers = "speed_customers"

// speed is the sheet of how fast money comes in: by month, salesperson and
// customer group, and for every customer. The last are for the screen: on their
// second page nothing would say what the columns are.
func (b *book) speed() render.Sheet {
	row := 4
	months := b.speedMonths(row + 1)
	lists := []render.List{months}
	heads := []render.Placed{b.section(row, "months")}
	row = afterList(months)
	for _, split := range speedSplits {
		rows, empty := splitBy(b.base, split.needs, split.rows(&b.r.Collected), b.say("empty.speed"))
		list := b.speedList("speed_"+split.id, row+1, rows, label("name_"+split.id, 31, render.RoleBody, func(c collected) string {
			return b.collectedName(split.id, c)
		}))
		list.Empty = empty
		lists, heads = append(lists, list), append(heads, b.section(row, split.id))
		row = afterList(list)
	}
	customers := b.speedCustomers(row + 1)
	lists, heads = append(lists, customers), append(heads, b.section(row, "customers"))

	paper := len(months.Columns)
	sheet := b.frame(SheetSpeed, paper, b.say("subtitle.whole", "currency", string(b.currency)), b.speedWindow())
	sheet.Cells = append(sheet.Cells, heads...)
	sheet.Lists, sheet.Columns = lists, widths(customers)
	sheet.FreezeRow, sheet.FreezeColumn = rowList, 2
	sheet.Print = render.Print{Area: area(paper, row-2), OnePage: row <= groupsOnePage, RepeatRows: "1:2", RepeatColumns: "A:A"}
	return sheet
}

// speedWindow states the period that billing, payments and turnover are of.
func (b *book) speedWindow() string {
	w := b.r.Window
	return b.say("subtitle.speed", "days", w.Days(), "from", w.From.String(), "until", w.Until.AddDays(-1).String())
}

// speedMonths lists the months, each as at its end with the window before it.
func (b *book) speedMonths(row int) render.List {
	columns := append(
		[]column[month]{label("month_name", 31, render.RoleBody, b.monthName)},
		untotalled(speedColumns(b, func(m month) *receivables.Collection { return &m.Collection }))...,
	)
	list := table(b.base, "speed_months", row, columns, b.keptMonths())
	list.Empty = b.say("empty.months")
	return list
}

// untotalled leaves out totals: what was owed at one month-end and at the next are
// no sum.
func untotalled(columns []column[month]) []column[month] {
	for i := range columns {
		columns[i].Total, columns[i].amount = render.TotalNone, nil
	}
	return columns
}

// keptMonths yields the months to which the source's history reaches back.
func (b *book) keptMonths() iter.Seq[month] {
	return func(yield func(month) bool) {
		for i := range b.r.Months {
			if m := &b.r.Months[i]; b.kept(m.Movement.To) && !yield(m) {
				return
			}
		}
	}
}

// monthName is "2026-09", and whether the month is over.
func (b *book) monthName(m month) string {
	text := m.Movement.To.String()[:len("2026-09")]
	if m.Movement.To != m.Movement.To.MonthEnd() {
		return b.say("month.to_date", "month", text)
	}
	return text
}

// speedList lists one split of the collection with its totals.
func (b *book) speedList(id string, row int, rows []receivables.Collected, first column[collected], more ...column[collected]) render.List {
	of := func(c collected) *receivables.Collection { return &c.Collection }
	columns := slices.Concat([]column[collected]{first}, speedColumns(b, of), onScreen(b.longTerm()...), more)
	list := table(b.base, id, row, columns, pointers(rows))
	list.TotalLabel = b.say("total")
	b.speedTotals(&list)
	return list
}

func (b *book) speedCustomers(row int) render.List {
	list := b.speedList(listSpeedCustomers, row, b.r.Collected.Customers,
		col("customer", 31, render.RoleBody, func(c collected) render.Cell {
			cell := b.linkedName(c.Ref, b.ageingLink)
			if !c.Ref.Known() {
				cell = words(b.say("none.customers"))
			}
			return cell
		}),
		onScreen(
			col("code", 9, render.RoleCode, func(c collected) render.Cell { return b.codeCell(c.Ref) }),
			label("salesperson", 12, render.RoleBody, func(c collected) string { return b.person(b.customer(c.Ref).Salesperson) }).from("customers.salesperson"),
			label("group", 16, render.RoleBody, func(c collected) string { return b.customer(c.Ref).Group }).from("customers.customer_group"),
		)...,
	)
	list.TotalLabel, list.Filter, list.Empty = b.say("total.rows"), true, b.say("empty.speed")
	return list
}

// longTerm are the measures that only the as-of day has, and the weight of the
// days to pay.
func (b *book) longTerm() []column[collected] {
	return []column[collected]{
		col("chained_cei", 12, render.RolePercent, func(c collected) render.Cell { return b.measureCell(c.ChainedCEI, render.RolePercent) }),
		col("chained_cash_cei", 12, render.RolePercent, func(c collected) render.Cell { return b.measureCell(c.ChainedCashCEI, render.RolePercent) }),
		sum("settled", 13, render.RoleWhole, func(c collected) fact.Amount { return c.Settled }),
	}
}

// collectedName names a split's row, and the rest that nobody is named for.
func (b *book) collectedName(id string, c collected) string {
	if c.Name != "" {
		return c.Name
	}
	return b.say("none." + id)
}

// speedColumns are the measures of a collection, on every list.
func speedColumns[T any](b *book, of func(T) *receivables.Collection) []column[T] {
	measure := func(id string, width float64, role render.Role, pick func(*receivables.Collection) receivables.Measure) column[T] {
		return col(id, width, role, func(row T) render.Cell { return b.measureCell(pick(of(row)), role) })
	}
	days := func(id string, pick func(*receivables.Collection) receivables.Measure) column[T] {
		c := measure(id, 10.5, render.RoleNumber, pick)
		c.Group = b.say("bracket.days")
		return c
	}
	type collection = receivables.Collection
	type statistic = receivables.Measure
	return []column[T]{
		sum("net_receivable", 13, render.RoleWhole, func(row T) fact.Amount { return of(row).Net }),
		sum("not_yet_due", 13, render.RoleWhole, func(row T) fact.Amount { return of(row).Current }),
		sum("overdue", 13, render.RoleWhole, func(row T) fact.Amount { return of(row).Overdue }),
		sum("billing", 13, render.RoleWhole, func(row T) fact.Amount { return of(row).Billing }),
		days("dso", func(c *collection) statistic { return c.DSO }),
		days("count_back", func(c *collection) statistic { return c.CountBack }),
		days("best_possible", func(c *collection) statistic { return c.BestPossible }),
		days("delinquent", func(c *collection) statistic { return c.Delinquent }),
		days("days_to_pay", func(c *collection) statistic { return c.DaysToPay }),
		days("paid_late", func(c *collection) statistic { return c.DaysLate }),
		days("paid_late_only", func(c *collection) statistic { return c.DaysLateOnly }),
		measure("cei", 10.5, render.RolePercent, func(c *collection) statistic { return c.CEI }),
		measure("cash_cei", 12.5, render.RolePercent, func(c *collection) statistic { return c.CashCEI }),
		measure("turnover", 12.5, render.RoleNumber, func(c *collection) statistic { return c.Turnover }),
	}
}

// measureCell shows a statistic, or why there is none. Effectiveness is in
// percent, and the cell of a percentage holds a share.
func (b *book) measureCell(m receivables.Measure, role render.Role) render.Cell {
	switch {
	case !m.Valid:
		return render.Cell{Value: render.Missing(b.undefined(m))}
	case m.AtLeast:
		return render.Cell{Value: render.Text(b.measure(m)), Right: true}
	case role == render.RolePercent:
		return render.Cell{Value: render.Float(m.Value / 100)}
	}
	return render.Cell{Value: render.Float(m.Value)}
}

// speedTotals reckons the measures that follow from the totals, so that they
// follow the filter: of the whole company, never an average of customers.
func (b *book) speedTotals(list *render.List) {
	days := b.r.Window.Days()
	for _, c := range []struct{ id, part, whole string }{
		{"dso", "net_receivable", "{net_receivable}"}, {"best_possible", "not_yet_due", "{not_yet_due}"}, {"delinquent", "", "({net_receivable}-{not_yet_due})"},
	} {
		part := totalOf(list, c.part)
		if c.part == "" {
			part = totalOf(list, "net_receivable").Minus(totalOf(list, "not_yet_due"))
		}
		billing := totalOf(list, "billing")
		share, ok := part.Ratio(billing)
		totalled(list, c.id, "IF({billing}<=0,\"\","+c.whole+"/{billing}*"+digits(days)+")", share*float64(days), ok && billing > 0)
	}
}
