package config

import (
	"regexp"
	"time"
	_ "time/tzdata" // a server without zone files must not refuse Asia/Shanghai
)

// Company is whose books are read.
type Company struct {
	// Name picks the company in the ERP, as its preset says; empty where there is one.
	Name string
	// Currency overrides the ERP's: ISO 4217. Empty leaves it.
	Currency string
	// TimeZone is the IANA name of where a day ends.
	TimeZone string
	// FiscalYearStart is the first month of the fiscal year, 1 to 12; 0 takes the ERP's.
	FiscalYearStart int
}

// Location returns the company's time zone.
func (c Company) Location() *time.Location { return location(c.TimeZone) }

func (v value) company() Company {
	o := v.object("company.name, company.time_zone, …")
	defer o.end()
	return Company{
		Name:            o.get("name").text(""),
		Currency:        parsed(o.get("currency"), "", parseCurrency),
		TimeZone:        parsed(o.get("time_zone"), "UTC", parseZone),
		FiscalYearStart: o.get("fiscal_year_start").integer(0, 1, 12),
	}
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

func parseCurrency(text string) (string, error) {
	if !currencyCode.MatchString(text) {
		return "", refusal{quoted(text) + " is not a currency", "an ISO 4217 code such as CNY or EUR", ""}
	}
	return text, nil
}

// parseZone refuses "Local" too: the same file must give the same report on every
// machine.
func parseZone(text string) (string, error) {
	_, err := time.LoadLocation(text)
	if err == nil && text != "Local" {
		return text, nil
	}
	return "", refusal{
		quoted(text) + " is not a time zone",
		"an IANA name such as Asia/Shanghai, Europe/London or UTC",
		`"timedatectl list-timezones" lists them`,
	}
}

// location loads a zone that [parseZone] accepted; of a struct made by hand with no
// zone it is UTC.
func location(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return loc
}
