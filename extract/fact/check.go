package fact

// Check is one identity of a report: Left, added up one way, must equal Right,
// added up another or stated by somebody else.
type Check struct {
	ID string
	// Period says which one, where the same is checked of several periods.
	Period      string
	Account     string // of the general ledger, where Right is what it states
	Left, Right Amount
	// Supplied is false where the source does not give a side; such a check is shown
	// and counts neither way.
	Supplied bool
	Passed   bool
}

// NewCheck compares two sums that are always there.
func NewCheck(id string, left, right, tolerance Amount) Check {
	return Check{ID: id, Left: left, Right: right, Supplied: true}.Within(tolerance)
}

// Within is the check with its verdict: it passes where the sides were supplied and
// differ by no more than the tolerance.
func (c Check) Within(tolerance Amount) Check {
	c.Passed = c.Supplied && c.Difference().Abs() <= tolerance
	return c
}

// Difference is left minus right.
func (c Check) Difference() Amount { return c.Left.Minus(c.Right) }

// Failed says that the check was made and does not hold.
func (c Check) Failed() bool { return c.Supplied && !c.Passed }

// Checks are those of one report, in the order in which it shows them.
type Checks []Check

// Failed says whether one of them failed.
func (cs Checks) Failed() bool {
	_, failed := cs.FirstFailed()
	return failed
}

// FirstFailed is the first that failed, where one did.
func (cs Checks) FirstFailed() (Check, bool) {
	for _, c := range cs {
		if c.Failed() {
			return c, true
		}
	}
	return Check{}, false
}

// Tally counts those that were made, and those of them that failed.
func (cs Checks) Tally() (failed, made int) {
	for _, c := range cs {
		if c.Supplied {
			made++
		}
		if c.Failed() {
			failed++
		}
	}
	return failed, made
}
