package jobs

import (
	"context"
	"fmt"
	"net/mail"
	"slices"
	"strings"

	"daybook/config"
	"daybook/extract/fact"
)

// expand makes a part of every value of the slices that are one of each, once the
// facts say which values there are, and claims them. Of each salesperson without
// a named recipient the reader is the salesperson, at the address that the ERP
// has: no address, no mail.
func (r *Runner) expand(ctx context.Context, x *run, s *fact.Snapshot) error {
	var parts, expanded []part
	for _, p := range x.parts {
		if !p.rule.Each {
			parts = append(parts, p)
			continue
		}
		for _, v := range valuesOf(s, p.rule.By, x.asOf) {
			one := part{name: p.name + "-" + v.name, recipients: p.recipients}
			if x.has(one.name) {
				continue // begun by an earlier attempt
			}
			one.rule = config.Slice{Name: one.name, By: p.rule.By, Is: []string{v.name}}
			if p.toThemselves {
				to, err := r.themselves(v)
				if err != nil {
					x.notes = append(x.notes, fmt.Sprintf("slice %s goes to nobody: %v", one.name, err))
					continue
				}
				one.recipients = append(slices.Clone(one.recipients), recipient{address: to, as: v.title})
			}
			expanded = append(expanded, one)
		}
	}
	x.parts = append(parts, expanded...)
	return r.claimFrom(ctx, x, len(parts))
}

// valueOf is a value of a dimension: a salesperson's code, a region.
type valueOf struct{ name, title, mail string }

// valuesOf lists the values of a dimension in order. Salespeople who have left by
// the day are none.
func valuesOf(s *fact.Snapshot, by string, asOf fact.Date) []valueOf {
	var all []valueOf
	if by == "salesperson" || by == "team" {
		for _, p := range s.Salespeople {
			if !p.Left.IsZero() && p.Left <= asOf {
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
	slices.SortFunc(all, func(a, b valueOf) int { return strings.Compare(a.name, b.name) })
	all = slices.CompactFunc(all, func(a, b valueOf) bool { return a.name == b.name })
	return slices.DeleteFunc(all, func(v valueOf) bool { return v.name == "" })
}

// themselves is the address of a salesperson, where the ERP has one that may be
// written to.
func (r *Runner) themselves(v valueOf) (config.Address, error) {
	if strings.TrimSpace(v.mail) == "" {
		return config.Address{}, fmt.Errorf("the ERP has no mail address of %s", v.title)
	}
	a, err := mail.ParseAddress(v.mail)
	if err != nil {
		return config.Address{}, fmt.Errorf("%q, the mail address of %s, is none", v.mail, v.title)
	}
	allowed := r.Config.Mail.AllowedDomains
	if len(allowed) > 0 && !slices.Contains(allowed, strings.ToLower(domainOf(a.Address))) {
		return config.Address{}, fmt.Errorf("%s, the mail address of %s, is outside mail.allowed_domains", a.Address, v.title)
	}
	return config.Address{Name: v.title, Address: a.Address}, nil
}
