package tables

import (
	"os"
	"strings"
	"testing"
)

// docs/import.md says which columns must be there, and shows the maps that the
// tests use.
func TestDocumentation(t *testing.T) {
	data, err := os.ReadFile("../../docs/import.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	none := func(string) bool { return false }
	want := ""
	for _, each := range schema() {
		want += "| `" + each.name + "` | " + each.lacks(none) + " |\n"
	}
	if !strings.Contains(text, want) {
		t.Errorf("it does not hold\n%s", want)
	}
	for _, file := range []string{"ibm.yml", "highradius.yml"} {
		data, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if indented := "    " + strings.ReplaceAll(strings.TrimSpace(string(data)), "\n", "\n    "); !strings.Contains(text, indented) {
			t.Errorf("it does not show %s", file)
		}
	}
	for _, name := range Encodings() {
		if !strings.Contains(text, name) {
			t.Errorf("it does not name the encoding %s", name)
		}
	}
}
