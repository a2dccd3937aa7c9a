package jobs_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook/config"
	"daybook/extract/reference"
	"daybook/jobs"
)

func TestSetupChoosesTheCompany(t *testing.T) {
	one := reference.Company{ID: "1", Name: "Lantern Works", Currency: "CNY", FiscalYearStart: "1", TimeZone: "Asia/Shanghai"}
	two := reference.Company{ID: "2", Name: "Lantern Trading", Currency: "EUR", FiscalYearStart: "1", TimeZone: "Europe/Berlin"}
	for _, c := range []struct {
		name      string
		companies []any
		company   string
		want      string // in the configuration
		refusal   string // in error and hint
	}{
		{"the only one", []any{one}, "", "'Lantern Works'", ""},
		{"of two, by name", []any{one, two}, "Lantern Trading", "Europe/Berlin", ""},
		{"of two, by id", []any{one, two}, "2", "'Lantern Trading'", ""},
		{"of two, none named", []any{one, two}, "", "", "several companies: Lantern Works, Lantern Trading; name one with --company"},
		{"not there", []any{one, two}, "Lamp Works", "", `no company "Lamp Works"; there are: Lantern Works, Lantern Trading`},
		{"none there", nil, "", "", "no company in it; check that the DSN"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t, options{})
			h.write("other.db", c.companies...)
			setup, err := jobs.NewSetup(t.Context(), jobs.SetupRequest{Preset: "reference", DSN: "sqlite://" + filepath.Join(h.dir, "other.db"), Company: c.company})
			if c.refusal != "" {
				var usage *jobs.UsageError
				if !errors.As(err, &usage) || !strings.Contains(usage.Message+"; "+usage.Hint, c.refusal) {
					t.Errorf("%v, want %q", err, c.refusal)
				}
				return
			}
			must(t, err)
			has(t, string(setup.Text), c.want)
			if _, err := config.Parse("daybook.yml", setup.Text, os.LookupEnv); err != nil {
				t.Error("the configuration is not accepted: ", err)
			}
		})
	}
}

func TestSetupWithoutSource(t *testing.T) {
	setup, err := jobs.NewSetup(t.Context(), jobs.SetupRequest{Preset: "reference", Recipient: "li@lantern.example", Language: "zh-CN"})
	must(t, err)
	has(t, string(setup.Text), "${DAYBOOK_DSN}", "li@lantern.example", "zh-CN")
	if _, err := jobs.NewSetup(t.Context(), jobs.SetupRequest{Preset: "sapp"}); jobs.FailureOf(err).Code != jobs.CodeUsage {
		t.Errorf("%v", err)
	}
	_, err = jobs.NewSetup(t.Context(), jobs.SetupRequest{Preset: "reference", DSN: "sqlite:///nowhere/erp.db"})
	if f := jobs.FailureOf(err); f.Code != jobs.CodeUnreachable || f.Hint == "" {
		t.Errorf("%+v", f)
	}
}
