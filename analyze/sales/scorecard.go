package sales

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
	at := func(id PeriodID) Figure { return read(&r.Total[id], r.Targets[id]) }
	k := KPI{
		Code: code, Unit: unit, UpIsGood: upIsGood,
		Week: at(Week), LastWeek: at(PreviousWeek), LastYear: at(WeekLastYear), Month: at(Month),
		Target: Figure{Missing: NoTarget}, Attainment: Figure{Missing: NoTarget},
	}
	for i := range r.Weeks {
		k.Series = append(k.Series, read(&r.Weeks[i].Now, r.Weeks[i].Target))
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
