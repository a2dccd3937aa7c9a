package demo_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// need leaves a test that wants another program to the full suite, where its
// absence is a failure.
func need(t *testing.T, what string, err error) {
	t.Helper()
	switch {
	case os.Getenv("CI") == "":
		t.Skipf(`uses %s, as "make test" does; alone: CI=1 go test`, what)
	case err != nil:
		t.Fatalf("%s is not installed: %v", what, err)
	}
}

// bothLanguages makes a demo in each language and returns their workbooks.
func bothLanguages(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, language := range languages {
		for _, path := range books(shared(t, language)) {
			// Of the salespeople's own parts one stands for all.
			if !strings.Contains(path, "_own-") || strings.Contains(path, "_own-S001") {
				all = append(all, path)
			}
		}
	}
	return all
}

// TestLibreOffice prints every workbook; those of both languages and slices have
// different names once they are numbered.
func TestLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	need(t, "soffice", err)
	t.Parallel()
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", dir}
	var pdfs []string
	for i, path := range bothLanguages(t) {
		name := filepath.Join(dir, string(rune('a'+i)))
		if err := os.WriteFile(name+".xlsx", contents(t, path), 0o600); err != nil {
			t.Fatal(err)
		}
		args, pdfs = append(args, name+".xlsx"), append(pdfs, name+".pdf")
	}
	out, err := exec.Command(soffice, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, pdf := range pdfs {
		if info, err := os.Stat(pdf); err != nil || info.Size() < 30_000 {
			t.Errorf("no pdf of some size: %v: %s", err, out)
		}
	}
}

// daily is how many daily workbooks a demo makes.
const daily = 2

// openpyxl, which shares no code with us, finds the figures where they stand, and
// adds the column up to the total that is shown above it.
func TestOpenpyxl(t *testing.T) {
	const python = "/usr/bin/python3"
	need(t, "openpyxl", exec.Command(python, "-c", "import openpyxl").Run())
	t.Parallel()
	const script = `
import sys, warnings, openpyxl
from decimal import Decimal
warnings.simplefilter("ignore")
for path in sys.argv[1:]:
    book = openpyxl.load_workbook(path, data_only=True)
    sheet = book.worksheets[3]
    if "open_items" not in sheet.tables:
        continue
    table = sheet.tables["open_items"]
    heads = [c.value for c in sheet[5]]
    column = next(i for i, h in enumerate(heads) if h.endswith("CNY") )
    cents = lambda v: round(Decimal(str(v or 0)), 2)
    rows = list(sheet[table.ref])[1:]
    total, shown = sum(cents(r[column].value) for r in rows), cents(sheet.cell(4, column + 1).value)
    print("same" if total == shown and len(rows) > 100 else f"{path}: {total} of {len(rows)} rows, shown {shown}")
`
	paths := bothLanguages(t)
	out, err := exec.Command(python, append([]string{"-c", script}, paths...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if want := strings.Repeat("same\n", len(languages)*daily); string(out) != want {
		t.Errorf("openpyxl says\n%s", out)
	}
}
