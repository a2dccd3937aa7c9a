package workbook

import (
	"testing"

	"daybook/extract/fact"
)

func TestParties(t *testing.T) {
	got := newParties([]fact.Customer{{Code: "C-1", Name: "Østergård", Region: "EMEA"}, {}, {Code: "C-3", Region: "华南"}})
	want := []party{{"C-1", "Østergård", "EMEA"}, {}, {"C-3", "C-3", "华南"}}
	for i, w := range want {
		if p := *got.of(fact.Ref(i)); p != w {
			t.Errorf("customer %d is %+v, want %+v", i, p, w)
		}
	}
	for _, r := range []fact.Ref{fact.None, 3} {
		if p := *got.of(r); p != (party{}) {
			t.Errorf("customer %d is %+v", r, p)
		}
	}
}
