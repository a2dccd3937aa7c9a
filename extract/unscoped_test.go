package extract_test

import (
	"testing"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// Shares of documents of other companies are findings, unless the preset says that
// it answers those of all companies.
func TestUnscopedFacts(t *testing.T) {
	dsn := onSQLite(t, reference.Company{ID: "c", Name: "Lantern", Currency: "EUR", TimeZone: "UTC"})
	const shares = "SELECT 'elsewhere' AS document, 's' AS salesperson, 1 AS share"
	for _, test := range []struct {
		preset   string
		findings int
	}{{"{name: reference}", 1}, {"{name: reference, unscoped: [document_salespeople]}", 0}} {
		source := openSource(t, dsn, overlay(t, map[string]string{"document_salespeople.sql": shares, "preset.yml": test.preset}))
		snap, err := source.Snapshot(t.Context(), lastOfMay, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(snap.Findings) != test.findings || len(snap.Shares) != 0 {
			t.Errorf("%s: findings %+v, shares %+v", test.preset, snap.Findings, snap.Shares)
		}
		for _, f := range snap.Findings {
			if f.Treatment != fact.Excluded || f.Fact != "document_salespeople" || f.Reason != fact.UnknownReference {
				t.Errorf("found %+v", f)
			}
		}
	}
}
