package sales

import (
	"fmt"
	"slices"
	"testing"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/extract/sample"
	"daybook/internal/mariadbtest"

	"github.com/jmoiron/sqlx"
	"pgregory.net/rapid"
)

func (l *ledger) quotation(number string, customer fact.Ref, quoted, validUntil, amount string, change ...func(*fact.Quotation)) {
	l.s.Quotations.Append(changed(fact.Quotation{
		ID: number, Number: number, Customer: customer, Salesperson: fact.None, Quoted: l.date(quoted), ValidUntil: l.date(validUntil),
		Currency: "CNY", Amount: l.amount(amount), Order: fact.None,
	}, change))
}

func (l *ledger) decided(outcome fact.Outcome, on string) func(*fact.Quotation) {
	return func(q *fact.Quotation) { q.Outcome, q.Decided = outcome, l.date(on) }
}

// offered are quotations as of Sunday 15 June 2025; twelve weeks begin on 24 March.
func offered(t testing.TB) *ledger {
	l := newLedger(t)
	ann, bob := l.salesperson("ANN"), l.salesperson("BOB")
	c := l.customer("A", ann)
	bobs := func(q *fact.Quotation) { q.Salesperson = bob }
	won, lost := fact.OutcomeOrdered, fact.OutcomeLost
	// Open on the day: until today, in a fortnight, the day after, for ever.
	l.quotation("TODAY", c, "2025-06-01", "2025-06-15", "10")
	l.quotation("SOON", c, "2025-06-09", "2025-06-29", "30", bobs)
	l.quotation("LATER", c, "2025-06-10", "2025-06-30", "20")
	l.quotation("EVER", c, "2025-06-11", "", "5")
	l.quotation("NOTYET", c, "2025-06-12", "2025-07-31", "7", l.decided(won, "2025-06-16"))
	// Decided in the week, made in it and before the twelve weeks.
	l.quotation("WON", c, "2025-06-05", "2025-06-30", "100", l.decided(won, "2025-06-10"))
	l.quotation("OLDWON", c, "2025-03-01", "2025-03-31", "200", l.decided(won, "2025-06-15"), bobs)
	l.quotation("LOST", c, "2025-06-09", "2025-06-30", "40", l.decided(lost, "2025-06-09"))
	// Expired on the Sunday before, so on the first day of the week; and long ago.
	l.quotation("EXPIRED", c, "2025-05-20", "2025-06-08", "60")
	l.quotation("STALE", c, "2024-12-01", "2024-12-31", "1000")
	// Of the twelve weeks but not of the week.
	l.quotation("MAYWON", c, "2025-04-01", "2025-05-01", "80", l.decided(won, "2025-05-11"))
	l.quotation("TOMORROW", c, "2025-06-16", "2025-06-30", "999")
	return l
}

func TestQuotations(t *testing.T) {
	r := offered(t).at("2025-06-15")
	q, s := r.Quotations, offered(t).s
	tally := func(t Tally) string { return fmt.Sprint(t.Number, " ", t.Amount) }
	week, twelve := q.Week(), q.TwelveWeeks()
	for what, figures := range map[string][2]string{
		"quoted in the week":  {tally(week.Quoted), "5 102.00"},  // SOON LATER EVER NOTYET LOST
		"won in the week":     {tally(week.Won), "2 300.00"},     // WON OLDWON
		"lost in the week":    {tally(week.Lost), "1 40.00"},     // LOST
		"expired in the week": {tally(week.Expired), "1 60.00"},  // EXPIRED
		"undecided before":    {tally(week.Before), "5 1370.00"}, // TODAY WON OLDWON EXPIRED STALE
		"undecided after":     {tally(week.After), "7 1132.00"},  // TODAY SOON LATER EVER NOTYET EXPIRED STALE
		"still open of it":    {tally(week.Made.Open), "4 62.00"},
		"quoted in twelve":    {tally(twelve.Quoted), "9 352.00"},
		"won in twelve":       {tally(twelve.Won), "3 380.00"},
		"made and won":        {tally(twelve.Made.Won), "2 180.00"}, // WON MAYWON
		"open":                {tally(q.Open()), "5 72.00"},
		"expiring":            {tally(q.Soon()), "2 40.00"},
	} {
		equal(t, what, figures[0], figures[1])
	}
	near(t, "hit rate of the week", week.HitRate, 2./4)
	near(t, "by value", week.HitRateValue, 300./400)
	near(t, "of twelve weeks", twelve.HitRate, 3./5)
	near(t, "days to order of the week", week.DaysToOrder, (5+106)/2.) // 5 and 106
	near(t, "of twelve weeks", twelve.DaysToOrder, 40)                 // 5, 40, 106
	var list []string
	for _, o := range append(slices.Clone(q.Expiring), q.Waiting...) {
		list = append(list, fmt.Sprint(s.Quotations.Number(o.Ref), " age ", o.Age, " left ", o.Left, " ", o.Expires, " ", o.Salesperson))
	}
	equal(t, "open", fmt.Sprint(list), "[SOON age 6 left 14 true 1 TODAY age 14 left 0 true 0 LATER age 5 left 15 true 0 NOTYET age 3 left 46 true 0 EVER age 4 left 0 false 0]")
	equal(t, "salespeople", len(q.Salespeople), 2)
	equal(t, "most open first", s.Salespeople[q.Salespeople[0].Ref].Code, "ANN")
	equal(t, "Bob's", tally(q.Salespeople[1].Open)+", "+tally(q.Salespeople[1].TwelveWeeks().Won), "1 30.00, 1 200.00")
	equal(t, "checks", len(r.Checks), len(CheckIDs)*len(CheckedPeriods)+2*len(OfferCheckIDs))
}

