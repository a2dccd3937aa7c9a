package sales

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// salespeople lists who sold, collected, has a target or somebody who owes, the
// largest gap of the month first: those without a target follow, nobody is last.
func (b *book) salespeople() []Salesperson {
	var out []Salesperson
	for i, periods := range b.bySeller {
		who := fact.Ref(i) - 1
		standings := b.p.Standing.Salespeople[who]
		if periods == nil {
			periods = new(Activities)
		}
		person := Salesperson{
			Ref: who, Periods: periods, Standings: standings,
			Targets:     b.targets.ofPerson(who, b.spans),
			MonthTarget: b.targets.one(who, b.spans[Month].Whole),
		}
		if person.Periods.idle() && *person.Targets == (Targets{}) && !person.MonthTarget.Set && standings.Now.Overdue == 0 {
			continue
		}
		left := b.spans[Month].WholeWorkdays - b.spans[Month].Workdays
		person.PerDay = perDay(person.MonthTarget.Gap(periods[Month].Net()), left, b.decimals)
		if who.Known() {
			gone := b.s.Salespeople[who].Left
			person.Left = !gone.IsZero() && gone <= b.p.AsOf
		}
		out = append(out, person)
	}
	b.sortSalespeople(out)
	return out
}

func (b *book) sortSalespeople(list []Salesperson) {
	without := func(s *Salesperson) int {
		if s.Targets[Month].Set {
			return 0
		}
		return 1
	}
	slices.SortFunc(list, func(x, y Salesperson) int {
		return cmp.Or(
			noneLast(x.Ref, y.Ref), cmp.Compare(without(&x), without(&y)),
			cmp.Compare(y.Gap(Month), x.Gap(Month)), cmp.Compare(y.Periods[Year].Net(), x.Periods[Year].Net()),
			strings.Compare(b.sellerCode(x.Ref), b.sellerCode(y.Ref)), cmp.Compare(x.Ref, y.Ref),
		)
	})
}

func (b *book) sellerCode(who fact.Ref) string {
	if !who.Known() {
		return ""
	}
	return b.s.Salespeople[who].Code
}
