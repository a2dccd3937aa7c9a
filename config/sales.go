package config

import "time"

// SalesOptions are those of the report "sales".
type SalesOptions struct {
	// WeekStart is the first day of a week.
	WeekStart time.Weekday
	// LargeDiscount is the discount in percent from which a line is an exception.
	LargeDiscount int
	// LargeCredit is the net amount in company currency from which a credit note is
	// an exception.
	LargeCredit int
	// Top is the number of customers shown at the top of the list.
	Top int
}

// weekStarts are the days that a week may begin with.
var weekStarts = map[string]time.Weekday{"monday": time.Monday, "sunday": time.Sunday, "saturday": time.Saturday}

func (v value) sales() SalesOptions {
	o := v.object("keys: week_start, large_discount, large_credit, top")
	defer o.end()
	return SalesOptions{
		WeekStart:     weekStarts[o.get("week_start").choice("monday", "monday", "sunday", "saturday")],
		LargeDiscount: o.get("large_discount").integer(20, 1, 100),
		LargeCredit:   o.get("large_credit").integer(10_000, 1, 1_000_000_000),
		Top:           o.get("top").integer(20, 1, 1000),
	}
}
