package xlsx

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/xlsx/xlsxtest"
)

var update = flag.Bool("update", false, "write the golden files")

// made writes d and checks the file's structure.
func made(t *testing.T, d *render.Document, limit int) []byte {
	t.Helper()
	var b bytes.Buffer
	a, err := write(&b, d, limit)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b.Bytes())
	if a.Bytes != int64(b.Len()) || a.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("artifact %+v does not describe the %d bytes", a, b.Len())
	}
	xlsxtest.Verify(t, b.Bytes())
	return b.Bytes()
}

// dumped is the dump of d's workbook.
func dumped(t *testing.T, d *render.Document) string {
	t.Helper()
	s, err := xlsxtest.Dump(made(t, d, maxRows))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// one is a document of one sheet.
func one(cells ...render.Placed) *render.Document {
	return &render.Document{Title: "T", AsOf: day, Language: "en", Sheets: []render.Sheet{{ID: "s", Name: "S", Cells: cells}}}
}

func TestGolden(t *testing.T) {
	for _, language := range []string{"en", "zh-CN"} {
		got := dumped(t, fixture(language))
		file := filepath.Join("testdata", language+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", language, diff)
		}
	}
}

// The same document gives the same bytes, however maps are walked.
func TestSameBytes(t *testing.T) {
	first := made(t, fixture("zh-CN"), maxRows)
	for range 5 {
		if again := made(t, fixture("zh-CN"), maxRows); !bytes.Equal(first, again) {
			t.Fatal("the same document gave other bytes")
		}
	}
}

// Every role is styled, in the one visible table.
func TestEveryRoleHasALook(t *testing.T) {
	const last = render.RoleDeltaWholeBetter
	if len(looks) != int(last)+1 {
		t.Fatalf("%d looks for %d roles", len(looks), last+1)
	}
	var cells []render.Placed
	for r := render.RoleBody; r <= last; r++ {
		cells = append(cells, at(int(r)+1, 1, cell(render.Money(yuan(123456789)), r)))
	}
	made(t, one(cells...), maxRows)
}

func TestFigures(t *testing.T) {
	parse := func(s string) fact.Amount {
		a, _, err := fact.ParseAmount(s)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	amount := func(s string, r render.Role) render.Cell { return cell(render.Money(parse(s)), r) }
	cases := []struct {
		name, language string
		cell           render.Cell
		want           string // value as the file holds it, and its format
	}{
		{"cents", "en", amount("0.10", render.RoleMoney), `0.1  #,##0.00;-#,##0.00;"–"`},
		{"what a float cannot", "en", amount("4503599627370.49", render.RoleMoney), `4503599627370.49  #`},
		{"the largest invoice", "en", amount("99999999999.99", render.RoleMoney), `99999999999.99  #`},
		{"fifteen digits", "en", amount("-1234567890123.45", render.RoleMoney), `-1234567890123.45  #`},
		{"sixteen digits are text", "en", amount("12345678901234.56", render.RoleMoney), `"12345678901234.56"  #`},
		{"the smallest amount is text", "en", cell(render.Money(-1<<63), render.RoleMoney), `"-922337203685477.5808"  #`},
		{"zero", "en", amount("0", render.RoleMoney), `0  #,##0.00;-#,##0.00;"–"`},
		{"thousand", "en", amount("37631068.12", render.RoleThousand), `37631068.12  #,##0,;"−"#,##0,;"–"`},
		{"wan", "zh-CN", amount("37631068.12", render.RoleThousand), `3763.106812  #,##0.0;"−"#,##0.0;"–"`},
		{"a ten-thousandth in wan", "zh-CN", amount("-0.0001", render.RoleKPI), `-0.00000001  "–"`},
		{"rounds to no thousand", "en", amount("499.99", render.RoleDeltaWorse), `499.99  "–";"–";"–"`},
		{"rounds to one thousand", "en", amount("500", render.RoleDeltaWorse), `500  "▲ +"#,##0,;"▽ −"#,##0,;"–"  10 bold B3261E`},
		{"less overdue is better", "en", amount("-117345", render.RoleDeltaWorse), `-117345  "▲ +"#,##0,;"▽ −"#,##0,;"–"  10 1F6B5A`},
		{"fewer sales are worse", "en", amount("-117345", render.RoleDeltaBetter), `-117345  "△ +"#,##0,;"▼ −"#,##0,;"–"  10 bold B3261E`},
		{"a check shows zero", "en", amount("0", render.RoleCheck), `0  #,##0.00;-#,##0.00;0.00`},
		{"whole keeps the cents", "en", amount("276492.49", render.RoleWhole), `276492.49  #,##0;-#,##0;"–"`},
		{"due in five days", "en", cell(render.Int(-5), render.RoleDays), `-5  0;"in "0;"today"  10 65717E`},
		{"many digits", "en", cell(render.Value{Form: render.FormInt, Int: 1234567890123456}, render.RoleCount), `"1234567890123456"`},
		{"ratio", "en", cell(render.Float(0.273), render.RolePercent), `0.273  0.0%;-0.0%`},
		{"missing", "en", cell(render.Missing("not kept"), render.RoleMoney), `"not kept"  9 65717E`},
		{"date", "en", cell(render.Day(day), render.RoleDate), `46289  yyyy-mm-dd`},
		{"before the leap day that was none", "en", cell(render.Day(fact.NewDate(1900, 2, 28)), render.RoleDate), `59  yyyy-mm-dd`},
		{"after it", "en", cell(render.Day(fact.NewDate(1900, 3, 1)), render.RoleDate), `61  yyyy-mm-dd`},
		{"before 1900", "en", cell(render.Day(fact.NewDate(1899, 12, 31)), render.RoleDate), `"1899-12-31"  yyyy-mm-dd`},
		{"formula", "en", cell(render.Money(parse("1.5")).Calculated("A2+A3"), render.RoleMoney), `1.5  =A2+A3`},
		{"formula in wan", "zh-CN", cell(render.Money(parse("15000")).Calculated("A2+A3"), render.RoleKPI), `1.5  =(A2+A3)/10000`},
	}
	for _, c := range cases {
		d := one(at(1, 1, c.cell))
		d.Language = c.language
		_, got, _ := strings.Cut(dumped(t, d), "\nA1  ")
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestHostileText(t *testing.T) {
	long := strings.Repeat("长", 32_766) + "😀"
	cases := []struct{ in, want string }{
		{`=HYPERLINK("http://x")`, `=HYPERLINK("http://x")`}, {"+1", "+1"}, {"@SUM(A1)", "@SUM(A1)"},
		{"<b>&amp;]]></b>", "<b>&amp;]]></b>"}, {" two  blanks ", " two  blanks "}, {"a\nb\rc\td", "a\nb\rc\td"},
		{"nul\x00 bell\x07", "nul\uFFFD bell\uFFFD"}, {"bad\xff\xfe", "bad\uFFFD\uFFFD"}, {"_x0041_", "_x005F_x0041_"}, {"_x41_ _xyz", "_x41_ _xyz"},
		{"😀👩‍👩‍👧", "😀👩‍👩‍👧"}, {long, strings.Repeat("长", 32_766)}, {"'quoted", "'quoted"}, {"\uFFFE", "\uFFFD"},
	}
	for i, c := range cases {
		plain := cell(render.Text(c.in), render.RoleBody)
		linked := plain
		linked.Link = render.Link{Sheet: "s"}
		got := dumped(t, one(at(2, 1, plain), at(3, 1, linked)))
		if want := fmt.Sprintf("\nA2  %q  10", c.want); !strings.Contains(got, want) {
			t.Errorf("%d: want %.80s in %.200s", i, want, got)
		}
		if !strings.Contains(got, fmt.Sprintf("\nA3  %q  ", c.want)) {
			t.Errorf("%d: the linked text is not %.80q", i, c.want)
		}
	}
}

func TestLinks(t *testing.T) {
	d := fixture("en")
	d.Sheets = append(d.Sheets, render.Sheet{ID: "links", Name: "It's", Cells: []render.Placed{
		at(1, 1, linkTo(render.Link{List: "open_items", Key: "01045"})), at(2, 1, linkTo(render.Link{List: "open_items", Key: "none such"})),
		at(3, 1, linkTo(render.Link{Sheet: "links", Cell: "B2"})), at(4, 1, linkTo(render.Link{URL: "javascript:alert(1)"})),
		at(5, 1, linkTo(render.Link{URL: "mailto:a@b.example"})),
	}})
	got := dumped(t, d)
	for _, want := range []string{
		`A1  "x"  =HYPERLINK("#'Open items'!A9","x")`, `A2  "x"  =HYPERLINK("#'Open items'!A3","x")`,
		`A3  "x"  =HYPERLINK("#'It''s'!B2","x")`, "A4  \"x\"  10", `A5  "x"  =HYPERLINK("mailto:a@b.example","x")`,
	} {
		if !strings.Contains(got, "\n"+want) {
			t.Errorf("no cell %s", want)
		}
	}
}

func linkTo(l render.Link) render.Cell { return render.Cell{Value: render.Text("x"), Link: l} }

// longList is a list of n rows.
func longList(n int) render.List {
	return render.List{
		ID: "items", Row: 3, Filter: true, TotalLabel: "Total", Count: n, Keys: 0,
		Columns: []render.Column{{ID: "no", Header: "No.", Width: 10}, {ID: "amount", Header: "Amount", Width: 14, Role: render.RoleMoney, Total: render.TotalSum, Sum: render.Money(yuan(int64(n) * 100))}},
		Rows: func(yield func([]render.Cell, error) bool) {
			row := make([]render.Cell, 2)
			for i := range n {
				row[0], row[1] = render.Cell{Value: render.Text(fmt.Sprint(i))}, render.Cell{Value: render.Money(yuan(100))}
				if !yield(row, nil) {
					return
				}
			}
		},
	}
}

// A list with more rows than a sheet goes on on a next sheet.
func TestSplit(t *testing.T) {
	d := one(at(1, 1, cell(render.Text("Items"), render.RoleListTitle)), at(2, 4, linkTo(render.Link{List: "items", Key: "17"})))
	d.ContinuedOn, d.ContinuedFrom = "goes on on %s", "from %s"
	d.Sheets[0].Lists = []render.List{longList(23)}
	got, err := xlsxtest.Dump(made(t, d, 15))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"== S (2) (", "== S (3) (", "table items A5:B15\n", "table items_2 A5:B15\n", "table items_3 A5:B8\n", `A3  "goes on on S (2)"`, `A3  "from S · goes on on S (3)"`, `A3  "from S (2)"`,
		"B4  23  =SUBTOTAL(109,B6:B15)+SUBTOTAL(109,'S (2)'!B6:B15)+SUBTOTAL(109,'S (3)'!B6:B8)", `=HYPERLINK("#'S (2)'!A13","x")`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestRefused(t *testing.T) {
	list := func(change func(*render.List)) *render.Document {
		d := one()
		l := longList(3)
		change(&l)
		d.Sheets[0].Lists = []render.List{l}
		return d
	}
	named := func(names ...string) *render.Document {
		d := one()
		d.Sheets = nil
		for _, n := range names {
			d.Sheets = append(d.Sheets, render.Sheet{ID: n, Name: n})
		}
		return d
	}
	cases := []struct {
		d    *render.Document
		want string
	}{
		{named(), `document "T" has no sheet`},
		{named("a/b"), `sheet name "a/b": holds one of []:*?/\`},
		{named("History"), `sheet name "History": is reserved by Excel`},
		{named("Data", "DATA"), `sheet name "DATA" occurs twice`},
		{named(strings.Repeat("长", 32)), "is longer than 31 characters"},
		{one(at(1, 1, render.Cell{}), at(1, 1, render.Cell{})), "two cells at A1"},
		{one(at(0, 1, render.Cell{})), "no cell at row 0, column 1"},
		{one(at(1, 1, linkTo(render.Link{Sheet: "gone"}))), `cell A1: link to sheet "gone", which the document does not have`},
		{one(at(1, 1, linkTo(render.Link{List: "gone"}))), `link to list "gone"`},
		{list(func(l *render.List) { l.ID = "A1" }), "the id cannot name a table"},
		{list(func(l *render.List) { l.Columns[1].Header = "NO." }), `header "NO." occurs twice`},
		{list(func(l *render.List) { l.Columns[1].Header = " " }), "the header is empty"},
		{list(func(l *render.List) { l.Count = 2 }), "counts 2 rows, but yields more"},
		{list(func(l *render.List) { l.Count = 4 }), "counts 4 rows, but yields 3"},
		{list(func(l *render.List) { l.Rows = failing(longList(3).Rows) }), "the database went away"},
		{list(func(l *render.List) { l.Columns = l.Columns[:1] }), "row 1 has 2 cells for 1 columns"},
	}
	for _, c := range cases {
		_, err := Write(io.Discard, c.d)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func failing(rows iter.Seq2[[]render.Cell, error]) iter.Seq2[[]render.Cell, error] {
	return func(yield func([]render.Cell, error) bool) {
		for r := range rows {
			if !yield(r, nil) {
				return
			}
		}
		yield(nil, errors.New("the database went away"))
	}
}

// broken fails after some bytes.
type broken struct{ left int }

func (b *broken) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, syscall.ENOSPC
	}
	return len(p), nil
}

// A failure of any write, early or late, comes back.
func TestWriteFails(t *testing.T) {
	whole := len(made(t, fixture("en"), maxRows))
	for left := 0; left < whole; left += whole/20 + 1 {
		if _, err := Write(&broken{left}, fixture("en")); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("after %d bytes: %v", left, err)
		}
	}
	err := fileError("out/x.xlsx", syscall.ENOSPC)
	if want := "write out/x.xlsx: no space left; free some, or choose another folder: no space left on device"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "book.xlsx")
	a, err := WriteFile(file, fixture("en"))
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 || info.Size() != a.Bytes || a.Sheets != 6 || a.Rows != 10+60+10+13 {
		t.Errorf("%v, %v, %+v", info, err, a)
	}
	before, _ := os.ReadFile(file)
	bad := fixture("en")
	bad.Sheets[2].Lists[0].Rows = failing(bad.Sheets[2].Lists[0].Rows)
	if _, err := WriteFile(file, bad); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("no error that names the file: %v", err)
	}
	after, _ := os.ReadFile(file)
	left, _ := os.ReadDir(dir)
	if len(left) != 1 || !bytes.Equal(before, after) {
		t.Errorf("the failure left %v behind", left)
	}
	if _, err := WriteFile(filepath.Join(dir, "none", "x.xlsx"), fixture("en")); err == nil {
		t.Error("no error for a folder that there is not")
	}
}

// What charts draw stands in them too, for previews.
func TestChartKeepsItsValues(t *testing.T) {
	for _, c := range []struct{ language, point, axis string }{
		{"en", `<c:pt idx="0"><c:v>27370865.13</c:v></c:pt>`, `<c:max val="40000000"/>`},
		{"zh-CN", `<c:pt idx="0"><c:v>2737.086513</c:v></c:pt>`, `<c:max val="4000"/>`},
	} {
		part, err := xlsxtest.Part(made(t, fixture(c.language), maxRows), "xl/charts/chart1.xml")
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{c.point, c.axis, `<c:f>'` + fixture(c.language).Sheets[0].Name + `'!$R$4:$R$8</c:f>`, `<c:min val="0"/>`} {
			if !strings.Contains(part, want) {
				t.Errorf("%s: no %s in %s", c.language, want, part)
			}
		}
	}
}

// Rules and protection survive into the file, in the unit of the cells.
func TestRules(t *testing.T) {
	d := fixture("zh-CN")
	d.Sheets[0].Rules = append(d.Sheets[0].Rules, render.Rule{Kind: render.RuleBar, Range: "I23:I32", Max: 2_000_000})
	file := made(t, d, maxRows)
	for part, wants := range map[string][]string{
		"xl/worksheets/sheet1.xml": {
			`<cfvo type="max"></cfvo>`, `<cfvo type="num" val="200"></cfvo>`, `>200</xm:f></x14:cfvo>`, `<x14:cfvo type="max"></x14:cfvo>`, `gradient="false"`,
			`<x14:negativeFillColor rgb="FFC3CFDA">`,
		},
		"xl/worksheets/sheet4.xml": {
			`<sheetProtection sheet="true"`, `type="date"`, `showErrorMessage="true"`, `AND(ISNUMBER(F5),F5&lt;46289)`, `fitToHeight="0"`, `orientation="landscape"`,
		},
		"xl/worksheets/sheet6.xml": {`<cfRule type="cellIs"`, `operator="notEqual"`},
	} {
		got, err := xlsxtest.Part(file, part)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %s in %s", part, want, got[len(got)*2/3:])
			}
		}
	}
}

// A sheet begins a new page where it asks for one.
// A column of documents' numbers or of codes is wide enough for them, whatever it
// asks for; one of names is not.
func TestFit(t *testing.T) {
	const number = "ACC-SINV-2025-00017-1"
	d := one()
	d.Sheets[0].Lists = []render.List{{
		ID: "items", Row: 3, Count: 1,
		Columns: []render.Column{
			{ID: "document", Header: "No.", Width: 8, Fit: true},
			{ID: "code", Header: "Code", Width: 8, Role: render.RoleCode},
			{ID: "customer", Header: "Name", Width: 8},
		},
		Rows: rowsOf([][]render.Cell{{{Value: render.Text(number)}, {Value: render.Text(number)}, {Value: render.Text(number)}}}),
	}}
	f, err := excelize.OpenReader(bytes.NewReader(made(t, d, maxRows)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for col, fits := range map[string]bool{"A": true, "B": true, "C": false} {
		width, err := f.GetColWidth("S", col)
		if err != nil {
			t.Fatal(err)
		}
		if fits != (width >= float64(len(number))) {
			t.Errorf("column %s is %.1f wide for %d characters", col, width, len(number))
		}
	}
}

func TestPageBreaks(t *testing.T) {
	d := one(at(1, 1, cell(render.Text("a"), render.RoleBody)), at(9, 1, cell(render.Text("b"), render.RoleBody)))
	d.Sheets[0].Print.BreakBefore = []int{9}
	part, err := xlsxtest.Part(made(t, d, maxRows), "xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(part, `<brk id="8"`) {
		t.Errorf("no break before row 9 in %s", part)
	}
}

// openpyxl, which shares no code with this package, reads the figures.
func TestOpenpyxl(t *testing.T) {
	const python = "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import openpyxl").Run(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("openpyxl is not installed")
		}
		t.Skip("openpyxl is not installed: this test needs it")
	}
	file := filepath.Join(t.TempDir(), "book.xlsx")
	if _, err := WriteFile(file, fixture("en")); err != nil {
		t.Fatal(err)
	}
	script := `
import sys, warnings, openpyxl
warnings.simplefilter("ignore")
values, formulas = (openpyxl.load_workbook(sys.argv[1], data_only=d) for d in (True, False))
s = values["Open items"]
print(s["K5"].value, s["K4"].value, s["K9"].value, s["E6"].value.date(), s["A6"].value, s.freeze_panes, s.print_title_rows, *s.tables)
print(formulas["Open items"]["K4"].value, formulas["Ageing"]["H4"].value, len(formulas["Summary"]._charts))
`
	got, err := exec.Command(python, "-c", script, file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, got)
	}
	want := "Open, CNY 1000002473572.07 999999999999.99 2026-07-01 01038 C6 $3:$5 open_items\n" +
		"=SUBTOTAL(109,K6:K65) =IFERROR((E4+F4)/G4,\"\") 3\n"
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// BenchmarkMillionRows is the measure of time, size and memory.
func BenchmarkMillionRows(b *testing.B) {
	for b.Loop() {
		d := one()
		d.Sheets[0].Lists = []render.List{longList(1_000_000)}
		a, err := Write(io.Discard, d)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(a.Bytes)/1e6, "MB/file")
	}
}
