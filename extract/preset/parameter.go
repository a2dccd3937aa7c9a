package preset

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Parameter is something that an installation of the ERP decides: a table
// prefix, the days of credit where the ERP keeps none.
type Parameter struct {
	Name        string `yaml:"name"`
	Description string `yaml:"description"`
	// Default holds where the operator gives nothing; where Required, they must.
	Default  string `yaml:"default"`
	Required bool   `yaml:"required"`
	// Pattern is a regular expression that the whole value matches.
	Pattern string `yaml:"pattern"`
	// Identifier marks a parameter that is part of a name: {prefix} in the SQL,
	// and nothing but letters, digits and underscores.
	Identifier bool `yaml:"identifier"`
}

// identifierPattern keeps what goes into SQL as it is from being anything but
// part of a name.
const identifierPattern = `[A-Za-z0-9_]*`

// reserved are the parameters that every query may use.
var reserved = []string{"as_of", "from", "company", "currency"}

// ParameterError says that what the operator wrote does not fit the preset. Path
// is the field of the configuration: "source.parameters.prefix".
type ParameterError struct{ Path, Message string }

func (e *ParameterError) Error() string { return e.Path + ": " + e.Message }

// Values are a preset's parameters, validated, and the values of one reading.
type Values struct {
	arguments   map[string]any
	identifiers map[string]string
}

// With returns the values of one reading: the as-of date and the first day, both
// YYYY-MM-DD, the company's id, and the currency of its books.
func (v Values) With(asOf, from, company, currency string) Values {
	v.arguments = maps.Clone(v.arguments)
	v.arguments["as_of"], v.arguments["from"] = asOf, from
	v.arguments["company"], v.arguments["currency"] = company, currency
	return v
}

// Bind puts the values into a query.
func (v Values) Bind(query string) (string, []any, error) {
	return Bind(query, v.arguments, v.identifiers)
}

// Values validates what the operator gave and fills in the defaults.
func (p *Preset) Values(given map[string]string) (Values, error) {
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !slices.ContainsFunc(p.Parameters, func(q Parameter) bool { return q.Name == name }) {
			return Values{}, &ParameterError{Path: "source.parameters." + name, Message: p.unknownParameter()}
		}
	}
	for _, q := range p.Parameters {
		value, isGiven := given[q.Name]
		if !isGiven && q.Required {
			return Values{}, &ParameterError{Path: "source.parameters." + q.Name, Message: "is required: " + q.Description}
		}
		if isGiven {
			if err := q.check(value); err != nil {
				return Values{}, err
			}
		}
	}
	return p.values(given), nil
}

// values puts values and defaults where [Bind] takes them from.
func (p *Preset) values(given map[string]string) Values {
	v := Values{arguments: map[string]any{}, identifiers: map[string]string{}}
	for _, q := range p.Parameters {
		value, isGiven := given[q.Name]
		if !isGiven {
			value = q.Default
		}
		if q.Identifier {
			v.identifiers[q.Name] = value
		} else {
			v.arguments[q.Name] = value
		}
	}
	return v.withExtras(p.Extras).With("", "", "", "")
}

func (p *Preset) unknownParameter() string {
	if len(p.Parameters) == 0 {
		return fmt.Sprintf("the preset %s has no parameters", p.Name)
	}
	var names []string
	for _, q := range p.Parameters {
		names = append(names, q.Name)
	}
	return fmt.Sprintf("the preset %s has no such parameter; it has %s", p.Name, strings.Join(names, ", "))
}

// check says whether a value fits. An identifier must always be safe, whatever
// the preset's own pattern allows.
func (q Parameter) check(value string) error {
	for _, pattern := range q.patterns() {
		if !regexp.MustCompile(`\A(?:` + pattern + `)\z`).MatchString(value) {
			return &ParameterError{
				Path:    "source.parameters." + q.Name,
				Message: fmt.Sprintf("%q does not match %s: %s", value, pattern, q.Description),
			}
		}
	}
	return nil
}

func (q Parameter) patterns() []string {
	var out []string
	if q.Identifier {
		out = append(out, identifierPattern)
	}
	if q.Pattern != "" {
		out = append(out, q.Pattern)
	}
	return out
}

// verify looks for mistakes in the declaration.
func (q Parameter) verify() error {
	if slices.Contains(reserved, q.Name) || q.Name == "" || nameAt(q.Name, 0) != q.Name {
		return fmt.Errorf("parameter %q: not a name of its own", q.Name)
	}
	if _, err := regexp.Compile(q.Pattern); err != nil {
		return fmt.Errorf("parameter %s: %w", q.Name, err)
	}
	if q.Default != "" {
		return q.check(q.Default)
	}
	return nil
}
