package tables

import (
	"bytes"
	"testing"

	"daybook/extract"
)

// No text, however broken, ends the program; what comes of it is rows in the
// order of its lines, and at most one error, which is the last.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"id,name\n1,E\n", "id;name\n1;\"a\"\n", "id,name\n1,\"", "\xff\xfei\x00d\x00", "id\tname\n1\t\xb9\xfa\n", "\n\n,\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		chars, _, err := charsetOf("", bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		readText(chars.NewDecoder().Reader(bytes.NewReader(data)), chars, rising(t))
	})
}

// The same for the XML of a sheet.
func FuzzSheet(f *testing.F) {
	for _, seed := range []string{
		`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="1"><v>45808.5</v></c></row></sheetData></worksheet>`,
		`<row r="2"><c t="inlineStr"><is><r><t>a</t></r></is></c></row><row r="1"><c r="XFE9"><f>1</f></c></row>`, `<row r="-1"><c r="1" s="-1"><v>1e999</v>`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b := &book{texts: []string{"shared"}, formats: []numberFormat{{}, {isDate: true}, {zeros: 5}}, epoch: epoch1900}
		b.readRows(bytes.NewReader(data), rising(t))
	})
}

// rising reads every row's cells as every kind, and ends the test where one comes
// after an error.
func rising(t *testing.T) func(row, error) bool {
	ended := false
	return func(r row, err error) bool {
		if ended {
			t.Fatal("a row after an error")
		}
		ended = err != nil
		for _, c := range r.cells {
			for kind := extract.Text; kind <= extract.Flag; kind++ {
				v, err := (reader{}).value(column{Column: extract.Column{Kind: kind}}, c)
				if err == nil && c.form == broken {
					t.Fatalf("a broken cell is read as %q", v)
				}
			}
		}
		return true
	}
}
