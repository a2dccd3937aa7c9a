package extract

import (
	flags "flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"daybook/extract/reference"
)

var update = flags.Bool("update", false, "write the contract into preset/README.md")

const (
	contractBegins = "<!-- the contract begins: go test ./extract -run ContractIsDocumented -update -->\n"
	contractEnds   = "<!-- the contract ends -->\n"
)

// The README of the presets shows the contract as the code has it, with the
// meanings that the reference tables give their columns.
func TestContractIsDocumented(t *testing.T) {
	const file = "preset/README.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found1 := strings.Cut(string(text), contractBegins)
	_, after, found2 := strings.Cut(rest, contractEnds)
	if !found1 || !found2 {
		t.Fatalf("%s lacks the marks of the contract", file)
	}
	want := before + contractBegins + contractTables() + contractEnds + after
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(text) {
		t.Errorf("%s does not show the contract: go test ./extract -run ContractIsDocumented -update", file)
	}
}

func contractTables() string {
	meanings := columnComments()
	meanings["inverse_rate"] = "instead of rate, where the ERP keeps units of the currency for one unit of company currency"
	meanings["income.amount"] = "company currency: what invoices and credit notes posted from :from to :as_of, credit positive"
	var b strings.Builder
	for _, f := range Facts() {
		fmt.Fprintf(&b, "\n### %s\n\n| column | kind | required | meaning |\n|---|---|---|---|\n", f.Name)
		for _, c := range f.Columns {
			meaning, found := meanings[f.Name+"."+c.Name]
			if !found {
				meaning = meanings[c.Name]
			}
			isRequired := ""
			if c.Required {
				isRequired = "yes"
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", c.Name, c.Kind, isRequired, meaning)
		}
	}
	return b.String() + "\n"
}

// columnComments returns the comments of the reference tables by table.column.
func columnComments() map[string]string {
	out := map[string]string{}
	table := ""
	for line := range strings.Lines(reference.Schema(reference.SQLite)) {
		if name, isTable := strings.CutPrefix(line, "CREATE TABLE "); isTable {
			table = strings.Trim(strings.TrimSuffix(strings.TrimSpace(name), " ("), "`")
		}
		column, comment, _ := strings.Cut(line, "-- ")
		if words := strings.Fields(column); len(words) > 1 && strings.HasPrefix(words[1], "TEXT") {
			out[table+"."+words[0]] = strings.TrimSpace(comment)
		}
	}
	return out
}
