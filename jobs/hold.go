package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"daybook/jobs/runlog"
)

// hold gives the signs of life of one run: it renews the claims of its parts, three
// times in the length of a lease. Where one is lost, the run's context ends: another
// instance makes the run now.
type hold struct {
	log    *runlog.Log
	holder runlog.Holder
	lease  time.Duration
	now    func() time.Time
	lose   context.CancelCauseFunc
	stop   chan struct{}
	over   sync.WaitGroup

	mu     sync.Mutex
	key    runlog.Key // of any part: they differ in the slice
	claims []runlog.Claim
}

// hold begins to give signs of life for what a run will claim. The context that it
// returns ends with [runlog.ErrLost] where a claim was lost.
func (r *Runner) hold(ctx context.Context) (context.Context, *hold) {
	ctx, lose := context.WithCancelCause(ctx)
	h := &hold{log: r.Log, holder: r.Holder, lease: r.Config.Lease, now: r.Now, lose: lose, stop: make(chan struct{})}
	return ctx, h
}

// add takes a claim into care; the first begins it.
func (h *hold) add(key runlog.Key, c runlog.Claim) {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.key == (runlog.Key{}) {
		h.over.Go(h.beat)
	}
	h.key, h.claims = key, append(h.claims, c)
}

// drop ends the care for a claim, before its run is ended.
func (h *hold) drop(c runlog.Claim) {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.claims = slices.DeleteFunc(h.claims, func(held runlog.Claim) bool { return held == c })
}

func (h *hold) held() (runlog.Key, []runlog.Claim) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.key, slices.Clone(h.claims)
}

// end ends the signs of life, and the run's context.
func (h *hold) end() {
	close(h.stop)
	h.over.Wait()
	h.lose(nil)
}

func (h *hold) beat() {
	ticks := time.NewTicker(h.lease / 3)
	defer ticks.Stop()
	for last := time.Now(); ; {
		select {
		case <-h.stop:
			return
		case <-ticks.C:
		}
		begun := time.Now()
		err := h.renew()
		if err == nil {
			last = begun
			continue
		}
		if errors.Is(err, runlog.ErrLost) || time.Since(last) >= h.lease {
			h.lose(fmt.Errorf("%w: this one gave no sign of life for %v (%w)", runlog.ErrLost, time.Since(last).Round(time.Millisecond), err))
			return
		}
	}
}

// renew gives one sign of life. A claim that was dropped meanwhile is not lost.
func (h *hold) renew() error {
	key, before := h.held()
	if len(before) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), h.lease/3)
	defer cancel()
	still, err := h.log.Renew(ctx, key, h.holder, h.lease, h.now())
	if err != nil {
		return err
	}
	_, after := h.held()
	for _, c := range before {
		if slices.Contains(after, c) && !slices.Contains(still, c) {
			return runlog.ErrLost
		}
	}
	return nil
}

// lostClaim says that a run's context ended because another instance makes the run now.
func lostClaim(ctx context.Context) error {
	if cause := context.Cause(ctx); errors.Is(cause, runlog.ErrLost) {
		return cause
	}
	return nil
}
