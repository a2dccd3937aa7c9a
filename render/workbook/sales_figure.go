package workbook

import (
	"math"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// senseOf says how a rise of a figure is to be taken.
func (w *week) senseOf(k *sales.KPI) sense {
	if k.UpIsGood {
		return better
	}
	return worse
}

// score is a figure in the size of the scorecard.
func (w *week) score(f sales.Figure, unit sales.Unit) render.Cell {
	return w.sized(f, unit, render.RoleScore, render.RoleScoreShare, render.RoleScoreDays)
}

// figure is a figure in the size of a list.
func (w *week) figure(f sales.Figure, unit sales.Unit) render.Cell {
	return w.sized(f, unit, render.RoleThousand, render.RolePercent, render.RoleNumber)
}

func (w *week) sized(f sales.Figure, unit sales.Unit, money, ratio, days render.Role) render.Cell {
	switch {
	case f.Missing != "":
		cell := w.why(f.Missing)
		cell.Right = true
		return cell
	case unit == sales.Money:
		return render.Cell{Value: render.Money(w.scale.Cell(f.Amount)), Role: money}
	case unit == sales.Days:
		return render.Cell{Value: render.Float(f.Number), Role: days}
	}
	return render.Cell{Value: render.Float(f.Number), Role: ratio}
}

// figureChange is what a figure changed by since a period that the history must
// reach back to.
func (w *week) figureChange(k *sales.KPI, then sales.Figure, id sales.PeriodID) render.KPIChange {
	switch {
	case !w.kept(id):
		return w.noChange("missing.no_history")
	case k.Week.Missing != "":
		return render.KPIChange{}
	case then.Missing != "":
		return w.noChange("missing." + string(then.Missing))
	case k.Unit == sales.Money:
		return w.change(k.Week.Amount.Minus(then.Amount), w.senseOf(k))
	case k.Unit == sales.Days:
		return w.daysChange(k.Week.Number - then.Number)
	}
	return w.pointsChange((k.Week.Number-then.Number)*100, w.senseOf(k))
}

// pointsChange is a difference in percentage points, shown with one decimal.
func (w *week) pointsChange(points float64, up sense) render.KPIChange {
	tenths := int64(math.Round(points * 10))
	tone, short := toneOf(tenths, up), "–"
	if tenths != 0 {
		short = mark(tenths, up) + w.say("sales.points.change", "points", w.signedDays(float64(tenths)/10))
	}
	role := render.RoleDeltaPointsBetter
	if up == worse {
		role = render.RoleDeltaPointsWorse
	}
	return render.KPIChange{
		Cell:  render.Cell{Value: render.Float(float64(tenths) / 10), Role: role, Tone: tone, Strong: tone == render.ToneWorse},
		Short: short, Tone: tone,
	}
}

// shortFigure is a figure as the mail states it.
func (w *week) shortFigure(f sales.Figure, unit sales.Unit) string {
	switch {
	case f.Missing != "":
		return w.say("missing." + string(f.Missing))
	case unit == sales.Money:
		return w.scale.Short(f.Amount)
	case unit == sales.Days:
		return w.l.Decimal(f.Number, 1)
	}
	return w.l.Percent(f.Number, 1)
}

// growthOf is the change of an amount as a share of what was, in grey.
func (w *week) growthOf(now, base fact.Amount) render.Cell {
	m := sales.Growth(now, base)
	switch {
	case !m.Valid:
		return render.Cell{}
	case m.Value > growthLimit || m.Value < -growthLimit:
		return render.Cell{Value: render.Text(w.signedPercent(m.Value)), Tone: render.ToneMuted, Right: true}
	}
	return render.Cell{Value: render.Float(m.Value), Role: render.RoleGrowth}
}
