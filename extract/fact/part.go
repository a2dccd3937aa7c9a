package fact

import "slices"

// Part returns the snapshot of one value: its customers, documents and money, and
// nothing of others. Totals from outside (Control) are about the whole and are
// left out; rows are counted anew.
func (p *Partition) Part(value string) *Snapshot {
	s := p.s
	m := &maker{p: p, value: value, documents: map[Ref]placed{}, receipts: map[Ref]placed{}, customers: map[Ref]Ref{}}
	m.out = &Snapshot{
		Company: s.Company, Source: s.Source, Products: s.Products, Rates: s.Rates, Promotions: s.Promotions,
	}
	m.salespeople()
	for _, c := range p.customers[value] {
		m.customer(c)
	}
	for _, c := range p.documents[value] {
		m.document(c)
	}
	for _, c := range p.receipts[value] {
		m.receipt(c)
	}
	m.corrections()
	for _, c := range p.documents[value] {
		m.details(c)
		m.allocations(c)
	}
	for _, i := range p.money[value] {
		m.betweenMoney(&s.Allocations[i])
	}
	m.orders()
	m.findings()
	m.out.Intake = m.out.counted(s.Intake)
	return m.out
}

// placed is where a row stands in the part, and which cut of it.
type placed struct {
	at Ref
	cut
}

// maker makes one part.
type maker struct {
	p                   *Partition
	value               string
	out                 *Snapshot
	documents, receipts map[Ref]placed
	customers           map[Ref]Ref
	sellers             map[Ref]Ref
}

// salespeople keeps those of the value; a part by customers names whom its
// documents name, and they are few.
func (m *maker) salespeople() {
	m.sellers = map[Ref]Ref{}
	d := m.p.dimension
	for i := range m.p.s.Salespeople {
		who := m.p.s.Salespeople[i]
		if d.Seller != nil && d.Seller(&who) != m.value {
			continue
		}
		m.sellers[Ref(i)] = Ref(len(m.out.Salespeople))
		who.Manager = None
		m.out.Salespeople = append(m.out.Salespeople, who)
	}
	for _, t := range m.p.s.Targets {
		if to, ok := m.sellers[t.Salesperson]; ok && d.Seller != nil {
			t.Salesperson = to
			m.out.Targets = append(m.out.Targets, t)
		}
	}
}

func (m *maker) seller(r Ref) Ref {
	if to, ok := m.sellers[r]; ok {
		return to
	}
	return None
}

// customer places a customer in the part, once. Whose customer it is otherwise is
// nobody's business here: parents and other salespeople are left out.
func (m *maker) customer(r Ref) Ref {
	if !r.Known() {
		return None
	}
	if to, ok := m.customers[r]; ok {
		return to
	}
	to := Ref(len(m.out.Customers))
	m.customers[r] = to
	c := m.p.s.Customers[r]
	c.Salesperson, c.Collector, c.Parent = m.seller(c.Salesperson), m.seller(c.Collector), None
	if m.p.dimension.Seller != nil && len(m.out.Salespeople) == 1 {
		c.Salesperson = 0 // here all is one's own
	}
	if m.p.home(r) != m.value {
		c.Limit, c.HasLimit = 0, false // the limit is for the whole of what it owes
	}
	m.out.Customers = append(m.out.Customers, c)
	return to
}

func (m *maker) document(c cut) {
	d := m.p.s.Documents.At(c.row)
	own, home := d.Currency.Decimals(), m.out.Company.Currency.Decimals()
	d.Customer, d.Salesperson = m.customer(d.Customer), None
	d.Gross, d.Net = c.of(d.Gross, own), c.of(d.Net, own)
	d.Tax = d.Gross.Minus(d.Net)
	d.CompanyGross, d.CompanyNet = c.of(d.CompanyGross, home), c.of(d.CompanyNet, home)
	d.CompanyTax = d.CompanyGross.Minus(d.CompanyNet)
	m.documents[c.row] = placed{Ref(m.out.Documents.Len()), c}
	m.sold(c.row, &d)
	m.out.Documents.Append(d)
}

