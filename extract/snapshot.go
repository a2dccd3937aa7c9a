package extract

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"daybook/extract/fact"
	"daybook/extract/preset"
)

// earliest stands for "from the beginning" where a query asks for :from. It is
// the first day that a DATE column can hold.
const earliest = "1000-01-01"

// Snapshot reads the facts of a scope inside one read-only transaction. progress
// may be nil.
func (s *Source) Snapshot(ctx context.Context, scope Scope, progress func(Progress)) (*fact.Snapshot, error) {
	if scope.AsOf.IsZero() {
		return nil, fmt.Errorf("a snapshot needs an as-of date")
	}
	wanted, err := wantedTables(scope.Facts)
	if err != nil {
		return nil, err
	}
	over, err := s.overlay()
	if err != nil {
		return nil, err
	}
	session, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	defer session.close()
	rd := s.newReading(scope, progress)
	rd.overlay = over
	totals := slices.IndexFunc(wanted, isTotal)
	if totals < 0 {
		totals = len(wanted)
	}
	if err := s.readFacts(ctx, session, rd, wanted[:totals]); err != nil {
		return nil, err
	}
	if err := s.readTotals(ctx, session, rd, wanted[totals:]); err != nil {
		return nil, err
	}
	rd.sortFindings()
	return rd.snap, nil
}

// isTotal says of a fact that it is the ERP's own sum of others, and is read last.
func isTotal(t factTable) bool {
	name := t.contract().Name
	return name == controlTable.name || name == incomeTable.name
}

// readTotals reads the totals while the caller works, and waits for that whatever
// becomes of the reading.
func (s *Source) readTotals(ctx context.Context, session *session, rd *reading, totals []factTable) error {
	defer rd.meanwhile()()
	defer session.close() // the work may take longer, and the ERP need not wait for it
	return s.readFacts(ctx, session, rd, totals)
}

// meanwhile has the caller begin with what is read. What is read from here on is
// not in what it sees: it comes behind the ends of slices, but for what is missing.
func (rd *reading) meanwhile() (wait func()) {
	if rd.scope.Meanwhile == nil {
		return func() {}
	}
	facts, done := *rd.snap, make(chan struct{})
	facts.Source.Missing = slices.Clone(facts.Source.Missing)
	go func() {
		defer close(done)
		rd.scope.Meanwhile(&facts)
	}()
	return func() { <-done }
}

// Companies lists the companies, entities or tenants that the source holds.
func (s *Source) Companies(ctx context.Context) ([]fact.Company, error) {
	session, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	defer session.close()
	rd := s.newReading(Scope{}, nil)
	if err := s.readFact(ctx, session, rd, companyTable); err != nil {
		return nil, err
	}
	slices.SortFunc(rd.companies, func(a, b fact.Company) int { return compareIDs(a.ID, b.ID) })
	return rd.companies, nil
}

func (s *Source) newReading(scope Scope, progress func(Progress)) *reading {
	rd := &reading{snap: &fact.Snapshot{}, scope: scope, zone: scope.Zone, times: s.times, progress: progress}
	rd.snap.Source = fact.Source{Preset: s.preset.Name}
	for _, why := range s.preset.Differs {
		rd.snap.Source.Known = append(rd.snap.Source.Known, fact.KnownDifference(why))
	}
	rd.snap.Lines.Reasons = []string{""}
	for _, what := range s.preset.Missing {
		rd.lacks(what)
	}
	for _, f := range Facts() {
		if !s.preset.Has(f.Name) {
			rd.lacks(f.Name)
		}
	}
	return rd
}

// readFacts reads one fact after the other. The company comes first, and decides how
// the rest is read.
func (s *Source) readFacts(ctx context.Context, session *session, rd *reading, wanted []factTable) error {
	for _, t := range wanted {
		if err := s.readFact(ctx, session, rd, t); err != nil {
			return err
		}
		if t.contract().Name != companyTable.name {
			continue
		}
		if err := rd.chooseCompany(s.preset.Currency); err != nil {
			return err
		}
	}
	return nil
}

// readFact runs the queries of one fact and decodes their rows. A part of it that is
// not supplied is missing by its own name, and the fact where no query of it answers.
func (s *Source) readFact(ctx context.Context, session *session, rd *reading, t factTable) error {
	name := t.contract().Name
	answered := false
	rd.unscoped = slices.Contains(s.preset.Unscoped, name)
	for _, query := range s.preset.Of(name) {
		err := s.readQuery(ctx, session, rd, t, query)
		switch {
		case err == nil:
			answered = true
		case !s.mayGoWithout(query, err):
			return err
		case query != name:
			rd.lacks(query)
		}
	}
	if answered {
		t.finish(rd)
	} else {
		rd.lacks(name)
	}
	return nil
}

