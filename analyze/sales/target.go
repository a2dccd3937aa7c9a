package sales

import (
	"slices"

	"daybook/extract/fact"
)

// Target is what should be sold in a period, in company currency.
type Target struct {
	Amount fact.Amount
	// Set is false where nobody set a target for any of it.
	Set bool
	// Incomplete says that some month of the period has no target, so that
	// attainment flatters.
	Incomplete bool
}

// Attainment is what was sold as a part of the target.
func (t Target) Attainment(actual fact.Amount) Measure {
	if !t.Set {
		return undefined(NoTarget)
	}
	return ratio(actual, t.Amount, NoTarget)
}

// Gap is what lacks to the target; negative where more was sold.
func (t Target) Gap(actual fact.Amount) fact.Amount {
	if !t.Set {
		return 0
	}
	return t.Amount.Minus(actual)
}

// Targets are the targets of every period.
type Targets [PeriodCount]Target

// targets are the rows by salesperson, each sorted by month.
type targets struct {
	s    *fact.Snapshot
	cal  calendar
	rows map[fact.Ref][]fact.Target
}

func newTargets(s *fact.Snapshot, cal calendar) targets {
	t := targets{s, cal, map[fact.Ref][]fact.Target{}}
	for _, row := range s.Targets {
		who := max(row.Salesperson, fact.None)
		t.rows[who] = append(t.rows[who], row)
	}
	return t
}

// of is the company's target: the sum of everybody's.
func (t targets) of(spans [PeriodCount]Span) *Targets {
	var out Targets
	for id, span := range spans {
		out[id] = t.all(span.Period)
	}
	return &out
}

func (t targets) all(p fact.Period) Target {
	var sum Target
	missing := t.monthsOf(p)
	for who, rows := range t.rows {
		one := t.one(who, p)
		sum.Amount, sum.Set = sum.Amount.Plus(one.Amount), sum.Set || one.Set
		for _, row := range rows {
			missing = slices.DeleteFunc(missing, func(m fact.Date) bool { return m == row.Month.MonthStart() })
		}
	}
	sum.Incomplete = sum.Set && len(missing) > 0
	return sum
}

func (t targets) ofPerson(who fact.Ref, spans [PeriodCount]Span) *Targets {
	var out Targets
	for id, span := range spans {
		out[id] = t.one(who, span.Period)
	}
	return &out
}

// one is somebody's target of a period: whole months in full, of others the part
// of the month's working days that the period has. Who joined within a month has
// a target from then on (METHODS 9).
func (t targets) one(who fact.Ref, p fact.Period) Target {
	var sum Target
	if who.Known() {
		p.From = max(p.From, t.s.Salespeople[who].Joined)
	}
	months := t.monthsOf(p)
	for _, row := range t.rows[who] {
		month := t.cal.month(row.Month)
		shared := overlap(month, p)
		if shared.Days() <= 0 {
			continue
		}
		sum.Set = true
		months = slices.DeleteFunc(months, func(m fact.Date) bool { return m == month.From })
		sum.Amount = sum.Amount.Plus(t.prorated(row.NetSales, shared, month))
	}
	sum.Incomplete = sum.Set && len(months) > 0
	return sum
}

func (t targets) prorated(a fact.Amount, part, month fact.Period) fact.Amount {
	if part == month {
		return a
	}
	return a.Share(fact.Amount(workdays(part)), fact.Amount(workdays(month)), t.s.Company.Currency.Decimals())
}

// monthsOf lists the first days of the months that a period touches.
func (t targets) monthsOf(p fact.Period) []fact.Date {
	var out []fact.Date
	for m := t.cal.month(p.From).From; m < p.Until; m = t.cal.month(m).Until {
		out = append(out, m)
	}
	return out
}

// Outlook is where the month is heading.
type Outlook struct {
	Month        fact.Period // the whole of it
	Target       Target
	Actual       fact.Amount // net sales so far
	WorkdaysLeft int
	// PerDay is what each working day left must bring to reach the target.
	PerDay fact.Amount
	// RunRate is net sales of the whole month if it goes on like this, by Method.
	RunRate fact.Amount
	Method  Method
}

// Method says how a run rate was found.
type Method string

// The methods of METHODS 7.
const (
	ByWorkdays Method = "workdays"  // month to date × working days of the month / elapsed
	ByLastYear Method = "last_year" // the same month of last year: too little has elapsed
)

// fewDays is the number of elapsed working days up to which a month tells
// nothing of itself.
const fewDays = 3

func (b *book) outlook() Outlook {
	month := b.spans[Month]
	o := Outlook{
		Month: month.Whole, Target: b.targets.all(month.Whole), Actual: b.in(month.Period).Net(),
		WorkdaysLeft: month.WholeWorkdays - month.Workdays,
	}
	o.PerDay = perDay(o.Target.Gap(o.Actual), o.WorkdaysLeft, b.decimals)
	if month.Partial() && month.Workdays <= fewDays {
		last := b.cal.month(month.From.AddMonths(-12))
		o.RunRate, o.Method = b.in(last).Net(), ByLastYear
		return o
	}
	o.RunRate, o.Method = runRate(o.Actual, month.WholeWorkdays, month.Workdays, b.decimals), ByWorkdays
	return o
}

// runRate extends what elapsed days brought to all of them (METHODS 7).
func runRate(sofar fact.Amount, days, elapsed, decimals int) fact.Amount {
	if elapsed == 0 {
		return sofar
	}
	return sofar.Share(fact.Amount(days), fact.Amount(elapsed), decimals)
}

func perDay(gap fact.Amount, days, decimals int) fact.Amount {
	if gap <= 0 || days <= 0 {
		return 0
	}
	return gap.Share(1, fact.Amount(days), decimals)
}
