package extract

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daybook/extract/preset"
	"daybook/extract/reference"
)

// The reference tables hold exactly the columns of the contract, and the
// reference preset selects them all. A rate in the other direction is for other
// ERPs; order_lines are stored and not read yet; whose a row is chooses it.
func TestReferenceTablesAreTheContract(t *testing.T) {
	p, err := preset.Load("reference", "")
	if err != nil {
		t.Fatal(err)
	}
	facts := map[string]Fact{}
	for _, f := range Facts() {
		facts[f.Name] = f
	}
	for _, table := range reference.Tables {
		if table.Name == "order_lines" {
			continue
		}
		var contract []string
		for _, c := range facts[table.Name].Columns {
			if c.Name != "inverse_rate" {
				contract = append(contract, c.Name)
			}
		}
		own := slices.DeleteFunc(slices.Clone(table.Columns), func(c string) bool { return c == "company" })
		columns := slices.Sorted(slices.Values(own))
		if slices.Sort(contract); !slices.Equal(columns, contract) {
			t.Errorf("%s: the table has %v, the contract %v", table.Name, columns, contract)
		}
		query, _, err := p.Bind(table.Name, mustValues(t, p))
		if err != nil {
			t.Fatal(err)
		}
		if got := selected(query); !slices.Equal(got, own) {
			t.Errorf("%s.sql selects %v, the table has %v", table.Name, got, own)
		}
		delete(facts, table.Name)
	}
	delete(facts, "income") // an ERP's ledger has it; who fills tables by hand keeps no income accounts there
	if len(facts) > 0 {
		t.Errorf("facts without a reference table: %v", facts)
	}
}

// selected returns the columns of a plain SELECT.
func selected(query string) []string {
	_, rest, _ := strings.Cut(query, "SELECT")
	list, _, _ := strings.Cut(rest, "FROM")
	var out []string
	for column := range strings.SplitSeq(list, ",") {
		out = append(out, strings.TrimSpace(column))
	}
	return out
}

