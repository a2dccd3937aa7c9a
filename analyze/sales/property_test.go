package sales

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"daybook/extract/fact"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var firstDay = fact.NewDate(2023, 1, 1)

// generated draws a company of any shape: cancellations, shares that leave a rest
// or exceed the whole, lines that miss their document, currencies, lost rates.
func generated(t *rapid.T) *fact.Snapshot {
	number := func(label string, low, high int) int { return rapid.IntRange(low, high).Draw(t, label) }
	day := func(label string) fact.Date { return firstDay.AddDays(number(label, 0, 900)) }
	maybe := func(d fact.Date, label string) fact.Date {
		if number(label+"?", 0, 5) > 0 {
			return 0
		}
		return d.AddDays(number(label, 0, 90))
	}
	money := func(label string) fact.Amount { return fact.Amount(number(label, 0, 9_000_00)) * 100 }
	s := &fact.Snapshot{Company: fact.Company{Currency: "CNY", FiscalYearStart: number("fiscal year", 1, 12)}}
	for i := range 3 {
		s.Salespeople = append(s.Salespeople, fact.Salesperson{Code: fmt.Sprint("S", i)})
		s.Products = append(s.Products, fact.Product{Code: fmt.Sprint("P", i), Category: fmt.Sprint("K", i%2), StandardCost: 2_500_000, HasCost: i == 0})
		s.Targets = append(s.Targets, fact.Target{Salesperson: fact.Ref(i), Month: firstDay.AddMonths(number("month", 0, 30)), NetSales: money("target")})
	}
	for i := range number("customers", 1, 25) {
		s.Customers = append(s.Customers, fact.Customer{
			Code: fmt.Sprint("C", i), Salesperson: fact.Ref(number("salesperson", -1, 2)), Region: fmt.Sprint("R", i%3), Group: fmt.Sprint("G", i%2), OnHold: i%5 == 0,
		})
	}
	customer := func() fact.Ref { return fact.Ref(number("customer", -1, len(s.Customers)-1)) }
	for i := range number("documents", 1, 60) {
		net := money("net")
		d := fact.Document{
			ID: fmt.Sprint("D", i), Number: fmt.Sprint("D", i), Kind: fact.Kind(number("kind", 0, 4)), Customer: customer(),
			Salesperson: fact.Ref(number("own", -1, 2)), Posted: day("posted"), Currency: "CNY", Net: net, CompanyNet: net,
		}
		if number("foreign", 0, 3) == 0 {
			d.Currency, d.CompanyNet = "USD", (net * 7 / 10).Round(2)
		}
		d.CancelledOn = maybe(d.Posted, "cancelled")
		s.Documents.Append(d)
		for n := range number("lines", 0, 3) {
			l := fact.Line{
				Document: fact.Ref(i), Product: fact.Ref(number("product", -1, 2)), No: uint16(n), Quantity: fact.Quantity(number("quantity", -1000, 90_000)) * 1000,
				ListPrice: 1_990_000, HasListPrice: number("list", 0, 1) == 1, Net: money("line"), Cost: money("cost"), HasCost: number("has cost", 0, 1) == 1,
			}
			l.CompanyNet = l.Net
			s.Lines.Append(l)
		}
		for who := range number("sharers", 0, 2) {
			s.Shares = append(s.Shares, fact.Share{Document: fact.Ref(i), Salesperson: fact.Ref(who), Millionths: int32(number("share", 1, 700_000))})
		}
	}
	for i := range number("receipts", 0, 20) {
		r := fact.Receipt{ID: fmt.Sprint("R", i), Customer: customer(), Received: day("received"), CompanyAmount: money("received") - 1_000_0000}
		r.BouncedOn = maybe(r.Received, "bounced")
		s.Receipts.Append(r)
	}
	for i := range number("orders", 0, 20) {
		s.Orders.Append(fact.Order{
			ID: fmt.Sprint("O", i), Number: fmt.Sprint("O", i), Customer: customer(), Salesperson: fact.Ref(number("taker", -1, 2)), Ordered: day("ordered"),
			Currency: fact.Currency(rapid.SampledFrom([]string{"CNY", "USD", "EUR"}).Draw(t, "currency")), Amount: money("ordered"),
		})
	}
	for i := range number("quotations", 0, 20) {
		q := fact.Quotation{
			ID: fmt.Sprint("Q", i), Number: fmt.Sprint("Q", i), Customer: customer(), Salesperson: fact.Ref(number("offerer", -1, 2)), Quoted: day("quoted"),
			Currency: fact.Currency(rapid.SampledFrom([]string{"CNY", "USD", "EUR"}).Draw(t, "currency")), Amount: money("offered") - 1_000_0000, Order: fact.None,
		}
		if number("valid", 0, 3) > 0 {
			q.ValidUntil = q.Quoted.AddDays(number("validity", -5, 90))
		}
		if q.Outcome = fact.Outcome(number("outcome", 0, 2)); q.Outcome != fact.OutcomeOpen {
			q.Decided = q.Quoted.AddDays(number("decided", 0, 120))
		}
		s.Quotations.Append(q)
	}
	rate, _ := fact.ParseRate("7.1", false)
	s.Rates = []fact.DailyRate{{Currency: "USD", Date: firstDay.AddDays(300), Rate: rate}}
	return s
}

