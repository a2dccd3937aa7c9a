package jobs

import (
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
