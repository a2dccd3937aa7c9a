package receivables

import "daybook/extract/fact"

// Standing is what one salesperson's customers, or all, owe at the end of a day.
type Standing struct {
	Net, Overdue fact.Amount
	DSO          Measure
}

// Standings say what is owed at the end of several days.
type Standings struct {
	Company map[fact.Date]Standing
	// Salespeople is by reference into Snapshot.Salespeople, None for nobody's.
	// Each day's sum to the company's: shared documents are spread to the cent.
	Salespeople map[fact.Ref]map[fact.Date]Standing
	// OverLimit is what customers owe above their limit on the last of the days.
	OverLimit map[fact.Ref]fact.Amount
}

// StandingsOn computes the standings of the days in one pass over the history.
func StandingsOn(s *fact.Snapshot, days []fact.Date, p Params) (out Standings, err error) {
	defer fact.CatchOverflow(&err)
	p = p.withDefaults()
	b := NewBook(s)
	b.owedOnly = true
	out = Standings{Company: map[fact.Date]Standing{}, Salespeople: map[fact.Ref]map[fact.Date]Standing{}}
	billed := b.billedBySeller(days, p)
	b.walk(days, nil, func(day fact.Date, st *state) {
		out.OverLimit = map[fact.Ref]fact.Amount{}
		for c, net := range st.net {
			if over := overLimit(&s.Customers[c], net); over > 0 {
				out.OverLimit[fact.Ref(c)] = over
			}
		}
		b.standOn(&out, day, st, billed, p)
	})
	return out, nil
}

// standOn adds the standings of one day.
func (b *Book) standOn(out *Standings, day fact.Date, st *state, billed map[sellerDay]fact.Amount, p Params) {
	var whole Standing
	parts := map[fact.Ref]Standing{}
	b.eachOpen(st, func(o *openItem) {
		late := b.place(o, day, &p).pastDue()
		whole.add(o.company, late)
		sellers := b.sellersOf(o.end)
		for n, amount := range fact.SpreadSellers(o.company, sellers, b.decimals) {
			part := parts[sellers[n].Who]
			part.add(amount, late)
			parts[sellers[n].Who] = part
		}
	})
	whole.DSO = b.dso(whole.Net, day, p)
	out.Company[day] = whole
	length := window(day, p.DSOMonths).Days()
	for who, part := range parts {
		part.DSO = daysOf(part.Net, billed[sellerDay{who, day}], length)
		if out.Salespeople[who] == nil {
			out.Salespeople[who] = map[fact.Date]Standing{}
		}
		out.Salespeople[who][day] = part
	}
}

func (s *Standing) add(amount fact.Amount, late bool) {
	s.Net = s.Net.Plus(amount)
	if late {
		s.Overdue = s.Overdue.Plus(amount)
	}
}

type sellerDay struct {
	who fact.Ref
	day fact.Date
}

// billedBySeller sums, for each day, each salesperson's billing gross of tax in
// the window of DSO.
func (b *Book) billedBySeller(days []fact.Date, p Params) map[sellerDay]fact.Amount {
	out := map[sellerDay]fact.Amount{}
	windows := make([]fact.Period, len(days))
	for n, day := range days {
		windows[n] = window(day, p.DSOMonths)
	}
	b.eachBilling(func(i int32, on fact.Date, gross, _ fact.Amount) {
		for n, day := range days {
			if !windows[n].Contains(on) {
				continue
			}
			sellers := b.sellersOf(i)
			for n, part := range fact.SpreadSellers(gross, sellers, b.decimals) {
				key := sellerDay{sellers[n].Who, day}
				out[key] = out[key].Plus(part)
			}
		}
	})
	return out
}
