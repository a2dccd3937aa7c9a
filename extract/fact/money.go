package fact

// placeMoney gives allocations between receipts to the values of their customers,
// where what is not set against documents stays.
func (p *Partition) placeMoney() {
	p.money = map[string][]int32{}
	for i := range p.s.Allocations {
		a := &p.s.Allocations[i]
		if !a.ToMoney || !a.To.Known() {
			continue
		}
		taker := p.home(p.s.Receipts.Customer(a.To))
		p.money[taker] = append(p.money[taker], int32(i))
		if !a.FromReceipt.Known() {
			continue
		}
		if giver := p.home(p.s.Receipts.Customer(a.FromReceipt)); giver != taker {
			p.money[giver] = append(p.money[giver], int32(i))
		}
	}
}

// betweenMoney adds an allocation between receipts. Where only one of them is the
// value's, it moves that one alone. What is left of a receipt may point the other
// way than the whole, which the amounts make up for.
func (m *maker) betweenMoney(a *Allocation) {
	out := *a
	out.FromReceipt, out.FromDocument = None, None
	toward := m.p.s.Receipts.direction(a.To)
	taker, ours := m.atHome(a.To)
	giver, gives := m.atHome(a.FromReceipt)
	var turn Amount
	switch {
	case ours:
		out.To, turn = taker, toward*m.out.Receipts.direction(taker)
		switch {
		case a.Kind == AllocExchange: // moves its taker only
		case gives:
			out.FromReceipt = giver
		default:
			m.bound(&out, a.FromReceipt)
		}
	case gives && a.Kind != AllocExchange:
		out.To, turn, out.Amount = giver, -toward*m.out.Receipts.direction(giver), a.FromAmount
		m.bound(&out, a.To)
	default:
		return
	}
	out.Amount, out.FromAmount, out.CompanyAmount = turn*out.Amount, turn*out.FromAmount, turn*out.CompanyAmount
	m.out.Allocations = append(m.out.Allocations, out)
}

// atHome is the place of a receipt of one of the value's customers. One that is
// wholly set against documents of others is placed with nothing left.
func (m *maker) atHome(r Ref) (Ref, bool) {
	if !r.Known() || m.p.home(m.p.s.Receipts.Customer(r)) != m.value {
		return None, false
	}
	if _, ok := m.receipts[r]; !ok {
		m.receipt(cut{row: r, whole: m.p.s.Receipts.At(r).Amount})
	}
	return m.receipts[r].at, true
}

func (m *maker) bound(a *Allocation, end Ref) {
	if end.Known() {
		r := m.p.s.Receipts.Stake(end)
		a.within(r.Posted, r.Ceased)
	}
}
