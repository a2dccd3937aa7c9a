package jobs

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/extract/preset"
	"daybook/render/workbook"
)

// The preset's pages stand behind the address that the operator gives, who may know
// better about some.
func TestPagesOf(t *testing.T) {
	for name, c := range map[string]struct {
		source config.Source
		want   workbook.Pages
	}{
		"nothing": {config.Source{Preset: "weberp"}, workbook.Pages{}},
		"the preset's": {config.Source{Preset: "weberp", ERPURL: "https://erp.example/books"}, workbook.Pages{
			"quotation":   "https://erp.example/books/PDFQuotation.php?QuotationNo={id}",
			"customer":    "https://erp.example/books/CustomerInquiry.php?CustomerID={id}",
			"invoice":     "https://erp.example/books/PrintCustTrans.php?FromTransNo={number}&InvOrCredit=Invoice",
			"credit_note": "https://erp.example/books/PrintCustTrans.php?FromTransNo={number}&InvOrCredit=Credit",
		}},
		"better known": {
			config.Source{Preset: "yudao", ERPURL: "https://erp.example", Pages: map[string]string{"invoice": "/out?no={number}", "customer": "http://crm.example/{id}"}},
			workbook.Pages{"invoice": "https://erp.example/out?no={number}", "customer": "http://crm.example/{id}"},
		},
		"whole addresses alone": {config.Source{Preset: "jsherp", Pages: map[string]string{"invoice": "https://erp.example/{id}"}}, workbook.Pages{"invoice": "https://erp.example/{id}"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := pagesOf(&config.Config{Source: c.source})
			if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
				t.Errorf("%v (want − got):\n%s", err, diff)
			}
		})
	}
}

// The operator, the presets and the workbook speak of the same pages.
func TestPagesHaveOneVocabulary(t *testing.T) {
	kinds := append([]string{workbook.PageCustomer, workbook.PageReceipt, workbook.PageQuotation}, fact.Kinds...)
	if diff := cmp.Diff(kinds, config.PageKinds); diff != "" {
		t.Errorf("kinds of pages (workbook − config):\n%s", diff)
	}
	for _, name := range preset.Names {
		p, err := preset.Load(name, "")
		if err != nil {
			t.Fatal(err)
		}
		for kind := range p.Pages {
			if !slices.Contains(kinds, kind) {
				t.Errorf("preset %s has a page for %q, which is none of %v", name, kind, kinds)
			}
		}
	}
}