func (s *Source) readQuery(ctx context.Context, session *session, rd *reading, t factTable, query string) error {
	text, args, err := s.bind(session, query, rd.scope)
	if err != nil {
		return err
	}
	err = session.stream(text, args, func(a *answer) error { return t.read(rd, query, a) })
	if err != nil {
		err = s.explain(ctx, session, query, text, err)
		if s.goWithout(session, err) {
			return s.readQuery(ctx, session, rd, t, query)
		}
		return err
	}
	for _, e := range session.without {
		rd.lacksOf(t.contract().Name, e)
	}
	return nil
}

// mayGoWithout says that a query failed for want of a table that not every
// installation of the ERP has: the source does not supply what it answers. To be denied
// it is another matter, unless it is an extra.
func (s *Source) mayGoWithout(query string, err error) bool {
	var contract *Contract
	if !s.preset.MaySkip(query) {
		return false
	}
	if errors.As(err, &contract) && contract.absentTable() {
		return true
	}
	_, isExtra := s.preset.Extra(s.values, unread(err))
	return isExtra
}

func (s *Source) bind(session *session, query string, scope Scope) (string, []any, error) {
	values := s.valuesOf(scope)
	for _, e := range session.without {
		values = values.Without(e)
	}
	return s.preset.Bind(query, values)
}

// valuesOf are the values of a query's parameters.
func (s *Source) valuesOf(scope Scope) preset.Values {
	from := cmp.Or(scope.From.String(), earliest)
	return s.values.With(scope.AsOf.String(), from, scope.Company, string(scope.Currency))
}

// wantedTables returns the tables of the facts and of all that they refer to, in
// the order of reading. The company is always among them.
func wantedTables(facts []string) ([]factTable, error) {
	all := tables()
	if len(facts) == 0 {
		return all, nil
	}
	wanted := map[string]bool{"company": true}
	for _, name := range facts {
		if !slices.ContainsFunc(all, func(t factTable) bool { return t.contract().Name == name }) {
			return nil, fmt.Errorf("there is no fact %q", name)
		}
		wanted[name] = true
	}
	// What a fact refers to is read before it, so one walk backwards finds all.
	for _, t := range slices.Backward(all) {
		if f := t.contract(); wanted[f.Name] {
			for _, need := range f.Needs {
				wanted[need] = true
			}
		}
	}
	return slices.DeleteFunc(all, func(t factTable) bool { return !wanted[t.contract().Name] }), nil
}

// chooseCompany settles which company the snapshot is about, its currency and its
// time zone.
func (rd *reading) chooseCompany(presetCurrency string) error {
	c, err := rd.oneCompany()
	if err != nil {
		return err
	}
	rd.scope.Company = c.ID
	c.Currency = cmp.Or(rd.scope.Currency, c.Currency, fact.Currency(presetCurrency))
	if c.Currency == "" {
		return &ParameterError{Path: "company.currency", Message: "the source does not say in which currency the company keeps its books: name it"}
	}
	switch {
	case rd.zone != nil:
	case c.TimeZone == "":
		rd.zone = cmp.Or(rd.times, time.UTC)
	default:
		if rd.zone, err = time.LoadLocation(c.TimeZone); err != nil {
			return &ParameterError{Path: "company.time_zone", Message: fmt.Sprintf("the source's %q is no time zone: name one such as Europe/Berlin", c.TimeZone)}
		}
	}
	c.TimeZone = rd.zone.String()
	rd.scope.Currency = c.Currency
	rd.snap.Company = c
	return nil
}

// oneCompany finds the company that the scope names, or the only one.
func (rd *reading) oneCompany() (fact.Company, error) {
	var named []fact.Company
	var ids []string
	for _, c := range rd.companies {
		if rd.scope.Company == "" || rd.scope.names(c) {
			named = append(named, c)
		}
		ids = append(ids, fmt.Sprintf("%q", c.ID))
	}
	slices.Sort(ids)
	switch {
	case len(named) == 1:
		return named[0], nil
	case len(ids) == 0:
		return fact.Company{}, &ParameterError{Path: "company.name", Message: "the source holds no company"}
	case len(named) == 0:
		return fact.Company{}, &ParameterError{Path: "company.name", Message: fmt.Sprintf("the source has no company %q; it has %s", rd.scope.Company, strings.Join(ids, ", "))}
	}
	return fact.Company{}, &ParameterError{Path: "company.name", Message: "the source has several companies: name one by its id, of " + strings.Join(ids, ", ")}
}

// sortFindings brings findings into an order that does not depend on the order in
// which a database happened to answer.
func (rd *reading) sortFindings() {
	place := map[string]int{}
	for i, in := range rd.snap.Intake {
		place[in.Fact] = i
	}
	slices.SortStableFunc(rd.snap.Findings, func(a, b fact.Finding) int {
		return cmp.Or(cmp.Compare(place[a.Fact], place[b.Fact]), compareIDs(a.Row, b.Row),
			cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Amount, b.Amount))
	})
}
