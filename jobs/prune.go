package jobs

import (
	"context"
	"fmt"
	"slices"
	"time"

	"daybook/extract/fact"
	"daybook/jobs/archive"
	"daybook/jobs/runlog"
)

// Pruned is what is kept of a run no longer: its folder in the archive, or what the
// runlog knows of it beside its outcome.
type Pruned struct {
	Run    string `json:"run"`
	Folder string `json:"folder,omitempty"` // empty where it is the runlog's
	Bytes  int64  `json:"bytes"`
}

// Prune removes what was kept of runs that ended longer ago than the configuration
// keeps, and returns it; a dry one only returns it. The archive comes first, and each
// step is of use by itself: what a process that ends in the middle leaves, the next
// removes. What a reader may still get and what the next reports are compared with
// stays, however old it is.
func (r *Runner) Prune(ctx context.Context, dry bool) ([]Pruned, error) {
	if r.Config.Keep == 0 {
		return nil, nil
	}
	until := r.Now().AddDate(0, 0, -r.Config.Keep)
	out, err := r.pruneArchive(ctx, until, dry)
	if err != nil {
		return out, err
	}
	expired, err := r.Log.Expired(ctx, until)
	if err != nil {
		return out, err
	}
	for _, run := range expired {
		stripped := dry
		if !dry {
			if stripped, err = r.Log.Strip(ctx, run); err != nil {
				return out, err
			}
		}
		if stripped {
			out = append(out, Pruned{Run: run.Key.String()})
		}
	}
	return out, nil
}

func (r *Runner) pruneArchive(ctx context.Context, until time.Time, dry bool) ([]Pruned, error) {
	var out []Pruned
	lookup := &keepers{log: r.Log, until: until}
	for kept, err := range archive.KeptBefore(r.Config.Archive, fact.DateOf(until)) {
		if err != nil {
			return out, err
		}
		needed, err := lookup.need(ctx, kept)
		switch {
		case err != nil:
			return out, err
		case needed:
			continue
		case !dry:
			if err := archive.Remove(r.Config.Archive, kept); err != nil {
				return out, err
			}
		}
		m := kept.Manifests[0]
		out = append(out, Pruned{runlog.Key{Job: m.Job, AsOf: m.AsOf, Slice: m.Slice}.String(), kept.Folder, kept.Bytes})
	}
	return out, nil
}

// keepers says what is to be kept although it is old.
type keepers struct {
	log   *runlog.Log
	until time.Time
	// runs are those of one job and day: folders come in that order.
	job, asOf string
	runs      []runlog.Run
}

// need says that what the archive has of a slice must stay: somebody works on it or
// may have to, it is not so old as its day, or the next report is compared with it.
func (k *keepers) need(ctx context.Context, kept archive.Kept) (bool, error) {
	m := kept.Manifests[0]
	if m.Job != k.job || m.AsOf != k.asOf {
		runs, err := k.log.History(ctx, runlog.Filter{Job: m.Job, From: m.AsOf, To: m.AsOf})
		if err != nil {
			return false, err
		}
		k.job, k.asOf, k.runs = m.Job, m.AsOf, runs
	}
	known := false
	for _, run := range k.runs {
		if run.Slice != m.Slice {
			continue
		}
		known = true
		if open, err := k.open(ctx, run); open || err != nil {
			return open, err
		}
	}
	// What the runlog does not know may be of another's that uses the same archive.
	unfinished := func(m archive.Manifest) bool { return m.Finished.IsZero() || !m.Finished.Before(k.until) }
	if !known && slices.ContainsFunc(kept.Manifests, unfinished) {
		return true, nil
	}
	last, there, err := k.log.LastDelivered(ctx, m.Job, m.Slice, endOfTime)
	return there && last.AsOf == m.AsOf, err
}

// endOfTime is after every as-of, in the order of text.
const endOfTime = "9999-12-31"

// open says that a run is not over, ended lately, or has a mail of which nobody knows
// the end.
func (k *keepers) open(ctx context.Context, run runlog.Run) (bool, error) {
	if run.Outcome == "" || !run.Finished.Before(k.until) {
		return true, nil
	}
	deliveries, err := k.log.Deliveries(ctx, run.ID)
	return slices.ContainsFunc(deliveries, func(d runlog.Delivery) bool { return d.Outcome == "" }), err
}

// prune does after a run what the configuration says of old ones.
func (r *Runner) prune(ctx context.Context) {
	gone, err := r.Prune(ctx, false)
	if err != nil {
		r.Words.Warn("what is older than keep could not all be removed", "err", err)
	}
	if len(gone) == 0 {
		return
	}
	folders, bytes := 0, int64(0)
	for _, p := range gone {
		if p.Folder != "" {
			folders++
		}
		bytes += p.Bytes
	}
	r.Words.Info("removed what is older than keep", "folders", folders, "bytes", bytes, "runs", len(gone)-folders, "keep", fmt.Sprintf("%d days", r.Config.Keep))
}