// Where neither losses nor validity are kept, whether the source has no column for them
// or nobody fills it, everything is won: no rate is given.
func TestNoHitRateWithoutLosses(t *testing.T) {
	rate := func(losses, validity bool) Measure {
		l := offered(t)
		list := slices.DeleteFunc(l.s.Quotations.List(), func(q fact.Quotation) bool { return !losses && q.Outcome == fact.OutcomeLost })
		for i := range list {
			if !validity {
				list[i].ValidUntil = 0
			}
		}
		l.s.Quotations = fact.QuotationsOf(list...)
		return l.at("2025-06-15").Quotations.TwelveWeeks().HitRate
	}
	near(t, "losses and validity", rate(true, true), 3./5)
	near(t, "losses", rate(true, false), 3./4)
	near(t, "validity", rate(false, true), 3./4)
	equal(t, "neither", rate(false, false).Reason, NotSupplied)
}

// A source without quotations has none, and no checks of them.
func TestNoQuotations(t *testing.T) {
	r := shop(t).at("2025-06-15")
	if r.Quotations != nil || len(r.Checks) != len(CheckIDs)*len(CheckedPeriods) {
		t.Errorf("%+v, %d checks", r.Quotations, len(r.Checks))
	}
}

// Quotations without a rate are in no figure, and said.
func TestForeignQuotations(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A", fact.None)
	rate, _ := fact.ParseRate("7.2", false)
	l.s.Rates = []fact.DailyRate{{Currency: "USD", Date: l.date("2025-06-01"), Rate: rate}}
	in := func(currency fact.Currency) func(*fact.Quotation) {
		return func(q *fact.Quotation) { q.Currency = currency }
	}
	l.s.Intake = []fact.Intake{{Fact: "quotations", Read: 3, Used: 3}}
	l.quotation("Q1", c, "2025-06-09", "", "10", in("USD"))
	l.quotation("Q2", c, "2025-06-10", "", "9", in("EUR"))
	l.quotation("Q3", c, "2025-06-11", "", "8", in("EUR"))
	r := l.at("2025-06-15")
	equal(t, "quoted", r.Quotations.Week().Quoted, Tally{1, l.amount("72")})
	equal(t, "finding", fmt.Sprint(r.Findings), fmt.Sprint([]fact.Finding{{
		Treatment: fact.Excluded, Fact: "quotations", Reason: fact.MissingRate, Value: "EUR", Amount: l.amount("17"), HasAmount: true, Currency: "EUR", Count: 2,
	}}))
	equal(t, "intake", r.Intake[0], fact.Intake{Fact: "quotations", Read: 3, Used: 1, Excluded: 2})
}

// What was over before the first day of which a figure tells, 30 December 2024, needs no
// rate. What was ordered or expired since does, and what is open.
func TestOldForeignQuotations(t *testing.T) {
	l := newLedger(t)
	c := l.customer("A", fact.None)
	eur := func(q *fact.Quotation) { q.Currency = "EUR" }
	l.quotation("HOME", c, "2025-06-09", "", "10")
	l.quotation("LOST", c, "2020-01-01", "2020-02-01", "1", eur, l.decided(fact.OutcomeLost, "2020-01-15"))
	l.quotation("EXPIRED", c, "2020-01-01", "2024-12-28", "2", eur)
	equal(t, "over", fmt.Sprint(l.at("2025-06-15").Findings), "[]")
	l.quotation("SINCE", c, "2020-01-01", "2024-12-29", "4", eur)
	l.quotation("ORDERED", c, "2020-01-01", "2020-02-01", "8", eur, l.decided(fact.OutcomeOrdered, "2025-06-10"))
	l.quotation("EVER", c, "2020-01-01", "", "16", eur)
	r := l.at("2025-06-15")
	equal(t, "findings", len(r.Findings), 1)
	equal(t, "without a rate", Tally{r.Findings[0].Count, r.Findings[0].Amount}, Tally{3, l.amount("28")})
}

// ownOffers are the quotations of one salesperson in words.
func ownOffers(r *Result, s *fact.Snapshot, code string) string {
	if r.Quotations == nil {
		return ""
	}
	for _, p := range r.Quotations.Salespeople {
		if !p.Ref.Known() || s.Salespeople[p.Ref].Code != code {
			continue
		}
		for i := range p.Periods { // whether losses are known is said by the whole
			p.Periods[i].HitRate, p.Periods[i].HitRateValue = Measure{}, Measure{}
		}
		return fmt.Sprintf("%+v open %v expiring %v", p.Periods, p.Open, p.Expiring)
	}
	return ""
}

