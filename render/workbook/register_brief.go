package workbook

import (
	"daybook/analyze/register"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

// buildBrief words the register in a page.
func (b *daybook) buildBrief() render.Brief {
	return render.Brief{
		Title:    b.say("register.title", "span", b.span()),
		Caption:  b.l.Join(locale.Cut(b.s.Company.Name, 80), b.o.Demo, b.say("register.basis")),
		Status:   b.status(),
		Verdict:  b.verdict() + b.leftOut(fact.LeftOut(b.s.Intake, b.s.Findings)),
		Finding:  b.finding(),
		Headline: b.say("register.headline", "n", b.r.Total.Entries, "amount", b.scale.Money(b.r.Total.Net, b.currency)),
		Unit:     b.scale.Unit(b.currency),
		KPIs:     b.kpis(),
		TieOut:   b.checkLine(),
	}
}

func (b *daybook) status() render.Status {
	switch {
	case b.r.Checks.Failed():
		return render.StatusFail
	case b.r.Total.Entries == 0:
		return render.StatusEmpty
	case fact.LeftOut(b.s.Intake, b.s.Findings) > 0:
		return render.StatusWarn
	}
	return render.StatusOK
}

func (b *daybook) verdict() string {
	failed, made := b.r.Checks.Tally()
	if failed > 0 {
		return b.say("verdict.fail", "failed", failed, "n", made)
	}
	return b.say("register.verdict", "n", made)
}

func (b *daybook) finding() string {
	if b.r.Total.Entries == 0 {
		return b.say("empty.register")
	}
	return b.say("register.finding", "n", b.r.Total.Entries, "net", b.exact(b.r.Total.Net), "currency", string(b.currency), "tax", b.exact(b.r.Total.Tax), "gross", b.exact(b.r.Total.Gross))
}

func (b *daybook) kpis() []render.KPI {
	kpi := func(id string, a fact.Amount) render.KPI {
		return render.KPI{ID: id, Name: b.say("register.kpi." + id), Cell: render.Cell{Value: render.Money(a), Role: render.RoleKPI}, Short: b.scale.Short(a)}
	}
	credits := b.r.Kinds[len(register.Kinds)-1].Gross
	return []render.KPI{kpi("net", b.r.Total.Net), kpi("tax", b.r.Total.Tax), kpi("gross", b.r.Total.Gross), kpi("credit", credits)}
}

// checkLine states the tie-out, or the first check that fails.
func (b *daybook) checkLine() string {
	if c, failed := b.r.Checks.FirstFailed(); failed {
		return b.failedLine(b.say("register.check."+c.ID), c)
	}
	return b.say("register.check.line", "net", b.exact(b.r.Total.Net), "tax", b.exact(b.r.Total.Tax), "gross", b.exact(b.r.Total.Gross), "currency", string(b.currency))
}
