package jobs_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"daybook/extract"
	"daybook/extract/fact"
	"daybook/jobs"
	"daybook/jobs/runlog"
)

// stranger is a process on another host, of which nothing can be seen from here.
var stranger = runlog.Holder{Host: "elsewhere", PID: 7, Start: at(1, 0, 0)}

// gone is another process of this host, which is seen to be there no more.
func (h *house) gone() runlog.Holder {
	holder := h.Holder
	holder.PID, holder.ID = 1<<30, "another"
	return holder
}

// lingering is a house whose reading lasts until the test, or the loss of its claim, ends
// it, and whose lease is short and goes by the real clock.
func lingering(t *testing.T, lease time.Duration) (h *house, reading chan context.Context, goOn chan bool) {
	t.Helper()
	h = newHouse(t, options{to: oneRecipient})
	h.Config.Lease, h.Now = lease, time.Now
	reading, goOn = make(chan context.Context, 1), make(chan bool)
	source := h.Source
	h.Source = &fakeSource{func(ctx context.Context, s extract.Scope) (*fact.Snapshot, error) {
		reading <- ctx
		select {
		case <-goOn:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		return source.Snapshot(ctx, s, nil)
	}}
	return h, reading, goOn
}

// begin begins the run of a firing, and returns where its report will be.
func (h *house) begin(ctx context.Context) chan jobs.Report {
	end := make(chan jobs.Report, 1)
	go func() {
		end <- h.Run(ctx, daily, jobs.Request{By: "schedule", AsOf: fact.NewDate(2026, 9, 24), Once: true})
	}()
	return end
}

// take asks for the run as another instance does.
func (h *house) take(gone func(runlog.Holder) bool) bool {
	h.t.Helper()
	by := runlog.Claimant{Holder: stranger, By: "schedule", Lease: time.Minute, Gone: gone}
	_, taken, err := h.Log.ClaimRun(h.t.Context(), runlog.Key{Job: daily, AsOf: thursday}, by, time.Now())
	must(h.t, err)
	return taken
}

// A run that works for many leases keeps its claim.
func TestSignsOfLife(t *testing.T) {
	h, reading, goOn := lingering(t, 300*time.Millisecond)
	end := h.begin(t.Context())
	<-reading
	for range 15 {
		time.Sleep(60 * time.Millisecond)
		if h.take(nil) {
			t.Fatal("another took the run of one who works on it")
		}
	}
	close(goOn)
	if report := <-end; report.Outcome != runlog.Delivered || len(h.mails()) != 1 {
		t.Errorf("%+v, %d mails", report, len(h.mails()))
	}
}

// Who lost the claim stops within a third of the lease, sends nothing, tells nobody
// and leaves the run to whom it is.
func TestLostClaim(t *testing.T) {
	h, reading, _ := lingering(t, 300*time.Millisecond)
	end := h.begin(t.Context())
	ctx := <-reading
	if !h.take(func(runlog.Holder) bool { return true }) {
		t.Fatal("not taken")
	}
	report := <-end
	if !errors.Is(context.Cause(ctx), runlog.ErrLost) {
		t.Errorf("the run ended for %v", context.Cause(ctx))
	}
	if report.Outcome != runlog.NotReady || report.Error == nil || report.Error.Code != jobs.CodeBusy || len(h.server.Caught()) != 0 {
		t.Errorf("%+v, %d mails", report, len(h.server.Caught()))
	}
	if open := h.open(); len(open) != 1 || open[0].Attempt != 2 || !open[0].Holder.Same(stranger) {
		t.Errorf("open are %+v", open)
	}
}

// Who cannot give signs of life any more stops when its lease has ended.
func TestRunlogGoesAway(t *testing.T) {
	h, reading, _ := lingering(t, 300*time.Millisecond)
	end := h.begin(t.Context())
	ctx := <-reading
	begun := time.Now()
	must(t, h.Log.Close())
	report := <-end
	if took := time.Since(begun); took < 200*time.Millisecond || took > 5*time.Second {
		t.Errorf("it stopped after %v", took)
	}
	if !errors.Is(context.Cause(ctx), runlog.ErrLost) || report.Error.Code != jobs.CodeBusy || len(h.server.Caught()) != 0 {
		t.Errorf("%v, %+v", context.Cause(ctx), report)
	}
	has(t, report.Error.Message, "gave no sign of life for", "is closed")
}
