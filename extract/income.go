package extract

import (
	"strings"

	"daybook/extract/fact"
)

type incomeRow struct {
	account text
	amount  money
}

var incomeTable = table[incomeRow]{
	name: "income",
	columns: []column[incomeRow]{
		{"account", optional, func(r *incomeRow) cell { return &r.account }},
		{"amount", required, func(r *incomeRow) cell { return &r.amount }},
	},
	row: (*reading).takeIncome,
	done: func(rd *reading) {
		if len(rd.snap.Income) == 0 { // the company keeps no such ledger
			rd.lacks("income")
		}
		permute(&rd.snap.Income, func(a, b *fact.Income) int { return strings.Compare(a.Account, b.Account) })
	},
}

func (rd *reading) takeIncome(r *incomeRow) outcome {
	rd.about = about{id: r.account.raw, customer: fact.None, amount: &r.amount, currency: rd.snap.Company.Currency}
	if why := r.amount.fault(); why != "" {
		return rd.exclude(why, string(r.amount.raw))
	}
	rd.noteAmounts(&r.amount)
	rd.snap.Income = append(rd.snap.Income, fact.Income{Account: rd.intern(&r.account), Amount: r.amount.amount()})
	return used
}
