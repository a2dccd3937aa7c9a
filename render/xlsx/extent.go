package xlsx

import (
	"math"

	"daybook/render"
)

// extent is how far the numbers of a column reach that were measured. Of numbers in
// one format and of one sign, what is farther from zero is at least as wide, so that
// few of a long list need measuring.
type extent struct {
	role   render.Role
	form   render.Form
	strong bool
	zero   bool // was measured
	low    float64
	high   float64
}

// covers says that a number as wide as c was measured, or else takes note of c.
func (e *extent) covers(c *render.Cell, role render.Role, zh bool) bool {
	v, ok := reaching(&c.Value)
	if !ok || looks[role].format(zh) == "" && c.Value.Form != render.FormDate {
		return false // as many decimals as there are
	}
	if e.role != role || e.form != c.Value.Form || e.strong != c.Strong {
		*e = extent{role: role, form: c.Value.Form, strong: c.Strong}
	}
	covered := v == 0 && e.zero || v < 0 && v >= e.low || v > 0 && v <= e.high
	e.zero, e.low, e.high = e.zero || v == 0, min(e.low, v), max(e.high, v)
	return covered
}

// reaching is a number's distance from zero, with its sign.
func reaching(v *render.Value) (float64, bool) {
	switch v.Form {
	case render.FormMoney:
		return float64(v.Money), true
	case render.FormInt:
		return float64(v.Int), true
	case render.FormFloat:
		return v.Float, !math.IsNaN(v.Float) && !math.IsInf(v.Float, 0) // which are no numbers of a cell
	case render.FormDate:
		return float64(v.Date), true
	}
	return 0, false
}
