package xlsx

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"daybook/render"
	"daybook/render/xlsx/xlsxtest"
)

// besideRow is the row of a list of long, counted from 1, beside which a cell of the grid
// stands.
const besideRow = 40

// long is a list of n rows in A2 and below: the row's number, nothing, a text that
// every third row lacks, and a formula.
func long(n int) *render.Document {
	rows := func(yield func([]render.Cell, error) bool) {
		for i := 1; i <= n; i++ {
			text := render.Cell{}
			if i%3 != 0 {
				text.Value = render.Text(fmt.Sprint("t", i))
			}
			row := []render.Cell{{Value: render.Int(i)}, {}, text, {Value: render.Int(2 * i).Calculated(fmt.Sprintf("2*A%d", i+1))}}
			if !yield(row, nil) {
				return
			}
		}
	}
	list := render.List{ID: "long", Row: 1, Count: n, Rows: rows, Columns: []render.Column{{Header: "n"}, {Header: "none"}, {Header: "text"}, {Header: "double"}}}
	d := one(at(1+besideRow, 6, cell(render.Text("beside"), render.RoleBody)))
	d.Sheets[0].Lists = []render.List{list}
	return d
}

// longLines are the rows of long(n) as comma-separated values, with the header and
// to the last column.
func longLines(n int) []string {
	lines := []string{"n,none,text,double,,"}
	for i := 1; i <= n; i++ {
		text, beside := fmt.Sprint("t", i), ""
		if i%3 == 0 {
			text = ""
		}
		if i == besideRow {
			beside = "beside"
		}
		lines = append(lines, fmt.Sprintf("%d,,%s,%d,,%s", i, text, 2*i, beside))
	}
	return lines
}

// Cells of a long list do not say where they stand, and stand there all the same.
// All other cells say it.
func TestLongList(t *testing.T) {
	for _, n := range []int{addressed, addressed + 1} {
		file := made(t, long(n), maxRows)
		part, err := xlsxtest.Part(file, "xl/worksheets/sheet1.xml")
		if err != nil {
			t.Fatal(err)
		}
		said := strings.Count(string(part), `<c r="`)
		if all := 4*(n+1) + 1; n <= addressed && said != all {
			t.Errorf("%d of %d cells of %d rows say where they stand", said, all, n)
		}
		if few := 4 + 4 + 1; n > addressed && said != few { // the header and the row with the cell beside
			t.Errorf("%d cells of %d rows say where they stand, want %d", said, n, few)
		}
		sameLines(t, "excelize", excelizeLines(t, file), longLines(n))
	}
}

func excelizeLines(t *testing.T, file []byte) []string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("S", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = strings.Join(append(r, make([]string, 6-len(r))...), ",")
	}
	return lines
}

// sameLines compares lines and shows the first that differs.
func sameLines(t *testing.T, reader string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s finds %d rows of %d", reader, len(got), len(want))
		return
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s, row %d: got %q, want %q", reader, i+1, got[i], want[i])
			return
		}
	}
}

// longFile is a workbook with a long list.
func longFile(t *testing.T, rows int) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "long.xlsx")
	if _, err := WriteFile(file, long(rows)); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestOpenpyxlReadsLongLists(t *testing.T) {
	const python, rows = "/usr/bin/python3", addressed + 1
	need(t, python)
	const script = `
import sys, openpyxl
for row in openpyxl.load_workbook(sys.argv[1], data_only=True).active.iter_rows(values_only=True):
    print(",".join("" if v is None else str(v) for v in row))
`
	out, err := exec.Command(python, "-c", script, longFile(t, rows)).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	sameLines(t, "openpyxl", strings.Split(strings.TrimSpace(string(out)), "\n"), longLines(rows))
}

// LibreOffice computes the formulas itself.
func TestLibreOfficeReadsLongLists(t *testing.T) {
	const rows = addressed + 1
	soffice, dir := need(t, "soffice"), t.TempDir()
	out, err := exec.Command(soffice, "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "csv", "--outdir", dir, longFile(t, rows)).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	csv, err := os.ReadFile(filepath.Join(dir, "long.csv"))
	if err != nil {
		t.Fatal(err)
	}
	sameLines(t, "LibreOffice", strings.Split(strings.TrimSpace(string(csv)), "\n"), longLines(rows))
}
