package config

import "fmt"

// ReceivablesOptions are those of the report "receivables".
type ReceivablesOptions struct {
	// AgeBy is "due_date" or "posting_date".
	AgeBy string
	// Buckets are the last days of the ageing buckets, rising.
	Buckets []int
	// DSODays is the window of days sales outstanding: 30, 90 or 365.
	DSODays int
	// Concentration is the share of net receivable in percent from which a single
	// customer is an exception.
	Concentration int
	// LargeItems is the number of top debtors and largest items shown.
	LargeItems int
}

func (v value) receivables() ReceivablesOptions {
	o := v.object("receivables.age_by, receivables.buckets, …")
	defer o.end()
	return ReceivablesOptions{
		AgeBy:         o.get("age_by").choice("due_date", "due_date", "posting_date"),
		Buckets:       o.get("buckets").buckets(),
		DSODays:       o.get("dso_days").oneOf(90, 30, 90, 365),
		Concentration: o.get("concentration").integer(10, 1, 100),
		LargeItems:    o.get("large_items").integer(10, 1, 100),
	}
}

func (v value) buckets() []int {
	const allowed = "rising last days of each bucket: [30, 60, 90]"
	out := []int{30, 60, 90}
	if !v.is(kindList, allowed) {
		return out
	}
	if n := len(v.n.items); n < 1 || n > 11 {
		v.refuse(fmt.Sprintf("has %d limits", n), "1 to 11 of them", "")
		return out
	}
	out = nil
	for _, each := range v.list() {
		days := each.integer(-1, 1, 3650)
		switch {
		case days < 0:
		case len(out) > 0 && days <= out[len(out)-1]:
			each.refuse(fmt.Sprintf("%d does not exceed the limit before it, %d", days, out[len(out)-1]), allowed, "put them in rising order")
		default:
			out = append(out, days)
		}
	}
	return out
}
