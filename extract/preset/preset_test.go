package preset

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBind(t *testing.T) {
	values := map[string]any{"as_of": "2025-05-31", "from": "2024-01-01", "a": 1}
	names := map[string]string{"prefix": "0_", "none": ""}
	for name, test := range map[string]struct {
		sql, want string
		args      []any
	}{
		"plain":              {"SELECT 1", "SELECT 1", nil},
		"twice":              {"x <= :as_of AND y <= :as_of", "x <= ? AND y <= ?", []any{"2025-05-31", "2025-05-31"}},
		"in order":           {":from,:as_of,:a", "?,?,?", []any{"2024-01-01", "2025-05-31", 1}},
		"time in quotes":     {"t < '12:30:00' AND d < :as_of", "t < '12:30:00' AND d < ?", []any{"2025-05-31"}},
		"format":             {"DATE_FORMAT(d, '%H:%i')", "DATE_FORMAT(d, '%H:%i')", nil},
		"double quotes":      {`"a:b" = :a`, `"a:b" = ?`, []any{1}},
		"backquotes":         {"`x:y` = :a", "`x:y` = ?", []any{1}},
		"doubled quote":      {"'it''s :a' = :a", "'it''s :a' = ?", []any{1}},
		"backslash":          {`'it\'s :a' = :a`, `'it\'s :a' = ?`, []any{1}},
		"dash comment":       {"-- it's :b\n:a", "-- it's :b\n?", []any{1}},
		"dash at the end":    {":a --", "? --", []any{1}},
		"minus minus":        {"5--:a", "5--?", []any{1}},
		"hash comment":       {"# it's {x} :b\n:a", "# it's {x} :b\n?", []any{1}},
		"block comment":      {"/* it's :b ? */:a", "/* it's :b ? */?", []any{1}},
		"question in quotes": {"'why?' = :a", "'why?' = ?", []any{1}},
		"assignment":         {"@x := 1", "@x := 1", nil},
		"colon and digits":   {"a:1", "a:1", nil},
		"prefix":             {"FROM {prefix}debtor_trans", "FROM 0_debtor_trans", nil},
		"prefix in quotes":   {"FROM `{prefix}sales order`", "FROM `0_sales order`", nil},
		"empty prefix":       {"FROM {none}t", "FROM t", nil},
		"prefix in string":   {"'{prefix}'", "'{prefix}'", nil},
		"JSON":               {"{ }", "{ }", nil},
		"other letters":      {"'Größe: :a' = :a", "'Größe: :a' = ?", []any{1}},
	} {
		t.Run(name, func(t *testing.T) {
			got, args, err := Bind(test.sql, values, names)
			if err != nil || got != test.want {
				t.Errorf("got %q, %v; want %q", got, err, test.want)
			}
			if diff := cmp.Diff(test.args, args); diff != "" {
				t.Errorf("arguments (want − got):\n%s", diff)
			}
		})
	}
}

func TestBindRefuses(t *testing.T) {
	for sql, want := range map[string]string{
		"SELECT\n:nope":   "line 2: the parameter :nope is not declared in preset.yml",
		"FROM {nope}t":    "line 1: the identifier {nope} is not declared in preset.yml",
		"FROM {p":         "line 1: {p is not closed",
		"FROM `{p t`":     "line 1: {p is not closed",
		"SELECT 'a":       "line 1: a quote ' is not closed",
		"SELECT \"a\\\"":  "line 1: a quote \" is not closed",
		"SELECT `a":       "line 1: a quote ` is not closed",
		"SELECT 1 /* \n ": "line 1: a comment /* is not closed",
		"a = ?":           "line 1: a bare ? is no parameter: write :name",
	} {
		if _, _, err := Bind(sql, nil, map[string]string{"p": ""}); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", sql, err, want)
		}
	}
}

// Whatever the text, binding neither panics nor loses arguments, and text without
// parameters stays as it is.
func FuzzBind(f *testing.F) {
	for _, seed := range []string{"SELECT :a FROM {p}t -- c\n", "'a:b' `x` /* */ # \n", "\\'\"`", "{p}{", ":"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		got, args, err := Bind(sql, map[string]any{"a": 1}, map[string]string{"p": "x_"})
		if err != nil {
			return
		}
		if strings.Count(got, "?") < len(args) {
			t.Errorf("%q: %d arguments for %q", sql, len(args), got)
		}
		if !strings.ContainsAny(sql, ":{") && got != sql {
			t.Errorf("%q became %q", sql, got)
		}
	})
}

