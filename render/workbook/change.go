package workbook

import (
	"math"

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

var deltaRoles = [...]render.Role{neither: render.RoleDelta, worse: render.RoleDeltaWorse, better: render.RoleDeltaBetter}

func (b *base) kpiCell(a fact.Amount) render.Cell {
	return render.Cell{Value: render.Money(b.scale.Cell(a)), Role: render.RoleKPI}
}

// noChange says why there is nothing to compare with.
func (b *base) noChange(key string) render.KPIChange {
	why := b.say(key)
	return render.KPIChange{Cell: render.Cell{Value: render.Missing(why), Role: render.RoleDelta}, Short: why, Tone: render.ToneMuted}
}

// change is a difference in money. What rounds to nothing shows as a dash, and is
// neither worse nor better.
func (b *base) change(a fact.Amount, up sense) render.KPIChange {
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

// signedPercent writes a change with its sign; beyond a thousand percent the
// base was next to nothing, and the figure would be too.
func (b *base) signedPercent(share float64) string {
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

func (b *base) signedDays(days float64) string {
	if days > 0 {
		return "+" + b.l.Decimal(days, 1)
	}
	return b.l.Decimal(days, 1)
}

func (b *base) thousand(a fact.Amount) render.Cell {
	return render.Cell{Value: render.Money(b.scale.Cell(a)), Role: render.RoleThousand}
}

// daysChange is a difference in days, shown with one decimal: more days are worse.
func (b *base) daysChange(days float64) render.KPIChange {
	tenths := int64(math.Round(days * 10))
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
