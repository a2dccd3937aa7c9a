package workbook

import (
	"math"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
)

// finding is the report in one sentence: how much is overdue, which way it went,
// and the one thing more to know, in whose place a failed tie-out comes first.
func (b *book) finding() string {
	if c, failed := b.r.Checks.FirstFailed(); failed {
		return b.say("finding.failed", "check", b.say("check."+c.ID+".name"), "difference", b.exact(c.Difference())) + b.overdueFinding() + b.say("stop")
	}
	return b.overdueFinding() + b.secondFinding() + b.say("stop")
}

func (b *book) overdueFinding() string {
	now := b.r.Now
	if len(b.r.Items) == 0 {
		return b.say("finding.empty")
	}
	net := b.scale.Money(now.Net, b.currency)
	if now.Overdue == 0 {
		return b.say("finding.nothing_overdue", "net", net)
	}
	share, _ := now.OverdueShare()
	args := []any{
		"amount", b.scale.Money(now.Overdue, b.currency), "share", b.l.Percent(share, 1),
		"since", b.say(b.sincePrevious("finding.since"), "date", b.l.ShortDate(b.r.Previous.AsOf, b.r.Params.AsOf)),
	}
	if !b.kept(b.r.Previous.AsOf) {
		return b.say("finding.first", args...)
	}
	change := now.Overdue.Minus(b.r.Previous.Overdue)
	args = append(args, "change", b.scale.Bare(change.Abs(), b.currency))
	switch {
	case b.scale.Change(change) == "–":
		return b.say("finding.unchanged", args...)
	case change > 0:
		return b.say("finding.rose", args...)
	}
	return b.say("finding.fell", args...)
}

// secondFinding is the second half of the sentence: customers over their limit,
// else what is oldest, else nothing.
func (b *book) secondFinding() string {
	now := b.r.Now
	switch old := b.oldest(now); {
	case now.OverLimitCustomers > 0:
		return b.say("finding.over_limit", "n", now.OverLimitCustomers)
	case old > 0:
		return b.say("finding.oldest"+b.posted(), "amount", b.scale.Bare(old, b.currency), "days", b.r.Buckets[b.last()].From-1)
	}
	return ""
}

// ageingFinding is the title of the ageing chart.
func (b *book) ageingFinding() string {
	now, from := b.r.Now, b.overdueFrom()
	youngest, oldest := at(now.Aging, from), b.oldest(now)
	whole := fact.Amount(0)
	for i := from; i < len(now.Aging); i++ {
		whole = whole.Plus(now.Aging[i])
	}
	young, ok := youngest.Ratio(whole)
	if !ok || whole < 0 {
		return b.say("panel.ageing.nothing" + b.posted())
	}
	old, _ := oldest.Ratio(whole)
	posted := b.posted()
	switch {
	case old >= 0.25:
		return b.say("panel.ageing.old"+posted, "share", b.l.Percent(old, 0), "days", b.r.Buckets[b.last()].From-1)
	case young >= 0.5 && b.r.Buckets[from].To == 30:
		return b.say("panel.ageing.month"+posted, "share", b.l.Percent(young, 0))
	case young >= 0.5 && b.r.Buckets[from].To > 0:
		return b.say("panel.ageing.young"+posted, "share", b.l.Percent(young, 0), "days", b.r.Buckets[from].To)
	}
	overdue, _ := now.OverdueShare()
	return b.say("panel.ageing.share", "share", b.l.Percent(overdue, 0))
}

// posted ends the keys of wordings that differ where items age from their
// posting date.
func (b *book) posted() string {
	if b.r.Params.AgeBy == receivables.ByPostingDate {
		return ".posted"
	}
	return ""
}

// debtorsFinding is the title above the largest debtors.
func (b *book) debtorsFinding() string {
	sum := fact.Amount(0)
	for _, c := range b.r.Top {
		sum = sum.Plus(c.Net)
	}
	share, ok := sum.Ratio(b.r.Now.Net)
	switch n := len(b.r.Top); {
	case n == 0:
		return b.say("panel.debtors.none")
	case !ok || share < 0 || share > 1:
		return b.say("panel.debtors.largest")
	case len(b.r.Customers) == n:
		return b.say("panel.debtors.all", "n", n, "count", b.l.Number(n))
	default:
		return b.say("panel.debtors", "n", n, "count", b.l.Number(n), "share", b.l.Percent(share, 0))
	}
}

// speedFinding is the title above the receivable and DSO.
func (b *book) speedFinding() string {
	now, then := b.r.Now.DSO, b.r.MonthEnd.DSO
	if !now.Valid {
		return b.say("panel.speed.undefined")
	}
	days := b.l.Decimal(now.Value, 0)
	if !then.Valid {
		return b.say("panel.speed.first", "days", days)
	}
	// The words say what the rounded figures say: 72 days, 6 more.
	change := math.Round(now.Value) - math.Round(then.Value)
	args := []any{"days", days, "change", b.l.Decimal(math.Abs(change), 0)}
	switch {
	case change > 0:
		return b.say("panel.speed.more", args...)
	case change < 0:
		return b.say("panel.speed.fewer", args...)
	}
	return b.say("panel.speed.same", args...)
}

// speedCaption says what the DSO chart shows.
func (b *book) speedCaption() string {
	return b.say("panel.speed.dso", "months", b.r.Params.DSOMonths, "days", b.r.Window.Days())
}
