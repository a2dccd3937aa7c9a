package xlsx

import (
	"strings"
	"testing"

	"daybook/render"
	"daybook/render/xlsx/xlsxtest"
)

func withSparklines(lines ...render.Sparkline) *render.Document {
	d := one(at(1, 1, cell(render.Int(3), render.RoleCount)), at(1, 2, cell(render.Int(4), render.RoleCount)))
	d.Sheets[0].Sparklines = lines
	return d
}

// A sheet with data bars has extensions already; sparklines stand beside them.
func TestSparklines(t *testing.T) {
	d := withSparklines(
		render.Sparkline{Row: 1, Column: 3, Sheet: "one", Values: "A1:B1"},
		render.Sparkline{Row: 1, Column: 4, Sheet: "one", Values: "A1:B1", Below: true, Max: 2.5e6},
	)
	d.Sheets[0].ID = "one"
	for _, bars := range []bool{false, true} {
		if bars {
			d.Sheets[0].Rules = []render.Rule{{Kind: render.RuleBar, Range: "A1:B1"}}
		}
		file := made(t, d, maxRows)
		xlsxtest.Verify(t, file)
		part, err := xlsxtest.Part(file, "xl/worksheets/sheet1.xml")
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{
			`<x14:sparklineGroup manualMin="0" minAxisType="custom" type="column" displayEmptyCellsAs="gap" last="1" negative="0"><x14:colorSeries rgb="FF8CA3B8"/>`,
			`<x14:sparklineGroup manualMax="2.5e+06" maxAxisType="custom" type="column" displayEmptyCellsAs="gap" last="1" negative="1">`,
			`<xm:f>'` + d.Sheets[0].Name + `'!$A$1:$B$1</xm:f><xm:sqref>C1</xm:sqref>`,
			`</ext></extLst></worksheet>`,
		} {
			if !strings.Contains(part, want) {
				t.Errorf("bars %v: no %s in %s", bars, want, part)
			}
		}
	}
}

func TestSparklineFromNowhere(t *testing.T) {
	for _, line := range []render.Sparkline{
		{Row: 1, Column: 3, Sheet: "nowhere", Values: "A1:B1"},
		{Row: 1, Column: 3, Sheet: "one", Values: "somewhere"},
	} {
		d := withSparklines(line)
		d.Sheets[0].ID = "one"
		if _, err := Write(&strings.Builder{}, d); err == nil || !strings.Contains(err.Error(), "sparkline at C1") {
			t.Errorf("%+v: %v", line, err)
		}
	}
}

func TestBarsBesideRows(t *testing.T) {
	d := one(
		at(1, 1, cell(render.Text("A"), render.RoleBody)), at(1, 2, cell(render.Int(3), render.RoleCount)),
		at(2, 1, cell(render.Text("B"), render.RoleBody)), at(2, 2, cell(render.Int(-4), render.RoleCount)),
	)
	d.Sheets[0].Charts = []render.Chart{{
		ID: "gaps", Row: 1, Column: 3, Width: 100, Height: 40, Beside: true, Max: 4, Min: -4,
		Series: []render.Series{{Categories: "A1:A2", Values: "B1:B2"}, {Kind: render.SeriesThin, Categories: "A1:A2", Values: "B1:B2"}},
	}}
	file := made(t, d, maxRows)
	xlsxtest.Verify(t, file)
	part, err := xlsxtest.Part(file, "xl/charts/chart1.xml")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<c:barDir val="bar"/>`, `<c:orientation val="maxMin"/>`, `<c:layoutTarget val="inner"/>`, `<c:min val="-4"/>`, `<c:max val="4"/>`,
		`<c:axPos val="l"/>`, `<c:axPos val="b"/>`, `<a:ln w="12700" cap="rnd">`,
	} {
		if !strings.Contains(part, want) {
			t.Errorf("no %s in %s", want, part)
		}
	}
}
