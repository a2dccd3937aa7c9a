package extract

import (
	"cmp"

	"daybook/extract/fact"
)

type targetRow struct {
	salesperson text
	month       day
	netSales    money
}

var targetsTable = table[targetRow]{
	name:  "targets",
	needs: []string{"salespeople"},
	columns: []column[targetRow]{
		{"salesperson", required, func(r *targetRow) cell { return &r.salesperson }},
		{"month", required, func(r *targetRow) cell { return &r.month }},
		{"net_sales", required, func(r *targetRow) cell { return &r.netSales }},
	},
	row: (*reading).takeTarget,
	done: func(rd *reading) {
		permute(&rd.snap.Targets, func(a, b *fact.Target) int {
			return cmp.Or(cmp.Compare(a.Salesperson, b.Salesperson), cmp.Compare(a.Month, b.Month))
		})
	},
}

func (rd *reading) takeTarget(r *targetRow) outcome {
	rd.about = about{id: r.salesperson.raw, customer: fact.None, amount: &r.netSales, currency: rd.snap.Company.Currency}
	if why := r.month.fault(); why != "" {
		return rd.exclude(why, string(r.month.raw))
	}
	if why := r.netSales.fault(); why != "" {
		return rd.exclude(why, string(r.netSales.raw))
	}
	who := rd.salespeople.at(r.salesperson.raw)
	if who == fact.None {
		return rd.exclude(fact.UnknownReference, "salesperson="+r.salesperson.string())
	}
	rd.noteAmounts(&r.netSales)
	rd.snap.Targets = append(rd.snap.Targets, fact.Target{
		Salesperson: who, Month: r.month.date.MonthStart(), NetSales: r.netSales.amount(),
	})
	return used
}

type controlRow struct {
	basis, account text
	posted         day
	amount         money
}

var controlTable = table[controlRow]{
	name: "control",
	columns: []column[controlRow]{
		{"basis", required, func(r *controlRow) cell { return &r.basis }},
		{"account", optional, func(r *controlRow) cell { return &r.account }},
		{"posted", optional, func(r *controlRow) cell { return &r.posted }},
		{"amount", required, func(r *controlRow) cell { return &r.amount }},
	},
	row: (*reading).takeControl,
	done: func(rd *reading) {
		permute(&rd.snap.Control, func(a, b *fact.Control) int {
			return cmp.Or(cmp.Compare(a.Basis, b.Basis), cmp.Compare(a.Account, b.Account), cmp.Compare(a.Posted, b.Posted))
		})
	},
}

func (rd *reading) takeControl(r *controlRow) outcome {
	rd.about = about{id: r.account.raw, customer: fact.None, amount: &r.amount, currency: rd.snap.Company.Currency}
	basis := fact.ControlBasis(rd.intern(&r.basis))
	why, value := unknownKind(string(basis))
	switch {
	case why == fact.NotCounted: // said, and no total to hold anything against
		rd.note(why, value)
		return outside
	case basis != fact.ControlLedger && basis != fact.ControlSource:
		return rd.exclude(why, value)
	case r.posted.bad:
		return rd.exclude(fact.BadDate, string(r.posted.raw))
	case r.posted.date > rd.scope.AsOf:
		return outside
	}
	if why := r.amount.fault(); why != "" {
		return rd.exclude(why, string(r.amount.raw))
	}
	rd.noteAmounts(&r.amount)
	rd.snap.Control = append(rd.snap.Control, fact.Control{
		Basis: basis, Account: rd.intern(&r.account), Posted: r.posted.date, Amount: r.amount.amount(),
	})
	return used
}
