package extract

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"daybook/extract/fact"
)

// reading is the state of one extraction: the snapshot as it grows, and what is
// needed to decode the next row.
type reading struct {
	snap     *fact.Snapshot
	scope    Scope
	zone     *time.Location // the company's: says when a day ends
	times    *time.Location // of the source's DATETIMEs
	progress func(Progress)

	companies                               []fact.Company
	customers, salespeople, products        index
	documents, receipts, orders, deliveries index
	listed                                  int // customers that the ERP has; behind them are those it lacks
	promotions, quotations                  index
	reasons                                 map[string]uint16
	rates                                   rateTable
	links                                   []link
	instalments                             pile[fact.Instalment]
	shares                                  pile[fact.Share]
	allocations                             pile[fact.Allocation]
	foreignDocuments, foreignReceipts       marks
	interned                                map[string]string
	names                                   map[string]fact.Name
	overlay                                 *overlay // nil where there is no file

	in      *fact.Intake
	scanned int  // rows of the fact at hand, counted or not
	brief   bool // see [Scope]
	// unscoped: the fact at hand is read for all companies, see [preset.Preset].
	unscoped bool
	assumed  bool
	about    about
	// passing is what [Scope.Each] is handed: one made for each would be garbage.
	passing fact.Document
}

// about names the row at hand in findings.
type about struct {
	number, id []byte
	customer   fact.Ref
	amount     *money
	currency   fact.Currency
	// head is the row that the one at hand is a part of, and names it: a line's
	// document. It is nil for rows that stand for themselves.
	head heads
	at   fact.Ref
}

// heads are rows that others are parts of.
type heads interface {
	Number(fact.Ref) string
	Customer(fact.Ref) fact.Ref
	Currency(fact.Ref) fact.Currency
}

// partOf says that the row at hand is a part of another. The other is not looked at,
// as there are millions of parts, in any order, and hardly a finding.
func (a *about) partOf(head heads, at fact.Ref) { a.head, a.at = head, at }

// link is a reference of a row to another of the same fact, resolved once all
// are read and sorted.
type link struct {
	from, to string // ids
	column   string
	about    fact.Finding
}

// zonesOf says how a column's times become days, by its type in the database.
func (rd *reading) zonesOf(databaseType string) zones {
	if databaseType == "TIMESTAMP" { // the session's zone is UTC
		return zones{time.UTC, rd.zone}
	}
	return zones{rd.times, rd.zone}
}

// intern returns the text of a column that repeats itself without a copy for
// each row.
func (rd *reading) intern(c *text) string {
	if s, found := rd.interned[string(c.raw)]; found {
		return s
	}
	if rd.interned == nil {
		rd.interned = map[string]string{}
	}
	s := c.string()
	rd.interned[s] = s
	return s
}

// name is intern for a column whose fact keeps a [fact.Name].
func (rd *reading) name(c *text) fact.Name {
	if n, found := rd.names[string(c.raw)]; found {
		return n
	}
	if rd.names == nil {
		rd.names = map[string]fact.Name{}
	}
	n := fact.NewName(c.string())
	rd.names[c.string()] = n
	return n
}

// lacks records that the source does not supply a fact or a column.
func (rd *reading) lacks(what string) {
	// A rate comes in one of two directions.
	if strings.HasSuffix(what, ".inverse_rate") {
		return
	}
	if at, found := slices.BinarySearch(rd.snap.Source.Missing, what); !found {
		rd.snap.Source.Missing = slices.Insert(rd.snap.Source.Missing, at, what)
	}
}

// supplies takes back what the preset names missing, and a query of the operator's
// answers.
func (rd *reading) supplies(what string) {
	missing := &rd.snap.Source.Missing
	if at, found := slices.BinarySearch(*missing, what); found {
		*missing = slices.Delete(*missing, at, at+1)
	}
}

// exclude records why the row at hand is in no figure.
func (rd *reading) exclude(why fact.Reason, value string) outcome {
	rd.find(fact.Excluded, why, value)
	return excluded
}

// unknownKind is why a row of a kind that the contract does not know is excluded. A
// preset that knows better says "not_counted:" and the reason.
func unknownKind(kind string) (fact.Reason, string) {
	if why, known := strings.CutPrefix(kind, "not_counted:"); known {
		return fact.NotCounted, why
	}
	return fact.UnknownKind, kind
}

