package workbook

import (
	"slices"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// data says what was checked, which rows were read, and which were not used or
// only under an assumption.
func (w *week) data() render.Sheet {
	sheet := w.frame(SheetData, printed(w.findingColumns()), w.lead(), w.say("subtitle.data", "preset", w.s.Source.Preset))
	checks := table(w.base, "checks", 5, w.checkColumns(), pointers(w.r.Checks))
	sheet.Cells = append(sheet.Cells, w.section(4, "checks"))
	sheet.Lists = []render.List{checks}
	w.dataLists(&sheet, afterList(checks), w.r.Intake, slices.Concat(w.s.Findings, w.r.Findings, w.longNames()))
	sheet.Rules = append(sheet.Rules, differenceRules(w.r.Checks, weekDifference, checks.Row+1)...)
	return sheet
}

// weekDifference is where checkColumns puts the difference.
const weekDifference = 5

func (w *week) checkColumns() []column[check] {
	return []column[check]{
		label("check", 18, render.RoleBody, func(c check) string { return w.say("sales.check." + c.ID) }),
		label("period", 12, render.RoleBody, func(c check) string { return w.say("period." + c.Period) }),
		w.checkSide("left", 16, render.RoleMoney, func(c check) fact.Amount { return c.Left }),
		w.checkSide("right", 16, render.RoleMoney, func(c check) fact.Amount { return c.Right }),
		w.checkSide("difference", 16, render.RoleCheck, check.Difference),
		w.checkVerdict(12),
	}
}

// longNames notes texts that a cell does not hold.
func (w *week) longNames() []fact.Finding {
	var out []fact.Finding
	for i := range w.r.Customers {
		c := w.customer(w.r.Customers[i].Ref)
		out = append(out, longTexts("customers", c.Code, c.Name, c.Group, c.Region)...)
	}
	for i := range w.r.Products {
		p := w.product(w.r.Products[i].Ref)
		out = append(out, longTexts("products", p.Code, p.Name, p.Category)...)
	}
	return out
}

// weekNotes are the definitions of the weekly report.
var weekNotes = []noteGroup{
	{"basis", []string{"sales_week", "sales_compared", "sales_date", "sales_company", "source"}},
	{"figures", []string{
		"sales_net", "sales_target", "sales_outlook", "sales_margin", "sales_discount", "sales_returns", "sales_orders", "sales_cash",
		"sales_owed", "sales_growth", "sales_class", "sales_rfm", "sales_habit", "sales_concentration",
	}},
	{notesOfQuotations, []string{"sales_offers", "sales_hit_rate", "sales_days_to_order"}},
	{"signs", []string{"change_marks", "sales_bars", "sales_money"}},
	{"limits", []string{"sales_shares", "sales_cancelled", "sales_workdays", "sales_current", "sales_exceptions", "tolerance", "unsupplied"}},
}

// notes defines every figure, with its formula and parameters.
func (w *week) notes() render.Sheet {
	sheet := w.frame(SheetNotes, 3, w.s.Company.Name)
	groups := weekNotes
	if w.r.Quotations == nil {
		groups = slices.DeleteFunc(slices.Clone(groups), func(g noteGroup) bool { return g.section == notesOfQuotations })
	}
	w.noteRows(&sheet, groups, w.noteArguments())
	return sheet
}

// notesOfQuotations is the section that a source without quotations does not have.
const notesOfQuotations = "quotations"

// offerArguments are what the definitions of quotations quote.
func (w *week) offerArguments() []any {
	if w.r.Quotations == nil {
		return nil
	}
	p := w.r.Quotations.TwelveWeeks()
	days := w.say("missing." + string(p.DaysToOrder.Reason))
	if p.DaysToOrder.Valid {
		days = w.l.Decimal(p.DaysToOrder.Value, 1)
	}
	return []any{"hit_number", w.percent(p.HitRate), "hit_value", w.percent(p.HitRateValue), "to_order", days}
}

// noteArguments are the parameters and results that the definitions quote.
func (w *week) noteArguments() []any {
	p, o := w.r.Params, w.r.Outlook
	month := w.r.Total[sales.Month]
	dates := func(id sales.PeriodID) string {
		span := w.span(id)
		return w.say("sales.dates", "from", span.From.String(), "until", span.Until.AddDays(-1).String())
	}
	args := []any{
		"week", dates(sales.Week), "number", digits(w.span(sales.Week).ISOWeek), "year", digits(w.span(sales.Week).ISOYear),
		"weekdays", w.weekdays(), "last_week", dates(sales.PreviousWeek), "week_last_year", dates(sales.WeekLastYear),
		"month", dates(sales.Month), "month_last_year", dates(sales.MonthLastYear),
		"quarter", dates(sales.Quarter), "quarter_last_year", dates(sales.QuarterLastYear),
		"fiscal_year", dates(sales.Year), "fiscal_year_last_year", dates(sales.YearLastYear), "fiscal", max(w.s.Company.FiscalYearStart, 1),
		"company", w.s.Company.Name, "zone", w.zone(), "preset", w.s.Source.Preset,
		"gross", w.exact(month.Gross), "returns", w.exact(month.Returns), "net", w.exact(month.Net()),
		"days", w.span(sales.Month).Workdays, "whole", w.span(sales.Month).WholeWorkdays, "left", o.WorkdaysLeft,
		"target", w.exact(o.Target.Amount), "to_date", w.exact(w.r.Targets[sales.Month].Amount),
		"run_rate", w.exact(o.RunRate), "per_day", w.exact(o.PerDay), "method", w.say("method." + string(o.Method)),
		"margin", w.percent(month.MarginRate()), "covered", w.percent(month.CostCoverage()), "discount_rate", w.percent(month.DiscountRate()),
		"return_rate", w.percent(month.ReturnRate()), "orders", w.exact(month.Orders), "cash", w.exact(month.Cash),
		"active", w.l.Decimal(p.Lapsing.Active, 1), "slipping", w.l.Decimal(p.Lapsing.Slipping, 1), "lapsing", w.l.Decimal(p.Lapsing.Lapsing, 1),
		"purchases", p.Lapsing.Purchases, "hhi", w.decimal(w.r.Concentration.HHI), "effective", w.decimal(w.r.Concentration.Effective),
		"unit", w.scale.Unit(w.currency), "tolerance", w.exact(p.Tolerance), "missing", w.missing(), "months", p.Months, "weeks", p.Weeks,
	}
	return slices.Concat(args, w.limits(), w.offerArguments())
}

// percent writes a ratio, or why there is none.
func (w *week) percent(m sales.Measure) string {
	if !m.Valid {
		return w.say("missing." + string(m.Reason))
	}
	return w.l.Percent(m.Value, 1)
}

func (w *week) decimal(m sales.Measure) string {
	if !m.Valid {
		return w.say("missing." + string(m.Reason))
	}
	return w.l.Decimal(m.Value, 0)
}
