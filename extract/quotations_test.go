package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// quoted is a plain quotation of 100 to the first customer, changed.
func quoted(id, on string, change func(*reference.Quotation)) reference.Quotation {
	q := reference.Quotation{ID: id, Number: "Q-" + id, Customer: "1", Quoted: on, ValidUntil: "2025-06-30", Currency: "EUR", Amount: "100", Outcome: "open"}
	if change != nil {
		change(&q)
	}
	return q
}

// became sets what became of it.
func became(outcome, decided, order string) func(*reference.Quotation) {
	return func(q *reference.Quotation) { q.Outcome, q.Decided, q.OrderID = outcome, decided, order }
}

// quotations are a line each.
func quotations(snap *fact.Snapshot) (out []string) {
	for _, q := range snap.Quotations.All() {
		who := q.Prospect
		if q.Customer.Known() {
			who = snap.Customers[q.Customer].Name
		}
		order := ""
		if q.Order.Known() {
			order = " as " + snap.Orders.ID(q.Order)
		}
		out = append(out, strings.TrimRight(fmt.Sprintf("%s %s to %s, until %s: %s %s", q.ID, q.Amount, who, q.ValidUntil, q.Outcome, q.Decided), " ")+order)
	}
	return out
}

// What was decided after the as-of date was open on it; what is odd is said.
func TestQuotations(t *testing.T) {
	snap := snapshot(t, onSQLite(t,
		reference.Company{ID: "1", Name: "Test", Currency: "EUR"},
		reference.Salesperson{ID: "10", Code: "S1", Name: "Ann"},
		reference.Customer{ID: "1", Code: "C1", Name: "One"},
		reference.Order{ID: "o1", Number: "A-1", Customer: "1", Ordered: "2025-05-20", Currency: "EUR", Amount: "90"},
		reference.Order{ID: "o2", Number: "A-2", Customer: "1", Ordered: "2025-06-01", Currency: "EUR", Amount: "90"},
		quoted("won", "2025-05-10", became("ordered", "2025-05-20", "o1")),
		quoted("undated", "2025-05-10", became("ordered", "", "o1")),
		quoted("unordered", "2025-05-10", became("ordered", "", "")),
		quoted("wonlater", "2025-05-11", became("ordered", "2025-06-01", "o2")),
		quoted("orderlater", "2025-05-11", became("ordered", "", "o2")),
		quoted("lost", "2025-05-12", became("lost", "2025-05-31", "")),
		quoted("lostlater", "2025-05-12", became("lost", "2025-06-02", "")),
		quoted("before", "2025-05-12", became("lost", "2025-05-01", "")),
		quoted("tomorrow", "2025-06-01", nil),
		quoted("prospect", "2025-05-13", func(q *reference.Quotation) {
			q.Customer, q.Prospect, q.Salesperson, q.ValidUntil = "", "Nobody Yet", "10", ""
		}),
		quoted("stranger", "2025-05-13", func(q *reference.Quotation) { q.Customer = "77" }),
		quoted("negative", "2025-05-14", func(q *reference.Quotation) { q.Amount = "-5.50" }),
		quoted("expired", "2025-05-14", func(q *reference.Quotation) { q.ValidUntil = "2025-05-13" }),
		quoted("free", "2025-05-14", func(q *reference.Quotation) { q.Amount = "" }),
		quoted("timeless", "0000-00-00", nil),
		quoted("odd", "2025-05-14", func(q *reference.Quotation) { q.Outcome = "perhaps" }),
		quoted("gone", "2025-05-14", became("ordered", "2025-05-15", "o9")),
		quoted("won", "2025-05-15", nil),
		quoted("plain", "2025-05-15", func(q *reference.Quotation) { q.Outcome = "" }),
	))
	want := []string{
		"before 100.00 to One, until 2025-06-30: lost 2025-05-12",
		"expired 100.00 to One, until 2025-05-13: open",
		"gone 100.00 to One, until 2025-06-30: ordered 2025-05-15",
		"lost 100.00 to One, until 2025-06-30: lost 2025-05-31",
		"lostlater 100.00 to One, until 2025-06-30: open",
		"negative -5.50 to One, until 2025-06-30: open",
		"orderlater 100.00 to One, until 2025-06-30: open",
		"plain 100.00 to One, until 2025-06-30: open",
		"prospect 100.00 to Nobody Yet, until : open",
		"stranger 100.00 to 77, until 2025-06-30: open",
		"undated 100.00 to One, until 2025-06-30: ordered 2025-05-20 as o1",
		"unordered 100.00 to One, until 2025-06-30: ordered 2025-05-10",
		"won 100.00 to One, until 2025-06-30: ordered 2025-05-20 as o1",
		"wonlater 100.00 to One, until 2025-06-30: open",
	}
	if diff := cmp.Diff(want, quotations(snap)); diff != "" {
		t.Errorf("quotations (want − got):\n%s", diff)
	}
	var got []string
	for _, f := range snap.Findings {
		got = append(got, fmt.Sprintf("%s %s %s %s %q", f.Treatment, f.Fact, f.Row, f.Reason, f.Value))
	}
	want = []string{
		`assumed quotations Q-before decided_before "2025-05-12"`,
		`noted quotations Q-expired valid_before_quoted "2025-05-13"`,
		`excluded quotations Q-free null_amount ""`,
		`noted quotations Q-gone unknown_reference "order_id=o9"`,
		`noted quotations Q-negative negative_amount "-5.5"`,
		`excluded quotations Q-odd unknown_kind "perhaps"`,
		`assumed quotations Q-stranger unknown_customer "77"`,
		`excluded quotations Q-timeless bad_date "0000-00-00"`,
		`assumed quotations Q-undated undated_outcome "2025-05-20"`,
		`assumed quotations Q-unordered undated_outcome "2025-05-10"`,
		`excluded quotations Q-won duplicate_id "won"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (want − got):\n%s", diff)
	}
	for _, in := range snap.Intake {
		if in.Fact == "quotations" && in != (fact.Intake{Fact: "quotations", Read: 18, Used: 14, Excluded: 4, Assumed: 4}) {
			t.Errorf("counted %+v", in)
		}
	}
}
