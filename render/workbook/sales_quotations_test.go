package workbook

import (
	"slices"
	"strings"
	"testing"

	"daybook/analyze/sales"
	"daybook/extract/fact"
	"daybook/render"
)

// A source without quotations has no sheet of them, and nothing speaks of them.
func TestNoSheetWithoutQuotations(t *testing.T) {
	r := weekResult()
	with := dump(t, Sales(sellingCompany(), r, language(t, "en"), Options{}))
	r.Quotations = nil
	without := dump(t, Sales(sellingCompany(), r, language(t, "en"), Options{}))
	for _, word := range []string{"== quotations", "Quotation", "Hit rate", "Days to order"} {
		if !strings.Contains(with, word) || strings.Contains(without, word) {
			t.Errorf("%q is said with quotations: %t, without: %t", word, strings.Contains(with, word), strings.Contains(without, word))
		}
	}
}

// Where a source keeps neither validity nor losses, nothing is known to expire and there is
// no hit rate: that is said, and is not 0.
func TestQuotationsWithoutValidity(t *testing.T) {
	s, r := sellingCompany(), weekResult()
	s.Source.Missing = []string{validity}
	q, unknown := r.Quotations, sales.Measure{Reason: sales.NotSupplied}
	q.Waiting, q.Expiring = slices.Concat(q.Expiring, q.Waiting), nil
	for k := range q.Periods {
		q.Periods[k].HitRate, q.Periods[k].HitRateValue = unknown, unknown
		for i := range q.Salespeople {
			q.Salespeople[i].Periods[k].HitRate, q.Salespeople[i].Periods[k].HitRateValue = unknown, unknown
		}
	}
	d := Sales(s, r, language(t, "en"), Options{})
	audit(t, d)
	lists := sheet(t, d, SheetQuotations).Lists
	if got := lists[0].Empty; got != "Not supplied by this source." {
		t.Errorf("of what expires it says %q", got)
	}
	if text := dump(t, d); !strings.Contains(text, `"of 10 made in 12 weeks 3 are won, 3 lost, 2 open"`) {
		t.Error("the sum of twelve weeks tells of expiry, or is not there")
	}
	for list, columns := range map[string][]string{
		"offer_periods": {"offers_expired", "number_expired", "hit_value", "hit_number"},
		"offer_sellers": {"offers_expired", "offers_expiring", "hit_value", "hit_number"},
		"waiting":       {"valid_until", "expires"},
	} {
		l := lists[slices.IndexFunc(lists, func(l render.List) bool { return l.ID == list })]
		for _, id := range columns {
			at := slices.IndexFunc(l.Columns, func(c render.Column) bool { return c.ID == id })
			if l.Columns[at].Total != render.TotalNone {
				t.Errorf("%s of %s is totalled", id, list)
			}
			for cells := range l.Rows {
				if v := cells[at].Value; v.Form != render.FormMissing {
					t.Errorf("%s of %s holds %s", id, list, valueText(v))
				}
			}
		}
	}
}

// Whom offers were made to is counted once: a customer whatever else its rows say, a
// prospect by its name.
func TestAsked(t *testing.T) {
	s := sellingCompany()
	var list []sales.Offer
	for i, q := range []fact.Quotation{
		{Customer: 0}, {Customer: 0, Prospect: "Alpha"}, {Customer: 1}, {Customer: fact.None, Prospect: "Alpha"}, {Customer: fact.None, Prospect: "Beta"}, {Customer: fact.None, Prospect: "Beta"},
	} {
		if i == 0 {
			s.Quotations = fact.Quotations{}
		}
		s.Quotations.Append(q)
		list = append(list, sales.Offer{Ref: fact.Ref(i)})
	}
	w := newWeek(s, weekResult(), language(t, "en"), Options{})
	if got := w.asked(list); got != 4 {
		t.Errorf("%d were asked, want 4", got)
	}
}
