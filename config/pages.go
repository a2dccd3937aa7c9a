package config

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// PageKinds are what the ERP may have a page for.
var PageKinds = []string{"customer", "receipt", "quotation", "invoice", "credit_note", "debit_note", "opening", "journal"}

// PageNames are what a page's address may hold in braces.
var PageNames = []string{"id", "number", "head", "tail"}

var inBraces = regexp.MustCompile(`\{([^{}]*)\}`)

const erpURLForm = "https://erp.example.com, without user and password"

// parseERPURL takes what stands before the paths of the ERP's pages.
func parseERPURL(text string) (string, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil || !isSite(u):
		return "", refusal{fmt.Sprintf("%s is not the address of a web site", quoted(text)), erpURLForm, "copy it from the browser, up to where the pages differ"}
	case u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(text, "{}"):
		return "", refusal{"says more than where the ERP's pages begin", erpURLForm, "leave the rest out: the addresses stand in every workbook"}
	}
	return strings.TrimRight(text, "/"), nil
}

// isSite says that an address is that of a web site.
func isSite(u *url.URL) bool { return u.Host != "" && (u.Scheme == "https" || u.Scheme == "http") }

// pages takes the addresses of the ERP's pages by what they show.
func (v value) pages(hasBase bool) map[string]string {
	o := v.object("customer, receipt, invoice, …, each with an address")
	defer o.end()
	if o.absent() {
		return nil
	}
	out := map[string]string{}
	for _, kind := range PageKinds {
		key := o.get(kind)
		if page := parsed(key, "", parsePage); page != "" {
			out[kind] = page
			if strings.HasPrefix(page, "/") && !hasBase {
				key.refuse("is a path, and source.erp_url does not say of which site", "", "give source.erp_url, or write the whole address here")
			}
		}
	}
	return out
}

const pageForms = "/path/{id} behind source.erp_url, or a whole address: https://erp.example.com/path?no={number}"

// parsePage takes the address of one page: a path behind the ERP's address, or a
// whole one.
func parsePage(text string) (string, error) {
	named := false
	for _, m := range inBraces.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(PageNames, m[1]) {
			return "", refusal{fmt.Sprintf("%s is not known in an address", m[0]), "{id}, {number}, {head}, {tail}", didYouMean(m[1], PageNames)}
		}
		named = true
	}
	plain := inBraces.ReplaceAllString(text, "0")
	if !strings.HasPrefix(text, "/") {
		if _, err := parseERPURL(strings.SplitN(strings.SplitN(plain, "?", 2)[0], "#", 2)[0]); err != nil {
			return "", refusal{fmt.Sprintf("%s is neither a path nor the address of a web site", quoted(text)), pageForms, ""}
		}
	}
	switch {
	case strings.ContainsAny(plain, " {}\"<>\\"):
		return "", refusal{fmt.Sprintf("%s holds what no address does", quoted(text)), pageForms, ""}
	case !named:
		return "", refusal{"names nothing of the document: every link would lead to one page", pageForms, "say with {id} or {number} where its own goes"}
	}
	return text, nil
}
