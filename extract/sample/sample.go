package sample

import (
	"context"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"

	"daybook/extract/fact"
	"daybook/extract/reference"
)

// Sink takes rows of the types of package reference, in batches of any mixture.
type Sink interface {
	Write(rows ...any) error
}

// Options say how much of the company's history is written.
type Options struct {
	// Seed chooses among histories; each is as good as any other.
	Seed uint64
	// Scale is the number of sales offices: each adds 110 customers and about
	// 6,000 invoices. 0 is 1, MaxScale the most for which names are distinct.
	Scale int
	// Until is the last day with data, by default 24 September 2026. The first
	// is the first of the month 26 months before.
	Until fact.Date
	// Odd adds rows as careless imports and old migrations leave them. None of
	// them breaks the agreement with the general ledger.
	Odd bool
}

// MaxScale is the largest scale.
const MaxScale = 250

// months is how many months of history are written, the last one included.
const months = 27

// warmUp is how many months the company lives before its books open.
const warmUp = 6

func (o Options) withDefaults() (Options, error) {
	if o.Scale == 0 {
		o.Scale = 1
	}
	if o.Scale < 1 || o.Scale > MaxScale {
		return o, fmt.Errorf("sample: scale %d is not between 1 and %d", o.Scale, MaxScale)
	}
	if o.Until.IsZero() {
		o.Until = fact.NewDate(2026, 9, 24)
	}
	if first := fact.NewDate(2000, 1, 1); o.Until < first {
		return o, fmt.Errorf("sample: last day %s is before %s", o.Until, first)
	}
	return o, nil
}

// Write writes the company's history into to.
func Write(ctx context.Context, to Sink, o Options) error {
	o, err := o.withDefaults()
	if err != nil {
		return err
	}
	f := found(&emitter{ctx: ctx, sink: to}, o)
	f.introduce()
	for day := f.calendar.first; day <= o.Until; day++ {
		if day == f.start {
			f.openBooks()
		}
		if f.calendar.workday(day) {
			f.work(day)
		}
		if f.out.err != nil {
			return f.out.err
		}
	}
	f.writeBids(o.Until)
	if o.Odd {
		f.writeOdd()
	}
	f.ledger.write(f.put)
	return f.out.flush()
}

// Fill makes the reference tables in an empty database and writes the company into
// them.
func Fill(ctx context.Context, db *sqlx.DB, o Options) error {
	if err := reference.Create(ctx, db); err != nil {
		return err
	}
	w, err := reference.NewWriter(ctx, db)
	if err != nil {
		return err
	}
	if err := Write(ctx, w, o); err != nil {
		return errors.Join(err, w.Rollback())
	}
	return w.Commit()
}

// firm is the company at work.
type firm struct {
	Options
	start     fact.Date // the books open on its morning
	live      bool      // the books are open: rows and postings are kept
	out       *emitter
	ledger    *ledger
	calendar  *calendar
	rates     rateTable
	products  []product
	offers    []offer
	sellers   []seller
	customers []*customer
	bids      bids
	ids       map[string]int
	series    map[string]*series
}

// found sets the company up, with nothing traded yet.
func found(out *emitter, o Options) *firm {
	start := o.Until.MonthStart().AddMonths(1 - months)
	f := &firm{
		Options: o, start: start, out: out,
		ledger:   newLedger(start.AddDays(-1), o.Until),
		calendar: newCalendar(start.AddMonths(-warmUp), start, o.Until),
		products: catalogue(),
		bids:     bids{},
		ids:      map[string]int{},
		series:   map[string]*series{},
	}
	f.rates = newRates(newDice(o.Seed, streamRates), f.calendar)
	f.offers = newOffers(newDice(o.Seed, streamOffers), f.calendar)
	for block := range o.Scale {
		f.sellers = append(f.sellers, newSellers(newDice(o.Seed, streamSellers+uint64(block)), block, f.calendar)...)
	}
	for i := range o.Scale * blockSize {
		f.customers = append(f.customers, newCustomer(newDice(o.Seed, streamCustomers+uint64(i)), i, f))
	}
	return f
}

// work is a working day: for every customer goods are ordered and invoiced,
// returned, and paid, and others offered.
func (f *firm) work(day fact.Date) {
	for _, c := range f.customers {
		if c.orders(day, f.calendar.demand(day)) {
			f.order(c, day)
		}
		f.invoiceShipments(c, day)
		f.takeReturns(c, day)
		if f.calendar.opensYear(day) && c.class == keyAccount {
			f.rebate(c, day)
		}
		f.collect(c, day)
		f.quote(c, day, f.calendar.demand(day))
	}
	f.writeBids(day.AddDays(-longestBid - 10)) // beyond the longest holiday before an order
}

// put writes a row once the books are open.
func (f *firm) put(row any) {
	if f.live {
		f.out.put(row)
	}
}

// convert returns an amount in company currency at the rate of a day.
func (f *firm) convert(c fact.Currency, a fact.Amount, day fact.Date) fact.Amount {
	if c == home {
		return a
	}
	out, err := f.rates.on(c, day).rate.Convert(a, 2)
	if err != nil {
		f.out.fail(err)
	}
	return out
}
