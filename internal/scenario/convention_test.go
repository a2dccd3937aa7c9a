package scenario

import (
	"fmt"
	"slices"
	"strings"

	"daybook/analyze/receivables"
	"daybook/extract/fact"
)

// Our conventions that some peers do not share. Each is translated where a peer's
// figure is compared, so that the figure is checked all the same; what differs is
// logged with ours beside it.
const (
	creditsApart   = "open credits and advances stand apart, in no bucket: they are no claim that falls due"
	dueDayIsNotDue = "the due day itself is not overdue"
	dueAssumed     = "an item without a due date is due on its posting date, and stands on the Data sheet as assumed"
	ownMatchDate   = "a matching counts from its own day where the ERP keeps one; the peer keeps none"
	laterNotListed = "what is dated after the as-of day is not listed"
	oneRevaluation = "all that revalues one document is one line, named after the last"
	ageOfDocument  = "a revaluation is as old as the document that it revalues"
	creditsNotDue  = "a credit does not fall due: its age counts from its posting"
)

// differences are the scenarios whose peer has another convention, of those that
// we know: theirs, ours, and why. A scenario that is not in this table and differs
// by one of these conventions is logged in the same words.
var differences = map[string][]string{
	"erp-ar-18":  {"PE1: theirs -10.00, ours none (" + laterNotListed + ")"},
	"erp-sum-02": {"PE1: theirs 0-30, ours none: advance -50.00 (" + creditsApart + ")"},
	"oca-age-02": {"J1: theirs not_due, ours 91-120 (" + dueAssumed + ")"},
	"oca-age-04": {
		"PE1: theirs 0.00, ours -60.00 (" + ownMatchDate + ")",
		"SI1: theirs 40.00, ours 100.00 (" + ownMatchDate + ")",
	},
	"oca-age-05": {"PE1: theirs 1-30, ours none: advance -30.00 (" + creditsApart + ")"},
}

// notChecked are the keys of what is expected that no figure of ours answers yet,
// each with its reason.
var notChecked = map[string]string{
	"rows.peer_column_quirk": "says which columns of the peer's row are not to be compared",
	"rows.cost_centre":       "cost centres are no fact of ours: the filter by them picks rows in the test",
	"totals.interest":        "reminder fees and interest are not computed: we write no reminders",
	"totals.fee":             "reminder fees and interest are not computed: we write no reminders",
	"totals.claim":           "reminder fees and interest are not computed: we write no reminders",
	"status":                 "states of documents in the peer's workflow and its reminders; what is overdue is checked by rows and totals",
	"reminders":              "reminder runs: we write no reminders",
	"order_instalments":      "instalments of orders: no receivable yet",
	"salespeople":            "targets and commission on orders: no receivable",
	"rejects":                "what the peer refuses to enter: we only read what was entered",
	"steps":                  "the peer's figures between two entries of one day: the end of the day is checked",
}

// differ notes that a peer's figure was compared by way of a convention.
func (c *checker) differ(why, key, format string, args ...any) {
	note := fmt.Sprintf("%s: %s (%s)", key, fmt.Sprintf(format, args...), why)
	if !slices.Contains(c.notes, note) {
		c.notes = append(c.notes, note)
	}
}

// oca says that the due day is the peer's current bucket and that its matchings
// have no day of their own, as in Odoo.
func (s *scenario) oca() bool { return s.Options.BucketConvention == "due_day_is_current" }