func analyzed(t *rapid.T, s *fact.Snapshot, asOf fact.Date) *Result {
	r, err := Analyze(s, Params{AsOf: asOf, LargeDiscount: 0.1, LargeCredit: 1})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func someDay(t *rapid.T) fact.Date { return firstDay.AddDays(rapid.IntRange(0, 950).Draw(t, "as of")) }

// Whatever way sales are split, every period comes to the same sum, in every
// amount that the split has.
func TestEverySplitSumsToTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := analyzed(t, generated(t), someDay(t))
		for id := range PeriodCount {
			want := r.Total[id]
			for name, got := range map[string]Activity{
				"customers": added(r.Customers, func(c *Customer) *Activity { return &c.Periods[id] }), "salespeople": added(r.Salespeople, func(c *Salesperson) *Activity { return &c.Periods[id] }),
				"regions": added(r.Regions, func(a *Area) *Activity { return &a.Periods[id] }), "groups": added(r.Groups, func(a *Area) *Activity { return &a.Periods[id] }),
			} {
				if got != want {
					t.Fatalf("%s of the %s: %+v, want %+v", name, id, got, want)
				}
			}
			products, categories := r.NotOnLines[id].Sales, r.NotOnLines[id].Sales
			for i := range r.Products {
				products.add(&r.Products[i].Periods[id].Sales)
			}
			for i := range r.Categories {
				categories.add(&r.Categories[i].Periods[id].Sales)
			}
			if products != want.Sales || categories != want.Sales {
				t.Fatalf("products of the %s: %+v, categories %+v, want %+v", id, products, categories, want.Sales)
			}
		}
		if r.Checks.Failed() {
			t.Fatalf("%+v", r.Checks)
		}
		if last := r.Weeks[len(r.Weeks)-1].Now; last != r.Total[Week] {
			t.Fatalf("the trend ends with %+v, not %+v", last, r.Total[Week])
		}
		if last := r.Months[len(r.Months)-1]; last.Now != r.Total[Month] || last.Base != r.Total[MonthLastYear] {
			t.Fatalf("the trend ends with %+v, not %+v", last, r.Total[Month])
		}
	})
}

func added[T any](list []T, part func(*T) *Activity) Activity {
	var sum Activity
	for i := range list {
		sum.add(part(&list[i]))
	}
	return sum
}

