package config

// InvoicesOptions are those of the report "invoices".
type InvoicesOptions struct {
	// Span is how far back from the as-of date the register reaches: to the beginning
	// of its "month", "quarter" or "year" of the calendar, or for "all" to the first
	// document.
	Span string
}

var spans = []string{"month", "quarter", "year", "all"}

func (v value) invoices() InvoicesOptions {
	o := v.object("keys: span")
	defer o.end()
	return InvoicesOptions{Span: o.get("span").choice("month", spans...)}
}

// unparted are the reports that go to recipients of everything only: what passes
// through them row by row is not parted.
var unparted = []string{"invoices"}
