package runlog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Finding is something in a runlog that should not be so.
type Finding struct {
	What string `json:"what"` // stable: "sending without an end"
	Text string `json:"text"` // where, and what to do
}

// remedies say what to do about what [Inspect] finds.
var remedies = map[string]string{
	"sending without an end": "the mail may have arrived; ask the reader",
	"claimed without an end": "the mail was not sent; run the job for that day again",
}

// Inspect looks for damage and contradictions in the runlog at a place, and changes
// nothing. A file that cannot be read at all is an error; see [ErrCorrupt].
func Inspect(ctx context.Context, place string, now time.Time) ([]Finding, error) {
	l, err := connectTo(ctx, place)
	if err != nil {
		return nil, err
	}
	defer l.db.Close()
	if found, err := l.outdated(ctx); err != nil || found != nil {
		return found, l.explain(err)
	}
	if err := l.prepare(ctx); err != nil {
		return nil, l.explain(err)
	}
	var found []Finding
	for _, look := range []func(context.Context, time.Time) ([]Finding, error){l.damage, l.contradictions, l.abandoned} {
		more, err := look(ctx, now)
		if err != nil {
			return nil, l.explain(err)
		}
		found = append(found, more...)
	}
	return found, nil
}

// outdated says that the tables are of another version, so that nothing more can be
// said of them.
func (l *Log) outdated(ctx context.Context) ([]Finding, error) {
	p, err := l.migrations()
	if err != nil {
		return nil, err
	}
	sources := p.ListSources()
	known := sources[len(sources)-1].Version
	version, err := l.version(ctx)
	switch {
	case err != nil || version == known:
		return nil, err
	case version > known:
		return nil, newer(version, known)
	}
	return []Finding{{"tables of an older version", fmt.Sprintf("version %d; the next run or serve brings it to %d", version, known)}}, nil
}

// damage reads every page of a file and compares tables with indexes.
func (l *Log) damage(ctx context.Context, _ time.Time) ([]Finding, error) {
	if l.integrity == "" {
		return nil, nil // a server does that itself
	}
	rows, err := l.db.QueryContext(ctx, l.integrity)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []Finding
	for rows.Next() {
		var verdict string
		if err := rows.Scan(&verdict); err != nil {
			return nil, err
		}
		if verdict != "ok" {
			found = append(found, Finding{"damaged", verdict + "; put the last good copy in its place"})
		}
	}
	return found, rows.Err()
}

func (l *Log) contradictions(ctx context.Context, _ time.Time) ([]Finding, error) {
	type contradiction struct {
		what, recipient string
		run             int64
	}
	list, err := collect(ctx, l.stmt["contradictions"], func(row scanner) (c contradiction, err error) {
		return c, row.Scan(&c.what, &c.run, &c.recipient)
	})
	if err != nil {
		return nil, err
	}
	var found []Finding
	for _, c := range list {
		key, err := l.keyOf(ctx, c.run)
		if err != nil {
			return nil, err
		}
		text := key
		if c.recipient != "" {
			text += ", to " + c.recipient
		}
		if remedy := remedies[c.what]; remedy != "" {
			text += "; " + remedy
		}
		found = append(found, Finding{c.what, text})
	}
	return found, nil
}

// keyOf names a run for people.
func (l *Log) keyOf(ctx context.Context, id int64) (string, error) {
	r, err := scanRun(l.stmt["run_by_id"].QueryRowContext(ctx, id))
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Sprintf("run %d, which is not there", id), nil
	}
	return r.Key.String(), err
}

// abandoned are runs that have not ended and of which nobody gives a sign of life.
func (l *Log) abandoned(ctx context.Context, now time.Time) ([]Finding, error) {
	runs, err := collect(ctx, l.stmt["open_runs"], scanRun)
	if err != nil {
		return nil, err
	}
	clock, err := l.clock(ctx, now)
	if err != nil {
		return nil, err
	}
	var found []Finding
	for _, r := range runs {
		if !clock.Before(r.LeaseUntil) {
			text := fmt.Sprintf("%s, begun by %s at %s; the next serve, or running the job for that day, finishes it", r.Key, r.Holder.Name(), stamp(r.Started))
			found = append(found, Finding{"run that nobody works on", text})
		}
	}
	return found, nil
}
