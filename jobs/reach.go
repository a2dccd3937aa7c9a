package jobs

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"daybook/config"
	"daybook/extract"
	"daybook/extract/fact"
)

// checkReach says of each job whom its rules reach, as the ERP's people are now: who
// would get nothing, and which parts nobody gets.
func checkReach(ctx context.Context, c *config.Config, source *extract.Source, scope extract.Scope, invited []invitation, now time.Time) []Finding {
	scope.Facts = []string{"salespeople", "customers"}
	s, err := source.Snapshot(ctx, scope, nil)
	if err != nil {
		return nil // which the check of the source says better
	}
	var out []Finding
	for _, by := range invited {
		parts, err := partsOf(c, by.job)
		if err != nil || by.err != nil {
			continue // told by checkRecipients
		}
		parts, _ = invite(by.lists, parts, todayOf(by.job, now))
		out = append(out, newReach(c, s, by.job, parts, now).findings()...)
	}
	return out
}

// reach is what the rules of one job make of the ERP's people.
type reach struct {
	config  *config.Config
	subject string
	asOf    fact.Date
	x       *run // as far as it is known without reading everything
	staff   *staff
	// given are the values that somebody gets, by dimension; why says of others why
	// nobody does.
	given map[string]map[string]bool
	why   map[string]string
}

func newReach(c *config.Config, s *fact.Snapshot, job config.Job, parts []part, now time.Time) *reach {
	x := &run{job: job, parts: parts, started: now}
	r := &reach{
		config: c, subject: "job " + job.Name, asOf: asOfOf(job, now), x: x, staff: newStaff(s, x.today()),
		given: map[string]map[string]bool{}, why: map[string]string{},
	}
	x.screen(s)
	for i := range x.parts {
		if by := x.parts[i].rule.By; by != "" && r.given[by] == nil {
			r.given[by] = map[string]bool{}
		}
		r.take(&x.parts[i])
	}
	return r
}

// take notes what somebody gets with a part.
func (r *reach) take(p *part) {
	if !p.rule.Each {
		for _, value := range p.rule.Is {
			if p.outcome == "" && len(p.recipients) > 0 {
				r.given[p.rule.By][value] = true
			}
		}
		return
	}
	for _, v := range valuesOf(r.staff.s, p.rule.By, r.asOf, r.staff.today) {
		_, err := themselves(r.config, v)
		switch {
		case len(p.recipients) > 0 || p.toThemselves && err == nil:
			r.given[p.rule.By][v.name] = true
		case p.toThemselves:
			r.why[v.name] = err.Error()
		}
	}
}

func (r *reach) findings() []Finding {
	var out []Finding
	for _, note := range r.x.notes {
		out = append(out, Finding{LevelWarning, r.subject, note, "give their customers to somebody in the ERP, or correct the rule"})
	}
	for _, by := range config.Dimensions {
		if r.given[by] == nil || by == "customer" {
			continue // a few customers are chosen, and nobody expects all
		}
		if left := r.unserved(by); len(left) > 0 {
			level := LevelWarning
			if by != "salesperson" && r.everything() {
				level = LevelOK // somebody sees it, and a part of it may be all that is wanted
			}
			out = append(out, Finding{
				level, r.subject, fmt.Sprintf("nobody gets the part of %d of them by %s: %s", len(left), by, few(left)),
				"complete the addresses in the ERP, or name a recipient under slices or in a file",
			})
		}
	}
	return out
}

// everything says that somebody gets everything.
func (r *reach) everything() bool {
	return slices.ContainsFunc(r.x.parts, func(p part) bool { return whole(p.name) && len(p.recipients) > 0 })
}

// unserved are the values of a dimension that have customers and that nobody gets,
// with the reason where it is a person's.
func (r *reach) unserved(by string) []string {
	busy := r.busy(by)
	var out []string
	for _, v := range valuesOf(r.staff.s, by, r.asOf, r.staff.today) {
		if r.given[by][v.name] || !busy[v.name] {
			continue
		}
		text := v.name
		if v.title != "" {
			text += " " + v.title
		}
		if why := r.why[v.name]; by == "salesperson" && why != "" {
			text += " (" + why + ")"
		}
		out = append(out, text)
	}
	return out
}

// busy are the values that a customer has.
func (r *reach) busy(by string) map[string]bool {
	out := map[string]bool{}
	for i := range r.staff.s.Customers {
		c := &r.staff.s.Customers[i]
		value := dimensionOf(c, by)
		if who := c.Salesperson; who.Known() {
			switch p := &r.staff.s.Salespeople[who]; by {
			case "salesperson":
				value = p.Code
			case "team":
				value = p.Team
			}
		}
		out[value] = true
	}
	return out
}

// few lists the first of many.
func few(all []string) string {
	const most = 12
	if len(all) <= most {
		return strings.Join(all, ", ")
	}
	return fmt.Sprintf("%s, and %d more", strings.Join(all[:most], ", "), len(all)-most)
}

// checkRecipients says what the rules give to whom.
func checkRecipients(c *config.Config, invited []invitation, now time.Time) []Finding {
	var out []Finding
	if len(c.Owner) == 0 {
		out = append(out, Finding{LevelWarning, "owner", "nobody hears of failures", "name an address under owner"})
	}
	for _, s := range c.Slices {
		gets := func(r config.Recipient) bool { return r.Slice == s.Name }
		if !slices.ContainsFunc(c.Jobs, func(j config.Job) bool { return slices.ContainsFunc(j.Recipients, gets) }) {
			out = append(out, Finding{LevelWarning, "slice " + s.Name, "no job gives it to anybody", "name a recipient for it, or remove it"})
		}
	}
	for _, by := range invited {
		job, subject := by.job, "job "+by.job.Name
		if len(job.Recipients) == 0 {
			out = append(out, Finding{LevelWarning, subject, "it has no recipients: its workbook is built and goes to nobody", ""})
		}
		for _, r := range job.Recipients {
			if r.File == "" {
				out = append(out, Finding{LevelOK, subject, fmt.Sprintf("slice %s goes to %s", r.Slice, readers(r)), ""})
			}
		}
		out = append(out, by.findings(now)...)
	}
	return out
}

// readers are those whom a rule names.
func readers(r config.Recipient) string {
	if len(r.To) == 0 {
		return "each salesperson, at the address in the ERP"
	}
	var to []string
	for _, a := range r.To {
		to = append(to, a.Address)
	}
	return strings.Join(to, ", ")
}

// invitation is whom the files of one job name, or why they cannot be read.
type invitation struct {
	job   config.Job
	lists []guests
	err   error
}

func invitations(c *config.Config) []invitation {
	out := make([]invitation, len(c.Jobs))
	for i, job := range c.Jobs {
		lists, err := guestsOf(c, job)
		out[i] = invitation{job, lists, err}
	}
	return out
}

// findings say who gets what by the files.
func (by invitation) findings(now time.Time) []Finding {
	subject := "job " + by.job.Name
	if by.err != nil {
		return []Finding{findingOf(subject, by.err)}
	}
	parts, notes := invite(by.lists, nil, todayOf(by.job, now))
	var out []Finding
	for _, p := range parts {
		var to []string
		for _, r := range p.recipients {
			to = append(to, r.address.Address)
		}
		out = append(out, Finding{LevelOK, subject, fmt.Sprintf("slice %s goes to %s", p.name, strings.Join(to, ", ")), ""})
	}
	for _, note := range notes {
		out = append(out, Finding{LevelOK, subject, note, "remove the row"})
	}
	return out
}
