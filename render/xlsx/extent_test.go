package xlsx

import (
	"math"
	"testing"

	"daybook/extract/fact"
	"daybook/render"
)

// numeric is a cell with a number, in a role, and the width that it needs.
type numeric struct {
	cell  render.Cell
	role  render.Role
	width float64
}

// numerics are numbers of every kind and many sizes in roles of every sort of format.
func numerics(zh bool) []numeric {
	var out []numeric
	for _, role := range []render.Role{render.RoleBody, render.RoleCode, render.RoleMoney, render.RoleKPI, render.RoleDays, render.RolePercent, render.RoleGrowth} {
		for _, n := range []int64{0, 1, -1, 1234, -1234, 5_000_000, 9_999_999, -9_999_999, 1e14, -1e14} {
			for _, v := range []render.Value{
				render.Money(fact.Amount(n)), render.Int(int(n)), render.Float(float64(n) / 1e6), render.Float(math.NaN()), render.Float(math.Inf(1)),
				render.Day(fact.NewDate(2025, 1, 1).AddDays(int(n % 9_999))),
			} {
				for _, strong := range []bool{false, true} {
					c := render.Cell{Value: v, Strong: strong}
					out = append(out, numeric{c, role, cellWidth(&c, role, zh)})
				}
			}
		}
	}
	return out
}

// What need not be measured is no wider than what was.
func TestExtent(t *testing.T) {
	for _, zh := range []bool{false, true} {
		all, covered := numerics(zh), 0
		for _, first := range all {
			for _, second := range all {
				var seen extent
				if seen.covers(&first.cell, first.role, zh) {
					t.Fatalf("%+v: the first number is not measured", first)
				}
				if !seen.covers(&second.cell, second.role, zh) {
					continue
				}
				if covered++; second.width > first.width {
					t.Fatalf("%+v is not measured after %+v", second, first)
				}
			}
		}
		if covered < len(all) {
			t.Errorf("only %d of %d pairs need one measuring", covered, len(all)*len(all))
		}
	}
}
