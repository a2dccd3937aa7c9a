package receivables

import (
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
)

func TestInferredMatching(t *testing.T) {
	tests := map[string]struct {
		build func(*ledger, fact.Ref)
		want  map[string]string
	}{
		"the exact amount before the oldest": {
			func(l *ledger, c fact.Ref) {
				l.invoice("I1", c, "2025-01-01", "2025-02-01", "100")
				l.invoice("I2", c, "2025-01-02", "2025-02-01", "70")
				l.receipt("R1", c, "2025-01-10", "70")
			},
			map[string]string{"I1": "100.00"},
		},
		"else the oldest first, the rest on account": {
			func(l *ledger, c fact.Ref) {
				l.invoice("I2", c, "2025-01-02", "2025-02-01", "70")
				l.invoice("I1", c, "2025-01-01", "2025-02-01", "100")
				l.receipt("R1", c, "2025-01-10", "180")
			},
			map[string]string{"R1": "-10.00"},
		},
		"an event sees only the past": {
			func(l *ledger, c fact.Ref) {
				l.invoice("I1", c, "2025-01-01", "2025-02-01", "100")
				l.receipt("R1", c, "2025-01-10", "70")
				l.invoice("I2", c, "2025-01-11", "2025-02-01", "70")
			},
			map[string]string{"I1": "30.00", "I2": "70.00"},
		},
		"an advance meets the next invoice": {
			func(l *ledger, c fact.Ref) {
				l.receipt("R1", c, "2025-01-01", "100")
				l.invoice("I1", c, "2025-01-11", "2025-02-01", "70")
			},
			map[string]string{"R1": "-30.00"},
		},
		"on one day documents come first": {
			func(l *ledger, c fact.Ref) {
				l.receipt("R1", c, "2025-01-01", "70")
				l.invoice("I0", c, "2024-12-01", "2025-02-01", "100")
				l.invoice("I1", c, "2025-01-01", "2025-02-01", "70")
			},
			map[string]string{"I0": "100.00"},
		},
		"currencies never mix": {
			func(l *ledger, c fact.Ref) {
				l.invoice("I1", c, "2025-01-01", "2025-02-01", "100", func(d *fact.Document) { d.Currency = "USD" })
				l.receipt("R1", c, "2025-01-10", "100")
			},
			map[string]string{"I1": "100.00", "R1": "-100.00"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			l := newLedger(t)
			l.s.Source.Missing = []string{"allocations"}
			test.build(l, l.customer("A"))
			if diff := cmp.Diff(test.want, open(l.at("2025-01-31"))); diff != "" {
				t.Error(diff)
			}
		})
	}
}
