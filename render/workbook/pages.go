package workbook

import (
	"net/url"
	"strings"

	"daybook/extract/fact"
	"daybook/render"
)

// Pages are addresses of the ERP's own pages, by what they show: a kind of document
// as [fact.Kinds] has it, [PageCustomer], [PageReceipt] or [PageQuotation]. What has none leads
// nowhere. In an address {id} stands for the thing's id, {head} and {tail} for what of
// that is before its first hyphen and behind its last, and {number} for its number, or
// of a customer the code.
type Pages map[string]string

// The pages that are not of a kind of document.
const (
	PageCustomer  = "customer"
	PageReceipt   = "receipt"
	PageQuotation = "quotation"
)

// link leads to the page of a thing.
func (p Pages) link(kind, id, number string) render.Link {
	page := p[kind]
	if page == "" || id == "" {
		return render.Link{}
	}
	head, _, _ := strings.Cut(id, "-")
	tail := id[strings.LastIndexByte(id, '-')+1:]
	for _, part := range [...]struct{ name, text string }{{"{id}", id}, {"{number}", number}, {"{head}", head}, {"{tail}", tail}} {
		if strings.Contains(page, part.name) { // escaped text holds no braces
			page = strings.ReplaceAll(page, part.name, escaped(part.text))
		}
	}
	return render.Link{URL: page}
}

// escaped writes text so that it may stand anywhere in an address: in a path, where a
// plus is none, and behind a question mark, where an ampersand begins something new.
func escaped(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// codeCell is the code of a customer, with a link to the ERP's page of them.
func (b *base) codeCell(customer fact.Ref) render.Cell {
	c := b.customer(customer)
	cell := words(c.Code)
	if !c.Missing {
		cell.Link = b.o.Pages.link(PageCustomer, c.ID, c.Code)
	}
	return cell
}