// sold names who of the part sold a document: one has all of it that is here,
// several have it in the proportion of their shares.
func (m *maker) sold(row Ref, d *Document) {
	var who []Ref
	var parts []Amount
	for _, seller := range m.p.sellers.OfDocument(row) {
		if to, ok := m.sellers[seller.Who]; ok {
			who, parts = append(who, to), append(parts, seller.Part)
		}
	}
	to := Ref(m.out.Documents.Len())
	if len(who) == 0 {
		return
	}
	if len(who) == 1 && (m.p.dimension.Seller != nil || parts[0] == ShareScale) {
		d.Salesperson = who[0]
		return
	}
	if m.p.dimension.Seller != nil {
		parts = Spread(ShareScale*AmountScale, parts, 0)
	}
	for i := range who {
		part := parts[i]
		if m.p.dimension.Seller != nil {
			part /= AmountScale
		}
		m.out.Shares = append(m.out.Shares, Share{Document: to, Salesperson: who[i], Millionths: int32(part)})
	}
}

func (m *maker) receipt(c cut) {
	r := m.p.s.Receipts.At(c.row)
	r.Customer = m.customer(r.Customer)
	r.CompanyAmount = c.of(r.CompanyAmount, m.out.Company.Currency.Decimals())
	r.Amount = c.high.Minus(c.low)
	if c.whole == 0 && r.Currency == m.out.Company.Currency {
		r.CompanyAmount = r.Amount // nothing was received, and yet set against documents
	}
	m.receipts[c.row] = placed{Ref(m.out.Receipts.Len()), c}
	m.out.Receipts.Append(r)
}

// corrections points at the part's own documents, or nowhere.
func (m *maker) corrections() {
	move := func(r Ref) Ref {
		if to, ok := m.documents[r]; ok {
			return to.at
		}
		return None
	}
	for i, d := range m.out.Documents.All() {
		if corrects, revalues := move(d.Corrects), move(d.Revalues); corrects != d.Corrects || revalues != d.Revalues {
			d.Corrects, d.Revalues = corrects, revalues
			m.out.Documents.Set(i, *d)
		}
	}
}

// details are a document's lines, instalments and, where it is not split, shares.
func (m *maker) details(c cut) {
	s, to := m.p.s, m.documents[c.row]
	own, home := s.Documents.Currency(c.row).Decimals(), m.out.Company.Currency.Decimals()
	for _, i := range m.p.slots.of(c.row) {
		slot := s.Instalments[i]
		slot.Document, slot.Amount = to.at, c.of(slot.Amount, own)
		m.out.Instalments = append(m.out.Instalments, slot)
	}
	m.out.Lines.Reasons = s.Lines.Reasons
	for _, i := range m.p.lines.of(c.row) {
		line := s.Lines.at(int(i))
		line.Document = to.at
		line.Quantity = Quantity(c.of(Amount(line.Quantity), amountDecimals))
		line.Net, line.CompanyNet, line.Cost = c.of(line.Net, own), c.of(line.CompanyNet, home), c.of(line.Cost, home)
		m.out.Lines.Append(line)
	}
}

// allocations are those that a document takes, and what it gives to documents of
// others. Both ends of a part move by the same amount; where the ends belong to
// others in other shares, what goes beyond that moves one end alone.
func (m *maker) allocations(c cut) {
	to := m.documents[c.row]
	for _, i := range m.p.taken.of(c.row) {
		m.take(&m.p.s.Allocations[i], to)
	}
	for _, i := range m.p.given.of(c.row) {
		a := &m.p.s.Allocations[i]
		given := c.of(a.FromAmount, m.p.s.Documents.Currency(c.row).Decimals())
		var taken Amount
		if taker, ok := m.documents[a.document()]; ok {
			taken = taker.of(a.FromAmount, m.p.s.Documents.Currency(c.row).Decimals())
		}
		if rest := given.Minus(taken); rest != 0 && a.document().Known() && a.CancelledOn.IsZero() {
			// The giver moves against its taker, whichever way both point.
			against := -m.p.s.Documents.direction(c.row) * m.p.s.Documents.direction(a.To)
			m.alone(a, to.at, against*rest)
		}
	}
}

// take adds an allocation to the document that takes it.
func (m *maker) take(a *Allocation, to placed) {
	own, home := m.p.s.Documents.Currency(to.row).Decimals(), m.out.Company.Currency.Decimals()
	out := *a
	out.To, out.FromReceipt, out.FromDocument = to.at, None, None
	out.Amount, out.FromAmount = to.of(a.Amount, own), to.of(a.FromAmount, own)
	out.CompanyAmount = to.of(a.CompanyAmount, home)
	if !to.all() {
		out.Instalment = 0 // shares and instalments are split apart
	}
	undone := !a.CancelledOn.IsZero()
	switch {
	case a.Kind == AllocExchange: // moves its document only
	case a.FromReceipt.Known():
		r := m.p.s.Receipts.Stake(a.FromReceipt)
		giver, ok := m.receipts[a.FromReceipt]
		if ok = ok && (!undone || giver.all()); ok {
			out.FromReceipt = giver.at
		} else if undone {
			return // the money was never here
		}
		out.within(r.Posted, r.Ceased)
	case a.FromDocument.Known():
		d := m.p.s.Documents.Stake(a.FromDocument)
		giver, ok := m.documents[a.FromDocument]
		if ok {
			out.FromDocument = giver.at
		} else if undone {
			return
		}
		out.within(d.Posted, d.Ceased)
	}
	m.out.Allocations = append(m.out.Allocations, out)
}

