package acceptance

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/internal/mariadbtest"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/jmoiron/sqlx"
)

// Classicmodels keeps no matching of payments with orders, and SQL has no words for
// one that is inferred event by event. So the sums by customer are taken from SQL,
// and the buckets from a simulation that reads the two tables itself and shares
// nothing with the program: one account after another, in cents.

// event is something that happened to one customer's account.
type event struct {
	Customer string `db:"customer"`
	Day      string `db:"day"`
	Number   string `db:"number"`
	Cents    int64  `db:"cents"` // positive: shipped, negative: paid
}

// side is 0 for an order and 1 for a payment.
func (e event) side() int {
	if e.Cents < 0 {
		return 1
	}
	return 0
}

const eventsSQL = `
	SELECT CAST(o.customerNumber AS CHAR) AS customer, CAST(o.shippedDate AS CHAR) AS day, CAST(o.orderNumber AS CHAR) AS number,
		CAST(SUM(d.quantityOrdered * d.priceEach) * 100 AS SIGNED) AS cents
	FROM orders o JOIN orderdetails d ON d.orderNumber = o.orderNumber
	WHERE o.status IN ('Shipped', 'Resolved', 'Disputed')
	GROUP BY o.customerNumber, o.shippedDate, o.orderNumber
	UNION ALL
	SELECT CAST(customerNumber AS CHAR), CAST(paymentDate AS CHAR), checkNumber, CAST(-amount * 100 AS SIGNED) FROM payments`

// netSQL is what each customer owes at the end of a day: shipped less paid.
const netSQL = `
	SELECT CAST(c.customerNumber AS CHAR) AS customer,
		CAST(COALESCE((SELECT SUM(d.quantityOrdered * d.priceEach) FROM orders o JOIN orderdetails d ON d.orderNumber = o.orderNumber
			WHERE o.customerNumber = c.customerNumber AND o.status IN ('Shipped', 'Resolved', 'Disputed') AND o.shippedDate <= ?), 0)
		- COALESCE((SELECT SUM(p.amount) FROM payments p WHERE p.customerNumber = c.customerNumber AND p.paymentDate <= ?), 0) AS CHAR) AS company
	FROM customers c`

// creditDays is what the preset gives every customer of classicmodels.
const creditDays = 30

// openEvent is an event with what is left of it, without sign.
type openEvent struct {
	event
	left int64
}

// settleAccount plays a customer's events up to a day and returns what is open of
// orders and of payments. Orders go before payments of their day. What happens is
// set against the other side at once: what has exactly its amount left first, then
// the oldest by day and number.
func settleAccount(events []event, upTo string) (orders, payments []openEvent) {
	slices.SortFunc(events, func(a, b event) int {
		return cmp.Or(strings.Compare(a.Day, b.Day), cmp.Compare(a.side(), b.side()), strings.Compare(a.Number, b.Number))
	})
	for _, e := range events {
		if e.Day > upTo {
			break
		}
		if e.Cents > 0 {
			orders = append(orders, openEvent{e, consume(payments, e.Cents)})
		} else {
			payments = append(payments, openEvent{e, consume(orders, -e.Cents)})
		}
	}
	return orders, payments
}

// consume lowers what is open by an amount and returns what is left of that. The
// events were opened by day, and by number within a day.
func consume(open []openEvent, cents int64) int64 {
	if i := slices.IndexFunc(open, func(o openEvent) bool { return o.left == cents }); i >= 0 && cents > 0 {
		open[i].left = 0
		return 0
	}
	for i := range open {
		taken := min(cents, open[i].left)
		open[i].left, cents = open[i].left-taken, cents-taken
	}
	return cents
}

// simulate ages all accounts at the end of a day.
func simulate(accounts map[string][]event, day fact.Date) map[agedKey]fact.Amount {
	out := map[agedKey]fact.Amount{}
	for customer, events := range accounts {
		orders, payments := settleAccount(events, day.String())
		for _, o := range orders {
			if o.left > 0 {
				posted, _ := fact.ParseDate(o.Day)
				out[agedKey{customer, lateness(int(day-posted) - creditDays)}] += fact.Amount(o.left) * 100
			}
		}
		for _, p := range payments {
			if p.left > 0 {
				out[agedKey{customer, "advance"}] -= fact.Amount(p.left) * 100
			}
		}
	}
	return out
}

func lateness(days int) string {
	switch {
	case days <= 0:
		return "not_due"
	case days <= 30:
		return "1-30"
	case days <= 60:
		return "31-60"
	case days <= 90:
		return "61-90"
	}
	return "over_90"
}

// disturb makes two of three payments others than an order's, and earlier: as the
// dump has them, whichever rule of matching gives the same.
const disturb = `
	UPDATE payments
	SET amount = ROUND(amount * (40 + CRC32(checkNumber) % 120) / 100, 2), paymentDate = paymentDate - INTERVAL CRC32(customerNumber * amount) % 90 DAY
	WHERE CRC32(checkNumber) % 3 > 0`

// Classicmodels, as it is and with its payments disturbed, agrees with the simulation
// by customer and bucket, and with SQL by customer, at every month-end of its history.
func TestMonthEndsOfClassicmodels(t *testing.T) {
	dsn, db := mariadbtest.Loaded(t, "monthends", "erp/classicmodels.sql")
	source := readMonthEnds(t, dsn, "classicmodels")
	t.Run("as it is", func(t *testing.T) { agreeAtMonthEnds(t, source, db) })
	if _, err := db.Exec(disturb); err != nil {
		t.Fatal(err)
	}
	t.Run("disturbed", func(t *testing.T) { agreeAtMonthEnds(t, source, db) })
}

func agreeAtMonthEnds(t *testing.T, source *extract.Source, db *sqlx.DB) {
	var events []event
	if err := db.Select(&events, eventsSQL); err != nil {
		t.Fatal(err)
	}
	accounts := map[string][]event{}
	for _, e := range events {
		accounts[e.Customer] = append(accounts[e.Customer], e)
	}
	ends := monthEnds(fact.NewDate(2003, 1, 1), fact.NewDate(2005, 5, 31))
	if len(ends) != 29 || len(events) != 310+273 {
		t.Fatalf("%d month-ends, %d events", len(ends), len(events))
	}
	for _, day := range ends {
		_, got := agedByUs(t, source, day)
		if diff := gocmp.Diff(simulate(accounts, day), got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: simulation − ours:\n%s", day, diff)
		}
		if diff := gocmp.Diff(netBySQL(t, db, day), netOf(got), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: SQL − ours:\n%s", day, diff)
		}
	}
}

func netBySQL(t *testing.T, db *sqlx.DB, day fact.Date) map[string]fact.Amount {
	t.Helper()
	var lines []aged
	if err := db.Select(&lines, netSQL, day.String(), day.String()); err != nil {
		t.Fatal(err)
	}
	out := map[string]fact.Amount{}
	for _, l := range lines {
		if a := amount(t, l.Company); a != 0 {
			out[l.Customer] = a
		}
	}
	return out
}

func netOf(buckets map[agedKey]fact.Amount) map[string]fact.Amount {
	out := map[string]fact.Amount{}
	for key, a := range buckets {
		if out[key.customer] = out[key.customer].Plus(a); out[key.customer] == 0 {
			delete(out, key.customer)
		}
	}
	return out
}
