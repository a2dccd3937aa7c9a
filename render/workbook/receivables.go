package workbook

import (
	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
)

// Options are what the operator chose about the workbook.
type Options struct {
	// Pages are those of the ERP that numbers and codes lead to.
	Pages Pages
	// Demo is a notice that stands beside the company's name, such as that it is
	// made up; empty shows none.
	Demo string
}

// The sheets' stable ids, which links name.
const (
	SheetSummary  = "summary"
	SheetAgeing   = "ageing"
	SheetGroups   = "groups"
	SheetItems    = "items"
	SheetMovement = "movement"
	SheetSpeed    = "speed"
	SheetTieOut   = "tie_out"
	SheetData     = "data"
	SheetNotes    = "notes"
)

// sheets are the sheets of the daily workbook in their order.
var sheets = []part[*book]{
	{SheetSummary, (*book).summary},
	{SheetAgeing, (*book).ageing},
	{SheetGroups, (*book).groups},
	{SheetItems, (*book).items},
	{SheetMovement, (*book).movement},
	{SheetSpeed, (*book).speed},
	{SheetTieOut, (*book).tieOut},
	{SheetData, (*book).data},
	{SheetNotes, (*book).notes},
}

// Receivables lays the daily receivables report out. The document reads from s
// and r while it is written, so neither may change before that.
func Receivables(s *fact.Snapshot, r *receivables.Result, l *locale.Locale, o Options) *render.Document {
	b := newBook(s, r, l, o)
	d := assemble(b.base, b, sheets, b.brief)
	d.Subject = b.say("subject")
	return d
}

// book is the daily report being laid out.
type book struct {
	*base
	r     *receivables.Result
	first fact.Date // the first day that anything happened
	// aged and open are the customers with a row on Ageing and on Open items.
	aged, open map[fact.Ref]bool
	brief      render.Brief
}

func newBook(s *fact.Snapshot, r *receivables.Result, l *locale.Locale, o Options) *book {
	b := &book{
		base: newBase(s, l, o, r.Params.AsOf, SheetSummary), r: r, first: firstDay(s),
		aged: make(map[fact.Ref]bool, len(r.Customers)), open: make(map[fact.Ref]bool, len(r.Customers)),
	}
	for i := range r.Customers {
		b.aged[r.Customers[i].Ref] = true
	}
	for i := range r.Items {
		b.open[r.Items[i].Customer] = true
	}
	b.scale = l.Scale(b.peak())
	b.brief = b.buildBrief()
	return b
}

// peak is the largest amount that the Summary states. The year before counts
// too, lest the unit change whenever a figure passes a limit.
func (b *book) peak() fact.Amount {
	peak := fact.Amount(0)
	for _, f := range append([]receivables.Figures{b.r.Now, b.r.Previous, b.r.MonthEnd, b.r.LastYear}, b.r.History...) {
		peak = max(peak, f.OnInvoices.Abs(), f.Net.Abs())
	}
	return peak
}

// firstDay is the earliest day of any document or receipt.
func firstDay(s *fact.Snapshot) fact.Date {
	var first fact.Date
	earlier := func(d fact.Date) {
		if !d.IsZero() && (first.IsZero() || d < first) {
			first = d
		}
	}
	for i := range fact.Ref(s.Documents.Len()) {
		earlier(s.Documents.Stake(i).Posted)
	}
	for i := range fact.Ref(s.Receipts.Len()) {
		earlier(s.Receipts.Stake(i).Posted)
	}
	return first
}

// kept says whether the source's history reaches back to the day.
func (b *book) kept(d fact.Date) bool { return !b.first.IsZero() && d >= b.first }

// bucket names a class of age in full: "Not due", "1–30 days", "Over 90 days".
func (b *book) bucket(i int) string { return b.bucketWord("bucket", i) }

// bucketShort is the name under an axis or in a narrow column: "1–30".
func (b *book) bucketShort(i int) string { return b.bucketWord("bucket.short", i) }

func (b *book) bucketWord(key string, i int) string {
	if i < 0 || i >= len(b.r.Buckets) {
		return ""
	}
	switch k := b.r.Buckets[i]; {
	case k.To < 0:
		return b.say(key+".over", "days", k.From-1)
	case k.Code == "not_due":
		return b.say(key + ".not_due")
	default:
		return b.say(key+".range", "from", k.From, "to", k.To)
	}
}

// overdueFrom is the index of the first bucket that is overdue: all are where
// items age from their posting date.
func (b *book) overdueFrom() int {
	if b.r.Params.AgeBy == receivables.ByDueDate {
		return 1
	}
	return 0
}

// last is the index of the oldest bucket.
func (b *book) last() int { return len(b.r.Buckets) - 1 }

// oldest is the amount in the oldest bucket.
func (b *book) oldest(f receivables.Figures) fact.Amount { return at(f.Aging, b.last()) }

// at is element i, or the zero value where there is none: an empty balance has
// no ageing at all.
func at[T any](s []T, i int) T {
	var zero T
	if i < 0 || i >= len(s) {
		return zero
	}
	return s[i]
}
