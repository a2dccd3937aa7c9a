package fact

import "testing"

// Each fact is summed in company currency with the sign of its movement.
func TestSumOfFacts(t *testing.T) {
	s := &Snapshot{
		Documents:  DocumentsOf(Document{Kind: Invoice, CompanyGross: 1000}, Document{Kind: CreditNote, CompanyGross: 300}, Document{Kind: Journal, CompanyGross: -50}),
		Receipts:   ReceiptsOf(Receipt{CompanyAmount: 400}, Receipt{CompanyAmount: -30}),
		Deliveries: []Delivery{{NotInvoiced: 7}},
		Targets:    []Target{{NetSales: 9}, {NetSales: 1}},
		Control:    []Control{{Amount: 280}},
	}
	s.Lines.Append(Line{CompanyNet: 800})
	s.Lines.Append(Line{CompanyNet: 5})
	want := map[string]Amount{"documents": 650, "receipts": -370, "lines": 805, "deliveries": 7, "targets": 10, "control": 280}
	for name, amount := range want {
		if got, ok := s.Sum(name); !ok || got != amount {
			t.Errorf("%s: %d, %v; want %d", name, got, ok, amount)
		}
	}
	if _, ok := s.Sum("customers"); ok {
		t.Error("customers have a sum")
	}
}
