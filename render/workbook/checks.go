package workbook

import (
	"daybook/extract/fact"
	"daybook/render"
)

// check is one row of a tie-out.
type check = *fact.Check

// checkSide is a column of what one side of each check comes to.
func (b *base) checkSide(id string, width float64, role render.Role, amount func(check) fact.Amount) column[check] {
	return col(id, width, role, func(c check) render.Cell {
		if !c.Supplied {
			return b.unsupplied()
		}
		return money(amount(c))
	})
}

// checkVerdict is the column that says whether each check holds.
func (b *base) checkVerdict(width float64) column[check] {
	return col("verdict", width, render.RoleVerdict, func(c check) render.Cell {
		if !c.Supplied {
			return b.unsupplied()
		}
		return b.verdictCell(c.Passed)
	})
}

// differenceRules mark differences from zero in the checks that were made, which
// stand from a row on: a word in place of a number is not zero either.
func differenceRules(checks fact.Checks, column, first int) []render.Rule {
	var rules []render.Rule
	for i, c := range checks {
		if c.Supplied {
			rules = append(rules, render.Rule{Kind: render.RuleNotZero, Range: ref(column, first+i)})
		}
	}
	return rules
}

// failedLine states both sides of a check that failed, which is called name.
func (b *base) failedLine(name string, c fact.Check) string {
	return b.say("tie_out.failed", "check", name, "left", b.exact(c.Left), "right", b.exact(c.Right), "difference", b.exact(c.Difference()))
}
