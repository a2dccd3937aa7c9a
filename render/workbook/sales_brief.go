package workbook

import (
	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

// buildBrief words the week in a page.
func (w *week) buildBrief() render.Brief {
	return render.Brief{
		Title:        w.title(),
		Caption:      w.caption(),
		Status:       w.status(),
		Verdict:      w.verdict() + w.leftOut(fact.LeftOut(w.r.Intake, w.s.Findings)),
		Finding:      w.finding(),
		Headline:     w.headline(),
		Unit:         w.scale.Unit(w.currency),
		KPIs:         w.kpis(),
		Since:        []string{w.say("sales.since.last_week"), w.say("sales.since.last_year")},
		Legend:       w.say("legend"),
		Exceptions:   w.briefExceptions(),
		Changes:      w.briefChanges(),
		ChangesTitle: w.say("sales.moves.title"),
		TieOut:       w.checkLine(),
	}
}

// title is "Sales, week 38 · 14–20 September 2026".
func (w *week) title() string {
	span := w.span(sales.Week)
	key := "sales.title"
	if span.Partial() {
		key = "sales.title.partial"
	}
	return w.say(key, "week", digits(span.ISOWeek), "span", w.l.Span(span.Period))
}

func (w *week) caption() string {
	parts := []string{locale.Cut(w.s.Company.Name, 80), w.o.Demo}
	if w.lone {
		parts = append(parts, w.say("sales.own", "name", locale.Cut(w.person(0), 24)))
	}
	parts = append(parts, w.say("sales.basis"), w.weekdays())
	if span := w.span(sales.Week); span.Partial() {
		parts = append(parts, w.say("sales.not_over", "days", span.Workdays, "whole", span.WholeWorkdays))
	}
	return w.l.Join(parts...)
}

// shortName is a salesperson's name as far as it fits into a title.
func (w *week) shortName(p person) string { return locale.Cut(w.seller(p), 24) }

// status is what the mail's box says.
func (w *week) status() render.Status {
	week := &w.r.Total[sales.Week]
	switch {
	case w.r.Checks.Failed():
		return render.StatusFail
	case week.Gross == 0 && week.Returns == 0 && week.Orders == 0:
		return render.StatusEmpty
	case fact.LeftOut(w.r.Intake, w.s.Findings) > 0:
		return render.StatusWarn
	}
	return render.StatusOK
}

func (w *week) verdict() string {
	failed, made := w.r.Checks.Tally()
	if failed > 0 {
		return w.say("verdict.fail", "failed", failed, "n", made)
	}
	return w.say("sales.verdict", "n", made)
}

// headline is the middle of the mail's subject.
func (w *week) headline() string {
	now := w.net(sales.Week)
	if w.status() == render.StatusEmpty {
		return w.say("sales.headline.empty")
	}
	args := []any{"amount", w.scale.Money(now, w.currency)}
	if m := w.r.Targets[sales.Week].Attainment(now); m.Valid {
		return w.say("sales.headline.target", append(args, "share", w.l.Percent(m.Value, 0))...)
	}
	if m := sales.Growth(now, w.net(sales.PreviousWeek)); m.Valid && w.kept(sales.PreviousWeek) {
		return w.say("sales.headline.change", append(args, "change", w.signedPercent(m.Value))...)
	}
	return w.say("sales.headline", args...)
}

// checkLine states that the splits add up, or the first that does not.
func (w *week) checkLine() string {
	if c, failed := w.r.Checks.FirstFailed(); failed {
		return w.failedLine(w.say("sales.check."+c.ID), c)
	}
	return w.say("sales.check.line", "net", w.exact(w.net(sales.Week)), "currency", string(w.currency),
		"customers", len(w.r.Customers), "salespeople", len(w.r.Salespeople), "products", len(w.r.Products)) +
		w.say("tie_out.difference", "difference", w.exact(0))
}

// movesInBrief is how many gainers, and losers, a mail names.
const movesInBrief = 3

// briefChanges are the customers who bought most more and most less.
func (w *week) briefChanges() []render.Change {
	var out []render.Change
	m := w.r.Rankings.FourWeeks
	for _, list := range [][]sales.Move{m.Gainers[:min(len(m.Gainers), movesInBrief)], m.Losers[:min(len(m.Losers), movesInBrief)]} {
		for i := range list {
			share := ""
			if g := sales.Growth(list[i].Now, list[i].Base); g.Valid {
				share = w.signedPercent(g.Value)
			}
			out = append(out, render.Change{
				What: w.cutBuyer(list[i].Customer.Ref, 40), Count: share,
				Short: mark(int64(list[i].Change), better) + w.scale.Change(list[i].Change),
			})
		}
	}
	return out
}

// kpis are the headline figures of the mail: those of the scorecard that the
// source has.
func (w *week) kpis() []render.KPI {
	var out []render.KPI
	for i := range w.r.Scorecard {
		if k := &w.r.Scorecard[i]; k.Missing == "" {
			out = append(out, w.briefKPI(k))
		}
	}
	return out
}

func (w *week) briefKPI(k *sales.KPI) render.KPI {
	out := render.KPI{
		ID: string(k.Code), Name: w.say("score." + string(k.Code)), Cell: w.score(k.Week, k.Unit), Short: w.shortFigure(k.Week, k.Unit),
		Changes: []render.KPIChange{
			w.figureChange(k, k.LastWeek, sales.PreviousWeek), w.figureChange(k, k.LastYear, sales.WeekLastYear),
		},
	}
	switch {
	case k.Code == sales.NetSales && k.Attainment.Missing == "":
		out.Note = w.say("sales.kpi.month", "month", w.monthToDate(), "amount", w.scale.Short(k.Month.Amount), "share", w.l.Percent(k.Attainment.Number, 0))
	case k.Unit == sales.Money && k.Code != sales.Overdue && k.Month.Missing == "":
		out.Note = w.say("sales.kpi.sum", "month", w.monthToDate(), "amount", w.scale.Short(k.Month.Amount))
	}
	return out
}
