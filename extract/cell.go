package extract

import (
	"bytes"
	"time"

	"daybook/extract/fact"
)

// cell is one value of the row at hand, decoded from the bytes of the wire. Its
// zero value is NULL. The bytes are valid until the next row.
type cell interface {
	kind() Kind
	set(raw []byte, z zones)
}

// zones says how the times of one column become days: they stand in from, and
// the day counts in to. Where from is nil nothing is converted.
type zones struct{ from, to *time.Location }

// text is any text.
type text struct{ raw []byte }

func (*text) kind() Kind                { return Text }
func (c *text) set(raw []byte, _ zones) { c.raw = raw }
func (c *text) null() bool              { return len(c.raw) == 0 }
func (c *text) string() string          { return string(c.raw) }

// or returns the text, or that of another cell where it is NULL, or the same: a
// number is mostly the id, and then there is no copy.
func (c *text) or(other string) string {
	if c.null() || string(c.raw) == other {
		return other
	}
	return string(c.raw)
}

// number is a decimal in fixed point.
type number struct {
	raw          []byte
	value        int64
	bad, rounded bool
}

func (c *number) null() bool { return len(c.raw) == 0 }

// fault returns why the number cannot be used, and nothing where it can.
func (c *number) fault() fact.Reason {
	switch {
	case c.null():
		return fact.NullAmount
	case c.bad:
		return fact.BadNumber
	}
	return ""
}

// money is an amount in the unit that its column names.
type money struct{ number }

func (*money) kind() Kind            { return Money }
func (c *money) amount() fact.Amount { return fact.Amount(c.value) }
func (c *money) given() bool         { return !c.null() && !c.bad }
func (c *money) set(b []byte, _ zones) {
	c.number = number{raw: b}
	if len(b) > 0 {
		v, rounded, err := fact.ParseAmountBytes(b)
		c.value, c.rounded, c.bad = int64(v), rounded, err != nil
	}
}

// price is an amount per unit of measure.
type price struct{ number }

func (*price) kind() Kind                  { return Price }
func (c *price) unitPrice() fact.UnitPrice { return fact.UnitPrice(c.value) }
func (c *price) given() bool               { return !c.null() && !c.bad }
func (c *price) set(b []byte, _ zones) {
	c.number = number{raw: b}
	if len(b) > 0 {
		v, rounded, err := fact.ParseUnitPriceBytes(b)
		c.value, c.rounded, c.bad = int64(v), rounded, err != nil
	}
}

// quantity is a number of units of measure, or a fraction of 1.
type quantity struct{ number }

func (*quantity) kind() Kind                { return Quantity }
func (c *quantity) quantity() fact.Quantity { return fact.Quantity(c.value) }
func (c *quantity) set(b []byte, _ zones) {
	c.number = number{raw: b}
	if len(b) > 0 {
		v, rounded, err := fact.ParseQuantityBytes(b)
		c.value, c.rounded, c.bad = int64(v), rounded, err != nil
	}
}

// rate is an exchange rate, parsed where it is needed.
type rate struct{ text }

func (*rate) kind() Kind { return Rate }

// whole is an integer.
type whole struct {
	raw []byte
	n   int
	bad bool
}

func (*whole) kind() Kind   { return Whole }
func (c *whole) null() bool { return len(c.raw) == 0 }

// set reads digits, and a decimal whose fraction is zero.
func (c *whole) set(raw []byte, _ zones) {
	*c = whole{raw: raw}
	if len(raw) > 0 {
		v, _, err := fact.ParseQuantityBytes(raw)
		c.n, c.bad = int(v/1_000_000), err != nil || v%1_000_000 != 0
	}
}

// flag is yes or no.
type flag struct {
	raw []byte
	on  bool
	bad bool
}

func (*flag) kind() Kind   { return Flag }
func (c *flag) null() bool { return len(c.raw) == 0 }

// set reads 0 and 1, and what BIT(1) sends for them.
func (c *flag) set(raw []byte, _ zones) {
	*c = flag{raw: raw}
	if len(raw) > 0 {
		c.on = bytes.Equal(raw, []byte("1")) || bytes.Equal(raw, []byte{1})
		c.bad = !c.on && !bytes.Equal(raw, []byte("0")) && !bytes.Equal(raw, []byte{0})
	}
}

// day is a calendar day.
type day struct {
	raw  []byte
	date fact.Date
	bad  bool
}

func (*day) kind() Kind   { return Day }
func (c *day) null() bool { return len(c.raw) == 0 }
func (c *day) set(raw []byte, z zones) {
	*c = day{raw: raw}
	if len(raw) > 0 {
		date, ok := parseDay(raw, z)
		c.date, c.bad = date, !ok
	}
}

// fault returns why a date that must be there cannot be used.
func (c *day) fault() fact.Reason {
	switch {
	case c.null():
		return fact.NullDate
	case c.bad:
		return fact.BadDate
	}
	return ""
}

// by returns the date if it was known by the given day, else none: what happens
// later is not to be seen in the figures of that day.
func (c *day) by(asOf fact.Date) fact.Date {
	if c.date > asOf {
		return 0
	}
	return c.date
}

// parseDay reads "2025-05-31" as it stands, and "2025-05-31 23:30:00" as the day
// that it is in the company's zone. '0000-00-00' is no date.
func parseDay(b []byte, z zones) (fact.Date, bool) {
	y, ok1 := digits(b, 0, 4)
	m, ok2 := digits(b, 5, 7)
	d, ok3 := digits(b, 8, 10)
	if !ok1 || !ok2 || !ok3 || b[4] != '-' || b[7] != '-' || y == 0 || m < 1 || m > 12 || d < 1 || d > monthDays(y, m) {
		return 0, false
	}
	date := fact.NewDate(y, time.Month(m), d)
	if len(b) == 10 {
		return date, true
	}
	h, ok1 := digits(b, 11, 13)
	min, ok2 := digits(b, 14, 16)
	s, ok3 := digits(b, 17, 19)
	if !ok1 || !ok2 || !ok3 || b[10] != ' ' && b[10] != 'T' || h > 23 || min > 59 || s > 59 {
		return 0, false
	}
	if z.from == nil || z.to == nil || z.from == z.to {
		return date, true
	}
	return fact.DateOf(time.Date(y, time.Month(m), d, h, min, s, 0, z.from).In(z.to)), true
}

func digits(b []byte, from, to int) (n int, ok bool) {
	if len(b) < to {
		return 0, false
	}
	for _, c := range b[from:to] {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

func monthDays(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
