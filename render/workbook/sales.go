package workbook

import (
	"slices"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

// The stable ids of the sheets that only the weekly workbook has.
const (
	SheetScorecard   = "scorecard"
	SheetSalespeople = "salespeople"
	SheetCustomers   = "customers"
	SheetProducts    = "products"
	SheetRegions     = "regions"
	SheetQuotations  = "quotations"
	SheetTrend       = "trend"
	SheetExceptions  = "exceptions"
)

// weekSheets are the sheets of the weekly workbook in their order.
var weekSheets = []part[*week]{
	{SheetScorecard, (*week).scorecard},
	{SheetSalespeople, (*week).salespeople},
	{SheetCustomers, (*week).customers},
	{SheetProducts, (*week).products},
	{SheetRegions, (*week).regions},
	{SheetQuotations, (*week).quotations},
	{SheetTrend, (*week).trend},
	{SheetExceptions, (*week).exceptions},
	{SheetData, (*week).data},
	{SheetNotes, (*week).notes},
}

// Sales lays the weekly sales report out. The document reads from s and r while
// it is written, so neither may change before that.
func Sales(s *fact.Snapshot, r *sales.Result, l *locale.Locale, o Options) *render.Document {
	w := newWeek(s, r, l, o)
	d := assemble(w.base, w, w.sheets(), w.brief)
	d.Subject = w.say("sales.subject")
	d.Footer = l.Join(locale.Cut(s.Company.Name, 60), w.weekName(r.Spans[sales.Week]))
	return d
}

// sheets are those of a source: one without quotations has no sheet of them.
func (w *week) sheets() []part[*week] {
	if w.r.Quotations != nil {
		return weekSheets
	}
	return slices.DeleteFunc(slices.Clone(weekSheets), func(p part[*week]) bool { return p.id == SheetQuotations })
}

// week is the weekly report being laid out.
type week struct {
	*base
	r     *sales.Result
	first fact.Date // the first day that anything happened
	// lone says that the report is of one salesperson: there is nobody to be
	// ranked against.
	lone bool
	// bought are the customers with a row on Customers.
	bought map[fact.Ref]bool
	brief  render.Brief
}

func newWeek(s *fact.Snapshot, r *sales.Result, l *locale.Locale, o Options) *week {
	w := &week{
		base: newBase(s, l, o, r.Params.AsOf, SheetScorecard), r: r, first: firstDay(s),
		lone:   len(s.Salespeople) == 1,
		bought: make(map[fact.Ref]bool, len(r.Customers)),
	}
	for i := range r.Customers {
		w.bought[r.Customers[i].Ref] = true
	}
	w.scale = l.Scale(w.peak())
	w.brief = w.buildBrief()
	return w
}

// peak is the largest amount that the Scorecard states. The year before counts
// too, lest the unit change whenever a figure passes a limit.
func (w *week) peak() fact.Amount {
	peak := w.r.Outlook.Target.Amount.Abs()
	for i := range w.r.Months {
		peak = max(peak, w.r.Months[i].Now.Net().Abs(), w.r.Months[i].Now.Orders.Abs(), w.r.Months[i].Now.Cash.Abs())
	}
	for _, s := range []sales.Receivable{w.r.Params.Standing.Company.Now, w.r.Params.Standing.Company.LastYear} {
		peak = max(peak, s.Overdue.Abs())
	}
	return max(peak, w.r.Total[sales.Month].Net().Abs())
}

// span is a period of the report.
func (w *week) span(id sales.PeriodID) sales.Span { return w.r.Spans[id] }

// kept says whether the source's history reaches back to the start of a period.
func (w *week) kept(id sales.PeriodID) bool { return w.reaches(w.span(id)) }

func (w *week) reaches(s sales.Span) bool { return !w.first.IsZero() && w.first <= s.From }

// net is net sales of a period.
func (w *week) net(id sales.PeriodID) fact.Amount { return w.r.Total[id].Net() }

// seller names a salesperson, or says that there is none. Who has left is marked.
func (w *week) seller(s *sales.Salesperson) string {
	name := w.person(s.Ref)
	switch {
	case name == "" && !s.Ref.Known():
		return w.say("none.salespeople")
	case name == "":
		name = w.s.Salespeople[s.Ref].Code
	}
	if s.Left {
		return w.say("sales.left", "name", name)
	}
	return name
}

// product returns a product, and one without a name for [fact.None].
func (w *week) product(r fact.Ref) *fact.Product {
	if !r.Known() || int(r) >= len(w.s.Products) {
		return &fact.Product{Name: w.say("none.products")}
	}
	return &w.s.Products[r]
}

// buyer names a customer, or says that there is none.
func (w *week) buyer(r fact.Ref) string {
	if n := name(w.customer(r)); n != "" {
		return n
	}
	return w.say("none.customers")
}

// cutBuyer is a customer's name as far as it fits.
func (w *week) cutBuyer(r fact.Ref, columns int) string { return locale.Cut(w.buyer(r), columns) }

// customerLink leads to a customer's row on Customers, where it has one.
func (w *week) customerLink(r fact.Ref) render.Link {
	if code := w.customer(r).Code; code != "" && w.bought[r] {
		return render.Link{Sheet: SheetCustomers, List: listBuyers, Key: code}
	}
	return render.Link{}
}
