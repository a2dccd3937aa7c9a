package sales

import (
	"daybook/extract/fact"
)

// book adds facts up by day, customer, salesperson and product.
type book struct {
	s       *fact.Snapshot
	p       Params
	cal     calendar
	spans   [PeriodCount]Span
	since   fact.Date // the first sale; none where there is none
	masks   masks
	sellers *fact.Sellers
	targets targets

	moves []move  // by document
	lines []Sales // by document, what its lines come to
	lined []bool  // by document, whether it has any

	days       []Activity // from masks.first
	bySeller   []*Activities
	byCustomer []*Activities
	byProduct  []*ProductPeriods
	notOnLines *ProductPeriods
	exceptions []Exception
	findings   []fact.Finding
	rates      []fact.DailyRate // by currency and day
	decimals   int              // of the company currency
	purchases  []purchases
}

// move says when a document counts, and how its lines are read.
type move struct {
	plus, minus     mask // periods of its posting and of its cancelling
	counts          bool
	credit, foreign bool
}

func newBook(s *fact.Snapshot, p Params) *book {
	b := &book{
		s: s, p: p, cal: calendar{*p.WeekStart, s.Company.FiscalYearStart},
		sellers: fact.NewSellers(s), rates: sortedRates(s), decimals: s.Company.Currency.Decimals(),
		moves: make([]move, s.Documents.Len()), lines: make([]Sales, s.Documents.Len()), lined: make([]bool, s.Documents.Len()),
		bySeller: make([]*Activities, len(s.Salespeople)+1), byCustomer: make([]*Activities, len(s.Customers)+1),
		byProduct: make([]*ProductPeriods, len(s.Products)+1), notOnLines: new(ProductPeriods),
	}
	b.since = firstSale(s, p.AsOf)
	b.spans = b.cal.spans(p.AsOf)
	for id := range b.spans {
		b.spans[id] = b.dated(b.spans[id])
	}
	first := b.firstDay()
	b.masks = newMasks(b.spans, first, p.AsOf)
	b.days = make([]Activity, p.AsOf.Days(first)+1)
	b.targets = newTargets(s, b.cal)
	for i, d := range s.Documents.All() {
		b.moves[i] = b.moveOf(d)
	}
	b.purchases = b.collectPurchases()
	return b
}

// firstSale is the day on which the books begin.
func firstSale(s *fact.Snapshot, asOf fact.Date) (since fact.Date) {
	for _, d := range s.Documents.All() {
		if d.Kind.Sale() && d.Posted <= asOf && (since.IsZero() || d.Posted < since) {
			since = d.Posted
		}
	}
	return since
}

// dated says whether a span lies before the books.
func (b *book) dated(s Span) Span {
	s.BeforeBooks = s.Until <= b.since
	return s
}

// firstDay is the first that any figure looks at: the trends compare with a year
// before.
func (b *book) firstDay() fact.Date {
	week := b.spans[Week].From.AddDays(-7*(b.p.Weeks-1) - yearOfWeeks)
	first := min(week, b.p.AsOf.MonthStart().AddMonths(-(b.p.Months-1)-12))
	for _, span := range b.spans {
		first = min(first, span.From)
	}
	return first
}

func (b *book) moveOf(d *fact.Document) move {
	if !d.Kind.Sale() || !d.CancelledOn.IsZero() && d.CancelledOn <= d.Posted {
		return move{}
	}
	return move{
		plus: b.masks.at(d.Posted), minus: b.masks.at(d.CancelledOn),
		counts: b.day(d.Posted) != nil || b.day(d.CancelledOn) != nil,
		credit: d.Kind == fact.CreditNote, foreign: d.Currency != b.s.Company.Currency,
	}
}

// day is the sums of a day, nil of one that no figure looks at.
func (b *book) day(d fact.Date) *Activity {
	i := d.Days(b.masks.first)
	if i < 0 || i >= len(b.days) {
		return nil
	}
	return &b.days[i]
}

// in sums the days of a period.
func (b *book) in(p fact.Period) Activity {
	var sum Activity
	for d := p.From; d < p.Until; d++ {
		if day := b.day(d); day != nil {
			sum.add(day)
		}
	}
	return sum
}

// total is every period summed by day: another road than by customer, by
// salesperson or by product.
func (b *book) total() *Activities {
	var out Activities
	for id, span := range b.spans {
		out[id] = b.in(span.Period)
	}
	return &out
}

// addLines reads every line once.
func (b *book) addLines() {
	for line := range b.s.Lines.All() {
		if !line.Document.Known() || !b.moves[line.Document].counts {
			continue
		}
		m := b.moves[line.Document]
		sales := b.lineSales(line, m)
		b.lines[line.Document].add(&sales)
		b.lined[line.Document] = true
		product := ProductSales{sales, line.Quantity}
		if m.credit {
			product.Quantity = -line.Quantity
		}
		b.product(line.Product).post(&product, m)
		if m.inWeek() {
			b.inspectLine(line, &sales)
		}
	}
}

// inWeek says whether a document was posted in the week and still counts.
func (m move) inWeek() bool { return m.plus&(1<<Week) != 0 && m.minus&(1<<Week) == 0 }

// lineSales is a line with its sign.
func (b *book) lineSales(l *fact.Line, m move) Sales {
	var s Sales
	sign := fact.Amount(1)
	if m.credit {
		sign, s.Returns = -1, l.CompanyNet
	} else {
		s.Gross = l.CompanyNet
	}
	if cost, known := b.cost(l); known {
		s.Costed, s.Cost = sign*l.CompanyNet, sign*cost
	}
	if list, known := b.list(l, m); known {
		s.Listed, s.List = sign*l.CompanyNet, sign*list
	}
	return s
}

// cost is the line's own, else the product's standard cost.
func (b *book) cost(l *fact.Line) (fact.Amount, bool) {
	if l.HasCost {
		return l.Cost, true
	}
	if !l.Product.Known() || !b.s.Products[l.Product].HasCost {
		return 0, false
	}
	return b.s.Products[l.Product].StandardCost.Times(l.Quantity), true
}

// list is what a line comes to at its list price, in company currency at the rate
// that its document was booked at.
func (b *book) list(l *fact.Line, m move) (fact.Amount, bool) {
	if !l.HasListPrice {
		return 0, false
	}
	list := l.ListPrice.Times(l.Quantity)
	if !m.foreign {
		return list, true
	}
	d := b.s.Documents.At(l.Document)
	if d.Net != 0 {
		return d.CompanyNet.Share(list, d.Net, b.decimals), true
	}
	list, err := d.Rate.Convert(list, b.decimals)
	return list, err == nil
}

// addDocuments reads every document once. What its lines do not explain is not
// on lines; where it has none, it is of no product.
func (b *book) addDocuments() {
	for i, d := range b.s.Documents.All() {
		m := b.moves[i]
		if !m.counts {
			continue
		}
		a := Activity{Sales: b.lines[i]}
		a.Gross, a.Returns = d.CompanyNet, 0
		if m.credit {
			a.Gross, a.Returns = 0, d.CompanyNet
		}
		rest := ProductSales{Sales: Sales{Gross: a.Gross.Minus(b.lines[i].Gross), Returns: a.Returns.Minus(b.lines[i].Returns)}}
		if b.lined[i] {
			b.notOnLines.post(&rest, m)
		} else {
			b.product(fact.None).post(&rest, m)
		}
		sellers := b.sellers.OfDocument(i)
		b.post(a, d.Customer, sellers, d.Posted, d.CancelledOn)
		if m.inWeek() {
			b.inspectDocument(i)
		}
	}
}
