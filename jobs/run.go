package jobs

import (
	"context"
	"slices"
	"time"

	"daybook/config"
	"daybook/extract/fact"
	"daybook/jobs/mail"
)

// Run makes one job's report and delivers it to its recipients. It always
// returns a report: what failed, and even a panic, is an outcome of the run.
func (r *Runner) Run(ctx context.Context, name string, q Request) (report Report) {
	report = newReport(name)
	ctx, hold := r.hold(ctx)
	defer hold.end()
	var x *run
	defer func() { r.end(ctx, x, &report, q, recover()) }()
	x, err := r.plan(name, q)
	if err != nil {
		return *report.fail(err)
	}
	x.hold, report.AsOf = hold, x.asOf.String()
	if err := r.stages(ctx, x); err != nil {
		return r.abort(x, &report, x.postpone(err))
	}
	report.untouched = x.leaveAlone()
	return *report.conclude(x)
}

// stages are those of a run, in their order. What becomes of a part is its outcome; an
// error is that of all that have none yet.
func (r *Runner) stages(ctx context.Context, x *run) error {
	if err := r.claim(ctx, x); err != nil {
		return err
	}
	if x.uninvited != nil || x.leaveAlone() {
		return x.uninvited
	}
	if err := r.finishBegun(ctx, x); err != nil {
		return err
	}
	if err := r.await(ctx, x); err != nil {
		return err
	}
	if x.made() {
		return nil
	}
	defer func() { _ = x.detail.close() }()
	snapshot, err := r.read(ctx, x)
	if err != nil {
		return err
	}
	if err := r.expand(ctx, x, snapshot); err != nil {
		return err
	}
	if err := r.recall(ctx, x); err != nil { // parts that are known only now
		return err
	}
	x.divide(snapshot)
	for _, p := range x.order() {
		if p.outcome == "" {
			r.part(ctx, x, p) // builds, lays out, writes, sends, records
		}
	}
	return nil
}

// order is that in which parts are made. What was begun while the ERP was read comes
// first: its analysis is in memory until it is made.
func (x *run) order() []*part {
	out := make([]*part, len(x.parts))
	for i := range x.parts {
		out[i] = &x.parts[i]
	}
	slices.SortStableFunc(out, func(a, b *part) int { return fact.TrueFirst(a.rest != nil, b.rest != nil) })
	return out
}

// run is one planned run of a job.
type run struct {
	job   config.Job
	q     Request
	asOf  fact.Date
	kind  kind
	parts []part
	// detail takes the documents of a kind that does not keep them; else nil.
	detail *detail
	// started is when the run began, readAt when the ERP had been read.
	started, readAt time.Time
	// revision is 0, or that of a restatement.
	revision int
	// post takes the letters of all parts, over few connections and within one budget.
	post Post
	// notes are remarks for people.
	notes []string
	// uninvited says why a file of recipients could not be read: then nothing is made.
	uninvited error
	// hold gives the signs of life; nil for what is recorded at once.
	hold *hold
	// yields says that another instance makes the run: what was claimed of it beside
	// that stays open, until its lease ends and whoever is left makes it.
	yields bool
}

// plan finds out what is to be made: for which day, in which slices.
func (r *Runner) plan(name string, q Request) (*run, error) {
	job, ok := r.Config.Job(name)
	if !ok {
		return nil, unknownJob(name, r.Config)
	}
	if err := r.mayMail(job, q); err != nil {
		return nil, err
	}
	kind, err := kindOf(job.Report)
	if err != nil {
		return nil, err
	}
	x := &run{job: job, q: q, asOf: q.AsOf, kind: kind, started: r.Now(), post: r.Post}
	if sender, ok := r.Post.(*mail.Sender); ok {
		x.post = sender.Batch()
	}
	if x.asOf.IsZero() {
		x.asOf = asOfOf(job, x.started)
	}
	parts, err := partsOf(r.Config, job)
	if err != nil {
		return nil, err
	}
	lists, unread := guestsOf(r.Config, job) // anew for each run
	parts, x.notes = invite(lists, parts, x.today())
	x.uninvited = unread
	x.parts = orWhole(parts)
	return x, nil
}

// today is the day on which the run began.
func (x *run) today() fact.Date { return todayOf(x.job, x.started) }

// hangUp ends the talk with the mail server.
func (x *run) hangUp() {
	if x == nil {
		return
	}
	if batch, ok := x.post.(*mail.Batch); ok {
		batch.Close()
	}
}

// leaveAlone says that every part was delivered already, and that the request
// asks for no more than that.
func (x *run) leaveAlone() bool {
	return x.q.Once && !slices.ContainsFunc(x.parts, func(p part) bool { return p.settled == nil })
}

// made says that every part has its outcome.
func (x *run) made() bool {
	return !slices.ContainsFunc(x.parts, func(p part) bool { return p.outcome == "" })
}