// Quoted = open + won + lost + expired, undecided before + quoted = won + lost +
// undecided after, and salespeople sum to all: in number and amount, in every period.
func TestQuotationsReconcile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := analyzed(t, generated(t), someDay(t))
		if r.Quotations == nil {
			return
		}
		var open Tally
		for k := range r.Quotations.Periods {
			p, all := &r.Quotations.Periods[k].Offers, Offers{}
			if p.Made.Sum() != p.Quoted || p.Before.plus(p.Quoted) != p.Won.plus(p.Lost).plus(p.After) {
				t.Fatalf("%s: %+v", OfferPeriods[k], p)
			}
			for i := range r.Quotations.Salespeople {
				s := &r.Quotations.Salespeople[i].Periods[k]
				all.Quoted, all.Won, all.Lost, all.Expired = all.Quoted.plus(s.Quoted), all.Won.plus(s.Won), all.Lost.plus(s.Lost), all.Expired.plus(s.Expired)
			}
			if all.Quoted != p.Quoted || all.Won != p.Won || all.Lost != p.Lost || all.Expired != p.Expired {
				t.Fatalf("%s: salespeople %+v, all %+v", OfferPeriods[k], all, p)
			}
		}
		for _, s := range r.Quotations.Salespeople {
			open = open.plus(s.Open)
		}
		if open != r.Quotations.Open() || r.Checks.Failed() {
			t.Fatalf("open %v, of salespeople %v; %+v", r.Quotations.Open(), open, r.Checks)
		}
	})
}

// The quotations of the made-up company, against a database's own arithmetic; the day
// lies before the last of the books, so that some are decided after it.
func TestQuotationsInSQL(t *testing.T) {
	server := mariadbtest.Start(t)
	dsn := server.DSN(t, "offers")
	db := server.Open(t, dsn)
	if err := sample.Fill(t.Context(), db, sample.Options{}); err != nil {
		t.Fatal(err)
	}
	source, err := extract.Open(t.Context(), dsn, extract.Options{Preset: "reference"})
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	day := newLedger(t).date("2026-09-06")
	s, err := source.Snapshot(t.Context(), extract.Scope{AsOf: day}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Analyze(s, Params{AsOf: day})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`CREATE TABLE offers AS SELECT q.*, ROUND(q.amount * IF(q.currency = 'CNY', 1, (
		SELECT r.rate FROM rates r WHERE r.currency = q.currency AND r.day <= q.quoted ORDER BY r.day DESC LIMIT 1)), 2) AS company_amount FROM quotations q`); err != nil {
		t.Fatal(err)
	}
	for i := range r.Quotations.Periods {
		p := &r.Quotations.Periods[i]
		from, last := p.Span.From.String(), p.Span.Until.AddDays(-1).String()
		const undecided = "(decided IS NULL OR decided > ?)"
		for what, c := range map[string]struct {
			got   Tally
			where string
			args  []any
		}{
			"quoted":  {p.Quoted, "quoted BETWEEN ? AND ?", []any{from, last}},
			"won":     {p.Won, "outcome = 'ordered' AND decided BETWEEN ? AND ?", []any{from, last}},
			"lost":    {p.Lost, "outcome = 'lost' AND decided BETWEEN ? AND ?", []any{from, last}},
			"expired": {p.Expired, "valid_until BETWEEN ? - INTERVAL 1 DAY AND ? - INTERVAL 1 DAY AND " + undecided, []any{from, last, last}},
			"after":   {p.After, "quoted <= ? AND " + undecided, []any{last, last}},
			"open of those made": {
				p.Made.Open, "quoted BETWEEN ? AND ? AND valid_until >= ? AND " + undecided, []any{from, last, last, last},
			},
		} {
			equal(t, p.Code+" "+what, c.got, inSQL(t, db, c.where, c.args...))
		}
	}
	open := "valid_until >= ? AND quoted <= ? AND (decided IS NULL OR decided > ?)"
	equal(t, "open", r.Quotations.Open(), inSQL(t, db, open, day.String(), day.String(), day.String()))
	equal(t, "expiring", r.Quotations.Soon(), inSQL(t, db, open+" AND valid_until <= ? + INTERVAL 14 DAY", day.String(), day.String(), day.String(), day.String()))
	if r.Quotations.Week().Won.Number == 0 || r.Quotations.Soon().Number == 0 {
		t.Errorf("nothing is quoted: %+v", r.Quotations.Week())
	}
}

func inSQL(t *testing.T, db *sqlx.DB, where string, args ...any) Tally {
	t.Helper()
	var row struct {
		Number int
		Amount string
	}
	if err := db.Get(&row, "SELECT COUNT(*) AS number, COALESCE(SUM(company_amount), 0) AS amount FROM offers WHERE "+where, args...); err != nil {
		t.Fatal(err)
	}
	return Tally{row.Number, newLedger(t).amount(row.Amount)}
}
