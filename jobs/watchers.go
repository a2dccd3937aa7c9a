package jobs

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"daybook/jobs/monitor"
	"daybook/jobs/runlog"
)

// watched is what watchers may ask a daemon: always of the session that serves.
type watched struct {
	serving  atomic.Pointer[Session]
	stopping func() error // why it stops, once it does
}

var _ monitor.Jobs = (*watched)(nil)

// Next implements [monitor.Jobs].
func (w *watched) Next() map[string]time.Time {
	s, out := w.serving.Load(), map[string]time.Time{}
	for _, job := range s.Config.Jobs {
		if at := next(job, s.Now()); !at.IsZero() {
			out[job.Name] = at
		}
	}
	return out
}

// LastSuccess implements [monitor.Jobs]. What the runlog knows of jobs that are gone
// from the configuration is nobody's to watch.
func (w *watched) LastSuccess(ctx context.Context) (map[string]time.Time, error) {
	s, out := w.serving.Load(), map[string]time.Time{}
	for _, job := range s.Config.Jobs {
		at, err := s.Log.LastSuccess(ctx, job.Name, s.Now())
		if err != nil {
			return nil, err
		}
		if !at.IsZero() {
			out[job.Name] = at
		}
	}
	return out, nil
}

// Ready implements [monitor.Jobs]: the runlog answers, and nothing was told to stop.
func (w *watched) Ready(ctx context.Context) error {
	if w.stopping() != nil {
		return errors.New("told to stop; what is under way ends")
	}
	_, err := w.serving.Load().Log.Unfinished(ctx)
	return err
}

// observe answers watchers until what it returns is called; where the configuration
// names no place to listen, nobody.
func (s *Session) observe(ctx context.Context) (w *watched, end func(), err error) {
	w = &watched{stopping: ctx.Err}
	w.serving.Store(s)
	if s.Config.Listen == "" {
		return w, func() {}, nil
	}
	s.monitor = monitor.New(s.Version)
	listener, err := s.monitor.Listen(s.Config.Listen, w)
	if err != nil {
		return nil, nil, err
	}
	s.Words.Info("answering watchers", "address", listener.Address())
	return w, func() {
		if err := listener.Close(); err != nil {
			s.Words.Warn("answering watchers", "err", err)
		}
	}, nil
}

// handOver lets another session answer the same watchers.
func (w *watched) handOver(to *Session) {
	from := w.serving.Swap(to)
	if from.Config.Listen != to.Config.Listen {
		to.Words.Warn("listen is another now; that is taken over at the next start", "listen", to.Config.Listen)
	}
}

// tellWatchers says what became of a run that was made here.
func (r *Runner) tellWatchers(ctx context.Context, x *run, report Report, q Request) {
	if x == nil || !q.claims() || q.Keep || report.elsewhere() || isPostponed(report.cause) {
		return
	}
	if r.monitor != nil {
		r.monitor.Ran(observed(report, r.Now().Sub(x.started), r.Now()))
	}
	if address := x.job.Ping.Reveal(); address != "" && succeeds(report) {
		if err := monitor.Ping(context.WithoutCancel(ctx), address); err != nil {
			r.Words.Warn("the ping of a success did not arrive", "job", report.Job, "period", report.AsOf, "err", err)
		}
	}
}

// succeeds says that every reader has what is theirs, and the records say so.
func succeeds(report Report) bool {
	return report.Error == nil && (report.Outcome == runlog.Delivered || report.Outcome == runlog.Nothing)
}

// observed is a report in the terms of watchers.
func observed(report Report, took time.Duration, ended time.Time) monitor.Run {
	out := monitor.Run{
		Job: report.Job, Outcome: string(report.Outcome), Ended: ended, Took: took, Rows: int64(report.Data.Read),
		Mails: map[string]int{}, Differences: map[string]float64{},
	}
	for _, f := range report.Files {
		out.Bytes += f.Bytes
	}
	for _, d := range report.Deliveries {
		out.Mails[string(d.Outcome)]++
	}
	for _, c := range report.TieOut {
		// Those of parts are named after them: as many as there are salespeople.
		if c.Difference == nil || strings.Contains(c.Check, "/") {
			continue
		}
		if difference, err := strconv.ParseFloat(*c.Difference, 64); err == nil {
			out.Differences[c.Check] = difference
		}
	}
	return out
}
