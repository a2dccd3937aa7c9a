package jobs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/cenkalti/backoff/v5"

	"daybook/jobs/mail"
	"daybook/jobs/runlog"
)

// postponed says of a daemon's work that the runlog could not be asked for it, and
// that it is tried again when the runlog answers. What was done of it by then is known
// there, and not done twice.
type postponed struct{ cause error }

func (p *postponed) Error() string { return p.cause.Error() }

func (p *postponed) Unwrap() error { return p.cause }

// postpone marks the error of a runlog that does not answer now; others it leaves as
// they are.
func postpone(err error) error {
	var log *runlog.Error
	if !errors.As(err, &log) || !log.Passing() || errors.Is(err, context.Canceled) {
		return err
	}
	return &postponed{err}
}

// postpone puts a firing off that has sent nothing yet. What was claimed of it stays
// open, and is taken over when the runlog answers.
func (x *run) postpone(err error) error {
	if !scheduled(x.q.By) {
		return err
	}
	err = postpone(err)
	x.yields = x.yields || isPostponed(err)
	return err
}

func isPostponed(err error) bool { return errors.As(err, new(*postponed)) }

// outage is the time in which the runlog of a session that serves does not answer.
type outage struct {
	mu sync.Mutex
	on bool
}

// set says whether it is on, and returns whether that is news.
func (o *outage) set(on bool) (news bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	news, o.on = o.on != on, on
	return news
}

// persist does what is due, and where it is postponed does it again when the runlog
// answers. Told to stop, it leaves it to the next start. The owner hears when an outage
// begins; later, as always, what became of each run. It is over when something could be
// done: a runlog whose disk is full answers, and takes nothing.
func (d *duty) persist(begin, work context.Context, what string, do func() error) error {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.MaxInterval = d.Config.Lease/60, d.Config.Lease/2
	for {
		err := do()
		if !isPostponed(err) {
			if d.outage.set(false) {
				d.Words.Info("the runlog answers again")
			}
			return err
		}
		if begin.Err() == nil && d.outage.set(true) {
			d.Words.Error("the runlog does not answer; what is due waits for it", "first", what, "err", err)
			d.writeOwner(work, func(to string) mail.Message { return d.outageLetter(what, err, to) })
		}
		if !d.untilRunlogAnswers(begin, work, pauses) {
			return err
		}
	}
}

// untilRunlogAnswers asks again and again, and returns false where it was told to stop
// before there was an answer.
func (d *duty) untilRunlogAnswers(begin, work context.Context, pauses backoff.BackOff) bool {
	for begin.Err() == nil && d.sleep(work, begin.Done(), pauses.NextBackOff()) {
		if _, err := d.Log.Unfinished(work); err == nil {
			return true
		}
	}
	return false
}

// outageLetter tells an owner that nothing can be made now. Its Message-ID is the same
// on all instances, so that a mailbox that knows them keeps one.
func (d *duty) outageLetter(what string, err error, to string) mail.Message {
	var b strings.Builder
	fmt.Fprintf(&b, "The runlog does not answer. Without it nothing that is due can be made, as it could be sent twice.\n\n%v\n\n", err)
	fmt.Fprintf(&b, "First was %s. It is made when the runlog answers again, as each job's \"missed\" says; there is nothing to run by hand.\n", what)
	b.WriteString(d.signature())
	return mail.Message{
		Job: "serve", From: d.Config.Mail.From.String(), To: to, Date: d.Now(),
		Subject:   "[daybook] the runlog does not answer: what is due is put off",
		Text:      b.String(),
		MessageID: d.mailID("runlog", what, "owner", 0, to),
	}
}
