package extract_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daybook/extract"
	"daybook/extract/preset"
)

// A query that a preset calls optional has tables that none which must be there reads;
// without them the report is made all the same, and says what is not supplied.
func TestOptionalFacts(t *testing.T) {
	for i, tr := range transplants {
		p, err := preset.Load(tr.preset, "")
		if err != nil {
			t.Fatal(err)
		}
		for j, name := range p.Optional {
			t.Run(tr.preset+"/"+name, func(t *testing.T) {
				own := ownTables(t, p, name)
				if len(own) == 0 {
					t.Fatalf("%s.sql reads no table of its own: it cannot be left out", name)
				}
				var spoil []string
				for _, table := range own {
					spoil = append(spoil, "SET SESSION foreign_key_checks = 0; DROP TABLE IF EXISTS `"+table+"`")
				}
				dsn, _ := mishap{erp: tr.preset, spoil: spoil}.make(t, 400+10*i+j)
				source := openSource(t, dsn, extract.Options{Preset: tr.preset, Parameters: tr.parameters})
				remarks, err := source.Check(t.Context(), extract.Scope{Company: tr.company, AsOf: date("2025-05-31")})
				said := slices.ContainsFunc(remarks, func(r extract.Remark) bool {
					return r.Level == extract.OK && r.Subject == name+".sql" && strings.HasPrefix(r.Text, "not supplied by this source: there is no table ")
				})
				if err != nil || !said || slices.ContainsFunc(remarks, func(r extract.Remark) bool { return r.Level == extract.Error }) {
					t.Errorf("%v: %+v", err, remarks)
				}
				r, snap := report(t, source, tr.company, "2025-05-31", tr.ageBy)
				if !slices.Contains(snap.Source.Missing, name) {
					t.Errorf("%s is not among what is missing: %v", name, snap.Source.Missing)
				}
				if got := fmt.Sprint(r.Now.Net); got != "244107.13" {
					t.Errorf("net receivable %s", got)
				}
			})
		}
	}
}

// ownTables are those that one query reads and none that must be there.
func ownTables(t *testing.T, p *preset.Preset, query string) []string {
	t.Helper()
	values, tables := tablesOf(t, p)
	return slices.DeleteFunc(tables, func(table string) bool {
		for _, other := range p.Queries() {
			text, _, err := p.Bind(other, values)
			if err != nil {
				t.Fatal(err)
			}
			if reads := names(text, table); other == query && !reads || reads && !p.MaySkip(other) {
				return true
			}
		}
		return false
	})
}

// tablesOf are the tables that a preset reads as it stands, and the values it does so
// with.
func tablesOf(t *testing.T, p *preset.Preset) (preset.Values, []string) {
	t.Helper()
	values, err := p.Values(nil)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := p.Tables(values)
	if err != nil {
		t.Fatal(err)
	}
	return values, tables
}

// names says whether a query names a table.
func names(query, table string) bool {
	return regexp.MustCompile("(?i)[\\s`]" + regexp.QuoteMeta(table) + "[\\s`)]").MatchString(query + "\n")
}
