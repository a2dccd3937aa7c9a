package jobs

import (
	"cmp"
	"fmt"
	"net/mail"
	"slices"
	"strings"

	"daybook/extract/fact"
)

// staff is who sells, as the ERP says today.
type staff struct {
	s     *fact.Snapshot
	today fact.Date
	// left are those who have left, by their mail address in lower case, unless
	// somebody who has not has the same.
	left map[string]*fact.Salesperson
	// values are those of the dimensions that were asked for.
	values map[string]map[string]bool
}

func newStaff(s *fact.Snapshot, today fact.Date) *staff {
	t := &staff{s: s, today: today, left: map[string]*fact.Salesperson{}, values: map[string]map[string]bool{}}
	here := map[string]bool{}
	for i := range s.Salespeople {
		p := &s.Salespeople[i]
		if a, err := mail.ParseAddress(p.Mail); err == nil {
			if key := strings.ToLower(a.Address); hasLeft(p, today) {
				t.left[key] = p
			} else {
				here[key] = true
			}
		}
	}
	for key := range here {
		delete(t.left, key)
	}
	return t
}

// hasLeft says that the last day of a salesperson is over on a day.
func hasLeft(p *fact.Salesperson, on fact.Date) bool {
	return p.Inactive || !p.Left.IsZero() && p.Left < on
}

// leaving says when somebody left, as far as the ERP knows.
func leaving(p *fact.Salesperson) string {
	if p.Left.IsZero() {
		return p.Name + " is not active any more"
	}
	return fmt.Sprintf("%s left on %s", p.Name, p.Left)
}

// lacks says why a part out of a file is of nobody; empty where it is of somebody.
func (t *staff) lacks(p *part) string {
	if !p.listed {
		return ""
	}
	value := p.rule.Is[0]
	if p.rule.By == "salesperson" {
		i := slices.IndexFunc(t.s.Salespeople, func(s fact.Salesperson) bool { return s.Code == value })
		if i >= 0 && hasLeft(&t.s.Salespeople[i], t.today) {
			return leaving(&t.s.Salespeople[i])
		}
	}
	if !t.has(p.rule.By, value) {
		return fmt.Sprintf("the ERP has no %s %q", p.rule.By, value)
	}
	return ""
}

// has says whether a dimension has a value today. A file may name hundreds of a
// dimension that has thousands: they are listed once.
func (t *staff) has(by, value string) bool {
	if t.values[by] == nil {
		t.values[by] = map[string]bool{}
		for _, v := range valuesOf(t.s, by, t.today, t.today) {
			t.values[by][v.name] = true
		}
	}
	return t.values[by][value]
}

// owners says which customers are still those of somebody who has left, where the
// parts are of salespeople.
func (t *staff) owners(parts []part) []string {
	if !slices.ContainsFunc(parts, func(p part) bool { return p.rule.By == "salesperson" }) {
		return nil
	}
	count := map[fact.Ref]int{}
	for i := range t.s.Customers {
		if who := t.s.Customers[i].Salesperson; who.Known() && hasLeft(&t.s.Salespeople[who], t.today) {
			count[who]++
		}
	}
	var out []string
	for i := range t.s.Salespeople {
		if n := count[fact.Ref(i)]; n > 0 {
			p := &t.s.Salespeople[i]
			out = append(out, fmt.Sprintf("%s (%s) and is not mailed; %d customers are still theirs", leaving(p), p.Code, n))
		}
	}
	return out
}

// valueOf is a value of a dimension: a salesperson's code, a region.
type valueOf struct{ name, title, mail string }

// valuesOf lists the values of a dimension in order. Salespeople who have left by
// the day of the report, or by today, are none.
func valuesOf(s *fact.Snapshot, by string, asOf, today fact.Date) []valueOf {
	var all []valueOf
	if by == "salesperson" || by == "team" {
		for i := range s.Salespeople {
			p := &s.Salespeople[i]
			if hasLeft(p, max(asOf, today)) {
				continue
			}
			v := valueOf{p.Code, p.Name, p.Mail}
			if by == "team" {
				v = valueOf{name: p.Team}
			}
			all = append(all, v)
		}
	} else {
		for i := range s.Customers {
			all = append(all, valueOf{name: dimensionOf(&s.Customers[i], by)})
		}
	}
	slices.SortFunc(all, func(a, b valueOf) int { return cmp.Compare(a.name, b.name) })
	all = slices.CompactFunc(all, func(a, b valueOf) bool { return a.name == b.name })
	return slices.DeleteFunc(all, func(v valueOf) bool { return v.name == "" })
}
