package jobs

import (
	"slices"

	"daybook/jobs/runlog"
)

// conclude makes the report of what became of the parts.
func (r *Report) conclude(x *run) *Report {
	chief := x.chief()
	r.Notes = append(r.Notes, x.notes...)
	for i := range x.parts {
		p := &x.parts[i]
		if p.book != nil {
			r.addBook(p, i == chief)
		}
		if p.file.Path != "" {
			r.Files = append(r.Files, p.file)
		}
		for _, s := range p.sendings {
			r.Deliveries = append(r.Deliveries, s.Delivery)
			if s.Outcome == runlog.Unknown {
				r.doubtful = append(r.doubtful, doubt{p.claim.ID, s.Recipient})
			}
		}
		if p.settled != nil {
			r.Notes = append(r.Notes, p.key(x).String()+" was "+string(p.settled.Outcome)+" already; nothing was sent")
		}
		if p.err != nil && r.Error == nil {
			r.fail(p.err)
		}
	}
	r.Outcome = combined(x.parts)
	return r
}

// chief is the part whose figures, checks and counts the report gives: the
// whole, or where the job makes none, the first that was built.
func (x *run) chief() int {
	built := func(p part) bool { return p.book != nil }
	if i := slices.IndexFunc(x.parts, func(p part) bool { return built(p) && p.slice() == "" }); i >= 0 {
		return i
	}
	return slices.IndexFunc(x.parts, built)
}

// addBook takes everything of the chief part, and of the others the checks that
// failed, so that none goes unseen.
func (r *Report) addBook(p *part, chief bool) {
	if chief {
		r.Figures, r.Data = p.book.figures, p.book.data
		r.TieOut = append(slices.Clone(p.book.checks), r.TieOut...)
		return
	}
	for _, c := range p.book.checks {
		if c.failed() {
			c.Check = p.name + "/" + c.Check
			r.TieOut = append(r.TieOut, c)
		}
	}
}

// combined is the outcome of a run whose parts ended so: where they differ it is
// unknown where one is, partly where some readers have theirs, else failed. Parts
// with nothing to report do not count beside others.
func combined(parts []part) runlog.Outcome {
	var outcomes []runlog.Outcome
	for _, p := range parts {
		if p.outcome != runlog.Nothing && !slices.Contains(outcomes, p.outcome) {
			outcomes = append(outcomes, p.outcome)
		}
	}
	switch {
	case len(outcomes) == 0:
		return runlog.Nothing
	case len(outcomes) == 1:
		return outcomes[0]
	case slices.Contains(outcomes, runlog.Unknown):
		return runlog.Unknown
	case slices.Contains(outcomes, runlog.Delivered), slices.Contains(outcomes, runlog.Partly):
		return runlog.Partly
	}
	return runlog.Failed
}
