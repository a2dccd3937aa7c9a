package sales

import "daybook/extract/fact"

// Standing is what the receivables analysis says: it cannot be computed from
// sales, and whoever runs both hands it over.
type Standing struct {
	Company Standings
	// Salespeople is by reference into Snapshot.Salespeople, None for nobody's.
	Salespeople map[fact.Ref]Standings
	// OverLimit is what customers owe above their limit; nil where unknown.
	OverLimit map[fact.Ref]fact.Amount
}

// Standings are the receivable now, a week and a year ago, and at the end of each
// week of the trend, the oldest first.
type Standings struct {
	Now, LastWeek, LastYear Receivable
	Weeks                   []Receivable
}

// Receivable is the state of what is owed on one day. The zero Receivable says
// that it is not known.
type Receivable struct {
	Known   bool
	Overdue fact.Amount
	DSO     Measure // days
}

// Unit says what a figure counts.
type Unit string

// The units. Money is in company currency, a ratio 1 for the whole.
const (
	Money  Unit = "money"
	Ratios Unit = "ratio"
	Days   Unit = "days"
)

// Figure is an amount of money, or a number, or missing with a reason.
type Figure struct {
	Amount  fact.Amount // of Money
	Number  float64     // of Ratios and Days
	Missing Reason
}

// KPI is one line of the scorecard.
type KPI struct {
	Code KPICode
	Unit Unit
	// Missing is why the whole line says nothing; none where it does.
	Missing                  Reason
	Week, LastWeek, LastYear Figure
	// Month is the month to date, of a state the as-of day. Target is for the
	// same working days.
	Month, Target, Attainment Figure
	Series                    []Figure // by week, the oldest first; the last is Week
	// UpIsGood says in which direction lies better.
	UpIsGood bool
}

// KPICode names a line of the scorecard.
type KPICode string

// The lines of the scorecard.
const (
	NetSales      KPICode = "net_sales"
	OrderIntake   KPICode = "order_intake" // gross of tax
	MarginRate    KPICode = "margin"
	TargetReached KPICode = "attainment"
	CashCollected KPICode = "cash_collected"
	Overdue       KPICode = "overdue"
	DSO           KPICode = "dso"
	ReturnRate    KPICode = "return_rate"
)

// KPICodes lists the lines in order.
var KPICodes = []KPICode{NetSales, OrderIntake, MarginRate, TargetReached, CashCollected, Overdue, DSO, ReturnRate}

// scorecard states the lines of KPICodes.
func scorecard(r *Result) []KPI {
	var out []KPI
	for _, code := range KPICodes {
		out = append(out, kpi(code, r))
	}
	return out
}

func kpi(code KPICode, r *Result) KPI {
	switch code {
	case NetSales:
		k := flow(code, Money, true, r, func(a *Activity, _ Target) Figure { return Figure{Amount: a.Net()} })
		if target := r.Targets[Month]; target.Set {
			k.Target = Figure{Amount: target.Amount}
			k.Attainment = number(target.Attainment(k.Month.Amount))
		}
		return k
	case OrderIntake:
		k := flow(code, Money, true, r, func(a *Activity, _ Target) Figure { return Figure{Amount: a.Orders} })
		return supplied(k, r.Source.Supplies("orders"))
	case MarginRate:
		k := flow(code, Ratios, true, r, func(a *Activity, _ Target) Figure { return number(a.MarginRate()) })
		return explained(k)
	case TargetReached:
		k := flow(code, Ratios, true, r, func(a *Activity, t Target) Figure { return number(t.Attainment(a.Net())) })
		if !r.Targets[Month].Set {
			k.Missing = NoTarget
		}
		return k
	case CashCollected:
		k := flow(code, Money, true, r, func(a *Activity, _ Target) Figure { return Figure{Amount: a.Cash} })
		return supplied(k, r.Source.Supplies("receipts"))
	case Overdue:
		return state(code, Money, r, func(s Receivable) Figure { return Figure{Amount: s.Overdue} })
	case DSO:
		return state(code, Days, r, func(s Receivable) Figure { return number(s.DSO) })
	}
	k := flow(code, Ratios, false, r, func(a *Activity, _ Target) Figure { return number(a.ReturnRate()) })
	return explained(k)
}

func number(m Measure) Figure { return Figure{Number: m.Value, Missing: m.Reason} }

// flow is a line that is summed over periods.
func flow(code KPICode, unit Unit, upIsGood bool, r *Result, read func(*Activity, Target) Figure) KPI {
	at := func(id PeriodID) Figure {
		if r.Spans[id].BeforeBooks {
			return Figure{Missing: NoHistory}
		}
		return read(&r.Total[id], r.Targets[id])
	}
	k := KPI{
		Code: code, Unit: unit, UpIsGood: upIsGood,
		Week: at(Week), LastWeek: at(PreviousWeek), LastYear: at(WeekLastYear), Month: at(Month),
		Target: Figure{Missing: NoTarget}, Attainment: Figure{Missing: NoTarget},
	}
	for i := range r.Weeks {
		week := Figure{Missing: NoHistory}
		if !r.Weeks[i].Span.BeforeBooks {
			week = read(&r.Weeks[i].Now, r.Weeks[i].Target)
		}
		k.Series = append(k.Series, week)
	}
	return k
}

// state is a line that stands at the end of a day: it is bad when it rises.
func state(code KPICode, unit Unit, r *Result, read func(Receivable) Figure) KPI {
	at := func(s Receivable) Figure {
		if !s.Known {
			return Figure{Missing: NotSupplied}
		}
		return read(s)
	}
	s := r.Params.Standing.Company
	k := KPI{
		Code: code, Unit: unit, Week: at(s.Now), LastWeek: at(s.LastWeek), LastYear: at(s.LastYear), Month: at(s.Now),
		Target: Figure{Missing: NoTarget}, Attainment: Figure{Missing: NoTarget},
	}
	for _, week := range s.Weeks {
		k.Series = append(k.Series, at(week))
	}
	return supplied(k, s.Now.Known)
}

func supplied(k KPI, is bool) KPI {
	if !is {
		k.Missing = NotSupplied
	}
	return k
}

// explained gives a line its own reason where no week has a figure.
func explained(k KPI) KPI {
	for _, f := range k.Series {
		if f.Missing == "" {
			return k
		}
	}
	if k.Month.Missing != "" && k.LastYear.Missing != "" {
		k.Missing = k.Week.Missing
	}
	return k
}