// peerBucket is the place among our buckets where the peer has an item.
func (c *checker) peerBucket(key string, i *receivables.Item) int {
	s, buckets := c.r.s, c.r.now.Buckets
	byDue := c.r.now.Params.AgeBy == receivables.ByDueDate
	d := s.document(i.Number)
	if i.Class != receivables.OnInvoice {
		at := c.bucketAt(c.peerAge(key, i))
		c.differ(creditsApart, key, "theirs %s, ours none: %s %s", buckets[at].Code, []string{"", "credit", "advance"}[i.Class], i.Company)
		return at
	}
	switch {
	case i.Revaluation:
		at := c.bucketAt(c.peerAge(key, i))
		if at != i.Bucket {
			c.differ(ageOfDocument, key, "theirs %s, ours %s", buckets[at].Code, buckets[i.Bucket].Code)
		}
		return at
	case !byDue:
	case s.oca() && d != nil && d.DueOn.IsZero() && i.DueAssumed:
		c.differ(dueAssumed, key, "theirs %s, ours %s", buckets[0].Code, buckets[i.Bucket].Code)
		return 0
	case !s.oca() && i.DaysLate == 0:
		c.differ(dueDayIsNotDue, key, "theirs %s, ours %s", strings.Replace(buckets[1].Code, "1-", "0-", 1), buckets[i.Bucket].Code)
		return 1
	}
	return i.Bucket
}

// peerAge is the age by which a peer places a credit, an advance or a revaluation:
// from its own posting, or by due date its own, where it has one.
func (c *checker) peerAge(key string, i *receivables.Item) int {
	d := c.r.s.document(i.Number)
	age, why, ours := c.r.s.AsOf.Days(i.Posted), creditsNotDue, i.Age
	if c.r.now.Params.AgeBy == receivables.ByDueDate && d != nil && !d.DueOn.IsZero() {
		age = c.r.s.AsOf.Days(d.DueOn.Date)
	}
	if i.Revaluation {
		why = ageOfDocument
		if c.r.now.Params.AgeBy == receivables.ByDueDate {
			ours = i.DaysLate
			if d.DueOn.IsZero() {
				age = ours // nothing says otherwise
			}
		}
	}
	if age != ours {
		c.differ(why, key, "theirs %d days, ours %d", age, ours)
	}
	return age
}

// revaluation compares what revalues one document as a whole, where the peer shows
// several lines of it or we name it after another.
func (c *checker) revaluation(key string, want []figures) bool {
	d := c.r.s.document(key)
	if d == nil || d.Revalues == "" {
		return false
	}
	theirs, lines := fact.Amount(0), 0
	for _, w := range want {
		if other := c.r.s.document(w.key()); other != nil && other.Revalues == d.Revalues {
			theirs, lines = theirs+c.amount(w.key(), w["outstanding"]), lines+1
		}
	}
	if _, found := c.now[key]; found && lines == 1 {
		return false
	}
	ours := fact.Amount(0)
	for _, i := range c.now {
		if i.Revaluation && c.r.s.document(i.Number).Revalues == d.Revalues {
			ours += i.Company
		}
	}
	if ours != theirs {
		c.t.Errorf("%s is revalued by %s, not %s", d.Revalues, ours, theirs)
	}
	c.differ(oneRevaluation, d.Revalues, "theirs %d lines, ours one of %s", lines, ours)
	return true
}

// bucketAt is the place among our buckets of an age as the peer counts it.
func (c *checker) bucketAt(age int) int {
	limits, first := c.r.s.Options.Buckets, 0
	if c.r.now.Params.AgeBy == receivables.ByDueDate {
		first = 1
		if age < 0 || age == 0 && c.r.s.oca() {
			return 0
		}
	}
	for k, limit := range limits {
		if age <= limit {
			return first + k
		}
	}
	return first + len(limits)
}

// placeOf finds the place of a peer's bucket among ours by its upper limit; −1 for
// what is not due where items age by posting date.
func (c *checker) placeOf(key string) (int, bool) {
	limits, first := c.r.s.Options.Buckets, 0
	if c.r.now.Params.AgeBy == receivables.ByDueDate {
		first = 1
	}
	switch {
	case key == "not_due" || key == "current":
		return first - 1, true
	case key == "older" || strings.HasPrefix(key, "over-") || strings.HasPrefix(key, "over_"):
		return first + len(limits), true
	}
	for k, limit := range limits {
		if strings.HasSuffix(key, fmt.Sprintf("-%d", limit)) {
			return first + k, true
		}
	}
	return 0, false
}
