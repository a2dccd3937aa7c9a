package runlog

import "slices"

// Outcome is what became of a run or a delivery. The empty outcome says that it
// has not ended.
type Outcome string

// The outcomes.
const (
	Delivered Outcome = "delivered"
	Built     Outcome = "built"             // a dry run
	Nothing   Outcome = "nothing to report" // no row to show, and the job says not to mail then
	NotReady  Outcome = "not ready"         // the source's data was not complete in time
	HeldBack  Outcome = "held back"         // a check failed and the job does not mail then
	Partly    Outcome = "partly"            // some recipients have it, others do not
	Failed    Outcome = "failed"
	Missed    Outcome = "missed"  // its time passed while nothing ran
	Unknown   Outcome = "unknown" // may have arrived; not sent again by itself
)

// Outcomes lists every outcome.
var Outcomes = []Outcome{Delivered, Built, Nothing, NotReady, HeldBack, Partly, Failed, Missed, Unknown}

// Exit is the exit code of a process that ran to this outcome. What is not in
// the list is a failure.
func (o Outcome) Exit() int {
	switch o {
	case Delivered, Built, Nothing:
		return 0
	case HeldBack, Partly, Unknown:
		return 2
	case NotReady:
		return 75
	default:
		return 1
	}
}

// settled says that a run with this outcome is not to be run again under its key.
func (o Outcome) settled() bool { return o == Delivered || o == Nothing }

// Combine is the outcome of a run whose deliveries ended so: unknown where one is,
// delivered or failed where all are, else partly.
func Combine(deliveries []Outcome) Outcome {
	delivered := 0
	for _, o := range deliveries {
		if o == Delivered {
			delivered++
		}
	}
	switch {
	case slices.Contains(deliveries, Unknown):
		return Unknown
	case delivered == len(deliveries) && delivered > 0:
		return Delivered
	case delivered == 0:
		return Failed
	}
	return Partly
}