// described is a result in words that do not depend on where rows stand.
func described(r *Result, s *fact.Snapshot) []string {
	var out []string
	say := func(what string, args ...any) { out = append(out, what+fmt.Sprintf(" %+v", args)) }
	code := func(ref fact.Ref, list int) string {
		switch {
		case !ref.Known():
			return "none"
		case list == 0:
			return s.Customers[ref].Code
		case list == 1:
			return s.Salespeople[ref].Code
		}
		return s.Products[ref].Code
	}
	say("total", *r.Total, *r.Targets, r.Outlook, r.Scorecard, r.Weeks, r.Months, *r.NotOnLines, r.Findings)
	for _, c := range r.Customers {
		periods := *c.Periods
		c.Periods = nil
		name := code(c.Ref, 0)
		c.Ref = 0
		say("customer "+name, periods, c)
	}
	for _, p := range r.Salespeople {
		say("salesperson "+code(p.Ref, 1), *p.Periods, *p.Targets, p.MonthTarget, p.PerDay)
	}
	for _, p := range r.Products {
		say("product "+code(p.Ref, 2), *p.Periods, p.Class, p.Share)
	}
	for _, e := range r.Exceptions {
		say("exception "+string(e.Kind), s.Documents.Number(e.Document), e.Line, code(e.Customer, 0), code(e.Product, 2), code(e.Salesperson, 1), e.Amount, e.Rate)
	}
	for _, m := range r.Rankings.Year.Gainers {
		say("gainer", m.Change)
	}
	if r.Quotations == nil {
		return out
	}
	say("quotations", r.Quotations.Periods)
	for _, p := range r.Quotations.Salespeople {
		say("quotations of "+code(p.Ref, 1), p.Periods, p.Open, p.Expiring)
	}
	for _, o := range append(slices.Clone(r.Quotations.Expiring), r.Quotations.Waiting...) {
		number := s.Quotations.Number(o.Ref)
		o.Ref = 0
		say("quotation "+number, o)
	}
	return out
}