func mustValues(t *testing.T, p *preset.Preset) preset.Values {
	t.Helper()
	v, err := p.Values(nil)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// What a preset names missing is in the contract, and has no query; what an extra gives is
// there, too.
func TestPresetsNameWhatTheyLack(t *testing.T) {
	known := map[string]bool{}
	for _, f := range Facts() {
		known[f.Name] = true
		for _, c := range f.Columns {
			known[f.Name+"."+c.Name] = true
		}
	}
	known["control.gl"] = true // a part, which few ERPs have
	for _, name := range preset.Names {
		p, err := preset.Load(name, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, what := range p.Missing {
			if !known[what] || slices.Contains(p.Queries(), what) {
				t.Errorf("%s names %q missing", name, what)
			}
		}
		for _, e := range p.Extras {
			for _, what := range e.Gives {
				if !known[what] {
					t.Errorf("%s has %q of %s", p.Name, what, e.Table)
				}
			}
		}
		for _, f := range Facts() {
			if !p.Has(f.Name) && !slices.Contains(p.Missing, f.Name) {
				t.Errorf("%s has no %s.sql, and does not name %s missing", name, f.Name, f.Name)
			}
		}
		if err := unknownQueries(p); err != nil {
			t.Error(err)
		}
	}
}

// What a fact refers to is read before it.
func TestNeedsComeFirst(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Facts() {
		for _, need := range f.Needs {
			if !seen[need] {
				t.Errorf("%s needs %s, which is read after it", f.Name, need)
			}
		}
		seen[f.Name] = true
	}
}

func TestCellsRead(t *testing.T) {
	for _, test := range []struct {
		raw  string
		want string
	}{
		{"2025-05-31", "2025-05-31"}, {"2024-02-29", "2024-02-29"}, {"2025-02-29", "bad"}, {"2025-13-01", "bad"},
		{"0000-00-00", "bad"}, {"2025-00-10", "bad"}, {"2025-04-31", "bad"}, {"2025-5-1", "bad"}, {"31.05.2025", "bad"},
		{"2025-05-31 23:59:59", "2025-05-31"}, {"2025-05-31T00:00:00.123456", "2025-05-31"}, {"2025-05-31 24:00:00", "bad"},
		{"2025-05-31 ", "bad"}, {"0000-00-00 00:00:00", "bad"}, {"1900-02-28", "1900-02-28"}, {"1900-02-29", "bad"},
	} {
		var c day
		c.set([]byte(test.raw), zones{})
		got := c.date.String()
		if c.bad {
			got = "bad"
		}
		if got != test.want {
			t.Errorf("day %q: %s, want %s", test.raw, got, test.want)
		}
	}
	for raw, want := range map[string]flag{"1": {on: true}, "\x01": {on: true}, "0": {}, "\x00": {}, "": {}, "Y": {bad: true}, "2": {bad: true}} {
		var c flag
		c.set([]byte(raw), zones{})
		if c.on != want.on || c.bad != want.bad {
			t.Errorf("flag %q: %+v", raw, c)
		}
	}
	for raw, want := range map[string]whole{"30": {n: 30}, "-3": {n: -3}, "7.00": {n: 7}, "7.5": {n: 7, bad: true}, "many": {bad: true}} {
		var c whole
		c.set([]byte(raw), zones{})
		if c.n != want.n || c.bad != want.bad {
			t.Errorf("whole %q: %+v", raw, c)
		}
	}
}

// Whole numbers come before words and by size, whatever the collation says.
func TestIDsHaveOneOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringMatching(`[0-9a-cÄ]{0,3}`)
		a, b, c := id.Draw(t, "a"), id.Draw(t, "b"), id.Draw(t, "c")
		if compareIDs(a, b) != -compareIDs(b, a) || (compareIDs(a, b) == 0) != (a == b) {
			t.Fatalf("%q and %q", a, b)
		}
		if compareIDs(a, b) < 0 && compareIDs(b, c) < 0 && compareIDs(a, c) >= 0 {
			t.Fatalf("%q < %q < %q", a, b, c)
		}
	})
	got := []string{"b", "10", "", "9", "007", "B"}
	slices.SortFunc(got, compareIDs)
	if want := []string{"9", "10", "007", "", "B", "b"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// permute sorts as the library's stable sort does.
func TestPermuteIsAStableSort(t *testing.T) {
	type row struct{ key, place int }
	compare := func(a, b *row) int { return a.key - b.key }
	rapid.Check(t, func(t *rapid.T) {
		var rows []row
		for i, key := range rapid.SliceOf(rapid.IntRange(0, 9)).Draw(t, "keys") {
			rows = append(rows, row{key, i})
		}
		want := slices.Clone(rows)
		slices.SortStableFunc(want, func(a, b row) int { return compare(&a, &b) })
		if permute(&rows, compare); !slices.Equal(rows, want) {
			t.Fatalf("got %v, want %v", rows, want)
		}
	})
}

func FuzzParseDay(f *testing.F) {
	for _, seed := range []string{"2025-05-31", "2025-05-31 23:59:59.999", "0000-00-00", ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		date, ok := parseDay(raw, zones{})
		if ok && date.String() != string(raw[:10]) {
			t.Errorf("%q is read as %s", raw, date)
		}
	})
}

func TestBeyondReading(t *testing.T) {
	for grant, want := range map[string]string{
		"GRANT USAGE ON *.* TO `a`@`%` IDENTIFIED BY PASSWORD '*X'":         "",
		"GRANT SELECT, SHOW VIEW ON `d`.* TO `a`@`%`":                       "",
		"GRANT SELECT (`a`, `b`) ON `d`.`t` TO `a`@`%`":                     "",
		"GRANT ALL PRIVILEGES ON *.* TO `root`@`%` WITH GRANT OPTION":       "ALL PRIVILEGES",
		"GRANT SELECT (`a`), UPDATE (`b`), DELETE ON `d`.`t` TO `a`@`%`":    "DELETE,UPDATE",
		"GRANT `reader`@`%` TO `a`@`%`":                                     "",
		"GRANT PROXY ON ''@'%' TO 'root'@'localhost' WITH GRANT OPTION":     "",
		"GRANT SELECT, INSERT, CREATE TEMPORARY TABLES ON `d`.* TO `a`@`%`": "CREATE TEMPORARY TABLES,INSERT",
	} {
		if got := strings.Join(beyondReading([]string{grant}), ","); got != want {
			t.Errorf("%s: %q, want %q", grant, got, want)
		}
	}
}
