package jobs

import (
	"context"
	"fmt"
	"strings"
	"time"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/preset"
)

// SetupRequest is what a new configuration is written from.
type SetupRequest struct {
	Preset, DSN, Company, Recipient, Language string
	// Parameters of the preset that the operator gave.
	Parameters map[string]string
}

// Setup writes a configuration. With a DSN it asks the ERP which companies there
// are, takes the only one, and where there are several and none is named, says
// which.
func Setup(ctx context.Context, q SetupRequest) ([]byte, error) {
	p, err := preset.Load(q.Preset, "")
	if err != nil {
		return nil, &UsageError{err.Error(), "daybook presets lists them"}
	}
	t := config.TemplateParams{
		Preset: q.Preset, DSN: q.DSN, Company: q.Company, Recipient: q.Recipient, Language: q.Language,
		TimeZone: p.TimeZone, Currency: "",
	}
	for _, parameter := range p.Parameters {
		value := parameter.Default
		if given, ok := q.Parameters[parameter.Name]; ok {
			value = given
		}
		if value == "" {
			continue // left out is what empty says
		}
		t.Parameters = append(t.Parameters, config.TemplateParameter{Name: parameter.Name, Value: value, Comment: parameter.Description})
	}
	if q.DSN != "" {
		company, err := theCompany(ctx, q)
		if err != nil {
			return nil, err
		}
		t.Company = company.Name
		if company.TimeZone != "" {
			t.TimeZone = company.TimeZone
		}
	}
	return config.Template(t)
}

// lookUp bounds the time that Setup waits for the ERP.
const lookUp = 30 * time.Second

func theCompany(ctx context.Context, q SetupRequest) (fact.Company, error) {
	ctx, cancel := context.WithTimeout(ctx, lookUp)
	defer cancel()
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
