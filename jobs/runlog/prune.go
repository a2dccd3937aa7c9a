package runlog

import (
	"context"
	"fmt"
	"time"
)

// Expired returns the runs that ended before an instant and of which details are kept
// that nobody needs any more, the first claimed first: not the last of each job and
// slice that reached a reader, with which the next is compared.
func (l *Log) Expired(ctx context.Context, before time.Time) ([]Run, error) {
	runs, err := collect(ctx, l.stmt["expired_runs"], scanRun, stamp(before))
	if err != nil {
		return nil, fmt.Errorf("runs that ended long ago: %w", l.explain(err))
	}
	return runs, nil
}

// Strip takes from a run that has ended what it said and to whom it was mailed. That it
// was made, and how it ended, stays for ever, so that nothing is sent twice; so who
// was mailed stays known of a run that may be made again. It returns false where the
// run was begun anew meanwhile.
func (l *Log) Strip(ctx context.Context, run Run) (stripped bool, err error) {
	err = l.transact(ctx, func(tx *transaction) error {
		now, err := tx.run(ctx, run.Key)
		if stripped = err == nil && now.Claim == run.Claim && now.Outcome != ""; !stripped {
			return err
		}
		for _, query := range []string{"strip_run", "strip_deliveries", "strip_resends"} {
			if _, err := tx.exec(ctx, query, run.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return false, fmt.Errorf("forget the details of %s: %w", run.Key, l.explain(err))
	}
	return stripped, nil
}
