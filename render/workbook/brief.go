package workbook

import (
	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

// buildBrief words the report in a page. The finding comes last because it
// speaks of the rest.
func (b *book) buildBrief() render.Brief {
	asOf := b.r.Params.AsOf
	return render.Brief{
		Title:        b.say("title", "date", b.l.LongDate(asOf)),
		Caption:      b.caption(),
		Status:       b.status(),
		Verdict:      b.verdict() + b.leftOut(fact.LeftOut(b.r.Intake, b.r.Findings)),
		Finding:      b.finding(),
		Headline:     b.headline(),
		Unit:         b.scale.Unit(b.currency),
		KPIs:         b.kpis(),
		Since:        b.since(),
		Legend:       b.say("legend"),
		Exceptions:   b.exceptions(),
		Changes:      b.changesInShort(),
		ChangesTitle: b.say("changes.title", "date", b.l.ShortDate(b.r.Previous.AsOf, asOf)),
		TieOut:       b.tieOutLine(),
	}
}

func (b *book) caption() string {
	asOf := b.r.Params.AsOf
	return b.l.Join(
		locale.Cut(b.s.Company.Name, 80), b.o.Demo, b.basis(),
		b.say("caption.as_of", "weekday", b.l.Weekday(asOf), "zone", b.zone()),
	)
}

// status is what the mail's box says. Rows that were left out are a warning, and
// so is a history that has changed; a failed check is a failure.
func (b *book) status() render.Status {
	switch {
	case b.r.Checks.Failed():
		return render.StatusFail
	case len(b.r.Items) == 0:
		return render.StatusEmpty
	}
	for _, e := range b.r.Exceptions {
		if e.Kind == receivables.RowsExcluded || e.Kind == receivables.HistoryChanged {
			return render.StatusWarn
		}
	}
	return render.StatusOK
}

// verdict is the tie-out in one sentence.
func (b *book) verdict() string {
	failed, made := b.r.Checks.Tally()
	switch _, ledger := b.ledgerCheck(); {
	case failed > 0:
		return b.say("verdict.fail", "failed", failed, "n", made)
	case ledger:
		return b.say("verdict.ledger", "n", made)
	}
	return b.say("verdict.alone", "n", made)
}

// since names the days that the figures are compared with.
func (b *book) since() []string {
	asOf := b.r.Params.AsOf
	previous, end, year := b.r.Previous.AsOf, b.r.MonthEnd.AsOf, b.r.LastYear.AsOf
	return []string{
		b.say(b.sincePrevious("since.previous"), "date", b.l.ShortDate(previous, asOf)),
		b.say("since.month_end", "date", b.l.ShortDate(end, asOf)),
		b.say("since.last_year", "date", b.l.ShortDate(year, asOf)),
	}
}

// sincePrevious is the key that says yesterday only where it was.
func (b *book) sincePrevious(key string) string {
	if b.r.Previous.AsOf == b.r.Params.AsOf.AddDays(-1) {
		return key + ".yesterday"
	}
	return key
}

// headline is the middle of the mail's subject.
func (b *book) headline() string {
	now := b.r.Now
	if len(b.r.Items) == 0 {
		return b.say("headline.empty")
	}
	amount := b.scale.Money(now.Overdue, b.currency)
	change := b.scale.Change(now.Overdue.Minus(b.r.Previous.Overdue))
	if !b.kept(b.r.Previous.AsOf) || change == "–" {
		return b.say("headline.first", "amount", amount)
	}
	return b.say("headline", "amount", amount, "change", change)
}

// tieOutLine is the way from the report to the ledger with exact amounts, or the
// first check that failed.
func (b *book) tieOutLine() string {
	if c, failed := b.r.Checks.FirstFailed(); failed {
		return b.failedLine(b.say("check."+c.ID+".name"), c)
	}
	ledger := ""
	if c, made := b.ledgerCheck(); made {
		ledger = b.say("tie_out.ledger", "account", b.account(c))
	}
	line := b.say("tie_out.line", "net", b.exact(b.r.Now.Net), "currency", string(b.currency), "ledger", ledger, "n", b.r.Now.Customers)
	if len(b.r.Movements) > 0 {
		m := b.r.Movements[0]
		line += b.say("tie_out.opening", "opening", b.exact(m.Opening), "change", b.exactChange(m.Closing.Minus(m.Opening)))
	}
	return line + b.say("tie_out.difference", "difference", b.exact(0))
}

// ledgerCheck is the check against the general ledger, where it was made.
func (b *book) ledgerCheck() (fact.Check, bool) {
	for _, c := range b.r.Checks {
		if c.ID == "gl" && c.Supplied {
			return c, true
		}
	}
	return fact.Check{}, false
}

// account names the ledger's account, where it is known.
func (b *book) account(c fact.Check) string {
	if c.Account == "" {
		return ""
	}
	return " " + locale.Cut(c.Account, 30)
}
