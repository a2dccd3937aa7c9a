package sales

import (
	"cmp"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// customers lists everybody who bought, ordered or paid in any period or was ever
// invoiced, most sales of the year first.
func (b *book) customers() []Customer {
	var out []Customer
	for i, periods := range b.byCustomer {
		if periods == nil && len(b.purchases[i].days) == 0 {
			continue
		}
		if periods == nil {
			periods = new(Activities)
		}
		c := Customer{Ref: fact.Ref(i) - 1, Periods: periods}
		if days := b.purchases[i].days; len(days) > 0 {
			c.First, c.Last, c.Purchases = days[0], days[len(days)-1], len(days)
			c.Silent = b.p.AsOf.Days(c.Last)
			c.Older = b.purchases[i].brought
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(x, y Customer) int {
		return cmp.Or(
			cmp.Compare(y.Periods[Year].Net(), x.Periods[Year].Net()),
			cmp.Compare(y.Periods[TwelveMonths].Net(), x.Periods[TwelveMonths].Net()),
			strings.Compare(b.customerCode(x.Ref), b.customerCode(y.Ref)), cmp.Compare(x.Ref, y.Ref),
		)
	})
	b.judge(out)
	b.score(out)
	b.classify(out)
	return out
}

func (b *book) customerCode(c fact.Ref) string {
	if !c.Known() {
		return ""
	}
	return b.s.Customers[c].Code
}

func (b *book) classify(customers []Customer) {
	net := make([]fact.Amount, len(customers))
	for i := range customers {
		net[i] = customers[i].Periods[TwelveMonths].Net()
	}
	byClass, parts := classes(net), shares(net)
	for i := range customers {
		customers[i].Class, customers[i].Share = byClass[i], parts[i]
	}
}

// rankings pick who is worth a look. The list comes sorted by sales of the year.
func rankings(customers []Customer, p Params) Rankings {
	r := Rankings{
		FourWeeks: moves(customers, FourWeeks, PreviousFourWeeks, p.Top),
		Year:      moves(customers, Year, YearLastYear, p.Top),
	}
	for i := range customers {
		c := &customers[i]
		if len(r.Top) < p.Top && c.Periods[Year].Net() > 0 {
			r.Top = append(r.Top, c)
		}
		if c.State == Slipping || c.State == Lapsed {
			r.Lapsing = append(r.Lapsing, c)
		}
	}
	// Who is silent too long and brought most comes first.
	slices.SortStableFunc(r.Lapsing, func(x, y *Customer) int {
		return cmp.Compare(y.Periods[TwelveMonths].Net(), x.Periods[TwelveMonths].Net())
	})
	return r
}

// moves are the largest gains and losses between two periods.
func moves(customers []Customer, now, base PeriodID, n int) Moves {
	var all []Move
	for i := range customers {
		c := &customers[i]
		m := Move{Customer: c, Now: c.Periods[now].Net(), Base: c.Periods[base].Net()}
		m.Change = m.Now.Minus(m.Base)
		all = append(all, m)
	}
	slices.SortStableFunc(all, func(x, y Move) int { return cmp.Compare(y.Change, x.Change) })
	var out Moves
	for i := 0; i < len(all) && len(out.Gainers) < n && all[i].Change > 0; i++ {
		out.Gainers = append(out.Gainers, all[i])
	}
	for i := len(all) - 1; i >= 0 && len(out.Losers) < n && all[i].Change < 0; i-- {
		out.Losers = append(out.Losers, all[i])
	}
	return out
}

// NewIn lists the customers whose first invoice fell into a period of the
// result, the largest of the year first. Who came with an opening balance is not
// new.
func (r *Result) NewIn(id PeriodID) []*Customer {
	var out []*Customer
	for i := range r.Customers {
		if c := &r.Customers[i]; !c.Older && r.Spans[id].Contains(c.First) {
			out = append(out, c)
		}
	}
	return out
}

// areas split the customers by region and by group.
func (b *book) areas(customers []Customer) (regions, groups []Area) {
	byRegion, byGroup := map[string]*Area{}, map[string]*Area{}
	for i := range customers {
		c := &customers[i]
		var region string
		if c.Ref.Known() {
			region = strings.TrimSpace(b.s.Customers[c.Ref].Region)
		}
		addArea(byRegion, region, c)
		addArea(byGroup, b.groupOf(c.Ref), c)
	}
	return sortedAreas(byRegion), sortedAreas(byGroup)
}

func addArea(list map[string]*Area, name string, c *Customer) {
	area := list[name]
	if area == nil {
		area = &Area{Name: name, Periods: new(Activities)}
		list[name] = area
	}
	area.Periods.add(c.Periods)
	for id := range c.Periods {
		if a := &c.Periods[id]; a.Gross != 0 || a.Returns != 0 {
			area.Customers[id]++
		}
	}
}

// sortedAreas lists those with any activity, most sales of the year first and the
// nameless last.
func sortedAreas(list map[string]*Area) []Area {
	var out []Area
	for _, area := range list {
		if !area.Periods.idle() {
			out = append(out, *area)
		}
	}
	slices.SortFunc(out, func(x, y Area) int {
		return cmp.Or(
			namelessLast(x.Name, y.Name), cmp.Compare(y.Periods[Year].Net(), x.Periods[Year].Net()), strings.Compare(x.Name, y.Name),
		)
	})
	return out
}

func namelessLast(x, y string) int {
	switch {
	case x == "" && y != "":
		return 1
	case x != "" && y == "":
		return -1
	}
	return 0
}
