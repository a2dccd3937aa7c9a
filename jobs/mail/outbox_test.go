package mail_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook/jobs/mail"
	"daybook/jobs/mail/catcher"
	"daybook/jobs/runlog"
)

// Sender and runlog together: claim, record that it is being sent, send, record
// what the server said. A second go sends only what surely did not arrive.
func TestOutbox(t *testing.T) {
	log, err := runlog.Open(t.Context(), filepath.Join(t.TempDir(), "daybook.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	broken := true
	server := catch(t, catcher.Options{Fault: func(s catcher.Step, arg string) catcher.Fault {
		switch {
		case s == catcher.AtTo && arg == "refused@example.com" && broken:
			return catcher.Fault{Code: 550, Enhanced: [3]int{5, 1, 1}, Text: "No such user"}
		case s == catcher.AtAccept && arg == "silent@example.com":
			return catcher.Fault{Drop: true, Keep: true}
		}
		return catcher.Fault{}
	}})
	s := sender(t, plainServer(server), mail.Limits{}, &clock{now: seven})
	for _, want := range []map[string]runlog.Outcome{
		{"fine@example.com": runlog.Delivered, "refused@example.com": runlog.Failed, "silent@example.com": runlog.Unknown},
		{"fine@example.com": runlog.Delivered, "refused@example.com": runlog.Delivered, "silent@example.com": runlog.Unknown},
	} {
		if diff := cmp.Diff(want, mailAll(t, log, s)); diff != "" {
			t.Error(diff)
		}
		broken = false
	}
	var got []string
	for _, c := range server.Caught() {
		got = append(got, c.To)
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"fine@example.com", "refused@example.com", "silent@example.com"}, got); diff != "" {
		t.Error(diff)
	}
}

// mailAll is one attempt at a run with three recipients.
func mailAll(t *testing.T, log *runlog.Log, s *mail.Sender) map[string]runlog.Outcome {
	t.Helper()
	ctx := t.Context()
	by := runlog.Claimant{Holder: runlog.Holder{Host: "erp1", PID: 1, Start: seven}, By: "schedule", Lease: time.Minute}
	run, ok, err := log.ClaimRun(ctx, runlog.Key{Job: "receivables-daily", AsOf: "2026-09-24"}, by, seven)
	if err != nil || !ok {
		t.Fatal(run, err)
	}
	ends := map[string]runlog.Outcome{}
	claims := map[string]runlog.DeliveryClaim{}
	var letters []mail.Letter
	for _, to := range []string{"fine@example.com", "refused@example.com", "silent@example.com"} {
		d, ok, err := log.ClaimDelivery(ctx, run.Claim, to, daily().MessageID, seven)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			ends[to] = d.Outcome
			continue
		}
		claims[to] = d.DeliveryClaim
		l := pack(t, to)
		l.Sending = func() error { return log.MarkSending(ctx, d.DeliveryClaim, seven) }
		l.Deferred = func(err error) error { return log.MarkDeferred(ctx, d.DeliveryClaim, err.Error()) }
		letters = append(letters, l)
	}
	s.SendAll(ctx, slices.Values(letters), func(l mail.Letter, r mail.Result) {
		ends[l.To] = outcome(r)
		receipt := runlog.Receipt{Outcome: ends[l.To], Reply: r.Reply, SHA256: l.SHA256()}
		if err := log.FinishDelivery(ctx, claims[l.To], receipt, seven); err != nil {
			t.Error(err)
		}
	})
	end := runlog.Combine([]runlog.Outcome{ends["fine@example.com"], ends["refused@example.com"], ends["silent@example.com"]})
	if err := log.FinishRun(ctx, run.Claim, runlog.Finish{Outcome: end}, seven); err != nil {
		t.Error(err)
	}
	return ends
}

func outcome(r mail.Result) runlog.Outcome {
	switch {
	case r.Err == nil:
		return runlog.Delivered
	case r.Err.Kind == mail.Unknown:
		return runlog.Unknown
	}
	return runlog.Failed
}
