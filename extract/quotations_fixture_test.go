package extract_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"

	"daybook/extract/fact"
)

// keptOffers says what of a quotation an ERP keeps, and in which currency.
var keptOffers = map[string]struct{ lost, prospects, validity, foreign bool }{
	"erpnext":         {lost: true, prospects: true, validity: true},
	"dolibarr":        {lost: true, prospects: true, validity: true},
	"frontaccounting": {validity: true, foreign: true},
	"weberp":          {foreign: true},
}

// holdsQuotations compares what was offered in the business with what the ERP says. In
// webERP one that was ordered is the order, at the order's amount, and one that was lost
// is gone; in FrontAccounting that is not known to be lost.
func holdsQuotations(t *testing.T, snap *fact.Snapshot, db *sqlx.DB, erp string) {
	t.Helper()
	keeps, has := keptOffers[erp]
	if !has {
		if snap.Quotations.Len() > 0 || snap.Source.Supplies("quotations") {
			t.Errorf("%s has %d quotations", erp, snap.Quotations.Len())
		}
		return
	}
	var rows []struct{ Who, Quoted, Until, Outcome, Decided, Amount, Company string }
	if err := db.Select(&rows, `SELECT COALESCE(c.name, '') AS who, CONCAT(q.quoted) AS quoted, CONCAT(q.valid_until) AS until, q.outcome,
			COALESCE(CONCAT(q.decided), '') AS decided, CONCAT(ROUND(q.amount, 2)) AS amount, CONCAT(ROUND(q.amount * q.rate, 2)) AS company
		FROM business_quotations q LEFT JOIN business_customers c ON c.n = q.customer`); err != nil {
		t.Fatal(err)
	}
	want, got := map[string]int{}, map[string]int{}
	for _, r := range rows {
		amount, lost := r.Company, r.Outcome == "lost"
		if keeps.foreign {
			amount = r.Amount
		}
		switch {
		case r.Who == "" && !keeps.prospects, lost && erp == "weberp":
			continue
		case lost && !keeps.lost:
			r.Outcome, r.Decided = "open", ""
		}
		if !keeps.validity {
			r.Until = ""
		}
		if erp == "weberp" && r.Outcome == "ordered" {
			amount = "the order's"
		}
		want[fmt.Sprintln(r.Who, r.Quoted, r.Until, r.Outcome, r.Decided, amount)]++
	}
	for _, q := range snap.Quotations.All() {
		who, amount := "", q.Amount.String()
		if q.Customer.Known() {
			who = snap.Customers[q.Customer].Name
		}
		if erp == "weberp" && q.Outcome == fact.OutcomeOrdered {
			amount = "the order's"
		}
		got[fmt.Sprintln(who, q.Quoted, q.ValidUntil, q.Outcome, q.Decided, amount)]++
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got))); diff != "" || !maps.Equal(want, got) || len(want) < 500 {
		t.Errorf("%d quotations of the business, %d of %s (− business, + %s):\n%.3000s", len(want), len(got), erp, erp, diff)
	}
}
