package jobs

import (
	"slices"

	"daybook/jobs/runlog"
)

// add puts what became of a part into the report. Figures, checks and counts
// are those of the whole where the run made it, else of the first part.
func (r *Report) add(p *part, q Request) {
	if p.book != nil && (r.Figures == nil || p.slice() == "") {
		r.Figures, r.TieOut, r.Data = p.book.figures, p.book.checks, p.book.data
	}
	if p.file.Path != "" {
		r.Files = append(r.Files, p.file)
	}
	r.Deliveries = append(r.Deliveries, p.deliveries...)
	if p.settled != nil {
		r.Notes = append(r.Notes, "already "+string(p.settled.Outcome)+"; built again, nothing was sent")
	}
	if p.err != nil && r.Error == nil {
		r.fail(p.err)
	}
}

// combine is the outcome of the run as a whole.
func (r *Report) combine(x *run) {
	var outcomes []runlog.Outcome
	for _, p := range x.parts {
		if !slices.Contains(outcomes, p.outcome) {
			outcomes = append(outcomes, p.outcome)
		}
	}
	if len(outcomes) == 1 {
		r.Outcome = outcomes[0]
		return
	}
	// Of several, the one that most needs a person; some of each is partly.
	for _, o := range []runlog.Outcome{runlog.Unknown, runlog.Partly} {
		if slices.Contains(outcomes, o) {
			r.Outcome = o
			return
		}
	}
	r.Outcome = runlog.Partly
	if !slices.Contains(outcomes, runlog.Failed) && !slices.Contains(outcomes, runlog.HeldBack) {
		r.Outcome = runlog.Delivered // delivered, and nothing to report to the others
	}
}
