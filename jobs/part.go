package jobs

import (
	"fmt"
	"slices"
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

	// facts gives the part's share of what was read.
	facts func() *fact.Snapshot
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
func (p *part) key(x *run) runlog.Key {
	return runlog.Key{Job: x.job.Name, AsOf: x.asOf.String(), Slice: p.slice(), Revision: x.revision}
}

// slice is the part's name where it is not the whole.
func (p *part) slice() string {
	if p.name == config.AllSlice {
		return ""
	}
	return p.name
}

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
func (r *Runner) partsOf(job config.Job) ([]part, error) {
	var parts []part
	for _, rec := range job.Recipients {
		i := slices.IndexFunc(parts, func(p part) bool { return p.name == rec.Slice })
		if i < 0 {
			p := part{name: rec.Slice}
			if rec.Slice != config.AllSlice {
				rule, ok := r.Config.Slice(rec.Slice)
				if !ok {
					return nil, fmt.Errorf("job %s: there is no slice %q; no rule, no mail", job.Name, rec.Slice)
				}
				p.rule = rule
			}
			parts, i = append(parts, p), len(parts)
		}
		parts[i].toThemselves = parts[i].toThemselves || len(rec.To) == 0
		for _, to := range rec.To {
			if !slices.ContainsFunc(parts[i].recipients, func(r recipient) bool { return r.address.Address == to.Address }) {
				parts[i].recipients = append(parts[i].recipients, recipient{to, rec.Name})
			}
		}
	}
	if len(parts) == 0 {
		parts = []part{{name: config.AllSlice}}
	}
	return parts, nil
}

// asOfOf is the day that a job firing at an instant reports on.
func asOfOf(job config.Job, at time.Time) fact.Date {
	return fact.NewDate(job.AsOf.At(at, job.Location()))
}
