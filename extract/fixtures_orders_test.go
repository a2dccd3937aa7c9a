package extract_test

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"

	"daybook/extract"
	"daybook/extract/fact"
)

//go:embed testdata/fixtures
var fixtureQueries embed.FS

// keeping is how an ERP keeps orders and deliveries: SQL over the business that says
// what it has of them.
type keeping struct {
	number           string // the order's, in the ERP
	amount, currency string
	// sent is the net of what was sent; a bill that is the delivery is also that.
	sent, shipped, invoiced string
	promised                string
	where                   string // which orders it keeps at all
	rate                    string // of its deliveries; empty where it has none
}

// whole is an ERP that keeps all there is, in the currencies of the customers.
var whole = keeping{
	number: "o.number", amount: "o.gross", currency: "o.currency", sent: "s.sent", shipped: "s.shipped", invoiced: "s.invoiced",
	promised: "o.promised", where: "TRUE", rate: "d.rate",
}

func (k keeping) with(change func(*keeping)) keeping {
	change(&k)
	return k
}

// inCompanyCurrency keeps the amounts of an order at its own rate.
func inCompanyCurrency(k *keeping) { k.amount, k.currency = "ROUND(o.gross * o.rate, 2)", "'CNY'" }

// billIsDelivery knows no other deliveries than bills.
func billIsDelivery(k *keeping) { k.sent, k.shipped, k.rate = "s.billed", "s.invoiced", "" }

// homeOnly knows one currency, and no day that was promised.
func homeOnly(k *keeping) { k.where, k.promised = "o.currency = 'CNY'", "NULL" }

// keepings are the ERPs, with what each lacks of the orders. A preset without a line here
// is held to all of them.
var keepings = map[string]keeping{
	"erpnext": whole.with(inCompanyCurrency),
	// Cancelled orders are no orders any more; a shipment is worth what its order says.
	"dolibarr": whole.with(inCompanyCurrency).with(func(k *keeping) { k.where, k.rate = "NOT o.cancelled", "o.rate" }),
	// A day must be promised, be it that of the order.
	"frontaccounting": whole.with(func(k *keeping) { k.promised = "COALESCE(o.promised, o.ordered)" }),
	// Numbers are counted, and orders hold no tax.
	"weberp": whole.with(billIsDelivery).with(func(k *keeping) { k.number, k.amount = "o.n", "o.net" }),
	"jsherp": whole.with(billIsDelivery).with(homeOnly),
	// Cancelled orders were deleted.
	"yudao": whole.with(billIsDelivery).with(homeOnly).with(func(k *keeping) { k.where += " AND NOT o.cancelled" }),
}

// inReference is how the reference tables keep orders, on their last day: with the day on
// which all of an order was shipped, not some.
var inReference = whole.with(func(k *keeping) { k.shipped = "IF(s.sent = o.net, s.shipped, NULL)" })

// says returns what the business says of a day to one who keeps it so.
func (k keeping) says(t *testing.T, business *sqlx.DB, query, day string) map[string]string {
	t.Helper()
	text, err := fixtureQueries.ReadFile("testdata/fixtures/" + query)
	if err != nil {
		t.Fatal(err)
	}
	sql := strings.NewReplacer("{number}", k.number, "{amount}", k.amount, "{currency}", k.currency, "{sent}", k.sent, "{shipped}", k.shipped,
		"{invoiced}", k.invoiced, "{promised}", k.promised, "{where}", k.where, "{rate}", k.rate, "{day}", day).Replace(string(text))
	var rows []struct{ Name, State string }
	if err := business.Select(&rows, sql); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, r := range rows {
		out[r.Name] = r.State
	}
	return out
}

// orderStates are the orders of a snapshot by their numbers.
func orderStates(snap *fact.Snapshot) map[string]string {
	out := map[string]string{}
	for _, o := range snap.Orders.All() {
		customer, seller := snap.Customers[o.Customer].Name, snap.Salespeople[o.Salesperson].Name
		out[o.Number] = fmt.Sprint(shortName(customer), " · ", shortName(seller), " · ", o.Ordered, " promised ", orDash(o.Promised),
			" ", o.Amount, " ", o.Currency, " to ship ", o.NotShipped, " to invoice ", o.NotInvoiced,
			" shipped ", orDash(o.Shipped), " invoiced ", orDash(o.Invoiced))
	}
	return out
}

// deliveryStates are the deliveries by their orders' numbers and their places in these.
func deliveryStates(snap *fact.Snapshot) map[string]string {
	parts := map[fact.Ref][]fact.Delivery{}
	for _, d := range snap.Deliveries {
		parts[d.Order] = append(parts[d.Order], d)
	}
	out := map[string]string{}
	for order, all := range parts {
		slices.SortStableFunc(all, func(a, b fact.Delivery) int { return int(a.Shipped - b.Shipped) })
		for i, d := range all {
			out[fmt.Sprint(snap.Orders.At(order).Number, "/", i+1)] = fmt.Sprint(shortName(snap.Customers[d.Customer].Name), " ", d.Shipped, " ", d.NotInvoiced)
		}
	}
	return out
}

func orDash(d fact.Date) string {
	if d == 0 {
		return "-"
	}
	return d.String()
}

// holdsOrders compares orders and deliveries with the business, as of its last day and of
// one three weeks earlier, on which many had not come as far as they have today.
func holdsOrders(t *testing.T, source *extract.Source, business *sqlx.DB, company, presetName string) {
	k, known := keepings[presetName]
	if !known {
		k = whole
	}
	for _, day := range []string{"2026-09-24", "2026-09-04"} {
		snap, err := source.Snapshot(t.Context(), extract.Scope{Company: company, AsOf: date(day), Facts: []string{"orders", "deliveries"}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		want, got := k.says(t, business, "orders.sql", day), orderStates(snap)
		if diff := cmp.Diff(want, got); diff != "" || len(want) < 3000 {
			t.Errorf("%s: %d orders (business − %s):\n%s", day, len(want), presetName, diff)
		}
		if k.rate == "" {
			continue
		}
		want, got = k.says(t, business, "deliveries.sql", day), deliveryStates(snap)
		if diff := cmp.Diff(want, got); diff != "" || len(want) < 5000 {
			t.Errorf("%s: %d deliveries (business − %s):\n%s", day, len(want), presetName, diff)
		}
	}
}

// holdsBusiness holds what is expected of orders to the reference tables, whose bookkeeper
// wrote down himself what was left of each on the last day: to the cent by which his sum of
// parts differs from the part of the sum, as tax is rounded on each. When they were
// invoiced is left out: of an invoice cancelled and written anew, the business has the
// second.
func holdsBusiness(t *testing.T, business *sqlx.DB, snap *fact.Snapshot, day string) {
	t.Helper()
	kept := orderStates(snap)
	for number, state := range inReference.says(t, business, "orders.sql", day) {
		want, _, _ := strings.Cut(kept[number], " invoiced ")
		got, _, _ := strings.Cut(state, " invoiced ")
		if !alike(want, got) {
			t.Errorf("order %s\nreference tables %s\n        business %s", number, want, got)
		}
	}
}

// alike holds two texts to be the same word for word, amounts to a cent.
func alike(a, b string) bool {
	return slices.EqualFunc(strings.Fields(a), strings.Fields(b), func(x, y string) bool {
		one, _, err := fact.ParseAmount(x)
		other, _, otherErr := fact.ParseAmount(y)
		return x == y || err == nil && otherErr == nil && one.Minus(other).Abs() <= fact.AmountScale/100
	})
}
