package jobs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/preset"
)

// SetupRequest is what a new configuration is written from.
type SetupRequest struct {
	// Preset may be empty where there is a DSN: the ERP is then recognised by its
	// tables.
	Preset, DSN, Company, Recipient, Language string
	// Parameters of the preset that the operator gave.
	Parameters map[string]string
}

// Setup is a new configuration.
type Setup struct {
	Text []byte
	// Recognised is the ERP where its preset was not named.
	Recognised *extract.Recognition
}

// NewSetup writes a configuration. With a DSN it asks the database which ERP it is,
// where the preset does not say, and which companies there are, takes the only one,
// and where there are several and none is named, says which.
func NewSetup(ctx context.Context, q SetupRequest) (Setup, error) {
	ctx, cancel := context.WithTimeout(ctx, lookUp)
	defer cancel()
	out := Setup{}
	if q.Preset == "" {
		found, err := q.recognise(ctx)
		if err != nil {
			return out, err
		}
		out.Recognised, q = &found, q.of(found)
	}
	p, err := preset.Load(q.Preset, "")
	if err != nil {
		return out, &UsageError{err.Error(), "daybook presets lists them"}
	}
	t, err := q.template(p)
	if err != nil {
		return out, err
	}
	if q.DSN != "" {
		company, err := theCompany(ctx, q)
		if err != nil {
			return out, inFlags(err, p)
		}
		t.Company, t.TimeZone = company.Name, cmp.Or(company.TimeZone, t.TimeZone)
	}
	out.Text, err = config.Template(t)
	return out, err
}

// recognise finds the one ERP that the DSN leads to.
func (q SetupRequest) recognise(ctx context.Context) (extract.Recognition, error) {
	if q.DSN == "" {
		return extract.Recognition{}, &UsageError{"which ERP is it?", "name it with --preset, or give --dsn and it is recognised by its tables"}
	}
	found, err := extract.Detect(ctx, q.DSN, extract.Options{StatementTimeout: lookUp})
	if err != nil {
		return extract.Recognition{}, err
	}
	found = slices.DeleteFunc(found, func(r extract.Recognition) bool {
		given, isGiven := q.Parameters[r.Parameter]
		return isGiven && given != r.Value
	})
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return extract.Recognition{}, &UsageError{"no ERP stands in the database as --set says", "leave --set out, and what is there is told"}
	}
	var names []string
	for _, r := range found {
		names = append(names, r.String()+" ("+flags(r)+")")
	}
	return extract.Recognition{}, &UsageError{"the database holds several: " + strings.Join(names, ", "), "say which by these flags"}
}

// of is the request for an ERP that was recognised.
func (q SetupRequest) of(r extract.Recognition) SetupRequest {
	q.Preset = r.Preset
	if !r.IsDefault {
		q.Parameters = maps.Clone(q.Parameters)
		if q.Parameters == nil {
			q.Parameters = map[string]string{}
		}
		q.Parameters[r.Parameter] = r.Value
	}
	return q
}

// flags are those of init that name a recognised ERP.
func flags(r extract.Recognition) string {
	out := "--preset " + r.Preset
	if r.Parameter != "" {
		out += " --set " + r.Parameter + "=" + r.Value
	}
	return out
}

// inFlags says in the flags of init what is wrong with the preset or its parameters.
func inFlags(err error, p *preset.Preset) error {
	var wrong *extract.Mismatch
	if !errors.As(err, &wrong) || len(wrong.Found) == 0 {
		return err
	}
	var names, hints []string
	for _, r := range wrong.Found {
		names, hints = append(names, r.String()), append(hints, flags(r))
	}
	message := fmt.Sprintf("the database holds %s, and not %s", strings.Join(names, " and "), p.Title)
	if wrong.Found[0].Preset == p.Name {
		message = err.Error()
	}
	return &UsageError{message, strings.Join(hints, ", or ")}
}

// template takes the request over. A parameter that the preset does not have is
// refused: a misspelt one would not be heard of until a figure is wrong.
func (q SetupRequest) template(p *preset.Preset) (config.TemplateParams, error) {
	t := config.TemplateParams{
		Preset: q.Preset, DSN: q.DSN, Company: q.Company, Recipient: q.Recipient, Language: q.Language,
		TimeZone: p.TimeZone,
	}
	var known []string
	for _, parameter := range p.Parameters {
		known = append(known, parameter.Name)
		value := parameter.Default
		if given, ok := q.Parameters[parameter.Name]; ok {
			value = given
		}
		if value == "" {
			continue // left out is what empty says
		}
		t.Parameters = append(t.Parameters, config.TemplateParameter{Name: parameter.Name, Value: value, Comment: parameter.Description})
	}
	for _, name := range slices.Sorted(maps.Keys(q.Parameters)) {
		if !slices.Contains(known, name) {
			return t, &UsageError{
				fmt.Sprintf("--set: preset %s has no parameter %q", p.Name, name),
				"it has: " + cmp.Or(strings.Join(known, ", "), "none"),
			}
		}
	}
	return t, nil
}

// lookUp bounds the time that NewSetup waits for the ERP.
const lookUp = 30 * time.Second

func theCompany(ctx context.Context, q SetupRequest) (fact.Company, error) {
	source, err := extract.Open(ctx, q.DSN, extract.Options{Preset: q.Preset, Parameters: q.Parameters, StatementTimeout: lookUp})
	if err != nil {
		return fact.Company{}, err
	}
	defer source.Close()
	companies, err := source.Companies(ctx)
	if err != nil {
		return fact.Company{}, err
	}
	var names []string
	for _, c := range companies {
		if q.Company != "" && (c.Name == q.Company || c.ID == q.Company) {
			return c, nil
		}
		names = append(names, c.Name)
	}
	switch {
	case len(companies) == 1 && q.Company == "":
		return companies[0], nil
	case len(companies) == 0:
		return fact.Company{}, &UsageError{"the database has no company in it", "check that the DSN names the ERP's database, and --preset the right ERP"}
	case q.Company != "":
		return fact.Company{}, &UsageError{fmt.Sprintf("there is no company %q", q.Company), "there are: " + strings.Join(names, ", ")}
	}
	return fact.Company{}, &UsageError{"the database holds several companies: " + strings.Join(names, ", "), "name one with --company"}
}