// The order in which rows arrive is irrelevant.
func TestOrderOfInputDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, day := generated(t), someDay(t)
		other := shuffled(s, rapid.Int64().Draw(t, "seed"))
		a, b := analyzed(t, s, day), analyzed(t, other, day)
		if diff := cmp.Diff(described(a, s), described(b, other)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func shuffled(s *fact.Snapshot, seed int64) *fact.Snapshot {
	rng, out := rand.New(rand.NewSource(seed)), *s
	documents, customers := rng.Perm(s.Documents.Len()), rng.Perm(len(s.Customers))
	move := func(r fact.Ref, perm []int) fact.Ref {
		if !r.Known() {
			return r
		}
		return fact.Ref(perm[r])
	}
	moved := make([]fact.Document, len(documents))
	for from, d := range s.Documents.All() {
		d.Customer = move(d.Customer, customers)
		moved[documents[from]] = *d
	}
	out.Documents, out.Customers = fact.DocumentsOf(moved...), make([]fact.Customer, len(customers))
	for from, to := range customers {
		out.Customers[to] = s.Customers[from]
	}
	var lines []fact.Line
	for l := range s.Lines.All() {
		line := *l
		line.Document = move(line.Document, documents)
		lines = append(lines, line)
	}
	receipts, orders := s.Receipts.List(), s.Orders.List()
	out.Shares, out.Targets = slices.Clone(s.Shares), slices.Clone(s.Targets)
	for i := range out.Shares {
		out.Shares[i].Document = move(out.Shares[i].Document, documents)
	}
	for i := range receipts {
		receipts[i].Customer = move(receipts[i].Customer, customers)
	}
	for i := range orders {
		orders[i].Customer = move(orders[i].Customer, customers)
	}
	rng.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	rng.Shuffle(len(out.Shares), func(i, j int) { out.Shares[i], out.Shares[j] = out.Shares[j], out.Shares[i] })
	rng.Shuffle(len(receipts), func(i, j int) { receipts[i], receipts[j] = receipts[j], receipts[i] })
	quotations := s.Quotations.List()
	for i := range quotations {
		quotations[i].Customer = move(quotations[i].Customer, customers)
	}
	rng.Shuffle(len(quotations), func(i, j int) { quotations[i], quotations[j] = quotations[j], quotations[i] })
	out.Quotations = fact.QuotationsOf(quotations...)
	rng.Shuffle(len(orders), func(i, j int) { orders[i], orders[j] = orders[j], orders[i] })
	out.Receipts, out.Orders = fact.ReceiptsOf(receipts...), fact.OrdersOf(orders...)
	rng.Shuffle(len(out.Targets), func(i, j int) { out.Targets[i], out.Targets[j] = out.Targets[j], out.Targets[i] })
	out.Lines = fact.Lines{}
	for _, l := range lines {
		out.Lines.Append(l)
	}
	return &out
}

// Sharing a document changes what each salesperson sold and nothing else.
func TestSharesKeepTheTotals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, day := generated(t), someDay(t)
		whole := *s
		whole.Shares = nil
		a, b := analyzed(t, s, day), analyzed(t, &whole, day)
		a.Salespeople, b.Salespeople = nil, nil
		for i := range a.Exceptions {
			a.Exceptions[i].Salesperson = 0
		}
		for i := range b.Exceptions {
			b.Exceptions[i].Salesperson = 0
		}
		if diff := cmp.Diff(described(b, s), described(a, s)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A day's figures do not depend on what happened later.
func TestLaterHistoryDoesNotChangeADay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, day := generated(t), someDay(t)
		cut := *s
		documents := s.Documents.List()
		for i := range documents {
			d := &documents[i]
			if d.CancelledOn > day {
				d.CancelledOn = 0
			}
			if d.Posted > day {
				d.Kind, d.Posted, d.CompanyNet = fact.Journal, day.AddDays(9999), 0
			}
		}
		orders := slices.DeleteFunc(s.Orders.List(), func(o fact.Order) bool { return o.Ordered > day })
		receipts := slices.DeleteFunc(s.Receipts.List(), func(r fact.Receipt) bool { return r.Received > day })
		for i := range receipts {
			if receipts[i].BouncedOn > day {
				receipts[i].BouncedOn = 0
			}
		}
		quotations := slices.DeleteFunc(s.Quotations.List(), func(q fact.Quotation) bool { return q.Quoted > day })
		for i := range quotations {
			if q := &quotations[i]; q.Decided > day {
				q.Outcome, q.Decided = fact.OutcomeOpen, 0
			}
		}
		cut.Quotations = fact.QuotationsOf(quotations...)
		cut.Documents, cut.Orders, cut.Receipts = fact.DocumentsOf(documents...), fact.OrdersOf(orders...), fact.ReceiptsOf(receipts...)
		if diff := cmp.Diff(described(analyzed(t, &cut, day), &cut), described(analyzed(t, s, day), s)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A salesperson's own copy says what the whole book says of them.
func TestAPartSaysWhatTheWholeSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, day := generated(t), someDay(t)
		whole := analyzed(t, s, day)
		parts := fact.NewPartition(s, fact.Dimension{Seller: func(s *fact.Salesperson) string { return s.Code }})
		for _, code := range parts.Values() {
			part := analyzed(t, parts.Part(code), day)
			for i := range whole.Salespeople {
				p := &whole.Salespeople[i]
				if !p.Ref.Known() || s.Salespeople[p.Ref].Code != code {
					continue
				}
				for id := range PeriodCount {
					if got, want := part.Total[id].Net(), p.Periods[id].Net(); got != want {
						t.Fatalf("%s of %s: %s in the part, %s in the whole", id, code, got, want)
					}
				}
			}
			if part.Checks.Failed() {
				t.Fatalf("part %s: %+v", code, part.Checks)
			}
			if diff := cmp.Diff(ownOffers(whole, s, code), ownOffers(part, parts.Part(code), code)); diff != "" {
				t.Fatalf("quotations of %s (whole − part): %s", code, diff)
			}
		}
	})
}
