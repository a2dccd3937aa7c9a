package workbook

import (
	"daybook/extract/fact"
	"daybook/render"
)

// tieOut states every identity of the report with both sides in full.
func (b *book) tieOut() render.Sheet {
	columns := b.checkColumns()
	paper := printed(columns)
	first := 5 + 1
	list := table(b.base, "checks", first-1, columns, pointers(b.r.Checks))
	list.Height = 20
	end := first + max(list.Count, 1)

	sheet := b.frame(SheetTieOut, paper, b.say("subtitle.tie_out", "currency", string(b.currency), "tolerance", b.exact(b.r.Params.Tolerance)))
	verdict := render.Cell{Value: render.Text(b.brief.Verdict), Role: render.RoleFinding, Tone: render.ToneBetter}
	if b.r.Checks.Failed() {
		verdict.Tone = render.ToneWorse
	}
	sheet.Cells = append(sheet.Cells, render.Placed{Row: 3, Column: 1, Cell: verdict})
	sheet.Heights[3] = 22
	remedies := b.remedies()
	for i, key := range remedies {
		role := render.RoleNote
		if i == 0 {
			role = render.RoleSection
		}
		row := end + 1 + i
		sheet.Cells = append(sheet.Cells, render.Placed{Row: row, Column: 1, Across: paper, Cell: render.Cell{Value: render.Text(b.say(key)), Role: role}})
		sheet.Heights[row] = noteHeight(b.say(key), sumWidths(widths(list)))
	}
	sheet.Lists, sheet.Columns = []render.List{list}, widths(list)
	sheet.Rules = differenceRules(b.r.Checks, differenceColumn, first)
	sheet.FreezeRow = first
	sheet.Print = render.Print{Area: area(paper, end+len(remedies)), OnePage: true}
	return sheet
}

// remedies are what to do where a check fails: among it, why this ERP's own total is
// known to differ.
func (b *book) remedies() []string {
	keys := []string{"tie_out.remedy.title", "tie_out.remedy.inside", "tie_out.remedy.erp"}
	for _, why := range b.s.Source.Known {
		keys = append(keys, "known."+string(why))
	}
	return append(keys, "tie_out.remedy.ledger")
}

// differenceColumn is where checkColumns puts the difference.
const differenceColumn = 6

func (b *book) checkColumns() []column[check] {
	side := func(side string) func(check) render.Cell {
		return func(c check) render.Cell {
			text := b.say("check."+c.ID+"."+side, "account", b.account(*c), "n", b.r.Now.Customers)
			return render.Cell{Value: render.Text(text), Indent: side == "right"}
		}
	}
	return []column[check]{
		col("check", 30, render.RoleBody, func(c check) render.Cell {
			return render.Cell{Value: render.Text(b.say("check." + c.ID + ".name")), Strong: true}
		}),
		col("left_text", 30, render.RoleBody, side("left")),
		col("left", 18, render.RoleMoney, func(c check) render.Cell { return money(c.Left) }),
		col("right_text", 48, render.RoleBody, side("right")),
		b.checkSide("right", 18, render.RoleMoney, func(c check) fact.Amount { return c.Right }),
		b.checkSide("difference", 15, render.RoleCheck, check.Difference),
		b.checkVerdict(14),
	}
}
