package workbook

import (
	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
)

// kpis are the headline figures, in the order of the Summary.
func (b *book) kpis() []render.KPI {
	return []render.KPI{b.netKPI(), b.overdueKPI(), b.oldestKPI(), b.dsoKPI(), b.limitKPI(), b.salesKPI()}
}

func (b *book) netKPI() render.KPI {
	now := b.r.Now
	k := b.amountKPI("net_receivable", neither, func(f receivables.Figures) fact.Amount { return f.Net })
	k.Note = b.say("kpi.net_receivable.note", "items", len(b.r.Items), "customers", now.Customers)
	return k
}

func (b *book) overdueKPI() render.KPI {
	k := b.amountKPI("overdue", worse, func(f receivables.Figures) fact.Amount { return f.Overdue })
	if share, ok := b.r.Now.OverdueShare(); ok {
		k.Note = b.say("kpi.overdue.note", "share", b.l.Percent(share, 1))
	}
	return k
}

func (b *book) oldestKPI() render.KPI {
	k := b.amountKPI("oldest", worse, b.oldest)
	k.Name = b.bucket(b.last())
	if share, ok := b.oldest(b.r.Now).Ratio(b.r.Now.OnInvoices); ok {
		k.Note = b.say("kpi.oldest.note", "share", b.l.Percent(share, 1), "items", at(b.r.Now.AgingItems, b.last()))
	}
	return k
}

func (b *book) limitKPI() render.KPI {
	k := b.amountKPI("over_limit", worse, func(f receivables.Figures) fact.Amount { return f.OverLimit })
	k.Note = b.say("kpi.over_limit.note", "customers", b.r.Now.OverLimitCustomers)
	// Limits have no history: a year ago another limit held.
	k.Changes[2] = b.noChange("missing.not_kept")
	if !b.s.Source.Supplies("customers.credit_limit") {
		k.Cell.Value, k.Note, k.Short = b.unsupplied().Value, "", b.say("missing.unsupplied")
		for i := range k.Changes {
			k.Changes[i] = render.KPIChange{}
		}
	}
	return k
}

// salesKPI compares with the same days a year earlier only: a month to date has
// no yesterday worth a figure.
func (b *book) salesKPI() render.KPI {
	sales := b.r.Sales
	k := render.KPI{
		ID: "net_sales", Name: b.say("kpi.net_sales", "month", b.l.Month(b.r.Params.AsOf)),
		Cell: b.kpiCell(sales.Month), Short: b.scale.Short(sales.Month),
		Changes: make([]render.KPIChange, 3),
	}
	if !b.kept(b.r.LastYear.AsOf) {
		k.Note = b.say("kpi.net_sales.none")
		k.Changes[2] = b.noChange("missing.no_history")
		return k
	}
	change := ""
	if share, ok := sales.Month.Minus(sales.MonthLastYear).Ratio(sales.MonthLastYear.Abs()); ok {
		change = b.say("kpi.net_sales.change", "change", b.signedPercent(share))
	}
	k.Note = b.say("kpi.net_sales.note", "amount", b.scale.Short(sales.MonthLastYear), "change", change)
	k.Changes[2] = b.change(sales.Month.Minus(sales.MonthLastYear), better)
	return k
}

// amountKPI is a figure in money with its three changes.
func (b *book) amountKPI(id string, up sense, figure func(receivables.Figures) fact.Amount) render.KPI {
	now := figure(b.r.Now)
	k := render.KPI{ID: id, Name: b.say("kpi." + id), Cell: b.kpiCell(now), Short: b.scale.Short(now)}
	for _, f := range b.earlier() {
		if !b.kept(f.AsOf) {
			k.Changes = append(k.Changes, b.noChange("missing.no_history"))
			continue
		}
		k.Changes = append(k.Changes, b.change(now.Minus(figure(f)), up))
	}
	return k
}

func (b *book) earlier() []receivables.Figures {
	return []receivables.Figures{b.r.Previous, b.r.MonthEnd, b.r.LastYear}
}

func (b *book) dsoKPI() render.KPI {
	now := b.r.Now.DSO
	k := render.KPI{ID: "dso", Name: b.say("kpi.dso")}
	if !now.Valid {
		why := b.undefined(now)
		k.Cell, k.Short = render.Cell{Value: render.Missing(why), Role: render.RoleKPIDays}, why
	} else {
		k.Cell = render.Cell{Value: render.Float(now.Value), Role: render.RoleKPIDays}
		k.Short = b.say("kpi.dso.short", "days", b.l.Decimal(now.Value, 1))
	}
	if best := b.r.Collection().BestPossible; best.Valid {
		k.Note = b.say("kpi.dso.note", "days", b.l.Decimal(best.Value, 1))
	}
	for _, f := range b.earlier() {
		k.Changes = append(k.Changes, b.dsoChange(now, f.DSO))
	}
	return k
}

func (b *book) dsoChange(now, then receivables.Measure) render.KPIChange {
	if !now.Valid || !then.Valid {
		return b.noChange("missing.no_history")
	}
	return b.daysChange(now.Value - then.Value)
}
