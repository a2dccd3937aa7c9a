package tables

import (
	"slices"
	"strings"
	"testing"

	"daybook/extract/reference"
)

// Every reference table can be imported with all its columns in their order, but
// for the one that nothing reads.
func TestSchemaIsWhole(t *testing.T) {
	for _, want := range reference.Tables {
		got, known := tableNamed(want.Name)
		if !known {
			if want.Name != "order_lines" {
				t.Errorf("%s cannot be imported", want.Name)
			}
			continue
		}
		if !slices.Equal(got.names(), want.Columns) {
			t.Errorf("%s has %v, want %v", want.Name, got.names(), want.Columns)
		}
	}
	for name := range words {
		of, column, _ := strings.Cut(name, ".")
		if t1, known := tableNamed(of); !known || t1.index(column) < 0 {
			t.Errorf("there are words for %s, which is no column", name)
		}
	}
}

func TestNearest(t *testing.T) {
	for name, want := range map[string]string{"postd": "posted", "Posted": "posted", "gross": "gross", "amount_due": "", "x": ""} {
		if got := nearest(name, []string{"posted", "due", "gross"}); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestTemplates(t *testing.T) {
	r := row{at: 9, cells: []cell{{text: "7"}, {}, {form: day, text: "2025-05-31"}, {form: broken, text: "broken"}}}
	headers := []string{"no", "empty", "when", "bad"}
	for text, want := range map[string]cell{
		"INV-{no}/{when}": {text: "INV-7/2025-05-31"}, "{when}": {day, "2025-05-31"}, "{empty}": {}, "x{empty}": {}, "{no}{empty}": {text: "7"},
		"{#}": {text: "9"}, "L{#}": {text: "L9"}, "plain": {text: "plain"}, "{{no}}": {text: "{no}"}, "": {}, "x{bad}": {broken, "broken"},
	} {
		parsed, err := parseTemplate(text)
		if err != nil {
			t.Fatal(err)
		}
		bound, unknown := parsed.bind(headers)
		if got := bound.of(r); got != want || len(unknown) > 0 {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
	for _, wrong := range []string{"{no", "no}", "{}", "a{b"} {
		if _, err := parseTemplate(wrong); err == nil {
			t.Errorf("%q was taken", wrong)
		}
	}
}
