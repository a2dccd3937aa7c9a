package jobs

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs/runlog"
)

// part is one slice of a run: one workbook, and who gets it.
type part struct {
	name       string // of the slice; config.AllSlice is the whole
	rule       config.Slice
	recipients []recipient
	// toThemselves says, of a slice of each salesperson, that each gets their own.
	toThemselves bool
	// from is the slice of each that the part is one of; empty where it is none.
	from string
	// listed says that the part comes out of a file of recipients.
	listed bool

	// facts gives the part's share of what was read.
	facts func() *fact.Snapshot
	// rest builds what was begun while the ERP was still read; nil where nothing was.
	rest  builder
	claim runlog.Claim
	// settled is the earlier run that delivered this part already.
	settled *runlog.Run
	// begun is what an earlier attempt made of this part and did not finish sending.
	begun   *begun
	book    *book
	file    File
	outcome runlog.Outcome
	reason  string
	folder  string // in the archive; empty where nothing was kept
	// sendings are in the order of recipients.
	sendings []*sending
	// unrecorded says which end of a sending the runlog could not be told.
	unrecorded error
	// ended says that the runlog was told the end of the part.
	ended bool
	err   error
}

// recipient is one address and why it gets the part.
type recipient struct {
	address config.Address
	as      string // "Finance"
}

// key is how the runlog knows the part.
func (p *part) key(x *run) runlog.Key { return x.key(p.slice()) }

// key is how the runlog knows a slice of the run.
func (x *run) key(slice string) runlog.Key {
	return runlog.Key{Job: x.job.Name, AsOf: x.asOf.String(), Slice: slice, Revision: x.revision}
}

// slice is the part's name where it is not the whole.
func (p *part) slice() string {
	if whole(p.name) {
		return ""
	}
	return p.name
}

// open says that the part was claimed and its end is not recorded.
func (p *part) open() bool { return p.claim.ID != 0 && !p.ended }

// sendingTo is the message to an address.
func (p *part) sendingTo(address string) *sending {
	i := slices.IndexFunc(p.sendings, func(s *sending) bool { return s.Recipient == address })
	return p.sendings[i]
}

// has says whether a slice is among the parts already.
func (x *run) has(slice string) bool {
	return slices.ContainsFunc(x.parts, func(p part) bool { return p.slice() == slice })
}

// partsOf groups a job's recipients by the slice that their rule gives them. A
// job without recipients makes the whole, for nobody.
func partsOf(c *config.Config, job config.Job) ([]part, error) {
	var parts []part
	for _, rec := range job.Recipients {
		if rec.File != "" {
			continue // see invite
		}
		rule, ok := c.Slice(rec.Slice)
		if !ok && !whole(rec.Slice) {
			return nil, fmt.Errorf("job %s: there is no slice %q; no rule, no mail", job.Name, rec.Slice)
		}
		var p *part
		parts, p = partNamed(parts, rec.Slice, rule)
		p.toThemselves = p.toThemselves || len(rec.To) == 0
		for _, to := range rec.To {
			p.add(recipient{to, rec.Name})
		}
	}
	return parts, nil
}

// partNamed finds the part, or adds it.
func partNamed(parts []part, name string, rule config.Slice) ([]part, *part) {
	i := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
	if i < 0 {
		parts, i = append(parts, part{name: name, rule: rule}), len(parts)
	}
	return parts, &parts[i]
}

// add gives the part to a recipient, once.
func (p *part) add(to recipient) {
	same := func(r recipient) bool { return strings.EqualFold(r.address.Address, to.address.Address) }
	if !slices.ContainsFunc(p.recipients, same) {
		p.recipients = append(p.recipients, to)
	}
}

// orWhole are the parts, or where there are none, the whole for nobody.
func orWhole(parts []part) []part {
	if len(parts) == 0 {
		return []part{{name: config.AllSlice}}
	}
	return parts
}

// guests are those whom one file of recipients names.
type guests struct {
	file   string
	people []config.Person
}

// guestsOf reads the job's files of recipients, up to the first that cannot be read.
func guestsOf(c *config.Config, job config.Job) ([]guests, error) {
	var out []guests
	for _, rec := range job.Recipients {
		if rec.File == "" {
			continue
		}
		people, err := config.ReadPeople(rec.File, c.Mail.AllowedDomains)
		if err != nil {
			return out, err
		}
		out = append(out, guests{rec.File, people})
	}
	return out, nil
}

// invite adds the parts that files of recipients give: who left them on a day before
// is not written to on that day.
func invite(lists []guests, parts []part, today fact.Date) (out []part, notes []string) {
	for _, list := range lists {
		for _, one := range list.people {
			if !one.Until.IsZero() && fact.DateOf(one.Until) < today {
				notes = append(notes, fmt.Sprintf("%s gets %s no more: %s says until %s", one.Mail.Address, one.Slice.Name, list.file, fact.DateOf(one.Until)))
				continue
			}
			var p *part
			parts, p = partNamed(parts, one.Slice.Name, one.Slice)
			p.listed = one.Slice.By != ""
			p.add(recipient{one.Mail, one.Mail.Name})
		}
	}
	return parts, notes
}

// todayOf is the day that it is for a job at an instant.
func todayOf(job config.Job, at time.Time) fact.Date { return fact.DateOf(at.In(job.Location())) }

// asOfOf is the day that a job firing at an instant reports on.
func asOfOf(job config.Job, at time.Time) fact.Date {
	return fact.NewDate(job.AsOf.At(at, job.Location()))
}
