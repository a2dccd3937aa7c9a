package extract

import "testing"

func TestVersionWords(t *testing.T) {
	for _, c := range []struct {
		version version
		words   string
		tried   []string
		untried bool
	}{
		{version{stated: "15.2.1"}, "15.2.1", []string{"15"}, false},
		{version{stated: "16.0.0-beta"}, "16.0.0-beta", []string{"15"}, true},
		{version{stated: "150.1"}, "150.1", []string{"15"}, true},
		{version{stated: "2.4.1"}, "2.4.1", []string{"2.4"}, false},
		{version{stated: "2.3"}, "2.3", []string{"2.x"}, false},
		{version{stated: "2"}, "2", []string{"2.4"}, true},
		{version{stated: "17.0.2"}, "17.0.2", []string{"9", "22"}, true},
		{version{stated: "9.0", since: "14"}, "14 or later, as its tables show, though it calls itself 9.0", []string{"9", "22"}, false},
		{version{stated: "14.0", since: "14"}, "14.0", []string{"14"}, false},
		{version{since: "14"}, "14 or later", []string{"15"}, false},
		{version{past: "14"}, "before 14", []string{"15"}, true},
		{version{since: "2021", past: "2026"}, "2021 or later, before 2026", []string{"2024 (3.3)", "2026 (3.6)"}, false},
		{version{past: "2021"}, "before 2021", []string{"2024 (3.3)"}, true},
		{version{}, "", []string{"1"}, false},
		{version{stated: "7"}, "7", nil, false},
	} {
		if got := c.version.String(); got != c.words {
			t.Errorf("%+v: got %q, want %q", c.version, got, c.words)
		}
		if got := c.version.untried(c.tried); got != c.untried {
			t.Errorf("%+v, tried %v: untried is %t", c.version, c.tried, got)
		}
	}
}

// Whatever a database says of its version, it is compared without a panic, and
// equal to itself.
func FuzzVersions(f *testing.F) {
	for _, seed := range []string{"15.65.4", "9.0.0-beta", "2.x", "", "99999999999999999999.1", "..", "v3"} {
		f.Add(seed, "15")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if compareVersions(a, a) != 0 || compareVersions(a, b) != -compareVersions(b, a) || !covers(a, a) {
			t.Errorf("%q and %q", a, b)
		}
	})
}

// Names of tables behind aliases, as queries of presets write them.
func TestTablesOf(t *testing.T) {
	const query = "SELECT i.name -- from nowhere n\nFROM `tabSales Invoice` i\nLEFT JOIN tabCustomer AS c ON c.name = i.customer\nJOIN (SELECT 1) x JOIN plain WHERE 1"
	for alias, want := range map[string]string{"i": "tabSales Invoice", "C": "tabCustomer", "plain": "plain", "x": "", "n": ""} {
		got := tablesOf(query, alias)
		if want == "" && len(got) == 0 || len(got) == 1 && got[0] == want {
			continue
		}
		t.Errorf("%s: got %v, want %q", alias, got, want)
	}
	if got := tablesOf(query, ""); len(got) != 3 {
		t.Errorf("all: %v", got)
	}
}
