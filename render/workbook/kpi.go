package workbook

import (
	"math"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
)

// sense says how a rise is to be taken.
type sense uint8

const (
	neither sense = iota
	worse
	better
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

// signedPercent writes a change with its sign; beyond a thousand percent the
// base was next to nothing, and the figure would be too.
func (b *book) signedPercent(share float64) string {
	switch {
	case share > 9.99:
		return ">999%"
	case share < -9.99:
		return "<−999%"
	case share > 0:
		return "+" + b.l.Percent(share, 1)
	}
	return b.l.Percent(share, 1)
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

func (b *book) kpiCell(a fact.Amount) render.Cell {
	return render.Cell{Value: render.Money(b.scale.Cell(a)), Role: render.RoleKPI}
}

// noChange says why there is nothing to compare with.
func (b *book) noChange(key string) render.KPIChange {
	why := b.say(key)
	return render.KPIChange{Cell: render.Cell{Value: render.Missing(why), Role: render.RoleDelta}, Short: why, Tone: render.ToneMuted}
}

var deltaRoles = [...]render.Role{neither: render.RoleDelta, worse: render.RoleDeltaWorse, better: render.RoleDeltaBetter}

// change is a difference in money. What rounds to nothing shows as a dash, and is
// neither worse nor better.
func (b *book) change(a fact.Amount, up sense) render.KPIChange {
	tone := toneOf(int64(a), up)
	if b.scale.Nothing(a) {
		tone = render.TonePlain
	}
	short := b.scale.Change(a)
	if short != "–" {
		short = mark(int64(a), up) + short
	}
	return render.KPIChange{
		Cell:  render.Cell{Value: render.Money(b.scale.Cell(a)), Role: deltaRoles[up], Tone: tone, Strong: tone == render.ToneWorse},
		Short: short, Tone: tone,
	}
}

// toneOf judges a change by its sign.
func toneOf(change int64, up sense) render.Tone {
	switch {
	case up == neither || change == 0:
		return render.TonePlain
	case (change > 0) == (up == worse):
		return render.ToneWorse
	}
	return render.ToneBetter
}

// mark is the triangle before a change: its direction says up or down, and it is
// filled where that is worse.
func mark(change int64, up sense) string {
	switch tone := toneOf(change, up); {
	case tone == render.ToneWorse && change > 0:
		return "▲ "
	case tone == render.ToneWorse:
		return "▼ "
	case tone == render.ToneBetter && change > 0:
		return "△ "
	case tone == render.ToneBetter:
		return "▽ "
	}
	return ""
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
	if best := b.r.Speed.BestPossible; best.Valid {
		k.Note = b.say("kpi.dso.note", "days", b.l.Decimal(best.Value, 1))
	}
	for _, f := range b.earlier() {
		k.Changes = append(k.Changes, b.dsoChange(now, f.DSO))
	}
	return k
}

// dsoChange is a difference in days, shown with one decimal.
func (b *book) dsoChange(now, then receivables.Measure) render.KPIChange {
	if !now.Valid || !then.Valid {
		return b.noChange("missing.no_history")
	}
	tenths := int64(math.Round((now.Value - then.Value) * 10))
	tone, short := toneOf(tenths, worse), "–"
	if tenths != 0 {
		short = mark(tenths, worse) + b.signedDays(float64(tenths)/10)
	}
	cell := render.Cell{
		Value: render.Float(float64(tenths) / 10), Role: render.RoleDeltaDaysWorse,
		Tone: tone, Strong: tone == render.ToneWorse,
	}
	return render.KPIChange{Cell: cell, Short: short, Tone: tone}
}

func (b *book) signedDays(days float64) string {
	if days > 0 {
		return "+" + b.l.Decimal(days, 1)
	}
	return b.l.Decimal(days, 1)
}
