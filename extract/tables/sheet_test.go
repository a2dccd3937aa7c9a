package tables

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Rows and cells that are left out keep their places.
func TestSparseSheet(t *testing.T) {
	b := &book{texts: []string{"shared"}}
	got := map[int][]string{}
	b.readRows(strings.NewReader(`<worksheet><sheetData>
		<row r="3"><c r="B3" t="s"><v>0</v></c><c r="D3"><v>1.5E3</v></c></row>
		<row><c t="inlineStr"><is><r><t>a </t></r><r><t>b</t></r></is></c><c t="str"><f>x</f><v></v></c></row>
		<row r="7"><c r="AA7"><v>55.939999999999998</v></c></row></sheetData></worksheet>`), func(r row, err error) bool {
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range r.cells {
			got[r.at] = append(got[r.at], c.text)
		}
		return true
	})
	want := map[int][]string{3: {"", "shared", "", "1500"}, 4: {"a b", ""}, 7: append(make([]string, 26), "55.94")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(want − got):\n%s", diff)
	}
}

func TestFormats(t *testing.T) {
	for code, want := range map[string]numberFormat{
		"General": {}, "0.00": {}, "#,##0.00;[Red]-#,##0.00": {}, "0000": {zeros: 4}, `#,##0.00\ "dmy"`: {}, "[h]:mm": {}, "mm:ss": {}, "h:mm AM/PM": {},
		"d/m": {isDate: true}, "yyyy-mm-dd": {isDate: true}, "[$-409]mmm": {isDate: true}, "[$-804]yyyy\"年\"": {isDate: true}, "dd.mm.yyyy hh:mm": {isDate: true}, "@": {},
	} {
		if got := formatOf(code); got != want {
			t.Errorf("%s: %+v, want %+v", code, got, want)
		}
	}
}

func TestCellNames(t *testing.T) {
	for name, column := range map[string]int{"A": 0, "Z": 25, "AA": 26, "AZ": 51, "BA": 52, "XFD": 16383} {
		if letters(column) != name || columnOf(name+"12") != column {
			t.Errorf("%s: %s, %d", name, letters(column), columnOf(name+"12"))
		}
	}
}
