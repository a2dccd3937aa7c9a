package mail

import (
	"context"
	"iter"
	"net/mail"
	"slices"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// Letter is a composed message on its way to one recipient.
type Letter struct {
	From, To string // bare addresses of the envelope
	Raw      []byte // what [Compose] returned
	// Sending is called immediately before the end of the message is told to the
	// server: from then on it may arrive. An error stops it in time. It is called
	// once for every attempt that comes so far. Nil does nothing.
	Sending func() error
	// Deferred is called when the server, or the network before the end of the
	// message, said "not now", and the message will be tried again. An error ends
	// the trying. Nil does nothing.
	Deferred func(error) error
}

// Pack composes the message and addresses it.
func Pack(m Message) (Letter, error) {
	raw, err := Compose(m)
	if err != nil {
		return Letter{}, err
	}
	from, err := mail.ParseAddress(m.From)
	if err != nil {
		return Letter{}, err
	}
	return Letter{From: from.Address, To: m.To, Raw: raw}, nil
}

// SHA256 is the hash of the message as sent, in hex.
func (l Letter) SHA256() string { return digest(string(l.Raw)) }

func (l Letter) sending() error {
	if l.Sending == nil {
		return nil
	}
	return l.Sending()
}

func (l Letter) deferred(e *Error) error {
	if l.Deferred == nil {
		return nil
	}
	return l.Deferred(e)
}

// Result is what became of a letter.
type Result struct {
	Attempts int
	Reply    string // the server's acceptance: "OK queued as 4F2A"
	Err      *Error // nil: the server has taken it
}

// Send sends one letter, trying again within the budget. A non-nil error is an
// *[Error].
func (s *Sender) Send(ctx context.Context, l Letter) (Result, error) {
	var out Result
	s.SendAll(ctx, slices.Values([]Letter{l}), func(_ Letter, r Result) { out = r })
	if out.Err != nil {
		return out, out.Err
	}
	return out, nil
}

// SendAll sends the letters as a [Batch] of their own.
func (s *Sender) SendAll(ctx context.Context, letters iter.Seq[Letter], report func(Letter, Result)) {
	b := s.Batch()
	defer b.Close()
	b.SendAll(ctx, letters, report)
}

// Batch is a sender for what belongs together and comes bit by bit: its letters share
// connections, and one budget. It is for one goroutine, and for one context: a
// connection ends with that of its first letter.
type Batch struct {
	sender *Sender
	conn   *connection // that waits for more
	left   time.Duration
}

// Batch begins a batch; it does not connect.
func (s *Sender) Batch() *Batch { return &Batch{sender: s, left: s.limits.Budget} }

// Close takes leave of the server.
func (b *Batch) Close() {
	if b.conn != nil {
		b.conn.close()
		b.conn = nil
	}
}

// SendAll sends the letters in order over as few connections as may be, and
// reports each once, when its fate is known. What fails for now is tried again
// after all the others, in rounds with growing pauses, within one budget for all.
// Letters are drawn one by one; only those that wait for another round are kept.
func (b *Batch) SendAll(ctx context.Context, letters iter.Seq[Letter], report func(Letter, Result)) {
	s, pauses := b.sender, b.sender.pauses()
	begun := s.clock.Now()
	end := begun.Add(b.left)
	for attempt := 1; ; attempt++ {
		r := &round{sender: s, ctx: ctx, attempt: attempt, report: report, conn: b.conn}
		b.conn = nil
		waiting := r.run(letters)
		if len(waiting) == 0 {
			b.conn = r.conn
		} else if r.conn != nil {
			r.conn.close()
		}
		if attempt > 1 { // what goes well takes nothing off the budget
			b.left = max(0, end.Sub(s.clock.Now()))
		}
		if len(waiting) == 0 {
			return
		}
		pause := pauses.NextBackOff()
		if s.clock.Now().Add(pause).After(end) || s.clock.Sleep(ctx, pause) != nil {
			for _, w := range waiting {
				report(w.Letter, Result{Attempts: attempt, Err: w.failure})
			}
			return
		}
		letters = unsent(waiting)
	}
}

func (s *Sender) pauses() backoff.BackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval = min(s.limits.Wait, max(s.limits.Budget/10, 1))
	b.MaxInterval = max(b.InitialInterval, s.limits.Budget/10)
	b.Multiplier = 2
	return b
}

// wait is a letter that was put off.
type wait struct {
	Letter
	failure *Error
}

func unsent(waiting []wait) iter.Seq[Letter] {
	return func(yield func(Letter) bool) {
		for _, w := range waiting {
			if !yield(w.Letter) {
				return
			}
		}
	}
}

// round is one go at every letter that is not yet settled.
type round struct {
	sender  *Sender
	ctx     context.Context
	attempt int
	report  func(Letter, Result)
	conn    *connection
	down    *Error // the server cannot be reached in this round
}

func (r *round) run(letters iter.Seq[Letter]) (waiting []wait) {
	for l := range letters {
		reply, failure := r.deliver(l)
		if failure != nil {
			failure = r.settle(l, failure)
		}
		if failure.passing() {
			waiting = append(waiting, wait{l, failure})
			continue
		}
		r.report(l, Result{Attempts: r.attempt, Reply: reply, Err: failure})
	}
	return waiting
}

// settle completes a failure, and tells the letter where it will be tried again.
func (r *round) settle(l Letter, failure *Error) *Error {
	failure = failure.about(r.sender, l, r.attempt)
	if !failure.passing() {
		return failure
	}
	if err := l.deferred(failure); err != nil {
		unrecorded := &Error{Kind: Permanent, Reason: ReasonUnrecorded, Stage: failure.Stage, Reply: err.Error(), cause: err}
		return unrecorded.about(r.sender, l, r.attempt)
	}
	return failure
}

// passing says that it is worth trying again.
func (e *Error) passing() bool {
	return e != nil && e.Kind == Temporary && e.Reason != ReasonStopped
}

// deliver sends one letter. A connection that has served before and is found
// closed is replaced at once: many servers end one after some messages.
func (r *round) deliver(l Letter) (string, *Error) {
	for {
		if down := r.connect(); down != nil {
			return "", down
		}
		used := r.conn.sent > 0
		reply, failure := r.conn.transmit(l)
		if r.conn.dead || r.conn.sent >= r.sender.limits.PerConnection {
			r.conn.close()
			r.conn = nil
		}
		switch {
		case failure == nil || failure.Kind != Temporary:
			return reply, failure
		case r.ctx.Err() != nil:
			failure.Reason = ReasonStopped
			return "", failure
		case !used || !failure.broken() || failure.Stage != string(stageFrom):
			return "", failure
		}
	}
}

func (r *round) connect() *Error {
	if r.conn != nil || r.down != nil {
		return r.down
	}
	r.conn, r.down = r.sender.open(r.ctx)
	return r.down
}

// about says of which letter the failure is, and leaves the shared one of a server
// that is down as it is.
func (e *Error) about(s *Sender, l Letter, attempt int) *Error {
	named := *e
	named.Server, named.To, named.Attempts = s.server.Address(), l.To, attempt
	return &named
}