// Every preset loads, says what it is and has its papers.
func TestPresetsAreWhole(t *testing.T) {
	for _, name := range Names {
		p, err := Load(name, "")
		if err != nil {
			t.Fatal(err)
		}
		if p.Title == "" || len(p.Versions) == 0 || len(p.Reads) == 0 || !p.Has("company") || !p.Has("documents") {
			t.Errorf("%s: %+v", name, p)
		}
		readme, err := embedded.ReadFile(name + "/README.md")
		if err != nil {
			t.Fatal(err)
		}
		for _, section := range []string{"# " + name, "## Rights", "GRANT SELECT", "## What it cannot supply"} {
			if !strings.Contains(string(readme), section) {
				t.Errorf("the README of %s lacks %q", name, section)
			}
		}
		values, err := p.Values(nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, query := range p.Queries() {
			text, _, err := p.Bind(query, values)
			if err != nil || !strings.Contains(text, "SELECT") {
				t.Errorf("%s: %s.sql: %v", name, query, err)
			}
		}
	}
	entries, err := embedded.ReadDir(".")
	if err != nil || len(entries) != len(Names) {
		t.Errorf("%d folders, %d names, %v", len(entries), len(Names), err)
	}
}

func write(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestOverlayReplacesAndAdds(t *testing.T) {
	p, err := Load("classicmodels", write(t, map[string]string{"targets.sql": "SELECT 7", "customers.sql": "SELECT 8", "notes.txt": "?"}))
	if err != nil {
		t.Fatal(err)
	}
	values, _ := p.Values(nil)
	for fact, want := range map[string]string{"targets": "SELECT 7", "customers": "SELECT 8"} {
		if got, _, err := p.Bind(fact, values); got != want {
			t.Errorf("%s: %q, %v", fact, got, err)
		}
	}
	if !p.Has("documents") || p.Has("notes") {
		t.Errorf("the queries are %v", p.Queries())
	}
}

// A folder alone may be a preset, for an ERP that nobody else has.
func TestPresetOfOnesOwn(t *testing.T) {
	folder := write(t, map[string]string{
		"preset.yml": `{name: mine, title: Mine, reads: ["{prefix}orders"], parameters: [
			{name: prefix, identifier: true, default: a_, description: the table prefix},
			{name: tenant, required: true, pattern: "[0-9]+", description: the tenant's number}]}`,
		"documents.sql": "SELECT * FROM {prefix}orders WHERE tenant = :tenant",
	})
	p, err := Load("mine", folder)
	if err != nil {
		t.Fatal(err)
	}
	values, err := p.Values(map[string]string{"tenant": "7"})
	if err != nil {
		t.Fatal(err)
	}
	query, args, err := p.Bind("documents", values)
	if err != nil || query != "SELECT * FROM a_orders WHERE tenant = ?" || !slices.Equal(args, []any{"7"}) {
		t.Errorf("%q %v, %v", query, args, err)
	}
	if tables, err := p.Tables(values); err != nil || !slices.Equal(tables, []string{"a_orders"}) {
		t.Errorf("%v, %v", tables, err)
	}
	for _, test := range []struct {
		given map[string]string
		want  string
	}{
		{nil, "source.parameters.tenant: is required: the tenant's number"},
		{map[string]string{"tenant": "7; DROP"}, `source.parameters.tenant: "7; DROP" does not match [0-9]+: the tenant's number`},
		{map[string]string{"tenant": "7\n"}, `source.parameters.tenant: "7\n" does not match [0-9]+: the tenant's number`},
		{map[string]string{"tenant": "7", "prefix": "a b"}, `source.parameters.prefix: "a b" does not match [A-Za-z0-9_]*: the table prefix`},
		{map[string]string{"tenant": "7", "prefix": "`"}, "source.parameters.prefix: \"`\" does not match [A-Za-z0-9_]*: the table prefix"},
	} {
		_, err := p.Values(test.given)
		var wrong *ParameterError
		if !errors.As(err, &wrong) || err.Error() != test.want {
			t.Errorf("%v: got %v, want %s", test.given, err, test.want)
		}
	}
}

func TestBrokenPresetsAreRefused(t *testing.T) {
	for name, test := range map[string]struct{ yml, want string }{
		"unknown key":     {"name: mine\nparameter: []", `unknown field "parameter"`},
		"other name":      {"name: yours", `preset.yml names it "yours"`},
		"reserved":        {"{name: mine, parameters: [{name: as_of}]}", `parameter "as_of": not a name of its own`},
		"pattern":         {"{name: mine, parameters: [{name: a, pattern: '('}]}", "parameter a: error parsing regexp"},
		"default":         {"{name: mine, parameters: [{name: a, pattern: '[0-9]', default: x}]}", `"x" does not match [0-9]`},
		"unsafe":          {"{name: mine, parameters: [{name: a, identifier: true, pattern: '.*', default: 'a;b'}]}", `"a;b" does not match [A-Za-z0-9_]*`},
		"no such name":    {"{name: mine, reads: ['{x}t']}", "the identifier {x} is not declared"},
		"marks":           {"{name: mine, recognise: {tables: ['{x}t']}}", "recognise: tables: line 1: the identifier {x} is not declared"},
		"version":         {"{name: mine, recognise: {version: ['SELECT v FROM {x}t']}}", "recognise: version: line 1: the identifier {x} is not declared"},
		"no version":      {"{name: mine, changes: [{table: t, is: a}]}", "names no version"},
		"no change":       {"{name: mine, changes: [{version: '2', table: t}]}", "names no version, or nothing that changed"},
		"optional":        {"{name: mine, optional: [rates]}", `optional: "rates" has no query of its own`},
		"unscoped":        {"{name: mine, unscoped: [lines]}", `unscoped: there is no query "lines"`},
		"extra's table":   {"{name: mine, extras: [{name: e, table: '{x}t', columns: [a]}]}", "extras: e: line 1: the identifier {x} is not declared"},
		"extra's name":    {"{name: mine, reads: [t], parameters: [{name: e}], extras: [{name: e, table: t, columns: [a]}]}", `extras: "e" is not a name of its own`},
		"extra's columns": {"{name: mine, reads: [t], extras: [{name: e, table: t}]}", "extras: e has no columns"},
		"unread extra":    {"{name: mine, extras: [{name: e, table: t, columns: [a]}]}", `extras: e: "t" is not among the tables under reads`},
		"missing extra":   {"{name: mine, reads: [t], missing: [rates], extras: [{name: e, table: t, columns: [a], gives: [rates]}]}", "extras: e gives rates, which is under missing"},
		"page":            {"{name: mine, pages: {invoice: /invoices}}", `pages: invoice: "/invoices" is no path`},
		"page's name":     {"{name: mine, pages: {invoice: '/invoices/{no}'}}", `pages: invoice: "/invoices/{no}" is no path`},
		"other site":      {"{name: mine, pages: {invoice: 'https://erp.example/{id}'}}", "is no path"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load("mine", write(t, map[string]string{"preset.yml": test.yml}))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// A table that may be absent is bound by its name, and without it by no rows.
func TestExtra(t *testing.T) {
	p, err := Load("mine", write(t, map[string]string{
		"preset.yml": `{name: mine, title: Mine, reads: ["{prefix}staff"], parameters: [{name: prefix, identifier: true, default: a_}],
			extras: [{name: employee, table: "{prefix}staff", columns: [id, begin], gives: [salespeople.joined]}]}`,
		"salespeople.sql": "SELECT e.begin FROM {employee} e",
	}))
	if err != nil {
		t.Fatal(err)
	}
	values, _ := p.Values(nil)
	e, found := p.Extra(values, "A_STAFF")
	if !found || e.Table != "a_staff" || !slices.Equal(e.Gives, []string{"salespeople.joined"}) {
		t.Fatalf("%+v, %v", e, found)
	}
	if _, found := p.Extra(values, "staff"); found {
		t.Error("a table without the prefix was taken for the extra")
	}
	for _, test := range []struct {
		values Values
		want   string
	}{
		{values.Without(e), "SELECT e.begin FROM (SELECT NULL AS `id`, NULL AS `begin` FROM (SELECT 1 AS one) nothing WHERE 1 = 0) e"},
		{values, "SELECT e.begin FROM `a_staff` e"},
	} {
		if got, _, err := p.Bind("salespeople", test.values); err != nil || got != test.want {
			t.Errorf("got %s, %v; want %s", got, err, test.want)
		}
	}
}
