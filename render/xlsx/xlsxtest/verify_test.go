package xlsxtest_test

import (
	"archive/zip"
	"bytes"
	"io"
	"iter"
	"strings"
	"testing"

	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/xlsx"
	"daybook/render/xlsx/xlsxtest"
)

// good is a workbook with nothing wrong.
func good(t *testing.T) []byte {
	t.Helper()
	text := func(s string) render.Cell { return render.Cell{Value: render.Text(s)} }
	rows := iter.Seq2[[]render.Cell, error](func(yield func([]render.Cell, error) bool) {
		_ = yield([]render.Cell{text("a"), {Value: render.Money(15000)}}, nil)
	})
	list := render.List{ID: "items", Row: 4, Filter: true, Count: 1, Rows: rows, Columns: []render.Column{{ID: "a", Header: "Name"}, {ID: "b", Header: "Amount", Role: render.RoleMoney}}}
	d := &render.Document{Title: "T", AsOf: fact.NewDate(2026, 9, 24), Sheets: []render.Sheet{
		{
			ID: "one", Name: "One", Lists: []render.List{list}, Print: render.Print{RepeatRows: "4:4"},
			Rules:      []render.Rule{{Kind: render.RuleNotZero, Range: "B5:B5"}},
			Sparklines: []render.Sparkline{{Row: 2, Column: 1, Sheet: "two", Values: "A1:A1"}, {Row: 2, Column: 2, Sheet: "one", Values: "B5:B5", Below: true}},
			Cells: []render.Placed{
				{Row: 1, Column: 1, Across: 2, Cell: render.Cell{Value: render.Int(1), Role: render.RoleCount, Link: render.Link{Sheet: "two"}}},
				{Row: 2, Column: 1, Across: 2, Cell: render.Cell{Value: render.Int(2), Role: render.RoleCount}},
			},
			Charts: []render.Chart{{ID: "c", Row: 8, Column: 1, Width: 100, Height: 100, Series: []render.Series{{Categories: "A5:A5", Values: "B5:B5"}}}},
		},
		{ID: "two", Name: "Two", Cells: []render.Placed{{Row: 1, Column: 1, Cell: text("x")}}},
	}}
	var b bytes.Buffer
	if _, err := xlsx.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// changed rewrites one part of a file; a nil change leaves the part out.
func changed(t *testing.T, file []byte, part string, change func(string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		if f.Name == part && change == nil {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			after := change(string(content))
			if after == string(content) {
				t.Fatalf("%s is not changed: %s", part, content)
			}
			content = []byte(after)
		}
		p, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func swap(old, with string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, with, 1) }
}

func TestGoodFile(t *testing.T) { xlsxtest.Verify(t, good(t)) }

// Each mistake is found: a check that finds nothing proves nothing.
func TestBrokenFiles(t *testing.T) {
	const (
		book, styles, types = "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
		one, table          = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"
	)
	cases := []struct {
		name, part string
		change     func(string) string
		want       string
	}{
		{"not XML", one, swap("</sheetData>", ""), "xl/worksheets/sheet1.xml: XML syntax error"},
		{"no styles", styles, nil, "xl/styles.xml is missing"},
		{"no content type", types, swap(`PartName="/xl/tables/table1.xml"`, `PartName="/xl/tables/table9.xml"`), "xl/tables/table1.xml has no content type"},
		{"type without part", types, swap(`PartName="/xl/tables/table1.xml"`, `PartName="/xl/tables/table9.xml"`), "names xl/tables/table9.xml, which the file does not hold"},
		{"chart gone", "xl/charts/chart1.xml", nil, "leads to xl/charts/chart1.xml, which the file does not hold"},
		{"dangling r:id", one, swap(`<drawing r:id="rId2"`, `<drawing r:id="rId9"`), `<drawing> refers to "rId9"`},
		{"orphan", "xl/drawings/_rels/drawing1.xml.rels", swap("chart1.xml", "../drawings/drawing1.xml"), "xl/charts/chart1.xml is reached from nowhere"},
		{"sheet name twice", book, swap(`name="Two"`, `name="ONE"`), `sheet name "ONE" occurs twice`},
		{"sheet name not allowed", book, swap(`name="Two"`, `name="History"`), `sheet name "History" is not allowed`},
		{"defined name", book, swap(`_xlnm.Print_Titles`, `A1`), `defined name "A1" is not allowed`},
		{"defined name of no sheet", book, swap(`localSheetId="0"`, `localSheetId="7"`), "belongs to sheet 7 of 2"},
		{"defined name to no sheet", book, swap(`&#39;One&#39;!$4:$4`, `&#39;Gone&#39;!$4:$4`), `on sheet "Gone"`},
		{"style index", one, swap(`<c r="A5" s="`, `<c r="A5" s="9`), "One!A5 has style 9"},
		{"font index", styles, func(s string) string {
			i := strings.LastIndex(s, "fontId=\"")
			return s[:i] + `fontId="99` + s[i+8:]
		}, "uses a font, fill, border or format that there is not"},
		{"cells out of order", one, swap(`r="B5"`, `r="A5"`), `cell "A5" is out of order in row 5`},
		{"rows out of order", one, swap(`<row r="5"`, `<row r="3"`), "row 3 follows row 4"},
		{"dimension", one, swap(`<dimension ref="A1:B5"`, `<dimension ref="A1:B9"`), "dimension A1:B9, but the last cell is in row 5, column 2"},
		{"no number", one, swap("<v>1.5</v>", "<v>1,5</v>"), `holds "1,5", which is no number`},
		{"shared string", one, swap(`t="inlineStr"><is><t>a</t></is>`, `t="s"><v>0</v>`), "holds shared string 0, which there is not"},
		{"formula without result", one, swap("</f><v>1</v>", "</f>"), "has a formula without a cached result"},
		{"merges overlap", one, swap(`ref="A2:B2"`, `ref="A1:A2"`), "merged range A1:A2 overlaps another"},
		{"merge in table", one, swap(`ref="A2:B2"`, `ref="A4:B4"`), "merged range A4:B4 lies in table items"},
		{"header differs", table, swap(`name="Amount"`, `name="Sum"`), `header "Sum", but the cell holds "Amount"`},
		{"header twice", table, swap(`name="Amount"`, `name="NAME"`), `header "NAME" is empty or occurs twice`},
		{"columns missing", table, swap(`ref="A4:B5"`, `ref="A4:C5"`), "2 columns in A4:C5"},
		{"table without rows", table, swap(`ref="A4:B5"`, `ref="A4:B4"`), `range "A4:B4" has no row`},
		{"table named like a cell", table, swap(`displayName="items"`, `displayName="R1C1"`), `table name "R1C1" is not allowed`},
		{"rule style", one, swap(`dxfId="0"`, `dxfId="5"`), "uses style 5 of 1"},
		{"sparkline from no sheet", one, swap(`'Two'!$A$1</xm:f>`, `'Gone'!$A$1</xm:f>`), "a sheet that there is not"},
		{"sparkline from no cell", one, swap(`'Two'!$A$1</xm:f>`, `'Two'!$A$9</xm:f>`), "where no cell is"},
		{"sparkline from a block", one, swap(`'One'!$B$5</xm:f>`, `'One'!$A$4:$B$5</xm:f>`), "which is no row or column of cells"},
		{"sparkline twice in a cell", one, swap(`<xm:sqref>B2<`, `<xm:sqref>A2<`), "which is no cell or has one already"},
		{"extension twice", one, func(s string) string {
			i, j := strings.Index(s, "<ext "), strings.Index(s, "</extLst>")
			return s[:j] + s[i:j] + s[j:]
		}, "occurs twice"},
		{"link to no sheet", one, swap(`#'Two'!A1`, `#'Gone'!A1`), `links to "'Gone'!A1", which there is not`},
		{"link to no cell", one, swap(`#'Two'!A1`, `#'Two'!XFE1`), "which is no cell"},
	}
	file := good(t)
	for _, c := range cases {
		found := strings.Join(xlsxtest.Problems(changed(t, file, c.part, c.change)), "\n")
		if !strings.Contains(found, c.want) {
			t.Errorf("%s: want %s, found %q", c.name, c.want, found)
		}
	}
	if found := xlsxtest.Problems([]byte("PK")); len(found) != 1 {
		t.Errorf("no zip: %q", found)
	}
}
