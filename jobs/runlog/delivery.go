package runlog

import (
	"context"
	"fmt"
	"time"
)

// DeliveryClaim is the right to send one message.
type DeliveryClaim struct {
	ID      int64
	Attempt int // of the run
}

// Delivery is one message of a run to one recipient, as recorded.
type Delivery struct {
	DeliveryClaim
	RunID     int64
	Recipient string
	State     string // claimed, sending, done
	MessageID string
	Outcome   Outcome // delivered, failed or unknown; empty before
	Reason    string
	Reply     string // the server's last word
	SHA256    string // of the message as sent
	Claimed   time.Time
	Sending   time.Time
	Finished  time.Time
}

// Receipt is what is recorded at the end of a delivery.
type Receipt struct {
	Outcome Outcome
	Reason  string
	Reply   string
	SHA256  string
}

// ClaimDelivery claims the sending of one message of a run that the caller holds.
// Where it returns false, the delivery says why: it was delivered, it is unknown
// whether it was, or this very attempt has it already.
func (l *Log) ClaimDelivery(ctx context.Context, run Claim, recipient, messageID string, now time.Time) (d Delivery, claimed bool, err error) {
	err = l.transact(ctx, func(tx *transaction) (err error) {
		d, claimed, err = tx.claimDelivery(ctx, run, recipient, messageID, now)
		return err
	})
	if err != nil {
		return Delivery{}, false, fmt.Errorf("claim delivery to %s: %w", recipient, l.explain(err))
	}
	return d, claimed, nil
}

func (tx *transaction) claimDelivery(ctx context.Context, run Claim, recipient, messageID string, now time.Time) (d Delivery, claimed bool, err error) {
	if err := tx.held(ctx, run); err != nil {
		return d, false, err
	}
	_, err = tx.exec(ctx, "insert_delivery", run.ID, recipient, run.Attempt, messageID, stamp(now))
	if err != nil && !tx.log.duplicate(err) {
		return d, false, err
	}
	first := err == nil
	if d, err = tx.delivery(ctx, run, recipient); err != nil || first || d.Attempt == run.Attempt {
		return d, first, err
	}
	// The attempt before may have begun to send in the moment in which it was taken
	// over: not every database lets one of the two wait for the other.
	if d.State == "sending" {
		_, err = tx.exec(ctx, "orphan_delivery", interrupted, stamp(now), d.ID)
	} else {
		var n int64
		n, err = tx.exec(ctx, "retake_delivery", run.Attempt, messageID, stamp(now), d.ID)
		claimed = n == 1
	}
	if err != nil {
		return d, false, err
	}
	d, err = tx.delivery(ctx, run, recipient)
	return d, claimed, err
}

// MarkSending records that the server is about to be told the end of the message:
// from here until the answer is recorded it may arrive without our knowing.
func (l *Log) MarkSending(ctx context.Context, d DeliveryClaim, now time.Time) error {
	return l.change(ctx, "mark delivery as sending", "mark_delivery", "sending", stamp(now), "", d.ID, d.Attempt)
}

// MarkDeferred records that the server answered "not now": the message surely did
// not arrive and is tried again.
func (l *Log) MarkDeferred(ctx context.Context, d DeliveryClaim, reason string) error {
	return l.change(ctx, "mark delivery as deferred", "mark_delivery", "claimed", "", written(reason), d.ID, d.Attempt)
}

// FinishDelivery records what became of a message. Where the run was taken over
// meanwhile and the delivery declared unknown, an answer that came after all
// replaces that.
func (l *Log) FinishDelivery(ctx context.Context, d DeliveryClaim, r Receipt, now time.Time) error {
	return l.change(ctx, "finish delivery", "finish_delivery",
		string(r.Outcome), written(r.Reason), written(r.Reply), r.SHA256, stamp(now), d.ID, d.Attempt)
}
