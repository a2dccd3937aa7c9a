package jobs

import (
	"cmp"
	"context"
	"fmt"
	"net/mail"
	"slices"
	"strings"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs/runlog"
)

// expand makes a part of every value of the slices that are one of each, once the
// facts say which values there are, and claims them. Of each salesperson without
// a named recipient the reader is the salesperson, at the address that the ERP
// has: no address, no mail. The slice of each itself stays, behind its parts: its
// run was claimed before anything was read, and ends as they do.
func (r *Runner) expand(ctx context.Context, x *run, s *fact.Snapshot) error {
	var parts, expanded, wholes []part
	for _, p := range x.parts {
		if !p.rule.Each {
			parts = append(parts, p)
			continue
		}
		wholes = append(wholes, p)
		if p.outcome != "" {
			continue // all of it was delivered before
		}
		for _, v := range valuesOf(s, p.rule.By, x.asOf, x.today()) {
			one := p.one(v.name)
			if x.has(one.name) {
				continue // begun by an earlier attempt
			}
			one.recipients = slices.Clone(p.recipients)
			if p.toThemselves {
				to, err := themselves(r.Config, v)
				if err != nil {
					x.notes = append(x.notes, fmt.Sprintf("slice %s goes to nobody: %v", one.name, err))
					continue
				}
				one.add(recipient{address: to, as: v.title})
			}
			expanded = append(expanded, one)
		}
	}
	x.parts = slices.Concat(parts, expanded, wholes)
	if err := r.claimParts(ctx, x, x.parts[len(parts):len(parts)+len(expanded)]); err != nil {
		return err
	}
	x.screen(s)
	return nil
}

// one is the part of one value of a slice of each.
func (p *part) one(value string) part {
	name := p.name + "-" + value
	return part{name: name, from: p.name, rule: config.Slice{Name: name, By: p.rule.By, Is: []string{value}}}
}

// sumUp ends the run of a slice of each as its parts ended.
func (x *run) sumUp(p *part) {
	var of []part
	for _, one := range x.parts {
		if one.from == p.name {
			of = append(of, one)
		}
	}
	p.outcome, p.reason = combined(of), fmt.Sprintf("%d parts", len(of))
	for _, one := range of {
		if one.outcome == p.outcome && one.reason != "" {
			p.reason += ", among them " + one.name + ": " + one.reason
			break
		}
	}
}

// screen takes from the parts those readers whom the ERP says have left, and says
// what becomes of parts that a file names and the ERP does not have.
func (x *run) screen(s *fact.Snapshot) {
	staff := newStaff(s, x.today())
	for i := range x.parts {
		p := &x.parts[i]
		if p.outcome != "" || p.rule.Each {
			continue
		}
		if why := staff.lacks(p); why != "" {
			x.leave(p, why)
			continue
		}
		before := len(p.recipients)
		p.recipients = slices.DeleteFunc(p.recipients, func(to recipient) bool {
			who, left := staff.left[strings.ToLower(to.address.Address)]
			if left {
				x.notes = append(x.notes, fmt.Sprintf("slice %s does not go to %s: %s", p.name, to.address.Address, leaving(who)))
			}
			return left
		})
		if before > 0 && len(p.recipients) == 0 {
			x.leave(p, "all of its readers have left")
		}
	}
	x.notes = append(x.notes, staff.owners(x.parts)...)
}

// leave ends a part that nobody is to have.
func (x *run) leave(p *part, why string) {
	x.notes = append(x.notes, fmt.Sprintf("slice %s goes to nobody: %s", p.name, why))
	if p.settled == nil {
		p.outcome, p.reason = runlog.Nothing, why
	}
}

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

// themselves is the address of a salesperson, where the ERP has one that may be
// written to.
func themselves(c *config.Config, v valueOf) (config.Address, error) {
	if strings.TrimSpace(v.mail) == "" {
		return config.Address{}, fmt.Errorf("the ERP has no mail address of %s", v.title)
	}
	a, err := mail.ParseAddress(v.mail)
	if err != nil {
		return config.Address{}, fmt.Errorf("%q, the mail address of %s, is none", v.mail, v.title)
	}
	if allowed(c.Mail, a.Address) != nil {
		return config.Address{}, fmt.Errorf("%s, the mail address of %s, is outside mail.allowed_domains", a.Address, v.title)
	}
	return config.Address{Name: v.title, Address: a.Address}, nil
}
