package config

import (
	"bytes"
	_ "embed" // the example and the template are files, to be read as such
	"fmt"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"
)

// Example is a configuration with every key and what it means.
//
//go:embed example.yml
var Example []byte

//go:embed template.yml
var templateText string

// TemplateParams are what a new configuration is written for.
type TemplateParams struct {
	// Preset is required.
	Preset string
	// DSN is written as it is, so that ${NAME} in it stays a reference. With neither
	// DSN nor DSNFile the configuration takes it from ${DAYBOOK_DSN}.
	DSN, DSNFile string
	// Company, Currency and Recipient may be empty.
	Company, Currency, Recipient string
	// TimeZone is UTC where empty, Language en.
	TimeZone, Language string
	// Parameters of the preset, in order.
	Parameters []TemplateParameter
}

// TemplateParameter is a parameter of the preset and its value. The comment, one
// line, may be empty.
type TemplateParameter struct{ Name, Value, Comment string }

// Template returns a commented configuration with the jobs receivables-daily and
// sales-weekly, ready to be run dry. What it writes is accepted by [Parse], or it returns Parse's mistakes.
func Template(p TemplateParams) ([]byte, error) {
	if p.TimeZone == "" {
		p.TimeZone = "UTC"
	}
	if p.Language == "" {
		p.Language = Languages[0]
	}
	if err := p.printable(); err != nil {
		return nil, err
	}
	t, err := template.New("template.yml").Funcs(template.FuncMap{
		"quote": quoteLiteral, "reference": quoteYAML, "comment": oneLine,
	}).Parse(templateText)
	if err != nil {
		return nil, fmt.Errorf("configuration template: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, p); err != nil {
		return nil, fmt.Errorf("configuration template: %w", err)
	}
	// Which variables are set where the file will be used is not known here.
	anything := func(string) (string, bool) { return mysqlScheme, true }
	if _, err := Parse("template", out.Bytes(), anything); err != nil {
		return nil, fmt.Errorf("configuration template: %w", err)
	}
	return out.Bytes(), nil
}

// printable refuses what would not stand on one line. The values are not repeated:
// one of them is the DSN.
func (p TemplateParams) printable() error {
	named := []TemplateParameter{
		{Name: "preset", Value: p.Preset}, {Name: "DSN", Value: p.DSN}, {Name: "DSN file", Value: p.DSNFile},
		{Name: "company", Value: p.Company}, {Name: "currency", Value: p.Currency}, {Name: "recipient", Value: p.Recipient},
		{Name: "time zone", Value: p.TimeZone}, {Name: "language", Value: p.Language},
	}
	named = append(named, p.Parameters...)
	for _, each := range named {
		for _, text := range []string{each.Name, each.Value} {
			if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
				return fmt.Errorf("the %s cannot be written to a configuration: it is not one line of UTF-8 text", oneLine(each.Name))
			}
		}
	}
	return nil
}

// quoteLiteral quotes text in which ${ means nothing.
func quoteLiteral(text string) string {
	return quoteYAML(strings.ReplaceAll(text, "${", "$${"))
}

func quoteYAML(text string) string {
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