// within bounds an allocation by the life of an end that may not be in the part.
func (a *Allocation) within(posted, ceased Date) {
	a.On = max(a.On, posted)
	if !ceased.IsZero() && (a.CancelledOn.IsZero() || ceased < a.CancelledOn) {
		a.CancelledOn = ceased
	}
}

// alone moves one end without another: what a credit of this part gave to
// documents of others.
func (m *maker) alone(a *Allocation, to Ref, amount Amount) {
	out := Allocation{
		FromReceipt: None, FromDocument: None, To: to, On: a.On,
		Kind: AllocCredit, Amount: amount, FromAmount: amount, Inferred: a.Inferred,
	}
	if a.HasCompany && a.FromAmount != 0 {
		out.HasCompany, out.CompanyAmount = true, a.CompanyAmount.Share(amount, a.FromAmount, m.out.Company.Currency.Decimals())
	}
	taker := m.p.s.Documents.Stake(a.To)
	out.within(taker.Posted, taker.Ceased)
	m.out.Allocations = append(m.out.Allocations, out)
}

// orders and quotations follow their own salesperson, else their customer;
// deliveries their order, else their customer. What a quotation became may be
// another's order, and is left out then.
func (m *maker) orders() {
	places := map[Ref]Ref{}
	for _, r := range m.p.orders[m.value] {
		o := m.p.s.Orders.At(r)
		places[r] = Ref(m.out.Orders.Len())
		o.Customer, o.Salesperson = m.customer(o.Customer), m.seller(o.Salesperson)
		m.out.Orders.Append(o)
	}
	for _, r := range m.p.deliveries[m.value] {
		d := m.p.s.Deliveries[r]
		if d.Order.Known() {
			d.Order = places[d.Order]
		}
		d.Customer = m.customer(d.Customer)
		m.out.Deliveries = append(m.out.Deliveries, d)
	}
	for _, r := range m.p.quotations[m.value] {
		q := m.p.s.Quotations.At(r)
		if place, own := places[q.Order]; own {
			q.Order = place
		} else {
			q.Order = None
		}
		q.Customer, q.Salesperson = m.customer(q.Customer), m.seller(q.Salesperson)
		m.out.Quotations.Append(q)
	}
}

// findings are those about the part's own rows, and about rows of its customers
// that are in nobody's figures.
func (m *maker) findings() {
	own := map[string]bool{}
	for i := range Ref(m.out.Documents.Len()) {
		own[m.out.Documents.Number(i)] = true
	}
	for i := range Ref(m.out.Receipts.Len()) {
		own[m.out.Receipts.Number(i)] = true
	}
	for _, f := range m.p.findings[m.value] {
		if f.Treatment == Excluded || own[f.Row] {
			m.out.Findings = append(m.out.Findings, f)
		}
	}
}

// counted counts the rows of a part: what it holds, and what of its customers was
// excluded or assumed.
func (s *Snapshot) counted(whole []Intake) []Intake {
	used := map[string]int{
		"customers": len(s.Customers), "documents": s.Documents.Len(), "instalments": len(s.Instalments),
		"lines": s.Lines.Len(), "receipts": s.Receipts.Len(), "allocations": len(s.Allocations), "orders": s.Orders.Len(), "deliveries": len(s.Deliveries),
		"quotations": s.Quotations.Len(),
	}
	facts := slices.DeleteFunc(slices.Clone(whole), func(in Intake) bool { _, ok := used[in.Fact]; return !ok })
	for i, in := range facts {
		count := Intake{Fact: in.Fact, Read: used[in.Fact], Used: used[in.Fact]}
		for _, f := range s.Findings {
			switch {
			case f.Fact != in.Fact:
			case f.Treatment == Excluded:
				count.Excluded += f.Rows()
				count.Read += f.Rows()
			case f.Treatment == Assumed:
				count.Assumed += f.Rows()
			}
		}
		facts[i] = count
	}
	return facts
}
