package workbook

import (
	"testing"

	"daybook/extract/fact"
)

// Links lead to the thing's own page whatever its number holds, and nowhere where
// there is no page.
func TestPageLinks(t *testing.T) {
	pages := Pages{
		"invoice": "https://erp.example/app/invoice/{id}?no={number}", "journal": "https://erp.example/gl?type={head}&no={tail}", "receipt": "https://erp.example/r/{tail}",
	}
	for _, c := range []struct{ kind, id, number, want string }{
		{"invoice", "SINV/2025/1", "A&B=1 +2?#", "https://erp.example/app/invoice/SINV%2F2025%2F1?no=A%26B%3D1%20%2B2%3F%23"},
		{"invoice", "发票-1", "=HYPERLINK(\"x\")", "https://erp.example/app/invoice/%E5%8F%91%E7%A5%A8-1?no=%3DHYPERLINK%28%22x%22%29"},
		{"invoice", "{number}", "7", "https://erp.example/app/invoice/%7Bnumber%7D?no=7"},
		{"journal", "0-17", "17", "https://erp.example/gl?type=0&no=17"},
		{"journal", "10-3-17", "17", "https://erp.example/gl?type=10&no=17"},
		{"receipt", "17", "17", "https://erp.example/r/17"},
		{"invoice", "", "17", ""},
		{"credit_note", "17", "17", ""},
	} {
		if got := pages.link(c.kind, c.id, c.number).URL; got != c.want {
			t.Errorf("%s %s %s: got %s, want %s", c.kind, c.id, c.number, got, c.want)
		}
	}
}

// A customer whom only a document names has no page to lead to.
func TestCustomerPages(t *testing.T) {
	s := snapshot()
	b := &base{s: s, o: Options{Pages: Pages{PageCustomer: "https://crm.example/{number}/{id}"}}}
	for i, c := range s.Customers {
		want := "https://crm.example/" + escaped(c.Code) + "/" + escaped(c.ID)
		if c.Missing {
			want = ""
		}
		if got := b.codeCell(fact.Ref(i)).Link.URL; got != want {
			t.Errorf("%s: got %q, want %q", c.Code, got, want)
		}
	}
	if got := b.codeCell(fact.None); got.Link.URL != "" {
		t.Errorf("nobody has the page %s", got.Link.URL)
	}
}
