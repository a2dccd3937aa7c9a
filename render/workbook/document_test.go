package workbook

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
	"daybook/render"
	"daybook/render/locale"
	"daybook/render/xlsx"
	"daybook/render/xlsx/xlsxtest"
)

// everyCell calls do for every cell of a document, those of lists included.
func everyCell(t testing.TB, d *render.Document, do func(sheet string, c render.Cell)) {
	t.Helper()
	for _, s := range d.Sheets {
		for _, c := range s.Cells {
			do(s.ID, c.Cell)
		}
		for _, l := range s.Lists {
			for cells, err := range l.Rows {
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range cells {
					do(s.ID, c)
				}
			}
		}
	}
}

// audit holds a document to what every document must be: links lead somewhere,
// totals are the sums of their rows, counts are right, headers are unique, no
// place of a wording is left open, nothing is placed twice.
func audit(t *testing.T, d *render.Document) {
	t.Helper()
	sheets, keys := map[string]bool{}, map[string]bool{}
	for _, s := range d.Sheets {
		sheets[s.ID] = true
		for _, l := range s.Lists {
			auditList(t, s.ID, l, keys)
		}
		taken := map[string]bool{}
		for _, c := range s.Cells {
			for i := range max(c.Across, 1) {
				at := ref(c.Column+i, c.Row)
				if taken[at] {
					t.Errorf("%s: two cells at %s", s.ID, at)
				}
				taken[at] = true
			}
		}
	}
	everyCell(t, d, func(sheet string, c render.Cell) {
		l := c.Link
		if l.Sheet != "" && !sheets[l.Sheet] {
			t.Errorf("%s: a link leads to the sheet %q, which does not exist", sheet, l.Sheet)
		}
		if l.Key != "" && !keys[l.List+"/"+l.Key] {
			t.Errorf("%s: a link leads to %q in list %q, which does not exist", sheet, l.Key, l.List)
		}
		if strings.ContainsAny(c.Value.Text, "{}") {
			t.Errorf("%s: a place is left open in %q", sheet, c.Value.Text)
		}
	})
}

func auditList(t *testing.T, sheet string, l render.List, keys map[string]bool) {
	t.Helper()
	headers := map[string]bool{}
	for _, c := range l.Columns {
		if c.Header == "" || headers[c.Header] {
			t.Errorf("%s/%s: the header %q of %s is empty or not unique", sheet, l.ID, c.Header, c.ID)
		}
		headers[c.Header] = true
	}
	n, sums := 0, make([]fact.Amount, len(l.Columns))
	for cells := range l.Rows {
		n++
		if len(cells) != len(l.Columns) {
			t.Fatalf("%s/%s: a row of %d cells under %d columns", sheet, l.ID, len(cells), len(l.Columns))
		}
		for i, c := range cells {
			sums[i] = sums[i].Plus(c.Value.Money)
		}
		keys[l.ID+"/"+cells[l.Keys].Value.Text] = true
	}
	if n != l.Count {
		t.Errorf("%s/%s: Count is %d for %d rows", sheet, l.ID, l.Count, n)
	}
	for i, c := range l.Columns {
		if c.Total == render.TotalSum && c.Sum.Money != sums[i] {
			t.Errorf("%s/%s: the total of %s is %s above rows of %s", sheet, l.ID, c.ID, c.Sum.Money, sums[i])
		}
	}
}

// write proves that the document is one that Excel takes.
func write(t *testing.T, d *render.Document) {
	t.Helper()
	var b bytes.Buffer
	if _, err := xlsx.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	xlsxtest.Verify(t, b.Bytes())
}

func TestDocument(t *testing.T) {
	for _, tag := range locale.Tags() {
		t.Run(tag, func(t *testing.T) {
			d := document(t, tag)
			audit(t, d)
			write(t, d)
		})
	}
}

func TestSheetsAreInOrder(t *testing.T) {
	want := []string{"summary", "ageing", "groups", "items", "movement", "speed", "tie_out", "data", "notes"}
	names := map[string]bool{}
	for i, s := range document(t, "en").Sheets {
		if s.ID != want[i] || names[s.Name] {
			t.Errorf("sheet %d is %s %q, want %s", i, s.ID, s.Name, want[i])
		}
		names[s.Name] = true
	}
}

// The Summary is one screen: 36 rows in the pixels of its grid.
func TestSummaryGrid(t *testing.T) {
	s := sheet(t, document(t, "en"), SheetSummary)
	points := 0.0
	for row := 1; row <= 36; row++ {
		h, ok := s.Heights[row]
		if !ok {
			t.Errorf("row %d has no height", row)
		}
		points += h
	}
	if points > 700 {
		t.Errorf("the rows are %v points high, more than a screen", points)
	}
	if len(s.Columns) != 15 || s.Columns[1] != (90.0-5)/7 {
		t.Errorf("columns %v", s.Columns)
	}
}

func TestOpenItemsAreMostOverdueFirst(t *testing.T) {
	r := result()
	r.Customers[0], r.Customers[1] = r.Customers[1], r.Customers[0]
	d := Receivables(snapshot(), r, language(t, "en"), Options{})
	var got []string
	for cells := range sheet(t, d, SheetItems).Lists[0].Rows {
		got = append(got, cells[2].Value.Text)
	}
	if want := "CN-5 INV-4 INV-3 INV-1 INV-2 RC-6"; strings.Join(got, " ") != want {
		t.Errorf("items %v, want %s", got, want)
	}
}

// Lists are made from results of any shape without losing an amount.
func TestTotalsOfAnyItems(t *testing.T) {
	en := language(t, "en")
	rapid.Check(t, func(rt *rapid.T) {
		r := result()
		r.Items = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) receivables.Item {
			class := receivables.Class(rapid.IntRange(0, 2).Draw(t, "class"))
			return receivables.Item{
				Class: class, Document: fact.None, Receipt: fact.None, Salesperson: fact.None,
				Customer: fact.Ref(rapid.IntRange(-1, 2).Draw(t, "customer")), Number: rapid.String().Draw(t, "number"),
				DaysLate: rapid.IntRange(-400, 4000).Draw(t, "late"), Bucket: rapid.IntRange(-1, 4).Draw(t, "bucket"),
				Due: asOf, Company: fact.Amount(rapid.Int64Range(-1e15, 1e15).Draw(t, "company")),
			}
		}), 0, 20).Draw(rt, "items")
		want := fact.Amount(0)
		for _, i := range r.Items {
			want = want.Plus(i.Company)
		}
		list := sheet(t, Receivables(snapshot(), r, en, Options{}), SheetItems).Lists[0]
		for _, c := range list.Columns {
			if c.ID == "open_company" && c.Sum.Money != want {
				rt.Fatalf("total %s, want %s", c.Sum.Money, want)
			}
		}
	})
}