// assume records a value that the row at hand lacks and was given.
func (rd *reading) assume(why fact.Reason, value string) {
	rd.assumed = true
	rd.find(fact.Assumed, why, value)
}

// note records something odd about the row at hand, which is used as it stands.
func (rd *reading) note(why fact.Reason, value string) { rd.find(fact.Noted, why, value) }

func (rd *reading) find(t fact.Treatment, why fact.Reason, value string) {
	f := rd.finding()
	f.Treatment, f.Reason, f.Value = t, why, value
	rd.snap.Findings = append(rd.snap.Findings, f)
}

// finding is a finding about the row at hand.
func (rd *reading) finding() fact.Finding {
	a := rd.about
	f := fact.Finding{Fact: rd.in.Fact, Row: cmp.Or(string(a.number), string(a.id)), Currency: a.currency}
	if a.head != nil {
		f.Row, a.customer, f.Currency = cmp.Or(a.head.Number(a.at), f.Row), a.head.Customer(a.at), a.head.Currency(a.at)
	}
	if ref := a.customer; ref.Known() && int(ref) < len(rd.snap.Customers) {
		f.Customer = rd.snap.Customers[ref].Code
	}
	if m := a.amount; m != nil && m.given() {
		f.Amount, f.HasAmount = m.amount(), true
	}
	return f
}

// noteDates notes optional dates that are none.
func (rd *reading) noteDates(days ...*day) {
	for _, d := range days {
		if d.bad {
			rd.note(fact.BadDate, string(d.raw))
		}
	}
}

// noteAmounts notes optional amounts that are no numbers, and once for the row
// that digits of an amount were lost.
func (rd *reading) noteAmounts(amounts ...*money) {
	isNoted := false
	for _, m := range amounts {
		switch {
		case m.bad:
			rd.note(fact.BadNumber, string(m.raw))
		case m.rounded && !isNoted:
			rd.note(fact.AmountRounded, plain(m.raw))
			isNoted = true
		}
	}
}

// plain writes a decimal without trailing zeros: how many of them come depends on
// the column, not on the value.
func plain(raw []byte) string {
	if !bytes.ContainsRune(raw, '.') {
		return string(raw)
	}
	return string(bytes.TrimRight(bytes.TrimRight(raw, "0"), "."))
}

// reference resolves an optional reference. An id that does not exist is noted,
// unless the source supplies no such fact.
func (rd *reading) reference(x *index, column string, id *text) fact.Ref {
	if id.null() {
		return fact.None
	}
	ref := x.at(id.raw)
	if ref == fact.None && x.read {
		rd.note(fact.UnknownReference, column+"="+id.string())
	}
	if ref == later {
		return fact.None
	}
	return ref
}

// customer returns the customer of the row at hand, as about has found it by its id.
// One that the ERP does not have is added under its id, so that the amount is not
// lost.
func (rd *reading) customer(id *text) fact.Ref {
	ref := rd.about.customer
	if ref.Known() && int(ref) < rd.listed {
		return ref
	}
	if !ref.Known() {
		name := id.string()
		ref = fact.Ref(len(rd.snap.Customers))
		rd.customers.put(name, ref)
		rd.snap.Customers = append(rd.snap.Customers, fact.Customer{
			ID: name, Code: cmp.Or(name, "?"), Name: cmp.Or(name, "?"), Currency: rd.snap.Company.Currency,
			Salesperson: fact.None, Collector: fact.None, Parent: fact.None, Missing: true,
		})
	}
	rd.about.customer = ref
	rd.assume(fact.UnknownCustomer, id.string())
	return ref
}

// resolveLinks enters the references of a fact to itself, by set, and notes
// those that lead nowhere.
func (rd *reading) resolveLinks(x *index, set func(from fact.Ref, column string, to fact.Ref)) {
	for _, l := range rd.links {
		to := x.at([]byte(l.to))
		if to.Known() {
			set(x.at([]byte(l.from)), l.column, to)
			continue
		}
		if to == fact.None {
			f := l.about
			f.Treatment, f.Reason, f.Value = fact.Noted, fact.UnknownReference, l.column+"="+l.to
			rd.snap.Findings = append(rd.snap.Findings, f)
		}
	}
	rd.links = nil
}

// link keeps a reference to the same fact for [reading.resolveLinks].
func (rd *reading) link(from, column string, to *text) {
	if !to.null() {
		rd.links = append(rd.links, link{from: from, to: to.string(), column: column, about: rd.finding()})
	}
}
