package config

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Every combination of what may be given and left out is accepted and means what was
// given.
func TestTemplateCombinations(t *testing.T) {
	const options = 9
	for bits := range 1 << options {
		given := func(i int) bool { return bits>>i&1 == 1 }
		p := TemplateParams{Preset: "reference"}
		set := func(i int, field *string, text string) {
			if given(i) {
				*field = text
			}
		}
		set(0, &p.DSN, "mysql://daybook:it's#1: ${DAYBOOK_DB_PASSWORD}@tcp(db:3306)/erp")
		set(1, &p.DSNFile, "secrets/it's")
		set(2, &p.Company, "Müller & 儿子's: # ${Co}")
		set(3, &p.Currency, "CNY")
		set(4, &p.Recipient, "Ann Lee <ann@example.com>")
		set(5, &p.TimeZone, "Asia/Shanghai")
		set(6, &p.Language, "zh-CN")
		if given(7) {
			p.Parameters = append(p.Parameters, TemplateParameter{"prefix", "llx_", "The prefix of\ntable names."})
		}
		if given(8) {
			p.Parameters = append(p.Parameters, TemplateParameter{"entity", "0123", ""})
		}
		checkTemplate(t, p)
	}
}

func checkTemplate(t fatalfer, p TemplateParams) {
	t.Helper()
	text, err := Template(p)
	if err != nil {
		t.Fatalf("%+v: %v", p, err)
	}
	env := map[string]string{"DAYBOOK_DSN": "mysql://from/env", "DAYBOOK_DB_PASSWORD": "hunter2"}
	c, err := Parse("daybook.yml", text, func(name string) (string, bool) { v, ok := env[name]; return v, ok })
	if err != nil {
		t.Fatalf("%+v is refused: %v\n%s", p, err, text)
	}
	dsn := "mysql://from/env"
	switch {
	case p.DSNFile != "":
		dsn = ""
	case p.DSN != "":
		dsn = strings.ReplaceAll(p.DSN, "${DAYBOOK_DB_PASSWORD}", "hunter2")
	}
	want := fmt.Sprint(p.Preset, dsn, p.Company, p.Currency, or(p.TimeZone, "UTC"), or(p.Language, "en"), len(p.Parameters))
	got := fmt.Sprint(c.Source.Preset, c.Source.DSN.Reveal(), c.Company.Name, c.Company.Currency, c.Company.TimeZone, c.Language, len(c.Source.Parameters))
	if got != want {
		t.Fatalf("got  %s\nwant %s\n%s", got, want, text)
	}
	for _, each := range p.Parameters {
		if c.Source.Parameters[each.Name] != each.Value {
			t.Fatalf("parameter %s is %q, want %q", each.Name, c.Source.Parameters[each.Name], each.Value)
		}
	}
	if c.Jobs[0].Name != "receivables-daily" || c.Jobs[0].Schedule.String() != "workdays 07:00" {
		t.Fatalf("job is %+v", c.Jobs[0])
	}
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// Whatever a company is called, it comes back.
func TestTemplateQuotes(t *testing.T) {
	printable := rapid.StringMatching(`[\x{20}-\x{7e}\x{a1}-\x{ff}\x{4e00}-\x{4eff}]{0,20}[!-~]`)
	rapid.Check(t, func(t *rapid.T) {
		checkTemplate(t, TemplateParams{
			Preset: "reference", Company: printable.Draw(t, "company"),
			Parameters: []TemplateParameter{{"p", printable.Draw(t, "value"), printable.Draw(t, "comment")}},
		})
	})
}

func TestTemplateRefuses(t *testing.T) {
	for what, p := range map[string]TemplateParams{
		"no preset":                           {},
		"the company cannot be written":       {Preset: "reference", Company: "a\nb: c"},
		"the DSN cannot be written":           {Preset: "reference", DSN: "mysql://hunter2\x00"},
		"source.dsn: does not begin":          {Preset: "reference", DSN: "hunter2@tcp(db)/erp"},
		`"Mars/Base" is not a time zone`:      {Preset: "reference", TimeZone: "Mars/Base"},
		`"yuan" is not a currency`:            {Preset: "reference", Currency: "yuan"},
		`"nobody" is not a mail address`:      {Preset: "reference", Recipient: "nobody"},
		`"fr" is not known here`:              {Preset: "reference", Language: "fr"},
		"the prefix cannot be written":        {Preset: "reference", Parameters: []TemplateParameter{{"prefix", "\xff", ""}}},
		"source.parameters.p: stands twice":   {Preset: "reference", Parameters: []TemplateParameter{{"p", "1", ""}, {"p", "2", ""}}},
		"source.parameters.empty: is empty\n": {Preset: "reference", Parameters: []TemplateParameter{{"empty", "", ""}}},
	} {
		text, err := Template(p)
		if err == nil {
			t.Errorf("%s: accepted\n%s", what, text)
			continue
		}
		want := what
		if what == "no preset" {
			want = "source.preset: is empty"
		}
		if !strings.Contains(err.Error()+"\n", want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: got %v", what, err)
		}
	}
}

type fatalfer interface {
	Helper()
	Fatalf(string, ...any)
}
